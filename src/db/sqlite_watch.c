/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens while a statement runs or waits: waiting for locks with a deadline, interrupts from other
 * threads, limits of time, progress; and noticing that somebody else has committed.
 */
#include "sqlite.h"
#include <time.h>

#define OPS_BETWEEN_LOOKS 2000	  /* virtual machine steps; some tens of microseconds */
#define NAP_NS		  200000  /* shortest wait for a lock */
#define NAP_SPREAD_NS	  800000  /* and what is added by chance */

/* xorshift64: naps only have to differ between programs. */
static uint64_t next_random(struct sb_sqlite *db)
{
	db->jitter ^= db->jitter << 13;
	db->jitter ^= db->jitter >> 7;
	db->jitter ^= db->jitter << 17;
	return db->jitter;
}

/*
 * A wait of random length for a lock: programs that wait for equal times meet again and again, and the
 * library's own handler, which waits ever longer, starves those who have waited long.
 */
static int on_busy(void *context, int count)
{
	struct sb_sqlite *db = context;
	struct timespec nap = { .tv_nsec = NAP_NS };

	if (count == 0 && !db->busy_deadline)
		db->busy_deadline = sb_gate_clock() + db->busy_ms;
	if (count == 0)
		db->busy_seen = atomic_load(&db->interrupts);
	if (sb_gate_clock() >= db->busy_deadline || atomic_load(&db->interrupts) != db->busy_seen)
		return 0;
	nap.tv_nsec += (long)(next_random(db) % NAP_SPREAD_NS);
	nanosleep(&nap, NULL);
	return 1;
}

void sb_sqlite_wait_until(struct sb_sqlite *db, int64_t deadline)
{
	db->busy_deadline = deadline;
}

static bool is_past_limit(const struct sb_sqlite *db)
{
	return db->limit_deadline && !db->ending && sb_gate_clock() >= db->limit_deadline;
}

static int on_progress(void *context)
{
	struct sb_sqlite *db = context;
	int64_t done;

	if (is_past_limit(db))
		return 1;
	if (!db->progress || !db->progress->step)
		return 0;
	db->progress_calls++;
	done = db->progress_done ? db->progress_done(db->progress_context) : db->progress_calls;
	return !db->progress->step(done, db->progress_total, db->progress->context);
}

static void watch_progress(struct sb_sqlite *db)
{
	bool wanted = db->limit_deadline || db->progress;

	sqlite3_progress_handler(db->raw, wanted ? OPS_BETWEEN_LOOKS : 0, wanted ? on_progress : NULL, db);
}

void sb_sqlite_watch(struct sb_sqlite *db)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	db->jitter = ((uint64_t)now.tv_nsec << 20 ^ (uint64_t)(uintptr_t)db) | 1;
	sqlite3_busy_handler(db->raw, on_busy, db);
}

void sb_sqlite_interrupt(struct sb_db *base)
{
	struct sb_sqlite *db = sb_sqlite_of(base);

	atomic_fetch_add(&db->interrupts, 1);
	sqlite3_interrupt(db->raw);
}

void sb_sqlite_limit(struct sb_db *base, int milliseconds)
{
	struct sb_sqlite *db = sb_sqlite_of(base);

	db->limit_deadline = milliseconds > 0 ? sb_gate_clock() + milliseconds : 0;
	watch_progress(db);
}

void sb_sqlite_report_to(struct sb_sqlite *db, const struct sb_progress *progress, int64_t total,
			 int64_t (*done)(void *context), void *context)
{
	db->progress = progress;
	db->progress_total = total;
	db->progress_done = done;
	db->progress_context = context;
	db->progress_calls = 0;
	watch_progress(db);
}

enum sb_status sb_sqlite_changed(struct sb_db *base, bool *changed, struct sb_error *err)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	int64_t version;
	int code;

	sb_sqlite_wait_until(db, 0);
	code = sb_sqlite_run_own(db, SB_SQLITE_DATA_VERSION, &version);
	if (code)
		return sb_sqlite_fail(db, code, err);
	*changed = version != db->data_version;
	db->data_version = version;
	return SB_OK;
}
