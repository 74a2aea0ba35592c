#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The files that hold text for people are exactly those of po/POTFILES.in, in order.

. "$srcdir/tests/lint/rule.sh"

with_text()
{
	{ program_sources; find data src -name '*.def'; } | while read -r file; do
		sed -e 's/\/\*.*//' -e '/^[ 	]*\*/d' "$file" | grep -qE '\b(N?C?_|ngettext)\("' && echo "$file"
	done | sort
}

listed()
{
	sed -e 's/#.*//' -e '/^[ 	]*$/d' po/POTFILES.in
}

missing()
{
	with_text >"$scratch/with"
	listed | sort >"$scratch/listed"
	comm -23 "$scratch/with" "$scratch/listed" | sed 's/$/: add it to po\/POTFILES.in/'
	comm -13 "$scratch/with" "$scratch/listed" | sed 's/$/: has no text for people, or is not there: take it out of po\/POTFILES.in/'
}

in_order()
{
	listed | sort -c 2>&1
}

rule "po/POTFILES.in names the files with text for people" missing
rule "po/POTFILES.in is sorted" in_order
finish_rules
