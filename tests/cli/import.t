#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Files are looked at first; a wrong one changes nothing; an import can be taken back.

. "$srcdir/tests/cli/lib.sh"
make_shop

cat >good.csv <<'END'
sku,name,price,on_hand
MUG-BLUE,,8.20,
CUP,Cup,3.50,12
TEA,Grüner Tee,12.00,
END
sb import good.csv --dry-run -o json
exits 0 "a file is looked at"
is "$(json "d['import']['new'], d['import']['update'], d['import']['unchanged'], d['import']['error']")" "(1, 1, 1, 0)" "and told what it would do"
unchanged "which changes nothing"
sb import good.csv -o json
exits 0 "the file is imported"
seq=$(json "d['entry']['seq']")
sb list sku:CUP -o csv --columns=price,on_hand
is "$(printf '%s' "$out" | tail -n 1 | tr -d '\r')" "3.50,12" "with its opening stock"
sb undo "$seq"
exits 0 "and taken back as a whole"
sb show CUP
exits 3 "what was new is gone"
sb show MUG-BLUE -o json
is "$(json "d['product']['price']")" "7.50" "what was changed is as before"

head=$(head_of)
cat >bad.csv <<'END'
sku,name,price
GOOD,Good,1.00
BAD,Bad,cheap
C U P,Worse,2
END
sb import bad.csv --dry-run
exits 6 "a look at a file with errors ends as its import would"
like "$out" '^would import 3 rows as stockbook products: new 1, update 0, unchanged 0, left out 0, error 2$' "having told what it would do"
like "$out" '^ +3 +error +BAD .*cheap' "and what is wrong"
like "$err" '^stockbook: 2 rows have errors: mend them' "and what to do"
sb import bad.csv --dry-run -o json
exits 6 "also for programs"
is "$(json "d['import']['rows'], d['import']['error'], len(d['rows'])")" "(3, 2, 3)" "who get all of it"
out=$err
is "$(json "d['error']['code'], d['error']['field']")" "('invalid', 'file')" "and an error beside it"
sb import bad.csv --dry-run --rejects=left.csv
exits 0 "rows that would be left out are no error"
ok "and none are left out yet" test ! -e left.csv
unchanged "nor taken"
sb import bad.csv --dry-run --rejects= --format=
exits 6 "where no file is named for them they are"
sb import bad.csv
exits 6 "a file with errors is refused"
like "$out" '^ +3 .*price.*cheap' "with line, column and value of each"
like "$out" '^ +4 .*sku' "every one of them"
unchanged "and nothing of it is taken"
sb import bad.csv --rejects=left.csv -o json
exits 0 "unless rows with errors are to be left out"
is "$(json "d['import']['new'], d['import']['error']")" "(1, 2)" "then the good ones are taken"
is "$(grep -c . left.csv)" 3 "and the others are written to a file"

sb import bad.csv --rejects=./bad.csv
exits 6 "what is left out is not written over the file it is in"
is "$(wc -l <bad.csv)" 4 "which stays whole"
printf 'sku,name\nA-1,"a\0b"\n' >zero.csv
sb import zero.csv
like "$out" '^ +2 .*name.*byte 2 is zero' "a zero byte is called one"
printf 's\0k\0u\0,\0n\0a\0m\0e\0\n\0' >wide.csv
sb import wide.csv
like "$err" 'is UTF-16' "UTF-16 is known without its mark"

# A quote that is not closed hides what follows.
head=$(head_of)
printf 'sku,name,price\nA-1,"One",dear\nA-2,"Two,2\nA-3,Three,cheap\nA-4,"Four",4\n' >open.csv
sb import open.csv
exits 6 "a quote left open is an error"
like "$out" '^ +2 .*price.*dear' "which hides none before it"
like "$out" '^ +3 .*name.*the quote opened here runs on to one in line 5' "and is told where it was opened"
like "$err" 'a quote in line 3 hides what follows' "as what to mend first"
sb import open.csv --rejects=left.csv
exits 6 "what follows is not left out unseen"
sb import open.csv --dry-run -o json
exits 6 "a look at it ends so, too"
is "$(json "d['import']['rows'], d['import']['error'], [r['line'] for r in d['rows']]")" "(2, 2, [2, 3])" "and tells the rows up to there"
printf 'sku,name\nA-1,"One\nA-2,Two\n' >open.csv
sb import open.csv
like "$out" '^ +2 .*name.*opened here and never closed' "also when the file ends in it"
unchanged "and nothing of such a file is taken"
printf 'sku,"name\nA-1,One\n' >open.csv
sb import open.csv
exits 6 "without columns there is nothing to tell"
like "$err" 'line 1, cell 2' "but where"
printf 'sku,name,price,bin\nSHORT,Short\n' >short.csv
sb import short.csv --rejects=left.csv
is "$(sed -n '2s/,this row.*//p' left.csv)" "SHORT,Short,,,2" "a row that is too short with what is wrong under its heading"
sb import absent.csv
exits 3 "a file that is not there is not found"

sb list -o csv
printf '%s\n' "$out" >own.csv
head=$(head_of)
sb import own.csv -o json
exits 0 "our own export is understood"
is "$err" "" "every column of it"
is "$(json "d['import']['new'], d['import']['update'], d['import']['error']")" "(0, 0, 0)" "and changes nothing"
unchanged "really nothing"
done_testing
