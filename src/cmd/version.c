/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * version: which program this is, and which libraries keep its book.
 */
#include "answer.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	(void)call;
	(void)err;
	answer_printf(reply, "%s", PACKAGE_STRING);
	reply->json = "\"version\":\"" PACKAGE_VERSION "\"";
	return SB_OK;
}

const struct sb_cmd sb_cmd_version = {
	.name = "version",
	.group = N_("Help"),
	.summary = N_("Say which version this is."),
	.flags = SB_IS_SHELL_ONLY | SB_BY_ANYONE,
	.run = run,
};
