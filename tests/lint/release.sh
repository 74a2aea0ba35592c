#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A release holds every file that is kept in git. (A checkout without git, or a release, cannot tell.)

. "$srcdir/tests/lint/rule.sh"

if ! git -C . rev-parse --git-dir >/dev/null 2>&1 || [ ! -f "$builddir/Makefile" ]; then
	skip "a release holds every file" "this is not a git checkout"
	finish_rules
fi

left_out()
{
	MAKEFLAGS='' make -s -C "$builddir" --no-print-directory print-distfiles | sort -u >"$scratch/taken"
	git ls-files | grep -vE '^(\.gitignore|po/.*)$' | sort | awk -v taken="$scratch/taken" '
		BEGIN {
			while ((getline line < taken) > 0)
				has[line] = 1
		}
		{
			for (path = $0; path != ""; path = index(path, "/") ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : "")
				if (path in has)
					next
			print $0 ": is in no list of a makefile"
		}'
}

rule "a release holds every file" left_out
finish_rules
