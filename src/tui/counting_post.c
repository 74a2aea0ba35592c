/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of a count: its counting ends and is compared, its differences are shown as one sum before they are booked.
 */
#include "counting.h"
#include "stockbook/text.h"

#include <stdio.h>

enum { LABEL_CELLS = 26, VALUE_CELLS = 20 };

static struct sb_desk *desk_of(const struct sb_counting *counting)
{
	return counting->list.view.desk;
}

struct sb_call *sb_counting_call(struct sb_counting *counting, const char *command, struct sb_error *err)
{
	sb_owned(call) call = sb_call_new(desk_of(counting)->app, sb_cmd_find(command));
	char number[24];

	snprintf(number, sizeof(number), "%lld", (long long)counting->count.id);
	return sb_call_give_next(call, number, err) ? NULL : sb_give(call);
}

/* Runs it and says what it answered; its tables are this page already. */
static bool run(struct sb_counting *counting, struct sb_call *call, struct sb_error *err)
{
	struct sb_reply reply;
	enum sb_status status;

	sb_reply_init(&reply);
	status = sb_call_run(call, &reply, err);
	if (!status) {
		if (reply.has_page)
			sb_page_release(&reply.page);
		reply.has_page = false;
		reply.text = NULL;
		sb_desk_replied(desk_of(counting), &reply);
	}
	sb_reply_release(&reply);
	return !status;
}

void sb_counting_review(struct sb_counting *counting)
{
	struct sb_error err = SB_ERROR_INIT;
	sb_owned(call) call = NULL;

	if (*counting->line.edit.text.data) {
		sb_desk_say(desk_of(counting), SB_STYLE_WARNING, "%s", _("something stands in the line: Enter takes it, Esc leaves it, then end the counting"));
		return;
	}
	call = sb_counting_call(counting, "count review", &err);
	if (!call || sb_call_give(call, "brief", "yes", &err) || !run(counting, call, &err))
		sb_desk_fail(desk_of(counting), &err);
}

/* Sums as the one row of a page, which is what the worker brings. */
static enum sb_status make_sums(struct sb_book *book, int64_t count, struct sb_page *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_count_sums sums;
	struct sb_row *row = sb_arena_alloc(arena, sizeof(*row));
	enum sb_status status = sb_count_sum(book, count, &sums, err);

	if (status)
		return status;
	const int64_t told[] = { sums.lines,	  sums.differing,  sums.beyond,	  sums.uncounted,
				 sums.over_minor, sums.short_minor, sums.unvalued };
	struct sb_value *values = sb_arena_alloc(arena, sizeof(told) / sizeof(told[0]) * sizeof(*values));
	for (size_t i = 0; i < SB_COUNT(told); i++)
		values[i] = (struct sb_value){ .type = SB_INT_TYPE, .n = told[i] };
	row->values = values;
	*out = (struct sb_page){ .rows = row, .count = 1, .total = 1 };
	out->arena = sb_give(arena);
	return SB_OK;
}

/* Looks at every line: when a page is opened and once nothing changes for a moment, never with each scan. */
void sb_counting_sum(struct sb_counting *counting)
{
	counting->sums_due_ms = SB_NONE;
	if (!counting->count.is_hidden)
		sb_worker_ask_made(desk_of(counting)->worker, &counting->list.view, SB_COUNTING_TAG_SUMS, counting->count.id, make_sums);
}

void sb_counting_take_sums(struct sb_counting *counting, const struct sb_answer *answer)
{
	const struct sb_value *told = answer->status ? NULL : answer->page.rows[0].values;

	counting->has_sums = told && !counting->count.is_hidden && counting->count.status != SB_COUNT_OPEN;
	if (told)
		counting->sums = (struct sb_count_sums){ told[0].n, told[1].n, told[2].n, told[3].n, told[4].n, told[5].n, told[6].n };
	sb_desk_dirty(desk_of(counting));
}

/* A token made once: posting again after an answer that got lost books nothing twice. */
static void make_token(struct sb_counting *counting)
{
	struct sb_app *app = desk_of(counting)->app;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_id id;

	sb_id_new(&id, sb_book_now(app->book), &app->random);
	sb_id_print(&id, &text);
	snprintf(counting->token, sizeof(counting->token), "%s", text.data);
}

void sb_counting_ask_post(struct sb_counting *counting)
{
	struct sb_error err = SB_ERROR_INIT;

	/* What is still open is looked at first. */
	if (counting->count.status == SB_COUNT_OPEN) {
		sb_counting_review(counting);
		return;
	}
	if (counting->count.status != SB_COUNT_REVIEW) {
		sb_desk_say(desk_of(counting), SB_STYLE_WARNING, "%s", _("nothing is left to post here"));
		return;
	}
	make_token(counting);
	/* What is agreed to is added up now. */
	counting->has_sums = !sb_count_sum(desk_of(counting)->app->book, counting->count.id, &counting->sums, &err);
	counting->is_asking = counting->has_sums;
	if (!counting->has_sums)
		sb_desk_fail(desk_of(counting), &err);
}

void sb_counting_post(struct sb_counting *counting, bool is_forced)
{
	struct sb_error err = SB_ERROR_INIT;
	sb_owned(call) call = sb_counting_call(counting, "count post", &err);
	enum sb_status status = call ? sb_call_give(call, "token", counting->token, &err) : err.status;

	if (!status && is_forced)
		status = sb_call_give(call, "force", "yes", &err);
	if (!status && run(counting, call, &err))
		counting->is_asking = false;
	else
		sb_desk_fail(desk_of(counting), &err);
}

/*
 * The panel before posting
 */
static int put_row(struct sb_counting *counting, struct sb_area area, int row, unsigned style, const char *label, const char *value, const char *why)
{
	struct sb_term *term = desk_of(counting)->term;
	int why_col = area.col + 5 + LABEL_CELLS + VALUE_CELLS;

	sb_term_fit(term, row, area.col + 3, LABEL_CELLS, SB_STYLE_LABEL, label, false);
	sb_term_fit(term, row, area.col + 4 + LABEL_CELLS, VALUE_CELLS, style, value, true);
	if (why)
		sb_term_fit(term, row, why_col, area.col + area.cols - 2 - why_col, style, why, false);
	return row + 1;
}

static int put_number(struct sb_counting *counting, struct sb_area area, int row, bool warns, const char *label, int64_t number, const char *why)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", (long long)number);
	return put_row(counting, area, row, warns && number ? SB_STYLE_WARNING : SB_STYLE_STRONG, label, text, number ? why : NULL);
}

static int put_money(struct sb_counting *counting, struct sb_area area, int row, const char *label, int64_t minor)
{
	sb_auto(buf) text = SB_BUF_INIT;

	if (minor > 0)
		sb_buf_putc(&text, '+');
	sb_put_money(desk_of(counting), minor, &text);
	return put_row(counting, area, row, minor < 0 ? SB_STYLE_NEGATIVE : SB_STYLE_POSITIVE, label, text.data, NULL);
}

void sb_counting_draw_panel(struct sb_counting *counting, struct sb_area area)
{
	struct sb_term *term = desk_of(counting)->term;
	const struct sb_count_sums *sums = &counting->sums;
	bool is_held_up = sums->beyond || counting->count.unmatched;
	int row = area.row + 1, foot = area.row + area.rows - 1;

	sb_term_box(term, area.row, area.col, area.rows, area.cols, SB_STYLE_RULE);
	sb_term_printf(term, area.row, area.col + 2, area.cols - 4, SB_STYLE_STRONG, " %s ", _("Book the differences?"));
	row = put_number(counting, area, row, false, _("Lines counted"), sums->lines, NULL);
	row = put_number(counting, area, row, false, _("With a difference"), sums->differing, NULL);
	row = put_number(counting, area, row, true, _("Beyond the tolerance"), sums->beyond, _("to be counted again"));
	row = put_number(counting, area, row, true, _("Unmatched scans"), counting->count.unmatched, _("to be resolved"));
	row = put_number(counting, area, row, counting->count.zeroes, _("Never counted"), sums->uncounted,
			 counting->count.zeroes ? _("taken for gone") : _("left as they are"));
	row = put_money(counting, area, row, _("Over, at cost"), sums->over_minor);
	row = put_money(counting, area, row, _("Short, at cost"), -sums->short_minor);
	row = put_money(counting, area, row, _("Together"), sums->over_minor - sums->short_minor);
	if (sums->unvalued)
		(void)put_number(counting, area, row, true, _("Without a cost"), sums->unvalued, _("not in these sums"));
	sb_term_put(term, foot, area.col + 2, area.cols - 4, is_held_up ? SB_STYLE_WARNING : SB_STYLE_HINT,
		    is_held_up ? _(" f books it all the same, Esc goes back ") : _(" Enter books it as one entry, Esc goes back "));
	sb_term_cursor(term, foot, area.col + 3, true);
}
