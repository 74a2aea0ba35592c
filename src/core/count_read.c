/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of stock counts; of a blind one nothing that is expected until its review. */
#include "book_inside.h"
#include "count_state.h"
#include "entry_read.h"
#include "kinds.h"
#include "statements.h"
#include "try.h"

static bool is_hidden(const struct sb_count_state *count)
{
	return count->is_blind && count->reviewed_at == SB_NONE;
}

enum sb_status sb_count_get(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_count *out,
			    struct sb_error *err)
{
	struct sb_count_state count;
	struct sb_count seen = { .id = id };
	enum sb_kind kind;

	TRY(sb_count_load(book->db, id, arena, &count, err));
	TRY(sb_entry_identify(book->db, id, &seen.uuid, &kind, err));
	*out = (struct sb_count){
		.id = id,
		.uuid = seen.uuid,
		.store = count.store,
		.status = sb_count_status_of(&count),
		.scope = count.scope,
		.value = count.value,
		.is_blind = count.is_blind,
		.zeroes = count.zeroes,
		.is_hidden = is_hidden(&count),
		.tolerance_milli = count.tolerance_milli,
		.tolerance_percent = count.tolerance_percent,
		.tolerance_minor = count.tolerance_minor,
		.scope_lines = count.scope_lines,
		.lines = count.lines,
		.lines_in_scope = count.lines_in_scope,
		.scans = count.scans,
		.unmatched = count.unmatched,
		.total_milli = count.total_milli,
		.opened_at = count.opened_at,
		.reviewed_at = count.reviewed_at,
		.posted_at = count.posted_at,
		.posting = count.posting,
		.version = count.version,
	};
	return SB_OK;
}

enum sb_status sb_count_of_entry(struct sb_book *book, const struct sb_entry *entry, int64_t *out, struct sb_error *err)
{
	struct sb_id id;
	enum sb_kind kind;

	*out = SB_NONE;
	if (entry->kind == SB_KIND_COUNT_NEW)
		*out = entry->seq;
	if (*out != SB_NONE || entry->subject == SB_NONE)
		return SB_OK;
	TRY(sb_entry_identify(book->db, entry->subject, &id, &kind, err));
	if (kind == SB_KIND_COUNT_NEW)
		*out = entry->subject;
	return SB_OK;
}

enum sb_status sb_count_find(struct sb_book *book, const char *word, int64_t *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_entry entry;
	int64_t seq, count;

	TRY(sb_entry_find(book, *word == '#' ? word + 1 : word, &seq, err));
	TRY(sb_entry_get(book, seq, arena, &entry, err));
	TRY(sb_count_of_entry(book, &entry, &count, err));
	if (count == SB_NONE)
		return sb_fail_field(err, SB_NOT_FOUND, "count",
				     _("there is no count %s: `count list` shows them"), word);
	*out = count;
	return SB_OK;
}

void sb_count_query(const struct sb_count *count, bool uncounted_only, struct sb_buf *out)
{
	if (count->scope == SB_SCOPE_TAG || count->scope == SB_SCOPE_BIN)
		sb_buf_printf(out, "%s:\"%s\"", sb_count_scope_word(count->scope), count->value);
	if (count->scope == SB_SCOPE_QUERY)
		sb_buf_puts(out, count->value);
	if (count->scope == SB_SCOPE_LIST)
		sb_buf_printf(out, "count:%lld", (long long)count->id);
	if (uncounted_only)
		sb_buf_printf(out, "%suncounted:%lld", out->len ? " " : "", (long long)count->id);
}

/* ---- lines ---- */

static enum sb_status cost_of(struct sb_db *db, int64_t count, int64_t product, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_count_cost, &stmt, err));
	sb_bind_int(stmt, 1, product);
	sb_bind_int(stmt, 2, count);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_count_line_get(struct sb_book *book, int64_t id, int64_t product, struct sb_count_line *out,
				 struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_count_line line = { .product = product,
				      .counted = SB_NONE,
				      .counted_at = SB_NONE,
				      .expected = SB_NONE,
				      .variance = SB_NONE,
				      .variance_minor = SB_NONE };
	struct sb_count_state count;
	struct sb_compared compared;
	bool found;

	TRY(sb_count_load(book->db, id, arena, &count, err));
	TRY(cost_of(book->db, id, product, &line.cost_minor, err));
	TRY(sb_line_compare(book->db, id, product, &found, &compared, err));
	if (found) {
		line.counted = compared.line.counted;
		line.counted_at = compared.line.counted_at;
		line.scans = compared.line.scans;
		line.is_recounted = compared.line.recounted > 0;
		line.is_outside = compared.line.is_outside;
		line.absorbed = compared.line.absorbed == SB_NONE ? 0 : compared.line.absorbed;
	}
	if (found && !is_hidden(&count)) {
		line.expected = compared.line.expected;
		line.variance = compared.variance;
		line.variance_minor = sb_count_worth(compared.variance, line.cost_minor);
		line.is_beyond = sb_count_is_beyond(&count, &compared, line.cost_minor);
	}
	*out = line;
	return SB_OK;
}

static void add_line(const struct sb_count_state *count, const struct sb_compared *compared, int64_t cost_minor,
		     struct sb_count_sums *sums)
{
	int64_t worth = sb_count_worth(compared->variance, cost_minor);
	int64_t *sum = compared->variance > 0 ? &sums->over_minor : &sums->short_minor;

	sums->lines += compared->line.scans > 0;
	sums->differing += compared->variance != 0;
	sums->beyond += sb_count_is_beyond(count, compared, cost_minor);
	/* what is beyond counting is not counted */
	if (worth == SB_NONE || !sb_add(*sum, worth < 0 ? -worth : worth, sum))
		sums->unvalued += compared->variance != 0;
}

/* What it costs is asked of lines with a difference only: to the others it means nothing. */
static enum sb_status add_lines(struct sb_db *db, const struct sb_count_state *count, const struct sb_compared *compared,
				size_t lines, struct sb_count_sums *sums, struct sb_error *err)
{
	for (size_t i = 0; i < lines; i++) {
		int64_t cost_minor = SB_NONE;

		if (compared[i].variance)
			TRY(cost_of(db, count->id, compared[i].line.product, &cost_minor, err));
		add_line(count, &compared[i], cost_minor, sums);
	}
	return SB_OK;
}

enum sb_status sb_count_add_up(struct sb_db *db, const struct sb_count_state *count, struct sb_count_sums *out,
			       struct sb_error *err)
{
	struct sb_count_sums sums = { 0 };
	struct sb_compared *compared;
	enum sb_status status;
	size_t lines;

	TRY(sb_count_compare(db, count->id, &compared, &lines, err));
	status = add_lines(db, count, compared, lines, &sums, err);
	free(compared);
	if (status != SB_OK)
		return status;
	sums.uncounted = count->scope_lines > count->lines_in_scope ? count->scope_lines - count->lines_in_scope : 0;
	*out = sums;
	return SB_OK;
}

/* In one snapshot: each question for a cost would begin a reading of its own, which takes longer than its answer. */
static enum sb_status add_up_at_once(struct sb_db *db, const struct sb_count_state *count, struct sb_count_sums *out,
				     struct sb_error *err)
{
	enum sb_status status;

	if (sb_db_in_transaction(db))
		return sb_count_add_up(db, count, out, err);
	TRY(sb_db_read_begin(db, err));
	status = sb_count_add_up(db, count, out, err);
	sb_db_read_end(db);
	return status;
}

enum sb_status sb_count_sum(struct sb_book *book, int64_t id, struct sb_count_sums *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_count_state count;

	TRY(sb_count_load(book->db, id, arena, &count, err));
	if (is_hidden(&count))
		return sb_fail_field(err, SB_REFUSED, "count",
				     _("count %lld is blind: differences are told once it is under review"),
				     (long long)id);
	return add_up_at_once(book->db, &count, out, err);
}
