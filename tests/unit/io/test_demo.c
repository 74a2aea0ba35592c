/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample shop: always the same, sound, and worth looking at. */
#include "stockbook/book.h"
#include "stockbook/demo.h"
#include "stockbook/moment.h"
#include "tests/support.h"
#include <criterion/criterion.h>
#include <string.h>

#define DAY 20500

static int64_t zero_clock(void *context)
{
	(void)context;
	return (DAY + 1) * SB_DAY_MS;
}

static void print_finding(const char *finding, void *context)
{
	(void)context;
	cr_expect_fail("%s", finding);
}

Test(demo, one_day_gives_one_book_and_it_is_sound)
{
	sb_owned_string directory = st_directory();
	sb_owned_string one = st_path(directory, "one.book");
	sb_owned_string two = st_path(directory, "two.book");
	struct sb_error err = SB_ERROR_INIT;
	struct sb_random random = { .seeded = true };
	const struct sb_world world = { .now = zero_clock, .random = &random };
	const struct sb_db_options options = { .mode = SB_DB_WRITE, .busy_ms = 1000, .trust_folder = true };
	struct sb_check_summary summary;
	size_t first, second;

	cr_assert_eq(sb_demo_make(one, DAY, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_demo_make(two, DAY, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_demo_make(two, DAY, &err), SB_OK, "it is replaced: %s", err.text);
	sb_owned_string a = st_read(one, &first);
	sb_owned_string b = st_read(two, &second);
	cr_expect(first == second && memcmp(a, b, first) == 0);
	sb_owned(book) book = NULL;
	cr_assert_eq(sb_book_open(one, &options, &world, &book, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_book_check(book, NULL, print_finding, NULL, &summary, &err), SB_OK, "%s", err.text);
	cr_expect_gt(summary.products, 350);
	cr_expect_gt(summary.entries, 6000);
}

Test(demo, a_day_out_of_time_is_refused)
{
	struct sb_error err = SB_ERROR_INIT;

	cr_expect_eq(sb_demo_make("/nowhere/x", -5, &err), SB_INVALID);
	cr_expect_eq(sb_demo_make("/nowhere/x", SB_NONE, &err), SB_INVALID);
}

Test(demo, the_last_day_is_today_from_seven_in_the_morning_there)
{
	const int64_t seven = (sb_day_of_civil(2026, 11, 22) * 24 + 6) * 3600000; /* in UTC it is six */
	struct sb_error err = SB_ERROR_INIT;
	int64_t before = 0, from = 0;

	cr_assert_eq(sb_demo_last_day(seven - 1, &before, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_demo_last_day(seven, &from, &err), SB_OK, "%s", err.text);
	cr_expect_eq(before, sb_day_of_civil(2026, 11, 21));
	cr_expect_eq(from, sb_day_of_civil(2026, 11, 22));
}
