/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts made from the tables: chapters of the manual, completions for shells. */
#ifndef CMD_MANUAL_H
#define CMD_MANUAL_H

#include "stockbook/cmd.h"

void manual_overview(struct sb_buf *out); /* commands by group, options, topics */
void manual_commands(struct sb_buf *out); /* the chapter COMMANDS of stockbook(1) */
void manual_options(struct sb_buf *out);  /* its OPTIONS */
void manual_settings(struct sb_buf *out); /* the chapter SETTINGS of stockbook.conf(5) */
/* A page ("stockbook.conf") or a chapter of one ("exit status"), into `out`. SB_NOT_FOUND. */
enum sb_status manual_topic(const char *topic, struct sb_buf *out, struct sb_error *err) SB_CHECKED;

void completions_bash(struct sb_buf *out);
void completions_zsh(struct sb_buf *out);
void completions_fish(struct sb_buf *out);

#endif
