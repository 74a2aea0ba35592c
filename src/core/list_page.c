/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of a list: planned, read in one snapshot, with one row more than wanted to know whether the list goes on. */
#include "list_plan.h"

#define ROWS_DEFAULT 50

struct collector {
	const struct sb_plan *plan;
	struct sb_rows *rows;
};

static enum sb_status collect(void *context, int64_t id, const struct sb_key_value *keys, struct sb_stmt *stmt,
			      int column, bool *more, struct sb_error *err)
{
	struct collector *collector = context;
	const struct sb_row row = { .id = id, .cursor = sb_cursor_encode(collector->plan, keys) };

	(void)more;
	if (collector->plan->sorts) {
		sb_rows_push(collector->plan, collector->rows, &row);
		return SB_OK;
	}
	struct sb_value *values = sb_rows_add(collector->plan, collector->rows, id);
	collector->rows->rows[collector->rows->count - 1].cursor = row.cursor;
	return sb_cells_read(collector->plan, stmt, column, collector->plan->arena, values, err);
}

static void reverse(struct sb_rows *rows)
{
	for (size_t i = 0, j = rows->count; i + 1 < j--; i++) {
		struct sb_row row = rows->rows[i];
		rows->rows[i] = rows->rows[j];
		rows->rows[j] = row;
	}
}

static enum sb_status read_rows(const struct sb_plan *plan, struct sb_rows *rows, struct sb_error *err)
{
	struct collector collector = { .plan = plan, .rows = rows };

	rows->count = 0;
	if (plan->is_ranked)
		return sb_search_page(plan, rows, err);
	enum sb_status status = sb_walk_sorted(plan, plan->limit + 1, collect, &collector, err);
	if (!status && plan->sorts)
		status = sb_rows_fill(plan, rows, err);
	if (!status && plan->backwards)
		reverse(rows);
	return status;
}

static enum sb_status read_corrected(struct sb_plan *plan, struct sb_rows *rows, const char **corrected,
				     struct sb_error *err)
{
	enum sb_status status = read_rows(plan, rows, err);

	*corrected = NULL;
	if (status || rows->count || !plan->match)
		return status;
	status = sb_typo_correct(plan, corrected, err);
	return status || !*corrected ? status : read_rows(plan, rows, err);
}

/* Counts through `compose`, which says what. */
static enum sb_status count(const struct sb_plan *plan, struct sb_compose *compose, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;
	enum sb_status status = sb_compose_prepare(compose, plan->db, &stmt, err);

	if (!status)
		status = sb_stmt_step(stmt, &row, err);
	if (status)
		return status;
	*out = row ? sb_col_int(stmt, 0) : 0;
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_list_count(const struct sb_plan *plan, int64_t *out, struct sb_error *err)
{
	const struct sb_list *list = plan->list;
	int64_t extra = 0;
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan->names);

	if (!plan->match && !plan->filter.condition_count && list->count_sql) {
		sb_compose_add(&compose, list->count_sql);
		return count(plan, &compose, out, err);
	}
	sb_compose_add(&compose, "SELECT count(*) FROM (SELECT 1 AS one");
	if (plan->match)
		sb_walk_put_ranked_matches(plan, &compose);
	else
		sb_walk_put_rows(plan, &compose);
	sb_compose_add(&compose, " LIMIT ");
	sb_compose_int(&compose, SB_TOTAL_MAX + 1);
	sb_compose_add(&compose, ") counted");
	enum sb_status status = plan->match ? sb_search_extra(plan, &extra, err) : SB_OK;
	int64_t found;
	if (!status)
		status = count(plan, &compose, &found, err);
	if (!status)
		*out = found + extra > SB_TOTAL_MAX ? SB_TOTAL_MAX + 1 : found + extra;
	return status;
}

/* Everything that is read for a page, in one snapshot. */
static enum sb_status read_page(struct sb_plan *plan, const struct sb_ask *ask, struct sb_rows *rows,
				struct sb_page *page, struct sb_error *err)
{
	enum sb_status status = plan->is_ranked ? SB_OK : sb_walk_choose(plan, err);

	page->total = SB_NONE;
	if (!status)
		status = read_corrected(plan, rows, &page->corrected, err);
	if (!status && ask->want_total)
		status = sb_list_count(plan, &page->total, err);
	return status;
}

static enum sb_status in_snapshot(struct sb_plan *plan, const struct sb_ask *ask, struct sb_rows *rows,
				  struct sb_page *page, struct sb_error *err)
{
	if (sb_db_in_transaction(plan->db))
		return read_page(plan, ask, rows, page, err);
	enum sb_status status = sb_db_read_begin(plan->db, err);
	if (status)
		return status;
	status = read_page(plan, ask, rows, page, err);
	sb_db_read_end(plan->db);
	return status;
}

/* Cuts off the row that was read only to see whether there is one. */
static void finish(const struct sb_plan *plan, const struct sb_ask *ask, const struct sb_rows *rows,
		   struct sb_page *page)
{
	bool goes_on = rows->count > (size_t)plan->limit;

	page->count = goes_on ? (size_t)plan->limit : rows->count;
	page->rows = goes_on && plan->backwards ? rows->rows + 1 : rows->rows;
	page->columns = plan->columns;
	page->column_count = plan->column_count;
	page->also_shown = plan->also_shown;
	if (page->count && (plan->backwards ? ask->before != NULL : goes_on))
		page->next = page->rows[page->count - 1].cursor;
}

enum sb_status sb_list_page(const struct sb_list *list, struct sb_book *book, const struct sb_ask *ask,
			    struct sb_page *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_page page = { .list = list };
	struct sb_rows rows = { 0 };
	struct sb_plan plan;
	enum sb_status status = sb_plan_make(list, book, ask, arena, &plan, err);

	if (status)
		return status;
	if (!plan.limit)
		plan.limit = ROWS_DEFAULT;
	if (plan.limit > SB_PAGE_MAX)
		return sb_fail_field(err, SB_INVALID, "limit",
				     _("a page has at most %d rows: ask for fewer, or for the next page"), SB_PAGE_MAX);
	status = in_snapshot(&plan, ask, &rows, &page, err);
	if (status)
		return status;
	finish(&plan, ask, &rows, &page);
	page.arena = sb_give(arena);
	*out = page;
	return SB_OK;
}

void sb_page_release(struct sb_page *page)
{
	sb_arena_free(page->arena);
	*page = (struct sb_page){ .total = SB_NONE };
}
