/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the tables of holds with what replaying makes, hold by hold, and what is held of each product with its
 * stock. */
#include "book_inside.h"
#include "check.h"
#include "hold_state.h"
#include "statements.h"
#include "try.h"
#include <string.h>

struct walk {
	struct sb_stmt *stmt;
	bool has_row;
};

struct hold_check {
	struct sb_checking *checking;
	struct walk holds, lines;
};

static enum sb_status step(struct walk *walk, struct sb_error *err)
{
	return sb_stmt_step(walk->stmt, &walk->has_row, err);
}

static enum sb_status start(struct sb_db *db, const char *sql, struct walk *walk, struct sb_error *err)
{
	TRY(sb_db_stmt(db, sql, &walk->stmt, err));
	return step(walk, err);
}

static void differs(struct hold_check *check, int64_t hold)
{
	sb_check_found(check->checking, _("hold %lld is not what the journal makes: run `stockbook rebuild`"),
		       (long long)hold);
}

/* Rows of holds before this one are in no journal. */
static enum sb_status skip_strays(struct hold_check *check, struct walk *walk, int64_t hold, struct sb_error *err)
{
	while (walk->has_row && sb_col_int(walk->stmt, 0) < hold) {
		sb_check_found(check->checking, _("hold %lld has nothing in the journal: run `stockbook rebuild`"),
			       (long long)sb_col_int(walk->stmt, 0));
		TRY(step(walk, err));
	}
	return SB_OK;
}

static bool stands_on(const struct walk *walk, int64_t hold)
{
	return walk->has_row && sb_col_int(walk->stmt, 0) == hold;
}

static bool same_text(const char *left, const char *right)
{
	return left && right ? strcmp(left, right) == 0 : left == right;
}

static bool same_hold(struct sb_stmt *stmt, const struct sb_hold_state *made)
{
	const char *order = sb_col_is_null(stmt, 3) ? NULL : sb_col_text(stmt, 3);

	return sb_col_int(stmt, 1) == made->store && strcmp(sb_col_text(stmt, 2), sb_hold_word(made->status)) == 0 &&
	       same_text(order, made->order) && sb_col_int(stmt, 4) == made->placed_at &&
	       sb_col_int(stmt, 5) == made->expires_at && sb_col_int(stmt, 6) == made->changed_at &&
	       sb_col_int(stmt, 7) == made->version;
}

static bool same_part(struct sb_stmt *stmt, const struct sb_hold_state *hold, const struct sb_hold_part *made)
{
	return sb_col_int(stmt, 1) == made->product && sb_col_int(stmt, 2) == hold->store &&
	       sb_col_int(stmt, 3) == hold->expires_at && sb_col_int(stmt, 4) == made->qty_milli &&
	       sb_col_int(stmt, 5) == made->held && sb_col_int(stmt, 6) == made->committed &&
	       sb_col_int(stmt, 7) == made->fulfilled;
}

static enum sb_status check_hold(const struct sb_hold_state *made, void *context, struct sb_error *err)
{
	struct hold_check *check = context;
	bool same;

	TRY(skip_strays(check, &check->holds, made->id, err));
	TRY(skip_strays(check, &check->lines, made->id, err));
	same = stands_on(&check->holds, made->id) && same_hold(check->holds.stmt, made);
	if (stands_on(&check->holds, made->id))
		TRY(step(&check->holds, err));
	for (size_t i = 0; i < made->count; i++) {
		same &= stands_on(&check->lines, made->id) && same_part(check->lines.stmt, made, &made->parts[i]);
		if (stands_on(&check->lines, made->id))
			TRY(step(&check->lines, err));
	}
	while (stands_on(&check->lines, made->id)) {
		same = false;
		TRY(step(&check->lines, err));
	}
	if (!same)
		differs(check, made->id);
	return SB_OK;
}

static void on_fault(int64_t seq, const char *sentence, void *context)
{
	const struct hold_check *check = context;

	sb_check_found(check->checking, _("entry %lld: %s"), (long long)seq, sentence);
}

static enum sb_status check_sums(struct hold_check *check, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(check->checking->book->db, sb_sql_check_hold_sums, &stmt, err));
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		sb_check_found(check->checking,
			       _("%s: what is held or committed in store %s is not the sum of its holds: run "
				 "`stockbook rebuild`"),
			       sb_col_text(stmt, 0), sb_col_text(stmt, 1));
	}
}

static enum sb_status run(struct hold_check *check, struct sb_error *err)
{
	struct sb_book *book = check->checking->book;
	const struct sb_fold_hold_visitor visitor = { .hold = check_hold, .fault = on_fault, .context = check };

	TRY(start(book->db, sb_sql_check_hold_rows, &check->holds, err));
	TRY(start(book->db, sb_sql_check_hold_line_rows, &check->lines, err));
	TRY(sb_fold_holds(book, &visitor, err));
	TRY(skip_strays(check, &check->holds, INT64_MAX, err));
	TRY(skip_strays(check, &check->lines, INT64_MAX, err));
	return check_sums(check, err);
}

enum sb_status sb_check_holds(struct sb_checking *checking, struct sb_error *err)
{
	struct hold_check check = { .checking = checking };
	enum sb_status status = run(&check, err);

	if (check.holds.stmt)
		sb_stmt_reset(check.holds.stmt);
	if (check.lines.stmt)
		sb_stmt_reset(check.lines.stmt);
	return status;
}
