/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes to stderr: errors, warnings, notes. One line each. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "options.h"

/* "stockbook: what happened: what to do", or an object with -o json. */
void report_error(const struct sb_error *err, enum format format);
void report_note(const char *sentence);

#endif
