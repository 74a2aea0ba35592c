#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs one fuzz target for a while: run.sh TARGET SECONDS NEW-INPUTS-DIRECTORY CORPUS-DIRECTORY. What libFuzzer
# finds is kept in the directory of new inputs; a build without libFuzzer repeats changed inputs instead.

set -eu
target=$1 seconds=$2 found=$3 corpus=$4
if timeout 10 "$target" -help=1 2>&1 </dev/null | grep -q libFuzzer; then
	exec "$target" -max_total_time="$seconds" -max_len=65536 -timeout=20 -print_final_stats=1 \
		-artifact_prefix="$found/" "$found" "$corpus"
fi
exec "$target" "$corpus" "$((seconds * 2000))"
