#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A function has at most 70 lines, a source file 600, a header 250, and no line of C more than 160 columns
# (rows of tables with sentences for people aside).

. "$srcdir/tests/lint/rule.sh"

long_functions()
{
	{ program_sources; test_sources; } | ctags --languages=C,C++ --langmap=C:+.h --kinds-C=f --fields=+neS -L - -f - --sort=no 2>/dev/null |
		awk -F '\t' '{
			line = last = 0
			for (i = 4; i <= NF; i++) {
				if ($i ~ /^line:/) line = substr($i, 6)
				if ($i ~ /^end:/) last = substr($i, 5)
			}
			if (last && last - line + 1 > 70)
				print $2 ":" line ": " $1 "() has " last - line + 1 " lines"
		}'
}

longer_than()
{
	limit=$1
	shift
	for file in "$@"; do
		lines=$(wc -l <"$file")
		[ "$lines" -le "$limit" ] || echo "$file: $lines lines"
	done
}

long_sources()
{
	longer_than 600 $({ program_sources; test_sources; } | grep '\.c$')
}

long_headers()
{
	longer_than 250 $({ program_sources; test_sources; } | grep '\.h$')
}

wide_lines()
{
	program_sources | xargs awk '!/N_\("/ {
		line = $0
		gsub(/\t/, "        ", line)
		if (length(line) > 160)
			print FILENAME ":" FNR ": " length(line) " columns"
	}'
}

if command -v ctags >/dev/null && ctags --version 2>/dev/null | grep -q Universal; then
	rule "no function has more than 70 lines" long_functions
else
	skip "no function has more than 70 lines" "universal-ctags is not installed"
fi
rule "no source has more than 600 lines" long_sources
rule "no header has more than 250 lines" long_headers
rule "no line has more than 160 columns" wide_lines
finish_rules
