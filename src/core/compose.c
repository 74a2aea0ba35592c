/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Puts statements together. Placeholders are numbered in the order in which they first occur, so a driver may bind
 * them by number or by place alike.
 */
#include "compose.h"
#include <string.h>

static const char *const name_table[SB_COMPOSE_NAME_COUNT] = {
	[SB_COMPOSE_STORE] = "store", [SB_COMPOSE_NOW] = "now",   [SB_COMPOSE_TODAY] = "today",
	[SB_COMPOSE_WORD] = "word",   [SB_COMPOSE_CODE] = "code",
};

void sb_compose_release(struct sb_compose *compose)
{
	sb_buf_release(&compose->text);
	free(compose->values);
	compose->values = NULL;
	compose->count = compose->cap = 0;
}

static int remember(struct sb_compose *compose, struct sb_bound value)
{
	if (compose->count == compose->cap) {
		compose->cap = compose->cap ? compose->cap * 2 : 16;
		compose->values = sb_realloc(compose->values, compose->cap * sizeof(*compose->values));
	}
	compose->values[compose->count++] = value;
	return (int)compose->count;
}

void sb_compose_bound(struct sb_compose *compose, struct sb_bound value)
{
	sb_buf_printf(&compose->text, "$%d", remember(compose, value));
}

void sb_compose_int(struct sb_compose *compose, int64_t value)
{
	sb_compose_bound(compose, (struct sb_bound){ .n = value });
}

void sb_compose_text(struct sb_compose *compose, const char *value)
{
	sb_compose_bound(compose, (struct sb_bound){ .text = value, .n = SB_NONE });
}

/* Puts what a name stands for and returns what follows it. */
static const char *put_name(struct sb_compose *compose, const char *at)
{
	if (strncmp(at, "row", 3) == 0 && compose->row) {
		sb_buf_puts(&compose->text, compose->row);
		return at + 3;
	}
	for (size_t i = 0; i < SB_COMPOSE_NAME_COUNT; i++) {
		size_t length = strlen(name_table[i]);
		if (strncmp(at, name_table[i], length) != 0)
			continue;
		if (!compose->place[i])
			compose->place[i] = remember(compose, compose->names[i]);
		sb_buf_printf(&compose->text, "$%d", compose->place[i]);
		return at + length;
	}
	abort(); /* a declaration names what nothing stands for */
}

static void add_part(struct sb_compose *compose, const char *at, const char *end)
{
	while (at < end) {
		const char *dollar = memchr(at, '$', (size_t)(end - at));
		if (!dollar) {
			sb_buf_add(&compose->text, at, (size_t)(end - at));
			return;
		}
		sb_buf_add(&compose->text, at, (size_t)(dollar - at));
		at = put_name(compose, dollar + 1);
	}
}

void sb_compose_add(struct sb_compose *compose, const char *fragment)
{
	add_part(compose, fragment, fragment + strlen(fragment));
}

void sb_compose_open(struct sb_compose *compose, const char *fragment)
{
	if (fragment)
		add_part(compose, fragment, strstr(fragment, "%s"));
}

void sb_compose_close(struct sb_compose *compose, const char *fragment)
{
	if (fragment)
		sb_compose_add(compose, strstr(fragment, "%s") + 2);
}

enum sb_status sb_compose_prepare(const struct sb_compose *compose, struct sb_db *db, struct sb_stmt **out,
				  struct sb_error *err)
{
	struct sb_stmt *stmt;
	enum sb_status status = sb_db_compose(db, compose->text.data, &stmt, err);

	if (status)
		return status;
	for (size_t i = 0; i < compose->count; i++) {
		if (compose->values[i].text)
			sb_bind_text(stmt, (int)i + 1, compose->values[i].text);
		else
			sb_bind_int(stmt, (int)i + 1, compose->values[i].n);
	}
	*out = stmt;
	return SB_OK;
}
