/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What keys and the palette can do in the terminal program beyond the commands of the shell: one table (actions.def)
 * with the word used in keys files, a short label for the hint line and a sentence for help. The same file has the
 * short labels of the shell's commands.
 */
#ifndef STOCKBOOK_TUI_ACTIONS_H
#define STOCKBOOK_TUI_ACTIONS_H

#include "stockbook/base.h"

enum sb_action_id {
	SB_ACTION_NONE = -1,
#define A(symbol, word, label, sentence) SB_ACTION_##symbol,
#define L(command, label)
#include "actions.def"
#undef L
#undef A
	SB_ACTION_COUNT
};

struct sb_action {
	const char *word;
	const char *label, *sentence; /* translate before showing */
};
extern const struct sb_action sb_actions[SB_ACTION_COUNT];

/* By the first word of a command line: "move down 3" is SB_ACTION_MOVE, "moved" is SB_ACTION_NONE. */
enum sb_action_id sb_action_find(const char *command);

/* What the hint line calls a command line: an action's label, a shell command's short one; NULL if there is none.
 * Translated. */
const char *sb_command_label(const char *command);

#endif
