#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Help, manual and completions say what the tables say.

. "$srcdir/tests/cli/lib.sh"

run "$STOCKBOOK" --version
is "$out" "$("$STOCKBOOK" version)" "--version is what version says"
like "$out" '^stockbook [0-9]' "and names the program"
run "$STOCKBOOK" --help
exits 0 "--help is no error"
is "$out" "$("$STOCKBOOK" help)" "and is what help says"

# A blank in a name is written as _ here.
commands=$("$STOCKBOOK" help --markdown=commands | sed -n 's/^## //p' | tr ' ' '_')
overview=$out
for word in $commands; do
	command=$(echo "$word" | tr '_' ' ')
	like "$overview" "^- $command - " "the overview has $command"
	# shellcheck disable=SC2086
	run "$STOCKBOOK" $command --help
	is "$out" "$("$STOCKBOOK" help "$command")" "$command --help is help $command"
	like "$out" "^stockbook $command" "and begins with how it is used"
done
for topic in "exit status" settings query commands manual stockbook.conf; do
	run "$STOCKBOOK" help $topic
	exits 0 "there is help on $topic"
done
run "$STOCKBOOK" help add-product
like "$out" '^stockbook add ' "a command is found by its other name"

run "$STOCKBOOK" sell --help
cat >"$scratch/wanted" <<'END'
stockbook sell PRODUCT QTY [PRODUCT QTY …] [--price=MONEY] [--note=TEXT]
[--at=TIME] [--token=TOKEN]

Sell to a customer.

Several pairs of product and quantity are one sale: all of it is recorded, or
nothing. What is not available is not sold, unless the store or the product
allows it.

- PRODUCT - SKU, barcode or part of the name.
- QTY - How many, in the product's unit; behind a case's barcode, how many
  cases.
- --price=MONEY - Price of one unit instead of the product's; of several
  products once for each. May be given several times.
- --note=TEXT - Words kept with the entry.
- --at=TIME - When it happened, if not now: 14:30, yesterday, -2h, 2026-03-01.
- --token=TOKEN - The same token again answers as the first time and writes
  nothing.

    stockbook sell MUG-BLUE 2
    stockbook sell MUG-BLUE 2 TEA-500 1 --at=14:30
    stockbook sell "white hanging" 1 --price=2.00 --token=till3-0815
END
is "$out" "$(cat "$scratch/wanted")" "help is this text exactly"

# Examples are typed as they stand: what they name may be missing, but no shell and no check of words turns them down. Those that need
# somebody at a terminal, a printer or a file of somebody else are left out.
make_shop
mkdir -p "$scratch/bin"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$(command -v "$STOCKBOOK")" >"$scratch/bin/stockbook"
chmod +x "$scratch/bin/stockbook"
for word in $commands; do
	"$STOCKBOOK" help "$(echo "$word" | tr '_' ' ')" | grep '^    stockbook '
done | grep -vE '[|<>]|--pin|demo|media|init|^    stockbook add$' >"$scratch/examples"
while read -r line; do
	run env PATH="$scratch/bin:$PATH" STOCKBOOK_BOOK_PATH=shop.book sh -c "$line" </dev/null
	unlike "$status" '^[26]$' "$line"
done <"$scratch/examples"

# The manual holds the same chapters.
chapter()
{
	awk -v heading="# $2" '/^# / { inside = $0 == heading; next } inside' "$srcdir/man/$1" | sed -e '/./,$!d'
}
is "$(chapter stockbook.1.md COMMANDS)" "$(LC_ALL=C.UTF-8 "$STOCKBOOK" help --markdown=commands)" \
	"the manual has the commands as they are (man/update.sh puts them there)"
is "$(chapter stockbook.1.md OPTIONS)" "$(LC_ALL=C.UTF-8 "$STOCKBOOK" help --markdown=options)" "and the options"
is "$(chapter stockbook.conf.5.md SETTINGS)" "$(LC_ALL=C.UTF-8 "$STOCKBOOK" help --markdown=settings)" "and the settings"

for shell in bash zsh fish; do
	run "$STOCKBOOK" help --completions="$shell"
	printf '%s\n' "$out" >"completions.$shell"
	for word in $(echo "$commands" | tr '_' '\n' | sort -u); do
		like "$out" "\\b$word\\b" "completions of $shell know $word"
	done
	if command -v "$shell" >/dev/null; then
		ok "completions of $shell are well formed" "$shell" -n "completions.$shell"
	fi
done

for pair in bash:stockbook zsh:_stockbook fish:stockbook.fish; do
	ok "what is installed for ${pair%%:*} is just that" cmp "completions.${pair%%:*}" "$builddir/completions/${pair#*:}"
done

make_shop
mkdir bin
printf '#!/bin/sh\nexec "%s" -b "%s" "$@"\n' "$STOCKBOOK" "$PWD/shop.book" >bin/stockbook
chmod +x bin/stockbook
cat >try.bash <<'END'
source ./completions.bash
PATH=$PWD/bin:$PATH
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
_stockbook
echo "${COMPREPLY[*]}"
END
if command -v bash >/dev/null; then
	is "$(bash try.bash stockbook rec)" "receive" "a command is completed"
	is "$(bash try.bash stockbook hol)" "hold" "the first word of a name of two is completed"
	is "$(bash try.bash stockbook hold pl)" "place" "and the second"
	is "$(bash try.bash stockbook hold place --exp)" "--expires=" "and an option behind both"
	is "$(bash try.bash stockbook hold place MUG-B)" "MUG-BLUE" "and a product"
	is "$(bash try.bash stockbook sell --pr)" "--price=" "an option is completed"
	is "$(bash try.bash stockbook remove --reason = th)" "theft" "a choice is completed"
	is "$(bash try.bash stockbook sell MUG)" "MUG-BLUE MUG-RED" "a product is completed from the book"
fi
sb help sell -o json
like "$(json "d['text']")" 'sell PRODUCT QTY' "help in JSON is JSON"
done_testing
