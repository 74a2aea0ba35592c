/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed wrong is told where and when it is typed, and no longer than it is wrong. */
#include "shop.h"

#include <criterion/criterion.h>

Test(slips, the_counter_refuses_at_once_what_could_not_be_booked)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "2"));
	SHOWS(vt, "SELL");
	cr_assert(vt_send(vt, "0*mug-blue\r"));
	SHOWS(vt, "0 is not enough");
	SHOWS(vt, "0 lines");
	cr_assert(vt_send(vt, "\0251.5*mug-blue\r"));
	SHOWS(vt, "\"1.5\" has decimals");
	SHOWS(vt, "0 lines");
	cr_assert(vt_send(vt, "\0251.5*tea\r"));
	SHOWS(vt, "1.500 × TEA");
	cr_assert(vt_send(vt, "=-3\r"));
	SHOWS(vt, "below zero makes no sense here");
	HIDES(vt, "-4.50");
	cr_assert(vt_send(vt, "\025\020mode remove spoil\r"));
	SHOWS(vt, "\"spoil\" is none of the choices");
	SHOWS(vt, "SELL");
	cr_assert(vt_send(vt, "\020mode remove spoilage\r"));
	SHOWS(vt, "REMOVE · spoilage");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(slips, a_form_says_what_is_doubtful_before_it_is_saved)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "a"));
	cr_assert(vt_send(vt, "mug-odd\rOdd mug\r\r4006381333932\r"));
	SHOWS(vt, "the check digit of barcode 4006381333932 is wrong");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "Enter saves");
	SHOWS(vt, "the check digit of");
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "product added MUG-ODD Odd mug");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(slips, the_sums_of_a_day_show_its_money_on_a_normal_screen)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("receive MUG-BLUE 40 --cost=3 --at='2020-01-02 12:00'"), 0);
	cr_assert_eq(shop_run("sell MUG-BLUE 2 --price=7.25 --at='2020-01-02 13:00'"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":close --summary --day=2020-01-02\r"));
	SHOWS(vt, "2020-01-02 so far, store MAIN");
	SHOWS(vt, " received ");
	SHOWS(vt, " sold ");
	SHOWS(vt, "120.00");
	SHOWS(vt, "14.50");
	cr_assert(vt_resize(vt, 16, 60));
	SHOWS(vt, "14.50");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(slips, what_a_form_complained_about_is_not_said_any_more_once_it_is_mended)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "a"));
	SHOWS(vt, "Name *");
	cr_assert(vt_send(vt, "new-1\r\023"));
	SHOWS(vt, "Name: this is needed");
	HIDES(vt, "Enter saves");
	cr_assert(vt_send(vt, "New one"));
	HIDES(vt, "this is needed");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "Enter saves");
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "product added NEW-1 New one");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(slips, a_store_nobody_has_is_told_in_its_field)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("store add north --name='North Street'"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "/blue\r"));
	cr_assert(vt_send(vt, "f"));
	SHOWS(vt, "Send goods to another store");
	cr_assert(vt_send(vt, "3\rsouth\r"));
	cr_assert(vt_send(vt, "a note\023"));
	SHOWS(vt, "there is no store \"south\"");
	cr_assert(vt_send(vt, "\025north"));
	HIDES(vt, "there is no store");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "sent 3 × MUG-BLUE Blue mug from MAIN to NORTH");
	shop_close(vt);
}

Test(slips, part_of_a_hold_is_asked_for_in_words_of_the_form)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("hold place MUG-BLUE 3 --order=1007 --expires=7200"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "4"));
	SHOWS(vt, "held 3 × MUG-BLUE");
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "Handed over");
	cr_assert(vt_send(vt, "c\023"));
	SHOWS(vt, "Quantity: this is needed");
	cr_assert(vt_send(vt, "2\023"));
	SHOWS(vt, "allocated 2 × MUG-BLUE");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(slips, a_long_sentence_leaves_the_field_it_is_about_to_be_seen)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_resize(vt, 10, 40));
	cr_assert(vt_send(vt, "3"));
	cr_assert(vt_send(vt, "a"));
	SHOWS(vt, "Begin a stock count");
	cr_assert(vt_send(vt, "item"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "Product: \"item\" may be several");
	SHOWS(vt, "Begin a stock count");
	SHOWS(vt, "▸Product");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "d"));
	shop_close(vt);
}

Test(slips, a_question_is_asked_in_the_same_words_at_its_frame_and_below)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":journal\r"));
	cr_assert(vt_wait(vt, "What"));
	cr_assert(vt_send(vt, "/kind:opening\r"));
	cr_assert(vt_send(vt, "X"));
	SHOWS(vt, "Enter does it, Esc leaves it");
	SHOWS(vt, "Enter do it  Esc leave it");
	cr_assert(vt_send(vt, "\033"));
	HIDES(vt, "Enter does it");
	cr_assert(vt_send(vt, "X"));
	cr_assert(vt_send(vt, "n"));
	HIDES(vt, "Enter does it");
	cr_assert(vt_send(vt, "X"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "undone: opening stock");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(slips, what_went_wrong_at_a_line_is_said_until_it_is_left)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("count new --tag=kitchen"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "3"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "COUNT ");
	cr_assert(vt_send(vt, "no-such-thing\r"));
	SHOWS(vt, "no product has the SKU");
	cr_assert(vt_send(vt, "\033"));
	HIDES(vt, "no product has the SKU");
	HIDES(vt, "no-such-thing");
	cr_assert(vt_send(vt, "0*mug-blue\r"));
	SHOWS(vt, "0 is not enough");
	cr_assert(vt_send(vt, "\177"));
	HIDES(vt, "0 is not enough");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "\033\062"));
	SHOWS(vt, "SELL");
	cr_assert(vt_send(vt, "9990001\r"));
	SHOWS(vt, "\"9990001\": try part of its name");
	cr_assert(vt_send(vt, "\033"));
	HIDES(vt, "9990001");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(slips, a_field_that_takes_few_answers_says_which)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":store edit MAIN\r"));
	cr_assert(vt_wait(vt, "Sell below zero"));
	SHOWS(vt, "Sell below zero    no                                       yes / no");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":count new\r"));
	cr_assert(vt_wait(vt, "Never counted"));
	SHOWS(vt, "keep / zero");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_resize(vt, 16, 60));
	cr_assert(vt_send(vt, ":store edit MAIN\r"));
	SHOWS(vt, "Sell below zero    no                   yes / no");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(slips, units_are_completed_from_those_there_are)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "a"));
	for (int i = 0; i < 7; i++)
		cr_assert(vt_send(vt, "\t"));
	cr_assert(vt_send(vt, "k"));
	SHOWS(vt, "     kg");
	HIDES(vt, "     piece");
	cr_assert(vt_send(vt, "\033[B\r"));
	SHOWS(vt, "Unit               kg");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "d"));
	shop_close(vt);
}

Test(slips, part_of_an_allocation_is_cancelled_on_the_page_of_its_hold)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert_eq(shop_run("hold allocate MUG-BLUE 4 MUG-RED 2 --order=1007"), 0);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "4"));
	SHOWS(vt, "allocated");
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "MUG-BLUE");
	cr_assert(vt_send(vt, "/mug-blue\r"));
	SHOWS(vt, "1 row");
	cr_assert(vt_send(vt, "x"));
	SHOWS(vt, "Cancel a hold or an allocation");
	cr_assert(vt_send(vt, "3\r"));
	cr_assert(vt_send(vt, "customer gone\023"));
	SHOWS(vt, "cancelled 3 × MUG-BLUE");
	cr_assert(vt_send(vt, "q"));
	SHOWS(vt, "a hold");
	shop_close(vt);
	shop_tells("list --of=hold_lines product:MUG-BLUE -o json", "\"committed\":1");
}

Test(slips, a_day_is_told_with_its_day_of_the_week)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":order new --expected\r"));
	cr_assert(vt_wait(vt, "Expected"));
	cr_assert(vt_send(vt, "2099-12-04\t"));
	SHOWS(vt, "= Fri 2099-12-04");
	cr_assert(vt_send(vt, "\033[Z\0253\t"));
	HIDES(vt, "2099");
	HIDES(vt, "is not a time");
	cr_assert(vt_send(vt, "\033[Z\025+3\t"));
	HIDES(vt, "is not a time");
	SHOWS(vt, "+3  ");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "d"));
	shop_close(vt);
}

Test(slips, an_opening_stock_is_shown_as_it_was_typed)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":add NOVELTY --name=Novelty --opening=12\r"));
	SHOWS(vt, "Add a product");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "Enter saves");
	SHOWS(vt, "Opening stock      12 ");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "product added NOVELTY Novelty · 12 left");
	cr_assert(vt_send(vt, "q"));
	SHOWS(vt, "64 rows");
	shop_close(vt);
}

Test(slips, a_file_that_is_not_there_is_told_of_where_its_name_was_typed)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":import\r"));
	SHOWS(vt, "Take in products from a CSV file");
	cr_assert(vt_send(vt, "nowhere.csv\023"));
	SHOWS(vt, "cannot read nowhere.csv");
	SHOWS(vt, "File *             nowhere.csv");
	cr_assert(vt_send(vt, "\033"));
	SHOWS(vt, "keep editing");
	cr_assert(vt_send(vt, "d"));
	SHOWS(vt, "63 rows");
	shop_close(vt);
}

Test(slips, a_reason_of_the_shop_is_offered_and_taken_where_stock_is_removed)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, ":reason add\r"));
	SHOWS(vt, "Add a reason of the shop's own");
	cr_assert(vt_send(vt, "damage\t"));
	cr_assert(vt_send(vt, "\025\033[Z\025Tasting\tAt the counter\t"));
	cr_assert(vt_send(vt, "\023"));
	cr_assert(vt_wait(vt, "reason added tasting (At the counter)"));
	cr_assert(vt_send(vt, ":remove\r"));
	SHOWS(vt, "Take out what is broken");
	cr_assert(vt_send(vt, "mug-blue\t2\t\025tas"));
	SHOWS(vt, "At the counter");
	cr_assert(vt_send(vt, "\t"));
	SHOWS(vt, "tasting");
	cr_assert(vt_send(vt, "\023"));
	cr_assert(vt_wait(vt, "removed 2 × MUG-BLUE"));
	cr_assert(vt_send(vt, "2"));
	cr_assert(vt_send(vt, "\020mode remove tasting\r"));
	SHOWS(vt, "REMOVE · tasting");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":reason list\r"));
	cr_assert(vt_wait(vt, "11 rows"));
	cr_assert(vt_send(vt, "/own:yes\r"));
	cr_assert(vt_wait(vt, "1 row"));
	SHOWS(vt, "At the counter");
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "MUG-BLUE"));
	SHOWS(vt, "Movements");
	cr_assert(vt_send(vt, "\0331"));
	cr_assert(vt_wait(vt, "63 rows"));
	shop_close(vt);
	shop_tells("list --of=movements reason:tasting -o csv --columns=sku,qty", "MUG-BLUE,-2");
	shop_tells("check", "all is well");
}
