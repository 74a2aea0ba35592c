/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts as commands see them. */
#include "counting.h"

enum sb_status counting_offer(struct sb_app *app, const char *beginning, int most, bool (*each)(const char *value, const char *meaning, void *context), void *context, struct sb_error *err)
{
	(void)app;
	(void)beginning;
	(void)most;
	(void)each;
	(void)context;
	(void)err;
	return SB_OK;
}

enum sb_status counting_find(struct sb_call *call, int64_t *out, struct sb_error *err)
{
	(void)call;
	(void)out;
	(void)err;
	return SB_OK;
}

enum sb_status counting_step(struct sb_call *call, struct sb_count_step *out, struct sb_error *err)
{
	(void)call;
	(void)out;
	(void)err;
	return SB_OK;
}

enum sb_status counting_answer(struct sb_call *call, struct sb_reply *reply, int64_t count, const struct sb_outcome *outcome, struct sb_error *err)
{
	(void)call;
	(void)reply;
	(void)count;
	(void)outcome;
	(void)err;
	return SB_OK;
}

enum sb_status counting_scan(struct sb_call *call, bool is_recount, struct sb_reply *reply, struct sb_error *err)
{
	(void)call;
	(void)is_recount;
	(void)reply;
	(void)err;
	return SB_OK;
}

enum sb_status counting_tell(struct sb_call *call, struct sb_reply *reply, const struct sb_count *count, struct sb_error *err)
{
	(void)call;
	(void)reply;
	(void)count;
	(void)err;
	return SB_OK;
}

enum sb_status counting_show(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	(void)call;
	(void)reply;
	(void)err;
	return SB_OK;
}

enum sb_status counting_sheet(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	(void)call;
	(void)reply;
	(void)err;
	return SB_OK;
}

enum sb_status counting_review(struct sb_call *call, struct sb_reply *reply, int64_t count, struct sb_error *err)
{
	(void)call;
	(void)reply;
	(void)count;
	(void)err;
	return SB_OK;
}
