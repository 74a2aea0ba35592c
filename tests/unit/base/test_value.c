/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of types. */
#include "stockbook/json.h"
#include "stockbook/value.h"
#include <criterion/criterion.h>
#include <string.h>

static const struct sb_numbers german = { .decimal = ',', .thousands = "." };

struct fixture {
	struct sb_zone *zone;
	struct sb_style style;
};

static struct fixture prepare(void)
{
	struct sb_error err = SB_ERROR_INIT;
	struct fixture fixture = { .zone = NULL };

	cr_assert_eq(sb_zone_load("Europe/Berlin", &fixture.zone, &err), SB_OK);
	fixture.style = (struct sb_style){
		.currency = sb_currency_find("EUR"), .numbers = &german, .zone = fixture.zone, .now = INT64_C(1772371800000), /* 2026-03-01T13:30Z */
	};
	return fixture;
}

Test(value, every_type_prints_for_people_machines_and_json)
{
	static const struct {
		struct sb_value value;
		const char *people, *plain, *json;
	} cases[] = {
		{ { .type = SB_TEXT_TYPE, .s = "Milk \"x\"" }, "Milk \"x\"", "Milk \"x\"", "\"Milk \\\"x\\\"\"" },
		{ { .type = SB_INT_TYPE, .n = -1234567 }, "-1.234.567", "-1234567", "-1234567" },
		{ { .type = SB_QTY_TYPE, .n = 1234500, .scale = 2 }, "1.234,50", "1234.5", "1234.5" },
		{ { .type = SB_MONEY_TYPE, .n = 123450 }, "1.234,50", "1234.50", "\"1234.50\"" },
		{ { .type = SB_MOMENT_TYPE, .n = INT64_C(1772371800000) }, "2026-03-01 14:30", "2026-03-01T13:30:00Z", "\"2026-03-01T13:30:00Z\"" },
		{ { .type = SB_DAY_TYPE, .n = 20541 }, "2026-03-29", "2026-03-29", "\"2026-03-29\"" },
		{ { .type = SB_BOOL_TYPE, .n = 1 }, "yes", "true", "true" },
		{ { .type = SB_BOOL_TYPE, .n = 0 }, "no", "false", "false" },
		{ { .type = SB_MANY_TYPE, .s = "dairy|cold" }, "dairy, cold", "dairy|cold", "[\"dairy\",\"cold\"]" },
		{ { .type = SB_MANY_TYPE, .s = "" }, "", "", "[]" },
		{ { .type = SB_SPARK_TYPE, .s = "1,0,7" }, "1,0,7", "1,0,7", "[1,0,7]" },
		{ { .type = SB_SPARK_TYPE, .s = "" }, "", "", "[]" },
		{ { .type = SB_PERCENT_TYPE, .n = 125 }, "12,5%", "12.5", "12.5" },
		{ { .type = SB_PERCENT_TYPE, .n = 120 }, "12,0%", "12", "12" },
		{ { .type = SB_SPAN_TYPE, .n = 299 }, "4:59", "299", "299" },
		{ { .type = SB_SPAN_TYPE, .n = -65 }, "-1:05", "-65", "-65" },
		{ { .type = SB_SPAN_TYPE, .n = 3661 }, "1:01:01", "3661", "3661" },
		{ { .type = SB_SPAN_TYPE, .n = 183600 }, "2 d 3 h", "183600", "183600" },
		{ { .type = SB_ENTRY_TYPE, .n = 1234 }, "1234", "1234", "1234" },
		{ { .type = SB_QTY_TYPE, .is_null = true }, "", "", "null" },
		{ { .type = SB_TEXT_TYPE, .is_null = true }, "", "", "null" },
	};
	struct fixture fixture = prepare();

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_auto(buf) people = SB_BUF_INIT;
		sb_auto(buf) plain = SB_BUF_INIT;
		sb_auto(buf) json = SB_BUF_INIT;

		sb_value_print(&cases[i].value, &fixture.style, &people);
		sb_value_print_plain(&cases[i].value, &fixture.style, &plain);
		sb_value_print_json(&cases[i].value, &fixture.style, &json);
		cr_assert_str_eq(people.data, cases[i].people);
		cr_assert_str_eq(plain.data, cases[i].plain);
		cr_assert_str_eq(json.data, cases[i].json);
	}
	sb_zone_free(fixture.zone);
}

Test(value, every_type_reads_what_people_type)
{
	static const struct {
		enum sb_type type;
		int scale;
		const char *text;
		int64_t n; /* SB_NONE: refused */
	} cases[] = {
		{ SB_INT_TYPE, 0, "1.234", 1234 }, { SB_INT_TYPE, 0, "-9223372036854775807", -INT64_MAX }, { SB_INT_TYPE, 0, "1,5", SB_NONE },
		{ SB_QTY_TYPE, 1, "2,5", 2500 }, { SB_QTY_TYPE, 0, "2,5", SB_NONE }, { SB_MONEY_TYPE, 0, "3*2,50 €", 750 }, { SB_DAY_TYPE, 0, "today", 20513 },
		{ SB_DAY_TYPE, 0, "2026-03-29", 20541 }, { SB_MOMENT_TYPE, 0, "-1d", INT64_C(1772285400000) }, { SB_MOMENT_TYPE, 0, "later", SB_NONE },
		{ SB_BOOL_TYPE, 0, "yes", 1 }, { SB_BOOL_TYPE, 0, " NO ", 0 }, { SB_BOOL_TYPE, 0, "true", 1 }, { SB_BOOL_TYPE, 0, "maybe", SB_NONE },
		{ SB_PERCENT_TYPE, 0, "12,5 %", 125 }, { SB_PERCENT_TYPE, 0, "12", 120 }, { SB_PERCENT_TYPE, 0, "%", SB_NONE },
		{ SB_SPAN_TYPE, 0, "300", 300 }, { SB_SPAN_TYPE, 0, "-65", -65 }, { SB_SPAN_TYPE, 0, "90s", 90 }, { SB_SPAN_TYPE, 0, " 30 m ", 1800 },
		{ SB_SPAN_TYPE, 0, "30min", 1800 }, { SB_SPAN_TYPE, 0, "2H", 7200 }, { SB_SPAN_TYPE, 0, "1d", 86400 }, { SB_SPAN_TYPE, 0, "1w", 604800 },
		{ SB_SPAN_TYPE, 0, "h", SB_NONE }, { SB_SPAN_TYPE, 0, "", SB_NONE }, { SB_SPAN_TYPE, 0, "2hours", SB_NONE }, { SB_SPAN_TYPE, 0, "1h30m", SB_NONE },
		{ SB_SPAN_TYPE, 0, "1,5h", SB_NONE }, { SB_SPAN_TYPE, 0, "99999999999999999d", SB_NONE },
		{ SB_ID_TYPE, 0, "17", SB_NONE }, { SB_SPARK_TYPE, 0, "1,x", SB_NONE }, { SB_SPARK_TYPE, 0, "1,", SB_NONE },
	};
	struct fixture fixture = prepare();

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_error err = SB_ERROR_INIT;
		struct sb_value value = { .n = SB_NONE };
		enum sb_status status = sb_value_parse(cases[i].type, cases[i].scale, cases[i].text, &fixture.style, &value, &err);

		cr_assert_eq(value.n, cases[i].n, "%s: %ld %s", cases[i].text, value.n, err.text);
		cr_assert_eq(status, cases[i].n == SB_NONE ? SB_INVALID : SB_OK);
		if (status == SB_OK)
			cr_assert_eq(value.type, cases[i].type);
	}
	sb_zone_free(fixture.zone);
}

Test(value, text_is_borrowed)
{
	static const enum sb_type types[] = { SB_TEXT_TYPE, SB_MANY_TYPE, SB_PRODUCT_TYPE, SB_ENTRY_TYPE, SB_FILE_TYPE, SB_QUERY_TYPE, SB_CHOICE_TYPE };
	struct fixture fixture = prepare();
	const char *text = "anything";

	for (size_t i = 0; i < SB_COUNT(types); i++) {
		struct sb_error err = SB_ERROR_INIT;
		struct sb_value value;

		cr_assert_eq(sb_value_parse(types[i], 0, text, &fixture.style, &value, &err), SB_OK);
		cr_assert_eq(value.s, text);
	}
	sb_zone_free(fixture.zone);
}

Test(value, order_is_by_size_or_by_folded_text_and_nulls_are_last)
{
	struct sb_value small = { .type = SB_QTY_TYPE, .n = -5 }, large = { .type = SB_QTY_TYPE, .n = 3 }, none = { .type = SB_QTY_TYPE, .is_null = true };
	struct sb_value eclair = { .type = SB_TEXT_TYPE, .s = "Éclair" }, apple = { .type = SB_TEXT_TYPE, .s = "apple" }, fig = { .type = SB_TEXT_TYPE, .s = "fig" };

	cr_assert_lt(sb_value_compare(&small, &large), 0);
	cr_assert_gt(sb_value_compare(&none, &large), 0);
	cr_assert_lt(sb_value_compare(&small, &none), 0);
	cr_assert_eq(sb_value_compare(&none, &none), 0);
	cr_assert_lt(sb_value_compare(&apple, &eclair), 0);
	cr_assert_lt(sb_value_compare(&eclair, &fig), 0);
	cr_assert_eq(sb_value_compare(&fig, &fig), 0);
}

Test(value, types_have_names_and_sides)
{
	for (int type = 0; type < SB_TYPE_COUNT; type++)
		cr_assert(sb_type_name((enum sb_type)type)[0] != '\0');
	cr_assert(sb_type_is_right(SB_QTY_TYPE));
	cr_assert_not(sb_type_is_right(SB_TEXT_TYPE));
}
