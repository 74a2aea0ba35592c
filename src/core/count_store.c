/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts, their scans and lines as rows. */
#include "book_inside.h"
#include "count_state.h"
#include "statements.h"
#include "try.h"

#define AHEAD_MS INT64_C(60000) /* nothing happened later than this after it was recorded */

/* ---- counts ---- */

static bool read_head(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_count_state *out)
{
	enum sb_count_status ignored;

	*out = (struct sb_count_state){
		.id = sb_col_int(stmt, 0),
		.store = sb_col_int(stmt, 1),
		.value = sb_col_is_null(stmt, 4) ? NULL : sb_arena_strdup(arena, sb_col_text(stmt, 4)),
		.is_blind = sb_col_int(stmt, 5) == 1,
		.zeroes = sb_col_int(stmt, 6) == 1,
		.tolerance_milli = sb_col_int(stmt, 7),
		.tolerance_percent = sb_col_int(stmt, 8),
		.tolerance_minor = sb_col_int(stmt, 9),
		.scope_lines = sb_col_int(stmt, 10),
		.lines = sb_col_int(stmt, 11),
		.lines_in_scope = sb_col_int(stmt, 12),
		.scans = sb_col_int(stmt, 13),
		.unmatched = sb_col_int(stmt, 14),
		.total_milli = sb_col_int(stmt, 15),
		.opened_at = sb_col_int(stmt, 16),
		.reviewed_at = sb_col_int(stmt, 17),
		.posted_at = sb_col_int(stmt, 18),
		.review = sb_col_int(stmt, 19),
		.posting = sb_col_int(stmt, 20),
		.cancelling = sb_col_int(stmt, 21),
		.version = sb_col_int(stmt, 22),
	};
	return sb_count_status_find(sb_col_text(stmt, 2), &ignored) &&
	       sb_count_scope_find(sb_col_text(stmt, 3), &out->scope);
}

enum sb_status sb_count_load(struct sb_db *db, int64_t id, struct sb_arena *arena, struct sb_count_state *out,
			     struct sb_error *err)
{
	struct sb_count_state count;
	struct sb_stmt *stmt;
	bool row, whole;

	TRY(sb_db_stmt(db, sb_sql_count_get, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	whole = row && read_head(stmt, arena, &count);
	sb_stmt_reset(stmt);
	if (!row)
		return sb_fail_field(err, SB_NOT_FOUND, "count",
				     _("there is no count %lld: `count list` shows them"), (long long)id);
	if (!whole)
		return sb_fail(err, SB_CORRUPT, _("count %lld is damaged: run `stockbook rebuild`"), (long long)id);
	*out = count;
	return SB_OK;
}

enum sb_status sb_count_insert(struct sb_db *db, const struct sb_count_state *count, struct sb_error *err)
{
	const int64_t numbers[] = {
		count->is_blind,        count->zeroes,      count->tolerance_milli, count->tolerance_percent,
		count->tolerance_minor, count->scope_lines, count->lines,           count->lines_in_scope,
		count->scans,           count->unmatched,   count->total_milli,     count->opened_at,
		count->reviewed_at,     count->posted_at,   count->review,          count->posting,
		count->cancelling,      count->version,
	};
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_count_put, &stmt, err));
	sb_bind_int(stmt, 1, count->id);
	sb_bind_int(stmt, 2, count->store);
	sb_bind_text(stmt, 3, sb_count_word(sb_count_status_of(count)));
	sb_bind_text(stmt, 4, sb_count_scope_word(count->scope));
	sb_bind_text(stmt, 5, count->value);
	for (size_t i = 0; i < SB_COUNT(numbers); i++)
		sb_bind_int(stmt, (int)i + 6, numbers[i]);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_count_save(struct sb_db *db, const struct sb_count_state *count, struct sb_error *err)
{
	const int64_t numbers[] = {
		count->lines,       count->lines_in_scope, count->scans,     count->unmatched,
		count->total_milli, count->reviewed_at,    count->posted_at, count->review,
		count->posting,     count->cancelling,     count->version,
	};
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_count_change, &stmt, err));
	sb_bind_int(stmt, 1, count->id);
	sb_bind_text(stmt, 2, sb_count_word(sb_count_status_of(count)));
	for (size_t i = 0; i < SB_COUNT(numbers); i++)
		sb_bind_int(stmt, (int)i + 3, numbers[i]);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_count_product_put(struct sb_db *db, int64_t count, int64_t product, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_count_product_put, &stmt, err));
	sb_bind_int(stmt, 1, count);
	sb_bind_int(stmt, 2, product);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_count_product_id(struct sb_db *db, const struct sb_id *uuid, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_entry_seq_of_id, &stmt, err));
	sb_bind_bytes(stmt, 1, uuid->bytes, SB_ID_BYTES);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return sb_fail(err, SB_NOT_FOUND, _("the product counted is not in this book"));
	*out = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	return SB_OK;
}

/* ---- scans ---- */

static void read_scan(struct sb_stmt *stmt, struct sb_arena *arena, struct sb_scan_state *out)
{
	*out = (struct sb_scan_state){
		.seq = sb_col_int(stmt, 0),
		.product = sb_col_int(stmt, 1),
		.code = sb_col_is_null(stmt, 2) ? NULL : sb_arena_strdup(arena, sb_col_text(stmt, 2)),
		.qty_milli = sb_col_int(stmt, 3),
		.is_absolute = sb_col_int(stmt, 4) == 1,
		.is_recount = sb_col_int(stmt, 5) == 1,
		.is_outside = sb_col_int(stmt, 6) == 1,
		.counted_at = sb_col_int(stmt, 7),
		.who = sb_arena_strdup(arena, sb_col_text(stmt, 8)),
		.stands = sb_col_int(stmt, 9) == 1,
		.resolved_by = sb_col_int(stmt, 10),
	};
}

enum sb_status sb_scan_insert(struct sb_db *db, int64_t count, const struct sb_scan_state *scan, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_count_scan_put, &stmt, err));
	sb_bind_int(stmt, 1, scan->seq);
	sb_bind_int(stmt, 2, count);
	sb_bind_int(stmt, 3, scan->product);
	sb_bind_text(stmt, 4, scan->code);
	sb_bind_int(stmt, 5, scan->qty_milli);
	sb_bind_int(stmt, 6, scan->is_absolute);
	sb_bind_int(stmt, 7, scan->is_recount);
	sb_bind_int(stmt, 8, scan->is_outside);
	sb_bind_int(stmt, 9, scan->counted_at);
	sb_bind_text(stmt, 10, scan->who);
	sb_bind_int(stmt, 11, scan->stands);
	sb_bind_int(stmt, 12, scan->resolved_by);
	return sb_stmt_run(stmt, NULL, err);
}

enum sb_status sb_scan_load(struct sb_db *db, int64_t seq, struct sb_arena *arena, struct sb_scan_state *out,
			    struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_count_scan_get, &stmt, err));
	sb_bind_int(stmt, 1, seq);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return sb_fail(err, SB_CORRUPT, _("the scan of entry %lld is missing: run `stockbook rebuild`"),
			       (long long)seq);
	read_scan(stmt, arena, out);
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_scans_load(struct sb_db *db, int64_t count, int64_t product, struct sb_arena *arena,
			     struct sb_scan_state **out, size_t *scan_count, struct sb_error *err)
{
	struct sb_scan_state *scans = sb_arena_alloc(arena, 8 * sizeof(*scans));
	size_t kept = 0, cap = 8;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_count_scans_of_line, &stmt, err));
	sb_bind_int(stmt, 1, count);
	sb_bind_int(stmt, 2, product);
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			break;
		read_scan(stmt, arena, &scans[kept++]);
		if (kept == cap) {
			struct sb_scan_state *more = sb_arena_alloc(arena, (cap *= 2) * sizeof(*more));

			for (size_t i = 0; i < kept; i++)
				more[i] = scans[i];
			scans = more;
		}
	}
	*out = scans;
	*scan_count = kept;
	return SB_OK;
}

/* ---- lines ---- */

enum sb_status sb_line_load(struct sb_db *db, int64_t count, int64_t product, bool *found, struct sb_line_state *out,
			    struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_count_line_row, &stmt, err));
	sb_bind_int(stmt, 1, count);
	sb_bind_int(stmt, 2, product);
	TRY(sb_stmt_step(stmt, found, err));
	if (*found)
		*out = (struct sb_line_state){
			.product = product,
			.counted = sb_col_int(stmt, 0),
			.counted_at = sb_col_int(stmt, 1),
			.counted_seq = sb_col_int(stmt, 2),
			.since_seq = sb_col_int(stmt, 3),
			.scans = sb_col_int(stmt, 4),
			.recounted = sb_col_int(stmt, 5),
			.is_outside = sb_col_int(stmt, 6) == 1,
			.expected = sb_col_int(stmt, 7),
			.absorbed = sb_col_int(stmt, 8),
		};
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_line_put(struct sb_db *db, const struct sb_count_state *count, const struct sb_line_state *line,
			   struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_count_line_put, &stmt, err));
	sb_bind_int(stmt, 1, count->id);
	sb_bind_int(stmt, 2, line->product);
	sb_bind_int(stmt, 3, count->store);
	sb_bind_int(stmt, 4, line->counted);
	sb_bind_int(stmt, 5, line->counted_at);
	sb_bind_int(stmt, 6, line->counted_seq);
	sb_bind_int(stmt, 7, line->since_seq);
	sb_bind_int(stmt, 8, line->scans);
	sb_bind_int(stmt, 9, line->recounted);
	sb_bind_int(stmt, 10, line->is_outside);
	sb_bind_int(stmt, 11, line->expected);
	sb_bind_int(stmt, 12, line->absorbed);
	return sb_stmt_run(stmt, NULL, err);
}

static enum sb_status recorded_at(struct sb_db *db, int64_t seq, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_entry_recorded_at, &stmt, err));
	sb_bind_int(stmt, 1, seq);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : INT64_MIN;
	sb_stmt_reset(stmt);
	return SB_OK;
}

/* The clock of recording never goes back: the last entry that is too old to have happened later is found by halving. */
enum sb_status sb_line_date(struct sb_db *db, struct sb_line_state *line, struct sb_error *err)
{
	int64_t low = 0, high = line->counted_seq, at;

	while (low < high) {
		int64_t middle = low + (high - low + 1) / 2;

		TRY(recorded_at(db, middle, &at, err));
		if (at <= line->counted_at - AHEAD_MS)
			low = middle;
		else
			high = middle - 1;
	}
	line->since_seq = low;
	return SB_OK;
}

static void read_compared(struct sb_stmt *stmt, struct sb_compared *out)
{
	*out = (struct sb_compared){
		.line = {
			.product = sb_col_int(stmt, 0),
			.counted = sb_col_int(stmt, 1),
			.counted_at = sb_col_int(stmt, 2),
			.counted_seq = sb_col_int(stmt, 3),
			.scans = sb_col_int(stmt, 4),
			.recounted = sb_col_int(stmt, 5),
			.is_outside = sb_col_int(stmt, 6) == 1,
			.absorbed = sb_col_int(stmt, 7),
			.expected = sb_col_int(stmt, 8),
		},
	};
	out->variance = out->line.counted - out->line.expected;
}

enum sb_status sb_line_compare(struct sb_db *db, int64_t count, int64_t product, bool *found, struct sb_compared *out,
			       struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_count_line_compared, &stmt, err));
	sb_bind_int(stmt, 1, count);
	sb_bind_int(stmt, 2, product);
	TRY(sb_stmt_step(stmt, found, err));
	if (*found)
		read_compared(stmt, out);
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status read_all(struct sb_stmt *stmt, struct sb_compared **lines, size_t *count, struct sb_error *err)
{
	size_t cap = 0;
	bool row;

	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		if (*count == cap) {
			cap = cap ? cap * 2 : 64;
			*lines = sb_realloc(*lines, cap * sizeof(**lines));
		}
		read_compared(stmt, &(*lines)[(*count)++]);
	}
}

enum sb_status sb_count_compare(struct sb_db *db, int64_t count, struct sb_compared **out, size_t *line_count,
				struct sb_error *err)
{
	struct sb_compared *lines = NULL;
	size_t kept = 0;
	struct sb_stmt *stmt;
	enum sb_status status;

	TRY(sb_db_stmt(db, sb_sql_count_lines_compared, &stmt, err));
	sb_bind_int(stmt, 1, count);
	status = read_all(stmt, &lines, &kept, err);
	if (status != SB_OK) {
		free(lines);
		return status;
	}
	*out = lines;
	*line_count = kept;
	return SB_OK;
}

enum sb_status sb_count_stamp(struct sb_db *db, const struct sb_count_state *count, bool unmoved_only, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, unmoved_only ? sb_sql_count_stock_stamp_same : sb_sql_count_stock_stamp, &stmt, err));
	sb_bind_int(stmt, 1, count->store);
	sb_bind_int(stmt, 2, count->id);
	return sb_stmt_run(stmt, NULL, err);
}
