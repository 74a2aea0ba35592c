/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counting: what was scanned or typed is recorded at once, as an entry of its own, and told with the line's running total. `5*` before a
 * scan counts it five times, `*12` says all there is of the last one, `-` takes the last scan back.
 */
#include "counting.h"

#include <stdio.h>
#include <string.h>

static struct sb_app *app_of(const struct sb_counting *counting)
{
	return counting->list.view.desk->app;
}

/* How a scan is given to the command. */
struct giving {
	const char *code;
	int64_t qty_milli; /* SB_NONE: what one scan of the code counts */
	int64_t times_milli; /* so many scans of it, which is what the command is told; 0: qty_milli is */
	bool is_all;
	bool is_scanned;	      /* by a scanner: not a name */
	const struct sb_found *found; /* NULL: nothing has the code */
};

static enum sb_status give(struct sb_counting *counting, struct sb_call *call, const struct giving *giving, struct sb_error *err)
{
	sb_auto(buf) qty = SB_BUF_INIT;
	enum sb_status status = sb_call_give_next(call, giving->code, err);

	if (!status && giving->is_scanned && !counting->is_recount)
		status = sb_call_give(call, "exact", "yes", err);
	if (status || giving->qty_milli == SB_NONE)
		return status;
	sb_qty_print(giving->times_milli ? giving->times_milli : giving->qty_milli, 0, &app_of(counting)->plain, &qty);
	status = sb_call_give_next(call, qty.data, err);
	/* A number alone is more of it in a first count, and all of it in a second. */
	if (!status && giving->is_all != counting->is_recount)
		status = sb_call_give(call, giving->is_all ? "absolute" : "add", "yes", err);
	return status;
}

/*
 * The last scans
 */
static void read_line(struct sb_counting *counting, struct sb_tally *tally)
{
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_count_line line;

	if (tally->product == SB_NONE || sb_count_line_get(app_of(counting)->book, counting->count.id, tally->product, &line, &ignored))
		return;
	tally->counted = line.counted;
	tally->is_outside = line.is_outside;
}

/* Scans behind the last one that stands were taken back, here or with undo. */
void sb_counting_refresh_last(struct sb_counting *counting)
{
	struct sb_error ignored = SB_ERROR_INIT;
	int64_t stands = 0;

	if (!counting->last_count)
		return;
	if (sb_count_last_scan(app_of(counting)->book, counting->count.id, &stands, &ignored))
		stands = 0;
	for (size_t i = 0; i < counting->last_count; i++) {
		counting->last[i].is_undone = counting->last[i].is_undone || counting->last[i].seq > stands;
		read_line(counting, &counting->last[i]);
	}
}

static void keep_last(struct sb_counting *counting, const struct giving *giving, int64_t seq)
{
	struct sb_tally *tally = &counting->last[0];

	memmove(tally + 1, tally, (SB_COUNTING_LAST - 1) * sizeof(*tally));
	if (counting->last_count < SB_COUNTING_LAST)
		counting->last_count++;
	*tally = (struct sb_tally){ .seq = seq, .product = SB_NONE, .counted = SB_NONE, .is_all = giving->is_all };
	tally->qty_milli = giving->qty_milli != SB_NONE ? giving->qty_milli : giving->found ? giving->found->qty_milli : 1000;
	snprintf(tally->code, sizeof(tally->code), "%s", giving->code);
	if (giving->found) {
		tally->product = giving->found->id;
		tally->decimals = giving->found->decimals;
		snprintf(tally->code, sizeof(tally->code), "%s", giving->found->sku);
		snprintf(tally->name, sizeof(tally->name), "%s", giving->found->name);
	}
	read_line(counting, tally);
	snprintf(counting->current, sizeof(counting->current), "%s", tally->code);
}

static void say_unknown(struct sb_counting *counting, const char *code)
{
	struct sb_desk *desk = counting->list.view.desk;

	sb_term_bell(desk->term);
	snprintf(counting->unknown, sizeof(counting->unknown), "%s", code);
	sb_desk_say(desk, SB_STYLE_WARNING, _("nothing has the code %s: it is kept as unmatched · a adds it as a product, or scan on"), code);
}

static enum sb_status record(struct sb_counting *counting, const struct giving *giving, struct sb_error *err)
{
	struct sb_desk *desk = counting->list.view.desk;
	sb_owned(call) call = sb_counting_call(counting, counting->is_recount ? "count recount" : "count scan", err);
	enum sb_status status = call ? give(counting, call, giving, err) : err->status;
	int64_t offered;
	struct sb_reply reply;

	if (status)
		return status;
	sb_reply_init(&reply);
	status = sb_call_run(call, &reply, err);
	if (!status) {
		counting->unknown[0] = '\0';
		keep_last(counting, giving, reply.outcome.seq);
		sb_desk_replied(desk, &reply);
		offered = desk->undo_offer;
		if (!giving->found)
			say_unknown(counting, giving->code);
		desk->undo_offer = offered;
	}
	sb_reply_release(&reply);
	return status;
}

void sb_counting_scan(struct sb_counting *counting, const char *code)
{
	struct sb_desk *desk = counting->list.view.desk;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_found found;
	enum sb_status status = sb_scan_line_scan(&counting->line, &code, &found, &err);
	struct giving giving = { .code = code, .qty_milli = SB_NONE, .is_scanned = true };

	if (status && status != SB_NOT_FOUND) {
		sb_desk_fail(desk, &err);
		return;
	}
	if (status && sb_scan_check(code) == SB_CHECK_BAD) {
		sb_term_bell(desk->term);
		sb_desk_say(desk, SB_STYLE_ERROR, _("%s: its check digit is wrong, it was misread: scan it again"), code);
		return;
	}
	giving.found = status ? NULL : &found;
	giving.times_milli = counting->line.times_milli;
	if (giving.times_milli && !sb_scan_line_multiply(&counting->line, giving.found ? found.qty_milli : 1000, &giving.qty_milli)) {
		sb_desk_say(desk, SB_STYLE_ERROR, "%s", _("that is more than a count can hold: look at the number before the *"));
		return;
	}
	if (record(counting, &giving, &err)) {
		sb_term_bell(desk->term);
		sb_desk_fail(desk, &err);
	}
}

/* "*12", "=12": all there is of the current product. */
static enum sb_status set_all(struct sb_counting *counting, const char *text, struct sb_error *err)
{
	struct giving giving = { .code = counting->current, .is_all = true };
	char code[SB_COUNTING_CODE_BYTES];
	struct sb_found found;
	enum sb_status status;

	if (!*counting->current)
		return sb_fail(err, SB_REFUSED, _("nothing was scanned yet: scan it or choose a line, then *12 says all there is of it"));
	snprintf(code, sizeof(code), "%s", counting->current);
	giving.code = code;
	if (!sb_scan_line_look_up(&counting->line, code, &found, err))
		giving.found = &found;
	status = sb_qty_parse(text, giving.found ? found.decimals : 0, &app_of(counting)->numbers, &giving.qty_milli, err);
	return status ? status : record(counting, &giving, err);
}

static bool is_code(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits >= 6 && !text[digits];
}

/* A word that nothing has is a mistake to be mended; a number that nothing has is kept as a code. */
static enum sb_status take_product(struct sb_counting *counting, const char *text, struct sb_error *err)
{
	struct giving giving = { .qty_milli = SB_NONE };
	struct sb_found found;
	enum sb_status status = sb_scan_line_take_times(&counting->line, &text, err);
	bool is_times = counting->line.times_milli;

	if (status || !*text)
		return status;
	status = sb_scan_line_find(&counting->line, text, &found, err);
	if (status && !(status == SB_NOT_FOUND && is_code(text)))
		return status;
	giving.found = status ? NULL : &found;
	giving.code = status ? text : found.sku;
	if (is_times || (!status && found.qty_milli != 1000))
		if (!sb_scan_line_multiply(&counting->line, status ? 1000 : found.qty_milli, &giving.qty_milli))
			return sb_fail(err, SB_INVALID, _("that is more than a count can hold: look at the number before the *"));
	return record(counting, &giving, err);
}

/* Of several to be counted again, the next once this one is. */
static void next_marked(struct sb_counting *counting)
{
	struct sb_list_rows *rows = &counting->list.rows;

	if (!counting->is_recount)
		return;
	for (size_t i = 0; i < rows->mark_count; i++)
		if (!strcmp(rows->mark_keys[i], counting->current)) {
			sb_list_rows_mark(rows, &(struct sb_row){ .id = rows->marks[i] }, false);
			break;
		}
	if (rows->mark_count)
		snprintf(counting->current, sizeof(counting->current), "%s", rows->mark_keys[0]);
}

void sb_counting_enter(struct sb_counting *counting)
{
	sb_owned_string text = sb_strdup(sb_scan_line_text(&counting->line));
	struct sb_error err = SB_ERROR_INIT;
	bool is_all = *text == '*' || *text == '=';

	if (!*text)
		counting->unknown[0] = '\0';
	if (is_all ? set_all(counting, text + 1, &err) : take_product(counting, text, &err)) {
		sb_desk_fail(counting->list.view.desk, &err);
		return;
	}
	sb_scan_line_empty(&counting->line);
	if (is_all)
		next_marked(counting);
}

void sb_counting_negate(struct sb_counting *counting)
{
	sb_auto(buf) line = SB_BUF_INIT;

	sb_buf_printf(&line, "count negate %lld", (long long)counting->count.id);
	sb_desk_run(counting->list.view.desk, line.data);
}

void sb_counting_recount(struct sb_counting *counting)
{
	struct sb_list_rows *rows = &counting->list.rows;
	const struct sb_row *row = sb_list_rows_selected(rows);
	const struct sb_value *sku = row ? sb_row_value(sb_list_rows_page(rows), row, "sku") : NULL;
	const char *first = rows->mark_count ? rows->mark_keys[0] : sku && !sku->is_null ? sku->s : "";

	if (counting->count.status != SB_COUNT_REVIEW) {
		sb_desk_say(counting->list.view.desk, SB_STYLE_WARNING, "%s", _("lines are counted again under review: end the counting first"));
		return;
	}
	counting->is_recount = counting->line.is_typing = true;
	snprintf(counting->current, sizeof(counting->current), "%s", first);
}

void sb_counting_add(struct sb_counting *counting, const char *code)
{
	sb_auto(buf) line = SB_BUF_INIT;

	snprintf(counting->adding, sizeof(counting->adding), "%s", code);
	counting->unknown[0] = '\0';
	sb_buf_printf(&line, "add --barcode=\"%s\"", counting->adding);
	sb_desk_run(counting->list.view.desk, line.data);
}

void sb_counting_adopt(struct sb_counting *counting)
{
	struct sb_desk *desk = counting->list.view.desk;
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) line = SB_BUF_INIT;
	struct sb_found found;

	counting->adopts = false;
	if (sb_scan_line_look_up(&counting->line, counting->adding, &found, &err))
		return;
	sb_buf_printf(&line, "count resolve %lld \"%s\" \"%s\"", (long long)counting->count.id, counting->adding, found.sku);
	counting->adding[0] = '\0';
	/* The page that adding opened lies over the count, which goes on. */
	if (sb_desk_top(desk)->ops == &sb_view_product)
		sb_desk_back(desk);
	sb_desk_run(desk, line.data);
}
