/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of src/db share: a book in a directory of its own, opened so that failure ends the test, and
 * short ways to run one statement. Everything fails the running test when it cannot do its part.
 */
#ifndef STOCKBOOK_TESTS_DB_FIXTURE_H
#define STOCKBOOK_TESTS_DB_FIXTURE_H

#include "stockbook/db.h"
#include <sqlite3.h>

/* directory/shop.book in a new directory; nothing is there yet. Yours to free. */
char *dbt_new_path(void);
/* Opens with five seconds' patience. */
struct sb_db *dbt_open(const char *where, enum sb_db_mode mode);
/* The status of an opening that should fail; *err has the sentence. */
enum sb_status dbt_refused(const char *where, enum sb_db_mode mode, struct sb_error *err);

/* One statement without placeholders: its status, and of dbt_number the first number of its first row. */
enum sb_status dbt_run(struct sb_db *db, const char *sql, struct sb_error *err);
int64_t dbt_number(struct sb_db *db, const char *sql);
void dbt_begin(struct sb_db *db);
void dbt_commit(struct sb_db *db);
/* The same in a transaction of its own. */
void dbt_write(struct sb_db *db, const char *sql);

/* Entry `seq` of a made-up kind. */
void dbt_put_entry(struct sb_db *db, int64_t seq);

/* The file as any SQLite program sees it, with nothing switched on or off. */
sqlite3 *dbt_raw(const char *path);
int dbt_raw_run(sqlite3 *raw, const char *sql);
int64_t dbt_raw_number(sqlite3 *raw, const char *sql);

#endif
