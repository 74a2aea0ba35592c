/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts as commands see them: the count an argument names, its scope as a list of products, and the count as it is
 * now. */
#include "counting.h"
#include "rows.h"
#include "stockbook/json.h"
#include "stockbook/store.h"

#include <stdio.h>
#include <string.h>

/* ---- arguments ---- */

enum sb_status counting_offer(struct sb_app *app, const char *beginning, int most,
			      bool (*each)(const char *value, const char *meaning, void *context), void *context,
			      struct sb_error *err)
{
	struct sb_ask ask = { .query = "open:yes", .columns = "count,what" };
	struct sb_page page;
	enum sb_status st = app->book ? sb_list_page(&sb_list_counts, app->book, &ask, &page, err) : SB_OK;

	if (st || !app->book)
		return st;
	for (size_t i = 0; i < page.count && most > 0; i++) {
		char number[24];

		(void)snprintf(number, sizeof(number), "%lld", (long long)page.rows[i].id);
		if (strncmp(number, beginning, strlen(beginning)))
			continue;
		most--;
		if (!each(number, page.rows[i].values[1].s, context))
			break;
	}
	sb_page_release(&page);
	return SB_OK;
}

enum sb_status counting_find(struct sb_call *call, int64_t *out, struct sb_error *err)
{
	enum sb_status st = sb_count_find(sb_call_app(call)->book, sb_call_text(call, "count"), out, err);

	if (st)
		(void)snprintf(err->field, sizeof(err->field), "%s", "count");
	return st;
}

enum sb_status counting_step(struct sb_call *call, struct sb_count_step *out, struct sb_error *err)
{
	const struct sb_value *note = sb_call_value(call, "note", 0);

	*out = (struct sb_count_step)SB_COUNT_STEP(0);
	out->note = note->is_null ? NULL : note->s;
	out->token = sb_call_text(call, "token");
	out->fingerprint = out->token ? sb_call_fingerprint(call) : NULL;
	return counting_find(call, &out->count, err);
}

/* ---- the scope ---- */

struct found {
	int64_t *ids;
	size_t count, cap;
};

static bool add_found(const struct sb_page *columns, const struct sb_row *row, void *context)
{
	struct found *found = context;

	(void)columns;
	if (found->count == found->cap) {
		found->cap = found->cap ? found->cap * 2 : 256;
		found->ids = sb_realloc(found->ids, found->cap * sizeof(*found->ids));
	}
	found->ids[found->count++] = row->id;
	return true;
}

/* In the store that is counted, whichever is worked for; 0: that one. */
static enum sb_status find_products(struct sb_call *call, const char *query, int64_t store, struct found *out, struct sb_error *err)
{
	const struct sb_ask ask = { .query = query, .columns = "sku", .sort = "sku", .store = store };

	return sb_list_each(&sb_list_products, sb_call_app(call)->book, &ask, add_found, out, err);
}

enum sb_status counting_scope_size(struct sb_call *call, struct sb_count_ask *ask, struct sb_error *err)
{
	const struct sb_count like = { .scope = ask->scope, .value = ask->value };
	struct found found = { 0 };
	sb_auto(buf) query = SB_BUF_INIT;
	enum sb_status st = SB_OK;

	if (ask->scope == SB_SCOPE_ALL)
		return sb_book_product_count(sb_call_app(call)->book, &ask->scope_lines, err);
	if (ask->scope == SB_SCOPE_LIST)
		return SB_OK;
	if (ask->scope != SB_SCOPE_QUERY && strchr(ask->value, '"'))
		return sb_fail_field(err, SB_INVALID, sb_count_scope_word(ask->scope),
				     _("\"%s\" holds a quotation mark: leave it out"), ask->value);
	sb_count_query(&like, false, &query);
	st = find_products(call, query.data, 0, &found, err);
	free(found.ids);
	ask->scope_lines = (int64_t)found.count;
	return st;
}

static enum sb_status scope_query(struct sb_call *call, int64_t id, bool uncounted_only, struct sb_count *count,
				  struct sb_buf *out, struct sb_error *err)
{
	enum sb_status st = sb_count_get(sb_call_app(call)->book, id, sb_call_arena(call), count, err);

	if (!st)
		sb_count_query(count, uncounted_only, out);
	return st;
}

enum sb_status counting_is_outside(struct sb_call *call, int64_t id, const char *sku, bool *out, struct sb_error *err)
{
	struct sb_ask ask = { .columns = "sku", .limit = 1 };
	sb_auto(buf) query = SB_BUF_INIT;
	sb_auto(page) page = { 0 };
	struct sb_count count;
	enum sb_status st = scope_query(call, id, false, &count, &query, err);

	*out = false;
	if (st || count.scope == SB_SCOPE_ALL)
		return st;
	st = rows_add_field(&query, "sku", sku, err);
	ask.query = query.data;
	ask.store = count.store;
	if (!st)
		st = sb_list_page(&sb_list_products, sb_call_app(call)->book, &ask, &page, err);
	*out = !st && !page.count;
	return st;
}

enum sb_status counting_uncounted(struct sb_call *call, struct sb_count_step *step, struct sb_error *err)
{
	struct found found = { 0 };
	sb_auto(buf) query = SB_BUF_INIT;
	struct sb_count count;
	int64_t *ids = NULL;
	enum sb_status st = scope_query(call, step->count, true, &count, &query, err);

	if (st || !count.zeroes)
		return st;
	st = find_products(call, query.data, count.store, &found, err);
	ids = sb_arena_alloc(sb_call_arena(call), (found.count + 1) * sizeof(*ids));
	if (found.count)
		memcpy(ids, found.ids, found.count * sizeof(*ids));
	free(found.ids);
	step->uncounted = ids;
	step->uncounted_count = found.count;
	return st;
}

/* ---- answers ---- */

static void add_moment(struct sb_json *json, const char *key, int64_t moment)
{
	sb_auto(buf) text = SB_BUF_INIT;

	if (moment == SB_NONE) {
		sb_json_null(json, key);
		return;
	}
	sb_moment_print(moment, &text);
	sb_json_text(json, key, text.data);
}

static void add_value(struct sb_call *call, struct sb_json *json, const char *key, enum sb_type type, int64_t number)
{
	const struct sb_value value = { .type = type, .n = number, .is_null = number == SB_NONE };
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_style plain;

	sb_app_style(sb_call_app(call), false, &plain);
	sb_value_print_json(&value, &plain, &text);
	sb_json_raw(json, key, text.data);
}

static enum sb_status print_count(struct sb_call *call, const struct sb_count *count, struct sb_buf *out,
				  struct sb_error *err)
{
	const struct sb_store *store = NULL;
	sb_auto(buf) id = SB_BUF_INIT;
	struct sb_json json;
	enum sb_status st = sb_store_get(sb_call_app(call)->book, count->store, &store, err);

	if (st)
		return st;
	sb_id_print(&count->uuid, &id);
	sb_json_init(&json, out);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "id", id.data);
	sb_json_int(&json, "number", count->id);
	sb_json_text(&json, "status", sb_count_word(count->status));
	sb_json_bool(&json, "blind", count->is_blind);
	sb_json_text(&json, "store", store->code);
	sb_json_text(&json, "scope", sb_count_scope_word(count->scope));
	sb_json_text(&json, "value", count->value);
	sb_json_text(&json, "uncounted", count->zeroes ? "zero" : "keep");
	add_value(call, &json, "tolerance", SB_QTY_TYPE, count->tolerance_milli);
	add_value(call, &json, "tolerance_percent", SB_PERCENT_TYPE, count->tolerance_percent);
	add_value(call, &json, "tolerance_value", SB_MONEY_TYPE, count->tolerance_minor);
	sb_json_int(&json, "scope_lines", count->scope_lines);
	sb_json_int(&json, "lines", count->lines);
	sb_json_int(&json, "lines_in_scope", count->lines_in_scope);
	sb_json_int(&json, "scans", count->scans);
	sb_json_int(&json, "unmatched", count->unmatched);
	add_value(call, &json, "total", SB_QTY_TYPE, count->total_milli);
	add_moment(&json, "opened_at", count->opened_at);
	add_moment(&json, "reviewed_at", count->reviewed_at);
	add_moment(&json, "posted_at", count->posted_at);
	sb_json_close(&json, '}');
	return SB_OK;
}

enum sb_status counting_tell(struct sb_call *call, struct sb_reply *reply, int64_t id, struct sb_count *out,
			     struct sb_error *err)
{
	sb_auto(buf) json = SB_BUF_INIT;
	enum sb_status st = sb_count_get(sb_call_app(call)->book, id, reply->arena, out, err);

	if (!st)
		st = print_count(call, out, &json, err);
	if (!st)
		reply->json = sb_arena_printf(reply->arena, "%s%s\"count\":%s", reply->json ? reply->json : "",
					      reply->json ? "," : "", json.data);
	return st;
}

/* How far it is, behind what was done; steps say it themselves. */
static void say_state(struct sb_reply *reply, const struct sb_count *count, enum sb_kind kind)
{
	long long number = (long long)count->id;

	if (kind == SB_KIND_COUNT_NEW)
		answer_printf(reply, _("%s · count %lld, %lld to count"), reply->message, number,
			      (long long)count->scope_lines);
	else if (kind == SB_KIND_COUNT_SCAN)
		answer_printf(reply, _("%s · %lld of %lld"), reply->message, (long long)count->lines_in_scope,
			      (long long)count->scope_lines);
	else if (kind == SB_KIND_COUNT_REVIEW || kind == SB_KIND_COUNT_CANCEL)
		answer_printf(reply, _("count %lld is %s"), number, sb_count_label(count->status));
	else
		answer_printf(reply, _("%s · count %lld is %s"), reply->message, number, sb_count_label(count->status));
}

enum sb_status counting_answer(struct sb_call *call, struct sb_reply *reply, int64_t id,
			       const struct sb_outcome *outcome, const char *more, struct sb_error *err)
{
	struct sb_count count;
	enum sb_status st = answer_entry(call, reply, outcome, NULL, err);

	if (!st)
		st = counting_tell(call, reply, id, &count, err);
	if (st)
		return st;
	if (more)
		answer_printf(reply, "%s%s", reply->message, more);
	say_state(reply, &count, outcome->kind);
	return SB_OK;
}
