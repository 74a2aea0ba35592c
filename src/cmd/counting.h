/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands about stock counts have in common. */
#ifndef CMD_COUNTING_H
#define CMD_COUNTING_H

#include "answer.h"
#include "args.h"
#include "stockbook/count.h"
#include "stockbook/list.h"

#define ARG_COUNT                                                                                                      \
	{                                                                                                              \
		.name = "count", .type = SB_TEXT_TYPE, .flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED, .value = "COUNT", \
		.label = N_("Count"), .help = N_("Its number or its id."), .offer = counting_offer,                    \
	}
#define ARG_CODE(extra, more)                                                                                 \
	{                                                                                                     \
		.name = "code", .type = SB_TEXT_TYPE, .flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED | (extra), \
		.value = "CODE", .label = N_("Code"), .help = (more),                                         \
	}
#define ARG_COUNTED                                                                                            \
	{                                                                                                      \
		.name = "qty", .type = SB_QTY_TYPE, .flags = SB_ARG_POSITIONAL, .value = "QTY",                \
		.label = N_("Quantity"), .help = N_("How many, or how many cases behind a case's barcode; without it what one scan of the code counts."), \
	}

/* Counts that are open or under review, as an argument's offers. */
enum sb_status counting_offer(struct sb_app *app, const char *beginning, int most,
			      bool (*each)(const char *value, const char *meaning, void *context), void *context,
			      struct sb_error *err);
/* The count that the argument names. */
enum sb_status counting_find(struct sb_call *call, int64_t *out, struct sb_error *err) SB_CHECKED;
/* Count, note, token and what was asked, of a step. */
enum sb_status counting_step(struct sb_call *call, struct sb_count_step *out, struct sb_error *err) SB_CHECKED;
/* The entry and the count as it is now: what was done, `more` (NULL: nothing), how far it is, and "count":{…} for
 * machines. */
enum sb_status counting_answer(struct sb_call *call, struct sb_reply *reply, int64_t count,
			       const struct sb_outcome *outcome, const char *more, struct sb_error *err) SB_CHECKED;
/* How many products the scope has that is asked for. */
enum sb_status counting_scope_size(struct sb_call *call, struct sb_count_ask *ask, struct sb_error *err) SB_CHECKED;
/* Whether a product is outside the scope of a count. */
enum sb_status counting_is_outside(struct sb_call *call, int64_t count, const char *sku, bool *out,
				   struct sb_error *err) SB_CHECKED;
/* Fills in what of the scope was never counted, for a count that takes that for gone. */
enum sb_status counting_uncounted(struct sb_call *call, struct sb_count_step *step, struct sb_error *err) SB_CHECKED;
/* Scans the code, or each line of it, into the count named. */
enum sb_status counting_scan(struct sb_call *call, bool is_recount, struct sb_reply *reply,
			     struct sb_error *err) SB_CHECKED;
/* "count":{…} and how far it is, for a reply without an entry. */
enum sb_status counting_tell(struct sb_call *call, struct sb_reply *reply, int64_t id, struct sb_count *out,
			     struct sb_error *err) SB_CHECKED;
/* The count and its lines as the arguments narrow them. */
enum sb_status counting_show(struct sb_call *call, struct sb_reply *reply, struct sb_error *err) SB_CHECKED;
/* What is to be counted, for printing. */
enum sb_status counting_sheet(struct sb_call *call, struct sb_reply *reply, struct sb_error *err) SB_CHECKED;
/* The lines with a difference as the reply's table, the sums behind its sentence; nothing of it while it is hidden. */
enum sb_status counting_review(struct sb_call *call, struct sb_reply *reply, int64_t count,
			       struct sb_error *err) SB_CHECKED;

#endif
