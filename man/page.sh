#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes a manual page of one Markdown file: page.sh man/stockbook.1.md > stockbook.1

set -eu
name=$(basename "$1" .md)
"${LOWDOWN:-lowdown}" -s -T man \
	-m title="$(printf '%s' "${name%.*}" | tr '[:lower:]' '[:upper:]')" -m section="${name##*.}" \
	-m source="stockbook ${VERSION:-}" -m volume="stockbook" "$1"
