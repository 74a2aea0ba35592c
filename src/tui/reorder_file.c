/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quantities typed over suggestions, on disk until they are ordered: JSON in the state directory, a file for each store.
 * Of several terminals the last that changed one is remembered.
 */
#include "reorder.h"
#include "stockbook/json.h"
#include "stockbook/path.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 1 << 20 };

static char *file_path(const char *store)
{
	sb_auto(buf) name = SB_BUF_INIT;

	sb_buf_printf(&name, "drafts/%s.reorder", store);
	return sb_path_in(SB_DIR_STATE, name.data);
}

void sb_reorder_save(const struct sb_reorder *reorder, const char *book, const char *store)
{
	sb_owned_string path = file_path(store);
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_json json;
	size_t typed = 0;

	sb_json_init(&json, &text);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "book", book);
	sb_json_open(&json, "lines", '[');
	for (size_t i = 0; i < reorder->count; i++) {
		if (!reorder->lines[i].is_typed)
			continue;
		typed++;
		sb_json_open(&json, NULL, '{');
		sb_json_int(&json, "product", reorder->lines[i].row->id);
		sb_json_int(&json, "qty", reorder->lines[i].qty_milli);
		sb_json_close(&json, '}');
	}
	sb_json_close(&json, ']');
	sb_json_close(&json, '}');
	/* What cannot be kept on disk is still on the screen. */
	if (!typed)
		unlink(path);
	else if (!sb_path_make_parent(path, &err))
		(void)!sb_file_write(path, text.data, text.len, &err);
}

static int64_t number(const struct sb_json_value *object, const char *key)
{
	const struct sb_json_value *value = sb_json_find(object, key);
	int64_t out;

	return value && sb_json_as_int(value, &out) ? out : SB_NONE;
}

/* Lines of a page that has nothing but products: the one that comes takes over what was decided about them. */
static void read_lines(struct sb_reorder *reorder, const struct sb_json_value *lines)
{
	size_t count = sb_json_count(lines);
	struct sb_row *rows;

	reorder->page = (struct sb_page){ .arena = sb_arena_new() };
	rows = sb_arena_alloc(reorder->page.arena, (count + 1) * sizeof(*rows));
	reorder->lines = sb_alloc((count + 1) * sizeof(*reorder->lines));
	for (size_t i = 0; i < count; i++) {
		int64_t qty = number(sb_json_at(lines, i), "qty");

		if (qty < 0 || qty > SB_QTY_MAX)
			continue;
		rows[reorder->count].id = number(sb_json_at(lines, i), "product");
		reorder->lines[reorder->count] =
			(struct sb_reorder_line){ .row = &rows[reorder->count], .qty_milli = qty, .is_typed = true };
		reorder->count++;
	}
}

void sb_reorder_load(struct sb_reorder *reorder, const char *book, const char *store)
{
	sb_owned_string path = file_path(store);
	sb_owned(json_doc) doc = NULL;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_error ignored = SB_ERROR_INIT;
	const struct sb_json_value *of, *lines;

	if (sb_file_read(path, FILE_BYTES_MAX, &text, &ignored) || sb_json_parse(text.data, text.len, &doc, &ignored))
		return;
	of = sb_json_find(sb_json_root(doc), "book");
	lines = sb_json_find(sb_json_root(doc), "lines");
	if (of && sb_json_as_text(of) && !strcmp(sb_json_as_text(of), book) && lines)
		read_lines(reorder, lines);
}
