/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day at the terminal with keys and a scanner alone: the range, the counter, the journal, forms, undo. */
#include "../support.h"
#include "shop.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Test(day, a_sale_from_the_list_is_said_and_undone)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "/blue"));
	SHOWS(vt, "Enter keep  Esc show all");
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_send(vt, "s"));
	SHOWS(vt, "Sell to a customer");
	cr_assert(vt_send(vt, "99\r\r\r\r"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "24");
	HIDES(vt, "sold 99");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "d"));
	cr_assert(vt_send(vt, "s"));
	cr_assert(vt_send(vt, "4\023"));
	SHOWS(vt, "sold 4 × MUG-BLUE Blue mug · 20 left");
	shop_tells("show MUG-BLUE", "20");
	cr_assert(vt_send(vt, "u"));
	SHOWS(vt, "24 left");
	shop_close(vt);
	shop_tells("check", "all is well");
}

Test(day, the_page_of_a_product_goes_through_a_small_window)
{
	struct vt *vt = shop_open(12, 60, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "/blue\r"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "On hand"));
	HIDES(vt, "opening");
	cr_assert(vt_send(vt, "X"));
	SHOWS(vt, "nothing is selected");
	for (int i = 0; i < 40 && vt_find(vt, "opening") < 0; i++) {
		SHOWS(vt, "MUG-BLUE  Blue mug");
		cr_assert(vt_send(vt, "j"));
	}
	SHOWS(vt, "opening");
	cr_assert(vt_resize(vt, 43, 132));
	SHOWS(vt, "On hand");
	SHOWS(vt, "opening");
	cr_assert(vt_resize(vt, 12, 60));
	cr_assert(vt_send(vt, "g"));
	SHOWS(vt, "On hand");
	HIDES(vt, "opening");
	cr_assert(vt_send(vt, "G"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "opening stock 24");
	cr_assert(vt_send(vt, "q"));
	cr_assert(vt_send(vt, "q"));
	shop_close(vt);
}

Test(day, the_counter_books_a_basket_as_one)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "2"));
	SHOWS(vt, "SELL");
	cr_assert(vt_send(vt, "5*4006381333931\r"));
	SHOWS(vt, "5 × MUG-BLUE Blue mug · 19 left");
	cr_assert(vt_send(vt, "mug-red\r"));
	cr_assert(vt_send(vt, "mug-red\r"));
	SHOWS(vt, "2 × MUG-RED");
	cr_assert(vt_send(vt, "-"));
	SHOWS(vt, "last scan is taken back");
	cr_assert(vt_send(vt, "*3\r"));
	SHOWS(vt, "3 × MUG-RED Red mug · 7 left");
	cr_assert(vt_send(vt, "*12\r"));
	SHOWS(vt, "12 × MUG-RED Red mug · only 10 there");
	cr_assert(vt_send(vt, "*1\r"));
	SHOWS(vt, "1 × MUG-RED Red mug · 9 left");
	cr_assert(vt_send(vt, "=2,50\r"));
	SHOWS(vt, "40.00 EUR");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "0 lines");
	SHOWS(vt, "and 1 more · 40.00 EUR");
	shop_tells("history --limit=2 -o csv", "MUG-RED");
	shop_tells("history --limit=2 -o csv", "2.50");
	cr_assert(vt_send(vt, "\033u"));
	SHOWS(vt, "undone");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
	shop_tells("check", "all is well");
}

Test(day, the_counter_shows_the_last_movements_on_a_small_screen_too)
{
	struct vt *vt = shop_open(16, 60, NULL, false);

	shop_run("sell MUG-RED 3");
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "2mug-blue\r"));
	SHOWS(vt, "1 × MUG-BLUE Blue mug · 23 left");
	cr_assert(vt_wait(vt, "last movements"));
	cr_assert(vt_wait(vt, "-3"));
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "\017"));
	SHOWS(vt, "parked: 1 basket waits");
	cr_assert(vt_send(vt, "\007"));
	SHOWS(vt, "brought back");
	shop_close(vt);
}

Test(day, what_is_short_stays_in_the_basket)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "2"));
	cr_assert(vt_send(vt, "11*mug-red\r"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "1 line");
	SHOWS(vt, "10");
	cr_assert(vt_send(vt, "\017"));
	SHOWS(vt, "1 parked");
	cr_assert(vt_send(vt, "\007"));
	SHOWS(vt, "1 line");
	cr_assert(vt_send(vt, "*10\r"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "0 lines");
	shop_tells("show MUG-RED", "0");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(day, a_scan_lands_in_the_basket_from_anywhere_in_the_counter)
{
	struct vt *vt = shop_open(0, 0, NULL, true);

	cr_assert(vt_wait(vt, "63 rows"));
	vt_send_raw(vt, "2", 1);
	cr_assert(vt_wait(vt, "SELL"));
	vt_send_raw(vt, "4006381333931\r", 14);
	cr_assert(vt_wait(vt, "1 × MUG-BLUE"));
	vt_send_raw(vt, "4006381333931\r4006381333931\r", 28);
	cr_assert(vt_wait(vt, "3 × MUG-BLUE"));
	vt_send_raw(vt, "4099999999996\r", 14);
	cr_assert(vt_wait(vt, "unknown 4099999999996"));
	vt_send_raw(vt, "4006381333931\r", 14);
	cr_assert(vt_wait(vt, "4 × MUG-BLUE"));
	vt_signal(vt, 15);
	vt_end(vt);
	GIVES_BACK(vt);
	vt_free(vt);
	vt = shop_open(0, 0, NULL, true);
	cr_assert(vt_wait(vt, "63 rows"));
	vt_send_raw(vt, "2", 1);
	cr_assert(vt_wait(vt, "basket from last time"));
	SHOWS(vt, "MUG-BLUE");
	vt_signal(vt, 15);
	vt_end(vt);
	vt_free(vt);
}

Test(day, a_form_keeps_what_is_wrong_and_says_why)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "a"));
	cr_assert(vt_send(vt, "mug-blue\r"));
	SHOWS(vt, "Blue mug");
	SHOWS(vt, "mug-blue");
	cr_assert(vt_send(vt, "\025mug-new\rNew mug\r\r\r\r3*2,50\r"));
	SHOWS(vt, "= 7.50");
	cr_assert(vt_send(vt, "1.2346E+10\r"));
	SHOWS(vt, "1.2346E+10");
	cr_assert(vt_send(vt, "\005\0251,20\023"));
	SHOWS(vt, "Enter saves");
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "product added MUG-NEW New mug");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
	shop_tells("show MUG-NEW", "7.50");
}

Test(day, esc_never_throws_away_what_was_typed)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "a"));
	SHOWS(vt, "Name *");
	cr_assert(vt_send(vt, "half"));
	cr_assert(vt_send(vt, "\033"));
	SHOWS(vt, "keep editing");
	cr_assert(vt_send(vt, "k"));
	SHOWS(vt, "half");
	cr_assert(vt_send(vt, "-typed"));
	vt_pass_ms(vt, 600);
	struct vt *other = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(other, "63 rows"), "what is being typed here is not offered there");
	shop_close(other);
	vt_signal(vt, 1);
	vt_end(vt);
	GIVES_BACK(vt);
	vt_free(vt);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "half-typed"));
	SHOWS(vt, "unfinished add");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "d"));
	shop_close(vt);
}

Test(day, two_terminals_leave_two_drafts)
{
	struct vt *left = shop_open(0, 0, NULL, false), *right = shop_open(0, 0, NULL, false), *again;

	cr_assert(vt_wait(left, "63 rows"));
	cr_assert(vt_wait(right, "63 rows"));
	cr_assert(vt_send(left, "a"));
	cr_assert(vt_send(left, "first-draft"));
	vt_pass_ms(left, 600);
	cr_assert(vt_send(right, "a"));
	cr_assert(vt_send(right, "second-draft"));
	vt_pass_ms(right, 600);
	vt_signal(left, 1);
	vt_end(left);
	vt_signal(right, 1);
	vt_end(right);
	vt_free(left);
	left = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(left, "-draft"));
	again = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(again, "-draft"));
	cr_assert_neq(vt_find(left, "first-draft") >= 0, vt_find(again, "first-draft") >= 0, "each takes one of them");
	for (int i = 0; i < 2; i++) {
		cr_assert(vt_send(i ? again : left, "\033"));
		cr_assert(vt_send(i ? again : left, "d"));
		shop_close(i ? again : left);
	}
	vt_free(right);
}

Test(day, marked_products_change_and_come_back_as_one)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "/mug\r"));
	cr_assert(vt_send(vt, "  "));
	SHOWS(vt, "2 marked");
	cr_assert(vt_send(vt, "P"));
	SHOWS(vt, "2 products");
	cr_assert(vt_send(vt, "8.25\023"));
	SHOWS(vt, "2 products changed");
	shop_tells("list mug -o csv", "8.25");
	cr_assert(vt_send(vt, "u"));
	shop_tells("list mug -o csv", "7.50");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(day, an_entry_tells_all_it_says_and_what_undid_it)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("add LONG --name='Long spoon' --price=3 --description='so that one need not come too near, or so they say of whom one sups with'"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "64 rows"));
	cr_assert(vt_send(vt, ":journal kind:add\r"));
	cr_assert(vt_wait(vt, "product added LONG"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "Name: Long spoon");
	SHOWS(vt, "sups with");
	SHOWS(vt, "3.00, Unit: piece");
	HIDES(vt, "{");
	HIDES(vt, "Undone by");
	cr_assert_eq(shop_run("undo last"), 0);
	cr_assert(vt_wait(vt, "Undone by"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(day, the_journal_opens_and_undoes_an_entry)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("sell MUG-BLUE 2"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":journal\r"));
	cr_assert(vt_wait(vt, "sold 2 × MUG-BLUE"));
	cr_assert(vt_send(vt, "/kind:sale\r"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "Seal");
	cr_assert(vt_send(vt, "X"));
	SHOWS(vt, "Take back an entry.");
	SHOWS(vt, "Entry              sold 2 × MUG-BLUE Blue mug");
	SHOWS(vt, "Enter does it, Esc leaves it");
	cr_assert(vt_send(vt, "\033"));
	SHOWS(vt, "Seal");
	shop_tells("show MUG-BLUE", "22");
	cr_assert(vt_send(vt, "X"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "undone: sold 2 × MUG-BLUE");
	cr_assert(vt_send(vt, "X"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "Seal");
	HIDES(vt, "undone: undone");
	cr_assert(vt_send(vt, "\033"));
	cr_assert_eq(shop_run("edit MUG-BLUE --price=9 --bin=A7"), 0);
	cr_assert(vt_send(vt, "/" "\025kind:edit\r"));
	cr_assert(vt_wait(vt, "product changed MUG-BLUE"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "Price: 7.50 → 9.00, Bin: → A7");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
	shop_tells("show MUG-BLUE", "24");
}

Test(day, holds_run_down_on_screen_and_are_allocated)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("hold place MUG-BLUE 2 --order=1007 --expires=3590"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "4"));
	SHOWS(vt, "held 2 × MUG-BLUE");
	shop_runs_down(vt, "held 2 × MUG-BLUE", " 59:");
	cr_assert(vt_send(vt, "c"));
	SHOWS(vt, "allocated 2 × MUG-BLUE");
	cr_assert(vt_send(vt, "c"));
	SHOWS(vt, "was already allocated");
	cr_assert(vt_send(vt, "1"));
	SHOWS(vt, "63 rows");
	cr_assert(vt_send(vt, "/mug\r"));
	SHOWS(vt, "MUG-RED");
	cr_assert(vt_send(vt, "  o"));
	SHOWS(vt, "Set stock aside");
	cr_assert(vt_send(vt, "2 1"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "and 1 more");
	cr_assert(vt_send(vt, ":hold pl"));
	SHOWS(vt, "Set stock aside");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(day, a_hold_shows_what_is_left_of_each_of_its_products_and_part_of_one_is_dealt_with)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("hold place MUG-BLUE 3 MUG-RED 2 --order=1007 --expires=7200"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "4"));
	SHOWS(vt, "held 3 × MUG-BLUE");
	SHOWS(vt, "Age");
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "Handed over");
	SHOWS(vt, "2 rows");
	cr_assert(vt_wait(vt, " 1:5"));
	cr_assert(vt_send(vt, "/mug-blue\r"));
	SHOWS(vt, "1 row");
	cr_assert(vt_send(vt, "c"));
	SHOWS(vt, "Commit what a hold set aside");
	cr_assert(vt_send(vt, "2\023"));
	SHOWS(vt, "allocated 2 × MUG-BLUE");
	cr_assert(vt_send(vt, "i"));
	SHOWS(vt, " Order           1007");
	cr_assert(vt_send(vt, "\033"));
	SHOWS(vt, "Handed over");
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "4006381333931");
	cr_assert(vt_send(vt, "\033"));
	SHOWS(vt, "Handed over");
	cr_assert(vt_send(vt, "\033"));
	SHOWS(vt, "2 rows");
	cr_assert(vt_send(vt, "\033"));
	HIDES(vt, "Handed over");
	shop_close(vt);
	shop_tells("list --of=hold_lines --columns=sku,held,committed -o csv", "MUG-BLUE,1,2");
	shop_tells("list --of=hold_lines --columns=sku,held,committed -o csv", "MUG-RED,2,0");
}

Test(day, the_palette_finds_runs_and_explains_commands)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":rece"));
	SHOWS(vt, "Take in goods");
	cr_assert(vt_send(vt, "ive MUG-RED 5\r"));
	SHOWS(vt, "received 5 × MUG-RED Red mug · 15 left");
	cr_assert(vt_send(vt, ":sell NOSUCH 1\r"));
	SHOWS(vt, "NOSUCH");
	cr_assert(vt_send(vt, ":frobnicate\r"));
	SHOWS(vt, "no command");
	cr_assert(vt_send(vt, "?"));
	SHOWS(vt, "Keys here");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":manual counter\r"));
	SHOWS(vt, "COUNTER");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":check\r"));
	cr_assert(vt_wait(vt, "all is well"));
	cr_assert(vt_send(vt, ":settings\r"));
	cr_assert(vt_wait(vt, "book.path"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(day, a_sku_of_digits_is_a_sku)
{
	struct vt *vt;

	shop_home();
	/* There is an entry 3, too, which added MUG-RED. */
	cr_assert_eq(shop_run("add 3 --name='Third man'"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "64 rows"));
	cr_assert(vt_send(vt, ":product 3\r"));
	cr_assert(vt_wait(vt, "Third man"));
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":product 4006381333931\r"));
	cr_assert(vt_wait(vt, "Reorder point"));
	SHOWS(vt, "Blue mug");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":product #3\r"));
	cr_assert(vt_wait(vt, "Reorder point"));
	HIDES(vt, "Third man");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(day, what_happened_is_told_in_words_that_fit)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("hold place MUG-BLUE 2 --order=7"), 0);
	cr_assert_eq(shop_run("hold convert 71"), 0);
	cr_assert_eq(shop_run("hold fulfil 71"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "2"));
	cr_assert(vt_wait(vt, "handed out"));
	SHOWS(vt, "allocated ");
	HIDES(vt, "hold_");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":movements\r"));
	cr_assert(vt_wait(vt, "handed out"));
	SHOWS(vt, "handed out  MUG-BLUE    Blue mug");
	SHOWS(vt, "  ana  ");
	SHOWS(vt, "Blue mug · 22 on hand");
	cr_assert(vt_send(vt, "/kind:hold_fulfil\r"));
	cr_assert(vt_wait(vt, "1 row"));
	SHOWS(vt, "handed out");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(day, an_import_is_shown_before_it_is_done)
{
	struct vt *vt;
	char line[600];

	snprintf(line, sizeof(line), ":import %s/items.csv\r", shop_home());
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, line));
	cr_assert(vt_wait(vt, "unchanged"));
	cr_assert(vt_wait(vt, "nothing is written yet"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(day, correcting_shows_its_form_with_what_is_there)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "/blue\r"));
	cr_assert(vt_send(vt, "c"));
	SHOWS(vt, "MUG-BLUE Blue mug · 24 on hand");
	cr_assert(vt_send(vt, "20\023"));
	cr_assert(vt_wait(vt, "corrected −4 × MUG-BLUE"));
	shop_tells("show MUG-BLUE -o json", "\"on_hand\":20");
	shop_close(vt);
}

Test(day, an_unknown_code_at_the_counter_becomes_a_product)
{
	struct vt *vt = shop_open(0, 0, NULL, true);

	cr_assert(vt_wait(vt, "63 rows"));
	vt_send_raw(vt, "2", 1);
	cr_assert(vt_wait(vt, "SELL"));
	vt_send_raw(vt, "9780201379624\r", 14);
	cr_assert(vt_wait(vt, "unknown 9780201379624"));
	vt_send_raw(vt, "a", 1);
	cr_assert(vt_wait(vt, "Add a product."));
	SHOWS(vt, "Barcodes           9780201379624");
	vt_signal(vt, 15);
	vt_end(vt);
	vt_free(vt);
}

Test(day, what_another_terminal_does_appears_by_itself)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "/blue\r"));
	cr_assert_eq(shop_run("receive MUG-BLUE 976"), 0);
	cr_assert(vt_wait(vt, "1000"));
	cr_assert(vt_send(vt, "e"));
	cr_assert_eq(shop_run("edit MUG-BLUE --price=9.00"), 0);
	cr_assert(vt_send(vt, "\t\t\t\t\t\0258.00\023"));
	cr_assert(vt_send(vt, "\r"));
	HIDES(vt, "product changed MUG-BLUE");
	SHOWS(vt, "9.00");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "d"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
	shop_tells("show MUG-BLUE", "9.00");
}

Test(day, a_first_start_offers_to_make_a_book)
{
	struct vt *vt;
	char *const environment[] = { "STOCKBOOK_BOOK_PATH", NULL };
	char book[512];
	char *const argv[] = { getenv("STOCKBOOK"), "-b", book, NULL };

	snprintf(book, sizeof(book), "%s/new.book", shop_home());
	vt = vt_start(&(struct vt_start){ .argv = argv, .environment = environment });
	cr_assert(vt_wait(vt, "Make a book"));
	cr_assert(vt_send(vt, "4"));
	SHOWS(vt, "NAME");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "1"));
	SHOWS(vt, "Currency");
	cr_assert(vt_send(vt, "GBP\023"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "nothing here yet · a add"));
	SHOWS(vt, "GBP, UTC");
	shop_close(vt);
}

Test(day, what_expires_is_written_down_while_the_book_is_open)
{
	struct vt *vt;
	char *before, *after;

	shop_home();
	cr_assert_eq(shop_run("hold place MUG-BLUE 2 --expires=1"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":journal\r"));
	cr_assert(vt_wait(vt, "72 rows"));
	cr_assert(vt_send(vt, "g"));
	SHOWS(vt, "hold expired: 2 × MUG-BLUE");
	before = shop_ask("history -o csv");
	vt_pass_ms(vt, 300);
	after = shop_ask("history -o csv");
	cr_assert_str_eq(before, after, "and once only");
	shop_close(vt);
	free(before);
	free(after);
	shop_tells("check", "all is well");
}
