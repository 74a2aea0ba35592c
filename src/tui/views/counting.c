/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One stock count on a page. While it is open its line is never left: printable keys are text, Esc on the empty line makes keys commands,
 * a scan is always taken. Under review the differences are looked at, counted again and booked.
 */
#include "../counting.h"

#include <stdio.h>
#include <string.h>

enum { SUM_AFTER_MS = 300 };

static struct sb_counting *self(struct sb_view *view)
{
	return (struct sb_counting *)view;
}

static const struct sb_counting *self_const(const struct sb_view *view)
{
	return (const struct sb_counting *)view;
}

/* The count as it is now; texts of the one before are gone. */
static enum sb_status read_count(struct sb_counting *counting, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_count count;
	enum sb_status status = sb_count_get(counting->list.view.desk->app->book, counting->count.id, arena, &count, err);

	if (status)
		return status;
	sb_arena_free(counting->arena);
	counting->arena = sb_give(arena);
	counting->count = count;
	return SB_OK;
}

/* What a status begins with: its first pane; the line while it is open. */
static void enter_status(struct sb_counting *counting)
{
	enum sb_counting_pane pane = 0;

	while (!sb_counting_has_pane(counting, pane))
		pane++;
	counting->pane = pane;
	counting->line.is_typing = counting->count.status == SB_COUNT_OPEN;
	counting->is_recount = counting->is_asking = counting->has_sums = false;
	counting->sums_due_ms = counting->count.status == SB_COUNT_OPEN || counting->count.is_hidden ? SB_NONE : sb_loop_now_ms();
}

static enum sb_status open_counting(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct sb_counting *counting = sb_alloc(sizeof(*counting));
	sb_auto(buf) fixed = SB_BUF_INIT;
	enum sb_status status;

	counting->list.view = (struct sb_view){ .ops = &sb_view_counting, .desk = desk };
	counting->arena = sb_arena_new();
	status = sb_count_find(desk->app->book, argument, &counting->count.id, err);
	if (!status)
		status = read_count(counting, err);
	if (status) {
		sb_arena_free(counting->arena);
		free(counting);
		return status;
	}
	enter_status(counting);
	sb_counting_fixed(counting, &fixed);
	sb_list_view_init(&counting->list, desk, &sb_view_counting, sb_counting_look(counting), fixed.data, NULL);
	sb_scan_line_init(&counting->line, &counting->list.view, SB_COUNTING_TAG_OFFERS, "sku,name,bin");
	counting->line.is_typing = counting->count.status == SB_COUNT_OPEN;
	/* Bins are those of the store that is counted, whichever is worked for. */
	counting->list.store = counting->line.store = counting->count.store;
	*out = &counting->list.view;
	return SB_OK;
}

/* What is typed here after a while elsewhere is meant for the line. */
static void shown(struct sb_view *view)
{
	struct sb_counting *counting = self(view);

	if (counting->count.status == SB_COUNT_OPEN)
		counting->line.is_typing = true;
}

static void close_counting(struct sb_view *view)
{
	struct sb_counting *counting = self(view);

	sb_list_view_release(&counting->list);
	sb_scan_line_release(&counting->line);
	sb_arena_free(counting->arena);
	free(counting);
}

static void arrived(struct sb_view *view, struct sb_answer *answer)
{
	if (answer->tag == SB_COUNTING_TAG_OFFERS)
		sb_scan_line_arrived(&self(view)->line, answer);
	else if (answer->tag == SB_COUNTING_TAG_SUMS)
		sb_counting_take_sums(self(view), answer);
	else
		sb_list_view_arrived(view, answer);
}

static void reload(struct sb_view *view)
{
	struct sb_counting *counting = self(view);
	const struct sb_count before = counting->count;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_found found;

	if (read_count(counting, &err)) {
		sb_desk_fail(view->desk, &err);
		return;
	}
	sb_counting_refresh_last(counting);
	counting->adopts = counting->adding[0] && !sb_scan_line_look_up(&counting->line, counting->adding, &found, &err);
	if (counting->count.status != before.status) {
		enter_status(counting);
		sb_counting_show_pane(counting, counting->pane);
		return;
	}
	if (counting->has_sums && counting->count.version != before.version)
		counting->sums_due_ms = sb_loop_now_ms() + SUM_AFTER_MS;
	sb_list_view_reload(view);
	/* Whoever did not go down the list sees the newest line, not the one that was the newest. */
	if (counting->line.is_typing && !counting->list.rows.selected)
		counting->list.rows.want_id = SB_NONE;
}

/*
 * Input
 */
static bool input_empty(struct sb_counting *counting, const struct sb_input *input)
{
	if (sb_input_is_key(input, '-', 0)) {
		sb_counting_negate(counting);
		return true;
	}
	if (counting->unknown[0] && sb_input_is_key(input, 'a', 0)) {
		sb_counting_add(counting, counting->unknown);
		return true;
	}
	return false;
}

/* Whatever has the focus gives back what it took for typing. */
static void scanned(struct sb_counting *counting, const struct sb_input *input)
{
	if (counting->list.is_typing)
		sb_list_view_retract(&counting->list, input->retract);
	else if (counting->line.is_typing)
		sb_edit_retract(&counting->line.edit, input->retract);
	if (strchr(sb_scan_line_text(&counting->line), '*'))
		sb_counting_enter(counting);
	sb_scan_line_empty(&counting->line);
	sb_counting_scan(counting, input->text);
}

static bool input(struct sb_view *view, const struct sb_input *input)
{
	struct sb_counting *counting = self(view);
	bool takes_scans = counting->count.status == SB_COUNT_OPEN || counting->is_recount;

	if (counting->is_asking)
		return input->kind == SB_INPUT_SCAN || input->kind == SB_INPUT_PASTE;
	if (input->kind == SB_INPUT_SCAN && takes_scans) {
		scanned(counting, input);
		return true;
	}
	if (!counting->line.is_typing || input->kind == SB_INPUT_MOUSE || input->kind == SB_INPUT_SCAN)
		return sb_list_view_input(view, input);
	if (!*counting->line.edit.text.data && input_empty(counting, input))
		return true;
	return sb_scan_line_input(&counting->line, input);
}

/*
 * Actions
 */
/* Where the selection goes while nothing is typed, `*12` is about. */
static void follow_selection(struct sb_counting *counting)
{
	const struct sb_row *row = sb_list_rows_selected(&counting->list.rows);
	const struct sb_value *value = row ? sb_row_value(sb_list_rows_page(&counting->list.rows), row, "sku") : NULL;

	if (counting->line.is_typing && value && !value->is_null)
		snprintf(counting->current, sizeof(counting->current), "%s", value->s);
}

static bool move(struct sb_counting *counting, const char *where)
{
	bool is_up = !strcmp(where, "up") || !strcmp(where, "page-up");

	if (counting->line.is_typing && sb_scan_line_choose(&counting->line, is_up ? -1 : 1))
		return true;
	sb_list_view_act(&counting->list.view, SB_ACTION_MOVE, where);
	follow_selection(counting);
	return true;
}

static bool back(struct sb_counting *counting)
{
	if (counting->is_asking) {
		counting->is_asking = false;
		sb_desk_unsay(counting->list.view.desk);
		return true;
	}
	if (counting->list.is_typing || !counting->line.is_typing)
		return sb_list_view_act(&counting->list.view, SB_ACTION_BACK, "");
	if (sb_scan_line_back(&counting->line))
		return true;
	if (counting->unknown[0]) {
		counting->unknown[0] = '\0';
		sb_desk_unsay(counting->list.view.desk);
		return true;
	}
	counting->line.is_typing = false;
	if (counting->is_recount)
		counting->is_recount = false;
	else
		sb_desk_say(counting->list.view.desk, SB_STYLE_MESSAGE, "%s", _("keys are commands now: s goes back to the line, a scan is always taken"));
	return true;
}

static bool enter(struct sb_counting *counting)
{
	if (counting->count.status != SB_COUNT_OPEN && !counting->is_recount) {
		sb_desk_say(counting->list.view.desk, SB_STYLE_WARNING, "%s", _("counting is over: under review r counts a line again"));
		return true;
	}
	if (counting->line.is_typing)
		sb_counting_enter(counting);
	counting->line.is_typing = true;
	return true;
}

/* The scans a line is made of. */
static bool open_line(struct sb_counting *counting)
{
	const struct sb_row *row = sb_list_rows_selected(&counting->list.rows);
	const struct sb_value *sku = row ? sb_row_value(sb_list_rows_page(&counting->list.rows), row, "sku") : NULL;
	sb_auto(buf) query = SB_BUF_INIT;

	if (counting->pane == SB_PANE_REST || !sku || sku->is_null)
		return sb_list_view_act(&counting->list.view, SB_ACTION_OPEN, "");
	sb_buf_printf(&query, "count:%lld product:\"%s\"", (long long)counting->count.id, sku->s);
	sb_desk_open(counting->list.view.desk, "scans", query.data);
	return true;
}

/* The code of the selected row, else the last one that nothing had. */
static bool add_code(struct sb_counting *counting)
{
	const struct sb_row *row = sb_list_rows_selected(&counting->list.rows);
	const struct sb_value *code = row ? sb_row_value(sb_list_rows_page(&counting->list.rows), row, "code") : NULL;

	if (code && !code->is_null)
		sb_counting_add(counting, code->s);
	else if (counting->unknown[0])
		sb_counting_add(counting, counting->unknown);
	else
		sb_desk_say(counting->list.view.desk, SB_STYLE_WARNING, "%s", _("no code is selected: Tab goes on to the unmatched ones"));
	return true;
}

static bool book(struct sb_counting *counting, const char *how)
{
	if (!counting->is_asking)
		return false;
	sb_counting_post(counting, !strcmp(how, "force"));
	return true;
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct sb_counting *counting = self(view);

	switch ((int)action) {
	case SB_ACTION_ENTER_LINE: return enter(counting);
	case SB_ACTION_OPEN: return open_line(counting);
	case SB_ACTION_MOVE: return move(counting, rest);
	case SB_ACTION_BACK: return back(counting);
	case SB_ACTION_PANE: sb_counting_turn_pane(counting, rest); return true;
	case SB_ACTION_NEGATE: sb_counting_negate(counting); return true;
	case SB_ACTION_RECOUNT: sb_counting_recount(counting); return true;
	case SB_ACTION_ADD_CODE: return add_code(counting);
	case SB_ACTION_REVIEW: sb_counting_review(counting); return true;
	case SB_ACTION_POST: sb_counting_ask_post(counting); return true;
	case SB_ACTION_COMMIT: return book(counting, rest);
	default: return sb_list_view_act(view, action, rest);
	}
}

static const char *context(const struct sb_view *view)
{
	static const char *const contexts[SB_COUNT_STATUS_COUNT] = {
		[SB_COUNT_OPEN] = "counting-keys",
		[SB_COUNT_REVIEW] = "counting-review",
		[SB_COUNT_POSTED] = "counting-done",
		[SB_COUNT_CANCELLED] = "counting-done",
	};
	const struct sb_counting *counting = self_const(view);

	if (counting->is_asking)
		return "posting";
	if (counting->list.is_typing)
		return "filter";
	if (counting->line.is_typing)
		return counting->is_recount ? "recounting" : "counting";
	if (counting->pane == SB_PANE_CODES && counting->count.status <= SB_COUNT_REVIEW)
		return "counting-codes";
	return contexts[counting->count.status];
}

static bool wants_text(const struct sb_view *view)
{
	const struct sb_counting *counting = self_const(view);

	return !counting->is_asking && (counting->line.is_typing || counting->list.is_typing);
}

static bool subject(struct sb_view *view, const char *word, struct sb_buf *out)
{
	if (strcmp(word, "count") != 0)
		return sb_list_view_subject(view, word, out);
	sb_buf_printf(out, "%lld", (long long)self_const(view)->count.id);
	return true;
}

/* A code being added, once a product has it; sums, once nothing has changed for a moment; what the list waits for. */
static int64_t deadline(const struct sb_view *view)
{
	int64_t own = self_const(view)->adopts ? sb_loop_now_ms() : self_const(view)->sums_due_ms;
	int64_t lists = sb_list_view_deadline(view);

	return own == SB_NONE || (lists != SB_NONE && lists < own) ? lists : own;
}

static void tick(struct sb_view *view, int64_t now_ms)
{
	struct sb_counting *counting = self(view);

	if (counting->adopts)
		sb_counting_adopt(counting);
	else if (counting->sums_due_ms != SB_NONE && counting->sums_due_ms <= now_ms)
		sb_counting_sum(counting);
	sb_list_view_tick(view, now_ms);
}

const struct sb_view_ops sb_view_counting = {
	.name = "counting",
	.title = N_("Count"),
	.manual = "counting stock",
	.open = open_counting,
	.close = close_counting,
	.draw = sb_counting_draw,
	.input = input,
	.act = act,
	.arrived = arrived,
	.reload = reload,
	.shown = shown,
	.context = context,
	.wants_text = wants_text,
	.subject = subject,
	.deadline = deadline,
	.tick = tick,
};
