#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Products are added, changed, shown, listed and put away.

. "$srcdir/tests/cli/lib.sh"
make_shop

sb add --name="No code" -o json
exits 0 "a product without a code gets one"
given=$(json "d['changed'][0]['sku']")
like "$given" '^P[0-9]{6}$' "which is a number behind a letter"
sb add "lower-1" --name="  many   blanks  "
sb show LOWER-1 -o json
is "$(json "d['product']['sku'], d['product']['name']")" "('LOWER-1', 'many blanks')" "codes are upper-cased, blanks made one"
sb add MIN --name="Minimal" --alerts=no --pack=6 --lead-days=3 --supplier="Acme Ltd" --token=add-1
sb add MIN --name="Minimal" --alerts=no --pack=6 --lead-days=3 --supplier="Acme Ltd" --token=add-1 -o json
is "$(json "d['replayed']")" True "adding again with its token is harmless"
sb edit MUG-BLUE --price=7.90 --description="Stoneware"
exits 0 "a price is changed"
sb show MUG-BLUE -o json
is "$(json "d['product']['price'], d['product']['description'], d['product']['barcodes'], d['product']['on_hand']")" \
	"('7.90', 'Stoneware', ['4006381333931'], 24)" "and nothing else"
is "$(json "[m['kind'] for m in d['movements']]")" "['opening']" "its movements come along"
sb edit MUG-BLUE --price=7.90
like "$out" 'nothing changed' "what is so already records nothing"
sb edit MUG-BLUE --description=
sb show MUG-BLUE -o json
is "$(json "d['product']['description']")" None "an empty field is cleared"
sb edit MUG-BLUE MUG-RED --tag=sale
exits 0 "two products are changed as one"
sb list tag:sale -o csv --columns=sku
is "$(printf '%s' "$out" | tr -d '\r' | tr '\n' ' ')" "sku MUG-BLUE MUG-RED" "and are found by it"
sb undo last
sb list tag:sale -o csv --columns=sku
is "$(printf '%s' "$out" | tr -d '\r')" "sku" "and are undone as one"
sb edit MUG-RED --tag=kitchen --tag=gift
sb edit MUG-BLUE MUG-RED --tag=+Sale --tag=-KITCHEN
exits 0 "tags are added and taken away"
sb list tag:sale -o csv --columns=sku,tags
is "$(printf '%s' "$out" | tr -d '\r' | tr '\n' ' ')" "sku,tags MUG-BLUE,Sale MUG-RED,gift|Sale" "of each product what it has stays"
sb edit MUG-RED --tag=+sale --tag=-none
like "$out" 'nothing changed' "what is there is not added again"
sb edit MUG-RED --tag=plain --tag=+new
sb list sku:MUG-RED -o csv --columns=tags
like "$out" '^plain.new' "words without a sign take the place of all"
sb undo last
sb undo last
sb show 4006381333931
like "$out" '^SKU +MUG-BLUE$' "show tells people a field a line"
like "$out" '^On hand +24$' "and the stock"
sb adjust MUG-RED --to=0
sb archive MUG-RED
exits 0 "an empty product is put away"
sb show MUG-RED
exits 3 "and is not found any more"
sb list archived:yes -o json
is "$(json "[r['sku'] for r in d['rows']]")" "['MUG-RED']" "but among the archived"
sb add MUG-RED --name="New red mug"
exits 0 "its code may be used again"

# Two people.
sb show TEA -o json
seen=$(json "d['version']")
"$STOCKBOOK" -b shop.book -u bob edit TEA --price=13 --bin="A 1" >/dev/null
sb edit TEA --price=14 --seen="$seen"
exits 4 "a change of what somebody else changed meanwhile is refused"
like "$err" 'bob changed TEA .* meanwhile: Price is 13.00 \(yours: 14.00\)' "with both values"
sb edit TEA --price=14 --bin="B 2" --seen="$seen" -o json
like "$err" '"code":"stale".*Bin is A 1 \(yours: B 2\)' "and every field"
sb edit TEA --supplier=Acme --seen="$seen"
exits 0 "another field is no quarrel"
sb show TEA -o json
sb edit TEA --price=14 --seen="$(json "d['version']")"
exits 0 "who has looked again decides"

# Again with the same token.
sb edit TEA --sku=TEA-GREEN --token=rename
sb edit TEA --sku=TEA-GREEN --token=rename -o json
exits 0 "a renaming is repeated by the old name"
is "$(json "d['replayed']")" True "and writes nothing"
sb add TEA --name="Another tea"
sb edit TEA --sku=TEA-GREEN --token=rename -o json
is "$(json "d['replayed']")" True "though the name is another product's now"
sb edit TEA --price=1 --token=rename
exits 4 "while something else needs another token"
sb undo last --token=back
sb undo last --token=back -o json
is "$(json "d['replayed']")" True "undoing the last is repeated too"
sb edit TEA-GREEN --sku=TEA
exits 0 "the name is free again"

# Lists.
sb list mug -o json
is "$(json "sorted(d.keys())")" "['next', 'rows', 'total']" "a list in JSON has rows, next and total"
is "$(json "d['total'], d['next'], sorted(r['sku'] for r in d['rows'])")" "(2, None, ['MUG-BLUE', 'MUG-RED'])" "all of it without a limit"
is "$(json "' '.join(list(d['rows'][0])[:12])")" "id sku name description tags unit price cost currency barcodes supplier supplier_code" \
	"programs get every column"
sb list --sort=-sku --limit=2 --columns=sku -o json
is "$(json "[r['sku'] for r in d['rows']]")" "['TEA', '$given']" "sorted downwards, two of them"
cursor=$(json "d['next']")
sb list --sort=-sku --limit=2 --columns=sku -o json --after="$cursor"
is "$(json "[r['sku'] for r in d['rows']]")" "['MUG-RED', 'MUG-BLUE']" "and the two behind them"
sb list --sort=-sku --limit=1000000 --columns=sku -o jsonl
is "$(printf '%s\n' "$out" | wc -l)" 6 "JSON Lines is a row a line"
sb list nothinglikeit -o csv --columns=sku,name
is "$(printf '%s' "$out" | tr -d '\r')" "sku,name" "an empty list in CSV has its heading"
sb list --of=journal --limit=1 -o json
is "$(json "len(d['rows'])")" 1 "other lists are listed too"
sb add FORMULA --name='=2+5' --description='a,b "c"' --price=1
sb list sku:FORMULA -o csv --columns=name,description,price,on_hand
is "$(printf '%s' "$out" | tail -n 1 | tr -d '\r')" "'=2+5,\"a,b \"\"c\"\"\",1.00,0" "a formula is harmless in CSV, quotes are doubled"
sb list sku:FORMULA -o json --columns=name
is "$(json "d['rows'][0]['name']")" "=2+5" "and in JSON is what it is"
sb list GRUNER --columns=name
like "$out" 'Grüner Tee' "accents and capitals do not matter"
unlike "$out" "$(printf '\033')" "a pipe gets no colours"
sb --color=always list
like "$out" "$(printf '\033')" "unless they are asked for"
NO_COLOR=1 sb list
unlike "$out" "$(printf '\033')" "nor with NO_COLOR"

# Barcodes.
sb add ODD --name="Odd" --barcode=12345678 --reorder-point=5
exits 0 "a wrong check digit does not block"
like "$err" 'check digit of barcode 12345678' "but is said, whatever field follows"
sb add ODD-2 --name="Odd" --barcode='5901234123457*24' --barcode='5901234123457*6'
exits 6 "a barcode cannot mean two packs"

sb list 'price<5'
exits 6 "a comparison is refused, not taken for a word"
like "$err" 'price<5' "and named"

# A book that somebody mailed may hold anything.
python3 - <<'END'
import sqlite3
db = sqlite3.connect("shop.book")
db.execute("UPDATE products SET description = 'a' || char(9) || 'b' || char(27) || '[31m' WHERE sku = 'TEA'")
db.commit()
END
sb show TEA
like "$out" 'Description' "a description that no door would have let in"
unlike "$out" "$(printf '\033')" "moves no cursor"
done_testing
