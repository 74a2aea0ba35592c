#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Stock comes and goes, batches are all or nothing, tokens make repetition harmless, undo takes back.

. "$srcdir/tests/cli/lib.sh"
make_shop

on_hand()
{
	"$STOCKBOOK" -b shop.book list "sku:$1" --columns=on_hand -o csv | tail -n +2 | tr -d '\r'
}

sb receive MUG-BLUE 6 MUG-RED 2 --cost=3.10 --cost=3.20
exits 0 "a delivery of two products is taken in"
is "$(on_hand MUG-BLUE) $(on_hand MUG-RED)" "30 12" "both are there"
sb sell MUG-BLUE 2
like "$out" '^sold 2 × MUG-BLUE Blue mug · 28 left$' "a sale says what is left"
sb sell MUG-BLUE 1 MUG-BLUE 1
is "$(on_hand MUG-BLUE)" 26 "one product twice is summed"
head=$(head_of)
sb sell MUG-RED 1 MUG-BLUE 20 MUG-BLUE 7
exits 5 "lines of one product are summed before stock is checked"
unchanged "a batch is all or nothing"
sb sell TEA 0.250
is "$(on_hand TEA)" 1.25 "a fraction is sold where the unit has decimals"
sb sell 4006381333931 1
is "$(on_hand MUG-BLUE)" 25 "a barcode is a product"
sb sell "red mu" 1
is "$(on_hand MUG-RED)" 11 "part of a name is a product when only one fits"
sb return MUG-RED 1
is "$(on_hand MUG-RED)" 12 "a customer brings back"
sb return MUG-RED 2 --to-supplier --reason=damage
is "$(on_hand MUG-RED)" 10 "the supplier takes back"
sb remove MUG-RED 1 --reason=theft
is "$(on_hand MUG-RED)" 9 "stolen is gone"
sb adjust MUG-RED --to=12
like "$out" '12 left' "a count corrects"
sb adjust MUG-RED --to=12
like "$out" 'nothing changed' "a count that agrees records nothing"
sb adjust MUG-RED -2 --reason=loss
is "$(on_hand MUG-RED)" 10 "a correction downwards"
sb adjust MUG-RED --unavailable=4
like "$out" '6 left' "what is set aside cannot be sold"
is "$(on_hand MUG-RED)" 10 "but is on hand"
sb sell MUG-RED 7
exits 5 "and is not sold"
sb adjust MUG-RED --unavailable=-4
sb sell MUG-BLUE 20
like "$err" 'MUG-BLUE is low: 5 left' "a sale that goes below the reorder point warns"
exits 0 "and is a sale"

sb add NEG --name="Sold anyway" --allow-negative
sb sell NEG 2
exits 0 "what may go below zero is sold anyway"
like "$err" 'below zero' "and that is said"
sb edit NEG --allow-negative=no
sb sell NEG 1
exits 5 "and no more once it may not"
like "$err" 'only 0 of NEG' "there is none, not less than none"

sb add GIFT --name="Gift" --cost=3 --opening=5
sb sell GIFT 1
sb history GIFT -o json
is "$(json "[(r['kind'], r['value']) for r in d['rows']]")" "[('sale', None), ('opening', '15.00')]" "what has no price brings no revenue"

sb sell MUG-RED 1 --token=till-1
first=$out
head=$(head_of)
sb sell MUG-RED 1 --token=till-1 -o json
is "$(json "d['replayed']")" True "the same token again is a replay"
unchanged "which writes nothing"
like "$first" '9 left' "and the first was a sale"
sb sell MUG-RED 2 --token=till-1
exits 4 "another sale with that token is a conflict"
unchanged "which writes nothing either"
sb sell MUG-RED 99 --token=till-2
exits 5 "a refused command"
sb sell MUG-RED 1 --token=till-2
exits 0 "may be repeated with its token"
sb adjust MUG-RED --to=3 --token=count-1
sb sell MUG-RED 1
sb adjust MUG-RED --to=3 --token=count-1 -o json
is "$(json "d['replayed']") $(on_hand MUG-RED)" "True 2" "a count repeated with its token does not count again"

sb sell MUG-BLUE 3 -o json
seq=$(json "d['entry']['seq']")
id=$(json "d['entry']['id']")
is "$(json "d['changed']")" "[{'sku': 'MUG-BLUE', 'store': 'MAIN', 'on_hand': 2, 'held': 0, 'available': 2}]" "JSON says what stock is left"
sb undo "$seq"
is "$(on_hand MUG-BLUE)" 5 "an entry is undone by its number"
sb undo "$id"
exits 5 "once"
sb sell MUG-BLUE 1
sb undo last
is "$(on_hand MUG-BLUE)" 5 "the last entry is undone by that word"
sb receive MUG-BLUE 5 -o json
seq=$(json "d['entry']['seq']")
sb sell MUG-BLUE 8
head=$(head_of)
sb undo "$seq"
exits 5 "what was sold since cannot be taken back"
unchanged "and is not"

sb sell MUG-BLUE 1 --at=yesterday --note="forgot"
exits 0 "yesterday's sale may be told today"
sb transact MUG-BLUE +12
like "$out" '^Entry' "transact shows the last movements"
is "$(printf '%s\n' "$out" | wc -l)" 7 "five of them, below a sentence and a heading"
sb history MUG-BLUE --kind=sale --from=yesterday --user=ana -o jsonl --limit=1
is "$(json "d['sku'], d['kind'], d['user']")" "('MUG-BLUE', 'sale', 'ana')" "history is asked by product, kind, time and person"
sb check
exits 0 "after all that the book adds up"
sb rebuild
exits 0 "and its tables can be made again"
is "$(on_hand MUG-BLUE) $(on_hand MUG-RED) $(on_hand TEA)" "13 2 1.25" "as they were"
sb transact TEA -0.25 -o json
is "$(json "' '.join(k for k in 'seq entry_id kind sku name store from to qty price cost value currency on_hand_after reason note user station occurred_at recorded_at'.split() if k not in d['rows'][0])")" \
	"" "programs get every column of the movements behind transact"
sb transact TEA -0.25
like "$out" '^Entry +Kind +SKU' "people the few that matter"
sb show TEA -o json
is "$(json "d['movements'][0]['entry_id'] != '' and sum(d['product']['spark'])")" "$(json "d['product']['sold_14']")" "what was sold on a day is a quantity"
done_testing
