#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# No two rules install the same file: side by side one takes from the other what it has just made, and install fails.

. "$srcdir/tests/lint/rule.sh"

if [ ! -f "$builddir/Makefile" ]; then
	skip "a file is installed by one rule" "nothing is configured here"
	finish_rules
fi

# Makes the folders in scratch; in place of installing it says, a line a call: [-m MODE] FILE... FOLDER.
installs()
{
	MAKEFLAGS='' make -s -C "$builddir" --no-print-directory install DESTDIR="$scratch/root" \
		INSTALL='echo installs' INSTALL_STRIP_PROGRAM='echo installs' 2>&1
}

installed_twice()
{
	installs >"$scratch/installs"
	awk '
		!sub(/^installs (-c )?(-m [0-7]+ )?/, "") { next }
		{
			for (i = 1; i < NF; i++) {
				name = $i
				sub(/.*\//, "", name)
				if (seen[$NF, name]++)
					print $NF ": " name " is installed twice"
			}
		}
		END {
			if (length(seen) < 8)
				print "only " length(seen) " files are installed"
		}' "$scratch/installs"
}

rule "a file is installed by one rule" installed_twice
finish_rules
