/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A structured log, one JSON object a line: time, level, event, fields. Only doors write to it; secrets never go in. */
#ifndef STOCKBOOK_LOG_H
#define STOCKBOOK_LOG_H

#include "stockbook/error.h"

enum sb_log_level { SB_LOG_DEBUG, SB_LOG_INFO, SB_LOG_WARNING, SB_LOG_ERROR, SB_LOG_OFF };

struct sb_log;
/* Opens for appending (0600, created with its folder); grows to 10 MiB and keeps five older ones. NULL path: a log that drops everything. */
enum sb_status sb_log_open(const char *path, enum sb_log_level least, struct sb_log **out, struct sb_error *err) SB_CHECKED;
void sb_log_close(struct sb_log *log);
SB_OWNABLE(log, sb_log_close)
enum sb_log_level sb_log_level_of(const char *word); /* a choice of log.level */

/* Fields are pairs of const char * (key, value) ended by NULL; values are quoted, capped at 1,000 bytes, and hidden when the key names
 * a secret (password, pin, token, secret, key, authorization). Failing to write the log is not an error of the caller's. */
void sb_log_event(struct sb_log *log, enum sb_log_level level, const char *event, ...) __attribute__((sentinel));

#endif
