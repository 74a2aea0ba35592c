/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names the process that writes something it may leave unfinished, so that a later one can tell whether it is still there. */
#ifndef STOCKBOOK_PROCESS_H
#define STOCKBOOK_PROCESS_H

#include "stockbook/buf.h"

enum sb_process_state { SB_PROCESS_GONE, SB_PROCESS_ALIVE, SB_PROCESS_ELSEWHERE /* on another machine: it cannot be asked */ };

void sb_process_name(struct sb_buf *out); /* "host/pid/start" */
void sb_process_file_name(struct sb_buf *out); /* the same as part of a file's name */
enum sb_process_state sb_process_ask(const char *name);

#endif
