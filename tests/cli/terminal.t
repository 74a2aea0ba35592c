#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is different on a terminal: questions, widths, interruption. Everything else is the same.

. "$srcdir/tests/cli/lib.sh"
make_shop

cat >drive.py <<'END'
import fcntl, os, pty, re, select, signal, struct, sys, termios, time
cols, answers, words = int(sys.argv[1]), sys.argv[2].split("|") if sys.argv[2] else [], sys.argv[3:]
pid, fd = pty.fork()
if pid == 0:
    os.environ["TERM"] = "xterm-256color"
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, cols, 0, 0))
    os.execv(words[0], words)
seen, last, answered = b"", time.monotonic(), 0
while True:
    ready, _, _ = select.select([fd], [], [], 0.3)
    if ready:
        try:
            piece = os.read(fd, 65536)
        except OSError:
            break
        if not piece:
            break
        seen, last = seen + piece, time.monotonic()
        # What is typed as soon as it is asked for must not be seen either.
        if re.search(rb"(PIN of \w+|New PIN|Once more): $", seen) and termios.tcgetattr(fd)[3] & termios.ECHO:
            seen += b"(echoed)"
    elif answers and len(seen) > answered and (seen.endswith(b": ") or seen.endswith(b"] ")):
        answer, answered = answers.pop(0), len(seen)
        os.write(fd, b"\x03" if answer == "^C" else b"\x04" if answer == "^D" else answer.encode() + b"\n")
    elif time.monotonic() - last > 120:
        os.kill(pid, signal.SIGKILL)
status = os.waitpid(pid, 0)[1]
sys.stdout.write(seen.decode().replace("\r\n", "\n"))
sys.exit(os.waitstatus_to_exitcode(status) % 256)
END

# COLUMNS ANSWERS ARGUMENT...
drive()
{
	cols=$1 answers=$2
	shift 2
	run python3 drive.py "$cols" "$answers" "$STOCKBOOK" -b shop.book "$@"
}

drive 80 'cup||Cup|||||||||||||||||||||||' add
exits 0 "a product is asked for, field by field"
drive 80 'MUG-BLUE|CUP2|A cup||||3,x|3.50||<||||||||||||||||||||||||' add
like "$out" 'Blue mug' "a code that is taken shows whose it is"
like "$out" '! .*3,x' "a wrong price is said and asked again"
like "$out" 'Save this' "all is shown before it is saved"
exits 0 "and saved"
sb show CUP2 -o json
is "$(json "d['product']['name'], d['product']['price']")" "('A cup', '3.50')" "as it was answered"
drive 80 'CUP4|A cup||4006381333932|||||||||||||||||||||||' add
like "$out" '~ the check digit of barcode 4006381333932 is wrong' "a check digit that is wrong is said before it is saved"
exits 0 "and is no error"
head=$(head_of)
drive 80 'CUP3|^C' add
exits 130 "Ctrl-C leaves"
unchanged "and saves nothing"
drive 80 'CUP3|^D' add
exits 130 "so does the end of input"
unchanged "which saves nothing either"
sb add
exits 6 "without a terminal nothing is asked"
unchanged "and nothing saved"

"$STOCKBOOK" -b shop.book backup people.book >/dev/null
people()
{
	answers=$1
	shift
	run python3 drive.py 80 "$answers" "$STOCKBOOK" -b people.book -u ana "$@"
}
people '4711|4711' user add ana --role=manager --pin
exits 0 "a PIN is typed twice"
unlike "$out" '4711|echoed' "and not shown"
like "$out" 'Once more: ' "of which the second is another question"
people '4712' sell MUG-BLUE 1
exits 5 "it is asked for before anything is written"
people '4711' sell MUG-BLUE 1
exits 0 "and then it is"
unlike "$out" '4711|echoed' "unseen"
people '4711|5555|6666' user edit ana --pin
exits 6 "of a new one both must be the same"
people '' list
exits 0 "looking takes the name only"

sb add LONG --name="A product whose name is so long that no terminal of forty columns could ever show all of it"
drive 40 '' --color=never list
is "$(printf '%s\n' "$out" | python3 -c 'import sys; print(max(len(l.rstrip("\n")) for l in sys.stdin) <= 40)')" True "a table fits the terminal"
like "$out" '…' "what is cut says so"
drive 80 '' list
like "$out" "$(printf '\033')\\[1m" "a terminal gets its heading in bold"
drive 80 '' transact MUG-BLUE -1
like "$out" "$(printf '\033')\\[31m" "what goes is red"
like "$out" "$(printf '\033')\\[32m" "what comes is green"
sb list --columns=name
like "$out" 'could ever show all of it$' "a pipe gets everything"

"$STOCKBOOK" demo >/dev/null
cat >interrupt.py <<'END'
import os, signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.SIG_DFL)
log, job = sys.argv[1], subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE)
# In the middle of it: something has come out, or been written several times.
if log == "-":
    job.stdout.read(1)
seen = set()
while log != "-" and len(seen) < 5 and job.poll() is None:
    if os.path.exists(log):
        seen.add(os.stat(log).st_mtime_ns)
    time.sleep(0.01)
job.send_signal(signal.SIGINT)
print(job.wait(timeout=120))
END
run python3 interrupt.py - "$STOCKBOOK" --demo list --of=movements -o csv
is "$out" 130 "a list that nobody reads is interrupted at once"
python3 -c 'print("sku,name"); [print(f"N{i},Product {i}") for i in range(200000)]' >large.csv
run python3 interrupt.py shop.book-wal "$STOCKBOOK" -b shop.book import large.csv
is "$out" 130 "an import is interrupted"
sb list sku:N199999 --columns=sku -o csv
unlike "$out" N199999 "and nothing of it is in the book"
sb list sku:N0 --columns=sku -o csv
unlike "$out" N0 "not even what was written before the interruption"
sb check
exits 0 "which is whole"
"$STOCKBOOK" -b shop.book list >/dev/full 2>errors
is $? 1 "a full disk is a failure"
like "$(cat errors)" 'cannot write' "and is said"
"$STOCKBOOK" -b shop.book sell MUG-RED 1 >/dev/full 2>errors
is $? 1 "also for a sale"
like "$(cat errors)" 'entry [0-9]+ is booked, .*: do not book it again' "which is told to be booked all the same"
"$STOCKBOOK" -b shop.book sell MUG-RED 1 >&- 2>errors
is $? 1 "an answer to nobody is a failure, too"
like "$(cat errors)" 'is booked, .*: do not book it again' "and said"
ok "and is in no file of the book" sh -c '! grep -q "sold 1" shop.book-gate shop.book-wal 2>/dev/null'
"$STOCKBOOK" -b shop.book list <&- >/dev/null 2>&1
is $? 0 "who gives no input is answered"

python3 - <<'END'
import sqlite3
db = sqlite3.connect("shop.book")
db.execute("UPDATE products SET name = 'a' || char(27) || '[31mb' WHERE sku = 'TEA'")
db.commit()
END
drive 80 '' list sku:TEA -o csv
like "$out" 'TEA' "CSV may be looked at on a terminal"
unlike "$out" "$(printf '\033\[31m')" "and moves nothing there"
sb list sku:TEA -o csv --columns=name
like "$out" "$(printf 'a\033\[31mb')" "and is what it is in a file"
done_testing
