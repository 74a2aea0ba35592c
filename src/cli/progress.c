/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The progress line. It is drawn a few times a second, so work may report as often as it likes.
 */
#include "progress.h"
#include "screen.h"
#include "signals.h"
#include "stockbook/moment.h"
#include "stockbook/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

enum { DRAW_EVERY_MS = 200, BAR_CELLS_MAX = 40, QUIET_MS = 400 };

static void add_time_left(int64_t seconds, struct sb_buf *out)
{
	if (seconds < 60)
		sb_buf_printf(out, _("%lld s left"), (long long)seconds);
	else
		sb_buf_printf(out, _("%lld min %02lld s left"), (long long)(seconds / 60), (long long)(seconds % 60));
}

static void add_bar(int64_t done, int64_t total, int cells, struct sb_buf *out)
{
	bool blocks = sb_text_is_utf8();
	int full = (int)((double)cells * (double)done / (double)total);

	for (int i = 0; i < cells; i++)
		sb_buf_puts(out, i < full ? (blocks ? "█" : "#") : (blocks ? "░" : "."));
}

void progress_print(int64_t done, int64_t total, int64_t elapsed_ms, int cells, struct sb_buf *out)
{
	int64_t rate = elapsed_ms > 0 ? done * 1000 / elapsed_ms : 0;
	int bar = cells - 40 < BAR_CELLS_MAX ? cells - 40 : BAR_CELLS_MAX;

	if (total <= 0) {
		sb_buf_printf(out, _("%lld done, %lld/s"), (long long)done, (long long)rate);
		return;
	}
	if (done > total)
		done = total;
	if (bar > 4) {
		add_bar(done, total, bar, out);
		sb_buf_putc(out, ' ');
	}
	sb_buf_printf(out, "%3lld %%", (long long)(done * 100 / total));
	if (elapsed_ms >= 1000 && rate > 0) {
		sb_buf_printf(out, _(", %lld/s, "), (long long)rate);
		add_time_left((total - done + rate - 1) / rate, out);
	}
}

static void draw(struct progress *progress, int64_t done, int64_t total, int64_t now)
{
	sb_auto(buf) line = SB_BUF_INIT;

	progress_print(done, total, now - progress->began, screen_width(stderr), &line);
	(void)fprintf(stderr, "\r%s\033[K", line.data);
	(void)fflush(stderr);
	progress->drawn = true;
	progress->last_drawn = now;
}

static bool step(int64_t done, int64_t total, void *context)
{
	struct progress *progress = context;
	int64_t now = progress->shown ? sb_now() : 0;

	/* Work in several parts begins again at nothing; so do rate and time. */
	if (done < progress->last_done)
		progress->began = now;
	progress->last_done = done;
	if (progress->shown && now - progress->began >= QUIET_MS && now - progress->last_drawn >= DRAW_EVERY_MS)
		draw(progress, done, total, now);
	return !signals_came(NULL);
}

void progress_begin(struct progress *progress, struct sb_progress *out)
{
	*progress = (struct progress){ .shown = isatty(STDERR_FILENO), .began = sb_now() };
	*out = (struct sb_progress){ .step = step, .context = progress };
}

void progress_end(struct progress *progress)
{
	if (progress->drawn)
		(void)fputs("\r\033[K", stderr);
	progress->drawn = false;
}
