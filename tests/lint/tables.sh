#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A word in a table is the name of a file and a heading of the manual: commands, lists, settings and keys agree.

. "$srcdir/tests/lint/rule.sh"

sources_in()
{
	grep -oE "src/[a-z]+/[a-z_0-9/]+\.(c|cc)" "$1" | sort -u
}

# file of a word: "return" is src/cmd/return.c
each_has_a_file()
{
	for word in $(words_of "$1" "$2"); do
		[ -f "src/$3/$word.c" ] || echo "$word: src/$3/$word.c is not there"
		[ ! -f "src/$3/$word.c" ] || grep -qE "\bsb_$4_$word\b" "src/$3/$word.c" ||
			echo "src/$3/$word.c: does not define sb_$4_$word"
	done
	for word in $(grep -hoE "^const struct sb_$4 sb_$4_[a-z_0-9]+" src/"$3"/*.c 2>/dev/null | sed "s/.*sb_$4_//"); do
		words_of "$1" "$2" | grep -qx "$word" || echo "src/$3: sb_$4_$word is not in $1 of $2"
	done
}

listed_sources()
{
	for folder in base db core io lists cmd cli tui; do
		[ -f src/$folder/local.mk ] || continue
		sources_in src/$folder/local.mk >"$scratch/listed"
		find src/$folder -name '*.c' -o -name '*.cc' | grep "^src/$folder/" |
			grep -vE '/(migrations|statements|embedded)\.c$' | sort >"$scratch/there"
		grep -vE '/(migrations|statements|embedded)\.c$' "$scratch/listed" | comm -13 - "$scratch/there" |
			sed "s/\$/: is not in src\/$folder\/local.mk/"
	done
}

# Its sections are headings of the chapter COMMANDS.
in_manual()
{
	for word in $(words_of SB_CMDS include/stockbook/cmd_table.h); do
		grep -qx "## $(echo "$word" | tr _ ' ')" man/stockbook.1.md || echo "$word: stockbook.1.md has no heading for it"
	done
}

settings()
{
	sed -nE 's/^S\([A-Z_0-9]+, "([^"]+)".*/\1/p' data/settings.def
}

settings_in_manual()
{
	for name in $(settings); do
		grep -qF -- "- **$name**" man/stockbook.conf.5.md || echo "$name: stockbook.conf.5.md does not speak of it"
	done
	sed -nE 's/^- \*\*([a-z]+\.[a-z_]+)\*\*.*/\1/p' man/stockbook.conf.5.md | while read -r name; do
		settings | grep -qx "$name" || echo "$name: stockbook.conf.5.md speaks of it, data/settings.def does not"
	done
}

# What a key runs is a command, an alias or an action.
keys_run_what_there_is()
{
	{
		words_of SB_CMDS include/stockbook/cmd_table.h | tr _ ' '
		sed -nE 's/.*\.aliases = "([^"]+)".*/\1/p' src/cmd/*.c 2>/dev/null | tr '|' '\n'
		sed -nE 's/^[ 	]*[A-Z]+\(([a-zA-Z_0-9]+, *)?"([a-z-]+)".*/\2/p' src/tui/actions.def 2>/dev/null
	} | sort -u >"$scratch/words"
	awk -v words="$scratch/words" '
		BEGIN { while ((getline line < words) > 0) known[line] = 1 }
		function look(first, second) { if (!(first in known) && !((first " " second) in known)) print first }
		$1 == "bind" { look($4, $5) }
		$1 == "hint" { line = $0; sub(/^hint +[^ ]+ +/, "", line); n = split(line, part, / *\| */)
			for (i = 1; i <= n; i++) { split(part[i], w, " "); look(w[1], w[2]) } }' data/keys | sort -u | sed 's/$/: data\/keys runs it, and it is neither command nor action/'
}

rule "every command has its file" each_has_a_file SB_CMDS include/stockbook/cmd_table.h cmd cmd
rule "every list has its file" each_has_a_file SB_LISTS include/stockbook/list.h lists list
rule "every source is in its folder's local.mk" listed_sources
rule "every command has its section in stockbook.1.md" in_manual
rule "stockbook.conf.5.md has exactly the settings there are" settings_in_manual
rule "keys run what there is" keys_run_what_there_is
finish_rules
