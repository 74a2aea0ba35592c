/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Full text: what was put is found until it is dropped, most popular first, and no text is ever syntax. */
#include "db_fixture.h"
#include <criterion/criterion.h>
#include <string.h>

TestSuite(sqlite_search, .timeout = 60);

struct document {
	int64_t id;
	const char *text;
};

static const struct document documents[] = {
	{ INT64_C(3) << 40 | 1, "arabica coffee beans 1 kg kaf-100 fair trade" },
	{ INT64_C(9) << 40 | 2, "robusta coffee ground kaf-200" },
	{ INT64_C(1) << 40 | 3, "coffee filter no 4 beansprout" },
	{ INT64_C(5) << 40 | 4, "near and or not \"quoted\" (in) tea*" },
	{ INT64_C(2) << 40 | 5, "creme brulee 12/5 m8x40" },
};

static struct sb_db *filled(void)
{
	struct sb_db *db = dbt_open(":memory:", SB_DB_WRITE);
	struct sb_error err = SB_ERROR_INIT;

	dbt_begin(db);
	for (size_t i = 0; i < SB_COUNT(documents); i++)
		cr_assert_eq(sb_db_search_put(db, documents[i].id, documents[i].text, &err), SB_OK, "%s", err.text);
	dbt_commit(db);
	return db;
}

/* The ids found, without popularity, as digits in the order of results; or the error's sentence. */
static char *search(struct sb_db *db, const char *const *words, const bool *prefix, size_t count)
{
	sb_auto(buf) expression = SB_BUF_INIT;
	sb_auto(buf) sql = SB_BUF_INIT;
	struct sb_buf found = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;
	bool row;

	sb_db_search_expression(db, words, prefix, count, &expression);
	sb_buf_puts(&sql, "SELECT id FROM (");
	for (const char *at = sb_db_search_fragment(db); *at; at++)
		if (strncmp(at, "%s", 2) == 0)
			sb_buf_puts(&sql, "$1"), at++;
		else
			sb_buf_putc(&sql, *at);
	sb_buf_puts(&sql, ") AS found ORDER BY id DESC LIMIT 50");
	cr_assert_eq(sb_db_compose(db, sql.data, &stmt, &err), SB_OK, "%s", err.text);
	sb_bind_text(stmt, 1, expression.data);
	while (sb_stmt_step(stmt, &row, &err) == SB_OK && row)
		sb_buf_printf(&found, "%d", (int)(sb_col_int(stmt, 0) & 0xffffffff));
	cr_assert_eq(err.status, SB_OK, "%s: %s", expression.data, err.text);
	return sb_buf_take(&found);
}

static void finds(struct sb_db *db, const char *word, bool prefix, const char *expected)
{
	char *found = search(db, &word, &prefix, 1);

	cr_assert_str_eq(found, expected, "%s%s", word, prefix ? "*" : "");
	free(found);
}

Test(sqlite_search, words_beginnings_and_phrases_are_found_most_popular_first)
{
	static const struct {
		const char *words[3];
		bool prefix[3];
		const char *found;
	} cases[] = {
		{ { "coffee" }, { false }, "213" },
		{ { "cof" }, { true }, "213" },
		{ { "cof" }, { false }, "" },
		{ { "c" }, { true }, "2153" },
		{ { "beans" }, { false }, "1" },
		{ { "beans" }, { true }, "13" },
		{ { "beansprou" }, { true }, "3" },
		{ { "coffee", "kaf" }, { false, true }, "21" },
		{ { "kaf", "tr", "cof" }, { true, true, true }, "1" },
		{ { "coffee beans" }, { false }, "1" },
		{ { "beans coffee" }, { false }, "" },
		{ { "coffee be" }, { true }, "1" },
		{ { "kaf-200" }, { false }, "2" },
		{ { "12/5" }, { false }, "5" },
		{ { "m8" }, { true }, "5" },
		{ { "nothing" }, { true }, "" },
	};
	sb_owned(db) db = filled();

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		size_t count = 0;
		char *found;

		while (count < 3 && cases[i].words[count])
			count++;
		found = search(db, cases[i].words, cases[i].prefix, count);
		cr_assert_str_eq(found, cases[i].found, "case %zu: %s", i, cases[i].words[0]);
		free(found);
	}
}

Test(sqlite_search, characters_with_a_meaning_to_the_engine_are_data)
{
	static const char *const words[] = {
		"AND", "OR", "NOT", "NEAR", "NEAR(", "NEAR(a b, 2)", "\"", "\"\"", "\"a", "a\"b", "*", "a*", "-", "-coffee", "^coffee", "+",
		"(", ")", "()", "search_text:coffee", "search_text : a", "{a b}:c", "col.umn", "'", "';--", "%", "_", "\\", "$1", "?1", "%s",
		"a AND", "AND b", "\x01", "\xff\xfe", "coffee\"*", "", " ", "\n", "\t", "0", "é", "中文", "🙂",
	};
	sb_owned(db) db = filled();

	for (size_t i = 0; i < SB_COUNT(words); i++)
		for (size_t j = 0; j < SB_COUNT(words); j++) {
			const char *const pair[] = { words[i], words[j] };
			const bool prefix[] = { i % 2 == 0, j % 2 == 1 };

			free(search(db, pair, prefix, 2));
		}
	finds(db, "near", false, "4");
	finds(db, "and", false, "4");
	finds(db, "\"quoted\"", false, "4");
	finds(db, "(in)", false, "4");
	finds(db, "-coffee", false, "213");
	finds(db, "search_text:coffee", false, "");
}

Test(sqlite_search, a_word_of_signs_only_asks_for_nothing)
{
	static const char *const words[] = { "coffee", "-", "***" };
	static const bool prefix[] = { false, false, true };
	sb_owned(db) db = filled();
	char *found = search(db, words, prefix, 3);

	cr_assert_str_eq(found, "213");
	free(found);
	found = search(db, words, prefix, 0);
	cr_assert_str_eq(found, "");
	free(found);
}

Test(sqlite_search, thousands_of_words_are_answered_at_once)
{
	static const char *words[3000];
	static bool prefix[3000];
	sb_owned(db) db = filled();

	for (size_t i = 0; i < SB_COUNT(words); i++) {
		words[i] = "c";
		prefix[i] = true;
	}
	sb_db_limit(db, 1000);
	free(search(db, words, prefix, SB_COUNT(words)));
}

Test(sqlite_search, what_was_dropped_is_not_found_and_the_rest_is)
{
	sb_owned(db) db = filled();
	struct sb_error err = SB_ERROR_INIT;

	dbt_begin(db);
	cr_assert_eq(sb_db_search_drop(db, documents[1].id, documents[1].text, &err), SB_OK);
	cr_assert_eq(sb_db_search_put(db, documents[1].id | INT64_C(1) << 50, "robusta decaf", &err), SB_OK);
	dbt_commit(db);
	finds(db, "coffee", false, "13");
	finds(db, "deca", true, "2");
	dbt_begin(db);
	cr_assert_eq(sb_db_search_clear(db, &err), SB_OK, "%s", err.text);
	dbt_commit(db);
	finds(db, "coffee", false, "");
	dbt_begin(db);
	cr_assert_eq(sb_db_search_put(db, documents[0].id, documents[0].text, &err), SB_OK);
	dbt_commit(db);
	finds(db, "coffee", false, "1");
}

static bool add_word(const char *word, void *context)
{
	struct sb_buf *out = context;

	sb_buf_printf(out, "%s ", word);
	return out->len < 60;
}

Test(sqlite_search, words_like_a_mistyped_one_come_most_alike_first)
{
	static const char *const vocabulary[] = {
		"chocolate", "chocolates", "choke", "coffee", "coffees", "milk", "silk", "brulee", "größe", "kg", "7", "coffee",
	};
	static const struct {
		const char *word, *first;
	} cases[] = {
		{ "chocolat", "chocolate " },
		{ "choclate", "chocolate " },
		{ "cofee", "coffee " },
		{ "milc", "milk " },
		{ "brulle", "brulee " },
		{ "grösse", "größe " },
		{ "kgg", "kg " },
	};
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);
	struct sb_error err = SB_ERROR_INIT;

	dbt_begin(db);
	for (size_t i = 0; i < SB_COUNT(vocabulary); i++)
		cr_assert_eq(sb_db_word_put(db, vocabulary[i], &err), SB_OK, "%s", err.text);
	dbt_commit(db);
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_auto(buf) found = SB_BUF_INIT;

		cr_assert_eq(sb_db_word_like(db, cases[i].word, 3, add_word, &found, &err), SB_OK, "%s", err.text);
		cr_assert_eq(strncmp(found.data, cases[i].first, strlen(cases[i].first)), 0, "%s: %s", cases[i].word, found.data);
	}
}

static int64_t segments_of(struct sb_db *db)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;
	int64_t count;
	bool row;

	cr_assert_eq(sb_db_compose(db, "SELECT count(DISTINCT segid) FROM search_idx", &stmt, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_stmt_step(stmt, &row, &err), SB_OK, "%s", err.text);
	count = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	return count;
}

Test(sqlite_search, what_was_written_bit_by_bit_is_merged_by_who_closes_the_book)
{
	enum { DOCUMENTS = 130 };
	char *path = dbt_new_path();
	struct sb_db *db = dbt_open(path, SB_DB_CREATE);
	struct sb_error err = SB_ERROR_INIT;

	for (int64_t i = 1; i <= DOCUMENTS; i++) {
		sb_auto(buf) text = SB_BUF_INIT;

		sb_buf_printf(&text, "coffee number%lld sort%lld", (long long)i, (long long)i % 7);
		dbt_begin(db);
		cr_assert_eq(sb_db_search_put(db, i, text.data, &err), SB_OK, "%s", err.text);
		dbt_commit(db);
	}
	cr_assert_gt(segments_of(db), 1);
	sb_db_close(db);
	db = dbt_open(path, SB_DB_WRITE);
	cr_assert_eq(segments_of(db), 1);
	finds(db, "number77", false, "77");
	sb_db_close(db);
	free(path);
}

Test(sqlite_search, odd_words_are_harmless_when_looking_for_alike_ones)
{
	static const char *const odd[] = { "", " ", "\"", "\"\"\"", "a", "AND", "***", "\xff", "a\"b\"c", "🙂🙂🙂" };
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);
	sb_auto(buf) found = SB_BUF_INIT;
	sb_auto(buf) endless = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;

	sb_buf_fill(&endless, 'x', 100000);
	dbt_begin(db);
	cr_assert_eq(sb_db_word_put(db, endless.data, &err), SB_OK);
	for (size_t i = 0; i < SB_COUNT(odd); i++)
		cr_assert_eq(sb_db_word_put(db, odd[i], &err), SB_OK, "%s: %s", odd[i], err.text);
	dbt_commit(db);
	cr_assert_eq(sb_db_word_like(db, endless.data, 5, add_word, &found, &err), SB_OK);
	for (size_t i = 0; i < SB_COUNT(odd); i++)
		cr_assert_eq(sb_db_word_like(db, odd[i], 5, add_word, &found, &err), SB_OK, "%s: %s", odd[i], err.text);
}
