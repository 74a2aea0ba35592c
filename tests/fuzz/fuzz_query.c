/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text is either refused with a column that lies in it, or is a query that every list compiles or refuses likewise.
 */
#include "core/query_compile.h"
#include "stockbook/text.h"
#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int64_t fixed_now(void *context)
{
	(void)context;
	return INT64_C(1790000000000);
}

/* Made once and kept: the queries do not change it. */
static struct sb_book *the_book(void)
{
	static const struct sb_book_new what = { .currency = "EUR",
						 .store_code = "MAIN",
						 .store_name = "Main",
						 .zone = "UTC",
						 .who = "ann",
						 .station = "till" };
	static struct sb_random random = { .seeded = true, .state = 1 };
	static const struct sb_world world = { .now = fixed_now, .random = &random };
	static struct sb_book *book;
	struct sb_error err = SB_ERROR_INIT;

	if (!book && sb_book_create(":memory:", &what, &world, &book, &err))
		abort();
	return book;
}

static void check_error(const struct sb_error *err, const char *text)
{
	assert(err->text[0]);
	assert(err->column >= 0 && (size_t)err->column <= strlen(text) + 1);
}

static void compile(const struct sb_query *query, const struct sb_list *list, struct sb_arena *arena, const char *text)
{
	static const struct sb_bound names[SB_COMPOSE_NAME_COUNT];
	struct sb_error err = SB_ERROR_INIT;
	struct sb_filter filter;
	struct sb_stmt *stmt;

	if (sb_filter_compile(query, &(struct sb_ask){ 0 }, list, the_book(), arena, &filter, &err)) {
		check_error(&err, text);
		return;
	}
	sb_auto(compose) compose = SB_COMPOSE_INIT(names);
	sb_compose_add(&compose, "SELECT 1 FROM ");
	sb_compose_add(&compose, list->from);
	sb_filter_put(&filter, &compose);
	if (sb_compose_prepare(&compose, sb_book_db(the_book()), &stmt, &err))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	sb_owned(arena) arena = sb_arena_new();
	char *text = sb_arena_strndup(arena, (const char *)data, size);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_query query;

	if (sb_query_parse(text, arena, &query, &err)) {
		check_error(&err, text);
		return 0;
	}
	assert(query.count <= SB_QUERY_TERMS_MAX);
	for (size_t i = 0; sb_list_at(i); i++)
		compile(&query, sb_list_at(i), arena, text);
	return 0;
}
