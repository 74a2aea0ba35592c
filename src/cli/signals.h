/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl-C while a command runs: work is asked to end; a second one ends the program. */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include <stdbool.h>

void signals_catch(void);
/* From now on the first one ends the program: nothing is being written but output, which may be stuck in a pipe nobody reads. */
void signals_end_at_once(void);
bool signals_came(void *context); /* as sb_app.cancelled; context is not used */

#endif
