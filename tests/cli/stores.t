#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Several stores: added and changed, stock and plans of each, transfers between them.

. "$srcdir/tests/cli/lib.sh"
make_shop

# STORE SKU COLUMN
cell()
{
	"$STOCKBOOK" -b shop.book -s "$1" list "sku:$2" --columns="$3" -o csv | tail -n +2 | tr -d '\r'
}

sb history --limit=1
unlike "$out" Store "of one store nothing is said"
sb store add north --name="North Street"
exits 0 "a store is added, its code in any case"
like "$out" 'NORTH North Street' "and is called as said"
sb store add NORTH
exits 4 "a code is used once"
sb store add "NO RTH"
exits 6 "a code has no blanks"
sb store list -o json
is "$(json "[(r['code'], r['here']) for r in d['rows']]")" "[('MAIN', True), ('NORTH', False)]" "stores are listed"
is "$(cell NORTH MUG-BLUE on_hand)" 0 "nothing is in a new store"
sb -s nowhere list
exits 3 "a store that is not there is told"

sb transfer MUG-BLUE 6 TEA 0.5 --to=north -o json
exits 0 "goods are sent"
number=$(json "d['transfer']['seq']")
is "$(json "d['entry']['kind'], d['transfer']['status'], d['changed'][0]['store'], d['changed'][0]['on_hand']")" \
	"('transfer_out', 'open', 'MAIN', 18)" "they leave the store at once"
is "$(json "d['transfer']['lines'][0]")" "{'sku': 'MUG-BLUE', 'sent': 6, 'received': 0, 'lost': 0, 'rest': 6}" "and are on their way"
is "$(cell NORTH MUG-BLUE in_transit,projected)" 6,6 "the other store sees them coming"
is "$(cell MAIN MUG-BLUE in_transit,projected)" 0,18 "the store they left does not"
sb -s north transact MUG-RED 3
sb transact MUG-RED 1
is "$(echo "$out" | grep -c MUG-RED)" 3 "behind transact stand the movements of the store worked for: opening and this one"
unlike "$out" ' 3 .* 3 ' "not those of another"
sb undo last
sb undo last
sb transfer MUG-BLUE 1 --to=MAIN
exits 6 "nothing is sent to where it is"
sb transfer MUG-BLUE 1
exits 2 "where to must be said"
head=$(head_of)
sb transfer MUG-BLUE 1 MUG-RED 11 --to=NORTH
exits 5 "what is not there is not sent"
unchanged "and a batch is all or nothing"

sb transfer receive "$number" MUG-BLUE 4 MUG-BLUE 3
exits 5 "more than was sent does not arrive"
like "$err" 'only 6 of MUG-BLUE .*, not 7:' "lines of one product are taken together, also in words"
sb transfer receive "$number" MUG-BLUE 4 --at=yesterday
exits 6 "nor does anything before it was sent"
like "$err" "transfer $number was sent only on ....-..-.. ..:..: give a time after that" "which is said"
sb transfer close "$number" --reason=loss --at=yesterday
exits 6 "nor is it lost before"
head=$(head_of)
sb -s MAIN transfer receive "$number" MUG-BLUE 4
exits 5 "nor in a store that is named and is not the one it goes to"
like "$err" "transfer $number goes to NORTH" "which is said"
unchanged "and nothing arrives"
sb transfer receive "$number" MUG-BLUE 4 --token=van-1 -o json
is "$(json "d['entry']['kind'], d['transfer']['status'], d['changed'][0]['store'], d['changed'][0]['on_hand']")" \
	"('transfer_in', 'open', 'NORTH', 4)" "a short receipt leaves the rest on its way"
sb transfer receive "$number" MUG-BLUE 4 --token=van-1 -o json
is "$(json "d['replayed']")" True "the same token again is a replay"
is "$(cell NORTH MUG-BLUE on_hand,in_transit)" 4,2 "which receives nothing"
sb -s north transfer receive "$number" TEA 0.5
exits 0 "in the store that it goes to it does"
sb transfer close "$number"
exits 2 "closing needs a reason"
sb transfer close "$number" --reason=found
exits 6 "that takes"
sb transfer close "$number" --reason=loss -o json
is "$(json "d['transfer']['status'], d['transfer']['lines'][0]['lost']")" "('closed', 2)" "closing gives up the rest"
sb transfer list -o json
is "$(json "[(r['seq'], r['status'], r['from'], r['to'], r['rest']) for r in d['rows']]")" "[($number, 'closed', 'MAIN', 'NORTH', 0)]" \
	"transfers are listed"
sb transfer receive "$number"
exits 5 "nothing is left to arrive"
sb transfer receive 1
exits 3 "what is no transfer is told"
sb check
exits 0 "the book is whole"

sb list --all-stores sku:MUG-BLUE -o csv --columns=store,on_hand
is "$(printf '%s' "$out" | tr -d '\r' | tr '\n' ' ')" "store,on_hand MAIN,18 NORTH,4" "stock per store is a list"
sb history MUG-BLUE -o json --limit=3
is "$(json "[(r['kind'], r['store'], r['qty']) for r in d['rows']]")" \
	"[('transfer_close', 'MAIN', -2), ('transfer_in', 'NORTH', 4), ('transfer_out', 'MAIN', -6)]" "history tells all stores"
sb -s NORTH history MUG-BLUE -o json
is "$(json "[r['kind'] for r in d['rows']]")" "['transfer_in']" "or the one named"
sb -s NORTH history MUG-BLUE --all-stores -o json
is "$(json "len(d['rows'])")" 4 "or all though one is named"

sb history MUG-BLUE --limit=1
like "$out" '^Entry +Kind +SKU +Name +Store ' "a table names the store where there are several"
sb -s NORTH hold place MUG-BLUE 1 --order=far
sb -s NORTH count new MUG-BLUE -o json
far=$(json "d['count']['number']")
for list in "hold list" "count list"; do
	for words in "" "--all-stores" "store:north" "store:*"; do
		# shellcheck disable=SC2086 # words of a command
		sb $list $words -o json
		printf '%s:' "$(json "'+'.join(r['store'] for r in d['rows'])")"
	done
done >lists
is "$(cat lists)" ":NORTH:NORTH:NORTH::NORTH:NORTH:NORTH:" "holds and counts are those of the store worked for, of one that is named or of all"
sb hold list nonsense:x --all-stores -o json
like "$out$err" '"column":1[^0-9]' "a mistake is pointed at where it was typed"
sb -s NORTH hold release --order=far MUG-BLUE 1
sb count cancel "$far"
sb -s NORTH store plan MUG-BLUE --reorder-point=9 --bin="A 7"
exits 0 "a store plans for itself"
is "$(cell NORTH MUG-BLUE reorder_point,bin) $(cell MAIN MUG-BLUE reorder_point)" "9,A 7 6" "and only for itself"
sb -s NORTH sell MUG-BLUE 1
like "$err" 'its reorder point is 9' "its own reorder point warns"
sb -s NORTH store plan MUG-BLUE --reorder-point=
is "$(cell NORTH MUG-BLUE reorder_point)" 6 "an empty one goes back to the product's"
sb undo last
is "$(cell NORTH MUG-BLUE reorder_point)" 9 "and is undone"

sb -s NORTH sell MUG-RED 1
exits 5 "what the store does not have it does not sell"
sb store edit NORTH --allow-negative=yes --name="North Street 12"
exits 0 "a store is changed"
sb -s NORTH sell MUG-RED 1
exits 0 "and may sell below zero"
sb sell MUG-RED 11
exits 5 "while another may not"
sb store edit NORTH --allow-negative=yes
like "$out" 'nothing changed' "what is so already is not recorded"
before=$(printf '%s' "$(sb history --limit=1 -o jsonl; printf '%s' "$out")" | python3 -c 'import json, sys; print(json.loads(sys.stdin.readline())["seq"])')
"$STOCKBOOK" -b shop.book -u bob store edit NORTH --name="Bob Street" >/dev/null
"$STOCKBOOK" -b shop.book -u bob -s NORTH store plan MUG-BLUE --bin="B 1" >/dev/null
sb store edit NORTH --name="Ana Street" --seen="$before"
exits 4 "a store somebody else has renamed meanwhile is not renamed again unseen"
like "$err" 'Name is Bob Street \(yours: Ana Street\)' "both names are told"
sb -s NORTH store plan MUG-BLUE --bin="C 2" --seen="$before"
exits 4 "nor is a plan"
sb store edit NORTH --name="North Street 12"
sb undo "$number"
exits 5 "a sending is not undone once it was received"
sb add ROPE --name=Rope --unit=m --opening=10
sb add WIRE --name=Wire --unit=m --opening=10
sb transfer ROPE 2 WIRE 3 --to=NORTH
sb transfer list --sort=-seq --limit=1 -o json
is "$(json "[(r['lines'], r['lines_open'], r['sent'], r['rest'], r['unit']) for r in d['rows']]")" "[(2, 2, 5, 5, 'm')]" \
	"what has one unit is added up"
sb transfer MUG-BLUE 1 ROPE 2 --to=NORTH
sb transfer list --sort=-seq --limit=1 -o json
is "$(json "[(r['lines'], r['lines_open'], r['sent'], r['rest'], r['unit']) for r in d['rows']]")" "[(2, 2, None, None, None)]" \
	"pieces and metres are not"
sb undo last
sb store add EAST --name=East
sb store edit EAST --name="East Side" --token=east-1
sb undo last
sb undo last
sb store edit EAST --name="East Side" --token=east-1 -o json
is "$(json "d['replayed']")" True "a token is answered though its store was taken back"
sb edit MUG-BLUE MUG-RED --name="Mug, any" --token=two-1
exits 0 "two are renamed"
sb edit "Blue mug" "Red mug" --name="Mug, any" --token=two-1
like "$out" 'done before' "and asked for again by their old names they are known"
sb rebuild
sb check
exits 0 "what was rebuilt is what was recorded"
is "$(cell NORTH MUG-BLUE on_hand,in_transit)" 3,0 "to the last piece"
done_testing
