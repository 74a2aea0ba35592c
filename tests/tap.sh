# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# What shell tests are written with. A test begins with `. "$srcdir/tests/tap.sh"`, calls the words below, and
# ends with `done_testing`. It runs in an empty directory of its own with an empty HOME; $STOCKBOOK is the program.
#
#	run COMMAND...          runs it; $out, $err and $status hold what came
#	exits STATUS SENTENCE   the status of the last run
#	is GOT WANTED SENTENCE
#	like GOT PATTERN SENTENCE       an extended regular expression on any line
#	unlike GOT PATTERN SENTENCE
#	ok SENTENCE COMMAND...  the command succeeds
#	skip_all WHY            before anything else

tap_count=0
tap_failed=0
scratch=$(mktemp -d "${TMPDIR:-/tmp}/stockbook-test.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
mkdir "$scratch/home" "$scratch/work" "$scratch/tmp"
HOME=$scratch/home
TMPDIR=$scratch/tmp
XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_STATE_HOME=$HOME/.local/state XDG_CACHE_HOME=$HOME/.cache
XDG_RUNTIME_DIR=$TMPDIR
export HOME TMPDIR XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_RUNTIME_DIR
cd "$scratch/work" || exit 99

tap_result()
{
	tap_count=$((tap_count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tap_count - $2"
	else
		echo "not ok $tap_count - $2"
		tap_failed=$((tap_failed + 1))
	fi
	return "$1"
}

note()
{
	printf '%s\n' "$*" | sed 's/^/# /'
}

run()
{
	"$@" >"$scratch/out" 2>"$scratch/err" </dev/null
	status=$?
	out=$(cat "$scratch/out")
	err=$(cat "$scratch/err")
}

exits()
{
	[ "$status" -eq "$1" ]
	tap_result $? "$2" || note "exit status $status, wanted $1
stdout: $out
stderr: $err"
}

is()
{
	[ "$1" = "$2" ]
	tap_result $? "$3" || note "got:    $1
wanted: $2"
}

like()
{
	printf '%s\n' "$1" | grep -Eq -- "$2"
	tap_result $? "$3" || note "got:        $1
wanted like: $2"
}

unlike()
{
	! printf '%s\n' "$1" | grep -Eq -- "$2"
	tap_result $? "$3" || note "got:            $1
wanted nothing like: $2"
}

ok()
{
	tap_sentence=$1
	shift
	"$@"
	tap_result $? "$tap_sentence"
}

skip_all()
{
	echo "1..0 # SKIP $*"
	exit 0
}

done_testing()
{
	echo "1..$tap_count"
	[ "$tap_failed" -eq 0 ]
	exit
}
