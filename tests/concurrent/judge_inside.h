/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of the judge share. */
#ifndef STOCKBOOK_TESTS_JUDGE_INSIDE_H
#define STOCKBOOK_TESTS_JUDGE_INSIDE_H

#include "judge.h"

struct judging {
	struct history *history;
	struct verdict *verdict;
	struct past past;
	struct bounds bounds;
	const struct event **writers; /* by entry; NULL: no process wrote it */
};

void judge_find(struct judging *judging, enum finding finding, const struct event *event, int64_t seq);
/* Reads, refusals and answers given again, in the order they began. */
void judge_readers(struct judging *judging);

#endif
