#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Who may include whom:
#
#	base <- db <- core <- { io, lists } <- cmd <- { cli, tui }        main.c sees all
#
# and which one file may know a library. A new public header is added to `layer_of`, a new library to `keepers`.

. "$srcdir/tests/lint/rule.sh"

layer_of()
{
	cat <<END
base  arena banned base buf embedded error id json log moment money path process secret setting text value
db    db
core  book count entry hold list order product query reason store user valuation
io    demo import
cmd   app cmd cmd_table
cli   cli
tui   tui
END
}

may_include()
{
	cat <<END
base  base
db    base db
core  base db core
io    base db core io
lists base db core lists
cmd   base db core io lists cmd
cli   base db core io lists cmd cli
tui   base db core io lists cmd tui
END
}

# Quoted includes as "file line header".
includes()
{
	program_sources | xargs grep -nE '^[ \t]*#[ \t]*include[ \t]*"' |
		sed -E 's/^([^:]*):([0-9]+):[^"]*"([^"]*)".*/\1 \2 \3/'
}

against_the_layers()
{
	layer_of >"$scratch/layers"
	may_include >"$scratch/may"
	includes | awk -v layers="$scratch/layers" -v may="$scratch/may" '
		BEGIN {
			while ((getline line < layers) > 0) {
				n = split(line, word, " ")
				for (i = 2; i <= n; i++)
					layer["stockbook/" word[i] ".h"] = word[1]
			}
			while ((getline line < may) > 0) {
				n = split(line, word, " ")
				for (i = 2; i <= n; i++)
					allowed[word[1], word[i]] = 1
			}
		}
		{
			n = split($1, path, "/")
			if ($1 == "src/main.c" || $3 ~ /\.def$/)
				next
			from = path[1] == "include" ? layer["stockbook/" path[n]] : path[2]
			if (from == "") {
				if (!($1 in told))
					print $1 ": is in no layer: add it to tests/lint/layers.sh"
				told[$1] = 1
				next
			}
			if ($3 ~ /^stockbook\//) {
				to = layer[$3]
				if (to == "")
					print $1 ":" $2 ": " $3 " is in no layer: add it to tests/lint/layers.sh"
				else if (!((from, to) in allowed))
					print $1 ":" $2 ": " from " includes " $3 ", which is of " to
			} else if (path[1] == "include") {
				print $1 ":" $2 ": a public header includes the private " $3
			} else if ($3 ~ /\// && $3 !~ "^" from "/" && $3 !~ /^\.\.\/[a-z_]+\.h$/ && $3 !~ /^views\//) {
				print $1 ":" $2 ": includes " $3 ", which is private to another folder"
			}
		}'
}

# A header's pattern and the pattern of the one file that may include it. A small library may be in several: utf8proc and
# sodium in base, md4c once in each door that shows Markdown.
keepers()
{
	cat <<END
(ncursesw/)?(curses|ncurses|term|panel|form|menu)\.h src/tui/term_curses.c
sqlite3\.h src/db/[a-z_]+\.h
libpq-fe\.h src/db/[a-z_]+\.h
csv\.h src/io/[a-z_]+\.c
toml\+\+.* src/base/toml\.cc
jansson\.h src/base/[a-z_]+\.c
md4c\.h src/(tui|cli)/[a-z_]*markdown\.c
pcre2\.h src/(core|base)/[a-z_]+\.c
utf8proc\.h src/base/[a-z_]+\.[ch]
nettle/sha2\.h src/base/hash\.c
sodium\.h src/base/[a-z_]+\.[ch]
END
}

libraries_out_of_place()
{
	keepers | while read -r header keeper; do
		find src include -name '*.[ch]' -o -name '*.cc' | xargs grep -lE "^[ 	]*#[ 	]*include[ 	]*<${header}>" \
			>"$scratch/users"
		grep -vxE "$keeper" "$scratch/users" | while read -r user; do
			echo "$user: includes $header, which only $keeper may"
		done
		case $header in
		utf8proc*|sodium*|md4c*) ;;
		*)
			[ "$(grep -cxE "$keeper" "$scratch/users")" -le 1 ] ||
				echo "$header: one file is to know it, these do: $(tr '\n' ' ' <"$scratch/users")"
			;;
		esac
	done
}

door_files()
{
	find src/cli src/tui -name '*.[ch]' | sort
}

sql_in_doors()
{
	door_files | xargs grep -nE '"[^"]*\b(SELECT .* FROM|INSERT INTO|UPDATE .* SET|DELETE FROM|CREATE TABLE|PRAGMA) ' /dev/null
	door_files | xargs grep -nE '\bsb_(db_(stmt|compose|script|begin|commit)|stmt_|bind_|col_(int|text|bytes))' /dev/null
}

entries_in_doors()
{
	door_files | xargs grep -nE '\bstruct sb_draft\b|\bSB_DRAFT\(|\bsb_book_(record|add|write)' /dev/null
}

printing_below_doors()
{
	find src/base src/db src/core src/io src/lists src/cmd -name '*.c' ! -path src/base/log.c ! -path src/base/alloc.c |
		xargs grep -nE '\b(v?f?printf|f?puts|putchar|perror|warnx?|errx?|v?syslog)\((std(out|err)|["_])' /dev/null |
		grep -vE '\bstderr_|fprintf\(file|fputs\(text'
}

rule "folders include only what lies below them" against_the_layers
rule "a library is known to one file" libraries_out_of_place
rule "doors contain no SQL" sql_in_doors
rule "doors build no entries" entries_in_doors
rule "only doors print" printing_below_doors
finish_rules
