#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every header compiles alone, so that what it needs is seen in it.

. "$srcdir/tests/lint/rule.sh"

compile()
{
	for header in "$@"; do
		echo "#include \"$header\"" |
			${CC:-cc} -std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -fsyntax-only \
				-Iinclude -Idata -Isrc -I"$builddir/src/core" -I. -x c - 2>&1 | head -n 5
	done
}

rule "public headers compile alone" compile $(find include/stockbook -name '*.h' | sort)
rule "private headers compile alone" compile $(program_sources | grep '^src/.*\.h$')
finish_rules
