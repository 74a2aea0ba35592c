/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command line is taken apart as its command declares. */
#include "cli/options.h"
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

enum { WORDS_MAX = 16 };

/* Blanks part words; the program's own name comes first. */
static enum sb_status parse(struct sb_arena *arena, const char *line, struct options *out, struct sb_error *err)
{
	char *words[WORDS_MAX + 1] = { sb_arena_strdup(arena, "stockbook") };
	int count = 1;

	for (char *rest = sb_arena_strdup(arena, line), *word; (word = strtok_r(rest, " ", &rest)) && count < WORDS_MAX;)
		words[count++] = word;
	*err = (struct sb_error)SB_ERROR_INIT;
	return options_parse(count, words, arena, out, err);
}

/* "name=text" or "text" of each word, with blanks between. */
static const char *told(struct sb_arena *arena, const struct options *options)
{
	const char *all = "";

	for (size_t i = 0; i < options->word_count; i++)
		all = sb_arena_printf(arena, "%s%s%s%s%s", all, i ? " " : "", options->words[i].name ? options->words[i].name : "",
				      options->words[i].name ? "=" : "", options->words[i].text);
	return all;
}

Test(options, words_are_told_apart)
{
	static const struct {
		const char *line, *cmd, *words;
		enum format format;
	} cases[] = {
		{ "list", "list", "", FORMAT_TABLE },
		{ "list mug blue", "list", "mug blue", FORMAT_TABLE },
		{ "-o json list --limit=5 mug", "list", "limit=5 mug", FORMAT_JSON },
		{ "list -o csv", "list", "", FORMAT_CSV },
		{ "list --output jsonl --limit 5", "list", "limit=5", FORMAT_JSONL },
		{ "transact A1 -1", "transact", "A1 -1", FORMAT_TABLE },
		{ "transact A1 -.5", "transact", "A1 -.5", FORMAT_TABLE },
		{ "adjust A1 --unavailable -2", "adjust", "A1 unavailable=-2", FORMAT_TABLE },
		{ "adjust A1 --unavailable=-2 -ojson", "adjust", "A1 unavailable=-2", FORMAT_JSON },
		{ "return A1 1 --to-supplier", "return", "A1 1 to-supplier=yes", FORMAT_TABLE },
		{ "sell -- --price 1", "sell", "--price 1", FORMAT_TABLE },
		{ "init --store=FAIR", "init", "store=FAIR", FORMAT_TABLE },
		{ "history --user ana", "history", "user=ana", FORMAT_TABLE },
		{ "add-product X --tag=a --tag=b", "add", "X tag=a tag=b", FORMAT_TABLE },
	};
	sb_owned(arena) arena = sb_arena_new();

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_error err;
		struct options options;

		cr_assert_eq(parse(arena, cases[i].line, &options, &err), SB_OK, "%s: %s", cases[i].line, err.text);
		cr_assert_str_eq(options.cmd->name, cases[i].cmd);
		cr_assert_str_eq(told(arena, &options), cases[i].words, "%s", cases[i].line);
		cr_assert_eq(options.format, cases[i].format, "%s", cases[i].line);
	}
}

Test(options, those_of_the_program_stand_before_and_behind_the_command)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err;
	struct options options;

	cr_assert_eq(parse(arena, "-b x.book -c f.toml -s MAIN -u ana --color=never --log-level=debug --demo --plain", &options, &err), SB_OK);
	cr_assert_str_eq(options.book, "x.book");
	cr_assert_str_eq(options.config, "f.toml");
	cr_assert_str_eq(options.store, "MAIN");
	cr_assert_str_eq(options.user, "ana");
	cr_assert_str_eq(options.color, "never");
	cr_assert_str_eq(options.log_level, "debug");
	cr_assert(options.demo && options.plain && !options.cmd);
	cr_assert_eq(parse(arena, "check -b y.book --help", &options, &err), SB_OK);
	cr_assert_str_eq(options.book, "y.book");
	cr_assert(options.help && options.cmd);
}

Test(options, mistakes_are_named)
{
	static const struct {
		const char *line, *part;
		enum format format;
	} cases[] = {
		{ "frobnicate", "no command frobnicate", FORMAT_TABLE },	{ "recieve A1 1", "receive", FORMAT_TABLE },
		{ "sell --prize=1", "--price", FORMAT_TABLE },			{ "sell A1 1 --price", "needs a value", FORMAT_TABLE },
		{ "--demo=1 list", "takes no value", FORMAT_TABLE },		{ "-o xml list", "table|csv|json|jsonl", FORMAT_TABLE },
		{ "list -o json --zzzz", "--zzzz", FORMAT_JSON },		{ "list --zzzz -o json", "--zzzz", FORMAT_JSON },
		{ "list -x", "-x", FORMAT_TABLE },				{ "-5", "no command -5", FORMAT_TABLE },
	};
	sb_owned(arena) arena = sb_arena_new();

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_error err;
		struct options options;

		cr_assert_eq(parse(arena, cases[i].line, &options, &err), SB_USAGE, "%s", cases[i].line);
		cr_assert(strstr(err.text, cases[i].part), "%s: %s", cases[i].line, err.text);
		cr_assert_eq(options.format, cases[i].format, "%s", cases[i].line);
	}
}
