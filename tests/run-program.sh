#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs one compiled test and writes TAP: run-program.sh PROGRAM [ARGUMENTS]. Criterion writes its TAP to a file
# and does not count what a sanitizer reports when a test's process ends; here a report fails the run.
# TEST_SECONDS (default 600) ends a program that hangs.

program=$1
shift
scratch=$(mktemp -d "${TMPDIR:-/tmp}/stockbook-test.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM

mkdir "$scratch/tmp" "$scratch/home"
HOME=$scratch/home
TMPDIR=$scratch/tmp
XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_STATE_HOME=$HOME/.local/state XDG_CACHE_HOME=$HOME/.cache
XDG_RUNTIME_DIR=$TMPDIR
export HOME TMPDIR XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_RUNTIME_DIR
ASAN_OPTIONS="${ASAN_OPTIONS-}:log_path=$scratch/report"
UBSAN_OPTIONS="${UBSAN_OPTIONS-}:log_path=$scratch/report"
export ASAN_OPTIONS UBSAN_OPTIONS

case $(basename "$program") in
fuzz_*)
	what=$(basename "$program" | sed 's/^fuzz_//')
	corpus=$srcdir/tests/fuzz/corpus/$what
	if timeout 10 "$program" -help=1 2>&1 </dev/null | grep -q libFuzzer; then
		mkdir "$scratch/found"
		echo 1..1
		timeout "${TEST_SECONDS:-600}" "$program" -runs=5000 -artifact_prefix="$scratch/" "$scratch/found" "$corpus" \
			>"$scratch/errors" 2>&1
		status=$?
		if [ "$status" -eq 0 ]; then
			echo "ok 1 - the corpus and 5000 inputs of libFuzzer pass"
		else
			echo "not ok 1 - the corpus and 5000 inputs of libFuzzer pass"
			sed 's/^/# /' "$scratch/errors"
		fi
	else
		timeout "${TEST_SECONDS:-600}" "$program" "$corpus" "$@"
		status=$?
	fi
	;;
model_* | crash_* | concurrent_*)
	timeout "${TEST_SECONDS:-600}" "$program" "$@" 2>"$scratch/errors"
	status=$?
	sed 's/^/# /' "$scratch/errors"
	;;
*)
	# With --quiet it would also swallow what the tests themselves write to stderr.
	timeout "${TEST_SECONDS:-600}" "$program" --tap="$scratch/tap" "$@" >"$scratch/errors" 2>&1
	status=$?
	if [ -s "$scratch/tap" ]; then
		sed 's/^1\.\.0$/1..0 # SKIP no tests yet/' "$scratch/tap"
	else
		echo "Bail out! $(basename "$program") wrote no results (exit status $status)"
	fi
	[ "$status" -eq 0 ] || sed 's/^/# /' "$scratch/errors"
	;;
esac

# What a report says: "ours", "criterion" (blocks that libcriterion itself keeps, which a test that forks sees as
# leaked) or "nothing" (a remark such as that a thread was not suspended).
judge()
{
	awk '
		/leak of .* allocated from:/ { leaks++ }
		/^ *#1 .*libcriterion/ { of_criterion++ }
		/ERROR: LeakSanitizer/ { leaky = 1; next }
		/ERROR: |runtime error:/ { ours = 1 }
		END { print ((ours || leaks > of_criterion) ? "ours" : leaky ? "criterion" : "nothing") }' "$1"
}

reported=
forgiven=
for report in "$scratch"/report.*; do
	[ -e "$report" ] || continue
	case $(judge "$report") in
	ours)
		sed 's/^/# /' "$report"
		reported=yes
		;;
	criterion) forgiven=yes ;;
	esac
done
if [ -n "$reported" ]; then
	echo "Bail out! a sanitizer found something in $(basename "$program")"
	status=1
elif [ -n "$forgiven" ] && [ "$status" -eq 1 ] && ! grep -q '^not ok' "$scratch/tap"; then
	status=0
fi
[ "$status" -ne 124 ] || echo "Bail out! $(basename "$program") was still running after ${TEST_SECONDS:-600} s"
exit "$status"
