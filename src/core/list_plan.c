/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Understands what is asked of a list before any row is read, so that everything wrong with a question is said at once
 * and by name. */
#include "list_plan.h"
#include "stockbook/store.h"
#include <string.h>

static enum sb_status plan_limit(struct sb_plan *plan, const struct sb_ask *ask, struct sb_error *err)
{
	if (ask->limit < 0)
		return sb_fail_field(err, SB_INVALID, "limit",
				     _("%d rows cannot be asked for: give a number above zero"), ask->limit);
	plan->limit = ask->limit;
	return SB_OK;
}

static enum sb_status plan_names(struct sb_plan *plan, int64_t id, struct sb_error *err)
{
	const struct sb_store *store = sb_book_store(plan->book);
	enum sb_status status = id ? sb_store_get(plan->book, id, &store, err) : SB_OK;
	int64_t now = sb_book_now(plan->book);

	if (status)
		return status;
	plan->today = sb_day_of(store->zone, now);
	plan->names[SB_COMPOSE_STORE] = (struct sb_bound){ .n = store->id };
	plan->names[SB_COMPOSE_NOW] = (struct sb_bound){ .n = now };
	plan->names[SB_COMPOSE_TODAY] = (struct sb_bound){ .n = plan->today };
	return SB_OK;
}

void sb_plan_match(struct sb_plan *plan)
{
	const struct sb_filter *filter = &plan->filter;
	sb_auto(buf) buf = SB_BUF_INIT;

	plan->names[SB_COMPOSE_WORD] = (struct sb_bound){ .text = filter->word, .n = SB_NONE };
	plan->names[SB_COMPOSE_CODE] = (struct sb_bound){ .text = filter->code, .n = SB_NONE };
	plan->match = NULL;
	if (!filter->typed_count)
		return;
	sb_db_search_expression(plan->db, filter->words, filter->is_beginning, filter->word_count, &buf);
	plan->match = sb_arena_strdup(plan->arena, buf.data);
	sb_buf_clear(&buf);
	for (size_t i = 0; i < filter->typed_count; i++)
		sb_buf_printf(&buf, "%s%s", i ? " " : "", filter->words[i]);
	plan->beginning = sb_arena_strdup(plan->arena, buf.data);
}

static enum sb_status plan_query(struct sb_plan *plan, const struct sb_ask *ask, struct sb_error *err)
{
	struct sb_query query;
	enum sb_status status = sb_query_parse(ask->query ? ask->query : "", plan->arena, &query, err);

	if (!status)
		status = sb_filter_compile(&query, ask, plan->list, plan->book, plan->arena, &plan->filter, err);
	if (!status)
		sb_plan_match(plan);
	return status;
}

static enum sb_status plan_place(struct sb_plan *plan, const struct sb_ask *ask, struct sb_error *err)
{
	if ((ask->after != NULL) + (ask->before != NULL) + ask->from_end > 1)
		return sb_fail_field(
			err, SB_INVALID, "after",
			_("a page is either behind a row, in front of one or the last: ask for one of them"));
	plan->backwards = ask->before || ask->from_end;
	if (!ask->after && !ask->before)
		return SB_OK;
	plan->has_place = true;
	return sb_cursor_decode(plan, ask->after ? ask->after : ask->before, err);
}

static bool is_given(const char *text)
{
	return text && *text;
}

enum sb_status sb_plan_make(const struct sb_list *list, struct sb_book *book, const struct sb_ask *ask,
			    struct sb_arena *arena, struct sb_plan *out, struct sb_error *err)
{
	struct sb_plan plan = { .list = list, .book = book, .db = sb_book_db(book), .arena = arena };
	enum sb_status status = plan_limit(&plan, ask, err);

	if (!status)
		status = plan_names(&plan, ask->store, err);
	if (!status)
		status = plan_query(&plan, ask, err);
	if (!status)
		status = sb_plan_columns(&plan, ask->columns, err);
	if (status)
		return status;
	plan.is_ranked = plan.match && !is_given(ask->sort);
	status = sb_plan_sort(&plan, is_given(ask->sort) ? ask->sort : list->default_sort, err);
	if (!status)
		status = plan_place(&plan, ask, err);
	if (!status)
		*out = plan;
	return status;
}
