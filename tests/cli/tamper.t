#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Whatever is changed in the file behind the program's back is found by check, or refused by the file itself: each column of each table in
# turn, and each table's last row gone. What is derived is as before after a rebuild.

. "$srcdir/tests/cli/lib.sh"

make_shop
sb store add NORTH --name="North Street"
sb edit MUG-RED --price=8 --supplier="Acme" --supplier-code=A1 --cost=3 --pack=6 --minimum-order=6 --order-up-to=20 --reorder-point=12 \
	--lead-days=2 --bin=A7 --description="it is red" --barcode=4006381333948*6
sb supplier add "Bolt Ltd" --code=B --contact=Bo --lead-days=3 --note="rings twice"
sb -s NORTH store plan MUG-RED --reorder-point=3 --order-up-to=9 --bin=N1
sb sell MUG-BLUE 2 MUG-RED 1 --token=once --note="two lines"
sb hold place MUG-BLUE 2 --order=1007 --expires=9d
sb hold allocate MUG-RED 1 --order=1008
sb transfer MUG-BLUE 3 --to=NORTH
sb order new Acme MUG-RED 12 --expected=2026-12-31
sb count new --tag=kitchen --tolerance=1
sb count scan 1 MUG-BLUE 17
sb count scan 1 5000112548167
sb count review 1
sb undo last
sb add GONE --name="Gone" --allow-negative
sb archive GONE
sb check
exits 0 "the book is whole"
cat >tamper.py <<'PY'
import os, shutil, sqlite3, subprocess, sys
program, found, missed, unmended = sys.argv[1], 0, [], []
FACTS = ("book", "credentials", "entries", "entry_lines")

def book(*words):
    return subprocess.run([program, "-b", "copy.book", *words], stdin=subprocess.DEVNULL, capture_output=True).returncode

def tampered(statement):
    for end in ("", "-wal", "-shm", "-gate"):
        if os.path.exists("copy.book" + end):
            os.unlink("copy.book" + end)
    shutil.copy("whole.book", "copy.book")
    db = sqlite3.connect("copy.book", isolation_level=None)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    before = db.total_changes
    try:
        db.execute(statement)
    except sqlite3.IntegrityError:
        pass
    changed = db.total_changes > before
    db.close()
    return changed

db = sqlite3.connect("whole.book")
tables = [name for (name,) in db.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' ORDER BY name")]
for table in tables:
    columns = db.execute(f"PRAGMA table_info({table})").fetchall()
    key = ", ".join(f"{name} DESC" for _, name, _, _, _, pk in columns if pk)
    names = ", ".join(name for _, name, _, _, _, pk in columns if pk)
    for _, column, kind, *_ in columns:
        last = f"CASE substr({column}, -1) WHEN x'7e' THEN x'7f' ELSE x'7e' END"
        other = {"I": f"{column} + 1", "B": f"CAST(substr({column}, 1, length({column}) - 1) || {last} AS BLOB)"}.get(kind[:1], f"{column} || 'x'")
        rows = f"({names}) IN (SELECT {names} FROM {table} WHERE {column} IS NOT NULL ORDER BY {key} LIMIT 1)"
        for statement in [f"UPDATE {table} SET {column} = {other} WHERE {rows}"] + [f"DELETE FROM {table} WHERE {rows}"] * (column == columns[0][1]):
            if not tampered(statement):
                continue
            found += 1
            if book("check") != 7:
                missed.append(statement)
            elif table not in FACTS and (book("rebuild") or book("check")):
                unmended.append(statement)
print(found > 150, missed, unmended)
PY
sb backup whole.book
run python3 tamper.py "$STOCKBOOK"
is "$out" "True [] []" "every change of more than 150 is found, and what is derived is made anew"
done_testing
