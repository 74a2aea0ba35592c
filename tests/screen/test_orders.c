/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ordering at the terminal: suggestions become orders, deliveries are scanned against them, short, over and not ordered at all. */
#include "../support.h"
#include "shop.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The one CSV that lies in this folder besides the shop's own. */
static void saved(const char *rows)
{
	glob_t found;
	char *text;

	cr_assert_eq(glob("order-*.csv", 0, NULL, &found), 0);
	cr_assert_eq(found.gl_pathc, 1);
	text = st_read(found.gl_pathv[0], NULL);
	cr_assert(strstr(text, rows), "%s", text);
	free(text);
	globfree(&found);
}

/* MUG-BLUE 5 and MUG-RED 10 of Rhine, TEA 1.5 kg of the Tea House, ITEM-01 of nobody: all to be ordered. */
static void make_low(void)
{
	shop_home();
	cr_assert_eq(shop_run("supplier add 'Rhine Wholesale' --code=RHINE --lead-days=4 --minimum=500"), 0);
	cr_assert_eq(shop_run("sell MUG-BLUE 19"), 0);
	cr_assert_eq(shop_run("edit MUG-BLUE --supplier='Rhine Wholesale' --cost=3.20 --order-up-to=24 --pack=6"), 0);
	cr_assert_eq(shop_run("edit MUG-RED --supplier='Rhine Wholesale' --cost=3 --reorder-point=12 --order-up-to=20"), 0);
	cr_assert_eq(shop_run("edit TEA --supplier='Tea House' --cost=4.20 --reorder-point=2 --order-up-to=5"), 0);
	cr_assert_eq(shop_run("edit ITEM-01 --reorder-point=2 --order-up-to=5"), 0);
}

/* Every page closed, then the program. */
static void leave(struct vt *vt)
{
	for (int i = 0; i < 6; i++)
		cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

static struct vt *open_reorder(int rows, int cols, char *const *environment)
{
	struct vt *vt = shop_open(rows, cols, environment, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":reorder\r"));
	cr_assert(vt_wait(vt, "MUG-BLUE"));
	return vt;
}

Test(orders, what_is_suggested_is_decided_in_place_and_ordered_supplier_by_supplier)
{
	struct vt *vt;

	make_low();
	vt = open_reorder(0, 0, NULL);
	SHOWS(vt, "Rhine Wholesale · 2 products");
	SHOWS(vt, "its minimum is 500.00 EUR");
	SHOWS(vt, "no supplier: name one to order these");
	SHOWS(vt, "packs of 6");
	cr_assert(vt_send(vt, "e12x\r"));
	SHOWS(vt, "MUG-BLUE");
	cr_assert(vt_send(vt, "\025" "30\r"));
	SHOWS(vt, "126.00 EUR");
	cr_assert(vt_send(vt, "o"));
	SHOWS(vt, "2 orders · 3 products · 140.70 EUR");
	SHOWS(vt, "96.00");
	HIDES(vt, "ITEM-01");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "o\r"));
	SHOWS(vt, "2 orders made, the last is");
	HIDES(vt, "MUG-BLUE");
	SHOWS(vt, "ITEM-01");
	shop_tells("order list -o csv --columns=supplier,lines,open,value", "Rhine Wholesale,2,40,126.00");
	shop_tells("list MUG-BLUE -o csv --columns=on_order,projected", "30,35");
	cr_assert(vt_send(vt, "u"));
	SHOWS(vt, "undone");
	cr_assert(vt_wait(vt, "TEA"));
	HIDES(vt, "MUG-RED");
	cr_assert(vt_send(vt, "g o\r"));
	SHOWS(vt, "ordered 3.5 × TEA");
	leave(vt);
	shop_tells("order list open:yes -o csv --columns=supplier", "Tea House");
	shop_tells("check", "all is well");
}

Test(orders, a_delivery_is_scanned_short_and_closed)
{
	struct vt *vt;

	make_low();
	vt = open_reorder(0, 0, NULL);
	cr_assert(vt_send(vt, "o\r"));
	cr_assert(vt_send(vt, "O"));
	cr_assert(vt_wait(vt, "Rhine Wholesale"));
	cr_assert(vt_send(vt, "Gr"));
	cr_assert(vt_wait(vt, "DELIVERY"));
	cr_assert(vt_wait(vt, "of order"));
	SHOWS(vt, "0 of 24");
	cr_assert(vt_send(vt, "3*mug-blue\r"));
	SHOWS(vt, "3 of 24 MUG-BLUE Blue mug · 21 still to come");
	cr_assert(vt_send(vt, "mug-blue\r"));
	SHOWS(vt, "4 of 24");
	cr_assert(vt_send(vt, "=2.50\r"));
	SHOWS(vt, "10.00 EUR");
	cr_assert(vt_send(vt, "tea\r"));
	SHOWS(vt, "not ordered: a takes it in as well");
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_send(vt, "9990001\r"));
	SHOWS(vt, "9990001");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "\033s"));
	SHOWS(vt, "the basket is a delivery: book it or park it first");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "2 products of the order have not come in full");
	cr_assert(vt_send(vt, "k"));
	SHOWS(vt, "DELIVERY");
	cr_assert(vt_wait(vt, "0 of 20"));
	cr_assert(vt_send(vt, "10*mug-red\r"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "Will the rest come?");
	cr_assert(vt_send(vt, "c"));
	SHOWS(vt, "SELL");
	shop_tells("order list -o csv --columns=supplier,status,open,received,short", "Rhine Wholesale,closed,0,14,20");
	shop_tells("list MUG-BLUE -o csv --columns=on_hand,on_order", "9,0");
	cr_assert(vt_send(vt, "\033u"));
	SHOWS(vt, "undone");
	shop_tells("order list -o csv --columns=supplier,status,open,received,short", "Rhine Wholesale,partial,30,4,0");
	cr_assert(vt_send(vt, "\033"));
	leave(vt);
	shop_tells("check", "all is well");
}

Test(orders, more_than_ordered_and_what_was_not_ordered_are_taken_in_and_shown)
{
	struct vt *vt;

	make_low();
	cr_assert_eq(shop_run("order new RHINE MUG-RED 10 --note='call before'"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "O"));
	cr_assert(vt_wait(vt, "call before"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "MUG-RED"));
	SHOWS(vt, "10 still to come · each 3.00 EUR");
	cr_assert(vt_send(vt, "r"));
	cr_assert(vt_wait(vt, "0 of 10"));
	cr_assert(vt_send(vt, "12*mug-red\r"));
	SHOWS(vt, "12 of 10 MUG-RED Red mug · 2 more than ordered");
	cr_assert(vt_send(vt, "2*tea\r"));
	cr_assert(vt_send(vt, "a"));
	SHOWS(vt, "2 over");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "SELL");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":orders\r"));
	cr_assert(vt_wait(vt, "received"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "2.000 came without being ordered"));
	SHOWS(vt, "1 complete · 2 over");
	cr_assert(vt_send(vt, "j"));
	SHOWS(vt, "2 more than ordered");
	leave(vt);
	shop_tells("order list -o csv --columns=status,lines,lines_open", "received,2,0");
	shop_tells("check", "all is well");
}

Test(orders, an_order_is_changed_received_at_once_and_given_up_by_keys)
{
	struct vt *vt;

	make_low();
	cr_assert_eq(shop_run("order new RHINE MUG-RED 10 MUG-BLUE 6"), 0);
	cr_assert_eq(chdir(shop_home()), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "O"));
	cr_assert(vt_wait(vt, "Rhine Wholesale"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "MUG-RED"));
	cr_assert(vt_send(vt, "e"));
	SHOWS(vt, "Quantity");
	cr_assert(vt_send(vt, "\025" "8\023"));
	cr_assert(vt_wait(vt, "order changed"));
	cr_assert(vt_send(vt, "C"));
	SHOWS(vt, "saved as order-");
	saved("MUG-BLUE,Blue mug,,6,0,6,0,0,3.20,EUR\r\nMUG-RED,Red mug,,8,0,8,0,0,3.00,EUR\r\n");
	cr_assert(vt_send(vt, "x"));
	SHOWS(vt, "Reason");
	cr_assert(vt_send(vt, "out of print\023"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "cancelled"));
	SHOWS(vt, "2 short");
	SHOWS(vt, "will not come");
	cr_assert(vt_send(vt, "A"));
	SHOWS(vt, "undo");
	cr_assert(vt_send(vt, "u"));
	cr_assert(vt_wait(vt, "2 products open"));
	cr_assert(vt_send(vt, "A"));
	cr_assert(vt_wait(vt, "2 complete"));
	leave(vt);
	shop_tells("order list -o csv --columns=status,open", "received,0");
	shop_tells("check", "all is well");
}

Test(orders, what_another_agreed_meanwhile_is_told_and_not_overwritten)
{
	struct vt *vt;

	make_low();
	cr_assert_eq(shop_run("order new RHINE MUG-RED 10"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "O"));
	cr_assert(vt_wait(vt, "Rhine Wholesale"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "MUG-RED"));
	cr_assert(vt_send(vt, "e"));
	SHOWS(vt, "Quantity");
	cr_assert_eq(shop_run("order edit last MUG-RED 20"), 0);
	cr_assert(vt_send(vt, "\025" "8\023"));
	SHOWS(vt, "Ordered is 20 (yours: 8)");
	cr_assert(vt_send(vt, "\033"));
	SHOWS(vt, "leave?");
	cr_assert(vt_send(vt, "d"));
	cr_assert(vt_wait(vt, "20 still to come"));
	cr_assert(vt_send(vt, "e"));
	SHOWS(vt, "Quantity");
	cr_assert(vt_send(vt, "\025" "9\023"));
	cr_assert(vt_wait(vt, "order changed"));
	leave(vt);
	shop_tells("order list -o csv --columns=ordered", "9");
}

Test(orders, suppliers_are_added_changed_and_retired_with_what_belongs_to_them)
{
	struct vt *vt;

	make_low();
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "V"));
	cr_assert(vt_wait(vt, "Tea House"));
	cr_assert(vt_send(vt, "j"));
	SHOWS(vt, "only products name it");
	cr_assert(vt_send(vt, "e"));
	SHOWS(vt, "Add a supplier.");
	cr_assert(vt_send(vt, "TEAS\023"));
	cr_assert(vt_wait(vt, "supplier added Tea House"));
	cr_assert(vt_wait(vt, "TEAS"));
	cr_assert(vt_send(vt, "P"));
	cr_assert(vt_wait(vt, "1 row"));
	SHOWS(vt, "TEA");
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "Grüner Tee"));
	cr_assert(vt_wait(vt, "Order up to"));
	cr_assert(vt_send(vt, "V"));
	cr_assert(vt_wait(vt, "Code"));
	SHOWS(vt, "TEAS");
	cr_assert(vt_send(vt, "x"));
	cr_assert(vt_wait(vt, "retired: nothing is ordered there any more"));
	cr_assert(vt_send(vt, ":reorder\r"));
	cr_assert(vt_wait(vt, "takes no orders any more"));
	SHOWS(vt, "2 products · 1 order");
	leave(vt);
	shop_tells("check", "all is well");
}

Test(orders, they_fit_small_screens_and_need_no_colour)
{
	static char *const plain[] = { "NO_COLOR=1", NULL };
	struct vt *vt;

	make_low();
	vt = open_reorder(16, 60, plain);
	SHOWS(vt, "Order");
	SHOWS(vt, "24");
	SHOWS(vt, "e quantity");
	cr_assert(vt_send(vt, "o"));
	SHOWS(vt, "Enter orders it");
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_send(vt, "O"));
	cr_assert(vt_wait(vt, "Rhine"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "Open"));
	leave(vt);
}

Test(orders, what_is_to_be_ordered_is_saved_as_it_was_decided)
{
	struct vt *vt;
	glob_t found;
	char *text;

	make_low();
	cr_assert_eq(chdir(shop_home()), 0);
	vt = open_reorder(0, 0, NULL);
	cr_assert(vt_send(vt, "e30\r"));
	cr_assert(vt_send(vt, "w"));
	SHOWS(vt, "saved as reorder-");
	cr_assert_eq(glob("reorder-*.csv", 0, NULL, &found), 0);
	cr_assert_eq(found.gl_pathc, 1);
	text = st_read(found.gl_pathv[0], NULL);
	cr_assert(strstr(text, "MUG-BLUE,Blue mug,"), "%s", text);
	cr_assert(strstr(text, ",30,3.20,96.00,"), "%s", text);
	free(text);
	globfree(&found);
	leave(vt);
}
