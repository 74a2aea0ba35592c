/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options of the program itself: one table for the shell, the manual and completions.
 */
#include "stockbook/cmd.h"

static const struct sb_option options[] = {
	{ "book", 'b', "BOOK", NULL, N_("The book to work on: a path.") },
	{ "config", 'c', "FILE", NULL, N_("Read settings from this file instead of your own.") },
	{ "store", 's', "STORE", NULL, N_("Code of the store to work for.") },
	{ "user", 'u', "USER", NULL, N_("Who acts, named in every entry.") },
	{ "output", 'o', "FORMAT", "table|csv|json|jsonl", N_("How answers are written.") },
	{ "color", 0, "WHEN", "auto|always|never", N_("When to use colours.") },
	{ "log-level", 0, "LEVEL", "debug|info|warning|error|off", N_("The least important messages that are logged.") },
	{ "demo", 0, NULL, NULL, N_("Work on the sample shop, which is made if it is not there.") },
	{ "plain", 0, NULL, NULL, N_("The terminal program without boxes and colours, for screen readers.") },
	{ "help", 0, NULL, NULL, N_("Show how to use the program, or the command.") },
	{ "version", 0, NULL, NULL, N_("Show which version this is.") },
};

const struct sb_option *sb_option_at(size_t index)
{
	return index < SB_COUNT(options) ? &options[index] : NULL;
}
