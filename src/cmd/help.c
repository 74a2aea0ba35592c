/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * help: how the program and each command are used. The pages are those of the manual.
 */
#include "answer.h"
#include "manual.h"

#include <string.h>

static const struct {
	const char *word;
	void (*make)(struct sb_buf *out);
} texts[] = {
	{ "bash", completions_bash }, { "zsh", completions_zsh },     { "fish", completions_fish },
	{ "commands", manual_commands }, { "options", manual_options }, { "settings", manual_settings },
};

static void make_text(const char *word, struct sb_buf *out)
{
	for (size_t i = 0; i < SB_COUNT(texts); i++) {
		if (!strcmp(texts[i].word, word))
			texts[i].make(out);
	}
}

static void print_family(const char *family, struct sb_buf *out)
{
	const struct sb_cmd *cmd;

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		if (sb_cmd_in_family(cmd, family))
			sb_cmd_print_help(cmd, 2, out);
	}
}

static enum sb_status make_help(struct sb_call *call, struct sb_buf *out, struct sb_error *err)
{
	sb_auto(buf) topic = SB_BUF_INIT;
	const struct sb_cmd *cmd = NULL;

	for (size_t i = 0; i < sb_call_count(call, "topic"); i++)
		sb_buf_printf(&topic, "%s%s", i ? " " : "", sb_call_value(call, "topic", i)->s);
	cmd = topic.len ? sb_cmd_find(topic.data) : NULL;
	if (!topic.len)
		manual_overview(out);
	else if (cmd)
		sb_cmd_print_help(cmd, 0, out);
	if (sb_cmd_is_family(topic.data))
		print_family(topic.data, out);
	else if (topic.len && !cmd)
		return manual_topic(topic.data, out, err);
	return SB_OK;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	const char *shell = sb_call_text(call, "completions"), *chapter = sb_call_text(call, "markdown");
	sb_auto(buf) out = SB_BUF_INIT;
	enum sb_status st = SB_OK;

	if (shell || chapter)
		make_text(shell ? shell : chapter, &out);
	else
		st = make_help(call, &out, err);
	if (st)
		return st;
	reply->text = sb_arena_strdup(reply->arena, out.data);
	reply->is_verbatim = shell || chapter;
	reply->is_markdown = !reply->is_verbatim;
	return SB_OK;
}

static enum sb_status offer_topics(struct sb_app *app, const char *beginning, int most,
				   bool (*each)(const char *value, const char *meaning, void *context), void *context, struct sb_error *err)
{
	const struct sb_cmd *cmd;

	(void)app;
	(void)err;
	for (size_t i = 0; (cmd = sb_cmd_at(i)) && most > 0; i++) {
		if (strncmp(cmd->name, beginning, strlen(beginning)))
			continue;
		most--;
		if (!each(cmd->name, _(cmd->summary), context))
			break;
	}
	return SB_OK;
}

static const struct sb_arg args[] = {
	{
		.name = "topic",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REPEAT,
		.value = "TOPIC",
		.label = N_("Topic"),
		.help = N_("A command, `settings`, `query`, or a chapter of the manual; an overview if not given."),
		.offer = offer_topics,
	},
	{
		.name = "completions",
		.type = SB_CHOICE_TYPE,
		.flags = SB_ARG_ADVANCED,
		.value = "SHELL",
		.label = N_("Completions"),
		.help = N_("Write the completions for this shell."),
		.choices = "bash|zsh|fish",
	},
	{
		.name = "markdown",
		.type = SB_CHOICE_TYPE,
		.flags = SB_ARG_ADVANCED,
		.value = "CHAPTER",
		.label = N_("Chapter"),
		.help = N_("Write a chapter of the manual as the tables have it."),
		.choices = "commands|options|settings",
	},
};

const struct sb_cmd sb_cmd_help = {
	.name = "help",
	.group = N_("Help"),
	.summary = N_("Show how to use the program, or a command."),
	.examples = "stockbook help\n"
		    "stockbook help sell\n"
		    "stockbook help settings",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_BY_ANYONE,
	.run = run,
};
