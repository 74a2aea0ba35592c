/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count resolve: says which product an unmatched code is.
 */
#include "counting.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	const struct sb_found *found = sb_call_product(call, "product", 0);
	bool drops = sb_call_int(call, "drop", 0);
	struct sb_count_step step;
	struct sb_outcome outcome;
	bool is_outside = false;
	enum sb_status st = counting_step(call, &step, err);

	if (!st && found && drops)
		st = sb_fail_field(err, SB_USAGE, "drop",
				   _("either it is a product or it is left out: give one of both"));
	if (!st && found)
		st = counting_is_outside(call, step.count, found->sku, &is_outside, err);
	if (!st)
		st = sb_count_resolve(sb_call_app(call)->book, &step, sb_call_value(call, "code", 0)->s,
				      drops ? SB_NONE : found->id, is_outside, &outcome, err);
	return st ? st : counting_answer(call, reply, step.count, &outcome, NULL, err);
}

static const struct sb_arg args[] = {
	ARG_COUNT,
	ARG_CODE(0, N_("The code as it was scanned.")),
	{
		.name = "product",
		.type = SB_PRODUCT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "PRODUCT",
		.label = N_("Product"),
		.help = N_("SKU, barcode or part of the name; not asked of a code that is left out."),
		.unless = "drop",
	},
	{
		.name = "drop",
		.type = SB_BOOL_TYPE,
		.label = N_("Leave it out"),
		.help = N_("It is nothing the shop keeps: its scans do not count."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_count_resolve = {
	.name = "count resolve",
	.group = N_("Stock counts"),
	.summary = N_("Say which product a code is that nothing has."),
	.details =
		N_("All scans of the code in this count become scans of the product. `stockbook list --of=unmatched` "
		   "shows the codes."),
	.examples = "stockbook count resolve 1207 4006381333931 MUG-BLUE\n"
		    "stockbook count resolve 1207 00000017 --drop",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
