/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who works at this terminal. The setting is what jobs open their books by, so whoever signs in acts in them too. While nobody is
 * signed in that must be, a dialog lies over everything and takes every key.
 */
#include "desk.h"
#include "job.h"
#include "stockbook/user.h"

#include <string.h>

enum { MINUTE_MS = 60000 };

static void set_user(struct sb_desk *desk, const char *name)
{
	char *copy = sb_strdup(name);

	free(desk->user);
	desk->user = copy;
}

void sb_desk_ask_user(struct sb_desk *desk, const char *name)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_view *view;

	if (!desk->app->book)
		return;
	if (sb_view_sign_in.open(desk, name, &view, &err))
		sb_desk_fail(desk, &err);
	else
		sb_desk_show_dialog(desk, view);
}

static void lock(struct sb_desk *desk, const char *name)
{
	desk->is_locked = true;
	desk->app->proven = 0;
	sb_desk_ask_user(desk, name);
}

void sb_desk_greet(struct sb_desk *desk)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_user who;

	if (sb_book_admit(desk->app->book, SB_WORK_READING, &who, &err)) {
		sb_desk_say(desk, SB_STYLE_MESSAGE, "%s", _("this book has users: say who works here"));
		lock(desk, "");
		return;
	}
	if (who.id)
		set_user(desk, who.name);
	if (who.has[SB_SECRET_PIN] && desk->app->proven != who.id)
		lock(desk, who.name);
}

enum sb_status sb_desk_sign_in(struct sb_desk *desk, const struct sb_user *user, const char *pin, struct sb_error *err)
{
	struct sb_app *app = desk->app;
	sb_owned_string station = sb_app_station(app);
	bool has_pin = user->has[SB_SECRET_PIN];
	enum sb_status status = has_pin ? sb_user_prove(app->book, user, SB_SECRET_PIN, pin, err) : SB_OK;

	if (!status)
		status = sb_settings_set(app->settings, "user.name", user->name, SB_LAYER_OPTION, _("this terminal"), err);
	if (status)
		return status;
	sb_book_act_as(app->book, user->name, station);
	app->proven = has_pin ? user->id : 0;
	desk->is_locked = false;
	desk->undo_offer = SB_NONE;
	set_user(desk, user->name);
	return SB_OK;
}

/* Idle since when it locks; a till in the open is not left to whoever passes. */
int64_t sb_desk_lock_ms(struct sb_desk *desk)
{
	int64_t minutes = sb_setting_int(desk->app->settings, SB_SET_USER_LOCK_MINUTES);

	if (!minutes || desk->is_locked || !desk->worker || desk->input_ms == SB_NONE)
		return SB_NONE;
	return desk->input_ms + minutes * MINUTE_MS;
}

/* What was said is of the work that is covered now. */
static bool lock_with_pin(struct sb_desk *desk)
{
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_user who;

	if (sb_book_admit(desk->app->book, SB_WORK_READING, &who, &ignored) || !who.has[SB_SECRET_PIN])
		return false;
	sb_desk_say(desk, SB_STYLE_MESSAGE, "%s", "");
	lock(desk, who.name);
	return true;
}

void sb_desk_lock(struct sb_desk *desk)
{
	if (desk->worker && !lock_with_pin(desk))
		sb_desk_say(desk, SB_STYLE_WARNING,
			    _("%s has no PIN to come back with: user edit --pin gives one, or user add where nobody is written down yet"),
			    desk->user);
}

void sb_desk_lock_idle(struct sb_desk *desk)
{
	desk->input_ms = SB_NONE;
	(void)lock_with_pin(desk);
}

void sb_desk_welcome(struct sb_desk *desk, const struct sb_user *user)
{
	sb_desk_close_dialog(desk);
	sb_desk_say(desk, SB_STYLE_OK, _("%s works here now (%s)"), user->name, sb_role_label(user->role));
	sb_jobs_woken(desk->jobs);
}
