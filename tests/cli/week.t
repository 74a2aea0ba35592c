#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A week of a chain of three stores, from the shell alone: goods on their way for two days, deliveries short and over, holds
# that expire on their own, a blind count while the counter goes on selling, each act by somebody who may. What it comes to
# is tests/fixtures/week.state, which the same week at the terminal has to come to as well.

. "$srcdir/tests/cli/lib.sh"

unset STOCKBOOK_USER_PIN_FILE
echo 2468 >mia.pin
echo 4711 >ben.pin
chmod 600 mia.pin ben.pin

mia()
{
	run env STOCKBOOK_USER_PIN_FILE=mia.pin "$STOCKBOOK" -b chain.book -u mia "$@"
}

ben()
{
	run env STOCKBOOK_USER_PIN_FILE=ben.pin "$STOCKBOOK" -b chain.book -u ben "$@"
}

cleo()
{
	run "$STOCKBOOK" -b chain.book -u cleo "$@"
}

otto()
{
	run "$STOCKBOOK" -b chain.book -u otto "$@"
}

# Days that lie behind, the week ending today.
past()
{
	date -u -d "$1 days ago" "+%Y-%m-%d 10:00"
}

monday=$(past 6) tuesday=$(past 5) wednesday=$(past 4) thursday=$(past 3) friday=$(past 2)

# WHO ARGUMENT...: does it, or the test says that it was not done
does()
{
	"$@"
	[ "$status" -eq 0 ] || exits 0 "$*"
}

# WHO PIN ROLE
hire()
{
	printf '%s\n' "$2" | "$STOCKBOOK" -b chain.book -u mia user add "$1" "--role=$3" --pin >"$scratch/out" 2>"$scratch/err"
	status=$?
	err=$(cat "$scratch/err")
	exits 0 "$1 is hired"
}

# STORE SKU COLUMNS
cell()
{
	"$STOCKBOOK" -b chain.book -u otto -s "$1" list "sku:$2" "--columns=$3" -o csv | tail -n +2 | tr -d '\r'
}

state()
{
	sh "$srcdir/tests/state.sh" chain.book otto
}

# ---- the chain ----

does mia init --currency=EUR --zone=UTC
hire mia 2468 manager
does mia user add ben --role=clerk
printf '4711\n' | "$STOCKBOOK" -b chain.book -u ben user edit ben --pin >"$scratch/out" 2>&1
ok "ben chooses his PIN" grep -q 'user changed ben: PIN' "$scratch/out"
does mia user add cleo --role=clerk
does mia user add otto --role=auditor
does mia store edit MAIN --name="Market Square"
does mia store add NORTH --name="North Street"
does mia store add HARBOUR --name=Harbour
does mia supplier add "Rhine Wholesale" --code=RHINE --lead-days=4 --minimum=50
does mia add MUG-BLUE --name="Blue mug" --price=7.50 --cost=3 --opening=24 --reorder-point=10 --order-up-to=40 --pack=6 \
	--supplier=RHINE --tag=kitchen --barcode=4006381333931 --at="$monday"
does mia add MUG-RED --name="Red mug" --price=7.50 --cost=3.20 --opening=12 --reorder-point=8 --order-up-to=20 \
	--supplier="rhine wholesale" --tag=kitchen --at="$monday"
does mia add BOWL --name=Bowl --price=9 --cost=4 --opening=10 --reorder-point=4 --order-up-to=12 --supplier=RHINE --tag=kitchen --at="$monday"
does mia add TEA --name="Grüner Tee" --unit=kg --decimals=3 --price=12 --cost=8 --opening=1.5 --reorder-point=0.2 --order-up-to=2 \
	--supplier="Tea House" --at="$monday"
does mia -s NORTH store plan MUG-BLUE --reorder-point=4 --order-up-to=18 --bin="A 1"
does mia -s NORTH store plan BOWL --reorder-point=2 --order-up-to=6
does mia -s HARBOUR store plan BOWL --reorder-point=3 --order-up-to=9
is "$(cell MAIN MUG-BLUE reorder_point) $(cell NORTH MUG-BLUE reorder_point) $(cell MAIN MUG-RED supplier)" "10 4 Rhine Wholesale" \
	"stores plan for themselves, a supplier's code is its name"

# ---- Monday ----

does ben -s NORTH receive MUG-BLUE 3 MUG-RED 6 --at="$monday"
does cleo -s HARBOUR receive MUG-RED 5 --at="$monday"
otto -s NORTH order suggest --supplier=RHINE -o json
is "$(json "[(r['sku'], r['suggested']) for r in d['rows']]")" "[('BOWL', 6), ('MUG-BLUE', 18), ('MUG-RED', 14)]" \
	"what a store is to order follows its own reorder points"
ben -s NORTH order new RHINE --suggested
exits 5 "a clerk does not order"
mia -s NORTH order new RHINE --suggested --at="$monday" -o json
order=$(json "d['order']['number']")
mia -s HARBOUR order new RHINE BOWL 9 --at="$monday" -o json
like "$(json "d['warning']")" 'takes orders from 50.00' "an order below the supplier's minimum is told"
bowls=$(json "d['order']['number']")
mia -s NORTH order new RHINE --suggested
exits 5 "what is on order is not suggested again"
does cleo sell MUG-RED 1 BOWL 1 --at="$monday"

# ---- Tuesday: goods leave ----

ben transfer MUG-BLUE 6 TEA 0.5 --to=NORTH --at="$tuesday"
like "$out" 'sent 6 × MUG-BLUE Blue mug and 1 more from MAIN to NORTH · transfer [0-9]+$' "who receives is told the transfer's number"
north=$(printf '%s\n' "$out" | sed 's/.*transfer //')
cleo transfer BOWL 4 MUG-BLUE 4 --to=HARBOUR --at="$tuesday" -o json
harbour=$(json "d['transfer']['seq']")
cleo transfer MUG-BLUE 15 --to=HARBOUR
exits 5 "what is on its way is not sent again"
is "$(cell MAIN MUG-BLUE on_hand,in_transit) $(cell NORTH MUG-BLUE on_hand,in_transit,projected) $(cell HARBOUR MUG-BLUE on_hand,in_transit)" \
	"14,0 3,6,27 0,4" "the goods are nowhere but on their way"
does ben -s NORTH sell MUG-BLUE 2 --at="$tuesday"

# ---- Wednesday: one arrives short ----

cleo -s HARBOUR transfer receive "$harbour" BOWL 4 MUG-BLUE 3 --at="$wednesday"
like "$out" 'arrived 4 × BOWL Bowl and 1 more in HARBOUR from MAIN' "one store has its goods, but one piece"
is "$(cell HARBOUR MUG-BLUE on_hand,in_transit) $(cell NORTH MUG-BLUE on_hand,in_transit)" "3,1 1,6" "the other still waits"
does cleo -s HARBOUR sell BOWL 2 MUG-RED 1 --at="$wednesday"

# ---- Thursday: the other comes, a delivery does in part ----

ben -s NORTH transfer receive "$north" --at="$thursday"
like "$out" 'in NORTH from MAIN' "two days later all of it"
does mia transfer close "$harbour" --reason=loss --at="$thursday"
is "$(cell HARBOUR MUG-BLUE on_hand,in_transit)" "3,0" "the lost piece is given up"
ben -s NORTH order receive "$order" MUG-BLUE 12 BOWL 6 --cost=3.30 --cost= --at="$thursday" -o json
is "$(json "d['order']['status'], [(l['sku'], l['open']) for l in d['order']['lines']]")" \
	"('partial', [('MUG-BLUE', 6), ('MUG-RED', 14), ('BOWL', 0)])" "an order comes in part"

# ---- Friday: more than ordered, the rest never ----

ben -s NORTH order receive "$order" MUG-RED 16 --close --at="$friday" -o json
like "$(json "d['warning']")" 'MUG-RED: 2 more than ordered.*MUG-BLUE: short of 6|MUG-BLUE: short of 6.*MUG-RED: 2 more' "over and short are told"
is "$(json "d['order']['status']")" closed "the rest is not waited for"
does cleo -s HARBOUR order receive "$bowls" --all --at="$friday"
does ben -s NORTH sell MUG-RED 2 --at="$friday"
mia close --day="${friday% *}"
exits 0 "a day is closed afterwards"
like "$out" 'nothing moved' "in which one store did nothing"
mia -s NORTH close --day="${friday% *}" -o json
is "$(json "sorted((r['kind'], r['user'], r['qty']) for r in d['rows'])")" "[('receive', 'ben', 16), ('sale', 'ben', -2)]" "and another did this"

# ---- Saturday: held for orders ----

cleo hold place MUG-BLUE 4 BOWL 1 --order=A1 --expires=3600 -o json
first=$(json "d['hold']['number']")
ben hold allocate MUG-BLUE 2 --order=A4 -o json
fourth=$(json "d['hold']['number']")
ben -s NORTH hold place MUG-RED 3 --order=A2 --expires=3600 -o json
second=$(json "d['hold']['number']")
cleo -s HARBOUR hold place BOWL 1 --order=A5 --expires=3600
exits 0 "each store holds its own"
does ben hold convert "$first"
does ben hold fulfil "$first"
does ben -s NORTH hold release "$second" MUG-RED 1
does ben -s NORTH hold release "$second"
ben hold cancel "$fourth" --reason="customer gone"
exits 5 "a clerk does not cancel what was allocated"
does mia hold cancel "$fourth" --reason="customer gone"
cleo hold place BOWL 2 --order=A3 --expires=1 -o json
passing=$(json "d['hold']['number']")
sleep 1.1
is "$(cell MAIN BOWL on_hand,available)" "4,4" "a hold whose time has come holds nothing"
cleo hold convert "$passing"
exits 5 "nor is it allocated any more"
does cleo hold expire
otto hold list status:expired -o csv --columns=order
like "$out" A3 "and that is written down"

# ---- Saturday night: a blind count while the counter sells ----

ben -s NORTH count new --tag=kitchen --blind --tolerance=1 -o json
count=$(json "d['count']['number']")
moment=$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)
does ben -s NORTH count scan "$count" 4006381333931 11
does cleo -s NORTH sell MUG-BLUE 2
does cleo -s NORTH count scan "$count" MUG-BLUE 7
does cleo -s NORTH sell MUG-BLUE 1
does ben -s NORTH count scan "$count" BOWL 3
does ben -s NORTH sell MUG-RED 2
does cleo -s NORTH count scan "$count" MUG-RED 17
does cleo -s NORTH count scan "$count" 99887766
like "$err" 'nothing has the code 99887766' "a code that nothing has is kept"
ben -s NORTH count show "$count" -o csv --columns=expected,variance
unlike "$out" '[0-9]' "nobody is told what is expected"
ben -s NORTH count review "$count"
exits 5 "nor may a clerk end the counting"
does mia -s NORTH count review "$count"
like "$err" '1 line is beyond the tolerance.*1 scan is of an unknown code' "then the manager sees what is to be done"
does cleo -s NORTH count resolve "$count" 99887766 MUG-RED
ben -s NORTH count recount "$count" BOWL 5
exits 5 "who counted a line does not count it again"
does cleo -s NORTH count recount "$count" BOWL 5
mia -s NORTH count post "$count" -o json
is "$(json "d['count']['status'], d['changed'] and sorted((c['sku'], c['on_hand']) for c in d['changed'])")" \
	"('posted', [('BOWL', 5), ('MUG-BLUE', 17)])" "what was sold meanwhile is no difference"
ben -s NORTH sell BOWL 1 --at="$moment"
like "$err" "absorbed by count $count" "a slip from before the count is written down later"
is "$(cell NORTH BOWL on_hand)" 5 "on hand stays as counted"

# ---- Sunday ----

does cleo return MUG-RED 1
does mia remove BOWL 1 --reason=damage
ben sell MUG-RED 3 -o json
sold=$(json "d['entry']['seq']")
cleo undo "$sold"
exits 5 "a clerk does not take back what another did"
does mia undo "$sold"
before=$(cell MAIN MUG-RED on_hand)
for words in "sell MUG-RED 1" "receive MUG-RED 1" "count new" "transfer MUG-RED 1 --to=NORTH" "hold expire" "rebuild"; do
	# shellcheck disable=SC2086 # words of a command
	otto $words
	[ "$status" -eq 5 ]
	tap_result $? "an auditor does not $words"
done
is "$(cell MAIN MUG-RED on_hand)" "$before" "and changed nothing"
otto value --method=fifo -o json
exits 0 "but sees what the stock is worth"
mia close
exits 0 "the week is closed"
otto list --of=journal -o json
is "$(json "sorted({r['user'] for r in d['rows']})")" "['ben', 'cleo', 'mia']" "everybody is named in the journal, and nobody else"
for who in ben cleo; do
	otto list --of=journal "user:$who" -o json
	is "$(json "{r['user'] for r in d['rows']} == {'$who'} and len(d['rows']) > 5")" True "what $who did can be listed"
done

# ---- what it comes to ----

otto check
exits 0 "the book is whole"
state >week.state
head=$("$STOCKBOOK" -b chain.book -u otto check -o json)
does mia rebuild
is "$(state)" "$(cat week.state)" "made anew from its entries it is the same"
is "$("$STOCKBOOK" -b chain.book -u otto check -o json)" "$head" "to the last hash"
[ -z "$UPDATE_GOLDEN" ] || cp week.state "$srcdir/tests/fixtures/week.state"
ok "the week has come to what it comes to anywhere" diff "$srcdir/tests/fixtures/week.state" week.state
done_testing
