/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for a command's arguments one by one, on a terminal. */
#ifndef CLI_PROMPT_H
#define CLI_PROMPT_H

#include "stockbook/cmd.h"

#include <stdio.h>

/*
 * Asks for each argument that a form has, checks it, asks again while it is wrong, then shows all and asks whether to go on. Gives what
 * was answered to the call. SB_INTERRUPTED: the end of input, Ctrl-C or "no".
 */
enum sb_status prompt_call(struct sb_call *call, const struct sb_cmd *cmd, FILE *from, FILE *to, struct sb_error *err) SB_CHECKED;

#endif
