#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# mandoc finds nothing worth a warning in the manual pages.

. "$srcdir/tests/lint/rule.sh"

pages=$(find "$builddir/man" man -name '*.[1-8]' 2>/dev/null | sort -u)
if [ -z "$pages" ]; then
	skip "the manual pages are well formed" "none were made: lowdown was not found by configure"
	finish_rules
fi
if ! command -v mandoc >/dev/null; then
	skip "the manual pages are well formed" "mandoc is not installed"
	finish_rules
fi

# lowdown writes its own fonts, breaks before lists and no date.
complaints()
{
	mandoc -T lint -W warning "$1" 2>&1 |
		grep -vE 'unknown font|missing date|skipping paragraph macro|unusual Xr order|referenced manual not found|fill mode already'
}

for page in $pages; do
	rule "$(basename "$page") is well formed" complaints "$page"
done
finish_rules
