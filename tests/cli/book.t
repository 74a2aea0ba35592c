#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Books are made, checked, backed up, restored and closed for the day.

. "$srcdir/tests/cli/lib.sh"

run "$STOCKBOOK" init
exits 0 "a book is made where none is named"
ok "in the data directory" test -f "$XDG_DATA_HOME/stockbook/shop.book"
run "$STOCKBOOK" init
exits 4 "and not a second time"
run "$STOCKBOOK" -b bad.book init --currency=XXQ
exits 6 "an unknown currency is refused"
ok "and leaves no file behind" test ! -e bad.book
run "$STOCKBOOK" -b bad.book init --zone=Mars/Olympus
exits 6 "so is an unknown zone"
ok "which leaves none either" test ! -e bad.book

make_shop
sb backup saved.book
exits 0 "a backup is made"
sb backup saved.book
exits 4 "not over another file"
sb sell MUG-BLUE 4
sb restore saved.book
exits 0 "a backup is restored"
unchanged "and the book is what it was"
ok "the book that was there is kept" test -f shop.book.before-restore
run "$STOCKBOOK" -b shop.book.before-restore list sku:MUG-BLUE --columns=on_hand -o csv
like "$out" '^20' "with what it knew"
sb restore absent.book
exits 3 "a backup that is not there is not found"
like "$err" 'there is no backup at absent.book: check the path$' "and a backup is what is missed"
unchanged "and nothing happens"
head -c 3000 saved.book >torn.book
sb restore torn.book
ok "a torn backup is refused" test "$status" -eq 7
unchanged "and nothing happens"
ok "nothing is left lying about" test -z "$(find . -name '*restoring*')"

sb receive MUG-BLUE 1
head=$(head_of)
python3 - <<'PY' &
import os, sqlite3, time
db = sqlite3.connect("shop.book")
db.execute("SELECT count(*) FROM entries").fetchone()
open("held", "w").close()
while os.path.exists("held"):
    time.sleep(0.05)
PY
while [ ! -e held ] && kill -0 $! 2>/dev/null; do sleep 0.05; done
sb restore saved.book
rm held
exits 8 "a book that is open elsewhere is not replaced"
wait
unchanged "and is as it was"

sb sell MUG-BLUE 20
sb remove MUG-RED 1 --reason=damage
sb adjust MUG-RED --unavailable=2
sb adjust MUG-RED -3 --reason=loss
sb adjust MUG-RED 1 --reason=found
sb sell TEA 0.25
sb close --summary -o json
is "$(json "d['close']['low'], d['close']['backup']")" "(1, None)" "the day's sums are told without a backup"
ok "none is made" test ! -e shop.book-backups
sb close -o json
exits 0 "the day is closed"
is "$(json "[(r['kind'], r['user'], r['movements'], r['qty'], r['unit'], r['value']) for r in d['rows'] if r['kind'] in ('sale', 'remove', 'adjust')]")" \
	"[('sale', 'ana', 1, -20, 'piece', '150.00'), ('remove', 'ana', 1, -1, 'piece', '-7.50'), ('adjust', 'ana', 2, -2, 'piece', '-15.00'), ('sale', 'ana', 1, -0.25, 'kg', '3.00')]" \
	"what was sold, removed and corrected, by whom, unit by unit; not what was set aside"
is "$(json "d['close']['low']")" 1 "what is low"
backup=$(json "d['close']['backup']")
ok "and a backup is made" test -f "$backup"
run "$STOCKBOOK" -b "$backup" check
exits 0 "which is a whole book"
for _ in 1 2 3; do
	STOCKBOOK_BOOK_BACKUPS=2 sb close
done
is "$(find shop.book-backups -name '*.backup' | wc -l)" 2 "the oldest are removed"
like "$out" 'MUG-BLUE' "people read what is low"
sb close --day=2020-01-01
like "$out" 'nothing moved' "a day without trade can be closed too"

sb config -o json
is "$(json "[r['value'] for r in d['rows'] if r['key'] == 'book.path']")" "['shop.book']" "config shows the value"
is "$(json "[r['origin'] for r in d['rows'] if r['key'] == 'book.path']")" "['-b']" "and where it came from"
STOCKBOOK_SCAN_SUFFIX=tab sb config scan.suffix
like "$out" 'tab +STOCKBOOK_SCAN_SUFFIX' "the environment is named"

run "$STOCKBOOK" demo --until=2026-03-31
exits 0 "the sample shop is made"
run "$STOCKBOOK" --demo check -o json
first=$(json "d['head']")
run "$STOCKBOOK" demo --until=2026-03-31
run "$STOCKBOOK" --demo check -o json
is "$(json "d['head']")" "$first" "made again for the same day it is the same"
run "$STOCKBOOK" demo --until=2999-01-01
exits 6 "it does not trade in the future"
run "$STOCKBOOK" --demo list --limit=1 -o json
is "$(json "d['total'] > 300")" True "it has some hundred products"
rm -rf "$XDG_STATE_HOME"
run "$STOCKBOOK" --demo list --limit=1
exits 0 "and is made when it is not there"
# A book as the program before the last step of the schema left it.
"$STOCKBOOK" -b older.book init >/dev/null
cat >older.py <<'PY'
import sqlite3
book = sqlite3.connect("older.book")
book.execute("DROP TABLE reasons")
book.execute("DROP INDEX entry_lines_reason")
book.execute("PRAGMA user_version = 9")
book.commit()
PY
python3 older.py
run "$STOCKBOOK" -b older.book list
exits 0 "who only looks brings an older book up to date"
run "$STOCKBOOK" -b older.book check
exits 0 "and it is whole"
python3 older.py
python3 -c 'import sqlite3; sqlite3.connect("older.book").execute("PRAGMA journal_mode = DELETE")'
mv older.book older.backup
cp older.backup same.backup
sb restore older.backup
exits 0 "a backup of an older stockbook is restored"
like "$err" 'of an older stockbook: the book is up to date' "which is said"
ok "and stays as it is" cmp older.backup same.backup
is "$(echo ./*restoring* ./older.backup-*)" './*restoring* ./older.backup-*' "nothing is left beside it"
sb check
exits 0 "the book is whole"
is "$(python3 -c 'import sqlite3; print(sqlite3.connect("shop.book").execute("PRAGMA user_version").fetchone()[0])')" 10 "and of this schema"
dd if=/dev/zero of=older.backup bs=4096 seek=3 count=4 conv=notrunc 2>/dev/null
head=$(head_of)
sb restore older.backup
exits 7 "an older backup that is damaged is not restored"
unchanged "and the book stays"
mv same.backup older.book
if [ "$(id -u)" -ne 0 ]; then
	chmod a-w older.book .
	run "$STOCKBOOK" -b older.book list
	chmod u+w . older.book
	exits 7 "where it may not be written it is not"
fi

done_testing
