/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Baskets on disk, so that a crash or a lost connection costs no scan: JSON in the state directory, a file for each store a process works for. What a
 * process that is gone has left is taken over by the next that starts; what another terminal works on is its own.
 */
#include "basket.h"
#include "stockbook/json.h"
#include "stockbook/path.h"
#include "stockbook/process.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 4 << 20 };

#define SUFFIX ".basket"

static char *file_path(const char *store)
{
	sb_auto(buf) name = SB_BUF_INIT;

	sb_buf_puts(&name, "drafts/");
	sb_process_file_name(&name);
	sb_buf_printf(&name, "-%s" SUFFIX, store);
	return sb_path_in(SB_DIR_STATE, name.data);
}

static void write_basket(struct sb_json *json, const struct sb_basket *basket)
{
	sb_json_open(json, NULL, '{');
	sb_json_int(json, "mode", (int64_t)basket->mode);
	sb_json_text(json, "reason", basket->reason);
	sb_json_text(json, "to", basket->to);
	sb_json_int(json, "arrives", basket->arrives);
	sb_json_open(json, "lines", '[');
	for (size_t i = 0; i < basket->count; i++) {
		const struct sb_basket_line *line = &basket->lines[i];

		sb_json_open(json, NULL, '{');
		sb_json_int(json, "product", line->product);
		sb_json_text(json, "sku", line->sku);
		sb_json_text(json, "name", line->name);
		sb_json_int(json, "decimals", line->decimals);
		sb_json_int(json, "qty", line->qty_milli);
		if (line->price_minor != SB_NONE)
			sb_json_int(json, "price", line->price_minor);
		sb_json_bool(json, "typed", line->is_price_typed);
		sb_json_int(json, "available", line->available);
		sb_json_close(json, '}');
	}
	sb_json_close(json, ']');
	sb_json_close(json, '}');
}

void sb_baskets_save(const struct sb_basket *current, const struct sb_basket *aside, size_t aside_count, const char *book,
		     const char *store)
{
	sb_owned_string path = file_path(store);
	sb_auto(buf) process = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_json json;

	if (!current->count && !aside_count) {
		unlink(path);
		return;
	}
	sb_json_init(&json, &text);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "book", book);
	sb_json_text(&json, "store", store);
	sb_process_name(&process);
	sb_json_text(&json, "writer", process.data);
	sb_json_open(&json, "baskets", '[');
	write_basket(&json, current);
	for (size_t i = 0; i < aside_count; i++)
		write_basket(&json, &aside[i]);
	sb_json_close(&json, ']');
	sb_json_close(&json, '}');
	/* A basket that cannot be kept on disk is still in memory: no reason to stop selling. */
	if (!sb_path_make_parent(path, &err))
		(void)!sb_file_write(path, text.data, text.len, &err);
}

static int64_t number(const struct sb_json_value *object, const char *key, int64_t otherwise)
{
	const struct sb_json_value *value = sb_json_find(object, key);
	int64_t out;

	return value && sb_json_as_int(value, &out) ? out : otherwise;
}

static void copy_text(const struct sb_json_value *object, const char *key, char *out, size_t bytes)
{
	const struct sb_json_value *value = sb_json_find(object, key);
	const char *text = value ? sb_json_as_text(value) : NULL;

	snprintf(out, bytes, "%s", text ? text : "");
}

static void read_line(struct sb_basket *basket, const struct sb_json_value *from)
{
	struct sb_found found = { .id = number(from, "product", 0), .decimals = (int)number(from, "decimals", 0) };
	const struct sb_json_value *typed = sb_json_find(from, "typed");
	size_t index;

	copy_text(from, "sku", found.sku, sizeof(found.sku));
	copy_text(from, "name", found.name, sizeof(found.name));
	found.price_minor = number(from, "price", SB_NONE);
	if (found.id <= 0 || !sb_basket_add(basket, &found, number(from, "qty", 0), number(from, "available", 0)))
		return;
	index = sb_basket_find(basket, found.id);
	if (typed)
		(void)sb_json_as_bool(typed, &basket->lines[index].is_price_typed);
}

static void read_basket(struct sb_basket *basket, const struct sb_json_value *from)
{
	const struct sb_json_value *lines = sb_json_find(from, "lines");
	int64_t mode = number(from, "mode", 0);

	sb_basket_init(basket);
	basket->mode = mode >= 0 && mode < SB_BASKET_MODE_COUNT ? (enum sb_basket_mode)mode : SB_BASKET_SELL;
	copy_text(from, "reason", basket->reason, sizeof(basket->reason));
	copy_text(from, "to", basket->to, sizeof(basket->to));
	basket->arrives = number(from, "arrives", 0);
	for (size_t i = 0; lines && i < sb_json_count(lines); i++)
		read_line(basket, sb_json_at(lines, i));
	basket->last_product = SB_NONE;
}

static const char *text_of(const struct sb_json_value *root, const char *key)
{
	const struct sb_json_value *value = sb_json_find(root, key);
	const char *text = value ? sb_json_as_text(value) : NULL;

	return text ? text : "";
}

/* The file is this process's own from here on, or another was quicker. */
static bool take_over(const char *file, const char *writer, const char *store)
{
	sb_owned_string own = file_path(store);
	sb_auto(buf) process = SB_BUF_INIT;

	sb_process_name(&process);
	if (strcmp(writer, process.data) == 0)
		return true;
	return sb_process_ask(writer) == SB_PROCESS_GONE && rename(file, own) == 0;
}

/* NULL: no baskets of this store of this book, or not to be had. */
static struct sb_json_doc *read_file(const char *file, const char *book, const char *store)
{
	sb_owned(json_doc) doc = NULL;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	const struct sb_json_value *baskets;

	if (sb_file_read(file, FILE_BYTES_MAX, &text, &err) || sb_json_parse(text.data, text.len, &doc, &err))
		return NULL;
	baskets = sb_json_find(sb_json_root(doc), "baskets");
	if (strcmp(text_of(sb_json_root(doc), "book"), book) || strcmp(text_of(sb_json_root(doc), "store"), store) || !baskets ||
	    !sb_json_count(baskets))
		return NULL;
	return take_over(file, text_of(sb_json_root(doc), "writer"), store) ? sb_give(doc) : NULL;
}

static int is_basket(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return length > strlen(SUFFIX) && strcmp(entry->d_name + length - strlen(SUFFIX), SUFFIX) == 0;
}

/* One file at a start, its own before any other's, which would take its name; what else was left is there for the next. */
static struct sb_json_doc *find_file(const char *book, const char *store)
{
	sb_owned_string folder = sb_path_in(SB_DIR_STATE, "drafts");
	sb_owned_string own = file_path(store);
	struct sb_json_doc *found = read_file(own, book, store);
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_basket, alphasort);

	for (int i = 0; i < count; i++) {
		sb_auto(buf) file = SB_BUF_INIT;

		sb_buf_printf(&file, "%s/%s", folder, entries[i]->d_name);
		if (!found)
			found = read_file(file.data, book, store);
		free(entries[i]);
	}
	free(entries);
	return found;
}

size_t sb_baskets_load(struct sb_basket *current, struct sb_basket aside[static SB_BASKETS_MAX], const char *book,
		       const char *store)
{
	sb_owned(json_doc) doc = find_file(book, store);
	const struct sb_json_value *baskets = doc ? sb_json_find(sb_json_root(doc), "baskets") : NULL;
	size_t count = 0;

	sb_basket_init(current);
	if (!baskets)
		return 0;
	read_basket(current, sb_json_at(baskets, 0));
	for (size_t i = 1; i < sb_json_count(baskets) && count < SB_BASKETS_MAX; i++)
		read_basket(&aside[count++], sb_json_at(baskets, i));
	/* What was taken over still says whose it was, and who that was is gone: a third one would take it over again. */
	sb_baskets_save(current, aside, count, book, store);
	return count;
}
