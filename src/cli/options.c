/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Takes a command line apart with the C library's argp, whose tables are made from the program's options and the
 * command's declaration. A word such as -5 is a number and never an option; as argp knows nothing of that, such words are
 * marked before and unmarked behind it.
 */
#include "options.h"
#include "stockbook/text.h"

#include <argp.h>
#include <ctype.h>
#include <errno.h>
#include <string.h>

enum { KEY_OPTION = 1000, KEY_ARG = 2000, NUMBER_MARK = 1 };

struct parsing {
	struct options *out;
	struct sb_arena *arena;
	struct sb_error *err;
	struct argp globals;
	struct argp_option *global_options;
	const struct argp_option *command_options; /* NULL: looking for the command */
	int command_at; /* 0: not met yet */
	size_t cap;
};

static const char *unmarked(const char *text)
{
	return text && text[0] == NUMBER_MARK ? text + 1 : text;
}

static bool is_number(const char *word)
{
	if (word[0] != '-' || !word[1])
		return false;
	return isdigit((unsigned char)word[1]) || ((word[1] == '.' || word[1] == ',') && isdigit((unsigned char)word[2]));
}

static char **marked(struct sb_arena *arena, int argc, char **argv)
{
	char **copy = sb_arena_alloc(arena, ((size_t)argc + 1) * sizeof(*copy));

	for (int i = 0; i < argc; i++)
		copy[i] = i && is_number(argv[i]) ? sb_arena_printf(arena, "%c%s", NUMBER_MARK, argv[i]) : sb_arena_strdup(arena, argv[i]);
	return copy;
}

/* ---- the program's options ---- */

static bool is_choice(const char *choices, const char *text)
{
	size_t length = strlen(text);

	if (strchr(text, '|'))
		return false;
	for (const char *at = choices; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL) {
		if (!strncmp(at, text, length) && (at[length] == '|' || !at[length]))
			return length > 0;
	}
	return false;
}

static enum format format_of(const char *word)
{
	static const char *const words[] = {
		[FORMAT_TABLE] = "table",
		[FORMAT_CSV] = "csv",
		[FORMAT_JSON] = "json",
		[FORMAT_JSONL] = "jsonl",
	};

	for (size_t i = 0; i < SB_COUNT(words); i++) {
		if (!strcmp(word, words[i]))
			return (enum format)i;
	}
	return FORMAT_TABLE;
}

/* An empty word where a script meant to name something would be taken for "as always", on another book or in another's name. */
static error_t refuse_empty(struct parsing *parsing, const struct sb_option *option)
{
	(void)sb_fail_field(parsing->err, SB_USAGE, option->name, _("--%s is empty: write its value behind it, or leave it out"), option->name);
	return EINVAL;
}

static error_t set_option(struct parsing *parsing, const struct sb_option *option, const char *text)
{
	struct options *out = parsing->out;
	const struct {
		const char *name;
		const char **text;
		bool *flag;
	} places[] = {
		{ "book", &out->book, NULL },	{ "config", &out->config, NULL },	{ "store", &out->store, NULL },
		{ "user", &out->user, NULL },	{ "color", &out->color, NULL },		{ "log-level", &out->log_level, NULL },
		{ "demo", NULL, &out->demo },	{ "plain", NULL, &out->plain },		{ "help", NULL, &out->help },
		{ "version", NULL, &out->version },
	};

	text = unmarked(text);
	if (option->value && !*text)
		return refuse_empty(parsing, option);
	if (option->choices && !is_choice(option->choices, text)) {
		(void)sb_fail_field(parsing->err, SB_USAGE, option->name, _("\"%s\" is nothing --%s can be: choose one of %s"), text, option->name,
				    option->choices);
		return EINVAL;
	}
	if (!strcmp(option->name, "output"))
		out->format = format_of(text);
	for (size_t i = 0; i < SB_COUNT(places); i++) {
		if (strcmp(places[i].name, option->name))
			continue;
		if (places[i].flag)
			*places[i].flag = true;
		else
			*places[i].text = text;
	}
	return 0;
}

static error_t parse_global(int key, char *arg, struct argp_state *state)
{
	struct parsing *parsing = state->input;
	const struct sb_option *option;

	for (size_t i = 0; (option = sb_option_at(i)); i++) {
		if (key == (option->letter ? option->letter : KEY_OPTION + (int)i))
			return set_option(parsing, option, arg);
	}
	return ARGP_ERR_UNKNOWN;
}

static struct argp_option *global_table(struct sb_arena *arena)
{
	const struct sb_option *option;
	struct argp_option *table;
	size_t count = 0;

	while (sb_option_at(count))
		count++;
	table = sb_arena_alloc(arena, (count + 1) * sizeof(*table));
	for (size_t i = 0; (option = sb_option_at(i)); i++) {
		table[i].name = option->name;
		table[i].key = option->letter ? option->letter : KEY_OPTION + (int)i;
		table[i].arg = option->value;
	}
	return table;
}

/* ---- errors ---- */

static const struct argp_option *find_option(const struct argp_option *table, const char *name, size_t length)
{
	for (; table && table->name; table++) {
		if (strlen(table->name) == length && !strncmp(table->name, name, length))
			return table;
	}
	return NULL;
}

static void find_nearest(const struct argp_option *table, const char *name, const char **nearest, int *least)
{
	for (; table && table->name; table++) {
		int distance = sb_text_distance(name, table->name, *least);

		if (distance < *least) {
			*least = distance;
			*nearest = table->name;
		}
	}
}

/* What argp stumbled over, which it only says on stderr. */
static void explain(struct parsing *parsing, const struct argp_state *state)
{
	const char *word = state->argv[state->next > 1 ? state->next - 1 : 1], *nearest = NULL;
	const struct argp_option *option;
	const struct sb_option *named;
	size_t length = 0;
	int least = 3;

	if (word[0] != '-' && state->next < state->argc)
		word = state->argv[state->next];
	for (size_t i = 0; word[0] == '-' && (named = sb_option_at(i)); i++) {
		if (!word[1] || word[1] != named->letter || word[2])
			continue;
		(void)sb_fail_field(parsing->err, SB_USAGE, named->name, _("-%c needs a value: write it behind it"), named->letter);
		return;
	}
	if (strncmp(word, "--", 2)) {
		(void)sb_fail(parsing->err, SB_USAGE, _("%s is no option here, or lacks its value: see \"stockbook help\""), word);
		return;
	}
	word += 2;
	length = strcspn(word, "=");
	option = find_option(parsing->command_options, word, length);
	if (!option)
		option = find_option(parsing->global_options, word, length);
	if (option) {
		(void)sb_fail_field(parsing->err, SB_USAGE, option->name,
				    word[length] ? _("--%s takes no value: leave it out") : _("--%s needs a value: write it behind an equals sign"),
				    option->name);
		return;
	}
	word = sb_arena_strndup(parsing->arena, word, length);
	find_nearest(parsing->command_options, word, &nearest, &least);
	find_nearest(parsing->global_options, word, &nearest, &least);
	if (nearest)
		(void)sb_fail(parsing->err, SB_USAGE, _("there is no option --%s: is --%s meant?"), word, nearest);
	else
		(void)sb_fail(parsing->err, SB_USAGE, _("there is no option --%s: see \"stockbook help\""), word);
}

/* ---- the command ---- */

static void add_word(struct parsing *parsing, const char *name, const char *text)
{
	struct options *out = parsing->out;

	if (out->word_count == parsing->cap) {
		struct word *old = out->words;

		parsing->cap = parsing->cap ? parsing->cap * 2 : 16;
		out->words = sb_arena_alloc(parsing->arena, parsing->cap * sizeof(*out->words));
		if (out->word_count)
			memcpy(out->words, old, out->word_count * sizeof(*old));
	}
	out->words[out->word_count++] = (struct word){ .name = name, .text = unmarked(text) };
}

static error_t parse_first(int key, char *arg, struct argp_state *state)
{
	struct parsing *parsing = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = parsing;
		return 0;
	case ARGP_KEY_ARG:
		(void)arg;
		parsing->command_at = state->next - 1;
		state->next = state->argc;
		return 0;
	case ARGP_KEY_ERROR:
		if (!parsing->err->status)
			explain(parsing, state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static error_t take_argument(struct parsing *parsing, const struct sb_arg *arg, const char *text)
{
	bool is_secret = arg->flags & SB_ARG_SECRET;

	if (is_secret && text) {
		(void)sb_fail_field(parsing->err, SB_USAGE, arg->name,
				    _("a secret on the command line can be seen by everybody: write --%s alone, it is asked for"), arg->name);
		return EINVAL;
	}
	add_word(parsing, arg->name, text || is_secret ? text : "yes");
	return 0;
}

static error_t parse_command(int key, char *arg, struct argp_state *state)
{
	struct parsing *parsing = state->input;
	const struct sb_cmd *cmd = parsing->out->cmd;

	if (key == ARGP_KEY_INIT) {
		state->child_inputs[0] = parsing;
		return 0;
	}
	if (key == ARGP_KEY_ARG) {
		add_word(parsing, NULL, arg);
		return 0;
	}
	if (key == ARGP_KEY_ERROR && !parsing->err->status)
		explain(parsing, state);
	if (key < KEY_ARG || key >= KEY_ARG + (int)cmd->arg_count)
		return key == ARGP_KEY_ERROR ? 0 : ARGP_ERR_UNKNOWN;
	return take_argument(parsing, &cmd->args[key - KEY_ARG], arg);
}

static struct argp_option *command_table(const struct sb_cmd *cmd, struct sb_arena *arena)
{
	struct argp_option *table = sb_arena_alloc(arena, (cmd->arg_count + 1) * sizeof(*table));
	size_t count = 0;

	for (size_t i = 0; i < cmd->arg_count; i++) {
		const struct sb_arg *arg = &cmd->args[i];

		if (arg->flags & SB_ARG_POSITIONAL)
			continue;
		table[count].name = arg->name;
		table[count].key = KEY_ARG + (int)i;
		table[count].arg = arg->value ? arg->value : "YES";
		table[count].flags = sb_arg_is_bare(arg) ? OPTION_ARG_OPTIONAL : 0;
		count++;
	}
	return table;
}

static enum sb_status run_parser(struct parsing *parsing, const struct argp *argp, int argc, char **argv)
{
	const unsigned flags = ARGP_IN_ORDER | ARGP_NO_ERRS | ARGP_NO_EXIT | ARGP_NO_HELP;

	if (argp_parse(argp, argc, argv, flags, NULL, parsing) && !parsing->err->status)
		return sb_fail(parsing->err, SB_USAGE, _("the command line cannot be read: see \"stockbook help\""));
	return parsing->err->status;
}

static enum sb_status no_such_command(const char *word, struct sb_error *err)
{
	const char *nearest = sb_cmd_nearest(word);

	if (nearest)
		return sb_fail(err, SB_USAGE, _("there is no command %s: is %s meant?"), word, nearest);
	return sb_fail(err, SB_USAGE, _("there is no command %s: \"stockbook help\" names them all"), word);
}

/* A first word that only names a family: the second is missing or none of it. */
static enum sb_status second_word_wanted(int count, char **words, struct options *out, struct sb_error *err)
{
	sb_auto(buf) family = SB_BUF_INIT;

	for (int i = 1; i < count; i++)
		out->help |= !strcmp(words[i], "--help");
	if (out->help) {
		out->family = words[0];
		return SB_OK;
	}
	sb_cmd_print_family(words[0], &family);
	if (count > 1 && words[1][0] != '-')
		return sb_fail(err, SB_USAGE, _("%s knows no %s: write one of %s behind it"), words[0], unmarked(words[1]), family.data);
	return sb_fail(err, SB_USAGE, _("%s needs a second word: write one of %s behind it"), words[0], family.data);
}

/* The command that the words begin with. *taken: how many of them name it. */
static enum sb_status find_command(int count, char **words, struct options *out, size_t *taken, struct sb_error *err)
{
	out->cmd = sb_cmd_find_words((const char *const *)words, (size_t)count, taken);
	if (out->cmd)
		return SB_OK;
	return sb_cmd_is_family(words[0]) ? second_word_wanted(count, words, out, err) : no_such_command(unmarked(words[0]), err);
}

/* The format a line asks for although it has a mistake. */
static enum format guess_format(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		if (!strncmp(argv[i], "-o", 2) && argv[i][2])
			return format_of(argv[i] + 2);
		if (!strncmp(argv[i], "--output=", 9))
			return format_of(argv[i] + 9);
		if ((!strcmp(argv[i], "-o") || !strcmp(argv[i], "--output")) && i + 1 < argc)
			return format_of(argv[i + 1]);
	}
	return FORMAT_TABLE;
}

enum sb_status options_parse(int argc, char **argv, struct sb_arena *arena, struct options *out, struct sb_error *err)
{
	struct parsing parsing = { .out = out, .arena = arena, .err = err, .global_options = global_table(arena) };
	char **words = marked(arena, argc, argv);
	size_t taken = 1;
	enum sb_status st = SB_OK;

	*out = (struct options){ .format = FORMAT_TABLE };
	parsing.globals = (struct argp){ .options = parsing.global_options, .parser = parse_global };
	const struct argp_child children[] = { { .argp = &parsing.globals }, { 0 } };
	const struct argp first = { .parser = parse_first, .children = children };

	st = run_parser(&parsing, &first, argc, words);
	if (!st && parsing.command_at)
		st = find_command(argc - parsing.command_at, words + parsing.command_at, out, &taken, err);
	if (!st && out->cmd) {
		struct argp_option *table = command_table(out->cmd, arena);
		const struct argp command = { .options = table, .parser = parse_command, .children = children };

		parsing.command_options = table;
		parsing.command_at += (int)taken - 1;
		st = run_parser(&parsing, &command, argc - parsing.command_at, words + parsing.command_at);
	}
	if (st)
		out->format = guess_format(argc, argv);
	return st;
}
