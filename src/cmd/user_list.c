/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * user list: the people of the book.
 */
#include "args.h"
#include "rows.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return rows_stream(call, "users", reply, err);
}

static const struct sb_arg args[] = { ARG_QUERY, ARG_SORT, ARG_COLUMNS, ARG_LIMIT, ARG_AFTER };

const struct sb_cmd sb_cmd_user_list = {
	.name = "user list",
	.group = N_("People"),
	.summary = N_("Show the people of the book, what they may do and when they last did something."),
	.examples = "stockbook user list\n"
		    "stockbook user list role:manager",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_BY_ANYONE,
	.run = run,
};
