/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of commands and what is read from it: finding one, how it is used, its page of help.
 */
#include "stockbook/cmd.h"
#include "stockbook/text.h"

#include <ctype.h>
#include <string.h>

static const struct sb_cmd *const commands[] = {
#define C(word) &sb_cmd_##word,
	SB_CMDS(C)
#undef C
};

const struct sb_cmd *sb_cmd_at(size_t index)
{
	return index < SB_COUNT(commands) ? commands[index] : NULL;
}

/* Whether `word` is one of "a|b|c". */
static bool is_among(const char *words, const char *word)
{
	size_t length = strlen(word);

	if (strchr(word, '|'))
		return false;
	for (const char *at = words; at && *at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL) {
		if (!strncmp(at, word, length) && (at[length] == '|' || !at[length]))
			return true;
	}
	return false;
}

const struct sb_cmd *sb_cmd_find(const char *word)
{
	for (size_t i = 0; i < SB_COUNT(commands); i++) {
		if (!strcmp(commands[i]->name, word) || (word[0] && is_among(commands[i]->aliases, word)))
			return commands[i];
	}
	return NULL;
}

const struct sb_cmd *sb_cmd_find_words(const char *const *words, size_t count, size_t *taken)
{
	sb_auto(buf) pair = SB_BUF_INIT;
	const struct sb_cmd *cmd = NULL;

	if (count > 1) {
		sb_buf_printf(&pair, "%s %s", words[0], words[1]);
		cmd = sb_cmd_find(pair.data);
	}
	*taken = cmd ? 2 : 1;
	return cmd || !count ? cmd : sb_cmd_find(words[0]);
}

const char *sb_cmd_in_family(const struct sb_cmd *cmd, const char *family)
{
	size_t length = strlen(family);

	return length && !strncmp(cmd->name, family, length) && cmd->name[length] == ' ' ? cmd->name + length + 1 : NULL;
}

bool sb_cmd_is_family(const char *word)
{
	for (size_t i = 0; i < SB_COUNT(commands); i++) {
		if (sb_cmd_in_family(commands[i], word))
			return true;
	}
	return false;
}

void sb_cmd_print_family(const char *family, struct sb_buf *out)
{
	const char *between = "";

	for (size_t i = 0; i < SB_COUNT(commands); i++) {
		const char *word = sb_cmd_in_family(commands[i], family);

		if (!word)
			continue;
		sb_buf_printf(out, "%s%s", between, word);
		between = ", ";
	}
}

/* From a typed word to a name, or to the beginning of a name of two words. */
static int distance_to(const char *word, const char *name, int least)
{
	size_t first = strcspn(name, " ");
	sb_owned_string family = sb_strndup(name, first);

	if (strlen(word) > 1 && !strncmp(name, word, strlen(word)))
		return 0;
	if (strchr(word, ' ') || !name[first])
		return sb_text_distance(word, name, least);
	return sb_text_distance(word, family, least);
}

const char *sb_cmd_nearest(const char *word)
{
	const char *nearest = NULL;
	int least = 3;

	for (size_t i = 0; i < SB_COUNT(commands); i++) {
		int distance = distance_to(word, commands[i]->name, least);

		if (distance < least) {
			least = distance;
			nearest = commands[i]->name;
		}
	}
	return nearest;
}

const struct sb_arg *sb_cmd_arg(const struct sb_cmd *cmd, const char *name)
{
	for (size_t i = 0; i < cmd->arg_count; i++) {
		if (!strcmp(cmd->args[i].name, name))
			return &cmd->args[i];
	}
	return NULL;
}

void sb_cmd_arg_name(const struct sb_arg *arg, struct sb_buf *out)
{
	if (!(arg->flags & SB_ARG_POSITIONAL)) {
		sb_buf_printf(out, "--%s", arg->name);
		return;
	}
	for (const char *at = arg->name; *at; at++)
		sb_buf_putc(out, (char)toupper((unsigned char)*at));
}

static void add_option(const struct sb_arg *arg, struct sb_buf *out)
{
	sb_cmd_arg_name(arg, out);
	if (!sb_arg_is_bare(arg))
		sb_buf_printf(out, "=%s", arg->value ? arg->value : "TEXT");
	else if (arg->flags & SB_ARG_FIELD)
		sb_buf_puts(out, "[=no]");
}

/* The group that repeats, "[PRODUCT QTY …]"; its first turn was written when it is required. */
static void add_repetition(const struct sb_cmd *cmd, struct sb_buf *out)
{
	const char *between = " [";

	for (size_t i = 0; i < cmd->arg_count; i++) {
		const struct sb_arg *arg = &cmd->args[i];

		if (!(arg->flags & SB_ARG_POSITIONAL) || !(arg->flags & SB_ARG_REPEAT))
			continue;
		sb_buf_puts(out, between);
		sb_cmd_arg_name(arg, out);
		between = " ";
	}
	if (between[1] != '[')
		sb_buf_puts(out, " …]");
}

void sb_cmd_usage(const struct sb_cmd *cmd, struct sb_buf *out)
{
	bool first_turn = false;

	sb_buf_puts(out, cmd->name);
	for (size_t i = 0; i < cmd->arg_count; i++)
		first_turn |= cmd->args[i].flags & SB_ARG_REPEAT && cmd->args[i].flags & SB_ARG_REQUIRED;
	for (size_t i = 0; i < cmd->arg_count; i++) {
		const struct sb_arg *arg = &cmd->args[i];
		bool required = arg->flags & SB_ARG_REQUIRED;

		if (!(arg->flags & SB_ARG_POSITIONAL) || (arg->flags & SB_ARG_REPEAT && !first_turn))
			continue;
		sb_buf_puts(out, required ? " " : " [");
		sb_cmd_arg_name(arg, out);
		sb_buf_puts(out, required ? "" : "]");
	}
	add_repetition(cmd, out);
	for (size_t i = 0; i < cmd->arg_count; i++) {
		bool required = cmd->args[i].flags & SB_ARG_REQUIRED;

		if (cmd->args[i].flags & SB_ARG_POSITIONAL)
			continue;
		sb_buf_puts(out, required ? " " : " [");
		add_option(&cmd->args[i], out);
		sb_buf_puts(out, required ? "" : "]");
	}
}

static void add_choices(const struct sb_arg *arg, struct sb_buf *out)
{
	const char *between = "";

	sb_buf_puts(out, _(" One of "));
	for (const char *at = arg->choices; *at;) {
		size_t length = strcspn(at, "|");

		if (length) {
			sb_buf_printf(out, "%s`%.*s`", between, (int)length, at);
			between = ", ";
		}
		at += length + (at[length] == '|');
	}
	sb_buf_putc(out, '.');
}

static void add_arguments(const struct sb_cmd *cmd, struct sb_buf *out)
{
	for (size_t i = 0; i < cmd->arg_count; i++) {
		const struct sb_arg *arg = &cmd->args[i];

		sb_buf_puts(out, "- **");
		if (arg->flags & SB_ARG_POSITIONAL)
			sb_cmd_arg_name(arg, out);
		else
			add_option(arg, out);
		sb_buf_printf(out, "** - %s", _(arg->help));
		if (arg->choices)
			add_choices(arg, out);
		if (arg->flags & SB_ARG_REPEAT && !(arg->flags & SB_ARG_POSITIONAL))
			sb_buf_puts(out, _(" May be given several times."));
		if (arg->fallback)
			sb_buf_printf(out, _(" Without it: %s."), arg->fallback);
		sb_buf_putc(out, '\n');
	}
	if (cmd->arg_count)
		sb_buf_putc(out, '\n');
}

void sb_cmd_print_help(const struct sb_cmd *cmd, int level, struct sb_buf *out)
{
	if (level) {
		sb_buf_fill(out, '#', (size_t)level);
		sb_buf_printf(out, " %s\n\n", cmd->name);
	}
	sb_buf_puts(out, "`stockbook ");
	sb_cmd_usage(cmd, out);
	sb_buf_printf(out, "`\n\n%s\n\n", _(cmd->summary));
	if (cmd->details)
		sb_buf_printf(out, "%s\n\n", _(cmd->details));
	add_arguments(cmd, out);
	if (cmd->aliases)
		sb_buf_printf(out, _("Also called %s.\n\n"), cmd->aliases);
	if (cmd->examples)
		sb_buf_printf(out, "```\n%s\n```\n\n", cmd->examples);
}
