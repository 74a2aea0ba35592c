#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Nonsense in every argument of every command: it is refused in one sentence, nothing crashes, and the book stays as it is.

. "$srcdir/tests/cli/lib.sh"
make_shop

long=$(printf '%05000d' 0)

# COMMAND LINE...: with nonsense for @
refused()
{
	bad=
	for nonsense in '' x -1 99999999999999999999 1e9 'ä€😀' "$(printf '\001')" "';--" 2026-99-99 - '%s%n' "$long"; do
		set -- "$1"
		for word in $1; do
			[ "$word" = @ ] && word=$nonsense
			case $word in *=@) word=${word%@}$nonsense ;; esac
			set -- "$@" "$word"
		done
		line=$1
		shift
		"$STOCKBOOK" -b shop.book "$@" >/dev/null 2>"$scratch/err" </dev/null
		status=$?
		if [ "$status" -gt 8 ]; then
			bad="$bad [$status by $(printf %.20s "$nonsense")]"
		elif [ "$status" -ne 0 ] && ! { [ "$(wc -l <"$scratch/err")" -eq 1 ] && grep -q '^stockbook: ' "$scratch/err"; }; then
			bad="$bad [no sentence for $(printf %.20s "$nonsense")]"
		fi
		set -- "$line"
	done
	is "$bad" "" "$1"
}

head=$(head_of)
while read -r line; do
	refused "$line"
done <<'END'
show @
list @ --sort=@
list --limit=@
list --columns=@ --after=@
list --of=@
receive @ 1
receive @ @
sell MUG-BLUE 1000 --at=@ --price=@
sell MUG-BLUE 1000 --token=@ --note=@
return @ @ --reason=@
remove @ 1 --reason=@
remove MUG-BLUE 1000 --reason=@
adjust @ 1
adjust MUG-BLUE @ --to=@
adjust MUG-BLUE --to=@ --reason=@ --at=@
transfer @ 1 --to=@
transfer receive @
transfer close @ --reason=@
transact @ @
history @ --from=@ --to=@
history --kind=@
undo @
hold place @ 1
hold place MUG-BLUE 1000 --expires=@ --order=@
hold convert @ MUG-BLUE @
hold release @
hold release --order=@
hold fulfil @ --price=@
hold cancel @ --reason=@
availability @
count new @
count new --tag=@
count new --bin=@
count new --query=@ --tag=kitchen
count new --tolerance=@ --tag=none
count scan @ MUG-BLUE 1
count scan 1 @ @ --at=@
count show @
count review @
count post @
count cancel @ --reason=@
order new @ MUG-BLUE @
order show @
order receive @ MUG-BLUE 1
order cancel @
value @ --store=@
value --at=@ --method=@
store plan @ --bin=x
store edit @ --name=@
supplier edit @ --lead-days=@
user edit @ --role=@
edit @ --price=@
archive @
close --day=@ --summary=@
import @ --dry-run
restore @
-s @ list
-o @ list
-u @ sell MUG-BLUE 1000
@
@ @
END
unchanged "of all that nothing is in the book"
done_testing
