/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * demo: the sample shop, made anew.
 */
#include "stockbook/demo.h"
#include "answer.h"
#include "stockbook/path.h"

static enum sb_status last_day(struct sb_call *call, int64_t *out, struct sb_error *err)
{
	const struct sb_style *style = sb_call_style(call);
	int64_t today = sb_day_of(style->zone, style->now), moment = 0;
	const char *until = sb_call_text(call, "until");
	enum sb_status st;

	if (!until)
		return sb_demo_last_day(style->now, out, err);
	st = sb_moment_parse(until, style->zone, style->now, &moment, err);
	if (!st && sb_day_of(style->zone, moment) > today)
		st = sb_fail_field(err, SB_INVALID, "until", _("%s is in the future: give a day that has been"), until);
	if (!st)
		*out = sb_day_of(style->zone, moment);
	return st;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_app *app = sb_call_app(call);
	sb_owned_string path = sb_app_demo_path();
	int64_t day = 0;
	enum sb_status st = last_day(call, &day, err);

	sb_app_close_book(app);
	if (!st)
		st = sb_path_make_parent(path, err);
	if (!st)
		st = sb_demo_make(path, day, err);
	if (!st)
		st = sb_settings_set(app->settings, "book.path", path, SB_LAYER_OPTION, "demo", err);
	if (!st)
		st = sb_app_open_book(app, SB_DB_WRITE, err);
	if (st)
		return st;
	answer_printf(reply, _("made the sample shop %s: look around with \"stockbook --demo\""), path);
	reply->open = "products";
	return SB_OK;
}

static const struct sb_arg args[] = {
	{
		.name = "until",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_ADVANCED,
		.value = "DATE",
		.label = N_("Last day"),
		.help = N_("Its last day of trade; if not given, the newest of which nothing is in the future."),
	},
};

const struct sb_cmd sb_cmd_demo = {
	.name = "demo",
	.group = N_("Book"),
	.summary = N_("Make the sample shop anew, to look around in."),
	.details = N_("A corner shop with some hundred products and three months of trade, kept apart from your own book. What was done in an "
		      "earlier sample shop is gone."),
	.examples = "stockbook demo\n"
		    "stockbook --demo list tea",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_ASKS_FIRST | SB_IS_SHELL_ONLY,
	.run = run,
};
