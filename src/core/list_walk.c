/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walks over the rows of a list in an order that an index already has. Rows whose first key is null come last: they are
 * a walk of their own, so that neither walk needs more than one stretch of the index. A place is kept by comparing
 * keys, never by counting rows from the start.
 */
#include "list_plan.h"
#include <string.h>

/* A field that finds few rows is asked first and its rows are sorted, and so are words that match few; beyond it the
 * sort's index is walked and each row met is tested. */
#define FEW_MATCHES 30000

/* Reading a row out of order costs about four times the test of one met on the walk, and a walk meets fifty times the
 * book's products over those found until its page is full: both cost the same when the rows found, squared, are twelve
 * times the products. */
#define FEW_SQUARED 12
#define FEW_LEAST   300
#define FEW_STEP    100

/* A stretch of a walk: the keys from `first` on, after those in front of it are known to be null. */
struct stretch {
	const struct sb_plan *plan;
	const struct sb_key *keys;
	size_t key_count, first;
	const struct sb_key_value *place; /* NULL: from its beginning */
	int64_t limit;
};

struct target {
	sb_walk_each *each;
	void *context;
	int64_t left; /* rows still wanted; below 0: all */
	bool more;
};

static void put_fragment(const struct sb_plan *plan, const char *before, const char *behind, struct sb_compose *compose)
{
	const char *fragment = sb_db_search_fragment(plan->db);

	sb_compose_add(compose, before);
	sb_compose_open(compose, fragment);
	sb_compose_text(compose, plan->match);
	sb_compose_close(compose, fragment);
	sb_compose_add(compose, behind);
}

static void put_filtered_matches(const struct sb_plan *plan, struct sb_compose *compose)
{
	put_fragment(plan, " FROM (", ") m CROSS JOIN ", compose);
	sb_compose_add(compose, plan->list->from);
	sb_filter_put(&plan->filter, compose);
	sb_compose_add(compose, " AND ");
}

void sb_walk_put_matches(const struct sb_plan *plan, struct sb_compose *compose)
{
	put_filtered_matches(plan, compose);
	sb_compose_add(compose, plan->list->search_join);
}

void sb_walk_put_ranked_matches(const struct sb_plan *plan, struct sb_compose *compose)
{
	put_filtered_matches(plan, compose);
	sb_compose_add(compose, plan->list->search_sql);
	sb_compose_add(compose, " = m.id");
}

static void put_exact(const struct sb_plan *plan, const char *before, struct sb_compose *compose)
{
	if (!plan->filter.word || !plan->list->exact_sql)
		return;
	sb_compose_add(compose, before);
	sb_compose_add(compose, plan->list->exact_sql);
}

/* The rows of the words are found at once. */
static void put_found_words(const struct sb_plan *plan, struct sb_compose *compose)
{
	sb_compose_add(compose, " AND ");
	sb_compose_add(compose, plan->list->search_sql);
	put_fragment(plan, " IN (", "", compose);
	put_exact(plan, " UNION ", compose);
	sb_compose_add(compose, ")");
}

/* Each row met is looked for among the matches. */
static void put_tested_words(const struct sb_plan *plan, struct sb_compose *compose)
{
	put_fragment(plan, " AND (EXISTS (SELECT 1 FROM (", ") m WHERE m.id = ", compose);
	sb_compose_add(compose, plan->list->search_sql);
	sb_compose_add(compose, ")");
	if (plan->filter.word && plan->list->exact_sql) {
		sb_compose_add(compose, " OR ");
		sb_compose_add(compose, plan->list->search_sql);
		put_exact(plan, " IN (", compose);
		sb_compose_add(compose, ")");
	}
	sb_compose_add(compose, ")");
}

void sb_walk_put_rows(const struct sb_plan *plan, struct sb_compose *compose)
{
	sb_compose_add(compose, " FROM ");
	sb_compose_add(compose, plan->lead ? plan->lead->from : plan->list->from);
	compose->row = plan->lead ? plan->lead->tie[0].sql : plan->list->id_sql;
	sb_filter_put(&plan->filter, compose);
	if (plan->lead) {
		sb_compose_add(compose, " AND ");
		sb_compose_add(compose, plan->lead->where);
	}
	if (plan->match && plan->tests_words)
		put_tested_words(plan, compose);
	else if (plan->match)
		put_found_words(plan, compose);
}

static void put_value(struct sb_compose *compose, const struct sb_key_value *value)
{
	sb_compose_bound(compose, (struct sb_bound){ .text = value->s, .n = value->n });
}

static bool runs_down(const struct stretch *stretch, const struct sb_key *key)
{
	return key->desc != stretch->plan->backwards;
}

/* The first key of all has no nulls in a stretch: they are a stretch of their own. */
static bool has_nulls(const struct stretch *stretch, size_t i)
{
	return stretch->keys[i].nulls && i > 0;
}

/* All keys run the same way and none is null: one comparison of rows, which every index understands. */
static bool is_uniform(const struct stretch *stretch)
{
	for (size_t i = stretch->first; i < stretch->key_count; i++)
		if (has_nulls(stretch, i) || stretch->keys[i].desc != stretch->keys[stretch->first].desc)
			return false;
	return true;
}

static void put_uniform(const struct stretch *stretch, struct sb_compose *compose)
{
	sb_compose_add(compose, " AND (");
	for (size_t i = stretch->first; i < stretch->key_count; i++) {
		sb_compose_add(compose, i > stretch->first ? ", " : "");
		sb_compose_add(compose, stretch->keys[i].sql);
	}
	sb_compose_add(compose, runs_down(stretch, &stretch->keys[stretch->first]) ? ") < (" : ") > (");
	for (size_t i = stretch->first; i < stretch->key_count; i++) {
		sb_compose_add(compose, i > stretch->first ? ", " : "");
		put_value(compose, &stretch->place[i]);
	}
	sb_compose_add(compose, ")");
}

static void put_behind_key(const struct stretch *stretch, size_t i, struct sb_compose *compose)
{
	const struct sb_key *key = &stretch->keys[i];
	bool backwards = stretch->plan->backwards, nulls = has_nulls(stretch, i);

	if (stretch->place[i].is_null && !backwards) {
		sb_compose_add(compose, "1 = 0");
		return;
	}
	sb_compose_add(compose, "(");
	sb_compose_add(compose, key->sql);
	if (stretch->place[i].is_null) {
		sb_compose_add(compose, " IS NOT NULL)");
		return;
	}
	sb_compose_add(compose, runs_down(stretch, key) ? " < " : " > ");
	put_value(compose, &stretch->place[i]);
	if (nulls && !backwards) {
		sb_compose_add(compose, " OR ");
		sb_compose_add(compose, key->sql);
		sb_compose_add(compose, " IS NULL");
	}
	sb_compose_add(compose, ")");
}

static void put_same_key(const struct stretch *stretch, size_t i, struct sb_compose *compose)
{
	sb_compose_add(compose, stretch->keys[i].sql);
	if (stretch->place[i].is_null) {
		sb_compose_add(compose, " IS NULL");
		return;
	}
	sb_compose_add(compose, " = ");
	put_value(compose, &stretch->place[i]);
}

/* behind by the first key, or the same in it and behind by the second, or … */
static void put_mixed(const struct stretch *stretch, struct sb_compose *compose)
{
	size_t depth = 0;

	if (!has_nulls(stretch, stretch->first)) {
		sb_compose_add(compose, " AND ");
		sb_compose_add(compose, stretch->keys[stretch->first].sql);
		sb_compose_add(compose, runs_down(stretch, &stretch->keys[stretch->first]) ? " <= " : " >= ");
		put_value(compose, &stretch->place[stretch->first]);
	}
	sb_compose_add(compose, " AND ");
	for (size_t i = stretch->first; i + 1 < stretch->key_count; i++, depth += 2) {
		sb_compose_add(compose, "(");
		put_behind_key(stretch, i, compose);
		sb_compose_add(compose, " OR (");
		put_same_key(stretch, i, compose);
		sb_compose_add(compose, " AND ");
	}
	put_behind_key(stretch, stretch->key_count - 1, compose);
	while (depth--)
		sb_compose_add(compose, ")");
}

/* What the keys of rows that were found are called. */
static const char *const found_names[SB_KEYS_MAX] = { "k0", "k1", "k2", "k3", "k4", "k5" };

static void put_order(const struct stretch *stretch, struct sb_compose *compose)
{
	sb_compose_add(compose, " ORDER BY ");
	for (size_t i = stretch->first; i < stretch->key_count; i++) {
		const char *key = stretch->plan->finds ? found_names[i] : stretch->keys[i].sql;
		sb_compose_add(compose, i > stretch->first ? ", " : "");
		if (has_nulls(stretch, i)) {
			sb_compose_add(compose, "(");
			sb_compose_add(compose, key);
			sb_compose_add(compose, stretch->plan->backwards ? " IS NULL) DESC, " : " IS NULL), ");
		}
		sb_compose_add(compose, key);
		sb_compose_add(compose, runs_down(stretch, &stretch->keys[i]) ? " DESC" : "");
	}
}

static void put_null_test(const struct sb_key *key, const char *test, struct sb_compose *compose)
{
	sb_compose_add(compose, " AND ");
	sb_compose_add(compose, key->sql);
	sb_compose_add(compose, test);
}

static void put_keys(const struct stretch *stretch, struct sb_compose *compose)
{
	sb_compose_add(compose, "SELECT ");
	sb_compose_add(compose, stretch->plan->list->id_sql);
	sb_compose_add(compose, " AS id");
	for (size_t i = stretch->first; i < stretch->key_count; i++) {
		sb_compose_add(compose, ", ");
		sb_compose_add(compose, stretch->keys[i].sql);
		sb_compose_add(compose, " AS ");
		sb_compose_add(compose, found_names[i]);
	}
}

static void put_rows(const struct stretch *stretch, struct sb_compose *compose)
{
	sb_walk_put_rows(stretch->plan, compose);
	if (stretch->first)
		put_null_test(&stretch->keys[0], " IS NULL", compose);
	else if (stretch->keys[0].nulls)
		put_null_test(&stretch->keys[0], " IS NOT NULL", compose);
	if (stretch->place && is_uniform(stretch))
		put_uniform(stretch, compose);
	else if (stretch->place)
		put_mixed(stretch, compose);
}

/* Rows that are few are set aside before they are sorted, lest the database walks the sort's index after all. */
static void put_found(const struct stretch *stretch, struct sb_compose *compose)
{
	sb_compose_add(compose, "WITH found AS MATERIALIZED (");
	put_keys(stretch, compose);
	put_rows(stretch, compose);
	sb_compose_add(compose, ") SELECT id");
	for (size_t i = stretch->first; i < stretch->key_count; i++) {
		sb_compose_add(compose, ", ");
		sb_compose_add(compose, found_names[i]);
	}
	sb_compose_add(compose, " FROM found");
}

static void put_stretch(const struct stretch *stretch, struct sb_compose *compose)
{
	if (stretch->plan->finds) {
		put_found(stretch, compose);
	} else {
		put_keys(stretch, compose);
		if (!stretch->plan->sorts)
			sb_cells_put(stretch->plan, compose);
		put_rows(stretch, compose);
	}
	put_order(stretch, compose);
}

static void read_keys(const struct stretch *stretch, struct sb_stmt *stmt, struct sb_key_value *out)
{
	for (size_t i = 0; i < stretch->key_count; i++) {
		int column = 1 + (int)(i - stretch->first);
		out[i] = (struct sb_key_value){ .n = SB_NONE };
		if (i < stretch->first)
			out[i].is_null = true;
		else if (stretch->keys[i].is_text)
			out[i].s = sb_col_text(stmt, column);
		else
			out[i].n = sb_col_int(stmt, column);
		out[i].is_null = !out[i].s && out[i].n == SB_NONE;
	}
}

static enum sb_status give_rows(const struct stretch *stretch, struct sb_stmt *stmt, struct target *target,
				struct sb_error *err)
{
	int cells = 1 + (int)(stretch->key_count - stretch->first);
	struct sb_key_value keys[SB_KEYS_MAX];
	bool row;

	while (target->more && target->left) {
		enum sb_status status = sb_stmt_step(stmt, &row, err);
		if (status || !row)
			return status;
		read_keys(stretch, stmt, keys);
		status = target->each(target->context, sb_col_int(stmt, 0), keys, stmt, cells, &target->more, err);
		if (status)
			return status;
		target->left -= target->left > 0;
	}
	return SB_OK;
}

static enum sb_status run(const struct stretch *stretch, struct sb_compose *compose, struct target *target,
			  struct sb_error *err)
{
	struct sb_stmt *stmt;

	if (target->left >= 0) {
		sb_compose_add(compose, " LIMIT ");
		sb_compose_int(compose, target->left);
	}
	enum sb_status status = sb_compose_prepare(compose, stretch->plan->db, &stmt, err);
	if (status)
		return status;
	status = give_rows(stretch, stmt, target, err);
	sb_stmt_reset(stmt);
	return status;
}

static struct stretch make_stretch(const struct sb_plan *plan, bool of_nulls, bool from_place)
{
	return (struct stretch){ .plan = plan,
				 .keys = plan->keys,
				 .key_count = plan->key_count,
				 .first = of_nulls,
				 .place = from_place ? plan->place : NULL };
}

void sb_walk_compose(const struct sb_plan *plan, bool of_nulls, bool from_place, struct sb_compose *compose)
{
	struct stretch stretch = make_stretch(plan, of_nulls, from_place);

	put_stretch(&stretch, compose);
}

static enum sb_status run_stretch(const struct sb_plan *plan, bool of_nulls, bool from_place, struct target *target,
				  struct sb_error *err)
{
	struct stretch stretch = make_stretch(plan, of_nulls, from_place);
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan->names);

	if (!target->more || !target->left)
		return SB_OK;
	put_stretch(&stretch, &compose);
	return run(&stretch, &compose, target, err);
}

enum sb_status sb_walk_sorted(const struct sb_plan *plan, int64_t limit, sb_walk_each *each, void *context,
			      struct sb_error *err)
{
	struct target target = { .each = each, .context = context, .left = limit ? limit : -1, .more = true };
	bool in_nulls = plan->has_place && plan->place[0].is_null, in_values = plan->has_place && !in_nulls;

	if (!plan->keys[0].nulls)
		return run_stretch(plan, false, plan->has_place, &target, err);
	for (int i = 0; i < 2; i++) {
		bool of_nulls = (i == 1) != plan->backwards, is_here = of_nulls ? in_nulls : in_values;
		if (!is_here && plan->has_place && i == 0)
			continue;
		enum sb_status status = run_stretch(plan, of_nulls, is_here, &target, err);
		if (status)
			return status;
	}
	return SB_OK;
}

static const struct sb_key by_match = { .sql = "m.id", .desc = true };

void sb_walk_compose_matches(const struct sb_plan *plan, int64_t floor, int64_t place, struct sb_compose *compose)
{
	const struct stretch stretch = { .plan = plan, .keys = &by_match, .key_count = 1 };
	bool backwards = plan->backwards;

	sb_compose_add(compose, "SELECT ");
	sb_compose_add(compose, plan->list->id_sql);
	sb_compose_add(compose, ", m.id");
	sb_cells_put(plan, compose);
	sb_walk_put_matches(plan, compose);
	sb_compose_add(compose, " AND m.id < ");
	sb_compose_int(compose, !backwards && place != SB_NONE && place < floor ? place : floor);
	if (backwards && place != SB_NONE) {
		sb_compose_add(compose, " AND m.id > ");
		sb_compose_int(compose, place);
	}
	put_order(&stretch, compose);
}

enum sb_status sb_walk_matches(const struct sb_plan *plan, int64_t floor, int64_t place, int64_t limit,
			       sb_walk_each *each, void *context, struct sb_error *err)
{
	const struct stretch stretch = { .plan = plan, .keys = &by_match, .key_count = 1 };
	struct target target = { .each = each, .context = context, .left = limit ? limit : -1, .more = true };
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan->names);

	sb_walk_compose_matches(plan, floor, place, &compose);
	return run(&stretch, &compose, &target, err);
}

/* Runs a count that is bounded by `most` + 1 rows and closed by this. */
static enum sb_status count_few(const struct sb_plan *plan, struct sb_compose *compose, int64_t most, bool *few,
				struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	sb_compose_add(compose, " LIMIT ");
	sb_compose_int(compose, most + 1);
	sb_compose_add(compose, ") counted");
	enum sb_status status = sb_compose_prepare(compose, plan->db, &stmt, err);
	if (!status)
		status = sb_stmt_step(stmt, &row, err);
	if (status)
		return status;
	*few = row && sb_col_int(stmt, 0) <= most;
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status few_rows(const struct sb_plan *plan, int64_t *out, struct sb_error *err)
{
	int64_t products, few = FEW_LEAST;
	enum sb_status status = sb_book_product_count(plan->book, &products, err);

	while (!status && few * few < products * FEW_SQUARED)
		few += FEW_STEP;
	if (!status)
		*out = few;
	return status;
}

static enum sb_status finds_few(const struct sb_plan *plan, const struct sb_condition *condition, bool *few,
				struct sb_error *err)
{
	int64_t most;
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan->names);

	*few = condition->field->narrows;
	if (!condition->field->narrows || !condition->field->counts)
		return SB_OK;
	enum sb_status status = few_rows(plan, &most, err);
	if (status)
		return status;
	sb_compose_add(&compose, "SELECT count(*) FROM (");
	sb_condition_put(condition, condition->field->expression, condition->field->counts, &compose);
	return count_few(plan, &compose, most, few, err);
}

/* Rows are found by the first condition that finds few. */
static enum sb_status choose_condition(struct sb_plan *plan, bool *found, struct sb_error *err)
{
	*found = false;
	for (size_t i = 0; i < plan->filter.condition_count && !*found; i++) {
		enum sb_status status = finds_few(plan, &plan->filter.conditions[i], found, err);
		if (status)
			return status;
		plan->filter.conditions[i].finds = *found;
	}
	return SB_OK;
}

static enum sb_status match_few(const struct sb_plan *plan, bool *few, struct sb_error *err)
{
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan->names);

	put_fragment(plan, "SELECT count(*) FROM (", "", &compose);
	return count_few(plan, &compose, FEW_MATCHES, few, err);
}

static void use_lead(struct sb_plan *plan)
{
	const struct sb_tie *list_tie = plan->list->tie;

	for (size_t i = 0; plan->lead && i < SB_TIES_MAX && plan->lead->tie[i].sql; i++) {
		const char *sql = list_tie[i].sql ? list_tie[i].sql : plan->list->id_sql;
		for (size_t j = 0; j < plan->key_count; j++)
			if (strcmp(plan->keys[j].sql, sql) == 0)
				plan->keys[j].sql = plan->lead->tie[i].sql;
	}
}

/* What the tie has in front of the id is the same in all rows of some queries: the lines of one count. */
static bool has_unique_ids(const struct sb_plan *plan)
{
	const struct sb_tie *tie = plan->list->tie;

	if (!tie[0].sql)
		return true;
	if (!tie[1].sql || strcmp(tie[1].sql, plan->list->id_sql) != 0)
		return false;
	for (size_t i = 0; i < plan->filter.condition_count; i++) {
		const struct sb_condition *condition = &plan->filter.conditions[i];

		if (condition->kind == SB_IS && !condition->field->within && strcmp(condition->field->expression, tie[0].sql) == 0)
			return true;
	}
	return false;
}

enum sb_status sb_walk_choose(struct sb_plan *plan, struct sb_error *err)
{
	bool found = false;
	enum sb_status status = plan->match ? match_few(plan, &found, err) : choose_condition(plan, &found, err);

	if (status)
		return status;
	plan->tests_words = plan->match && !found && plan->is_indexed;
	plan->sorts = (found || !plan->is_indexed) && has_unique_ids(plan);
	plan->finds = found && plan->sorts;
	if (found || !plan->is_indexed)
		plan->lead = NULL;
	use_lead(plan);
	return SB_OK;
}
