#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes a manual page of one Markdown file: page.sh man/stockbook.1.md stockbook.1

set -eu
name=$(basename "$1" .md)
# The text is UTF-8 wherever it is built; two hyphens are an option, not a dash.
LC_ALL=C.UTF-8 "${LOWDOWN:-lowdown}" -s -T man --out-no-smarty \
	-m title="$(printf '%s' "${name%.*}" | tr '[:lower:]' '[:upper:]')" -m section="${name##*.}" \
	-m source="stockbook ${VERSION:-}" -m volume="stockbook" "$1" >"$2.tmp"
# Manual pages have no typewriter face; what is typed is bold.
sed -e 's/\\fC/\\fB/g' -e 's/\\f(CR/\\fB/g' -e 's/--/\\-\\-/g' "$2.tmp" >"$2"
rm -f "$2.tmp"
