/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count scan: what stands on the shelf is counted, scan by scan.
 */
#include "counting.h"

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	return counting_scan(call, false, reply, err);
}

static const struct sb_arg args[] = {
	ARG_COUNT,
	ARG_CODE(SB_ARG_INPUT,
		 N_("SKU, barcode or part of the name; - reads lines of CODE [QTY] from standard input.")),
	ARG_COUNTED,
	{
		.name = "absolute",
		.type = SB_BOOL_TYPE,
		.label = N_("All of it"),
		.help = N_("The quantity is all that you have counted of it, instead of more of it."),
	},
	{
		.name = "exact",
		.type = SB_BOOL_TYPE,
		.flags = SB_ARG_ADVANCED,
		.label = N_("Never a name"),
		.help = N_("The code was scanned: one that nothing has is kept, though it may look like a name."),
	},
	{
		.name = "at",
		.type = SB_MOMENT_TYPE,
		.value = "TIME",
		.label = N_("When"),
		.help = N_("When it was counted, if not now: 14:30, yesterday, -2h."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_count_scan = {
	.name = "count scan",
	.group = N_("Stock counts"),
	.summary = N_("Count a product: one scan more."),
	.details = N_("Scans add up, those of several people too. A code that no product has is kept and can be "
		      "resolved later with `count resolve`. A scan is taken back with `count negate`. Lines read from standard "
		      "input are all counted or none of them."),
	.examples = "stockbook count scan 1207 4006381333931\n"
		    "stockbook count scan 1207 MUG-BLUE 12\n"
		    "stockbook count scan 1207 MUG-BLUE 90 --absolute --at=13:30\n"
		    "stockbook count scan 1207 - < codes.txt",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_BY_CLERK,
	.run = run,
};
