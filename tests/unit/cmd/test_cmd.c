/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands is whole, and what is read from it is what is declared. */
#include "stockbook/cmd.h"
#include "support.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

Test(cmd, every_command_is_declared_in_full)
{
	const struct sb_cmd *cmd;

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		cr_assert(cmd->group && cmd->summary && cmd->run, "%s", cmd->name);
		cr_assert_eq(cmd->summary[strlen(cmd->summary) - 1], '.', "%s: a summary is a sentence", cmd->name);
		cr_assert_eq(sb_cmd_find(cmd->name), cmd);
		for (size_t a = 0; a < cmd->arg_count; a++) {
			const struct sb_arg *arg = &cmd->args[a];

			cr_assert(arg->name && arg->label && arg->help, "%s: argument %zu", cmd->name, a);
			cr_assert_eq(arg->help[strlen(arg->help) - 1], '.', "%s %s: help is a sentence", cmd->name, arg->name);
			cr_assert_eq(sb_cmd_arg(cmd, arg->name), arg, "%s: %s is declared once", cmd->name, arg->name);
			cr_assert(arg->type != SB_CHOICE_TYPE || arg->choices, "%s %s", cmd->name, arg->name);
		}
	}
}

Test(cmd, what_is_required_comes_before_what_may_be_left_out)
{
	const struct sb_cmd *cmd;

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		bool optional = false;

		for (size_t a = 0; a < cmd->arg_count; a++) {
			if (!(cmd->args[a].flags & SB_ARG_POSITIONAL))
				continue;
			cr_assert(!optional || !(cmd->args[a].flags & SB_ARG_REQUIRED), "%s", cmd->name);
			optional = !(cmd->args[a].flags & SB_ARG_REQUIRED);
		}
	}
}

Test(cmd, the_other_names_of_commands_find_them)
{
	static const struct {
		const char *word, *name;
	} cases[] = {
		{ "add-product", "add" },   { "list-products", "list" }, { "ls", "list" },	{ "import-data", "import" },
		{ "show-product", "show" }, { "return", "return" },	 { "transact", "transact" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++)
		cr_assert_str_eq(sb_cmd_find(cases[i].word)->name, cases[i].name);
	cr_assert_null(sb_cmd_find("l"));
	cr_assert_null(sb_cmd_find("list-products|ls"));
	cr_assert_null(sb_cmd_find(""));
}

Test(cmd, a_mistyped_word_finds_its_neighbour)
{
	cr_assert_str_eq(sb_cmd_nearest("recieve"), "receive");
	cr_assert_str_eq(sb_cmd_nearest("sel"), "sell");
	cr_assert_str_eq(sb_cmd_nearest("hist"), "history");
	cr_assert_null(sb_cmd_nearest("xyzzy"));
}

Test(cmd, usage_says_what_repeats_and_what_may_be_left_out)
{
	static const struct {
		const char *name, *usage;
	} cases[] = {
		{ "sell", "sell PRODUCT QTY [PRODUCT QTY …] [--price=MONEY] [--note=TEXT] [--at=TIME] [--token=TOKEN]" },
		{ "undo", "undo ENTRY [--token=TOKEN]" },
		{ "check", "check" },
		{ "config", "config [KEY]" },
		{ "list", "list [QUERY …] [--of=LIST] [--all-stores] [--sort=COLUMNS] [--columns=COLUMNS] [--limit=N] [--after=CURSOR]" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_auto(buf) usage = SB_BUF_INIT;

		sb_cmd_usage(sb_cmd_find(cases[i].name), &usage);
		cr_assert_str_eq(usage.data, cases[i].usage);
	}
}

Test(cmd, who_may_run_it_fits_what_it_does)
{
	static const struct {
		const char *name;
		unsigned by;
	} known[] = {
		{ "list", SB_BY_ANYONE },   { "check", SB_BY_ANYONE },	  { "sell", SB_BY_CLERK },    { "receive", SB_BY_CLERK },
		{ "undo", SB_BY_CLERK },    { "hold place", SB_BY_CLERK }, { "hold cancel", 0 },      { "remove", 0 },
		{ "adjust", 0 },	    { "import", 0 },		  { "user add", 0 },	      { "restore", 0 },
	};
	const struct sb_cmd *cmd;

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		unsigned by = cmd->flags & (SB_BY_ANYONE | SB_BY_CLERK);

		cr_assert_neq(by, SB_BY_ANYONE | SB_BY_CLERK, "%s: one of the two", cmd->name);
		cr_assert(by != SB_BY_ANYONE || !(cmd->flags & SB_NEEDS_WRITE), "%s: who only looks writes nothing", cmd->name);
		cr_assert(by == SB_BY_ANYONE || cmd->flags & SB_NEEDS_WRITE || !(cmd->flags & SB_NEEDS_BOOK),
			  "%s: what only reads is anyone's, and a book open for reading counts no tries of a PIN", cmd->name);
	}
	for (size_t i = 0; i < SB_COUNT(known); i++)
		cr_assert_eq(sb_cmd_find(known[i].name)->flags & (SB_BY_ANYONE | SB_BY_CLERK), known[i].by, "%s", known[i].name);
}
