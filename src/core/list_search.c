/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Search as you type. The full-text index gives matches most popular first, so a page is read off its front without
 * sorting. Ahead of that walk stand the rows that are exactly the code typed, and among the first matches those whose
 * name begins with the words; the search id down to which names were looked at travels in the cursor, so that later
 * pages agree with the first.
 */
#include "list_plan.h"
#include <string.h>

#define TOP_ROWS   100
#define EXACT_ROWS 20
#define FRONT_ROWS (EXACT_ROWS + 2 * TOP_ROWS)

struct front_row {
	int64_t id, search_id;
	enum sb_rank rank;
};

/* What stands ahead of the walk, in order. */
struct front {
	struct front_row rows[FRONT_ROWS];
	size_t count, exact_count;
	int64_t floor; /* matches below this are walked; 0: there are none */
};

static bool is_exact(const struct front *front, int64_t id)
{
	for (size_t i = 0; i < front->exact_count; i++)
		if (front->rows[i].id == id)
			return true;
	return false;
}

static enum sb_status load_exact(const struct sb_plan *plan, struct front *front, struct sb_error *err)
{
	const struct sb_list *list = plan->list;
	struct sb_stmt *stmt;
	bool row;
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan->names);

	if (!plan->filter.word || !list->exact_sql)
		return SB_OK;
	sb_compose_add(&compose, "SELECT ");
	sb_compose_add(&compose, list->id_sql);
	sb_compose_add(&compose, ", ");
	sb_compose_add(&compose, list->search_sql);
	sb_compose_add(&compose, " FROM ");
	sb_compose_add(&compose, list->from);
	sb_filter_put(&plan->filter, &compose);
	sb_compose_add(&compose, " AND ");
	sb_compose_add(&compose, list->search_sql);
	sb_compose_add(&compose, " IN (");
	sb_compose_add(&compose, list->exact_sql);
	sb_compose_add(&compose, ") ORDER BY 2 DESC");
	enum sb_status status = sb_compose_prepare(&compose, plan->db, &stmt, err);
	if (status)
		return status;
	while (!(status = sb_stmt_step(stmt, &row, err)) && row && front->count < EXACT_ROWS)
		front->rows[front->count++] = (struct front_row){ .id = sb_col_int(stmt, 0),
								  .search_id = sb_col_int(stmt, 1),
								  .rank = SB_RANK_EXACT };
	sb_stmt_reset(stmt);
	front->exact_count = front->count;
	return status;
}

/* The first matches with their names; put in order by arrange(). */
static enum sb_status read_top(const struct sb_plan *plan, struct front *front, struct sb_stmt *stmt, size_t *seen,
			       struct sb_error *err)
{
	size_t length = strlen(plan->beginning);
	bool row;

	for (;;) {
		enum sb_status status = sb_stmt_step(stmt, &row, err);
		if (status || !row)
			return status;
		struct front_row found = { .id = sb_col_int(stmt, 0), .search_id = sb_col_int(stmt, 1) };
		const char *name = sb_col_text(stmt, 2);
		++*seen;
		if (!plan->has_place)
			front->floor = found.search_id;
		if (is_exact(front, found.id))
			continue;
		found.rank = name && strncmp(name, plan->beginning, length) == 0 ? SB_RANK_BEGINS : SB_RANK_OTHER;
		front->rows[front->count++] = found;
	}
}

static enum sb_status load_top(const struct sb_plan *plan, struct front *front, struct sb_error *err)
{
	int64_t most = plan->has_place ? 2 * TOP_ROWS : TOP_ROWS;
	struct sb_stmt *stmt;
	size_t seen = 0;
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan->names);

	front->floor = plan->has_place ? plan->place[SB_RANKED_FLOOR].n : 0;
	sb_compose_add(&compose, "SELECT ");
	sb_compose_add(&compose, plan->list->id_sql);
	sb_compose_add(&compose, ", m.id, ");
	sb_compose_add(&compose, plan->list->rank_sql);
	sb_walk_put_ranked_matches(plan, &compose);
	sb_compose_add(&compose, " AND m.id >= ");
	sb_compose_int(&compose, front->floor);
	sb_compose_add(&compose, " ORDER BY m.id DESC LIMIT ");
	sb_compose_int(&compose, most);
	enum sb_status status = sb_compose_prepare(&compose, plan->db, &stmt, err);
	if (status)
		return status;
	status = read_top(plan, front, stmt, &seen, err);
	sb_stmt_reset(stmt);
	if (!plan->has_place && seen < TOP_ROWS)
		front->floor = 0;
	return status;
}

/* Names that begin with the words move ahead; within a rank the order stays. */
static void arrange(struct front *front)
{
	struct front_row others[FRONT_ROWS];
	size_t other_count = 0, kept = front->exact_count;

	for (size_t i = kept; i < front->count; i++) {
		if (front->rows[i].rank == SB_RANK_BEGINS)
			front->rows[kept++] = front->rows[i];
		else
			others[other_count++] = front->rows[i];
	}
	memcpy(front->rows + kept, others, other_count * sizeof(others[0]));
}

static enum sb_status load_front(const struct sb_plan *plan, struct front *front, struct sb_error *err)
{
	front->count = front->exact_count = 0;
	enum sb_status status = load_exact(plan, front, err);

	if (!status)
		status = load_top(plan, front, err);
	if (!status)
		arrange(front);
	return status;
}

static void set_cursor(const struct sb_plan *plan, struct sb_row *row, enum sb_rank rank, int64_t search_id,
		       int64_t floor)
{
	const struct sb_key_value keys[SB_RANKED_KEYS] = {
		[SB_RANKED_CLASS] = { .n = rank },
		[SB_RANKED_ID] = { .n = search_id },
		[SB_RANKED_FLOOR] = { .n = floor },
	};

	row->cursor = sb_cursor_encode(plan, keys);
}

static enum sb_status add_front(const struct sb_plan *plan, const struct front *front, size_t from, size_t count,
				struct sb_rows *rows, struct sb_error *err)
{
	struct sb_rows added = { 0 };

	for (size_t i = from; i < from + count; i++) {
		struct sb_row row = { .id = front->rows[i].id };
		set_cursor(plan, &row, front->rows[i].rank, front->rows[i].search_id, front->floor);
		sb_rows_push(plan, &added, &row);
	}
	enum sb_status status = sb_rows_fill(plan, &added, err);
	for (size_t i = 0; !status && i < added.count; i++)
		sb_rows_push(plan, rows, &added.rows[i]);
	return status;
}

struct beyond {
	const struct sb_plan *plan;
	const struct front *front;
	struct sb_rows *rows;
	size_t most;
};

static enum sb_status add_beyond(void *context, int64_t id, const struct sb_key_value *keys, struct sb_stmt *stmt,
				 int column, bool *more, struct sb_error *err)
{
	struct beyond *beyond = context;

	if (is_exact(beyond->front, id))
		return SB_OK;
	struct sb_value *values = sb_rows_add(beyond->plan, beyond->rows, id);
	set_cursor(beyond->plan, &beyond->rows->rows[beyond->rows->count - 1], SB_RANK_BEYOND, keys[0].n,
		   beyond->front->floor);
	*more = beyond->rows->count < beyond->most;
	return sb_cells_read(beyond->plan, stmt, column, beyond->plan->arena, values, err);
}

/* Adds rows of the walk until there are `most`. */
static enum sb_status walk_beyond(const struct sb_plan *plan, const struct front *front, struct sb_rows *rows,
				  size_t most, struct sb_error *err)
{
	struct beyond beyond = { .plan = plan, .front = front, .rows = rows, .most = most };
	bool from_place = plan->has_place && plan->place[SB_RANKED_CLASS].n == SB_RANK_BEYOND;
	int64_t limit = (int64_t)(most - rows->count + front->exact_count);

	if (!front->floor || rows->count >= most)
		return SB_OK;
	return sb_walk_matches(plan, front->floor, from_place ? plan->place[SB_RANKED_ID].n : SB_NONE, limit,
			       add_beyond, &beyond, err);
}

/* How many rows of the front stand in front of the place (itself included when `through`). */
static size_t front_before(const struct sb_plan *plan, const struct front *front, bool through)
{
	int64_t rank = plan->place[SB_RANKED_CLASS].n, search_id = plan->place[SB_RANKED_ID].n;
	size_t count = 0;

	for (; count < front->count; count++) {
		const struct front_row *row = &front->rows[count];
		if ((int64_t)row->rank > rank)
			break;
		if ((int64_t)row->rank == rank && (through ? row->search_id < search_id : row->search_id <= search_id))
			break;
	}
	return count;
}

static enum sb_status page_forwards(const struct sb_plan *plan, const struct front *front, struct sb_rows *rows,
				    struct sb_error *err)
{
	size_t most = (size_t)plan->limit + 1, start = plan->has_place ? front_before(plan, front, true) : 0;
	size_t count = front->count - start < most ? front->count - start : most;
	enum sb_status status = add_front(plan, front, start, count, rows, err);

	return status ? status : walk_beyond(plan, front, rows, most, err);
}

static enum sb_status page_backwards(const struct sb_plan *plan, const struct front *front, struct sb_rows *rows,
				     struct sb_error *err)
{
	size_t most = (size_t)plan->limit + 1, end = plan->has_place ? front_before(plan, front, false) : front->count;
	bool ends_in_front = plan->has_place && plan->place[SB_RANKED_CLASS].n < SB_RANK_BEYOND;
	struct sb_rows behind = { 0 };

	if (!ends_in_front) {
		enum sb_status status = walk_beyond(plan, front, &behind, most, err);
		if (status)
			return status;
	}
	size_t wanted = most - behind.count, count = end < wanted ? end : wanted;
	enum sb_status status = add_front(plan, front, end - count, count, rows, err);
	for (size_t i = behind.count; !status && i-- > 0;)
		sb_rows_push(plan, rows, &behind.rows[i]);
	return status;
}

enum sb_status sb_search_page(const struct sb_plan *plan, struct sb_rows *rows, struct sb_error *err)
{
	struct front front;
	enum sb_status status = load_front(plan, &front, err);

	if (status)
		return status;
	return plan->backwards ? page_backwards(plan, &front, rows, err) : page_forwards(plan, &front, rows, err);
}

/* A walk that leaves out what stood ahead of it. */
struct rest {
	const struct front *front;
	sb_walk_each *each;
	void *context;
};

static enum sb_status give_rest(void *context, int64_t id, const struct sb_key_value *keys, struct sb_stmt *stmt,
				int column, bool *more, struct sb_error *err)
{
	struct rest *rest = context;

	return is_exact(rest->front, id) ? SB_OK : rest->each(rest->context, id, keys, stmt, column, more, err);
}

enum sb_status sb_search_each(const struct sb_plan *plan, sb_row_each *each_ahead, sb_walk_each *each_walked,
			      void *context, struct sb_error *err)
{
	struct front front;
	struct sb_rows ahead = { 0 };
	struct rest rest = { .front = &front, .each = each_walked, .context = context };
	bool from_walk = plan->has_place && plan->place[SB_RANKED_CLASS].n == SB_RANK_BEYOND, more = true;
	enum sb_status status = load_front(plan, &front, err);

	if (status)
		return status;
	size_t start = plan->has_place ? front_before(plan, &front, true) : 0;
	status = add_front(plan, &front, start, front.count - start, &ahead, err);
	for (size_t i = 0; !status && more && i < ahead.count; i++)
		status = each_ahead(context, &ahead.rows[i], &more, err);
	if (status || !more || !front.floor)
		return status;
	return sb_walk_matches(plan, front.floor, from_walk ? plan->place[SB_RANKED_ID].n : SB_NONE, 0, give_rest,
			       &rest, err);
}

/* Whether the words themselves find the row with this search id. */
static enum sb_status holds_words(const struct sb_plan *plan, int64_t search_id, bool *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan->names);

	sb_compose_add(&compose, "SELECT m.id");
	sb_walk_put_matches(plan, &compose);
	sb_compose_add(&compose, " AND m.id = ");
	sb_compose_int(&compose, search_id);
	enum sb_status status = sb_compose_prepare(&compose, plan->db, &stmt, err);
	if (!status)
		status = sb_stmt_step(stmt, &row, err);
	if (status)
		return status;
	*out = row;
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_search_extra(const struct sb_plan *plan, int64_t *out, struct sb_error *err)
{
	struct front front = { .count = 0 };
	int64_t extra = 0;
	bool holds = true;
	enum sb_status status = load_exact(plan, &front, err);

	for (size_t i = 0; !status && i < front.count; i++) {
		status = holds_words(plan, front.rows[i].search_id, &holds, err);
		extra += !holds;
	}
	if (!status)
		*out = extra;
	return status;
}
