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

# Whatever asserts includes base.h, which a build without assertions does not pass.
without_assertions()
{
	for file in $(program_sources | xargs grep -l '[^_a-z]assert(' --); do
		${CC:-cc} -std=gnu17 -D_GNU_SOURCE -DNDEBUG -Iinclude -Idata -Isrc -I"$builddir/src/core" -I. -I"$builddir" \
			-fsyntax-only "$file" 2>&1 | grep -q 'assertions stay on' || echo "$file: is built with NDEBUG"
	done
}

rule "public headers compile alone" compile $(find include/stockbook -name '*.h' | sort)
rule "private headers compile alone" compile $(program_sources | grep '^src/.*\.h$')
rule "nothing is built without its assertions" without_assertions
finish_rules
