/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets as the shell takes them: typed unseen on a terminal, else lines of the input. Never words of a command line, which everybody sees. */
#ifndef CLI_SECRET_H
#define CLI_SECRET_H

#include "stockbook/cmd.h"

/* As the application asks for a PIN (struct sb_app). SB_INTERRUPTED: the end of input, or a signal. */
enum sb_status secret_ask(void *context, const char *question, struct sb_buf *out, struct sb_error *err) SB_CHECKED;
/* A new secret for an argument: typed twice, or the next line of the input. */
enum sb_status secret_give(struct sb_call *call, const char *name, struct sb_error *err) SB_CHECKED;

#endif
