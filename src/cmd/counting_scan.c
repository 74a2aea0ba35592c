/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Scans as commands take them: one code, or a line for each. What each means is looked up first, then all are counted
 * in one transaction, or none.
 */
#include "counting.h"
#include "packs.h"
#include "stockbook/json.h"
#include "stockbook/text.h"

#include <string.h>

/* A line read: its code, how many, and what that is. */
struct read_scan {
	const char *code, *qty; /* NULL: as one scan of the code counts */
	const struct sb_found *packs_of; /* NULL: units are counted */
	int64_t packs_milli;
	struct sb_count_scan scan;
	struct sb_count_scanned done;
};

struct scans {
	struct read_scan *items;
	size_t count;
};

/* ---- reading ---- */

static bool is_between(char c)
{
	return c == ' ' || c == '\t' || c == ',' || c == ';' || c == '\r';
}

/* "CODE [QTY]"; several lines are codes without blanks. */
static void read_line(struct sb_arena *arena, const char *line, size_t length, struct read_scan *out)
{
	size_t begin = 0, end, rest;

	while (begin < length && is_between(line[begin]))
		begin++;
	for (end = begin; end < length && !is_between(line[end]);)
		end++;
	for (rest = end; rest < length && is_between(line[rest]);)
		rest++;
	while (length > rest && is_between(line[length - 1]))
		length--;
	out->code = sb_arena_strndup(arena, line + begin, end - begin);
	out->qty = length > rest ? sb_arena_strndup(arena, line + rest, length - rest) : NULL;
}

static void split_lines(struct sb_arena *arena, const char *text, struct scans *out)
{
	size_t lines = 1;

	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	out->items = sb_arena_alloc(arena, lines * sizeof(*out->items));
	for (const char *at = text; *at;) {
		size_t length = strcspn(at, "\n");
		struct read_scan *item = &out->items[out->count];

		*item = (struct read_scan){ 0 };
		read_line(arena, at, length, item);
		out->count += item->code[0] != '\0';
		at += length + (at[length] == '\n');
	}
}

/* Codes are printed in capitals and without blanks; names are typed. */
static bool looks_like_a_name(const char *text)
{
	for (; *text; text++)
		if (*text == ' ' || (*text >= 'a' && *text <= 'z') || (unsigned char)*text >= 0x80)
			return true;
	return false;
}

/* ---- meaning ---- */

static enum sb_status find_code(struct sb_call *call, struct read_scan *item, struct sb_found *found, bool *is_found,
				struct sb_error *err)
{
	const char *rule = sb_setting_text(sb_call_app(call)->settings, SB_SET_SCAN_WEIGHT);
	struct sb_book *book = sb_call_app(call)->book;
	struct sb_error missing = SB_ERROR_INIT;
	enum sb_status st = sb_product_find(book, item->code, rule, true, found, &missing);

	if (st == SB_NOT_FOUND && !sb_call_int(call, "exact", 0) && looks_like_a_name(item->code)) {
		st = sb_product_find(book, item->code, rule, false, found, err);
		item->scan.product = st ? SB_NONE : found->id;
	} else if (st && st != SB_NOT_FOUND) {
		*err = missing;
	} else {
		item->scan.code = item->code;
		item->scan.weight_rule = rule;
	}
	*is_found = !st;
	return st == SB_NOT_FOUND && item->scan.code ? SB_OK : st;
}

/* found: NULL, nothing has the code. */
static enum sb_status read_qty(struct sb_call *call, struct read_scan *item, const struct sb_found *found, struct sb_error *err)
{
	bool in_packs = packs_are_meant(found);
	struct sb_found *copy;
	struct sb_value value;
	enum sb_status st =
		sb_value_parse(SB_QTY_TYPE, found && !in_packs ? found->decimals : 3, item->qty, sb_call_style(call), &value, err);

	if (st)
		return sb_fail_field(err, st, "qty", _("%s: \"%s\" is no quantity: give a number"), item->code,
				     item->qty);
	item->scan.qty_milli = value.n;
	if (!in_packs)
		return SB_OK;
	item->packs_of = copy = sb_arena_alloc(sb_call_arena(call), sizeof(*copy));
	*copy = *found;
	item->packs_milli = value.n;
	return packs_count(found, value.n, &item->scan.qty_milli, err);
}

static enum sb_status understand(struct sb_call *call, const struct sb_count_scan *like, struct read_scan *item,
				 struct sb_error *err)
{
	struct sb_found found;
	bool is_found = false;
	enum sb_status st = SB_OK;

	item->scan = *like;
	if (like->is_recount)
		item->scan.is_absolute = item->qty && !sb_call_int(call, "add", 0);
	st = find_code(call, item, &found, &is_found, err);
	if (!st && is_found)
		st = counting_is_outside(call, like->count, found.sku, &item->scan.is_outside, err);
	if (!st && item->qty)
		st = read_qty(call, item, is_found ? &found : NULL, err);
	return st;
}

/* ---- counting ---- */

/* The token belongs to the first: seen again, nothing of it is done again. */
static enum sb_status count_all(struct sb_call *call, struct scans *scans, struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	for (size_t i = 0; i < scans->count && !st; i++) {
		struct read_scan *item = &scans->items[i];

		if (i) {
			item->scan.token = NULL;
			item->scan.fingerprint = NULL;
		}
		st = sb_count_scan_in(write, &item->scan, &item->done, i ? &outcome : out, err);
		if (!st && out->replayed)
			return SB_OK;
	}
	return st ? st : sb_write_commit(write, err);
}

/* ---- telling ---- */

static void add_qty(struct sb_json *json, const char *key, int64_t qty_milli)
{
	const struct sb_numbers plain = sb_numbers_plain();
	sb_auto(buf) text = SB_BUF_INIT;

	sb_qty_print(qty_milli, 0, &plain, &text);
	sb_json_raw(json, key, text.data);
}

static enum sb_status tell_scan(struct sb_call *call, const struct read_scan *item, struct sb_json *json,
				struct sb_error *err)
{
	const struct sb_count_scanned *done = &item->done;
	struct sb_product product;
	enum sb_status st = SB_OK;

	if (done->product != SB_NONE)
		st = sb_product_get(sb_call_app(call)->book, done->product, sb_call_arena(call), &product, err);
	if (st)
		return st;
	sb_json_open(json, NULL, '{');
	sb_json_text(json, "sku", done->product != SB_NONE ? product.value[SB_PF_SKU].s : NULL);
	sb_json_text(json, "name", done->product != SB_NONE ? product.value[SB_PF_NAME].s : NULL);
	sb_json_text(json, "code", item->scan.code);
	add_qty(json, "qty", done->qty_milli);
	add_qty(json, "counted", done->counted);
	sb_json_bool(json, "unmatched", done->product == SB_NONE);
	sb_json_bool(json, "outside", done->is_outside);
	sb_json_close(json, '}');
	return SB_OK;
}

static enum sb_status tell_scans(struct sb_call *call, const struct scans *scans, struct sb_reply *reply,
				 struct sb_error *err)
{
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_json json;
	enum sb_status st = SB_OK;

	sb_json_init(&json, &text);
	sb_json_open(&json, NULL, '[');
	for (size_t i = 0; i < scans->count && !st; i++)
		st = tell_scan(call, &scans->items[i], &json, err);
	sb_json_close(&json, ']');
	if (!st)
		reply->json = sb_arena_printf(reply->arena, "\"scans\":%s", text.data);
	return st;
}

static void warn_about(struct sb_reply *reply, const struct read_scan *item)
{
	if (item->done.product == SB_NONE)
		answer_warn(reply,
			    sb_arena_printf(reply->arena, _("nothing has the code %s: it is kept to be resolved"),
					    item->code));
	if (item->done.is_outside)
		answer_warn(reply,
			    sb_arena_printf(reply->arena, _("%s is not in the scope of this count"), item->code));
	if (item->done.check_digit_wrong)
		answer_warn(reply, sb_arena_printf(reply->arena, _("the check digit of %s is wrong: scan it again"),
						   item->code));
}

/* What one scan made of its line, or how many more there were. */
static const char *say_scans(struct sb_call *call, const struct scans *scans, struct sb_reply *reply)
{
	const struct sb_numbers *numbers = &sb_call_app(call)->numbers;
	sb_auto(buf) counted = SB_BUF_INIT;
	sb_auto(buf) packs = SB_BUF_INIT;

	for (size_t i = 0; i < scans->count; i++)
		warn_about(reply, &scans->items[i]);
	if (scans->count > 1)
		return sb_arena_printf(reply->arena,
				       ngettext(" and %zu more scan", " and %zu more scans", scans->count - 1),
				       scans->count - 1);
	sb_qty_print(scans->items[0].done.counted, 0, numbers, &counted);
	if (!scans->items[0].packs_of)
		return sb_arena_printf(reply->arena, _(", %s in all"), counted.data);
	packs_print(scans->items[0].packs_of, scans->items[0].packs_milli, scans->items[0].scan.qty_milli, numbers, &packs);
	return sb_arena_printf(reply->arena, _(", %s in all (%s)"), counted.data, packs.data);
}

static enum sb_status fill_like(struct sb_call *call, bool is_recount, struct sb_count_scan *out, struct sb_error *err)
{
	const struct sb_value *note = sb_call_value(call, "note", 0);

	*out = (struct sb_count_scan)SB_COUNT_SCAN(0);
	out->counted_at = sb_call_int(call, "at", SB_NONE);
	out->note = note->is_null ? NULL : note->s;
	out->token = sb_call_text(call, "token");
	out->fingerprint = out->token ? sb_call_fingerprint(call) : NULL;
	out->is_recount = is_recount;
	out->is_absolute = !is_recount && sb_call_int(call, "absolute", 0);
	out->qty_milli = sb_call_int(call, "qty", SB_NONE);
	return counting_find(call, &out->count, err);
}

/* One code may be a name with blanks; many lines say themselves how many. */
static enum sb_status read_codes(struct sb_call *call, const struct sb_count_scan *like, struct scans *out,
				 struct sb_error *err)
{
	const char *text = sb_call_text(call, "code");
	enum sb_status st = SB_OK;

	if (strchr(text, '\n')) {
		split_lines(sb_call_arena(call), text, out);
	} else {
		out->items = sb_arena_alloc(sb_call_arena(call), sizeof(*out->items));
		out->items[0] = (struct read_scan){ .code = text, .qty = sb_call_text(call, "qty") };
		out->count = 1;
	}
	if (!out->count)
		return sb_fail_field(err, SB_INVALID, "code", _("there is no code to count: give one on each line"));
	for (size_t i = 0; i < out->count && !st; i++)
		st = understand(call, like, &out->items[i], err);
	return st;
}

enum sb_status counting_scan(struct sb_call *call, bool is_recount, struct sb_reply *reply, struct sb_error *err)
{
	struct scans scans = { 0 };
	struct sb_outcome outcome = { 0 };
	const char *more = NULL;
	struct sb_count_scan like;
	enum sb_status st = fill_like(call, is_recount, &like, err);

	if (!st)
		st = read_codes(call, &like, &scans, err);
	if (!st)
		st = count_all(call, &scans, &outcome, err);
	if (st)
		return st;
	if (!outcome.replayed) {
		st = tell_scans(call, &scans, reply, err);
		more = say_scans(call, &scans, reply);
	}
	return st ? st : counting_answer(call, reply, like.count, &outcome, more, err);
}
