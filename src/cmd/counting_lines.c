/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of counts in answers: what differs, what was counted, and sheets of what is to be counted. */
#include "counting.h"
#include "rows.h"
#include "stockbook/text.h"

/* ---- lines ---- */

/* The first page of a count's lines as the reply's table. */
static enum sb_status add_lines(struct sb_call *call, struct sb_reply *reply, const struct sb_ask *ask,
				struct sb_error *err)
{
	struct sb_ask first = *ask;
	enum sb_status st = SB_OK;

	if (!first.limit || first.limit > SB_PAGE_MAX)
		first.limit = SB_PAGE_MAX;
	st = sb_list_page(&sb_list_count_lines, sb_call_app(call)->book, &first, &reply->page, err);
	reply->has_page = !st;
	return st;
}

static void say_sums(struct sb_call *call, struct sb_reply *reply, const struct sb_count_sums *sums)
{
	struct sb_app *app = sb_call_app(call);
	const struct sb_currency *currency = sb_book_currency(app->book);
	sb_auto(buf) over = SB_BUF_INIT;
	sb_auto(buf) missing = SB_BUF_INIT;
	struct sb_style plain;

	sb_money_print(sums->over_minor, currency, &app->numbers, &over);
	sb_money_print(sums->short_minor, currency, &app->numbers, &missing);
	answer_printf(reply,
		      ngettext("%s · %lld line, %lld differing: %s %s missing, %s %s over",
			       "%s · %lld lines, %lld differing: %s %s missing, %s %s over", (unsigned long)sums->lines),
		      reply->message,
		      (long long)sums->lines, (long long)sums->differing, missing.data, currency->code, over.data,
		      currency->code);
	if (sums->beyond)
		answer_warn(reply, sb_arena_printf(reply->arena,
						   ngettext("%lld line is beyond the tolerance: count it again",
							    "%lld lines are beyond the tolerance: count them again",
							    (unsigned long)sums->beyond),
						   (long long)sums->beyond));
	sb_buf_clear(&over);
	sb_buf_clear(&missing);
	sb_app_style(app, false, &plain);
	sb_money_print(sums->over_minor, currency, plain.numbers, &over);
	sb_money_print(sums->short_minor, currency, plain.numbers, &missing);
	reply->json = sb_arena_printf(
		reply->arena,
		"%s,\"sums\":{\"lines\":%lld,\"differing\":%lld,\"beyond\":%lld,\"uncounted\":%lld,"
		"\"missing_value\":\"%s\",\"over_value\":\"%s\",\"currency\":\"%s\",\"unvalued\":%lld}",
		reply->json, (long long)sums->lines, (long long)sums->differing, (long long)sums->beyond,
		(long long)sums->uncounted, missing.data, over.data, currency->code, (long long)sums->unvalued);
}

static void warn_unmatched(struct sb_reply *reply, const struct sb_count *count)
{
	if (count->unmatched)
		answer_warn(reply,
			    sb_arena_printf(reply->arena,
					    ngettext("%lld scan is of an unknown code: see `list --of=unmatched`",
						     "%lld scans are of unknown codes: see `list --of=unmatched`",
						     (unsigned long)count->unmatched),
					    (long long)count->unmatched));
}

enum sb_status counting_review(struct sb_call *call, struct sb_reply *reply, int64_t id, struct sb_error *err)
{
	struct sb_ask ask = { .sort = "variance_value" };
	struct sb_count_sums sums;
	struct sb_count count;
	enum sb_status st = sb_count_get(sb_call_app(call)->book, id, reply->arena, &count, err);

	/* Asked again with its token it may have been opened again since, and be blind. */
	if (st || count.is_hidden)
		return st;
	st = sb_count_sum(sb_call_app(call)->book, id, &sums, err);
	if (!st)
		say_sums(call, reply, &sums);
	if (!st)
		warn_unmatched(reply, &count);
	ask.query = sb_arena_printf(reply->arena, "count:%lld differs:yes", (long long)id);
	return st ? st : add_lines(call, reply, &ask, err);
}

/* ---- showing ---- */

static enum sb_status ask_lines(struct sb_call *call, struct sb_reply *reply, int64_t id, struct sb_error *err)
{
	enum sb_status st = rows_stream(call, "count_lines", reply, err);

	reply->ask.query = sb_arena_printf(reply->arena, "count:%lld %s", (long long)id, reply->ask.query);
	return st ? st : add_lines(call, reply, &reply->ask, err);
}

enum sb_status counting_show(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_count_sums sums;
	struct sb_count count;
	int64_t id = 0;
	enum sb_status st = counting_find(call, &id, err);

	if (!st)
		st = counting_tell(call, reply, id, &count, err);
	if (st)
		return st;
	answer_printf(reply, _("count %lld is %s: %lld of %lld counted"), (long long)id, sb_count_label(count.status),
		      (long long)count.lines_in_scope, (long long)count.scope_lines);
	warn_unmatched(reply, &count);
	if (!count.is_hidden && count.status != SB_COUNT_OPEN) {
		st = sb_count_sum(sb_call_app(call)->book, id, &sums, err);
		if (!st)
			say_sums(call, reply, &sums);
	}
	return st ? st : ask_lines(call, reply, id, err);
}

/* ---- printing ---- */

#define SHEET_COLUMNS "bin,sku,name,barcodes,unit"

enum sheet_column { SHEET_BIN, SHEET_SKU, SHEET_NAME, SHEET_BARCODES, SHEET_UNIT };

static const struct {
	const char *title;
	enum sheet_column column;
	int cells;
} sheet_table[] = {
	{ N_("Bin"), SHEET_BIN, 8 },
	{ N_("SKU"), SHEET_SKU, 14 },
	{ N_("Name"), SHEET_NAME, 36 },
	{ N_("Unit"), SHEET_UNIT, 7 },
};
#define SHEET_ROOM "____________"

static bool add_sheet_row(const struct sb_page *columns, const struct sb_row *row, void *context)
{
	struct sb_buf *out = context;

	(void)columns;
	for (size_t i = 0; i < SB_COUNT(sheet_table); i++) {
		const struct sb_value *value = &row->values[sheet_table[i].column];

		sb_text_fit(out, value->is_null ? "" : value->s, sheet_table[i].cells - 1, false);
		sb_buf_putc(out, ' ');
	}
	sb_buf_puts(out, SHEET_ROOM "\n");
	return true;
}

static void add_sheet_head(struct sb_call *call, const struct sb_count *count, struct sb_buf *out)
{
	const struct sb_store *store = sb_book_store(sb_call_app(call)->book);
	sb_auto(buf) when = SB_BUF_INIT;

	sb_moment_print_local(store->zone, count->opened_at, &when);
	sb_buf_printf(out, _("Count %lld, store %s, begun %s"), (long long)count->id, store->code, when.data);
	if (count->value)
		sb_buf_printf(out, ", %s %s", sb_count_scope_word(count->scope), count->value);
	sb_buf_puts(out, "\n\n");
	for (size_t i = 0; i < SB_COUNT(sheet_table); i++) {
		sb_text_fit(out, _(sheet_table[i].title), sheet_table[i].cells - 1, false);
		sb_buf_putc(out, ' ');
	}
	sb_buf_printf(out, "%s\n", _("Counted"));
}

enum sb_status counting_sheet(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	sb_auto(buf) query = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_count count;
	int64_t id = 0;
	enum sb_status st = counting_find(call, &id, err);

	if (!st)
		st = sb_count_get(sb_call_app(call)->book, id, reply->arena, &count, err);
	if (st)
		return st;
	sb_count_query(&count, sb_call_int(call, "uncounted", 0), &query);
	reply->stream = &sb_list_products;
	reply->ask = (struct sb_ask){ .query = sb_arena_strdup(reply->arena, query.data),
				      .columns = SHEET_COLUMNS,
				      .sort = "bin,name",
				      .store = count.store };
	add_sheet_head(call, &count, &text);
	st = sb_list_each(&sb_list_products, sb_call_app(call)->book, &reply->ask, add_sheet_row, &text, err);
	if (!st)
		reply->text = sb_arena_strdup(reply->arena, text.data);
	return st;
}
