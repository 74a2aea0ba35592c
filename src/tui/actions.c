/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of actions.def. */
#include "actions.h"

#include <string.h>

const struct sb_action sb_actions[SB_ACTION_COUNT] = {
#define A(symbol, word_, label_, sentence_) \
	[SB_ACTION_##symbol] = { .word = word_, .label = label_, .sentence = sentence_ },
#define L(command, label)
#include "actions.def"
#undef L
#undef A
};

static const struct {
	const char *command, *label;
} shell_labels[] = {
#define A(symbol, word, label, sentence)
#define L(command_, label_) { .command = command_, .label = label_ },
#include "actions.def"
#undef L
#undef A
};

/* Whether a command line begins with these words. */
static bool begins(const char *command, const char *words)
{
	size_t length = strlen(words);

	return strncmp(command, words, length) == 0 && (command[length] == '\0' || command[length] == ' ');
}

enum sb_action_id sb_action_find(const char *command)
{
	for (int id = 0; id < SB_ACTION_COUNT; id++)
		if (begins(command, sb_actions[id].word))
			return (enum sb_action_id)id;
	return SB_ACTION_NONE;
}

const char *sb_command_label(const char *command)
{
	enum sb_action_id id = sb_action_find(command);

	/* Labels of whole lines go before those of their first word. */
	for (size_t i = 0; i < SB_COUNT(shell_labels); i++)
		if (begins(command, shell_labels[i].command))
			return _(shell_labels[i].label);
	return id != SB_ACTION_NONE ? _(sb_actions[id].label) : NULL;
}
