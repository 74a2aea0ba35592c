#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Puts the chapters that the program's tables know into the manual: man/update.sh [PROGRAM], from the top of the source.
# tests/cli/help.t says when that is due.

set -eu
program=${1:-src/stockbook}
chapter=$(mktemp)
trap 'rm -f "$chapter"' EXIT

# FILE, HEADING, WORD of help --markdown
put()
{
	LC_ALL=C.UTF-8 LANGUAGE= "$program" help --markdown="$3" >"$chapter"
	awk -v heading="# $2" -v chapter="$chapter" '
		$0 == heading { print; print ""; while ((getline line < chapter) > 0) print line; skipping = 1; next }
		/^# / { skipping = 0 }
		!skipping { print }' "$1" >"$1.new"
	mv "$1.new" "$1"
}

put man/stockbook.1.md OPTIONS options
put man/stockbook.1.md COMMANDS commands
put man/stockbook.conf.5.md SETTINGS settings
