# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# What the tests of the shell door share, on top of tests/tap.sh: a shop with three products, and what its book is.
#
#	sb ARGUMENT...      the program on shop.book; see run
#	make_shop           MUG-BLUE 24, MUG-RED 10, TEA 1.500 kg
#	head_of             the last entry's hash, which changes with any entry
#	unchanged SENTENCE  the book is as it was at the last `head=$(head_of)`
#	json EXPRESSION     of $out: json "d['rows'][0]['sku']"

. "$srcdir/tests/tap.sh"

# A day that ends in the middle of a test is another day than the one it speaks of: in UTC, or in the shop's zone.
while date -u +%H:%M | grep -qE '^2[123]:5[89]'; do
	sleep 5
done

sb()
{
	run "$STOCKBOOK" -b shop.book -u ana "$@"
}

make_shop()
{
	sb init --currency=EUR --zone=Europe/Berlin
	sb add MUG-BLUE --name="Blue mug" --price=7.50 --cost=3 --opening=24 --reorder-point=6 --tag=kitchen --barcode=4006381333931
	sb add MUG-RED --name="Red mug" --price=7.50 --opening=10 --tag=kitchen --tag=gift
	sb add TEA --name="Grüner Tee" --unit=kg --decimals=3 --price=12 --opening=1.5
	head=$(head_of)
}

head_of()
{
	"$STOCKBOOK" -b shop.book check -o json | python3 -c 'import json, sys; print(json.load(sys.stdin)["head"])'
}

unchanged()
{
	is "$(head_of)" "$head" "$1"
}

json()
{
	printf '%s' "$out" | python3 -c "import json, sys; d = json.load(sys.stdin); found = $1; print(found)"
}
