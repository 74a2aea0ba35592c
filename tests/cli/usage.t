#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is typed wrong is said in one line, with the exit status of the table, and changes nothing.

. "$srcdir/tests/cli/lib.sh"
make_shop

# STATUS PATTERN ARGUMENT...: refused with this status and a line like this, and the book is as it was.
refused()
{
	wanted=$1 pattern=$2
	shift 2
	sb "$@"
	exits "$wanted" "$* exits $wanted"
	like "$err" "^stockbook: .*$pattern" "$* says why"
	is "$(printf '%s\n' "$err" | wc -l)" 1 "$* says it in one line"
	is "$out" "" "$* answers nothing"
	unchanged "$* changes nothing"
}

refused 2 'no command sel: is sell meant' sel MUG-BLUE 1
refused 2 'no command xyzzy' xyzzy
refused 2 'no option --prize: is --price meant' sell MUG-BLUE 1 --prize=2
refused 2 'no option --zzzzzz' --zzzzzz list
refused 2 'needs a value' sell MUG-BLUE 1 --price
refused 2 'takes no value' --demo=yes list
refused 2 'book is empty' -b '' list
refused 2 'store is empty' -s '' list
refused 2 'user is empty' -u '' sell MUG-BLUE 1
refused 2 'config is empty' --config= list
refused 2 '-s needs a value' list -s
refused 6 'no file is named' import ''
refused 6 'choose one of .*stockbook' import shop.book --format=nope
refused 2 'place of its own' demo
refused 2 'place of its own' --demo list
refused 2 'choose one of' -o yaml list
refused 2 'choose one of' --color=pink list
refused 2 'PRODUCT is missing' sell
refused 2 'QTY is missing' sell MUG-BLUE
refused 2 'QTY is missing' sell MUG-BLUE 1 MUG-RED
refused 2 'one word too many' show MUG-BLUE MUG-RED
refused 2 'nothing to change' edit MUG-BLUE
refused 2 'limit.*not a number' list --limit=x
refused 2 'above zero' list --limit=0
refused 2 'minus sign' edit MUG-BLUE --price=1 --seen=-1
refused 2 'say one thing' adjust MUG-BLUE
refused 2 'say one thing' adjust MUG-BLUE 2 --to=3
refused 3 'NOPE' sell NOPE 1
refused 3 '99999' undo 99999
refused 3 'no setting' config no.such
refused 3 'no help' help no such topic
refused 4 'MUG-RED' sell mug 1
refused 4 'MUG-BLUE' add mug-blue --name="Another"
refused 4 'Blue mug' add CUP --name="Cup" --barcode=4006381333931
refused 5 '24.*99' sell MUG-BLUE 99
refused 5 '24.*99' remove MUG-BLUE 99
refused 5 '' archive MUG-BLUE
refused 6 '' sell MUG-BLUE 0
refused 6 'expires: 0 is not enough' hold place MUG-BLUE 1 --expires=0
refused 6 'minus sign' sell MUG-BLUE -1
refused 6 '' sell MUG-BLUE abc
refused 6 '' sell MUG-BLUE 1.5
refused 6 '' sell TEA 0.0001
refused 6 '' sell MUG-BLUE 99999999999999999999
refused 6 '' sell MUG-BLUE 1 --price=-2
refused 6 '' sell MUG-BLUE 1 --price=1.234
refused 6 '' sell MUG-BLUE 1 --at=tomorrowish
refused 6 '' sell MUG-BLUE 1 --at=+1d
refused 6 '' sell MUG-BLUE 1 --at=2026-02-30
refused 6 'choose one of' remove MUG-BLUE 1 --reason=aliens
refused 6 'less stock' adjust MUG-BLUE 1 --reason=theft
refused 6 'more stock' remove MUG-BLUE 1 --reason=found
refused 6 '' adjust MUG-BLUE 0
refused 6 '' adjust MUG-BLUE --to=-1
refused 6 '' add CUP --name="Cup" --price=dear
refused 6 '' add 'C U P' --name="Cup"
refused 6 '' add CUP --name=""
refused 6 'name: character 5' add CUP --name="$(printf 'bell\007')"
refused 6 'description: character 3' add CUP --name=Cup --description="$(printf 'be\033[31m')"
refused 6 'user.name: character 3' -u "$(printf 'an\033')" sell MUG-BLUE 1
refused 6 '' add CUP --name="$(printf 'bad\377utf')"
refused 6 '' add CUP --name=Cup --opening=1.5
refused 6 '' list 'nofield:x'
refused 6 '' list '"open'
refused 6 '' list --sort=nothing
refused 6 '' list --columns=nothing
refused 6 '' list --after=garbage
refused 6 '' history --from=whenever
refused 6 'quotation' history --user='a"b'

run "$STOCKBOOK" -b absent.book list
exits 7 "a book that is not there exits 7"
like "$err" 'stockbook init' "and says how to make one"
for address in postgresql://shop@db/stock jsonl:shop.jsonl; do
	for words in list "init --currency=EUR" "restore shop.book"; do
		# shellcheck disable=SC2086 # several words
		run "$STOCKBOOK" -b "$address" $words
		exits 7 "$words exits 7 with a book of a kind that is not built in ($address)"
		like "$err" 'path of a book file' "and says what is"
	done
done
is "$(find . -name '*:*')" "" "no file is named after such an address"
echo "not a book" >other.book
run "$STOCKBOOK" -b other.book list
exits 7 "a file that is no book exits 7"
run "$STOCKBOOK" -b shop.book -s NOWHERE list
exits 3 "a store that is not there exits 3"
run "$STOCKBOOK" -c absent.toml list
like "$err" 'absent.toml' "a configuration file that is not there is named"
printf '[book]\ncolour = "red"\n' >bad.toml
run "$STOCKBOOK" -c bad.toml list
exits 6 "an unknown setting exits 6"
like "$err" 'bad.toml.*2' "and names file and line"

sb transact MUG-BLUE -1
exits 0 "a number is never an option"
sb adjust MUG-BLUE --unavailable=-0
exits 6 "not even minus nothing"
sb adjust MUG-BLUE --unavailable 2
sb adjust MUG-BLUE --unavailable -2
exits 0 "an option's value may be below zero"
sb sell -- MUG-BLUE 1
exits 0 "a double dash ends options"
sb sell MUG-BLUE 1 -o json
exits 0 "the program's options may stand behind the command"
run "$STOCKBOOK"
exits 2 "without a command and a terminal there is nothing to do"

sb -o json sell NOPE 1
exits 3 "an error in JSON has the same status"
is "$out" "" "and leaves the output clean"
out=$err
is "$(json "d['error']['code']")" not_found "its code is of the table"
is "$(json "d['error']['field']")" product "it names the argument"
sb list 'x nofield:x' -o json
out=$err
is "$(json "d['error']['column']")" 3 "it points into the query"
sb sell --bogus -o json
out=$err
is "$(json "d['error']['code']")" usage "also when the line cannot be read to its end"
done_testing
