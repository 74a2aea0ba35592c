/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far long work is, on stderr and only if that is a terminal. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "stockbook/db.h"

struct progress {
	bool shown;	   /* stderr is a terminal */
	bool drawn;
	int64_t began, last_drawn, last_done;
};

/* `progress` outlives what it is given to. */
void progress_begin(struct progress *progress, struct sb_progress *out);
void progress_end(struct progress *progress); /* takes the line away */
/* One line: bar, share, rate, time left. For tests. */
void progress_print(int64_t done, int64_t total, int64_t elapsed_ms, int cells, struct sb_buf *out);

#endif
