/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the tables of stock counts with what replaying makes, count by count, and when stock was last counted. */
#include "book_inside.h"
#include "check.h"
#include "count_state.h"
#include "statements.h"
#include "try.h"
#include <string.h>

enum table { TABLE_COUNTS, TABLE_PRODUCTS, TABLE_SCANS, TABLE_LINES, TABLE_COUNT };

/* Each in order of counts, whose number comes first. */
static const char *const table_table[TABLE_COUNT] = {
	[TABLE_COUNTS] = sb_sql_check_count_rows,
	[TABLE_PRODUCTS] = sb_sql_check_count_product_rows,
	[TABLE_SCANS] = sb_sql_check_count_scan_rows,
	[TABLE_LINES] = sb_sql_check_count_line_rows,
};

struct walk {
	struct sb_stmt *stmt;
	bool has_row;
};

struct count_check {
	struct sb_checking *checking;
	struct walk walks[TABLE_COUNT];
};

static enum sb_status step(struct walk *walk, struct sb_error *err)
{
	return sb_stmt_step(walk->stmt, &walk->has_row, err);
}

static bool stands_on(const struct walk *walk, int64_t count)
{
	return walk->has_row && sb_col_int(walk->stmt, 0) == count;
}

/* Rows of counts before this one are in no journal. */
static enum sb_status skip_strays(struct count_check *check, int64_t count, struct sb_error *err)
{
	for (enum table table = 0; table < TABLE_COUNT; table++) {
		struct walk *walk = &check->walks[table];

		while (walk->has_row && sb_col_int(walk->stmt, 0) < count) {
			sb_check_found(check->checking,
				       _("count %lld has rows of nothing in the journal: run `stockbook rebuild`"),
				       (long long)sb_col_int(walk->stmt, 0));
			TRY(step(walk, err));
		}
	}
	return SB_OK;
}

static bool same_text(struct sb_stmt *stmt, int column, const char *made)
{
	if (sb_col_is_null(stmt, column) || !made)
		return sb_col_is_null(stmt, column) == !made;
	return strcmp(sb_col_text(stmt, column), made) == 0;
}

static bool same_numbers(struct sb_stmt *stmt, int column, const int64_t *made, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (sb_col_int(stmt, column + (int)i) != made[i])
			return false;
	return true;
}

static bool same_head(struct sb_stmt *stmt, const struct sb_count_state *made)
{
	const int64_t numbers[] = {
		made->is_blind,        made->zeroes,      made->tolerance_milli, made->tolerance_percent,
		made->tolerance_minor, made->scope_lines, made->lines,           made->lines_in_scope,
		made->scans,           made->unmatched,   made->total_milli,     made->opened_at,
		made->reviewed_at,     made->posted_at,   made->review,          made->posting,
		made->cancelling,      made->version,
	};

	return sb_col_int(stmt, 1) == made->store && same_text(stmt, 2, sb_count_word(sb_count_status_of(made))) &&
	       same_text(stmt, 3, sb_count_scope_word(made->scope)) && same_text(stmt, 4, made->value) &&
	       same_numbers(stmt, 5, numbers, SB_COUNT(numbers));
}

static bool same_scan(struct sb_stmt *stmt, const struct sb_scan_state *made)
{
	const int64_t numbers[] = { made->qty_milli, made->is_absolute, made->is_recount, made->is_outside,
				    made->counted_at };

	return sb_col_int(stmt, 1) == made->seq && sb_col_int(stmt, 2) == made->product &&
	       same_text(stmt, 3, made->code) && same_numbers(stmt, 4, numbers, SB_COUNT(numbers)) &&
	       same_text(stmt, 9, made->who) && sb_col_int(stmt, 10) == made->stands &&
	       sb_col_int(stmt, 11) == made->resolved_by;
}

static bool same_line(struct sb_stmt *stmt, const struct sb_line_state *made, int64_t store)
{
	const int64_t numbers[] = {
		made->product, store,           made->counted,    made->counted_at, made->counted_seq, made->since_seq,
		made->scans,   made->recounted, made->is_outside, made->expected,   made->absorbed,
	};

	return same_numbers(stmt, 1, numbers, SB_COUNT(numbers));
}

static bool same_row(const struct count_check *check, enum table table, const struct sb_folded_count *made, size_t i)
{
	struct sb_stmt *stmt = check->walks[table].stmt;

	switch (table) {
	case TABLE_COUNTS:
		return same_head(stmt, &made->head);
	case TABLE_PRODUCTS:
		return sb_col_int(stmt, 1) == made->products[i];
	case TABLE_SCANS:
		return same_scan(stmt, &made->scans[i]);
	default:
		return same_line(stmt, &made->lines[i], made->head.store);
	}
}

/* Whether the rows of this count in a table are those that were made, no more and no fewer. */
static enum sb_status compare_rows(struct count_check *check, enum table table, const struct sb_folded_count *made,
				   size_t count, bool *same, struct sb_error *err)
{
	struct walk *walk = &check->walks[table];
	size_t i = 0;

	for (; stands_on(walk, made->head.id); i++) {
		*same = *same && i < count && same_row(check, table, made, i);
		TRY(step(walk, err));
	}
	*same = *same && i == count;
	return SB_OK;
}

static enum sb_status check_count(const struct sb_folded_count *made, void *context, struct sb_error *err)
{
	const size_t counts[TABLE_COUNT] = { 1, made->product_count, made->scan_count, made->line_count };
	struct count_check *check = context;
	bool same = true;

	TRY(skip_strays(check, made->head.id, err));
	for (enum table table = 0; table < TABLE_COUNT; table++)
		TRY(compare_rows(check, table, made, counts[table], &same, err));
	if (!same)
		sb_check_found(check->checking, _("count %lld is not what the journal makes: run `stockbook rebuild`"),
			       (long long)made->head.id);
	return SB_OK;
}

static void on_fault(int64_t seq, const char *sentence, void *context)
{
	const struct count_check *check = context;

	sb_check_found(check->checking, _("entry %lld: %s"), (long long)seq, sentence);
}

static enum sb_status check_stamps(struct count_check *check, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(check->checking->book->db, sb_sql_check_count_stamps, &stmt, err));
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		sb_check_found(check->checking,
			       _("%s: when it was last counted in store %s is not what its counts say: run `stockbook "
				 "rebuild`"),
			       sb_col_text(stmt, 0), sb_col_text(stmt, 1));
	}
}

static enum sb_status run(struct count_check *check, struct sb_error *err)
{
	struct sb_book *book = check->checking->book;
	const struct sb_fold_count_visitor visitor = { .count = check_count, .fault = on_fault, .context = check };

	for (enum table table = 0; table < TABLE_COUNT; table++) {
		TRY(sb_db_stmt(book->db, table_table[table], &check->walks[table].stmt, err));
		TRY(step(&check->walks[table], err));
	}
	TRY(sb_fold_counts(book, &visitor, err));
	TRY(skip_strays(check, INT64_MAX, err));
	return check_stamps(check, err);
}

enum sb_status sb_check_counts(struct sb_checking *checking, struct sb_error *err)
{
	struct count_check check = { .checking = checking };
	enum sb_status status = run(&check, err);

	for (enum table table = 0; table < TABLE_COUNT; table++)
		if (check.walks[table].stmt)
			sb_stmt_reset(check.walks[table].stmt);
	return status;
}
