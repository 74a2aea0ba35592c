/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Completions for bash, zsh and fish, written from the table of commands. Products are asked from the book itself
 * while typing.
 */
#include "manual.h"

#include <string.h>

/* Words of "a|b|c" with a blank between. */
static void add_words(const char *choices, struct sb_buf *out)
{
	const char *between = "";

	for (const char *at = choices; at && *at;) {
		size_t length = strcspn(at, "|");

		if (length)
			sb_buf_printf(out, "%s%.*s", between, (int)length, at);
		between = length ? " " : between;
		at += length + (at[length] == '|');
	}
}

/* Inside single quotes of a shell; `also` are characters that take a backslash. */
static void add_quoted(const char *text, const char *also, struct sb_buf *out)
{
	for (; *text; text++) {
		if (*text == '\'')
			sb_buf_puts(out, "'\\''");
		else if (strchr(also, *text))
			sb_buf_printf(out, "\\%c", *text);
		else
			sb_buf_putc(out, *text);
	}
}

/* "sell" or "hold": a command's first word. */
static char *first_word(const struct sb_cmd *cmd)
{
	return sb_strndup(cmd->name, strcspn(cmd->name, " "));
}

/* Calls for each first word of names of two, once. */
static void each_family(void (*each)(const char *family, struct sb_buf *out), struct sb_buf *out)
{
	const struct sb_cmd *cmd;

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		sb_owned_string family = first_word(cmd);
		bool is_first = strchr(cmd->name, ' ');

		for (size_t k = 0; k < i; k++)
			is_first &= !sb_cmd_in_family(sb_cmd_at(k), family);
		if (is_first)
			each(family, out);
	}
}

/* The words of a family with a blank between. */
static void add_family(const char *family, struct sb_buf *out)
{
	const struct sb_cmd *cmd;
	const char *between = "";

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		const char *word = sb_cmd_in_family(cmd, family);

		if (!word)
			continue;
		sb_buf_printf(out, "%s%s", between, word);
		between = " ";
	}
}

static void add_family_name(const char *family, struct sb_buf *out)
{
	if (!sb_cmd_find(family))
		sb_buf_printf(out, " %s", family);
}

/* What may stand first. */
static void add_all_commands(struct sb_buf *out)
{
	const struct sb_cmd *cmd;

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		if (!strchr(cmd->name, ' '))
			sb_buf_printf(out, "%s%s", i ? " " : "", cmd->name);
	}
	each_family(add_family_name, out);
}

/* "sell", "'hold place'" or "list|list-products|ls", as a pattern of a shell's case. */
static void add_pattern(const struct sb_cmd *cmd, struct sb_buf *out)
{
	sb_buf_printf(out, strchr(cmd->name, ' ') ? "'%s'" : "%s", cmd->name);
	if (cmd->aliases)
		sb_buf_printf(out, "|%s", cmd->aliases);
}

static bool takes(const struct sb_cmd *cmd, enum sb_type type)
{
	for (size_t i = 0; i < cmd->arg_count; i++) {
		if (cmd->args[i].flags & SB_ARG_POSITIONAL && cmd->args[i].type == type)
			return true;
	}
	return false;
}

/* ---- bash ---- */

static const char bash_helpers[] =
	"# Completions of stockbook for bash, made by \"stockbook help --completions=bash\".\n\n"
	"_stockbook_products() {\n"
	"\tlocal line\n"
	"\twhile IFS= read -r line; do\n"
	"\t\tCOMPREPLY+=(\"$line\")\n"
	"\tdone < <(stockbook -o csv list --columns=sku --limit=50 \"sku:$1*\" 2>/dev/null | tail -n +2 | tr -d '\\r')\n"
	"}\n\n";

static const char bash_begin[] =
	"_stockbook() {\n"
	"\tlocal cur=${COMP_WORDS[COMP_CWORD]} option= command= seconds= options= values= product= file= i\n"
	"\tif [[ $cur == \"=\" ]]; then\n"
	"\t\toption=${COMP_WORDS[COMP_CWORD-1]} cur=\n"
	"\telif [[ $COMP_CWORD -gt 1 && ${COMP_WORDS[COMP_CWORD-1]} == \"=\" ]]; then\n"
	"\t\toption=${COMP_WORDS[COMP_CWORD-2]}\n"
	"\telif [[ ${COMP_WORDS[COMP_CWORD-1]} == -[bcsuo] ]]; then\n"
	"\t\toption=${COMP_WORDS[COMP_CWORD-1]}\n"
	"\tfi\n"
	"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	"\t\tcase ${COMP_WORDS[i]} in\n"
	"\t\t-[bcsuo]) ((i++)) ;;\n"
	"\t\t--*) [[ ${COMP_WORDS[i+1]} == \"=\" ]] && ((i += 2)) ;;\n"
	"\t\t-*) ;;\n"
	"\t\t*)\n"
	"\t\t\tif [[ -z $command ]]; then\n"
	"\t\t\t\tcommand=${COMP_WORDS[i]}\n"
	"\t\t\t\tseconds=$(_stockbook_seconds \"$command\")\n"
	"\t\t\t\t[[ -n $seconds ]] || break\n"
	"\t\t\telse\n"
	"\t\t\t\t[[ \" $seconds \" == *\" ${COMP_WORDS[i]} \"* ]] && command+=\" ${COMP_WORDS[i]}\"\n"
	"\t\t\t\tseconds=\n"
	"\t\t\t\tbreak\n"
	"\t\t\tfi\n"
	"\t\t\t;;\n"
	"\t\tesac\n"
	"\tdone\n";

static void bash_family(const char *family, struct sb_buf *out)
{
	sb_buf_printf(out, "\t%s) echo \"", family);
	add_family(family, out);
	sb_buf_puts(out, "\" ;;\n");
}

static const char bash_end[] =
	"\tCOMPREPLY=()\n"
	"\tif [[ -n $option ]]; then\n"
	"\t\tcase $option in\n"
	"\t\t-b|-c|--book|--config|--rejects) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
	"\t\t*) COMPREPLY=($(compgen -W \"$values\" -- \"$cur\")) ;;\n"
	"\t\tesac\n"
	"\telif [[ -z $command && $cur != -* ]]; then\n"
	"\t\tCOMPREPLY=($(compgen -W \"$commands\" -- \"$cur\"))\n"
	"\telif [[ $cur == -* ]]; then\n"
	"\t\tCOMPREPLY=($(compgen -W \"$options $globals\" -- \"$cur\"))\n"
	"\t\t[[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null\n"
	"\telif [[ -n $seconds ]]; then\n"
	"\t\tCOMPREPLY=($(compgen -W \"$seconds\" -- \"$cur\"))\n"
	"\t\t[[ -n $product ]] && _stockbook_products \"$cur\"\n"
	"\telif [[ -n $product ]]; then\n"
	"\t\t_stockbook_products \"$cur\"\n"
	"\telif [[ -n $file ]]; then\n"
	"\t\tcompopt -o filenames 2>/dev/null\n"
	"\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n"
	"\telif [[ $command == help ]]; then\n"
	"\t\tCOMPREPLY=($(compgen -W \"$commands settings query\" -- \"$cur\"))\n"
	"\tfi\n"
	"}\n\n"
	"complete -F _stockbook stockbook\n";

static void bash_command(const struct sb_cmd *cmd, struct sb_buf *out)
{
	const char *between = "";

	sb_buf_puts(out, "\t");
	add_pattern(cmd, out);
	sb_buf_puts(out, ")\n\t\toptions=\"");
	for (size_t i = 0; i < cmd->arg_count; i++) {
		const struct sb_arg *arg = &cmd->args[i];

		if (arg->flags & SB_ARG_POSITIONAL)
			continue;
		sb_buf_printf(out, "%s--%s%s", between, arg->name, sb_arg_is_bare(arg) ? "" : "=");
		between = " ";
	}
	sb_buf_puts(out, "\"\n");
	if (takes(cmd, SB_PRODUCT_TYPE))
		sb_buf_puts(out, "\t\tproduct=1\n");
	if (takes(cmd, SB_FILE_TYPE))
		sb_buf_puts(out, "\t\tfile=1\n");
	sb_buf_puts(out, "\t\tcase $option in\n");
	for (size_t i = 0; i < cmd->arg_count; i++) {
		if (!cmd->args[i].choices)
			continue;
		sb_buf_printf(out, "\t\t--%s) values=\"", cmd->args[i].name);
		add_words(cmd->args[i].choices, out);
		sb_buf_puts(out, "\" ;;\n");
	}
	sb_buf_puts(out, "\t\tesac\n\t\t;;\n");
}

static void bash_globals(struct sb_buf *out)
{
	const struct sb_option *option;

	sb_buf_puts(out, "\tlocal commands=\"");
	add_all_commands(out);
	sb_buf_puts(out, "\"\n\tlocal globals=\"");
	for (size_t i = 0; (option = sb_option_at(i)); i++)
		sb_buf_printf(out, "%s--%s%s", i ? " " : "", option->name, option->value ? "=" : "");
	sb_buf_puts(out, "\"\n\tcase $option in\n");
	for (size_t i = 0; (option = sb_option_at(i)); i++) {
		if (!option->choices)
			continue;
		if (option->letter)
			sb_buf_printf(out, "\t-%c|--%s) values=\"", option->letter, option->name);
		else
			sb_buf_printf(out, "\t--%s) values=\"", option->name);
		add_words(option->choices, out);
		sb_buf_puts(out, "\" ;;\n");
	}
	sb_buf_puts(out, "\tesac\n\tcase $command in\n");
}

void completions_bash(struct sb_buf *out)
{
	const struct sb_cmd *cmd;

	sb_buf_puts(out, bash_helpers);
	sb_buf_puts(out, "# What may follow a command's first word.\n_stockbook_seconds() {\n\tcase $1 in\n");
	each_family(bash_family, out);
	sb_buf_puts(out, "\tesac\n}\n\n");
	sb_buf_puts(out, bash_begin);
	bash_globals(out);
	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++)
		bash_command(cmd, out);
	sb_buf_puts(out, "\tesac\n");
	sb_buf_puts(out, bash_end);
}

/* ---- zsh ---- */

static void zsh_values(const char *value, const char *choices, enum sb_type type, struct sb_buf *out)
{
	sb_buf_printf(out, ":%s:", value ? value : "");
	if (choices) {
		sb_buf_putc(out, '(');
		add_words(choices, out);
		sb_buf_putc(out, ')');
	} else if (type == SB_FILE_TYPE) {
		sb_buf_puts(out, "_files");
	} else if (type == SB_PRODUCT_TYPE) {
		sb_buf_puts(out, "_stockbook_products");
	}
}

static void zsh_command(const struct sb_cmd *cmd, struct sb_buf *out)
{
	sb_buf_puts(out, "\t");
	add_pattern(cmd, out);
	sb_buf_puts(out, ")\n\t\t_arguments \\\n");
	for (size_t i = 0; i < cmd->arg_count; i++) {
		const struct sb_arg *arg = &cmd->args[i];
		bool repeats = arg->flags & SB_ARG_REPEAT;

		sb_buf_puts(out, "\t\t\t'");
		if (arg->flags & SB_ARG_POSITIONAL) {
			/* A group that repeats completes as its first. */
			if (repeats && i && cmd->args[i - 1].flags & SB_ARG_POSITIONAL) {
				sb_buf_cut(out, out->len - 4);
				continue;
			}
			sb_buf_puts(out, repeats ? "*" : arg->flags & SB_ARG_REQUIRED ? "" : ":");
			zsh_values(arg->name, arg->choices, arg->type, out);
		} else {
			sb_buf_printf(out, "%s--%s%s[", repeats ? "*" : "", arg->name, sb_arg_is_bare(arg) ? "" : "=");
			add_quoted(arg->help, "[]:\\", out);
			sb_buf_putc(out, ']');
			if (!sb_arg_is_bare(arg))
				zsh_values(arg->value, arg->choices, arg->type, out);
		}
		sb_buf_puts(out, "' \\\n");
	}
	sb_buf_puts(out, "\t\t\t&& return 0\n\t\t;;\n");
}

static enum sb_type type_of(const struct sb_option *option)
{
	bool is_file = option->value && (!strcmp(option->value, "FILE") || !strcmp(option->value, "BOOK"));

	return is_file ? SB_FILE_TYPE : SB_TEXT_TYPE;
}

static void zsh_globals(struct sb_buf *out)
{
	const struct sb_option *option;

	for (size_t i = 0; (option = sb_option_at(i)); i++) {
		sb_buf_printf(out, "\t\t'--%s%s[", option->name, option->value ? "=" : "");
		add_quoted(option->help, "[]:\\", out);
		sb_buf_putc(out, ']');
		if (option->value)
			zsh_values(option->value, option->choices, type_of(option), out);
		sb_buf_puts(out, "' \\\n");
	}
}

static const char zsh_begin[] =
	"#compdef stockbook\n"
	"# Completions of stockbook for zsh, made by \"stockbook help --completions=zsh\".\n\n"
	"_stockbook_products() {\n"
	"\tlocal -a products\n"
	"\tproducts=(${(f)\"$(stockbook -o csv list --columns=sku --limit=50 \"sku:$PREFIX*\" 2>/dev/null | tail -n +2 | tr -d '\\r')\"})\n"
	"\tcompadd -a products\n"
	"}\n\n"
	"_stockbook() {\n"
	"\tlocal curcontext=$curcontext state line name\n"
	"\tlocal -a commands seconds\n"
	"\tcommands=(\n";

static const char zsh_end[] =
	"\tesac\n"
	"}\n\n"
	"_stockbook \"$@\"\n";

static void zsh_summary(const char *indent, const char *word, const char *summary, struct sb_buf *out)
{
	sb_buf_printf(out, "%s'%s:", indent, word);
	add_quoted(summary, ":\\", out);
	sb_buf_puts(out, "'\n");
}

/* Its second word is asked for, or put to the first for the cases below. */
static void zsh_family(const char *family, struct sb_buf *out)
{
	const struct sb_cmd *cmd;

	sb_buf_printf(out, "\t%s)\n\t\tseconds=(\n", family);
	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		if (sb_cmd_in_family(cmd, family))
			zsh_summary("\t\t\t", sb_cmd_in_family(cmd, family), cmd->summary, out);
	}
	sb_buf_puts(out, "\t\t)\n\t\t;;\n");
}

static void zsh_family_name(const char *family, struct sb_buf *out)
{
	sb_auto(buf) words = SB_BUF_INIT;

	if (sb_cmd_find(family))
		return;
	sb_cmd_print_family(family, &words);
	zsh_summary("\t\t", family, words.data, out);
}

static const char zsh_second[] =
	"\tesac\n"
	"\tif (( $#seconds && CURRENT == 2 )); then\n"
	"\t\t_describe 'second word' seconds && return 0\n"
	"\telif (( $#seconds )) && [[ -n ${(M)seconds:#$words[2]:*} ]]; then\n"
	"\t\tname+=\" $words[2]\"\n"
	"\t\tshift words\n"
	"\t\t(( CURRENT-- ))\n"
	"\tfi\n"
	"\tcase $name in\n";

void completions_zsh(struct sb_buf *out)
{
	const struct sb_cmd *cmd;

	sb_buf_puts(out, zsh_begin);
	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		if (!strchr(cmd->name, ' '))
			zsh_summary("\t\t", cmd->name, cmd->summary, out);
	}
	each_family(zsh_family_name, out);
	sb_buf_puts(out, "\t)\n\t_arguments -C \\\n");
	zsh_globals(out);
	sb_buf_puts(out, "\t\t'1:command:{_describe command commands}' \\\n\t\t'*::argument:->argument' && return 0\n"
			 "\t[[ $state == argument ]] || return 1\n\tname=$line[1]\n\tcase $name in\n");
	each_family(zsh_family, out);
	sb_buf_puts(out, zsh_second);
	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++)
		zsh_command(cmd, out);
	sb_buf_puts(out, zsh_end);
}

/* ---- fish ---- */

static void fish_option(const char *condition, const char *name, char letter, const char *choices, bool has_value, bool is_file,
			const char *help, struct sb_buf *out)
{
	sb_buf_printf(out, "complete -c stockbook%s -l %s", condition, name);
	if (letter)
		sb_buf_printf(out, " -s %c", letter);
	if (has_value)
		sb_buf_puts(out, is_file ? " -r -F" : " -x");
	if (choices) {
		sb_buf_puts(out, " -a '");
		add_words(choices, out);
		sb_buf_puts(out, "'");
	}
	sb_buf_puts(out, " -d '");
	add_quoted(help, "\\", out);
	sb_buf_puts(out, "'\n");
}

static void fish_first(const char *word, const char *summary, struct sb_buf *out)
{
	sb_buf_printf(out, "complete -c stockbook -n __fish_use_subcommand -a %s -d '", word);
	add_quoted(summary, "\\", out);
	sb_buf_puts(out, "'\n");
}

static void fish_second(const char *family, const char *word, const char *summary, struct sb_buf *out)
{
	sb_buf_printf(out, "complete -c stockbook -n '__fish_seen_subcommand_from %s; and not __fish_seen_subcommand_from ", family);
	add_family(family, out);
	sb_buf_printf(out, "' -a %s -d '", word);
	add_quoted(summary, "\\", out);
	sb_buf_puts(out, "'\n");
}

static void fish_family(const char *family, struct sb_buf *out)
{
	sb_auto(buf) words = SB_BUF_INIT;

	if (sb_cmd_find(family))
		return;
	sb_cmd_print_family(family, &words);
	fish_first(family, words.data, out);
}

static void fish_command(const struct sb_cmd *cmd, struct sb_buf *out)
{
	sb_auto(buf) condition = SB_BUF_INIT;
	sb_owned_string family = first_word(cmd);
	const char *second = sb_cmd_in_family(cmd, family);

	if (second) {
		fish_second(family, second, cmd->summary, out);
		sb_buf_printf(&condition, " -n '__fish_seen_subcommand_from %s; and __fish_seen_subcommand_from %s'", family, second);
	} else {
		fish_first(cmd->name, cmd->summary, out);
		sb_buf_printf(&condition, " -n '__fish_seen_subcommand_from %s'", cmd->name);
	}
	for (size_t i = 0; i < cmd->arg_count; i++) {
		const struct sb_arg *arg = &cmd->args[i];

		if (!(arg->flags & SB_ARG_POSITIONAL))
			fish_option(condition.data, arg->name, 0, arg->choices, !sb_arg_is_bare(arg), arg->type == SB_FILE_TYPE, arg->help, out);
		else if (arg->type == SB_PRODUCT_TYPE)
			sb_buf_printf(out, "complete -c stockbook%s -a '(__stockbook_products)'\n", condition.data);
		else if (arg->type == SB_FILE_TYPE)
			sb_buf_printf(out, "complete -c stockbook%s -F\n", condition.data);
	}
}

void completions_fish(struct sb_buf *out)
{
	const struct sb_cmd *cmd;
	const struct sb_option *option;

	sb_buf_puts(out, "# Completions of stockbook for fish, made by \"stockbook help --completions=fish\".\n\n"
			 "function __stockbook_products\n"
			 "\tset -l word (commandline -ct)\n"
			 "\tstockbook -o csv list --columns=sku --limit=50 \"sku:$word*\" 2>/dev/null | tail -n +2 | tr -d '\\r'\n"
			 "end\n\n"
			 "complete -c stockbook -f\n");
	for (size_t i = 0; (option = sb_option_at(i)); i++)
		fish_option("", option->name, option->letter, option->choices, option->value, type_of(option) == SB_FILE_TYPE,
			    option->help, out);
	each_family(fish_family, out);
	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++)
		fish_command(cmd, out);
}
