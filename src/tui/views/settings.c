/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every setting with its value, where the value came from and its sentence: what the config command answers. */
#include "../desk.h"
#include "../table.h"

static enum sb_status open_settings(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	sb_owned(call) call = sb_call_new(desk->app, sb_cmd_find("config"));
	struct sb_reply reply;
	enum sb_status status = SB_OK;

	sb_reply_init(&reply);
	if (*argument)
		status = sb_call_give_next(call, argument, err);
	if (!status)
		status = sb_call_run(call, &reply, err);
	if (!status)
		*out = sb_table_new(desk, &reply, NULL);
	sb_reply_release(&reply);
	return status;
}

const struct sb_view_ops sb_view_settings = {
	.name = "settings",
	.title = N_("Settings"),
	.works_without_book = true,
	.manual = "settings",
	.open = open_settings,
};
