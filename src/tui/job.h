/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long commands in threads of their own, each with its own connection: how far they are, how long it may take, and stopping them. */
#ifndef STOCKBOOK_TUI_JOB_H
#define STOCKBOOK_TUI_JOB_H

#include "stockbook/cmd.h"

struct sb_desk;
struct sb_jobs;

enum sb_job_state { SB_JOB_RUNNING, SB_JOB_DONE, SB_JOB_FAILED, SB_JOB_CANCELLED };

struct sb_job_info {
	int number; /* from 1 */
	const struct sb_cmd *cmd;
	enum sb_job_state state;
	int64_t done, total; /* total 0: not known */
	int64_t begun_ms, ended_ms;
	const char *message; /* of the reply or the error; borrowed until the jobs are asked again */
};

struct sb_jobs *sb_jobs_new(struct sb_desk *desk);
void sb_jobs_free(struct sb_jobs *jobs); /* cancels and waits */
SB_OWNABLE(jobs, sb_jobs_free)

/* Starts; the call is copied. SB_BUSY when one runs already. A command with a preview (SB_PREVIEWS) that was not asked for it shows it and offers to
 * go on. */
enum sb_status sb_jobs_start(struct sb_jobs *jobs, const struct sb_call *call, struct sb_error *err) SB_CHECKED;
/* The same without a preview: it was seen. */
enum sb_status sb_jobs_start_seen(struct sb_jobs *jobs, const struct sb_call *call, struct sb_error *err) SB_CHECKED;
bool sb_jobs_cancel(struct sb_jobs *jobs); /* false: nothing runs */
bool sb_jobs_is_busy(const struct sb_jobs *jobs);
/* After a wake: says what ended, shows what it answered; while the terminal is locked nothing, but when it is not any more. */
void sb_jobs_woken(struct sb_jobs *jobs);
/* index from 0, newest first; false: past the end. */
bool sb_jobs_info(struct sb_jobs *jobs, size_t index, struct sb_job_info *out);
/* "import 42 % · 18,000/s · 12 s left", for the message line; false: nothing runs. */
bool sb_jobs_progress(struct sb_jobs *jobs, struct sb_buf *out);

#endif
