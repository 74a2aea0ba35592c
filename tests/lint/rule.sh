# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# What the scripts beside this one are written with. Each begins with `. "$srcdir/tests/lint/rule.sh"`, names its
# rules and ends with `finish_rules`. They run in the source tree and change nothing there.
#
#	rule SENTENCE COMMAND...   every line the command prints is a breach; none, and the rule holds
#	skip SENTENCE WHY          the rule could not be looked at

set -u
LC_ALL=C.UTF-8
export LC_ALL
builddir=$(cd "${builddir:-.}" && pwd)
cd "${srcdir:-.}" || exit 99
rules=0
broken=0
scratch=$(mktemp -d "${TMPDIR:-/tmp}/stockbook-lint.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM

rule()
{
	sentence=$1
	shift
	rules=$((rules + 1))
	"$@" >"$scratch/breaches" 2>&1
	if [ -s "$scratch/breaches" ]; then
		broken=$((broken + 1))
		echo "not ok $rules - $sentence"
		sed 's/^/#   /' "$scratch/breaches"
	else
		echo "ok $rules - $sentence"
	fi
}

skip()
{
	rules=$((rules + 1))
	echo "ok $rules - $1 # SKIP $2"
}

finish_rules()
{
	echo "1..$rules"
	[ "$broken" -eq 0 ]
	exit
}

# Our C files, headers and X-macro tables; what the build makes is not ours.
program_sources()
{
	find src include/stockbook -name '*.[ch]' ! -name statements.c ! -name statements.h ! -name migrations.c \
		! -name embedded.c | sort
}

test_sources()
{
	find tests -name '*.[ch]' | sort
}

# The words of an X-macro list: words_of SB_CMDS include/stockbook/cmd_table.h
words_of()
{
	awk -v list="$1" '
		index($0, "#define " list "(") { inside = 1; next }
		inside {
			if (match($0, /\([a-z_0-9]+/))
				print substr($0, RSTART + 1, RLENGTH - 1)
			if ($0 !~ /\\$/)
				exit
		}' "$2"
}
