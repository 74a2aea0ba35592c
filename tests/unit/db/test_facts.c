/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries and their lines are never changed: not through the driver, not by any SQLite program. */
#include "db_fixture.h"
#include <criterion/criterion.h>

TestSuite(facts, .timeout = 60);

static const char line[] =
	"INSERT INTO entry_lines (seq, line, product, from_place, to_place, qty_milli, on_hand_after) VALUES (1, 1, 1, 1, 2, 1000, 1000)";

#define ENTRY(verb, seq, id, token, undoes)                                                                                              \
	verb " INTO entries (seq, id, kind, occurred_at, recorded_at, store, who, station, token, undoes, body, format, content_hash,"  \
	     " chain_hash) VALUES (" seq ", CAST('" id "' AS BLOB), 'forged', 0, 0, 0, 'eve', 'home', " token ", " undoes ", '{}', 1,"    \
	     " zeroblob(32), zeroblob(32))"

/* Every way in which a row of the facts could be written over or taken away. */
static const char *const attacks[] = {
	"UPDATE entries SET who = 'eve' WHERE seq = 1",
	"UPDATE entries SET seq = 7 WHERE seq = 1",
	"UPDATE OR REPLACE entries SET seq = 1 WHERE seq = 2",
	"UPDATE OR IGNORE entries SET who = 'eve'",
	"DELETE FROM entries WHERE seq = 2",
	"DELETE FROM entries",
	ENTRY("INSERT", "1", "0000000000000009", "NULL", "NULL"),
	ENTRY("INSERT OR REPLACE", "1", "0000000000000009", "NULL", "NULL"),
	ENTRY("REPLACE", "9", "0000000000000001", "NULL", "NULL"),
	ENTRY("INSERT OR REPLACE", "9", "0000000000000009", "'token-1'", "NULL"),
	ENTRY("INSERT OR REPLACE", "9", "0000000000000009", "NULL", "1"),
	ENTRY("INSERT", "1", "0000000000000009", "NULL", "NULL") " ON CONFLICT DO UPDATE SET who = 'eve'",
	"UPDATE entry_lines SET qty_milli = 1",
	"UPDATE OR REPLACE entry_lines SET line = 1",
	"DELETE FROM entry_lines",
	"INSERT OR REPLACE INTO entry_lines (seq, line, product, from_place, to_place, qty_milli, on_hand_after)"
	" VALUES (1, 1, 1, 1, 2, 5, 5)",
};

/* Entries 1 to 3, the third undoing the first; one line. */
static void fill(struct sb_db *db)
{
	struct sb_error err = SB_ERROR_INIT;

	dbt_begin(db);
	dbt_put_entry(db, 1);
	dbt_put_entry(db, 2);
	cr_assert_eq(dbt_run(db, ENTRY("INSERT", "3", "0000000000000003", "NULL", "1"), &err), SB_OK, "%s", err.text);
	cr_assert_eq(dbt_run(db, line, &err), SB_OK, "%s", err.text);
	dbt_commit(db);
}

static void is_untouched(struct sb_db *db, const char *attack)
{
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM entries"), 3, "%s", attack);
	cr_assert_eq(dbt_number(db, "SELECT sum(seq) FROM entries"), 6, "%s", attack);
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM entries WHERE who = 'ann' AND kind = 'note'"), 2, "%s", attack);
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM entry_lines WHERE qty_milli = 1000 AND line = 1"), 1, "%s", attack);
}

Test(facts, cannot_be_changed_through_the_driver)
{
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);

	fill(db);
	for (size_t i = 0; i < SB_COUNT(attacks); i++) {
		struct sb_error err = SB_ERROR_INIT;

		dbt_begin(db);
		cr_assert_eq(dbt_run(db, attacks[i], &err), SB_CONFLICT, "%s: %s", attacks[i], err.text);
		sb_db_rollback(db);
		is_untouched(db, attacks[i]);
	}
}

Test(facts, keep_their_keys_while_much_is_added_and_are_guarded_again_behind_it)
{
	static const char *const same_key[] = {
		ENTRY("INSERT", "1", "0000000000000009", "NULL", "NULL"),
		ENTRY("INSERT", "9", "0000000000000001", "NULL", "NULL"),
		ENTRY("INSERT", "9", "0000000000000009", "'token-1'", "NULL"),
		ENTRY("INSERT", "9", "0000000000000009", "NULL", "1"),
		line,
	};
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);

	fill(db);
	for (size_t i = 0; i < SB_COUNT(same_key) + SB_COUNT(attacks); i++) {
		const char *attack = i < SB_COUNT(same_key) ? same_key[i] : attacks[i - SB_COUNT(same_key)];
		struct sb_error err = SB_ERROR_INIT;

		sb_db_bulk(db, i < SB_COUNT(same_key) ? SB_BULK : SB_BULK_NOT);
		dbt_begin(db);
		cr_assert_eq(dbt_run(db, attack, &err), SB_CONFLICT, "%s: %s", attack, err.text);
		sb_db_rollback(db);
		is_untouched(db, attack);
	}
}

Test(facts, cannot_be_changed_by_another_program)
{
	static const char *const manners[] = { "PRAGMA recursive_triggers = OFF", "PRAGMA recursive_triggers = ON" };
	char *path = dbt_new_path();
	sb_owned(db) db = dbt_open(path, SB_DB_CREATE);

	fill(db);
	for (size_t manner = 0; manner < SB_COUNT(manners); manner++) {
		sqlite3 *raw = dbt_raw(path);

		cr_assert_eq(dbt_raw_run(raw, manners[manner]), SQLITE_OK);
		for (size_t i = 0; i < SB_COUNT(attacks); i++) {
			cr_assert_eq(dbt_raw_run(raw, attacks[i]), SQLITE_CONSTRAINT, "%s", attacks[i]);
			is_untouched(db, attacks[i]);
		}
		sqlite3_close(raw);
	}
	free(path);
}

Test(facts, new_ones_are_taken_also_without_token)
{
	sb_owned(db) db = dbt_open(":memory:", SB_DB_WRITE);

	fill(db);
	dbt_write(db, ENTRY("INSERT", "4", "0000000000000004", "NULL", "NULL"));
	dbt_write(db, ENTRY("INSERT", "5", "0000000000000005", "NULL", "NULL"));
	dbt_write(db, "INSERT INTO entry_lines (seq, line, product, from_place, to_place, qty_milli, on_hand_after)"
		      " VALUES (1, 2, 1, 1, 2, 5, 5), (2, 1, 1, 1, 2, 5, 5)");
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM entries"), 5);
	cr_assert_eq(dbt_number(db, "SELECT count(*) FROM entry_lines"), 3);
}
