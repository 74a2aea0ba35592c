#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Shell scripts are read by the shell they are for, and shellcheck finds no error in them.

. "$srcdir/tests/lint/rule.sh"

scripts()
{
	ls bootstrap .ci/run man/page.sh tests/*.sh tests/*/*.sh tests/*/*.t 2>/dev/null
}

unreadable()
{
	for script in $(scripts); do
		case $(head -n 1 "$script") in
		*bash*) bash -n "$script" 2>&1 ;;
		*) sh -n "$script" 2>&1 ;;
		esac
	done
}

errors()
{
	shellcheck -S error -f gcc $(scripts) 2>&1
}

rule "scripts can be read" unreadable
if command -v shellcheck >/dev/null; then
	rule "shellcheck finds no errors" errors
else
	skip "shellcheck finds no errors" "shellcheck is not installed"
fi
finish_rules
