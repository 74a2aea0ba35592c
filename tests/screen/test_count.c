/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting at the terminal: blind, while the shop sells from the shell; looked at, counted again, booked, taken back. */
#include "shop.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define PRESS(vt, keys) cr_assert(vt_send(vt, keys))
#define COMES(vt, text) cr_assert(vt_wait(vt, text))

/* The shop on the page of a count that was begun in the shell. */
static struct vt *open_count(const char *arguments)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run(arguments), 0);
	vt = shop_open(0, 0, NULL, false);
	COMES(vt, "63 rows");
	PRESS(vt, "3");
	PRESS(vt, "\r");
	SHOWS(vt, "COUNT ");
	return vt;
}

/* Out of the line, the page and the list. */
static void leave(struct vt *vt)
{
	for (int i = 0; i < 4; i++)
		PRESS(vt, "\033");
	shop_close(vt);
}

Test(count, a_blind_count_goes_on_while_the_shop_sells)
{
	struct vt *vt = open_count("count new --tag=kitchen --blind --tolerance=2");

	SHOWS(vt, "tag kitchen · blind");
	SHOWS(vt, "0 of 2");
	PRESS(vt, "5*mug-blue\r");
	SHOWS(vt, "+5 MUG-BLUE");
	SHOWS(vt, "= 5");
	PRESS(vt, "4006381333931\r");
	SHOWS(vt, "= 6");
	cr_assert_eq(shop_run("sell MUG-BLUE 2"), 0);
	PRESS(vt, "*19\r");
	SHOWS(vt, "= 19");
	SHOWS(vt, "1 of 2");
	PRESS(vt, "mug-red\r");
	PRESS(vt, "-");
	SHOWS(vt, "taken back");
	PRESS(vt, "*10\r");
	SHOWS(vt, "2 of 2");
	PRESS(vt, "4311501659595\r");
	SHOWS(vt, "Unmatched 1");
	HIDES(vt, "xpected");
	cr_assert_eq(shop_run("sell MUG-BLUE 1"), 0);
	PRESS(vt, "\023");
	SHOWS(vt, "REVIEW");
	COMES(vt, "-3");
	SHOWS(vt, "22");
	PRESS(vt, "r");
	SHOWS(vt, "COUNT AGAIN");
	PRESS(vt, "*20\r");
	PRESS(vt, "\033");
	COMES(vt, "-1");
	PRESS(vt, "\t\t\t\t");
	SHOWS(vt, "4311501659595");
	PRESS(vt, "d");
	SHOWS(vt, "Unmatched 0");
	PRESS(vt, "b");
	SHOWS(vt, "With a difference");
	PRESS(vt, "\033");
	SHOWS(vt, "REVIEW");
	PRESS(vt, "b");
	PRESS(vt, "\r");
	SHOWS(vt, "POSTED");
	shop_tells("list sku:MUG-BLUE --columns=sku,on_hand -o csv", "MUG-BLUE,20");
	shop_tells("list sku:MUG-RED --columns=sku,on_hand -o csv", "MUG-RED,10");
	shop_tells("check", "all is well");
	PRESS(vt, "u");
	SHOWS(vt, "REVIEW");
	shop_tells("list sku:MUG-BLUE --columns=sku,on_hand -o csv", "MUG-BLUE,21");
	PRESS(vt, "b");
	PRESS(vt, "\r");
	SHOWS(vt, "POSTED");
	leave(vt);
	shop_tells("list sku:MUG-BLUE --columns=sku,on_hand -o csv", "MUG-BLUE,20");
	shop_tells("check", "all is well");
}

Test(count, terminals_count_together_and_see_each_other)
{
	struct vt *left = open_count("count new --tag=kitchen"), *right;

	right = shop_open(16, 60, (char *const[]){ "NO_COLOR=1", "STOCKBOOK_SCREEN_ASCII=true", NULL }, false);
	COMES(right, "63 rows");
	PRESS(right, "3");
	PRESS(right, "\r");
	SHOWS(right, "COUNT ");
	PRESS(left, "3*mug-blue\r");
	SHOWS(left, "Expected");
	COMES(right, "MUG-BLUE");
	PRESS(right, "4*mug-blue\r");
	SHOWS(right, "7 in all");
	COMES(left, "= 7");
	PRESS(right, "mug-red\r");
	COMES(left, "MUG-RED");
	COMES(left, "2 of 2");
	PRESS(left, "\023");
	COMES(right, "REVIEW");
	PRESS(left, "u");
	COMES(right, "COUNT ");
	leave(right);
	leave(left);
}

Test(count, a_scanner_is_heard_wherever_the_focus_is)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("edit MUG-RED --barcode='04006381333948*24'"), 0);
	cr_assert_eq(shop_run("count new --blind"), 0);
	vt = shop_open(0, 0, NULL, true);
	COMES(vt, "63 rows");
	PRESS(vt, "3");
	PRESS(vt, "\r");
	SHOWS(vt, "0 of 63");
	PRESS(vt, "4006381333931\r");
	COMES(vt, "= 1");
	PRESS(vt, "\033");
	PRESS(vt, "4006381333931\r");
	COMES(vt, "= 2");
	PRESS(vt, "/");
	PRESS(vt, "4006381333931\r");
	COMES(vt, "= 3");
	PRESS(vt, "\033");
	PRESS(vt, "4006381333932\r");
	COMES(vt, "it was misread");
	SHOWS(vt, "3 in all");
	PRESS(vt, "shelf-tag-7\r");
	COMES(vt, "nothing has the code shelf-tag-7");
	HIDES(vt, "words are not searched");
	SHOWS(vt, "Unmatched 1");
	PRESS(vt, "2*04006381333948\r");
	COMES(vt, "= 48");
	leave(vt);
}

Test(count, an_unknown_code_is_kept_and_becomes_a_product)
{
	struct vt *vt = open_count("count new");

	PRESS(vt, "2*4311501659595\r");
	SHOWS(vt, "nothing has the code 4311501659595");
	PRESS(vt, "9501101530003\r");
	SHOWS(vt, "Unmatched 2");
	PRESS(vt, "mug-bleu-that-is-not\r");
	SHOWS(vt, "mug-bleu-that-is-not");
	PRESS(vt, "\033");
	PRESS(vt, "\033");
	PRESS(vt, "\033");
	PRESS(vt, "\t\t");
	SHOWS(vt, "9501101530003");
	PRESS(vt, "j");
	PRESS(vt, "a");
	SHOWS(vt, "4311501659595");
	PRESS(vt, "LAMP\t");
	PRESS(vt, "Lamp\t");
	PRESS(vt, "\023");
	PRESS(vt, "\r");
	COMES(vt, "code resolved 4311501659595: LAMP Lamp");
	SHOWS(vt, "Unmatched 1");
	PRESS(vt, "\r");
	SHOWS(vt, "Say which product");
	PRESS(vt, "mug-red");
	PRESS(vt, "\023");
	SHOWS(vt, "Unmatched 0");
	leave(vt);
	shop_tells("count show 71 -o csv --columns=sku,counted", "LAMP,2");
	shop_tells("count show 71 -o csv --columns=sku,counted", "MUG-RED,1");
	shop_tells("check", "all is well");
}

Test(count, marked_products_are_counted_and_late_sales_absorbed)
{
	char *const environment[] = { "STOCKBOOK_SCREEN_PRINT=true", NULL };
	struct vt *vt;

	shop_home();
	vt = shop_open(0, 0, environment, false);
	COMES(vt, "63 rows");
	PRESS(vt, "/mug\r");
	COMES(vt, "2 rows");
	PRESS(vt, "  ");
	PRESS(vt, "C");
	SHOWS(vt, "MUG-BLUE");
	PRESS(vt, "\023");
	SHOWS(vt, "2 products");
	PRESS(vt, "\t");
	PRESS(vt, "\033[B");
	SHOWS(vt, "all of MUG-");
	PRESS(vt, "\t\t");
	PRESS(vt, "mug-blue\r");
	PRESS(vt, "*30\r");
	PRESS(vt, "mug-red\r");
	PRESS(vt, "*10\r");
	PRESS(vt, "\033");
	PRESS(vt, "p");
	SHOWS(vt, "handed to true");
	PRESS(vt, "b");
	COMES(vt, "+6");
	PRESS(vt, "b");
	PRESS(vt, "\r");
	SHOWS(vt, "POSTED");
	cr_assert_eq(shop_run("sell MUG-BLUE 2 --at=-1h"), 0);
	COMES(vt, "late -2");
	PRESS(vt, "\r");
	SHOWS(vt, "=30");
	PRESS(vt, "\033");
	leave(vt);
	shop_tells("list sku:MUG-BLUE --columns=sku,on_hand -o csv", "MUG-BLUE,30");
	shop_tells("check", "all is well");
}

Test(count, fits_small_and_large_screens)
{
	static const int sizes[][2] = { { 10, 40 }, { 16, 60 }, { 24, 80 }, { 43, 132 }, { 100, 300 } };
	struct vt *vt = open_count("count new --tag=kitchen");

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		cr_assert(vt_resize(vt, sizes[i][0], sizes[i][1]));
		PRESS(vt, "mug-blue\r");
		SHOWS(vt, "COUNT ");
		SHOWS(vt, "Counted 1");
	}
	cr_assert(vt_resize(vt, 16, 60));
	PRESS(vt, "\033OP");
	SHOWS(vt, "Ends the counting");
	PRESS(vt, "\033OP");
	SHOWS(vt, "COUNTING STOCK");
	leave(vt);
}

Test(count, a_small_screen_shows_all_that_a_review_came_to)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("edit MUG-BLUE --cost=320.50"), 0);
	cr_assert_eq(shop_run("count new --tag=kitchen --blind"), 0);
	vt = shop_open(16, 60, NULL, false);
	COMES(vt, "63 rows");
	PRESS(vt, "3");
	PRESS(vt, "\r");
	SHOWS(vt, "scan, SKU or name · 5* times");
	HIDES(vt, "· …");
	PRESS(vt, "4*mug-blue\r");
	PRESS(vt, "4311501659595\r");
	PRESS(vt, "\023");
	SHOWS(vt, "REVIEW ");
	SHOWS(vt, "1 differs · over 0.00 · short -6410.00 EUR");
	SHOWS(vt, "Unmatched 1");
	leave(vt);
}
