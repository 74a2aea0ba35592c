/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The write gate: who may write next. Programs that write to one book take turns in the order in which
 * they came, so that none waits long while another writes without pause; the database's own lock alone
 * lets the same program win again and again. The gate is about turns only: that two never write at once is
 * the database's promise and does not rest on it.
 *
 * It is a file beside the book, BOOK-gate, with two byte locks that belong to an open file description
 * (OFD locks; the kernel queues those who wait and releases a program's locks when it ends, however it ends):
 *
 *	byte 0   the turnstile: held by the one who is next
 *	byte 1   the gate: held by the one who writes
 *	16..31   process id of the last who passed, for the message of those who waited in vain
 *
 * Whoever holds the turnstile waits for the gate, then lets the turnstile go; a writer that has just left
 * the gate finds the turnstile taken and queues behind. The file is never removed: removing a lock file makes two.
 */
#ifndef STOCKBOOK_DB_GATE_H
#define STOCKBOOK_DB_GATE_H

#include "stockbook/error.h"
#include <stdatomic.h>
#include <sys/types.h>

struct sb_gate {
	char *path;  /* NULL: there is no gate, everybody passes */
	mode_t mode; /* permissions of the file if it has to be made: those of the book */
	int fd;	     /* -1: not opened yet */
	bool inside;
	bool was_awaited; /* by the next when it was left: that one is let in first */
};

/* Milliseconds of the monotonic clock, in which deadlines are given. */
int64_t sb_gate_clock(void);

void sb_gate_init(struct sb_gate *gate, const char *book, mode_t mode); /* book NULL: no gate */
void sb_gate_release(struct sb_gate *gate);

/*
 * Waits for the turn until the deadline, or until *interrupts changes. Errors: SB_BUSY, SB_INTERRUPTED,
 * SB_CANNOT_OPEN (the file cannot be made).
 */
enum sb_status sb_gate_enter(struct sb_gate *gate, int64_t deadline, const atomic_uint *interrupts, struct sb_error *err) SB_CHECKED;
void sb_gate_leave(struct sb_gate *gate);
/* Whether someone stands at the turnstile while this gate is passed. */
bool sb_gate_is_awaited(const struct sb_gate *gate);

/* The sentence of SB_BUSY; `holder` is a process id or 0. */
enum sb_status sb_gate_fail_busy(const struct sb_gate *gate, struct sb_error *err);

#endif
