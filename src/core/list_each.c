/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of a list, streamed in one snapshot: each row's texts live only while it is given, so memory stays as it
 * is. */
#include "list_plan.h"

struct stream {
	struct sb_plan *plan;
	struct sb_page page; /* columns only */
	struct sb_arena *row_arena;
	struct sb_value *values;
	int64_t left; /* below 0: all */
	int64_t given;
	bool (*each)(const struct sb_page *columns_only, const struct sb_row *row, void *context);
	void *context;
};

static enum sb_status give(void *context, const struct sb_row *row, bool *more, struct sb_error *err)
{
	struct stream *stream = context;

	(void)err;
	stream->given++;
	stream->left -= stream->left > 0;
	*more = stream->each(&stream->page, row, stream->context) && stream->left != 0;
	return SB_OK;
}

static enum sb_status give_walked(void *context, int64_t id, const struct sb_key_value *keys, struct sb_stmt *stmt,
				  int column, bool *more, struct sb_error *err)
{
	struct stream *stream = context;
	struct sb_row row = { .id = id, .cursor = "", .values = stream->values };

	(void)keys;
	sb_arena_clear(stream->row_arena);
	enum sb_status status = sb_cells_read(stream->plan, stmt, column, stream->row_arena, stream->values, err);
	return status ? status : give(stream, &row, more, err);
}

static enum sb_status read_once(struct stream *stream, struct sb_error *err)
{
	if (stream->plan->is_ranked)
		return sb_search_each(stream->plan, give, give_walked, stream, err);
	return sb_walk_sorted(stream->plan, stream->plan->limit, give_walked, stream, err);
}

static enum sb_status read_all(struct stream *stream, struct sb_error *err)
{
	enum sb_status status = stream->plan->is_ranked ? SB_OK : sb_walk_choose(stream->plan, err);

	stream->plan->sorts = stream->plan->finds = false; /* each row is read whole, once */
	if (!status)
		status = read_once(stream, err);
	if (status || stream->given || !stream->plan->match)
		return status;
	status = sb_typo_correct(stream->plan, &stream->page.corrected, err);
	return status || !stream->page.corrected ? status : read_once(stream, err);
}

static enum sb_status in_snapshot(struct stream *stream, struct sb_error *err)
{
	if (sb_db_in_transaction(stream->plan->db))
		return read_all(stream, err);
	enum sb_status status = sb_db_read_begin(stream->plan->db, err);
	if (status)
		return status;
	status = read_all(stream, err);
	sb_db_read_end(stream->plan->db);
	return status;
}

enum sb_status sb_list_each(const struct sb_list *list, struct sb_book *book, const struct sb_ask *ask,
			    bool (*each)(const struct sb_page *columns_only, const struct sb_row *row, void *context),
			    void *context, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_owned(arena) row_arena = sb_arena_new();
	struct sb_plan plan;
	enum sb_status status = sb_plan_make(list, book, ask, arena, &plan, err);

	if (status)
		return status;
	if (plan.backwards)
		return sb_fail_field(err, SB_INVALID, "before",
				     _("all rows are given from the first to the last: leave out before"));
	struct stream stream = {
		.plan = &plan,
		.page = { .arena = arena,
			  .list = list,
			  .columns = plan.columns,
			  .column_count = plan.column_count,
			  .also_shown = plan.also_shown,
			  .total = SB_NONE },
		.row_arena = row_arena,
		.values = sb_arena_alloc(arena, (plan.column_count + 1) * sizeof(struct sb_value)),
		.left = plan.limit ? plan.limit : -1,
		.each = each,
		.context = context,
	};
	return in_snapshot(&stream, err);
}
