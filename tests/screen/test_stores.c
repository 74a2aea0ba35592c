/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two stores at the terminal: a transfer is sent at the counter of one and scanned in at that of the other. */
#include "shop.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(stores, a_transfer_is_sent_and_scanned_in_after_a_switch)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("store add north --name='North Street'"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "2"));
	cr_assert(vt_send(vt, "\033v"));
	SHOWS(vt, "TRANSFER · to NORTH");
	cr_assert(vt_send(vt, "6*mug-blue\r"));
	SHOWS(vt, "6 × MUG-BLUE Blue mug · 18 left");
	cr_assert(vt_send(vt, "2*mug-red\r"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "sent 6 × MUG-BLUE Blue mug and 1 more from MAIN to NORTH");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "T"));
	cr_assert(vt_wait(vt, "open"));
	cr_assert(vt_send(vt, "r"));
	SHOWS(vt, "goes to NORTH: work for that store first");
	SHOWS(vt, "▸ Transfers");
	HIDES(vt, "SELL");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "W"));
	cr_assert(vt_wait(vt, "North Street"));
	cr_assert(vt_send(vt, "j\r"));
	cr_assert(vt_wait(vt, "working for NORTH North Street now"));
	SHOWS(vt, "NORTH North Street");
	cr_assert(vt_send(vt, "T"));
	cr_assert(vt_wait(vt, "open"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "MUG-RED"));
	cr_assert(vt_send(vt, "r"));
	SHOWS(vt, "ARRIVAL");
	cr_assert(vt_wait(vt, "MUG-RED"));
	cr_assert(vt_send(vt, "7*mug-blue\r"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "only 6 of MUG-BLUE Blue mug are on their way");
	cr_assert(vt_send(vt, "*5\r"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "arrived 5 × MUG-BLUE Blue mug in NORTH from MAIN");
	cr_assert(vt_wait(vt, "MUG-RED"));
	cr_assert(vt_send(vt, "mug-blue\r"));
	cr_assert(vt_send(vt, "2*mug-red\r"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "SELL");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "1"));
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "/blue\r"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "In transit"));
	SHOWS(vt, "MAIN");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
	shop_tells("list --all-stores sku:MUG-BLUE --columns=store,on_hand -o csv", "NORTH,6");
	shop_tells("transfer list -o csv --columns=status,rest", "received,0");
	shop_tells("check", "all is well");
}

Test(stores, what_a_count_of_a_bin_lacks_is_what_its_own_store_keeps_there)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("store add north"), 0);
	cr_assert_eq(shop_run("edit MUG-RED --bin=A7"), 0);
	cr_assert_eq(shop_run("store plan MUG-BLUE --bin=A7 -s NORTH"), 0);
	cr_assert_eq(shop_run("store plan MUG-RED --bin=B1 -s NORTH"), 0);
	cr_assert_eq(shop_run("count new --bin=A7 -s NORTH"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":counting 75\r"));
	cr_assert(vt_wait(vt, "bin A7"));
	cr_assert(vt_send(vt, "\t"));
	cr_assert(vt_wait(vt, "1 row"));
	SHOWS(vt, "MUG-BLUE");
	HIDES(vt, "MUG-RED");
	for (int i = 0; i < 3; i++)
		cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(stores, each_store_keeps_its_own_basket)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("store add north"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "2"));
	cr_assert(vt_send(vt, "3*mug-blue\r"));
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":use-store north\r"));
	cr_assert(vt_wait(vt, "working for NORTH"));
	cr_assert(vt_send(vt, "2"));
	SHOWS(vt, "0 lines");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":use-store MAIN\r"));
	cr_assert(vt_wait(vt, "working for MAIN"));
	cr_assert(vt_send(vt, "2"));
	SHOWS(vt, "1 line");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(stores, a_product_shows_what_is_held_of_it_and_what_is_coming)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("store add north"), 0);
	cr_assert_eq(shop_run("receive MUG-BLUE 9 -s NORTH"), 0);
	cr_assert_eq(shop_run("transfer MUG-BLUE 4 -s NORTH --to=MAIN"), 0);
	cr_assert_eq(shop_run("hold place MUG-BLUE 2 --order=A-17 --expires=3590"), 0);
	vt = shop_open(30, 80, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "/blue\r"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "A-17"));
	SHOWS(vt, "On its way");
	shop_runs_down(vt, "A-17", "59:");
	cr_assert_eq(shop_run("hold release --order=A-17 MUG-BLUE 2"), 0);
	cr_assert(vt_wait(vt, "released"));
	for (int tries = 0; vt_find(vt, "A-17") >= 0 && tries < 500; tries++)
		vt_pass_ms(vt, 20);
	HIDES(vt, "A-17");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}
