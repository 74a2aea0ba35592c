/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a history is linearizable. The order of the journal is the witness: it must agree with real time (what was answered before
 * something was asked comes before it), every entry must be what its process asked for and allowed where it stands, and everything that
 * wrote nothing (reads, refusals, answers given again) must fit at some point between its question and its answer, in an order that
 * agrees with real time too. Each product is judged with all others at once, which is stronger than each alone.
 */
#ifndef STOCKBOOK_TESTS_JUDGE_H
#define STOCKBOOK_TESTS_JUDGE_H

#include "past.h"

/* F(symbol, sentence) */
#define FINDINGS(F)                                                                      \
	F(FAILED, "an operation failed")                                                 \
	F(LOST, "an acknowledged entry is not in the journal")                           \
	F(UNASKED, "an entry nobody asked for or was told of")                           \
	F(ORDER, "the journal's order contradicts real time")                            \
	F(AMOUNT, "an entry is not what was asked for")                                  \
	F(OVERSOLD, "more was taken than was free")                                      \
	F(HOLD, "a hold became what it could not become")                                \
	F(TRANSFER, "more arrived than was on its way")                                  \
	F(TOKEN, "a token stands for more than one entry or question")                   \
	F(READ, "a read fits between no two entries")                                    \
	F(REFUSAL, "a refusal had no reason at any moment of its time")

enum finding {
#define F(symbol, sentence) FINDING_##symbol,
	FINDINGS(F)
#undef F
	FINDING_COUNT
};
const char *finding_sentence(enum finding finding);

struct verdict {
	long count[FINDING_COUNT];
	long total;
	long notes; /* how many findings are told in full; the caller says */
	long reads, refusals, replays, entries, expiries;
};

/* `base` is the last entry made before the processes began. Events are sorted by the time they began. */
void judge(struct history *history, struct sb_book *book, const struct past_names *names, int64_t base, struct verdict *verdict);

#endif
