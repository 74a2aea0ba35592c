/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive: a product that is not kept any more. Its history stays.
 */
#include "answer.h"
#include "args.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	const struct sb_value *note = sb_call_value(call, "note", 0);
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome outcome;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	extra.token = sb_call_text(call, "token");
	extra.fingerprint = extra.token ? sb_call_fingerprint(call) : NULL;
	extra.note = note->is_null ? NULL : note->s;
	if (!st)
		st = sb_product_archive(write, sb_call_product(call, "product", 0)->id, &extra, &outcome, err);
	if (!st)
		st = sb_write_commit(write, err);
	return st ? st : answer_entry(call, reply, &outcome, NULL, err);
}

static const struct sb_arg args[] = { ARG_PRODUCT(SB_ARG_REQUIRED), ARG_NOTE, ARG_TOKEN };

const struct sb_cmd sb_cmd_archive = {
	.name = "archive",
	.group = N_("Products"),
	.summary = N_("Put away a product that is not sold any more."),
	.details = N_("Its movements stay in the book, its SKU and barcodes may be used again. It is refused while stock is on hand."),
	.examples = "stockbook archive MUG-BLUE",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_ASKS_FIRST,
	.run = run,
};
