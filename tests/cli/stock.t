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

# A case has a barcode of its own.
sb add CAN --name="Can" --barcode='04006381333948*24' --barcode=4311501659595 --supplier=Acme
sb receive 04006381333948 1
like "$out" '^received 24 × CAN Can · 24 left · 1 case of 24 = 24$' "a quantity behind a case's barcode counts cases"
sb receive 4311501659595 1 04006381333948 2 MUG-BLUE 1 -o json
like "$out" ' · CAN: 2 cases of 24 = 48"' "of several each is told"
is "$(on_hand CAN)" 73 "behind the code of one it counts pieces"
sb sell 04006381333948 0.5
like "$out" '^sold 12 × CAN Can · 61 left · 0.5 cases of 24 = 12$' "half a case is a dozen"
head=$(head_of)
sb sell 04006381333948 0.3
exits 6 "no case is taken apart in the middle of a can"
sb sell 04006381333948 99999999999
exits 6 "nor are there so many"
unchanged "neither is recorded"
sb return 04006381333948 1
is "$(on_hand CAN)" 85 "cases come back"
sb remove 04006381333948 1 --reason=damage
is "$(on_hand CAN)" 61 "go to waste"
sb transact 04006381333948 -1
is "$(on_hand CAN)" 37 "go in and out"
sb adjust 04006381333948 1
is "$(on_hand CAN)" 61 "are found"
sb adjust 04006381333948 --unavailable=1
like "$out" '37 left.*1 case of 24 = 24' "set aside"
sb adjust 04006381333948 --unavailable=-1
sb adjust 04006381333948 --to=2
is "$(on_hand CAN)" 48 "and counted"
sb hold place 04006381333948 1 --order=77 -o json
is "$(json "d['hold']['lines'][0]['qty']")" 24 "cases are held"
sb hold release "$(json "d['hold']['id']")"
sb sell 04006381333948 1 --token=case
sb sell CAN 1 --token=case
exits 4 "a case is not one of it, also behind a token"
sb sell 04006381333948 1 --token=case
like "$out" '^done before' "but itself again"
is "$(on_hand CAN)" 24 "and sold once"
sb supplier add Acme
sb order new Acme 04006381333948 3 -o json
is "$(json "d['order']['lines'][0]['ordered']")" 72 "cases are ordered"
sb order receive "$(json "d['order']['number']")" 04006381333948 2 -o json
is "$(json "d['order']['lines'][0]['open']")" 24 "and come"
sb count new CAN -o json
count=$(json "d['count']['number']")
sb count scan "$count" 04006381333948 2
like "$out" ', 48 in all \(2 cases of 24 = 48\)' "and are counted, two of them"
sb count scan "$count" 04006381333948 0.3 -o json
exits 6 "but no part of a can"
out=$err
is "$(json "d['error']['field']")" qty "which is said of the quantity"
run sh -c "printf '04006381333948 1\\n04006381333948\\nCAN 1\\n' | '$STOCKBOOK' -b shop.book -u ana count scan $count - -o json"
is "$(json "[s['qty'] for s in d['scans']], d['scans'][2]['counted']")" "([24, 24, 1], 97)" "line by line, too"
sb add HAM --name="Ham" --unit=kg --decimals=3 --barcode=2112345000008 --opening=3
export STOCKBOOK_SCAN_WEIGHT_RULE='21.....{NNDDD}'
sb sell 2112345003454 2
like "$out" '^sold 0.69 × HAM Ham · 2.310 left · 2 × 0.345 = 0.69$' "labels with a weight are counted as labels"
unset STOCKBOOK_SCAN_WEIGHT_RULE

# ---- what movements are worth ----

sb add JAR --name="Jar" --price=7.50 --cost=2.50
sb receive JAR 40 --cost=3
sb sell JAR 2
sb remove JAR 1 --reason=damage
sb return JAR 4 --to-supplier
sb history JAR -o json --columns=kind,value
is "$(json "[(r['kind'], r['value']) for r in d['rows']]")" \
	"[('return_out', '10.00'), ('remove', '2.50'), ('sale', '15.00'), ('receive', '120.00')]" \
	"goods sold are worth what they brought, others what they cost"
done_testing
