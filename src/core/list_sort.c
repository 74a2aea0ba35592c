/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Columns and sorts as they are asked for by name. A sort is "-price,name" or "price:desc,name:asc"; the list's tie
 * ends it, running the way the last key runs, so that a sort by one column is one walk of that column's index, forwards
 * or backwards.
 */
#include "list_plan.h"
#include "stockbook/store.h"
#include "try.h"
#include <string.h>

const struct sb_column *sb_list_column(const struct sb_list *list, const char *name, size_t *index)
{
	for (size_t i = 0; i < list->column_count; i++) {
		if (strcmp(list->columns[i].name, name) != 0)
			continue;
		if (index)
			*index = i;
		return &list->columns[i];
	}
	return NULL;
}

/* Cuts the next part off a comma-separated text; NULL at the end. */
static char *next_part(struct sb_arena *arena, const char **at)
{
	if (!*at)
		return NULL;
	const char *comma = strchr(*at, ',');
	size_t length = comma ? (size_t)(comma - *at) : strlen(*at);
	const char *start = *at;
	*at = comma ? comma + 1 : NULL;
	while (length && *start == ' ')
		start++, length--;
	while (length && start[length - 1] == ' ')
		length--;
	return sb_arena_strndup(arena, start, length);
}

static enum sb_status fail_part(struct sb_error *err, const char *field, size_t column, const char *sentence,
				const char *word, const char *choices)
{
	(void)sb_fail_field(err, SB_INVALID, field, sentence, word, choices);
	err->column = (int)column;
	return SB_INVALID;
}

static enum sb_status fail_column(const struct sb_list *list, const char *field, unsigned flags, size_t column,
				  const char *word, struct sb_error *err)
{
	sb_auto(buf) names = SB_BUF_INIT;

	for (size_t i = 0; i < list->column_count; i++)
		if ((list->columns[i].flags & flags) == flags)
			sb_buf_printf(&names, "%s%s", names.len ? ", " : "", list->columns[i].name);
	/* TRANSLATORS: the first %s is what was typed, the second a list of columns */
	return fail_part(err, field, column,
			 flags ? _("\"%s\" cannot be sorted by: use %s") : _("\"%s\" is no column: use %s"), word,
			 names.data);
}

/* Columns with any of these flags. */
static void take_flagged(struct sb_plan *plan, unsigned flags)
{
	for (size_t i = 0; i < plan->list->column_count; i++)
		if (plan->list->columns[i].flags & flags)
			plan->columns[plan->column_count++] = &plan->list->columns[i];
}

static void take_all(struct sb_plan *plan)
{
	for (size_t i = 0; i < plan->list->column_count; i++)
		plan->columns[plan->column_count++] = &plan->list->columns[i];
}

static enum sb_status take_named(struct sb_plan *plan, const char *columns, struct sb_error *err)
{
	const char *at = columns;

	while (at) {
		size_t column = (size_t)(at - columns) + 1;
		const char *name = next_part(plan->arena, &at);
		const struct sb_column *found = sb_list_column(plan->list, name, NULL);
		if (!found)
			return fail_column(plan->list, "columns", 0, column, name, err);
		if (plan->column_count == plan->list->column_count)
			return fail_part(err, "columns", column, _("\"%s\" is a column too many: name each once%s"),
					 name, "");
		plan->columns[plan->column_count++] = found;
	}
	return SB_OK;
}

enum sb_status sb_plan_columns(struct sb_plan *plan, const char *columns, struct sb_error *err)
{
	int64_t stores;

	plan->columns = sb_arena_alloc(plan->arena, plan->list->column_count * sizeof(struct sb_column *));
	plan->column_count = 0;
	TRY(sb_store_count(plan->book, &stores, err));
	plan->also_shown = stores > 1 ? SB_COL_CHAIN : 0;
	if (!columns || !*columns)
		take_flagged(plan, SB_COL_SHOWN | plan->also_shown);
	else if (strcmp(columns, "*") == 0)
		take_all(plan);
	else
		return take_named(plan, columns, err);
	return SB_OK;
}

static bool type_is_text(enum sb_type type)
{
	return type == SB_TEXT_TYPE || type == SB_MANY_TYPE || type == SB_CHOICE_TYPE;
}

/* Takes "-", ":desc" and ":asc" off a part. */
static bool take_direction(char **part)
{
	bool desc = **part == '-';

	if (**part == '-' || **part == '+')
		(*part)++;
	char *colon = strchr(*part, ':');
	if (colon && strcmp(colon, ":desc") == 0)
		desc = true;
	else if (!colon || strcmp(colon, ":asc") != 0)
		return desc;
	*colon = '\0';
	return desc;
}

static void add_key(struct sb_plan *plan, struct sb_key key)
{
	for (size_t i = 0; i < plan->key_count; i++)
		if (strcmp(plan->keys[i].sql, key.sql) == 0)
			return;
	plan->keys[plan->key_count++] = key;
}

static void add_ties(struct sb_plan *plan)
{
	bool desc = plan->keys[plan->key_count - 1].desc;
	const struct sb_tie *tie = plan->list->tie;

	if (!tie[0].sql)
		add_key(plan, (struct sb_key){ .sql = plan->list->id_sql, .desc = desc });
	for (size_t i = 0; i < SB_TIES_MAX && tie[i].sql; i++)
		add_key(plan, (struct sb_key){ .sql = tie[i].sql, .is_text = tie[i].is_text, .desc = desc });
}

/* FNV-1a: tells orders apart, keeps no secret. */
static uint64_t digest(uint64_t hash, const char *text)
{
	do
		hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	while (*text++);
	return hash;
}

static void sign(struct sb_plan *plan)
{
	uint64_t hash = digest(UINT64_C(0xcbf29ce484222325), plan->list->name);

	hash = digest(hash, plan->is_ranked ? "ranked" : "sorted");
	for (size_t i = 0; i < plan->key_count; i++) {
		hash = digest(hash, plan->keys[i].sign ? plan->keys[i].sign : plan->keys[i].sql);
		hash = digest(hash, plan->keys[i].desc ? "-" : "+");
	}
	plan->signature = hash;
}

static void rank(struct sb_plan *plan)
{
	static const struct sb_key ranked[SB_RANKED_KEYS] = {
		[SB_RANKED_CLASS] = { .sql = "class" },
		[SB_RANKED_ID] = { .sql = "id", .desc = true },
		[SB_RANKED_FLOOR] = { .sql = "floor" },
	};

	memcpy(plan->keys, ranked, sizeof(ranked));
	plan->key_count = SB_RANKED_KEYS;
	sign(plan);
}

/* Whether what a column is sorted by may be behind the times just now. */
static enum sb_status ask_stale(const struct sb_plan *plan, const struct sb_column *column, bool *stale, struct sb_error *err)
{
	struct sb_compose compose = SB_COMPOSE_INIT(plan->names);
	struct sb_stmt *stmt;
	enum sb_status status;

	*stale = false;
	if (!column->stale_sql)
		return SB_OK;
	sb_compose_add(&compose, column->stale_sql);
	status = sb_compose_prepare(&compose, plan->db, &stmt, err);
	sb_compose_release(&compose);
	if (status)
		return status;
	status = sb_stmt_step(stmt, stale, err);
	sb_stmt_reset(stmt);
	return status;
}

/* The key of a column; the first may have an index to walk, which its stale values are not in. */
static struct sb_key key_of(struct sb_plan *plan, const struct sb_column *column, bool desc, bool stale)
{
	const char *sort_sql = column->sort_sql ? column->sort_sql : column->sql;

	if (plan->key_count == 0 && !stale) {
		plan->lead = column->lead;
		plan->is_indexed = column->flags & SB_COL_INDEXED;
	}
	return (struct sb_key){
		.sql = stale ? column->sql : sort_sql,
		.sign = sort_sql,
		.is_text = type_is_text(column->type),
		.desc = desc,
		.nulls = column->flags & SB_COL_NULLS,
	};
}

enum sb_status sb_plan_sort(struct sb_plan *plan, const char *sort, struct sb_error *err)
{
	const char *at = sort;

	if (plan->is_ranked) {
		rank(plan);
		return SB_OK;
	}
	for (size_t i = 0; at; i++) {
		size_t place = (size_t)(at - sort) + 1;
		char *part = next_part(plan->arena, &at);
		bool desc = take_direction(&part);
		const struct sb_column *column = sb_list_column(plan->list, part, NULL);
		if (!column || !(column->flags & SB_COL_SORTS))
			return fail_column(plan->list, "sort", SB_COL_SORTS, place, part, err);
		if (i == SB_SORTS_MAX)
			return fail_part(err, "sort", place, _("\"%s\" is a column too many: sort by fewer%s"), part,
					 "");
		bool stale;
		enum sb_status status = ask_stale(plan, column, &stale, err);
		if (status)
			return status;
		add_key(plan, key_of(plan, column, desc, stale));
	}
	add_ties(plan);
	sign(plan);
	return SB_OK;
}
