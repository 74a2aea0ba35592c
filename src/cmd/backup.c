/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backup: a whole, verified copy of the book, made while others work.
 */
#include "answer.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_book *book = sb_call_app(call)->book;
	const char *file = sb_call_text(call, "file");
	enum sb_status st = sb_db_backup(sb_book_db(book), file, sb_call_progress(call), err);

	if (st)
		return st;
	answer_printf(reply, _("backed up and verified: %s"), file);
	return SB_OK;
}

static const struct sb_arg args[] = {
	{
		.name = "file",
		.type = SB_FILE_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "FILE",
		.label = N_("File"),
		.help = N_("Where the copy goes; it must not be there yet."),
	},
};

const struct sb_cmd sb_cmd_backup = {
	.name = "backup",
	.group = N_("Book"),
	.summary = N_("Make a verified copy of the book while others work."),
	.details = N_("Nothing of the book changes, so an auditor may do it too. The copy holds all that the book does, the digests of "
		      "secrets included: keep it like the book."),
	.examples = "stockbook backup /media/stick/shop-2026-03-01.book",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_BOOK | SB_IS_LONG | SB_BY_ANYONE,
	.run = run,
};
