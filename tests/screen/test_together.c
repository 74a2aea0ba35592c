/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two terminals and a shell on one book: each sees what the others do, and nobody overwrites what they have not seen. */
#include "shop.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct vt *open_on(const char *keys)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, keys));
	return vt;
}

/* It appears by itself. */
static void appears(struct vt *vt, const char *text)
{
	cr_assert(vt_wait(vt, text), "\"%s\" appears", text);
}

static bool is_selected(struct vt *vt, const char *text)
{
	const char *selected = vt_row(vt, vt_find(vt, "▸"));

	return vt_find(vt, "▸") >= 0 && strstr(selected, text);
}

Test(together, a_sale_here_is_seen_there_in_list_page_counter_and_journal)
{
	struct vt *here = open_on("2"), *list = open_on("/mug\r"), *page = open_on("/blue\r\r"), *journal = open_on(":journal\r"), *counter = open_on("2");

	cr_assert(is_selected(list, "MUG-RED"), "%s", vt_screen(list));
	cr_assert(vt_wait(page, "On hand"));
	cr_assert(vt_send(counter, "20*mug-blue\r"));
	SHOWS(counter, "4 left");
	cr_assert(vt_send(here, "7*mug-blue\r"));
	cr_assert(vt_send(here, "\023"));
	SHOWS(here, "0 lines");
	appears(list, "17");
	cr_assert(is_selected(list, "MUG-RED"), "what was selected stays so");
	appears(page, "17");
	appears(journal, "sold 7 × MUG-BLUE");
	appears(counter, "-3");
	appears(counter, "sold              -7");
	cr_assert_eq(shop_run("receive MUG-RED 990"), 0);
	appears(list, "1000");
	appears(journal, "received 990 × MUG-RED");
	cr_assert(is_selected(list, "MUG-RED"));
	cr_assert(vt_send(counter, "\025"));
	vt_signal(counter, 15);
	vt_end(counter);
	vt_free(counter);
	vt_signal(page, 15);
	vt_end(page);
	vt_free(page);
	cr_assert(vt_send(here, "\033"));
	shop_close(here);
	cr_assert(vt_send(list, "\033"));
	shop_close(list);
	shop_close(journal);
	shop_tells("check", "all is well");
}

/* The form of the blue mug with another price typed and saved, up to the panel. */
static void type_price(struct vt *vt, const char *price)
{
	char keys[32];

	snprintf(keys, sizeof(keys), "\t\t\t\t\t\025%s\023", price);
	cr_assert(vt_send(vt, "e"));
	cr_assert(vt_send(vt, keys));
}

static void close_form(struct vt *vt)
{
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(together, the_second_of_two_editors_is_shown_both_and_keeps_theirs)
{
	struct vt *first = open_on("/blue\r"), *second = open_on("/blue\r");

	cr_assert(vt_send(second, "e"));
	cr_assert(vt_send(second, "\t\t\t\t\t\0258.00"));
	type_price(first, "9.00");
	cr_assert(vt_send(first, "\r"));
	cr_assert(vt_send(second, "\023"));
	cr_assert(vt_send(second, "\r"));
	SHOWS(second, "was changed meanwhile");
	SHOWS(second, "theirs");
	SHOWS(second, "9.00");
	SHOWS(second, "8.00");
	shop_tells("show MUG-BLUE", "9.00");
	cr_assert(vt_send(second, "\r"));
	SHOWS(second, "was changed meanwhile");
	cr_assert(vt_send(second, "t"));
	SHOWS(second, "nothing of yours is left to save");
	HIDES(second, "8.00");
	cr_assert(vt_send(second, "\033"));
	cr_assert(vt_send(second, "\033"));
	shop_close(second);
	cr_assert(vt_send(first, "\033"));
	shop_close(first);
	shop_tells("show MUG-BLUE", "9.00");
}

Test(together, what_was_typed_is_kept_when_that_is_chosen)
{
	struct vt *vt = open_on("/blue\r");

	cr_assert(vt_send(vt, "e"));
	cr_assert(vt_send(vt, "\t\t\t\t\t\0258.00"));
	cr_assert_eq(shop_run("edit MUG-BLUE --price=9.00 --bin='A 7'"), 0);
	cr_assert(vt_send(vt, "\023"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "was changed meanwhile");
	cr_assert(vt_send(vt, "\033"));
	SHOWS(vt, "it is 9.00 now: saving puts yours in its place");
	SHOWS(vt, "8.00");
	cr_assert_eq(shop_run("edit MUG-BLUE --price=9.50"), 0);
	cr_assert(vt_send(vt, "\023"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "9.50");
	cr_assert(vt_send(vt, "m"));
	SHOWS(vt, "product changed MUG-BLUE");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
	shop_tells("show MUG-BLUE -o json", "\"price\":\"8.00\"");
	shop_tells("show MUG-BLUE -o json", "\"bin\":\"A 7\"");
}

Test(together, what_was_renamed_meanwhile_is_still_the_same_thing)
{
	struct vt *vt = open_on("/blue\r");

	cr_assert(vt_send(vt, "e"));
	cr_assert(vt_send(vt, "\t\t\t\t\t\0258.00"));
	cr_assert_eq(shop_run("edit MUG-BLUE --sku=MUG-AZURE --price=9.00"), 0);
	cr_assert(vt_send(vt, "\023"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "was changed meanwhile");
	SHOWS(vt, "9.00");
	cr_assert(vt_send(vt, "m"));
	SHOWS(vt, "product changed MUG-AZURE");
	shop_close(vt);
	shop_tells("show MUG-AZURE -o json", "\"price\":\"8.00\"");
}

Test(together, several_products_are_not_overwritten_unseen_either)
{
	struct vt *vt = open_on("/mug\r");

	cr_assert(vt_send(vt, "  "));
	cr_assert(vt_send(vt, "P"));
	cr_assert(vt_send(vt, "5.00"));
	cr_assert_eq(shop_run("edit MUG-RED --price=9.00"), 0);
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "changed MUG-RED");
	SHOWS(vt, "Price is 9.00");
	shop_tells("show MUG-BLUE -o json", "\"price\":\"7.50\"");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "2 products changed");
	shop_tells("show MUG-RED -o json", "\"price\":\"5.00\"");
	cr_assert(vt_send(vt, "t"));
	cr_assert(vt_send(vt, "+sale"));
	cr_assert_eq(shop_run("edit MUG-RED --tag=+gift"), 0);
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "2 products changed");
	shop_tells("show MUG-RED", "gift, sale");
	shop_close(vt);
}

Test(together, a_store_and_its_plan_are_not_overwritten_unseen_either)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("store add north --name='North Street'"), 0);
	cr_assert_eq(shop_run("store plan MUG-BLUE --bin='A 1'"), 0);
	vt = open_on(":store edit NORTH\r");
	SHOWS(vt, "North Street");
	cr_assert_eq(shop_run("store edit NORTH --name='Bob Street'"), 0);
	cr_assert(vt_send(vt, "\025Ana Street\023"));
	SHOWS(vt, "NORTH was changed meanwhile");
	SHOWS(vt, "Bob Street");
	SHOWS(vt, "Ana Street");
	cr_assert(vt_send(vt, "t"));
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, ":store plan MUG-BLUE\r"));
	SHOWS(vt, "A 1");
	cr_assert(vt_send(vt, "\t\t\025B 2"));
	cr_assert_eq(shop_run("store plan MUG-BLUE --bin='C 3'"), 0);
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "C 3");
	cr_assert(vt_send(vt, "m"));
	SHOWS(vt, "planned for the store MAIN MUG-BLUE");
	shop_tells("store list", "Bob Street");
	shop_tells("list sku:MUG-BLUE --columns=sku,bin", "B 2");
	shop_close(vt);
}

Test(together, a_parked_change_does_not_bring_back_what_others_have_changed_since)
{
	struct vt *vt = open_on("/blue\r");

	cr_assert(vt_send(vt, "e"));
	cr_assert(vt_send(vt, "\t\t\t\t\t\0258.00"));
	vt_pass_ms(vt, 600);
	vt_signal(vt, 1);
	vt_end(vt);
	vt_free(vt);
	cr_assert_eq(shop_run("edit MUG-BLUE --price=9.00 --name='Bluer mug'"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "unfinished edit"));
	SHOWS(vt, "Bluer mug");
	SHOWS(vt, "8.00");
	cr_assert(vt_send(vt, "\023"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "was changed meanwhile");
	cr_assert(vt_send(vt, "t"));
	close_form(vt);
	shop_tells("show MUG-BLUE", "Bluer mug");
	shop_tells("show MUG-BLUE", "9.00");
}

/* The book called shop.book of the folder it is in. */
static struct vt *open_here(void)
{
	char *const argv[] = { getenv("STOCKBOOK"), "-b", "shop.book", "-u", "ana", NULL };
	struct vt_start how = { .argv = argv };
	struct vt *vt = vt_start(&how);

	cr_assert(vt);
	cr_assert(vt_wait(vt, "63 rows"));
	vt_send_raw(vt, "2", 1);
	cr_assert(vt_wait(vt, "SELL"));
	return vt;
}

static void end(struct vt *vt)
{
	vt_signal(vt, 15);
	vt_end(vt);
	vt_free(vt);
}

Test(together, a_basket_belongs_to_its_book_however_that_is_named)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert_eq(chdir(shop_home()), 0);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "2"));
	SHOWS(vt, "SELL");
	cr_assert(vt_send(vt, "mug-blue\r"));
	SHOWS(vt, "1 line");
	end(vt);
	cr_assert_eq(system("mkdir other && cp shop.book* other/"), 0);
	vt = open_here();
	cr_assert(vt_wait(vt, "basket from last time"));
	end(vt);
	cr_assert_eq(chdir("other"), 0);
	vt = open_here();
	SHOWS(vt, "0 lines");
	end(vt);
}
