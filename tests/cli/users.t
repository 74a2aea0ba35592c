#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# People: added and changed, what each role may do, secrets that are nowhere but where they belong.

. "$srcdir/tests/cli/lib.sh"
make_shop

# NAME ARGUMENT...
as()
{
	name=$1
	shift
	run "$STOCKBOOK" -b shop.book -u "$name" "$@"
}

# SECRET NAME ARGUMENT...: the secret comes by the input
typing()
{
	secret=$1 name=$2
	shift 2
	printf '%s\n' "$secret" | "$STOCKBOOK" -b shop.book -u "$name" "$@" >"$scratch/out" 2>"$scratch/err"
	status=$?
	out=$(cat "$scratch/out")
	err=$(cat "$scratch/err")
}

as nobody sell MUG-BLUE 1
exits 0 "a book without users asks nobody who they are"
sb user add ben
exits 5 "the first user is no clerk"
like "$err" '\-\-role=manager' "and is told what to do"
sb user add Mia --role=manager -o json
exits 0 "but a manager"
password=$(json "d['user']['password']")
is "${#password}" 30 "who is given a password"
is "$(json "d['user']['role'], d['user']['pin'], d['entry']['kind']")" "('manager', False, 'user_add')" "and no PIN"
sb user add ben
exits 5 "from then on whoever acts is one of them"
like "$err" '"ana" is no user of this book: say who acts with -u NAME \(Mia\), in the terminal with F9' "and the sentence names the option"
sb list
exits 5 "even to look"
as mia user add ben
exits 0 "a name is understood in any case"
as mia user add otto --role=auditor
exits 0 "an auditor is added"
as mia user add BEN
exits 4 "a name is used once"
as mia user add "a:b"
exits 6 "and has no colon"
is "$(as mia list --of=journal --columns=user --limit=1 -o csv; printf '%s' "$out" | tail -n 1 | tr -d '\r')" Mia "entries tell it as it was added"

sb -u mia user edit nobody --pin <<END
4711
END
exits 3 "nobody's PIN is not asked for"

# WHO STATUS ARGUMENT...
may()
{
	who=$1 wanted=$2
	shift 2
	as "$who" "$@"
	exits "$wanted" "$who: $*"
}

while read -r clerk auditor line; do
	# shellcheck disable=SC2086 # words of a command
	may mia 0 $line
	# shellcheck disable=SC2086
	may ben "$clerk" $line
	# shellcheck disable=SC2086
	may otto "$auditor" $line
done <<'END'
0 0 list
0 0 show MUG-BLUE
0 0 history
0 0 availability MUG-BLUE
0 0 hold list
0 0 store list
0 0 user list
0 0 reason list
0 0 check
0 5 close
0 0 close --summary
0 5 sell MUG-BLUE 1
0 5 receive MUG-BLUE 1
0 5 return MUG-BLUE 1
0 5 transact MUG-BLUE +1
0 5 hold place MUG-BLUE 1
0 5 hold expire
0 5 undo last
5 5 remove MUG-BLUE 1 --reason=damage
5 5 adjust MUG-BLUE +1 --reason=found
5 5 reason add broken_here --token=broken
5 5 edit MUG-BLUE --price=8
5 5 store edit MAIN --name=Main
5 5 user edit otto --role=auditor
5 5 rebuild
END

as mia sell MUG-BLUE 1 -o json
sold=$(json "d['entry']['seq']")
as ben undo "$sold"
exits 5 "a clerk does not undo what others did"
as ben sell MUG-BLUE 1 -o json
sold=$(json "d['entry']['seq']")
as ben undo "$sold" --token=back-1
exits 0 "but what they did last"
as ben undo "$sold" --token=back-1 -o json
is "$(json "d['replayed']")" True "and asking again is answered"
as ben undo $((sold + 1))
exits 0 "and that again"
as ben user edit ben --role=manager
exits 5 "nobody makes themselves a manager"
as mia user edit mia --role=clerk
exits 5 "the last manager stays one"
as mia user edit mia --retired=yes
exits 5 "and stays"

as ben user edit ben --pin=1234
exits 2 "a secret is no word of a command"
unlike "$err$out" 1234 "and is not repeated"
typing 12 ben user edit ben --pin
exits 6 "a PIN has four digits at least"
typing 4711 ben user edit ben --pin
exits 0 "one's own PIN is one's own business"
typing 4711 otto user edit ben --pin
exits 5 "another's is not"
as ben sell MUG-BLUE 1
exits 5 "who has a PIN does not write without it"
like "$err" 'user.pin_file' "and is told how without a terminal"
as ben list
exits 0 "but looks"
echo 4711 >pin
chmod 644 pin
STOCKBOOK_USER_PIN_FILE=pin
export STOCKBOOK_USER_PIN_FILE
as ben sell MUG-BLUE 1
exits 5 "a file that others can read is not taken"
chmod 600 pin
as ben sell MUG-BLUE 1
exits 0 "one that they cannot is"
# The wait is a second at first: a machine with much else to do may be late for it.
for _ in 1 2 3 4 5 6 7 8 9 10; do
	echo 4712 >pin
	for n in 1 2 3; do
		as ben sell MUG-BLUE 1
	done
	refused=$status
	echo 4711 >pin
	as ben sell MUG-BLUE 1
	[ "$status" -eq 0 ] || break
done
is "$refused" 5 "a wrong PIN is refused"
like "$err" 'try again in' "and after three of them the right one waits too"
unset STOCKBOOK_USER_PIN_FILE
typing 5678 mia user edit ben --pin
exits 0 "a manager gives a new one"
typing 9999 mia user edit ben --pin --token=pin-1
exits 0 "and another, with a token"
typing 9999 mia user edit ben --pin --token=pin-1 -o json
is "$(json "d['replayed']")" True "which again is the same request"
typing 8888 mia user edit ben --pin --token=pin-1
exits 4 "with another PIN it is another"
like "$err" 'was used with another PIN' "and is told to be"
typing "correct horse battery" mia user edit ben --password --token=pin-1
exits 4 "as it is with a password"
as mia user edit ben --no-pin
exits 0 "or takes it away"
as ben sell MUG-BLUE 1
exits 0 "then the name is enough"
printf '%s\n' "correct horse battery" | "$STOCKBOOK" -b shop.book -u mia user edit otto --password >out 2>&1
ok "a password is given by the input" grep -q 'user changed otto: password' out

seen=$("$STOCKBOOK" -b shop.book -u mia check -o json | python3 -c 'import json, sys; print(json.load(sys.stdin)["entries"])')
as mia user edit otto --role=clerk
as mia user edit otto --role=manager --seen="$seen"
exits 4 "a role that was changed meanwhile is not overwritten unseen"
like "$err" 'otto meanwhile: Role is clerk .yours: manager.' "and both are told"
as mia user edit otto --role=auditor

as mia rebuild
as mia check
exits 0 "what was rebuilt is what was recorded"
as mia user list -o json
is "$(json "[(r['user'], r['role'], r['pin'], r['password']) for r in d['rows']]")" \
	"[('ben', 'clerk', False, False), ('Mia', 'manager', False, True), ('otto', 'auditor', False, True)]" "and secrets outlive it"
as mia list --of=journal --columns='*' -o json
unlike "$out" 'argon2|[ ":]4711|correct horse' "no list tells them"
ok "no log tells them" sh -c "! grep -rqE '4711|5678|correct horse|$password' \"\$HOME\""
as mia user edit ben --retired=yes
exits 0 "who leaves is retired"
as ben list
exits 5 "and acts no more"
as otto backup copy.book
exits 0 "an auditor makes a backup"
as otto restore copy.book
exits 5 "but puts none in the book's place"
as mia restore copy.book
exits 0 "a manager does"
as mia user list role:boss
exits 6 "a role that is none is refused"
like "$err" 'clerk, manager, auditor' "with those there are"
as mia user list role:clerk -o json
is "$(json "[r['retired'] for r in d['rows']]")" "[True]" "and people are in it"
done_testing
