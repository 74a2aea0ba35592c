/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of an entry says in words what the entry says, whatever its kind. */
#include "../support.h"
#include "shop.h"
#include "stockbook/entry.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Runs the command, each %s in it the newest entry of this kind. */
static void run_of(const char *kind, const char *format)
{
	char ask[128], line[512], number[32];
	char *answer;

	snprintf(ask, sizeof(ask), "list --of=journal kind:%s -o csv --columns=seq --limit=1", kind);
	answer = shop_ask(ask);
	cr_assert_eq(sscanf(answer, "seq %31[0-9]", number), 1, "%s", answer);
	snprintf(line, sizeof(line), format, number);
	cr_assert_eq(shop_run(line), 0);
	free(answer);
}

static void run_all(const char *const *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(shop_run(lines[i]), 0, "%s", lines[i]);
}

static void make_goods(void)
{
	static const char *const lines[] = {
		"add OLD --name=Old",
		"store add NORTH --name='North Street'",
		"store edit NORTH --name='North Road' --allow-negative=yes",
		"store plan MUG-BLUE --reorder-point=3 --bin='A 7'",
		"edit MUG-BLUE --price=7.90 --cost=3.20",
		"edit MUG-BLUE MUG-RED --tag=+gift",
		"archive OLD",
		"receive MUG-BLUE 6 --cost=3",
		"sell MUG-BLUE 2",
		"return MUG-BLUE 1",
		"return MUG-BLUE 1 --to-supplier --reason=damage",
		"remove MUG-BLUE 1 --reason=internal_use",
		"reason add tasting --label='At the counter' --demand",
		"adjust MUG-RED -1 --reason=correction",
		"transfer MUG-BLUE 6 --to=NORTH",
	};

	run_all(lines, SB_COUNT(lines));
	run_of("transfer_out", "-s NORTH transfer receive %s MUG-BLUE 5");
	run_of("transfer_out", "-s NORTH transfer close %s --reason=loss");
}

static void make_promises(void)
{
	static const char *const lines[] = {
		"supplier add 'Rhine Wholesale' --code=RHINE --lead-days=4",
		"supplier edit RHINE --lead-days=5",
		"order new RHINE MUG-BLUE 24 MUG-RED 12 --expected=2099-12-04",
	};

	cr_assert_eq(shop_run("hold place MUG-BLUE 2 --order=7"), 0);
	run_of("hold_place", "hold convert %s");
	run_of("hold_place", "hold fulfil %s");
	cr_assert_eq(shop_run("hold place MUG-RED 1 --order=8"), 0);
	run_of("hold_place", "hold release %s");
	cr_assert_eq(shop_run("hold allocate MUG-RED 1 --order=9"), 0);
	run_of("hold_allocate", "hold cancel %s --reason='customer gone'");
	run_all(lines, SB_COUNT(lines));
	run_of("order_new", "order edit %s --expected=2099-12-11");
	run_of("order_new", "order receive %s MUG-BLUE 20");
	run_of("order_new", "order cancel %s --reason='out of print'");
}

static void make_counts(void)
{
	cr_assert_eq(shop_run("count new MUG-BLUE"), 0);
	run_of("count_new", "count cancel %s --reason='wrong shelf'");
	cr_assert_eq(shop_run("count new --tag=kitchen --blind --tolerance=2"), 0);
	run_of("count_new", "count scan %s 9990001 3");
	run_of("count_new", "count resolve %s 9990001 MUG-RED");
	run_of("count_new", "count scan %s 4006381333931 12");
	run_of("count_new", "count review %s");
	run_of("count_new", "count post %s --force");
}

static void make_people(void)
{
	cr_assert_eq(shop_run("user add ana --role=manager"), 0);
	cr_assert_eq(shop_run("user add ben"), 0);
	cr_assert_eq(shop_run("user edit ben --role=auditor"), 0);
	cr_assert_eq(shop_run("edit MUG-RED --price=8"), 0);
	cr_assert_eq(shop_run("undo last"), 0);
}

static void open_kind(struct vt *vt, const char *word)
{
	char keys[64];

	snprintf(keys, sizeof(keys), "/\025kind:%s\r", word);
	cr_assert(vt_send(vt, keys));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "Seal"), "there is an entry of the kind %s", word);
}

static struct vt *open_journal(int rows, int cols)
{
	struct vt *vt = shop_open(rows, cols, NULL, false);

	cr_assert(vt_wait(vt, "MUG-BLUE"));
	cr_assert(vt_send(vt, ":journal\r"));
	cr_assert(vt_wait(vt, "What"));
	return vt;
}

static void leave(struct vt *vt)
{
	for (int i = 0; i < 3; i++)
		cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(entries, no_kind_is_shown_as_the_book_keeps_it)
{
	static const char *const words[] = {
#define K(symbol, word, label, from, to) [SB_KIND_##symbol] = word,
		SB_KINDS(K)
#undef K
	};
	struct vt *vt;

	shop_home();
	make_goods();
	make_promises();
	make_counts();
	make_people();
	vt = open_journal(40, 80);
	for (size_t kind = 0; kind < SB_KIND_COUNT; kind++) {
		if (kind == SB_KIND_HOLD_EXPIRE) /* comes with time only */
			continue;
		open_kind(vt, words[kind]);
		HIDES(vt, "{");
		HIDES(vt, "[");
		HIDES(vt, "\":");
		cr_assert(vt_send(vt, "\033"));
	}
	leave(vt);
}

Test(entries, an_order_says_of_whom_until_when_and_at_what_cost)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("edit MUG-BLUE --cost=3.20"), 0);
	make_promises();
	vt = open_journal(24, 80);
	open_kind(vt, "order_new");
	SHOWS(vt, " Supplier        Rhine Wholesale");
	SHOWS(vt, " Expected        2099-12-04");
	SHOWS(vt, "24  MUG-BLUE       Blue mug");
	SHOWS(vt, "3.20");
	cr_assert(vt_send(vt, "\033"));
	open_kind(vt, "order_edit");
	SHOWS(vt, "Expected: 2099-12-04 → 2099-12-11");
	cr_assert(vt_send(vt, "\033"));
	open_kind(vt, "order_cancel");
	SHOWS(vt, " Reason          out of print");
	leave(vt);
}

Test(entries, a_count_says_what_was_expected_and_what_was_counted)
{
	struct vt *vt;

	shop_home();
	make_counts();
	vt = open_journal(24, 80);
	open_kind(vt, "count");
	SHOWS(vt, "Difference  SKU            Name                            Expected    Counted");
	SHOWS(vt, "-12  MUG-BLUE       Blue mug                              24         12");
	SHOWS(vt, "-7  MUG-RED        Red mug                               10          3");
	cr_assert(vt_send(vt, "\033"));
	open_kind(vt, "count_resolve");
	SHOWS(vt, " Product         MUG-RED Red mug");
	SHOWS(vt, " Code            9990001");
	cr_assert(vt_send(vt, "\033"));
	open_kind(vt, "count_new");
	cr_assert(vt_send(vt, "j"));
	SHOWS(vt, " Blind           yes");
	SHOWS(vt, " Tolerance       2");
	leave(vt);
}

Test(entries, a_page_longer_than_a_small_screen_can_be_read_to_its_end)
{
	struct vt *vt;

	shop_home();
	make_promises();
	vt = shop_open(16, 60, NULL, false);
	cr_assert(vt_wait(vt, "MUG-BLUE"));
	cr_assert(vt_send(vt, ":journal\r"));
	cr_assert(vt_send(vt, "/kind:order_new\r"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "Rhine Wholesale"));
	HIDES(vt, "Seal");
	cr_assert(vt_send(vt, "G"));
	SHOWS(vt, "Seal");
	SHOWS(vt, "12  MUG-RED");
	cr_assert(vt_send(vt, "g"));
	SHOWS(vt, "Happened");
	leave(vt);
}

Test(entries, several_products_changed_as_one_are_said_to_be_that)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("edit MUG-BLUE MUG-RED --tag=+gift"), 0);
	shop_tells("undo last", "undone: 2 products changed");
	vt = open_journal(24, 80);
	SHOWS(vt, "undone: 2 products changed");
	cr_assert(vt_send(vt, "/kind:batch\r"));
	SHOWS(vt, "2 rows");
	SHOWS(vt, "import of items.csv");
	HIDES(vt, "batch:");
	leave(vt);
}
