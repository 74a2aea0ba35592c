#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The sample shop has something to show in every list, and is the same each time.

. "$srcdir/tests/cli/lib.sh"

day=2026-03-31

# rows LIST: into $out
rows()
{
	run "$STOCKBOOK" --demo list --of="$1" -o json
}

# each KEY: how many rows of $out have which
each()
{
	json "','.join('%s %d' % (s, [r['$1'] for r in d['rows']].count(s)) for s in sorted({r['$1'] for r in d['rows']}))"
}

run "$STOCKBOOK" demo --until=$day
exits 0 "the sample shop is made"
run "$STOCKBOOK" --demo check -o json
exits 0 "and is sound"
first=$(json "d['head']")

run "$STOCKBOOK" --demo history --limit=1 -o json
is "$(json "d['rows'][0]['occurred_at'] < '${day}T05:00'")" True "nothing of its last day is after seven in the morning there"

rows orders
is "$(each status)" "closed 1,open 2,partial 1,received 2" "orders are open, came in part, in full and short"
is "$(json "sorted({r['over'] for r in d['rows']})[-1] > 0")" True "and one with too much"
rows transfers
is "$(each status)" "closed 1,open 1,received 2" "goods went to the kiosk, and some are on their way"
is "$(json "[r['sent'] - r['received'] for r in d['rows'] if r['status'] == 'closed'][0] > 0")" True "and some never came"
rows counts
is "$(each status)" "open 1,posted 1" "one shelf is counted and one is being counted"
is "$(json "[(r['blind'], r['lines'] * 2 == r['scope_lines'], r['unmatched']) for r in d['rows'] if r['status'] == 'open']")" "[(True, True, 2)]" \
	"blind and half way, with a code unknown"
rows unmatched
is "$(each code)" "9520387099113 2" "which waits to be resolved"
posted=$("$STOCKBOOK" --demo list --of=counts -o json | python3 -c \
	"import json, sys; print([r['count'] for r in json.load(sys.stdin)['rows'] if r['status'] == 'posted'][0])")
run "$STOCKBOOK" --demo list --of=count_lines "count:$posted" -o json
is "$(json "(15 <= len(d['rows']) <= 30, sum(r['variance'] != 0 for r in d['rows']), sum(r['absorbed'] != 0 for r in d['rows']))")" "(True, 4, 1)" \
	"few lines differ, and a sale recorded late is absorbed"
run "$STOCKBOOK" --demo list --of=holds -o json
is "$(json "sorted(r['order'] for r in d['rows'])")" "['P-117', 'P-119', 'P-121', 'P-122', 'W-2041', 'W-2044']" "goods are held for orders"
is "$(json "sorted(r['status'] for r in d['rows'] if r['order'] not in ('P-121', 'P-122'))")" "['allocated', 'expired', 'fulfilled', 'released']" \
	"and came to different ends"
is "$(json "sum('2026-04-01' <= r['expires_at'] < '2026-04-03' for r in d['rows'] if r['order'] in ('P-121', 'P-122'))")" 2 \
	"some a day or two after the last"
rows stores
is "$(each name)" "Corner shop 1,Station kiosk 1" "there are two stores"
run "$STOCKBOOK" --demo -s KIOSK list --of=movements kind:sale -o json
is "$(json "d['total'] > 100")" True "and the second one trades"
run "$STOCKBOOK" --demo list --of=suppliers -o json
is "$(json "(len(d['rows']), all(r['added'] for r in d['rows']))")" "(10, True)" "the suppliers are written down"

run "$STOCKBOOK" demo --until=$day
run "$STOCKBOOK" --demo check -o json
is "$(json "d['head']")" "$first" "made again for the same day it is the same"
for day in 2025-12-24 2024-02-29; do
	run "$STOCKBOOK" demo --until=$day
	"$STOCKBOOK" --demo check >/dev/null
	is $? 0 "it is sound when it ends on $day"
	rows transfers
	is "$(each sent)" "48 1,54 1,60 1,282 1" "and the same goods went to the kiosk"
done
done_testing
