/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working for another store: every page is opened anew for it, and so is the worker's connection. */
#include "desk.h"
#include "job.h"
#include "stockbook/store.h"

static bool may_leave(struct sb_desk *desk)
{
	if (sb_desk_is_unsaved(desk))
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("something is not saved: save it or leave it first"));
	else if (sb_jobs_is_busy(desk->jobs))
		sb_desk_say(desk, SB_STYLE_WARNING, "%s", _("a job is still running: wait for it or stop it first"));
	else
		return true;
	return false;
}

/* The setting is what jobs and the worker open their books by. */
static enum sb_status open_for(struct sb_desk *desk, const char *code, struct sb_worker **out, struct sb_error *err)
{
	enum sb_status status =
		sb_settings_set(desk->app->settings, "book.store", code, SB_LAYER_OPTION, _("this terminal"), err);

	if (!status)
		status = sb_worker_open(desk->app, desk->loop, out, err);
	return status ? status : sb_book_use_store(desk->app->book, code, err);
}

void sb_desk_use_store(struct sb_desk *desk, const char *code)
{
	struct sb_error err = SB_ERROR_INIT;
	const struct sb_store *store;
	struct sb_worker *worker = NULL;

	if (!*code) {
		sb_desk_open(desk, "stores", "");
		return;
	}
	if (!desk->worker || !may_leave(desk))
		return;
	sb_desk_save_all(desk);
	if (sb_store_find(desk->app->book, code, &store, &err) || open_for(desk, store->code, &worker, &err)) {
		sb_worker_close(worker);
		sb_desk_fail(desk, &err);
		return;
	}
	sb_desk_close_views(desk);
	sb_worker_close(desk->worker);
	desk->worker = worker;
	sb_desk_open(desk, "products", "");
	sb_desk_say(desk, SB_STYLE_OK, _("working for %s %s now"), store->code, store->name);
}
