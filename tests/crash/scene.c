/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small shop that things happen to. */
#include "scene.h"

#include "stockbook/import.h"
#include "stockbook/store.h"
#include "support.h"
#include "tap.h"

#include <err.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct sb_random random_source;
static struct sb_world world;
static int64_t ahead_ms;

static int64_t tell_time(void *context)
{
	(void)context;
	return sb_now() + ahead_ms;
}

void scene_put_clock(int64_t ms)
{
	ahead_ms = ms;
}

void scene_begin(uint64_t seed)
{
	random_source = (struct sb_random){ .seeded = true, .state = seed };
	world = (struct sb_world){ .now = tell_time, .random = &random_source };
}

struct sb_random *scene_random(void)
{
	return &random_source;
}

static enum sb_status add_product(struct sb_write *write, int number, int64_t *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_product_change change = { 0 };
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome outcome;
	enum sb_status status;

	change.given[SB_PF_SKU] = change.given[SB_PF_NAME] = change.given[SB_PF_PRICE] = true;
	change.value[SB_PF_SKU] = (struct sb_value){ .type = SB_TEXT_TYPE, .s = sb_arena_printf(arena, "A%d", number) };
	change.value[SB_PF_NAME] = (struct sb_value){ .type = SB_TEXT_TYPE, .s = sb_arena_printf(arena, "Thing %d", number) };
	change.value[SB_PF_PRICE] = (struct sb_value){ .type = SB_MONEY_TYPE, .n = 250 };
	extra.opening_milli = SCENE_STOCK;
	status = sb_product_add(write, &change, &extra, &outcome, err);
	if (!status)
		*out = outcome.seq;
	return status;
}

static enum sb_status add_store(struct sb_write *write, struct sb_error *err)
{
	static const struct sb_store_new what = { .code = "NORTH", .name = "Shop in the north", .zone = "UTC" };
	const struct sb_draft draft = SB_DRAFT(SB_KIND_STORE_ADD);
	struct sb_outcome outcome;

	return sb_store_add(write, &what, &draft, &outcome, err);
}

void scene_make(const char *path, int64_t products[SCENE_PRODUCTS])
{
	static const struct sb_book_new what = { .currency = "EUR", .store_code = "MAIN", .store_name = "Shop", .zone = "UTC",
						 .who = "ann", .station = "till" };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	struct sb_write *write = NULL;
	enum sb_status status = sb_book_create(path, &what, &world, &book, &err);

	if (!status)
		status = sb_write_begin(book, &write, &err);
	for (int i = 0; i < SCENE_PRODUCTS && !status; i++)
		status = add_product(write, i, &products[i], &err);
	if (!status)
		status = add_store(write, &err);
	if (!status)
		status = sb_write_commit(write, &err);
	if (status)
		errx(99, "cannot make a shop: %s", err.text);
	sb_write_free(write);
	sb_book_close(book);
}

static const char *const parts[] = { "", "-wal", "-shm", "-gate", "-journal" };

void scene_remove(const char *path)
{
	for (size_t i = 0; i < SB_COUNT(parts); i++) {
		sb_auto(buf) name = SB_BUF_INIT;

		sb_buf_printf(&name, "%s%s", path, parts[i]);
		(void)unlink(name.data);
	}
}

void scene_copy(const char *from, const char *to)
{
	scene_remove(to);
	for (size_t i = 0; i < 2; i++) {
		sb_auto(buf) source = SB_BUF_INIT;
		sb_auto(buf) goal = SB_BUF_INIT;
		size_t bytes = 0;

		sb_buf_printf(&source, "%s%s", from, parts[i]);
		sb_buf_printf(&goal, "%s%s", to, parts[i]);
		if (access(source.data, F_OK))
			continue;
		sb_owned_string content = st_read(source.data, &bytes);
		st_write(goal.data, content, bytes);
		if (chmod(goal.data, 0600))
			err(99, "%s", goal.data);
	}
}

enum sb_status scene_open(const char *path, struct sb_book **out, struct sb_error *err)
{
	const struct sb_db_options options = { .mode = SB_DB_WRITE, .busy_ms = 20000 };
	enum sb_status status = sb_book_open(path, &options, &world, out, err);

	if (!status)
		sb_book_act_as(*out, "ann", "till");
	return status;
}

enum sb_status scene_post(struct sb_book *book, enum sb_kind kind, const int64_t *products, size_t count, const char *token,
			  struct sb_error *err)
{
	struct sb_line lines[SCENE_PRODUCTS] = { 0 };
	struct sb_draft draft = SB_DRAFT(kind);
	struct sb_outcome outcome;

	for (size_t i = 0; i < count; i++) {
		lines[i] = (struct sb_line){ .product = products[i], .qty_milli = 1000, .price_minor = SB_NONE, .cost_minor = SB_NONE };
		if (kind == SB_KIND_ADJUST) {
			lines[i].from = SB_AT_DIFFERENCE;
			lines[i].to = SB_AT_STORE;
		}
	}
	draft.lines = lines;
	draft.line_count = count;
	draft.token = token;
	return sb_book_post(book, &draft, &outcome, err);
}

void scene_write_csv(const char *file)
{
	static const char csv[] = "sku,name,price,tags,opening\nA0,Thing 0,3.10,,\nA1,Thing one,,blue,\nB0,New thing,1.00,new,5\nB1,Newer thing,2.00,new,7\n";

	st_write(file, csv, sizeof(csv) - 1);
}

enum sb_status scene_import(struct sb_book *book, const char *file, const char *token, struct sb_error *err)
{
	const struct sb_import_options options = { 0 };
	struct sb_hash print = { .bytes = { 1 } };
	const struct sb_import_commit how = { .token = token, .fingerprint = &print };
	sb_owned(import) import = NULL;
	struct sb_outcome outcome;
	enum sb_status status = sb_import_open(book, file, &options, &import, err);

	return status ? status : sb_import_commit(import, &how, &outcome, err);
}

/* ---- afterwards ---- */

static int64_t ask(struct sb_book *book, const char *sql, const char *text)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt = NULL;
	int64_t number = 0;
	bool row = false;
	enum sb_status status = sb_db_stmt(sb_book_db(book), sql, &stmt, &err);

	if (!status && text)
		sb_bind_text(stmt, 1, text);
	if (!status)
		status = sb_stmt_step(stmt, &row, &err);
	if (status)
		errx(99, "%s: %s", sql, err.text);
	number = row ? sb_col_int(stmt, 0) : 0;
	sb_stmt_reset(stmt);
	return number;
}

int64_t scene_token(struct sb_book *book, const char *token)
{
	static const char sql[] = "SELECT seq FROM entries WHERE token = $1";

	return ask(book, sql, token);
}

int64_t scene_number(struct sb_book *book, const char *sql)
{
	return ask(book, sql, NULL);
}

static void note_finding(const char *finding, void *context)
{
	(void)context;
	tap_note("check: %s", finding);
}

bool scene_is_sound(struct sb_book *book)
{
	struct sb_check_summary summary;
	struct sb_error err = SB_ERROR_INIT;

	if (sb_book_check(book, NULL, note_finding, NULL, &summary, &err) == SB_OK)
		return true;
	tap_note("check: %s", err.text);
	return false;
}
