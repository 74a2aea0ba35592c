/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, zones and moments; the C library is the oracle for every zone. */
#include "stockbook/moment.h"
#include "stockbook/id.h"
#include "zone.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static struct sb_zone *load(const char *name)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_zone *zone = NULL;

	cr_assert_eq(sb_zone_load(name, &zone, &err), SB_OK, "%s", err.text);
	return zone;
}

static int64_t parse(const char *text, const struct sb_zone *zone, int64_t now)
{
	struct sb_error err = SB_ERROR_INIT;
	int64_t moment = SB_NONE;

	if (sb_moment_parse(text, zone, now, &moment, &err))
		cr_assert_eq(moment, SB_NONE);
	return moment;
}

Test(moment, days_and_dates_are_each_other)
{
	struct sb_civil civil;
	int64_t expected = sb_day_of_civil(1, 1, 1);

	cr_assert_eq(sb_day_of_civil(1970, 1, 1), 0);
	cr_assert_eq(sb_day_of_civil(2026, 3, 29), 20541);
	cr_assert_eq(sb_day_of_civil(9999, 12, 31), SB_MOMENT_MAX / SB_DAY_MS);
	for (int64_t day = expected; day <= SB_MOMENT_MAX / SB_DAY_MS; day++) {
		sb_civil_of_day(day, &civil);
		if (sb_day_of_civil(civil.year, civil.month, civil.day) != day || civil.weekday != (((day + 3) % 7) + 7) % 7)
			cr_assert_fail("day %ld became %d-%d-%d", day, civil.year, civil.month, civil.day);
	}
}

Test(moment, dates_that_are_none_are_refused)
{
	cr_assert_neq(sb_day_of_civil(2024, 2, 29), SB_NONE);
	cr_assert_neq(sb_day_of_civil(2000, 2, 29), SB_NONE);
	cr_assert_eq(sb_day_of_civil(2026, 2, 29), SB_NONE);
	cr_assert_eq(sb_day_of_civil(1900, 2, 29), SB_NONE);
	cr_assert_eq(sb_day_of_civil(2026, 4, 31), SB_NONE);
	cr_assert_eq(sb_day_of_civil(2026, 13, 1), SB_NONE);
	cr_assert_eq(sb_day_of_civil(2026, 0, 1), SB_NONE);
	cr_assert_eq(sb_day_of_civil(0, 1, 1), SB_NONE);
	cr_assert_eq(sb_day_of_civil(10000, 1, 1), SB_NONE);
}

Test(zone, the_clock_changes_when_the_law_says)
{
	static const struct {
		const char *zone, *moment;
		int32_t offset_s;
	} cases[] = {
		{ "Europe/Berlin", "2026-03-29T00:59:59Z", 3600 }, { "Europe/Berlin", "2026-03-29T01:00:00Z", 7200 },
		{ "Europe/Berlin", "2026-10-25T00:59:59Z", 7200 }, { "Europe/Berlin", "2026-10-25T01:00:00Z", 3600 },
		{ "Europe/Berlin", "2199-07-01T00:00:00Z", 7200 }, { "Europe/Berlin", "1946-07-01T00:00:00Z", 7200 },
		{ "Europe/Dublin", "2026-07-01T00:00:00Z", 3600 }, { "Europe/Dublin", "2026-01-01T00:00:00Z", 0 },
		{ "Australia/Lord_Howe", "2026-04-04T14:59:59Z", 39600 }, { "Australia/Lord_Howe", "2026-04-04T15:00:00Z", 37800 },
		{ "Australia/Lord_Howe", "2026-10-03T15:29:59Z", 37800 }, { "Australia/Lord_Howe", "2026-10-03T15:30:00Z", 39600 },
		{ "America/St_Johns", "2026-01-01T00:00:00Z", -12600 }, { "Asia/Kathmandu", "2026-01-01T00:00:00Z", 20700 },
		{ "Africa/Casablanca", "2026-02-25T00:00:00Z", 0 }, { "UTC", "2026-01-01T00:00:00Z", 0 },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_owned(zone) zone = load(cases[i].zone);
		int64_t moment = parse(cases[i].moment, zone, 0);

		cr_assert_eq(sb_zone_offset_s(zone, moment), cases[i].offset_s, "%s %s gave %d", cases[i].zone, cases[i].moment,
			     sb_zone_offset_s(zone, moment));
	}
}

Test(zone, every_offset_is_the_c_librarys)
{
	static const char *const names[] = {
		"Europe/Berlin", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Nuuk", "Africa/Casablanca", "Africa/Cairo",
		"Asia/Gaza", "Asia/Tehran", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "America/Santiago",
		"Antarctica/Troll", "Asia/Kolkata", "Etc/GMT+12", "Pacific/Kiritimati", "Africa/Monrovia",
	};
	struct sb_random random = { .seeded = true, .state = 3 };

	for (size_t i = 0; i < SB_COUNT(names); i++) {
		sb_owned(zone) zone = load(names[i]);

		setenv("TZ", names[i], 1);
		tzset();
		for (int k = 0; k < 4000; k++) {
			time_t at = (time_t)sb_random_below(&random, INT64_C(9000000000)) - INT64_C(2500000000);
			struct tm expected;

			localtime_r(&at, &expected);
			int64_t moment = (int64_t)at * 1000 + 999;

			cr_assert_eq(sb_zone_offset_s(zone, moment), expected.tm_gmtoff, "%s at %ld", names[i], (long)at);
			int64_t day = sb_day_of(zone, moment), start = sb_day_start(zone, day);

			cr_assert_eq(day, sb_day_of_civil(expected.tm_year + 1900, expected.tm_mon + 1, expected.tm_mday));
			cr_assert_leq(start, moment);
			cr_assert_eq(sb_day_of(zone, start), day);
			cr_assert_lt(sb_day_of(zone, start - 1), day);
		}
	}
}

Test(zone, a_day_starts_at_the_first_moment_that_exists)
{
	static const struct {
		const char *zone, *date, *start;
	} cases[] = {
		{ "Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z" }, { "Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z" },
		{ "Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z" }, { "Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00Z" },
		{ "Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z" }, /* midnight to one o'clock was skipped */
		{ "America/Havana", "2026-11-01", "2026-11-01T04:00:00Z" }, /* midnight came twice: the first */
		{ "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z" }, /* the 30th was skipped whole */
		{ "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z" },
		{ "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_owned(zone) zone = load(cases[i].zone);
		sb_auto(buf) out = SB_BUF_INIT;

		sb_moment_print(parse(cases[i].date, zone, 0), &out);
		cr_assert_str_eq(out.data, cases[i].start, "%s %s: %s", cases[i].zone, cases[i].date, out.data);
	}
}

Test(zone, names_that_are_none_are_refused)
{
	static const char *const bad[] = {
		"", "Europe/Nowhere", "../etc/passwd", "/etc/passwd", "Europe/../UTC", "Europe", "Europe/Berlin\n", "zone.tab", "tzdata.zi",
	};

	for (size_t i = 0; i < SB_COUNT(bad); i++) {
		struct sb_error err = SB_ERROR_INIT;
		struct sb_zone *zone = NULL;

		cr_assert_eq(sb_zone_load(bad[i], &zone, &err), SB_INVALID, "%s", bad[i]);
		cr_assert_null(zone);
		cr_assert_str_eq(err.field, "zone");
	}
}

Test(zone, utc_needs_no_files)
{
	setenv("TZDIR", "/nonexistent", 1);
	sb_owned(zone) zone = load("UTC");

	cr_assert_str_eq(sb_zone_name(zone), "UTC");
	setenv("TZ", "Europe/Berlin", 1);
	sb_owned_string local = sb_zone_local_name();

	cr_assert_str_eq(local, "UTC");
}

Test(zone, the_local_name_comes_from_the_environment)
{
	setenv("TZ", ":Europe/Berlin", 1);
	sb_owned_string local = sb_zone_local_name();

	cr_assert_str_eq(local, "Europe/Berlin");
}

Test(zone, rules_of_every_form_are_read)
{
	struct sb_zone_rule rule;

	cr_assert(sb_zone_rule_parse("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", &rule));
	cr_assert_eq(rule.standard_s, 37800);
	cr_assert_eq(rule.dst_s, 39600);
	cr_assert(sb_zone_rule_parse("EST5EDT,J60/1:30,J305", &rule));
	cr_assert_eq(sb_zone_rule_offset(&rule, sb_day_of_civil(2024, 3, 1) * 86400 + 5 * 3600 + 5400 - 1), -18000);
	cr_assert_eq(sb_zone_rule_offset(&rule, sb_day_of_civil(2024, 3, 1) * 86400 + 5 * 3600 + 5400), -14400);
	cr_assert(sb_zone_rule_parse("EST5EDT,59,304/-1", &rule));
	cr_assert_eq(sb_zone_rule_offset(&rule, sb_day_of_civil(2024, 2, 29) * 86400 + 7 * 3600), -14400);
	cr_assert_eq(sb_zone_rule_offset(&rule, sb_day_of_civil(2025, 2, 28) * 86400 + 7 * 3600), -18000);

	static const char *const bad[] = { "", "E5", "EST", "EST5EDT,M13.1.0,M4.1.0", "EST5EDT,M3.6.0,M4.1.0", "EST5EDT,J0,J1", "EST5EDT,M3.1.0", "<+03-3", "EST5EDT,M3.1.0,M4.1.0x" };

	for (size_t i = 0; i < SB_COUNT(bad); i++)
		cr_assert_not(sb_zone_rule_parse(bad[i], &rule), "%s", bad[i]);
}

Test(zone, a_damaged_file_is_refused_and_harmless)
{
	struct sb_random random = { .seeded = true, .state = 5 };
	FILE *file = fopen("/usr/share/zoneinfo/Europe/Berlin", "rb");
	unsigned char good[8192], bad[8192];

	cr_assert_not_null(file);
	size_t bytes = fread(good, 1, sizeof(good), file);

	fclose(file);
	for (int i = 0; i < 4000; i++) {
		struct sb_zone *zone = sb_alloc(sizeof(*zone));
		size_t kept = i % 2 ? bytes : sb_random_below(&random, bytes);

		memcpy(bad, good, bytes);
		for (uint64_t k = sb_random_below(&random, 8); k > 0; k--)
			bad[sb_random_below(&random, k % 2 ? 120 : bytes)] = (unsigned char)sb_random_below(&random, 256);
		if (sb_zone_decode(bad, kept, zone))
			(void)sb_zone_offset_s(zone, INT64_C(1700000000000));
		else if (kept == bytes && memcmp(bad, good, bytes) == 0)
			cr_assert_fail("the good file was refused");
		sb_zone_free(zone);
	}
}

Test(moment, rfc_3339_survives_the_round_trip)
{
	sb_owned(zone) zone = load("Asia/Tokyo");
	struct sb_random random = { .seeded = true, .state = 9 };

	for (int i = 0; i < 20000; i++) {
		int64_t moment = (int64_t)sb_random_below(&random, (uint64_t)SB_MOMENT_MAX + 1) - (i % 3 ? 0 : INT64_C(60000000000000));
		sb_auto(buf) out = SB_BUF_INIT;

		if (i % 2)
			moment = moment / 1000 * 1000;
		sb_moment_print(moment, &out);
		cr_assert_eq(parse(out.data, zone, 0), moment, "%s", out.data);
		cr_assert_eq(out.len, moment % 1000 ? 24 : 20, "%s", out.data);
	}
}

Test(moment, what_people_write_is_read_in_their_zone)
{
	static const struct {
		const char *text, *expected; /* NULL: refused */
	} cases[] = {
		{ "2026-03-01T13:30:00Z", "2026-03-01T13:30:00Z" }, { "2026-03-01t13:30:00.25z", "2026-03-01T13:30:00.250Z" },
		{ "2026-03-01T14:30:00+01:00", "2026-03-01T13:30:00Z" }, { "2026-03-01 14:30", "2026-03-01T13:30:00Z" },
		{ "2026-03-01 14:30:05", "2026-03-01T13:30:05Z" }, { "2026-07-01 14:30", "2026-07-01T12:30:00Z" }, { "2026-03-01", "2026-02-28T23:00:00Z" },
		{ "2026-03-29 02:30", "2026-03-29T01:30:00Z" } /* skipped: 03:30 */, { "2026-10-25 02:30", "2026-10-25T00:30:00Z" } /* twice: the first */,
		{ "14:30", "2026-03-30T12:30:00Z" }, { "now", "2026-03-30T10:15:30Z" }, { " Today ", "2026-03-29T22:00:00Z" },
		{ "yesterday", "2026-03-28T23:00:00Z" }, { "tomorrow", "2026-03-30T22:00:00Z" }, { "-2h", "2026-03-30T08:15:30Z" },
		{ "-3d", "2026-03-27T11:15:30Z" } /* the same clock reading before the change */, { "-1w", "2026-03-23T11:15:30Z" },
		{ "+1d", "2026-03-31T10:15:30Z" }, { "+1", "2026-03-31T10:15:30Z" }, { "-30min", "2026-03-30T09:45:30Z" }, { "17", "2026-03-16T23:00:00Z" }, { "1", "2026-02-28T23:00:00Z" },
		{ "2024-02-29", "2024-02-28T23:00:00Z" }, { "2026-03-01T23:59:60Z", "2026-03-02T00:00:00Z" },
		{ "", NULL }, { "soon", NULL }, { "2026-02-29", NULL }, { "2026-3-1", NULL }, { "2026-03-01T", NULL }, { "2026-03-01 24:00", NULL },
		{ "2026-03-01 14:60", NULL }, { "2026-03-01T14:30:00+0100", NULL }, { "2026-03-01 14:30x", NULL }, { "32", NULL }, { "0", NULL }, { "-d", NULL },
		{ "-3", NULL }, { "-3y", NULL }, { "-99999999d", NULL }, { "1:30", NULL }, { "25:00", NULL }, { "2026-03-01T14:30:00.Z", NULL },
		{ "2026-03-01T14:30:00+24:00", NULL }, { "10000-01-01", NULL }, { "+9999999w", NULL }, { "001", NULL },
	};
	sb_owned(zone) berlin = load("Europe/Berlin");
	int64_t now = parse("2026-03-30T10:15:30Z", berlin, 0);

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		int64_t moment = parse(cases[i].text, berlin, now);
		sb_auto(buf) out = SB_BUF_INIT;

		if (moment != SB_NONE)
			sb_moment_print(moment, &out);
		cr_assert_str_eq(out.data, cases[i].expected ? cases[i].expected : "", "\"%s\" gave %s", cases[i].text, out.data);
	}
}

Test(moment, local_time_and_days_print_as_iso)
{
	sb_owned(zone) berlin = load("Europe/Berlin");
	sb_auto(buf) out = SB_BUF_INIT;

	sb_moment_print_local(berlin, parse("2026-03-01T13:30:59Z", berlin, 0), &out);
	sb_buf_putc(&out, ' ');
	sb_day_print(sb_day_of_civil(2024, 2, 29), &out);
	sb_buf_putc(&out, ' ');
	sb_day_print(INT64_MAX, &out);
	cr_assert_str_eq(out.data, "2026-03-01 14:30 2024-02-29 9999-12-31");
}
