#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Suppliers, purchase orders and what the stock is worth: suggested, ordered, received over and short, given up.

. "$srcdir/tests/cli/lib.sh"
make_shop
sb add CUP --name="Cup" --cost=2 --opening=8 --reorder-point=10 --order-up-to=40 --minimum-order=10 --pack=6 --supplier="Rhine Wholesale"
sb add BOWL --name="Bowl" --cost=4 --opening=10 --reorder-point=10 --order-up-to=40 --minimum-order=10 --pack=6 --supplier="Rhine Wholesale"

# SKU COLUMN
cell()
{
	"$STOCKBOOK" -b shop.book list "sku:$1" --columns="$2" -o csv | tail -n +2 | tr -d '\r'
}

# Suppliers.
sb supplier list -o json
is "$(json "[(r['supplier'], r['added'], r['products']) for r in d['rows']]")" "[('Rhine Wholesale', False, 2)]" \
	"a supplier that products name is listed before it is added"
sb supplier add "rhine wholesale" --code=rhine --lead-days=4 --minimum=150 --contact="Ms Vogt"
exits 0 "it is added"
like "$out" 'supplier added Rhine Wholesale' "as the products spell it"
sb supplier add Rhine
exits 4 "a name is not another's code either"
sb supplier add "Rhine Wholesale"
exits 4 "a name is used once"
sb supplier add Danube --code=rhine
exits 4 "and so is a code"
sb supplier add Danube --lead-days=-1
exits 6 "a lead time is not below zero"
sb edit BOWL --supplier=Rhine
is "$(cell BOWL supplier)" "Rhine Wholesale" "a product's supplier is named by code as well"
sb supplier edit rhine --lead-days=5
like "$out" 'Rhine Wholesale: Lead time' "a supplier is found by its code and changed"
sb supplier edit rhine --lead-days=5
like "$out" 'nothing changed' "the same again changes nothing"
sb supplier edit rhine
exits 2 "something must be named"
seen=$("$STOCKBOOK" -b shop.book check -o json | python3 -c 'import json, sys; print(json.load(sys.stdin)["entries"])')
sb supplier edit rhine --lead-days=6
head=$(head_of)
sb supplier edit rhine --lead-days=7 --seen="$seen"
exits 4 "what somebody else changed meanwhile is not overwritten unseen"
like "$err" 'Lead time is 6 .yours: 7.' "and both are told"
unchanged "and nothing is written"
sb supplier edit rhine --contact=Vogt --seen="$seen"
exits 0 "another field is no clash"
sb supplier edit rhine --lead-days=5
sb supplier edit Nobody --lead-days=1
exits 3 "a supplier that is not there is told"
sb supplier list added:yes -o json
is "$(json "[(r['code'], r['lead_days'], r['minimum_value'], r['open_orders']) for r in d['rows']]")" \
	"[('RHINE', 5, '150.00', 0)]" "its fields are listed"

# Suggested and ordered.
sb order suggest -o json
is "$(json "[(r['supplier'], r['sku'], r['projected'], r['reorder_point'], r['suggested']) for r in d['rows']]")" \
	"[('Rhine Wholesale', 'BOWL', 10, 10, 30), ('Rhine Wholesale', 'CUP', 8, 10, 36)]" "what is to be ordered is suggested, and why"
sb order suggest --supplier=Nobody
exits 3 "a supplier that is not there is told"
sb order new rhine --suggested --token=order-1 -o json
exits 0 "it is ordered"
number=$(json "d['order']['number']")
is "$(json "d['entry']['kind'], d['order']['status'], d['order']['supplier'], d['changed'], len(d['order']['id'])")" \
	"('order_new', 'open', 'Rhine Wholesale', [], 36)" "an order changes no stock"
is "$(json "[(l['sku'], l['ordered'], l['received'], l['open'], l['cost']) for l in d['order']['lines']]")" \
	"[('CUP', 36, 0, 36, '2.00'), ('BOWL', 30, 0, 30, '4.00')]" "its lines are what was suggested"
like "$(json "d['order']['expected']")" '^20[0-9][0-9]-' "the lead time says when it should come"
sb order new rhine --suggested --token=order-1 -o json
is "$(json "d['replayed'], d['order']['number'] == $number")" "(True, True)" "the same token again is a replay"
sb order suggest
like "$out" 'nothing is to be ordered' "what is on order is not suggested again"
sb order new rhine --suggested
exits 5 "so there is nothing to order"
is "$(cell CUP on_hand,available,on_order,incoming,projected)" 8,8,36,36,44 "it is incoming and projected"
sb availability TEA CUP MUG-RED --columns=sku,on_order,incoming,projected --sort=-sku -o csv
is "$(printf '%s' "$out" | tr -d '\r' | tr '\n' ' ')" "sku,on_order,incoming,projected TEA,0,0,1.5 MUG-RED,0,0,10 CUP,36,36,44" \
	"so says the availability of products that are named"
sb availability TEA CUP MUG-RED --limit=2 -o json
is "$(json "[r['sku'] for r in d['rows']], d['total'], bool(d['next'])")" "(['CUP', 'MUG-RED'], 3, True)" "page by page if asked"
sb availability TEA CUP MUG-RED --limit=2 --after="$(json "d['next']")" -o json
is "$(json "[r['sku'] for r in d['rows']], d['next']")" "(['TEA'], None)" "to the last"
sb history CUP
unlike "$out" order_new "what is ordered has not moved yet"
sb order new rhine
exits 2 "an order needs products"
sb order new rhine CUP 6 --suggested
exits 2 "named or suggested, not both"
sb order new Nobody CUP 6
exits 3 "a supplier that is not there is told"
head=$(head_of)
sb order new rhine CUP 6 NOTHING 3
exits 3 "a product that is not there is told"
unchanged "and nothing is ordered"
sb order new rhine CUP 1 --cost=2
like "$err" 'Rhine Wholesale takes orders from 150.00' "too small an order is told"
sb undo last

# Received in parts, over and short.
sb order receive "$number"
exits 2 "what has come must be said"
sb order receive "$number" CUP 20 --cost=2.50 --token=van-1 -o json
is "$(json "d['entry']['kind'], d['order']['status'], d['changed'][0]['on_hand']")" "('receive', 'partial', 28)" "part of it comes"
sb order receive "$number" CUP 20 --cost=2.50 --token=van-1 -o json
is "$(json "d['replayed']")" True "the same token again is a replay"
is "$(cell CUP on_hand,on_order)" 28,16 "which receives nothing"
is "$(cell CUP average_cost,cost)" 2.36,2.00 "the average follows what was paid, the product's cost does not"
sb order receive "$number" CUP 18 MUG-RED 2
exits 0 "more comes than was ordered"
like "$err" 'CUP: 2 more than ordered' "over is told"
like "$err" 'MUG-RED was not ordered: 2 came' "and so is what was not ordered"
sb order show "$number" -o json
is "$(json "[(r['sku'], r['ordered'], r['received'], r['open'], r['over'], r['short']) for r in d['rows']]")" \
	"[('BOWL', 30, 0, 30, 0, 0), ('CUP', 36, 38, 0, 2, 0), ('MUG-RED', 0, 2, 0, 2, 0)]" "an order shows what came of it"
is "$(cell MUG-RED on_hand)" 12 "all of it is in stock"
sb undo last
sb order show "$number" -o json
is "$(json "[(l['sku'], l['received'], l['open']) for l in d['order']['lines']]")" "[('CUP', 20, 16), ('BOWL', 0, 30)]" \
	"a delivery is taken back as a whole"
sb order edit "$number" BOWL 24 --cost=3.80 -o json
is "$(json "[(l['sku'], l['ordered'], l['cost']) for l in d['order']['lines']]")" "[('CUP', 36, '2.00'), ('BOWL', 24, '3.80')]" \
	"an open order changes"
sb order edit "$number" CUP 10
exits 5 "not below what has come"
sb order edit "$number" --expected=2031-01-15 -o json
is "$(json "d['order']['expected']")" 2031-01-15 "nor does its day stay"
sb list --of=order_lines "order:$number" -o json
seen=$(json "d['rows'][0]['version']")
"$STOCKBOOK" -b shop.book -u berta order edit "$number" BOWL 30 --cost=3.90 >/dev/null
"$STOCKBOOK" -b shop.book -u carl order edit "$number" CUP 37 >/dev/null
head=$(head_of)
sb order edit "$number" BOWL 28 --cost=3.70 --seen="$seen" -o json
exits 4 "what somebody else agreed meanwhile is not overwritten unseen"
like "$out$err" 'berta changed order .* BOWL Bowl: Ordered is 30 .yours: 28., BOWL Bowl: Cost is 3.90 .yours: 3.70.' "both are told"
unchanged "and nothing is written"
sb order edit "$number" BOWL 30 --expected=2031-01-16 --seen="$seen"
exits 0 "the same and something else is no clash"
sb undo last
sb order edit "$number" --expected=2031-01-17 --seen="$seen"
exits 4 "nor is a day that was set and set back"
like "$err" 'Expected is 2031-01-15 .yours: 2031-01-17.' "which is told"
sb order edit "$number" BOWL 24 --cost=3.80
sb order edit "$number" CUP 36
sb order receive "$number" BOWL 20 --close -o json
is "$(json "d['order']['status'], [(l['sku'], l['short']) for l in d['order']['lines']]")" \
	"('closed', [('CUP', 16), ('BOWL', 4)])" "closing drops the rest"
like "$(json "d['warning']")" 'CUP: short of 16' "short is told"
is "$(cell CUP on_order)" 0 "and no longer incoming"
sb order receive "$number" CUP 1
exits 5 "a closed order takes nothing"
sb order list --status=closed -o json
is "$(json "[(r['seq'] == $number, r['supplier'], r['open'], r['short']) for r in d['rows']]")" "[(True, 'Rhine Wholesale', 0, 20)]" "orders are listed"
sb order list status:cloced
exits 6 "a state that is none is refused"
sb order list bow -o json
like "$out" '"seq"' "a word finds the orders of a product"
sb order list open:yes -o json
is "$(json "d['rows']")" "[]" "none is open"

# Costs that follow, also what comes in with transact.
sb add SPOON --name=Spoon --cost=1
sb receive SPOON 10
sb edit SPOON --cost=3
STOCKBOOK_PRODUCT_COST_FOLLOWS=average
export STOCKBOOK_PRODUCT_COST_FOLLOWS
sb transact SPOON +10
unset STOCKBOOK_PRODUCT_COST_FOLLOWS
is "$(cell SPOON average_cost,cost)" 2.00,2.00 "what comes in sets the cost of its product, if it is to"

# Late.
sb order new rhine CUP 150 --expected=2020-01-31 -o json
exits 0 "an order may be entered late"
late=$(json "d['order']['number']")
like "$(json "d['warning']")" '2020-01-31, when it should arrive, is past' "though that its day is past is said"
sb order edit "$late" --expected=2020-02-01
like "$err" '2020-02-01, when it should arrive, is past' "of a changed day as well"
sb order edit "$late" --expected=today
unlike "$err" 'is past' "today is not"
sb order cancel "$late"

# Given up.
sb order new rhine CUP 12 TEA 0.5 -o json
second=$(json "d['order']['number']")
sb order cancel "$second" --reason="out of print" -o json
is "$(json "d['order']['status']")" cancelled "an order is cancelled"
sb order cancel "$second"
exits 5 "once"
sb undo last
sb order show "$second"
like "$out" ': open' "and taken back"
sb order receive "$second" --all
like "$out" 'received .* and 1 more of order' "then it comes"
sb order show 1
exits 3 "what is no order is told"
sb supplier edit rhine --retired=yes
sb order new rhine CUP 6
exits 5 "a retired supplier takes no orders"

# What the stock is worth.
sb add PEN --name="Pen" --price=20
sb receive PEN 10 --cost=10 --at=-3d
sb receive PEN 5 --cost=12 --at=-2d
sb sell PEN 12 --at=-1d
sb value PEN --method=fifo -o json
is "$(json "[(r['qty'], r['value'], r['cogs']) for r in d['rows']], d['valuation']['cogs']")" "([(3, '36.00', '124.00')], '124.00')" \
	"twelve of ten at 10 and five at 12 cost 124 first in, first out"
sb value PEN -o json
is "$(json "[(r['qty'], r['value'], r['cogs']) for r in d['rows']]")" "[(3, '32.00', '128.00')]" "and 128.00 on average"
"$STOCKBOOK" -b shop.book store add NORTH --name=North >/dev/null
sb transfer PEN 2 --to=NORTH -o json
sent=$(json "d['entry']['seq']")
sb value PEN --store=MAIN --method=fifo -o json
is "$(json "[(r['qty'], r['value'], r['transferred_value']) for r in d['rows']], d['valuation']['store']")" "([(1, '12.00', '-24.00')], 'MAIN')" \
	"what is sent takes its cost along"
sb value PEN --method=fifo
like "$out" 'worth 36.00, of which 24.00 is on its way between stores' "and is told to be on its way"
sb transfer receive "$sent"
sb value PEN --store=north -o csv
like "$out" '^PEN,Pen,2,21.33,' "where it arrives it is worth that"
sb value --store=SOUTH
exits 3 "there is no such store"
sb undo last
sb undo "$sent"
sb undo "$("$STOCKBOOK" -b shop.book list --of=journal kind:store_add -o csv --columns=seq | tail -n 1 | tr -d '\r')"
sb value PEN --at=-36h -o json
is "$(json "[(r['qty'], r['value'], r['cogs']) for r in d['rows']]")" "[(15, '160.00', '0.00')]" "before that, 160"
sb value PEN --method=lifo
exits 6 "there is no other method"
sb value PEN --at=today --from=today
exits 2 "a moment or a period"
STOCKBOOK_PRODUCT_COST_FOLLOWS=last sb receive PEN 1 --cost=13
is "$(cell PEN cost)" 13.00 "a product's cost follows if it is to"
sb undo last
is "$(cell PEN cost)" "" "and goes back with the delivery"

sb check
exits 0 "the book is whole"
before=$("$STOCKBOOK" -b shop.book list --of=order_lines --columns='*' -o csv; "$STOCKBOOK" -b shop.book list --columns='*' -o csv)
sb rebuild
is "$("$STOCKBOOK" -b shop.book list --of=order_lines --columns='*' -o csv; "$STOCKBOOK" -b shop.book list --columns='*' -o csv)" "$before" \
	"and rebuilt it is the same"
sb check
exits 0 "and whole"

done_testing
