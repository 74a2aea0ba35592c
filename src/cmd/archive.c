/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive: a product that is not kept any more. Its history stays.
 */
#include "args.h"
#include "bulk.h"

static enum sb_status archive(struct sb_write *write, int64_t product, const struct sb_product_change *change,
			      const struct sb_product_extra *extra, struct sb_outcome *out, struct sb_error *err)
{
	(void)change;
	return sb_product_archive(write, product, extra, out, err);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return bulk_run(call, archive, SB_NONE, reply, err);
}

static const struct sb_arg args[] = { ARG_PRODUCT(SB_ARG_REQUIRED | SB_ARG_REPEAT), ARG_NOTE, ARG_TOKEN };

const struct sb_cmd sb_cmd_archive = {
	.name = "archive",
	.group = N_("Products"),
	.summary = N_("Put away products that are not sold any more."),
	.details = N_("Their movements stay in the book, their SKUs and barcodes may be used again. It is refused while stock is on hand."),
	.examples = "stockbook archive MUG-BLUE",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_ASKS_FIRST,
	.run = run,
};
