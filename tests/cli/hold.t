#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Stock is set aside for orders: held for a time, allocated, handed over; each once, and who comes late is told.

. "$srcdir/tests/cli/lib.sh"
make_shop

counts()
{
	"$STOCKBOOK" -b shop.book availability "$1" -o csv 2>/dev/null | tail -n 1 | tr -d '\r' | cut -d, -f4-8
}

sb hold place MUG-BLUE 4 MUG-RED 2 --order=1007
exits 0 "several products are held as one"
like "$out" '^held 4 × MUG-BLUE Blue mug and 1 more for order 1007 · hold [0-9]+ until 20' "and it is said until when"
hold=$(printf '%s\n' "$out" | sed -E 's/.*hold ([0-9]+) until.*/\1/')
is "$(counts MUG-BLUE)" 24,4,0,0,20 "what is held is on hand and not available"
sb list MUG-BLUE --columns=sku,held,available -o csv
like "$out" 'MUG-BLUE,4,20' "the list of products says so too"
head=$(head_of)
sb hold place MUG-BLUE 4 MUG-RED 2 --order=1007 -o json
is "$(json "d['replayed'], d['hold']['number']")" "(True, $hold)" "the same order asking again is told of its hold"
sb hold place MUG-BLUE 1 MUG-RED 9
exits 5 "nothing is held when one product is short"
sb sell MUG-BLUE 21
exits 5 "what is held is not sold"
sb adjust MUG-BLUE --to=3
exits 5 "a correction does not go below what is held"
like "$err" '4 of MUG-BLUE are held or committed' "and says why"
sb hold fulfil "$hold"
exits 5 "what is only held is not handed over"
sb hold convert 1
exits 3 "what is no hold is not found"
unchanged "all of which wrote nothing"

sb hold convert "$hold" MUG-BLUE 1
is "$(counts MUG-BLUE)" 24,3,1,0,20 "a part is allocated"
sb hold convert "$hold" MUG-BLUE 4
exits 5 "but no more than is left"
like "$err" "hold $hold has only 3 of MUG-BLUE" "which is said"
sb hold convert "$hold" --token=c1
exits 0 "and then the rest"
sb hold convert "$hold" --token=c1
like "$out" 'done before' "once, however often it is asked with one token"
sb hold convert "$hold"
exits 4 "a hold resolves once"
like "$err" "hold $hold was already allocated" "and says what it became"
sb hold release "$hold"
exits 4 "so it is not released any more"
sb hold cancel "$hold" MUG-RED 2
exits 6 "what was allocated is not cancelled without a reason"
sb hold cancel "$hold" MUG-RED 2 --reason="customer gone"
exits 0 "but with one"
sb hold fulfil "$hold" -o json
is "$(json "d['hold']['status'], d['entry']['kind'], d['hold']['lines'][0]['fulfilled']")" "('fulfilled', 'hold_fulfil', 4)" "the rest is handed over"
is "$(counts MUG-BLUE)" 20,0,0,0,20 "and gone"
sb hold fulfil "$hold"
exits 4 "once"

sb hold place MUG-RED 3 --order=8
sb hold place MUG-RED 2 --order=8
sb list --of=hold_lines order:1007 -o json
is "$(json "[(r['sku'], r['status'], r['qty'], r['held'], r['committed'], r['fulfilled'], r['released']) for r in d['rows']]")" \
	"[('MUG-RED', 'released', 2, 0, 0, 0, 2), ('MUG-BLUE', 'fulfilled', 4, 0, 0, 4, 0)]" "what became of each product is listed"
sb hold list -o json
is "$(json "[r['age'] is None for r in d['rows']]")" "[False, False, True]" "what is set aside has an age"
sb hold release MUG-RED 6 --order=8
exits 5 "an order gives back no more than it holds"
sb hold release --order=8 MUG-RED 4
exits 0 "it gives back from several holds"
is "$(counts MUG-RED)" 10,1,0,0,9 "and one is left"
sb hold list order:8 open:yes -o json
is "$(json "len(d['rows']), d['rows'][0]['order']")" "(1, '8')" "of which the list tells"
sb hold place MUG-BLUE 3 MUG-RED 2 --order=8
sb hold release --order=8 --token=o8
like "$out" 'nothing more is held for order 8 in this store$' "without products all of the order is let go"
is "$(counts MUG-RED)" 10,0,0,0,10 "whatever holds it is in"
sb hold list order:8 open:yes -o json
is "$(json "d['rows']")" "[]" "and none is left"
sb hold release --order=8 --token=o8
like "$out" 'done before' "the same token is the same request"
sb hold release --order=8
exits 5 "nothing is held any more"

sb hold place TEA 1 --expires=1 --strategy=optimistic --token=t9 -o json
is "$(json "sorted(d['hold']) == ['expires_at', 'id', 'lines', 'number', 'order', 'placed_at', 'status'] and d['hold']['status']")" held "JSON holds the hold"
sleep 1.1
is "$(counts TEA)" 1.5,0,0,0,1.5 "it stops counting by itself"
sb hold convert "$(json "d['hold']['number']")"
exits 5 "what has expired is not allocated"
like "$err" 'has expired' "and says so"
sb list --of=hold_lines product:TEA -o json
is "$(json "[(r['status'], r['held'], r['released'], r['seconds_left']) for r in d['rows']]")" "[('expired', 0, 1, None)]" "and is let go, whether recorded or not"
sb sell TEA 1.5
exits 0 "others may have it"
sb history TEA --kind=hold_expire -o csv
is "$(printf '%s\n' "$out" | wc -l)" 2 "that it expired was written down first"
sb hold expire
like "$out" 'no hold has expired' "so there is nothing to tidy"
sb hold place TEA 1 --expires=1 --token=t9 --strategy=optimistic
like "$out" 'done before, nothing written.* is expired' "a token is never used twice"

sb list --of=holds -o csv --columns=hold
before=$(printf '%s\n' "$out" | wc -l)
for span in 1x h 1.5h 2hours 9999d 99999999999999999999s -1h 0m; do
	sb hold place MUG-RED 1 --expires="$span"
	exits 6 "no hold lasts $span"
done
sb list --of=holds -o csv --columns=hold
is "$(printf '%s\n' "$out" | wc -l)" "$before" "none of which was placed"
for span in 90:90 90s:90 30m:1800 2h:7200 1d:86400; do
	sb hold place MUG-RED 1 --expires="${span%:*}" --order="span-$span" -o json
	is "$(json "(lambda at: int((at(d['hold']['expires_at']) - at(d['hold']['placed_at'])).total_seconds()))(__import__('datetime').datetime.fromisoformat)")" \
		"${span#*:}" "${span%:*} is how long"
	sb hold release --order="span-$span"
done

sb hold allocate MUG-BLUE 3 MUG-RED 1 --order=priced -o json
priced=$(json "d['hold']['number']")
sb hold fulfil "$priced" --price=5
exits 2 "a price is given for each product of the hold or for none"
sb hold fulfil "$priced" MUG-BLUE 2 --price=6.25
exits 0 "a part is handed over at a price of its own"
sb history MUG-BLUE --kind=hold_fulfil --limit=1 --columns=qty,price -o csv
like "$out" '-2,6.25' "which the movement has"
sb hold fulfil "$priced" --price=5 --price=
exits 0 "and so is the rest, or at the product's own where none is given"
sb history --kind=hold_fulfil --limit=2 --columns=sku,price -o csv
like "$out" 'MUG-BLUE,5.00' "as it was said"

sb hold
exits 2 "a family alone is no command"
like "$err" 'place, allocate, convert' "and names its words"
sb hold plcae
like "$err" 'hold knows no plcae' "a word that is none of them is told"
sb hold --help
like "$out" 'stockbook hold release' "help on a family is help on all of it"
sb help hold place
like "$out" 'Set stock aside' "help is found by two words"
sb help --completions=bash
like "$out" "'hold place'\)" "and so are completions"
sb check
exits 0 "the book is whole"
sb rebuild
sb check
exits 0 "and stays so when rebuilt"
done_testing
