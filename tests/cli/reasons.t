#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A shop's own reasons: added, listed, used, taken back while nobody used them.

. "$srcdir/tests/cli/lib.sh"
make_shop

sb reason add Tasting --label="At the counter" --demand -o json
exits 0 "a reason is added, its word in any case"
added=$(json "d['entry']['seq']")
is "$(json "d['entry']['kind']")" reason_add "as an entry"
sb reason list own:yes -o json
is "$(json "[(r['word'], r['label'], r['direction'], r['shrinkage'], r['demand'], r['used']) for r in d['rows']]")" \
	"[('tasting', 'At the counter', 'out', False, True, 0)]" "and listed with what it means"
sb reason list -o csv --columns=word,own
is "$(echo "$out" | tail -n +2 | tr -d '\r' | wc -l | tr -d ' ')" 11 "beside those every book has"
head=$(head_of)
sb reason add tasting
exits 4 "a word is used once"
sb reason add damage
exits 4 "also those every book has"
sb reason add "two words"
exits 6 "a word has no blanks"
sb reason add lost_again --direction=in --shrinkage
exits 6 "what only comes in is no loss"
sb remove MUG-BLUE 1 --reason=testing
exits 6 "a reason that nobody added is none"
like "$err" 'damage, .*, tasting' "and those there are are told"
sb return MUG-BLUE 1 --reason=tasting
exits 6 "its direction holds"
sb adjust MUG-BLUE +1 --reason=tasting
exits 6 "for corrections, too"
unchanged "what is refused leaves no trace"

sb undo "$added"
exits 0 "unused it is taken back"
like "$out" 'undone: reason added tasting' "and that is told"
sb remove MUG-BLUE 1 --reason=tasting
exits 6 "then it is no reason"
sb reason add tasting --label="At the counter" --demand --token=once -o json
added=$(json "d['entry']['seq']")
sb reason add tasting --label="At the counter" --demand --token=once -o json
is "$(json "d['replayed'], d['entry']['seq']")" "(True, $added)" "asked again with its token it answers as before"

sb remove MUG-BLUE 2 --reason=tasting
exits 0 "goods are removed for it"
sb adjust MUG-RED -1 --reason=tasting
exits 0 "and corrected"
sb list --of=movements reason:tasting -o json --columns=sku,reason
is "$(json "[(r['sku'], r['reason']) for r in d['rows']]")" "[('MUG-RED', 'tasting'), ('MUG-BLUE', 'tasting')]" "it is found by it"
sb reason list word:tasting -o csv --columns=used
is "$(echo "$out" | tail -n 1 | tr -d '\r')" 2 "how often it was used is counted"
sb undo "$added"
exits 5 "used it stays"
like "$err" 'a reason that was used stays' "and why is told"

sb list --of=products -o json
before=$out
sb list --of=reasons -o json --columns=*
reasons=$out
sb check
exits 0 "the book is whole"
sb rebuild
exits 0 "and made anew from its facts"
sb list --of=products -o json
is "$out" "$before" "the same stock comes of it"
sb list --of=reasons -o json --columns=*
is "$out" "$reasons" "and the same reasons"

done_testing
