/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may run a command: whoever acts must be a user of the book if it has any, with a role for such work, and must
 * have shown a PIN before anything is done in their name if they have one. Looking takes the name only.
 */
#include "call.h"
#include "stockbook/user.h"

static enum sb_work work_of(const struct sb_cmd *cmd)
{
	if (cmd->flags & SB_BY_ANYONE)
		return SB_WORK_READING;
	return cmd->flags & SB_BY_CLERK ? SB_WORK_CLERKS : SB_WORK_MANAGERS;
}

static enum sb_status ask_pin(struct sb_app *app, const struct sb_user *who, struct sb_buf *out, struct sb_error *err)
{
	const char *file = sb_setting_text(app->settings, SB_SET_USER_PIN_FILE);
	sb_auto(buf) question = SB_BUF_INIT;

	if (file[0])
		return sb_secret_read(file, out, err);
	if (!app->ask_secret)
		return sb_fail_field(err, SB_REFUSED, "pin",
				     _("%s has a PIN: type it on a terminal, or name its file in user.pin_file"), who->name);
	sb_buf_printf(&question, _("PIN of %s: "), who->name);
	return app->ask_secret(app->ask_secret_context, question.data, out, err);
}

static enum sb_status prove(struct sb_app *app, const struct sb_user *who, struct sb_error *err)
{
	sb_auto(buf) pin = SB_BUF_INIT;
	enum sb_status st = ask_pin(app, who, &pin, err);

	if (!st)
		st = sb_user_prove(app->book, who, SB_SECRET_PIN, pin.data ? pin.data : "", err);
	sb_secret_wipe_buf(&pin);
	if (!st)
		app->proven = who->id;
	return st;
}

enum sb_status call_admit(struct sb_call *call, enum sb_work work, struct sb_error *err)
{
	struct sb_app *app = call->app;
	struct sb_user who;
	enum sb_status st = sb_book_admit(app->book, work, &who, err);

	if (st || work == SB_WORK_READING || !who.has[SB_SECRET_PIN] || app->proven == who.id)
		return st;
	return prove(app, &who, err);
}

static enum sb_status open_book(struct sb_call *call, struct sb_error *err)
{
	return sb_app_open_book(call->app, call->cmd->flags & SB_NEEDS_WRITE ? SB_DB_WRITE : SB_DB_READ, err);
}

enum sb_status sb_call_admit(struct sb_call *call, struct sb_error *err)
{
	enum sb_status st = SB_OK;

	if (!(call->cmd->flags & (SB_NEEDS_BOOK | SB_NEEDS_WRITE)))
		return SB_OK;
	st = open_book(call, err);
	return st ? st : call_admit(call, work_of(call->cmd), err);
}
