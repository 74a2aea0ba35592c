/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * close: the end of the day. What was sold, received and removed, by whom; what is low; and a verified backup.
 */
#include "answer.h"
#include "backups.h"
#include "call.h"
#include "rows.h"
#include "stockbook/json.h"
#include "stockbook/text.h"
#include "stockbook/user.h"

#include <stdio.h>
#include <string.h>

enum { TALLIES_MAX = 1000, LOW_SHOWN = 20 };

struct tally {
	const char *who, *kind, *unit;
	int64_t movements, qty_milli, value_minor;
};

struct day {
	struct sb_arena *arena;
	const struct sb_progress *progress;
	struct tally tallies[TALLIES_MAX];
	size_t count;
	bool overflow, cancelled;
	struct sb_buf low; /* lines of what is low */
	int64_t low_count, seen;
};

/* On a narrow screen the money stays, and how many movements it was goes first. */
static const struct sb_column columns[] = {
	{ .name = "kind", .title = N_("Kind"), .type = SB_CHOICE_TYPE, .flags = SB_COL_SHOWN, .width = 16 },
	{ .name = "user", .title = N_("User"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_GROWS, .width = 12, .priority = 2 },
	{ .name = "movements", .title = N_("Movements"), .type = SB_INT_TYPE, .flags = SB_COL_SHOWN, .width = 9, .priority = 3 },
	{ .name = "qty", .title = N_("Quantity"), .type = SB_QTY_TYPE, .flags = SB_COL_SHOWN, .width = 10 },
	{ .name = "unit", .title = N_("Unit"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN, .width = 8, .priority = 1 },
	{ .name = "value", .title = N_("Value"), .type = SB_MONEY_TYPE, .flags = SB_COL_SHOWN, .width = 12 },
};
static const struct sb_list summary_list = {
	.name = "day",
	.title = N_("Day"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
};

/* Rows beyond what one day in one shop can be are counted with the last. */
static struct tally *tally_of(struct day *day, const char *kind, const char *who, const char *unit)
{
	for (size_t i = 0; i < day->count; i++) {
		struct tally *tally = &day->tallies[i];

		if (!strcmp(tally->who, who) && !strcmp(tally->kind, kind) && !strcmp(tally->unit, unit))
			return tally;
	}
	if (day->count == TALLIES_MAX)
		return &day->tallies[TALLIES_MAX - 1];
	day->tallies[day->count] = (struct tally){
		.who = sb_arena_strdup(day->arena, who),
		.kind = sb_arena_strdup(day->arena, kind),
		.unit = sb_arena_strdup(day->arena, unit),
	};
	return &day->tallies[day->count++];
}

static bool goes_on(struct day *day)
{
	if (++day->seen % 1000 == 0 && day->progress->step && !day->progress->step(day->seen, 0, day->progress->context))
		day->cancelled = true;
	return !day->cancelled;
}

enum { MOVED_KIND, MOVED_USER, MOVED_QTY, MOVED_UNIT, MOVED_VALUE, MOVED_FROM, MOVED_TO };
#define MOVED_COLUMNS "kind,user,qty,unit,value,from,to"

static bool is_on_hand(const char *place)
{
	return !strcmp(place, "store") || !strcmp(place, "unavailable") || !strcmp(place, "held") || !strcmp(place, "committed");
}

/* What customers buy is taken in and what they bring back is paid out; other goods are worth what comes or goes. */
static int64_t signed_value(const struct sb_row *row)
{
	int64_t value = row->values[MOVED_VALUE].is_null ? 0 : row->values[MOVED_VALUE].n;

	if (!strcmp(row->values[MOVED_TO].s, "customer"))
		return value;
	if (!strcmp(row->values[MOVED_FROM].s, "customer"))
		return -value;
	return row->values[MOVED_QTY].n < 0 ? -value : value;
}

static bool add_movement(const struct sb_page *page, const struct sb_row *row, void *context)
{
	struct day *day = context;
	struct tally *tally;

	(void)page;
	/* What is only set aside is still there. */
	if (is_on_hand(row->values[MOVED_FROM].s) && is_on_hand(row->values[MOVED_TO].s))
		return goes_on(day);
	tally = tally_of(day, row->values[MOVED_KIND].s, row->values[MOVED_USER].s, row->values[MOVED_UNIT].s);
	tally->movements++;
	day->overflow |= !sb_add(tally->qty_milli, row->values[MOVED_QTY].n, &tally->qty_milli);
	day->overflow |= !sb_add(tally->value_minor, signed_value(row), &tally->value_minor);
	return goes_on(day);
}

/* Columns: sku, name, available, reorder_point, alerts. */
static bool add_low(const struct sb_page *page, const struct sb_row *row, void *context)
{
	struct day *day = context;
	const struct sb_value *available = &row->values[2], *point = &row->values[3], *alerts = &row->values[4];
	struct sb_numbers numbers = sb_numbers_locale();

	(void)page;
	if (point->is_null || !sb_stock_is_low(available->n, point->n) || (!alerts->is_null && !alerts->n))
		return goes_on(day);
	if (++day->low_count <= LOW_SHOWN) {
		sb_buf_printf(&day->low, "  %s %s · ", row->values[0].s, row->values[1].s);
		sb_qty_print(available->n, available->scale, &numbers, &day->low);
		sb_buf_puts(&day->low, " / ");
		sb_qty_print(point->n, point->scale, &numbers, &day->low);
		sb_buf_putc(&day->low, '\n');
	}
	return goes_on(day);
}

static enum sb_status gather(struct sb_call *call, const char *date, struct day *day, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	sb_auto(buf) query = SB_BUF_INIT;
	struct sb_ask moved = { .columns = MOVED_COLUMNS, .sort = "seq" };
	struct sb_ask kept = { .columns = "sku,name,available,reorder_point,alerts", .sort = "name" };
	enum sb_status st = rows_add_field(&query, "from", date, err);

	if (!st)
		st = rows_add_field(&query, "to", date, err);
	if (!st)
		st = rows_add_field(&query, "store", sb_book_store(book)->code, err);
	moved.query = query.data;
	if (!st)
		st = sb_list_each(sb_list_find("movements"), book, &moved, add_movement, day, err);
	if (!st)
		st = sb_list_each(sb_list_find("products"), book, &kept, add_low, day, err);
	if (!st && day->cancelled)
		st = sb_fail(err, SB_INTERRUPTED, _("interrupted: nothing was changed"));
	if (!st && day->overflow)
		st = sb_fail(err, SB_INVALID, _("the day's sums are too large to be true: look for a wrong quantity or price"));
	return st;
}

/* What a kind is called is the same word in every language for machines, and a label for people. */
static const char *label_of(const char *word)
{
	enum sb_kind kind;

	return sb_kind_find(word, &kind) ? sb_kind_label(kind) : word;
}

static void add_table(struct sb_reply *reply, const struct day *day)
{
	struct answer_table table;

	answer_table_begin(&table, reply, &summary_list);
	for (size_t i = 0; i < day->count; i++) {
		struct sb_value *row = answer_table_row(&table);

		answer_table_text(&table, &row[0], day->tallies[i].kind);
		row[0].type = SB_CHOICE_TYPE;
		answer_table_text(&table, &row[1], day->tallies[i].who);
		row[2] = (struct sb_value){ .type = SB_INT_TYPE, .n = day->tallies[i].movements };
		row[3] = (struct sb_value){ .type = SB_QTY_TYPE, .n = day->tallies[i].qty_milli };
		answer_table_text(&table, &row[4], day->tallies[i].unit);
		row[5] = (struct sb_value){ .type = SB_MONEY_TYPE, .n = day->tallies[i].value_minor };
	}
	answer_table_end(&table);
}

static void add_text(struct sb_call *call, struct sb_reply *reply, const struct day *day)
{
	sb_auto(buf) out = SB_BUF_INIT;
	struct sb_style style;

	sb_app_style(sb_call_app(call), true, &style);
	for (size_t i = 0; i < day->count; i++) {
		const struct tally *tally = &day->tallies[i];
		sb_auto(buf) qty = SB_BUF_INIT;
		sb_auto(buf) money = SB_BUF_INIT;

		sb_qty_print(tally->qty_milli, 0, style.numbers, &qty);
		sb_money_print(tally->value_minor, style.currency, style.numbers, &money);
		sb_text_fit(&out, label_of(tally->kind), 24, false);
		sb_text_fit(&out, tally->who, 16, false);
		sb_text_fit(&out, qty.data, 12, true);
		sb_buf_putc(&out, ' ');
		sb_text_fit(&out, tally->unit, 8, false);
		sb_buf_printf(&out, "%*s %s\n", 13, money.data, style.currency->code);
	}
	if (!day->count)
		sb_buf_printf(&out, "%s\n", _("nothing moved"));
	if (day->low_count)
		sb_buf_printf(&out, ngettext("\n%lld product is low:\n", "\n%lld products are low:\n", (unsigned long)day->low_count),
			      (long long)day->low_count);
	sb_buf_puts(&out, day->low.data);
	if (day->low_count > LOW_SHOWN)
		sb_buf_puts(&out, "  …\n");
	reply->text = sb_arena_strdup(reply->arena, out.data);
}

static void say_done(struct sb_call *call, struct sb_reply *reply, const char *date, const char *backup, int64_t low_count)
{
	sb_auto(buf) json = SB_BUF_INIT;
	struct sb_json members;

	sb_json_init(&members, &json);
	sb_json_open(&members, NULL, '{');
	sb_json_text(&members, "day", date);
	sb_json_text(&members, "store", sb_book_store(sb_call_app(call)->book)->code);
	sb_json_text(&members, "backup", backup);
	sb_json_int(&members, "low", low_count);
	sb_json_close(&members, '}');
	reply->json = sb_arena_printf(reply->arena, "\"close\":%s", json.data);
	if (backup)
		answer_printf(reply, _("closed %s, store %s; backup %s"), date, sb_book_store(sb_call_app(call)->book)->code, backup);
	else
		answer_printf(reply, _("%s so far, store %s"), date, sb_book_store(sb_call_app(call)->book)->code);
}

/* Each backup takes the place of the oldest one: that is no mere looking, though nothing of the book changes. */
static enum sb_status check_right(struct sb_call *call, struct sb_error *err)
{
	struct sb_user who;

	return call_says_yes(call, "summary") ? SB_OK : sb_book_admit(sb_call_app(call)->book, SB_WORK_CLERKS, &who, err);
}

static enum sb_status back_up(struct sb_call *call, char **path, struct sb_error *err)
{
	return call_says_yes(call, "summary") ? SB_OK : backups_make(call, path, err);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	const struct sb_style *style = sb_call_style(call);
	struct day *day = sb_arena_alloc(reply->arena, sizeof(*day));
	sb_auto(buf) date = SB_BUF_INIT;
	sb_owned_string backup = NULL;
	enum sb_status st = check_right(call, err);

	if (st)
		return st;
	*day = (struct day){ .arena = reply->arena, .progress = sb_call_progress(call), .low = SB_BUF_INIT };
	sb_day_print(sb_day_of(style->zone, sb_call_int(call, "day", style->now)), &date);
	if (sb_day_of(style->zone, sb_call_int(call, "day", style->now)) > sb_day_of(style->zone, style->now))
		st = sb_fail_field(err, SB_INVALID, "day", _("%s is still to come: close a day that has begun"), date.data);
	if (!st)
		st = gather(call, date.data, day, err);
	if (!st)
		st = back_up(call, &backup, err);
	if (!st) {
		add_table(reply, day);
		add_text(call, reply, day);
		say_done(call, reply, date.data, backup, day->low_count);
	}
	sb_buf_release(&day->low);
	return st;
}

static const struct sb_arg args[] = {
	{
		.name = "day",
		.type = SB_MOMENT_TYPE,
		.flags = SB_ARG_ADVANCED,
		.value = "DATE",
		.label = N_("Day"),
		.help = N_("The day to sum up, if not today."),
	},
	{
		.name = "summary",
		.type = SB_BOOL_TYPE,
		.label = N_("Sums only"),
		.help = N_("Only look: no backup is made."),
	},
};

const struct sb_cmd sb_cmd_close = {
	.name = "close",
	.group = N_("Book"),
	.summary = N_("Close the day: what moved and by whom, what is low, and a backup."),
	.details = N_("The backup is verified and put in a folder beside the book; the oldest are removed when there are more than the "
		      "setting book.backups says. An auditor looks at the sums with --summary; closing, which removes the oldest "
		      "backup, is for clerks and managers."),
	.examples = "stockbook close\n"
		    "stockbook close --day=yesterday -o json\n"
		    "stockbook close --summary",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_IS_LONG | SB_BY_ANYONE,
	.run = run,
};
