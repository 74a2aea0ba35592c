/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups that close makes, in the folder BOOK-backups beside the book. */
#ifndef CMD_BACKUPS_H
#define CMD_BACKUPS_H

#include "stockbook/cmd.h"

/* A verified copy named after the time; then the oldest beyond the setting book.backups go. The path is yours. */
enum sb_status backups_make(struct sb_call *call, char **path, struct sb_error *err) SB_CHECKED;

#endif
