/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * While the book is open, expiries of holds are written down about once a minute, by the command that a clerk could run. The timer is set to
 * the next expiry and not at all while nothing is held; when another writer is at work it is done another time, and who may only look or has
 * yet to sign in leaves it to others.
 */
#include "desk.h"
#include "stockbook/hold.h"

enum { SWEEP_EVERY_MS = 60000, SWEEP_AGAIN_MS = 200, SWEEP_LATE_MS = 1000 };
#define SWEEP_AT_ONCE "50"

void sb_desk_plan_sweep(struct sb_desk *desk)
{
	struct sb_error ignored = SB_ERROR_INIT;
	int64_t at = SB_NONE, now = sb_loop_now_ms(), wait;

	desk->sweep_ms = SB_NONE;
	if (!desk->app->book || sb_hold_next_expiry(desk->app->book, &at, &ignored) || at == SB_NONE)
		return;
	wait = at - sb_book_now(desk->app->book);
	desk->sweep_ms = now + (wait > 0 ? wait : 0) + SWEEP_LATE_MS;
	if (desk->sweep_ms < desk->sweep_from_ms)
		desk->sweep_ms = desk->sweep_from_ms;
}

static enum sb_status sweep(struct sb_desk *desk)
{
	sb_owned(call) call = sb_call_new(desk->app, sb_cmd_find("hold expire"));
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_reply reply;
	int patience = sb_db_patience(sb_book_db(desk->app->book), 0);
	enum sb_status status = sb_call_give(call, "limit", SWEEP_AT_ONCE, &ignored);

	sb_reply_init(&reply);
	if (!status)
		status = sb_call_run(call, &reply, &ignored);
	sb_reply_release(&reply);
	sb_db_patience(sb_book_db(desk->app->book), patience);
	return status;
}

void sb_desk_sweep(struct sb_desk *desk, int64_t now_ms)
{
	int64_t at = SB_NONE;
	struct sb_error ignored = SB_ERROR_INIT;
	enum sb_status status;

	if (desk->sweep_ms == SB_NONE || desk->sweep_ms > now_ms)
		return;
	desk->sweep_from_ms = now_ms + SWEEP_EVERY_MS;
	status = sweep(desk);
	/* Many at once are written a few at a time, so that keys are heard in between. */
	if (!status && !sb_hold_next_expiry(desk->app->book, &at, &ignored) && at != SB_NONE && at <= sb_book_now(desk->app->book))
		desk->sweep_from_ms = now_ms + SWEEP_AGAIN_MS;
	if (status)
		sb_desk_plan_sweep(desk);
	else
		sb_desk_changed(desk);
}
