/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What test programs with a main() of their own write: one line of TAP for each thing that holds, notes between them, the plan last. */
#ifndef STOCKBOOK_TESTS_TAP_H
#define STOCKBOOK_TESTS_TAP_H

#include <stdbool.h>
#include <stdint.h>

#define TAP_PRINTF(text, arguments) __attribute__((format(printf, text, arguments)))

/* A sentence and whether it is true; gives that back. */
bool tap_ok(bool passed, const char *format, ...) TAP_PRINTF(2, 3);
void tap_skip(const char *sentence, const char *why);
/* Each line of it becomes a comment. */
void tap_note(const char *format, ...) TAP_PRINTF(1, 2);
/* The exit status of the program. */
int tap_done(void);

/* SEED of the environment, else in the long run one from the clock and in the short one always the same; printed, so that
 * what was found by chance can be had again. */
uint64_t tap_seed(void);
/* A number of the environment that says how much is done. */
long tap_amount(const char *name, long otherwise);
/* Milliseconds that only go forward. */
int64_t tap_clock(void);

#endif
