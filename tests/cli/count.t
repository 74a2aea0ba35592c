#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Stock is counted while the shop goes on: scans add up, what differs is booked, what is recorded late is absorbed, and
# all of it is taken back.

. "$srcdir/tests/cli/lib.sh"
make_shop

yesterday=$(date -u -d yesterday +%Y-%m-%d)

at()
{
	echo "--at=${yesterday}T$1:00Z"
}

on_hand()
{
	"$STOCKBOOK" -b shop.book list "sku:$1" -o csv --columns=on_hand 2>/dev/null | tail -n 1 | tr -d '\r'
}

as()
{
	who=$1
	shift
	run "$STOCKBOOK" -b shop.book -u "$who" "$@"
}

# The number of the count that was just begun.
number()
{
	json "d['count']['number']"
}

# ---- known answers ----

sb add CUP --name=Cup --cost=2
sb receive CUP 100 "$(at 12:00)"
sb sell CUP 3 "$(at 13:10)"
sb count new CUP -o json
count=$(number)
sb count scan "$count" CUP 90 "$(at 13:30)"
exits 0 "what was counted at 13:30 is typed in later"
like "$out" "^counted 90 × CUP Cup, 90 in all · 1 of 1$" "and the running total told"
sb count post "$count"
exits 0 "an open count is posted, through the review"
like "$out" "count posted −7 × CUP Cup · 90 left · count $count is posted" "with the difference at that time"
sb sell CUP 2 "$(at 13:20)"
like "$out" '^sold 2 × CUP Cup · 90 left$' "a sale dated before the count is recorded"
like "$err" "absorbed by count $count" "and absorbed, which is said"
is "$(on_hand CUP)" 90 "on hand stays as counted"
sb remove CUP 2
is "$(on_hand CUP)" 88 "what happens afterwards counts"
sb history CUP -o json --columns=kind,qty,occurred_at
is "$(json "sorted((r['kind'], r['qty']) for r in d['rows'])")" \
	"[('count', -7), ('count', 2), ('receive', 100), ('remove', -2), ('sale', -3), ('sale', -2)]" "the movements tell all of it"
is "$(json "[r['occurred_at'][11:16] for r in d['rows'] if r['kind'] == 'count']")" "['13:30', '13:30']" "the count's at the time of counting"
sb list CUP -o json --columns=last_counted_at
is "$(json "d['rows'][0]['last_counted_at']")" "${yesterday}T13:30:00Z" "when it was last counted is known"
sb count reverse "$count"
exits 0 "the count is reversed"
is "$(on_hand CUP)" 93 "on hand is as if it had not been"
sb list CUP -o json --columns=last_counted_at
is "$(json "d['rows'][0]['last_counted_at']")" None "nor is it the last time of counting"
sb check
exits 0 "the book is whole"

sb add PEN --name=Pen
sb receive PEN 100 "$(at 10:00)"
sb count new PEN -o json
count=$(number)
sb count scan "$count" PEN 100 "$(at 11:00)"
sb sell PEN 100 "$(at 12:00)"
sb count post "$count" -o json
is "$(json "d['entry']['kind'], d['changed'], d['count']['status']")" "('count', [], 'posted')" "no difference is booked as such"
is "$(on_hand PEN)" 0 "what was sold meanwhile is no difference"
sb list PEN -o json --columns=last_counted_at
is "$(json "d['rows'][0]['last_counted_at'][11:16]")" 11:00 "though it was counted"

# ---- set to what was there at an earlier time ----

sb add BOX --name=Box
sb receive BOX 100 "$(at 10:00)"
sb sell BOX 3 "$(at 13:10)"
sb adjust BOX --to=95 "$(at 13:00)"
like "$out" '^corrected −5 × BOX Box · 92 left$' "95 at 13:00 where the book says 100 is 5 fewer, and what was sold since is gone too"
sb adjust BOX --to=92 "$(at 13:20)"
like "$out" 'says so already: nothing changed' "92 at 13:20 is what the book says of then"
sb count new BOX -o json
count=$(number)
sb count scan "$count" BOX 90 "$(at 13:30)"
sb count post "$count"
sb adjust BOX --to=91 "$(at 13:25)"
like "$out" '^corrected −1 × BOX Box · 90 left$' "91 before the count found 90 is 1 fewer"
like "$err" "absorbed by count $count" "the count absorbs it, which is said"
sb list --of=count_lines "count:$count" -o json --columns=expected,counted,variance
like "$out" '"counted":90' "the count still says what it found"
sb count reverse "$count"
is "$(on_hand BOX)" 91 "with the count reversed, it counts"
sb count cancel "$count"
sb hold place BOX 80 --expires=3600
sb adjust BOX --to=10
exits 5 "what is held cannot be corrected away"
sb adjust BOX --to=10 "$(at 13:40)"
exits 0 "what was not there is a fact told late"
like "$err" "hold list short:yes" "and the holds it leaves short are pointed at"
sb check
exits 0 "the book is whole"

# ---- scanning ----

sb count new --tag=kitchen -o json
is "$(json "sorted(d['count'])")" "['blind', 'id', 'lines', 'lines_in_scope', 'number', 'opened_at', 'posted_at', 'reviewed_at', 'scans', 'scope', 'scope_lines', 'status', 'store', 'tolerance', 'tolerance_percent', 'tolerance_value', 'total', 'uncounted', 'unmatched', 'value']" "JSON holds the count"
is "$(json "d['count']['scope'], d['count']['value'], d['count']['scope_lines'], d['count']['status'], d['count']['blind']")" "('tag', 'kitchen', 2, 'open', False)" "as it was begun"
count=$(number)
sb count scan "$count" 4006381333931 -o json
is "$(json "d['scans'], d['count']['lines']")" "([{'sku': 'MUG-BLUE', 'name': 'Blue mug', 'code': '4006381333931', 'qty': 1, 'counted': 1, 'unmatched': False, 'outside': False}], 1)" "a barcode counts one"
as berta count scan "$count" "blue mug" 5
like "$out" '6 in all' "two people add up"
as berta count scan "$count" MUG-BLUE 7 --absolute
like "$out" '8 in all' "what somebody counted is said anew, the other's stays"
as berta count negate "$count" --token=n1
as berta count negate "$count" --token=n1
like "$out" 'done before' "one token takes back one scan"
as berta count negate "$count"
as berta count negate "$count"
exits 3 "only scans of one's own are taken back without their number"
sb count negate "$count" "$count"
exits 3 "and nothing but scans"
sb count show "$count" -o json
is "$(json "d['rows'][0]['counted'], d['count']['scans']")" "(1, 1)" "scans are taken back"
sb count scan "$count" TEA 1.25
like "$err" 'TEA is not in the scope' "what is outside the scope is counted and said to be"
sb count scan "$count" TEA 1.2555
exits 6 "a quantity finer than the unit is refused"
sb count scan "$count" MUG-BLUE -1
exits 6 "as is one below zero"
head=$(head_of)
printf 'MUG-RED 4\n\nMUG-RED\t2\nMUG-BLUE, 23\n99887766\nMUG-RED much\n' >codes
"$STOCKBOOK" -b shop.book -u ana count scan "$count" - <codes >/dev/null 2>err && status=0 || status=$?
is "$status" 6 "lines of standard input are refused together"
like "$(cat err)" 'MUG-RED: "much" is no quantity' "and which one is said"
unchanged "nothing of them was counted"
sed -i '$d' codes
out=$("$STOCKBOOK" -b shop.book -u ana count scan "$count" - --token=t1 -o json <codes 2>/dev/null)
is "$(json "[s['counted'] for s in d['scans']], d['count']['unmatched']")" "([4, 6, 24, 1], 1)" "and counted together"
out=$("$STOCKBOOK" -b shop.book -u ana count scan "$count" - --token=t1 -o json <codes 2>/dev/null)
is "$(json "d['replayed'], d['count']['scans']")" "(True, 6)" "once, with one token"
sb count sheet "$count" --uncounted
unlike "$out" 'MUG' "the sheet of what is left is empty"
sb count sheet "$count"
like "$out" 'MUG-BLUE +Blue mug +piece +____' "the sheet names what is to be counted"
unlike "${out#*MAIN, begun ????-??-?? ??:??,}" '24' "and nothing that is expected"
sb count sheet "$count" -o csv
like "$out" '^bin,sku,name,barcodes,unit' "also as CSV"

# ---- review ----

sb list --of=unmatched -o json
is "$(json "[(r['count'], r['code'], r['qty']) for r in d['rows']]")" "[($count, '99887766', 1)]" "unknown codes are listed"
sb count post "$count"
exits 5 "and stand in the way of posting"
sb count review "$count"
like "$out" 'under review · 3 lines, 2 differ' "the review tells what differs"
like "$err" '1 scan is of an unknown code' "and what is unknown"
sb count scan "$count" MUG-RED
exits 5 "a stray scan does not change what is compared"
sb count resolve "$count" 11111111 MUG-RED
exits 3 "a code that was not scanned is not resolved"
sb count resolve "$count" 99887766 MUG-RED
like "$out" 'code resolved 99887766: MUG-RED Red mug' "an unknown code is resolved"
as berta count recount "$count" MUG-RED 8
like "$out" 'counted 8 × MUG-RED Red mug, again, 8 in all' "a line is counted again"
sb count recount "$count" MUG-RED 9
exits 5 "by somebody else than who counted it first"
printf 'MUG-RED 7\nMUG-RED 8\n' >again
out=$("$STOCKBOOK" -b shop.book -u berta count recount "$count" - -o json <again 2>/dev/null)
is "$(json "[s['counted'] for s in d['scans']], d['count']['unmatched']")" "([7, 8], 0)" "lines of standard input say it anew"
sb count post "$count" --token=p1
exits 0 "the count is posted"
is "$(on_hand MUG-RED) $(on_hand MUG-BLUE) $(on_hand TEA)" "8 24 1.25" "and what was counted is on hand"
sb count post "$count" --token=p1 -o json
is "$(json "d['replayed']")" True "once with one token"
sb count post "$count" -o json
is "$(json "d['replayed']")" True "and once without"
sb count cancel "$count"
exits 4 "what was posted is not cancelled"
sb list --of=count_lines "count:$count" differs:yes --sort=sku -o json
is "$(json "[(r['sku'], r['counted'], r['expected'], r['variance'], r['variance_value']) for r in d['rows']]")" \
	"[('MUG-RED', 8, 10, -2, None), ('TEA', 1.25, 1.5, -0.25, None)]" "the lines stay as they were posted"
sb undo "$count"
exits 4 "what was posted is not begun otherwise"

# ---- blind, tolerance, never counted ----

sb count new MUG-BLUE MUG-RED --blind --tolerance=1 --uncounted=zero -o json
count=$(number)
sb count scan "$count" MUG-BLUE 20
for words in "count show $count" "list --of=count_lines count:$count" "count show $count differs:yes" "count scan $count MUG-BLUE 0" "count list"; do
	for format in json csv jsonl; do
		# shellcheck disable=SC2086
		sb $words -o $format --columns='*' 2>/dev/null
		[ "$status" -eq 0 ] || sb $words -o $format
		unlike "$out" '"(expected|variance|variance_value)":["0-9-]|,24,|,-4,|-12.00' "nothing of what is expected: $words as $format"
	done
done
sb count post "$count"
exits 5 "an open count is not posted beyond its tolerance"
like "$err" 'end the counting with `count review`' "and one is told what comes first"
unlike "$err" '[0-9]+ lines? (is|are) beyond' "not how much differs"
sb count show "$count" -o json
is "$(json "d['rows'][0]['expected'], d['rows'][0]['variance'], d['rows'][0]['variance_value'], 'sums' in d")" "(None, None, None, False)" "a blind count tells no difference"
sb count review "$count" -o json
is "$(json "d['sums']['missing_value'], d['sums']['beyond'], d['rows'][0]['variance']")" "('12.00', 1, -4)" "until it is under review"
sb count post "$count"
exits 5 "what is beyond the tolerance is counted again first"
as berta count recount "$count" MUG-BLUE 21
sb count post "$count"
exits 0 "then posted"
is "$(on_hand MUG-BLUE) $(on_hand MUG-RED)" "21 0" "and what was never counted is taken for gone"
sb count reverse "$count"
is "$(on_hand MUG-BLUE) $(on_hand MUG-RED)" "24 8" "until that is reversed"
sb list kind:count --of=journal --sort=-seq --limit=1 -o json --columns=seq
posting=$(json "d['rows'][0]['seq']")
sb count reverse "$count"
exits 5 "once"
sb undo "$posting"
exits 5 "and not by undoing the posting either"
like "$err" "count $count is under review" "which is said"
sb count cancel "$count" --reason="wrong shelf"
like "$out" "count $count is cancelled" "then it may be cancelled"
sb undo last
sb count show "$count" -o json
is "$(json "d['count']['status']")" review "and that taken back"

# ---- begun, and begun by mistake ----

sb count new CUP -o json
count=$(number)
sb undo last
sb count show "$count" -o json
is "$(json "d['count']['status']")" cancelled "a count just begun is taken back"
sb count new CUP -o json
count=$(number)
as berta count scan "$count" CUP 3
sb undo last
exits 5 "not once somebody has counted in it"
like "$err" 'give it up with `count cancel`' "and one is told how"
sb count show "$count" -o json
is "$(json "d['count']['status'], d['count']['scans']")" "('open', 1)" "it goes on"
as berta undo last
sb undo "$count"
exits 0 "with its scans taken back it is taken back as well"

# ---- a review repeated ----

sb count new CUP --blind -o json
count=$(number)
sb count review "$count" --token=review-1
sb undo last
sb count review "$count" --token=review-1
exits 0 "a review that was taken back is answered with its token"
unlike "$out" 'short' "and tells nothing of a count that is blind again"
sb count cancel "$count"

# ---- another store is worked for ----

sb store add NORTH
sb store plan CUP --bin=A1
sb count new --bin=A1 -o json
count=$(number)
sb -s NORTH count scan "$count" CUP 3 -o json
is "$(json "d['scans'][0]['outside'], d['count']['lines_in_scope']")" "(False, 1)" "a bin is one of the store that is counted"
sb -s NORTH count sheet "$count"
like "$out" 'CUP' "also on the sheet"
sb count cancel "$count"

# ---- wrong use ----

sb count new --tag=kitchen --bin=A
exits 2 "a count has one scope"
sb count new --tag=nothing
exits 6 "of something"
sb count new --query='price<5'
exits 6 "that can be understood"
sb count show 1
exits 3 "what is no count is not found"
sb count list status:begun
exits 6 "a state that is none is refused"
sb count list mug -o json
like "$out" '"count"' "a word finds the counts of a product"
sb count list open:yes -o json
is "$(json "[r['status'] for r in d['rows']]")" "['review', 'review']" "open counts are listed"

# ---- goods without a cost of their own ----

sb add INK --name=Ink
sb receive INK 10 --cost=1.00
sb receive INK 20 --cost=1.30
sb count new INK -o json
count=$(number)
sb count scan "$count" INK 27
sb count review "$count" -o json
is "$(json "d['sums']['missing_value'], d['sums']['unvalued'], d['rows'][0]['variance_value']")" "('3.60', 0, '-3.60')" \
	"what is missing is worth what deliveries cost on average"
sb count post "$count"
sb history INK -o json --limit=1 --columns=kind,cost,value
is "$(json "d['rows'][0]['kind'], d['rows'][0]['cost'], d['rows'][0]['value']")" "('count', '1.20', '3.60')" "so it is booked"
sb value INK -o json
is "$(json "d['valuation']['lost_value']")" 3.60 "and so it is lost"

# ---- unlike units ----

sb count new MUG-BLUE CUP TEA -o json
count=$(number)
sb count scan "$count" MUG-BLUE 4
sb count scan "$count" CUP 3
sb count list -o json --limit=1 --columns=total
is "$(json "d['rows'][0]['total']")" 7 "pieces are added up"
sb count scan "$count" TEA 0.5
sb count list -o json --limit=1 --columns=total
is "$(json "d['rows'][0]['total']")" None "pieces and kilograms are not"
sb count cancel "$count"

sb rebuild
sb check
exits 0 "the book is whole, and the same when it is rebuilt"

done_testing
