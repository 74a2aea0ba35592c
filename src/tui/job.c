/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Long commands in threads. One runs at a time; it has a copy of the application with its own book, so the drawing thread's connection stays
 * free. Progress passes through atomics, the answer under the lock when it is done.
 */
#include "job.h"
#include "desk.h"
#include "table.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { JOBS_KEPT = 20 };

struct job {
	struct sb_job_info info;
	struct sb_desk *desk;
	struct sb_app app; /* a copy with its own book */
	struct sb_call *call;
	struct sb_call *follow; /* what the preview is of; NULL: this is no preview */
	struct sb_reply reply;
	struct sb_error error;
	enum sb_status status;
	pthread_t thread;
	atomic_llong done, total;
	atomic_bool is_over, is_cancelled;
	char message[SB_DESK_MESSAGE_BYTES];
};

struct sb_jobs {
	struct sb_desk *desk;
	struct job *jobs[JOBS_KEPT]; /* newest first */
	size_t count;
	int last_number;
};

struct sb_jobs *sb_jobs_new(struct sb_desk *desk)
{
	struct sb_jobs *jobs = sb_alloc(sizeof(*jobs));

	jobs->desk = desk;
	return jobs;
}

static bool step(int64_t done, int64_t total, void *with)
{
	struct job *job = with;
	long long before = atomic_exchange(&job->done, done);

	atomic_store(&job->total, total);
	/* The screen needs no more than a hundred steps. */
	if (total <= 0 || before * 100 / total != done * 100 / total)
		sb_loop_wake(job->desk->loop);
	return !atomic_load(&job->is_cancelled);
}

static bool cancelled(void *with)
{
	return atomic_load(&((struct job *)with)->is_cancelled);
}

static void *work(void *with)
{
	struct job *job = with;
	struct sb_progress progress = { .step = step, .context = job };

	sb_call_watch(job->call, &progress);
	job->status = sb_call_run(job->call, &job->reply, &job->error);
	sb_app_close_book(&job->app);
	atomic_store(&job->is_over, true);
	sb_loop_wake(job->desk->loop);
	return NULL;
}

/* Here and not in the thread: settings say whose book it is and who acts, and may change while it runs. */
static enum sb_status open_book(struct job *job, struct sb_error *err)
{
	unsigned flags = sb_call_cmd(job->call)->flags;

	if (!(flags & (SB_NEEDS_BOOK | SB_NEEDS_WRITE)))
		return SB_OK;
	return sb_app_open_book(&job->app, flags & SB_NEEDS_WRITE ? SB_DB_WRITE : SB_DB_READ, err);
}

static void job_free(struct job *job)
{
	sb_call_free(job->call);
	sb_call_free(job->follow);
	sb_reply_release(&job->reply);
	free(job);
}

static struct job *running(const struct sb_jobs *jobs)
{
	return jobs->count && jobs->jobs[0]->info.state == SB_JOB_RUNNING ? jobs->jobs[0] : NULL;
}

static void keep(struct sb_jobs *jobs, struct job *job)
{
	if (jobs->count == JOBS_KEPT)
		job_free(jobs->jobs[--jobs->count]);
	memmove(&jobs->jobs[1], &jobs->jobs[0], jobs->count * sizeof(jobs->jobs[0]));
	jobs->jobs[0] = job;
	jobs->count++;
}

static enum sb_status start(struct sb_jobs *jobs, const struct sb_call *call, bool previews, struct sb_error *err)
{
	enum sb_status status = SB_OK;
	struct job *job;

	if (running(jobs))
		return sb_fail(err, SB_BUSY, _("%s is still running: wait for it or stop it with Ctrl-C"), running(jobs)->info.cmd->name);
	job = sb_alloc(sizeof(*job));
	job->desk = jobs->desk;
	job->app = *jobs->desk->app;
	job->app.book = NULL;
	job->app.world.random = &job->app.random;
	job->app.world.numbers = &job->app.numbers;
	job->app.cancelled = cancelled;
	job->app.cancelled_context = job;
	job->call = sb_call_copy(call, &job->app);
	job->follow = previews ? sb_call_copy(call, jobs->desk->app) : NULL;
	sb_reply_init(&job->reply);
	job->info = (struct sb_job_info){ .number = ++jobs->last_number, .cmd = sb_call_cmd(call), .begun_ms = sb_loop_now_ms() };
	if (previews)
		status = sb_call_give(job->call, "dry-run", "yes", err);
	if (!status)
		status = open_book(job, err);
	if (!status && pthread_create(&job->thread, NULL, work, job))
		status = sb_fail(err, SB_FAILED, _("cannot start a second thread: close other programs and try again"));
	if (!status) {
		keep(jobs, job);
		return SB_OK;
	}
	sb_app_close_book(&job->app);
	job_free(job);
	return status;
}

enum sb_status sb_jobs_start(struct sb_jobs *jobs, const struct sb_call *call, struct sb_error *err)
{
	bool previews = (sb_call_cmd(call)->flags & SB_PREVIEWS) && !sb_call_has(call, "dry-run");

	return start(jobs, call, previews, err);
}

enum sb_status sb_jobs_start_seen(struct sb_jobs *jobs, const struct sb_call *call, struct sb_error *err)
{
	return start(jobs, call, false, err);
}

bool sb_jobs_cancel(struct sb_jobs *jobs)
{
	struct job *job = running(jobs);

	if (job)
		atomic_store(&job->is_cancelled, true);
	return job != NULL;
}

/* What has ended while the terminal is locked waits to be told. */
bool sb_jobs_is_busy(const struct sb_jobs *jobs)
{
	struct job *job = running(jobs);

	return job && !(jobs->desk->is_locked && atomic_load(&job->is_over));
}

static void ended(struct sb_jobs *jobs, struct job *job)
{
	pthread_join(job->thread, NULL);
	job->info.ended_ms = sb_loop_now_ms();
	job->info.state = !job->status ? SB_JOB_DONE : job->status == SB_INTERRUPTED ? SB_JOB_CANCELLED : SB_JOB_FAILED;
	snprintf(job->message, sizeof(job->message), "%.500s",
		 job->status ? job->error.text : job->reply.message ? job->reply.message : _("done"));
	if (job->status) {
		sb_desk_fail(jobs->desk, &job->error);
		sb_desk_changed(jobs->desk);
	} else if (job->follow && job->reply.has_page) {
		sb_table_show(jobs->desk, &job->reply, sb_give(job->follow));
		sb_desk_say(jobs->desk, SB_STYLE_MESSAGE, "%s", job->message);
	} else {
		sb_desk_replied(jobs->desk, &job->reply);
	}
}

void sb_jobs_woken(struct sb_jobs *jobs)
{
	struct job *job = running(jobs);
	sb_auto(buf) progress = SB_BUF_INIT;

	if (!job || jobs->desk->is_locked)
		return;
	if (atomic_load(&job->is_over)) {
		ended(jobs, job);
	} else if (sb_jobs_progress(jobs, &progress)) {
		sb_desk_say(jobs->desk, SB_STYLE_PROGRESS, "%s", progress.data);
	}
}

bool sb_jobs_info(struct sb_jobs *jobs, size_t index, struct sb_job_info *out)
{
	struct job *job;

	if (index >= jobs->count)
		return false;
	job = jobs->jobs[index];
	*out = job->info;
	out->done = atomic_load(&job->done);
	out->total = atomic_load(&job->total);
	out->message = job->message;
	return true;
}

bool sb_jobs_progress(struct sb_jobs *jobs, struct sb_buf *out)
{
	struct sb_job_info info;
	int64_t elapsed;

	if (!running(jobs) || !sb_jobs_info(jobs, 0, &info))
		return false;
	elapsed = sb_loop_now_ms() - info.begun_ms;
	sb_buf_printf(out, "%s", info.cmd->name);
	if (info.total > 0) {
		sb_buf_puts(out, " ");
		sb_glyphs_bar(sb_term_glyphs(jobs->desk->term), out, info.done, info.total, 20);
		sb_buf_printf(out, " %lld %%", (long long)(info.done * 100 / info.total));
	}
	if (elapsed > 0 && info.done > 0)
		sb_buf_printf(out, _(" · %lld/s"), (long long)(info.done * 1000 / elapsed));
	if (info.total > 0 && info.done > 0)
		sb_buf_printf(out, _(" · %lld s left"), (long long)((info.total - info.done) * elapsed / info.done / 1000));
	sb_buf_printf(out, " · %s", _("Ctrl-C stops it"));
	return true;
}

void sb_jobs_free(struct sb_jobs *jobs)
{
	if (!jobs)
		return;
	if (running(jobs)) {
		atomic_store(&jobs->jobs[0]->is_cancelled, true);
		pthread_join(jobs->jobs[0]->thread, NULL);
	}
	while (jobs->count)
		job_free(jobs->jobs[--jobs->count]);
	free(jobs);
}
