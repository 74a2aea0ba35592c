/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command line, taken apart: options of the program, the command, its words. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "stockbook/arena.h"
#include "stockbook/cmd.h"

enum format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON, FORMAT_JSONL };

struct word {
	const char *name; /* of the argument; NULL: the next positional one */
	const char *text; /* NULL: a secret, to be asked for */
};

struct options {
	const char *book, *config, *store, *user, *color, *log_level; /* NULL: not given */
	enum format format;
	bool demo, plain, help, version;
	const struct sb_cmd *cmd; /* NULL: none was named */
	const char *family; /* the first word of names of two, with --help and no second; NULL: none */
	struct word *words;
	size_t word_count;
};

/* Texts lie in the arena. SB_USAGE; out->format is then set all the same, for the error. */
enum sb_status options_parse(int argc, char **argv, struct sb_arena *arena, struct options *out, struct sb_error *err) SB_CHECKED;

#endif
