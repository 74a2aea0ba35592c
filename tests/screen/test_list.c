/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists at the terminal: narrowed, walked, sorted, marked. */
#include "../support.h"
#include "shop.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Test(list, the_list_narrows_as_it_is_typed_and_widens_on_esc)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "/gruner"));
	SHOWS(vt, "Grüner Tee");
	HIDES(vt, "Blue mug");
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_send(vt, "\\"));
	SHOWS(vt, "Blue mug");
	cr_assert(vt_send(vt, "/nubmer"));
	cr_assert(vt_wait(vt, "Item number"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

static void import_many(void)
{
	char *path = st_path(shop_home(), "many.csv");
	char line[512];
	FILE *csv = fopen(path, "w");

	cr_assert(csv);
	fputs("sku,name\n", csv);
	for (int i = 0; i < 300; i++)
		fprintf(csv, "MANY-%03d,Item of many %03d\n", i, i);
	fclose(csv);
	snprintf(line, sizeof(line), "import %s", path);
	cr_assert_eq(shop_run(line), 0);
	free(path);
}

Test(list, rows_are_there_before_they_are_counted)
{
	struct vt *vt;

	import_many();
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "363 rows"));
	cr_assert(vt_send(vt, "/"));
	/* On a machine with much else to do the count may be there when the screen is looked at, though not every time. */
	for (int tries = 0; tries < 20; tries++) {
		cr_assert(vt_send(vt, "\025"));
		cr_assert(vt_wait(vt, "363 rows"));
		cr_assert(vt_send(vt, "ite"));
		cr_assert(vt_send(vt, "m"));
		SHOWS(vt, "Item of many");
		if (vt_find(vt, " rows") < 0)
			break;
	}
	HIDES(vt, " rows");
	cr_assert(vt_wait(vt, "360 rows"));
	cr_assert(vt_send(vt, " many 00\r"));
	SHOWS(vt, "10 rows");
	shop_close(vt);
}

Test(list, the_selection_walks_the_whole_list_and_back)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "G"));
	SHOWS(vt, "Red mug");
	cr_assert(vt_send(vt, "g"));
	SHOWS(vt, "Blue mug");
	for (int i = 0; i < 62; i++)
		cr_assert(vt_send(vt, "j"));
	SHOWS(vt, "Red mug");
	cr_assert(vt_send(vt, "]"));
	shop_close(vt);
}

Test(list, what_is_gone_is_not_marked_any_more)
{
	struct vt *vt;

	import_many();
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "363 rows"));
	cr_assert(vt_send(vt, "/item-0\r"));
	cr_assert(vt_wait(vt, "9 rows"));
	cr_assert(vt_send(vt, "*"));
	SHOWS(vt, "9 marked");
	cr_assert_eq(shop_run("archive ITEM-01"), 0);
	cr_assert(vt_wait(vt, "8 marked"));
	SHOWS(vt, "1 marked row is gone");
	/* Not loaded, not matching, but there. */
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "/many 00\r"));
	cr_assert(vt_wait(vt, "10 rows"));
	cr_assert_eq(shop_run("archive ITEM-02 ITEM-03"), 0);
	cr_assert(vt_wait(vt, "6 marked"));
	SHOWS(vt, "2 marked rows are gone");
	/* What the program itself put away stays on offer to be undone. */
	cr_assert(vt_send(vt, "A"));
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "ITEM-09 Item number 09");
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "6 marked rows are gone"));
	HIDES(vt, " marked ·");
	SHOWS(vt, "u undo");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(list, how_a_list_is_sorted_shows_whatever_the_heading_is_called)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	for (int row = 0; row < 5; row++) {
		cr_assert(vt_send(vt, "]"));
		SHOWS(vt, "▾");
		cr_assert(vt_send(vt, ">"));
	}
	cr_assert(vt_send(vt, ":sort reorder_point\r"));
	cr_assert(vt_resize(vt, 24, 250));
	cr_assert(vt_wait(vt, "Reorder point▴"));
	shop_close(vt);
}

Test(list, sorting_by_what_is_no_column_keeps_the_list)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "S"));
	SHOWS(vt, "reorder_point");
	cr_assert(vt_send(vt, "nonsense\r"));
	SHOWS(vt, "cannot be sorted by nonsense");
	SHOWS(vt, "Blue mug");
	shop_close(vt);
}

/* The one file of this list in the folder of the shop: what it holds. */
static char *saved(const char *pattern)
{
	glob_t found;
	char *text;

	cr_assert_eq(glob(pattern, 0, NULL, &found), 0);
	cr_assert_eq(found.gl_pathc, 1);
	text = st_read(found.gl_pathv[0], NULL);
	cr_assert_eq(unlink(found.gl_pathv[0]), 0);
	globfree(&found);
	return text;
}

Test(list, rows_are_saved_as_they_are_narrowed_or_marked)
{
	struct vt *vt;
	char *text;

	cr_assert_eq(chdir(shop_home()), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "/mug\r"));
	SHOWS(vt, "2 rows");
	cr_assert(vt_send(vt, "w"));
	SHOWS(vt, "saved as products-");
	text = saved("products-*.csv");
	cr_assert(strstr(text, "sku,name,price,on_hand"), "%s", text);
	cr_assert(strstr(text, "MUG-BLUE,Blue mug,7.50,24"), "%s", text);
	cr_assert(strstr(text, "MUG-RED"), "%s", text);
	cr_assert(!strstr(text, "TEA"), "%s", text);
	free(text);
	cr_assert(vt_send(vt, "g "));
	SHOWS(vt, "1 marked");
	cr_assert(vt_send(vt, "y"));
	SHOWS(vt, "copied 1 row to the clipboard");
	cr_assert(vt_send(vt, "w"));
	text = saved("products-*.csv");
	cr_assert(!!strstr(text, "MUG-BLUE") != !!strstr(text, "MUG-RED"), "one of them: %s", text);
	free(text);
	cr_assert(vt_send(vt, "Uy"));
	SHOWS(vt, "copied to the clipboard: MUG-");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}
