/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies of additions read in one walk say what the reader of JSON says; whatever is not plain is left to it. */
#include "core/effect.h"

#include <criterion/criterion.h>

TestSuite(effect_plain, .timeout = 60);

static void read_as_json(const char *body, struct sb_arena *arena, struct sb_effect *out)
{
	struct sb_error err = SB_ERROR_INIT;
	sb_auto(buf) spaced = SB_BUF_INIT;

	/* a blank in front is good JSON and not plain */
	sb_buf_printf(&spaced, " %s", body);
	cr_assert_eq(sb_effect_read(SB_KIND_PRODUCT_ADD, spaced.data, arena, out, &err), SB_OK, "%s: %s", body, err.text);
}

static void are_same(const struct sb_product_change *a, const struct sb_product_change *b, const char *body)
{
	for (size_t field = 0; field < SB_PF_COUNT; field++) {
		const struct sb_value *left = &a->value[field], *right = &b->value[field];

		cr_assert_eq(a->given[field], b->given[field], "%s: %zu", body, field);
		if (!a->given[field])
			continue;
		cr_assert_eq(left->type, right->type, "%s: %zu", body, field);
		cr_assert_eq(left->is_null, right->is_null, "%s: %zu", body, field);
		if (left->is_null)
			continue;
		if (left->type == SB_TEXT_TYPE || left->type == SB_MANY_TYPE)
			cr_assert_str_eq(left->s, right->s, "%s", body);
		else
			cr_assert_eq(left->n, right->n, "%s: %zu", body, field);
	}
}

Test(effect_plain, reads_what_the_reader_of_json_reads)
{
	static const char *const bodies[] = {
		"{\"set\":{\"sku\":\"A1\"}}",
		"{\"set\":{\"sku\":\"A1\",\"name\":\"Becher, groß {1}: [2]\",\"description\":\"\",\"tags\":[\"a\",\"b c\"],\"price\":1250}}",
		"{\"set\":{\"name\":\"€\",\"barcodes\":[\"9520000001001*24\"],\"price\":0,\"cost\":-5,\"decimals\":3,\"alerts\":true}}",
		"{\"set\":{\"tags\":null,\"price\":null,\"reorder_point\":999999999999999999,\"alerts\":false,\"allow_negative\":null}}",
	};

	for (size_t i = 0; i < SB_COUNT(bodies); i++) {
		sb_owned(arena) arena = sb_arena_new();
		struct sb_product_change plain = { 0 };
		struct sb_effect json;

		cr_assert(sb_effect_read_plain(bodies[i], arena, &plain), "%s", bodies[i]);
		read_as_json(bodies[i], arena, &json);
		are_same(&plain, &json.set, bodies[i]);
	}
}

Test(effect_plain, leaves_everything_else_to_the_reader_of_json)
{
	static const char *const bodies[] = {
		"", "{}", "{\"set\":{}}", "{\"set\":{\"sku\":\"A1\"}", "{\"set\":{\"sku\":\"A1\"}}}", "{\"set\":{\"sku\":\"A1\"}} ",
		"{\"set\":{\"sku\":\"A1\",}}", "{\"set\":{\"sku\":\"A1\"},\"was\":{}}", "{\"set\":{\"sku\": \"A1\"}}", "{\"set\":{\"sku\":\"A1",
		"{\"set\":{\"sku\":\"A\\u0031\"}}", "{\"set\":{\"sku\":\"A\n1\"}}", "{\"set\":{\"sku\":\"A\xff\"}}", "{\"set\":{\"sku\":1}}",
		"{\"set\":{\"sku\":\"A1\",\"sku\":\"A2\"}}", "{\"set\":{\"name\":\"N\",\"sku\":\"A1\"}}", "{\"set\":{\"colour\":\"red\"}}",
		"{\"set\":{\"sk\":\"A1\"}}", "{\"set\":{\"\":\"A1\"}}", "{\"set\":{\"price\":01}}", "{\"set\":{\"price\":1.5}}",
		"{\"set\":{\"price\":1e6}}", "{\"set\":{\"price\":-}}", "{\"set\":{\"price\":1", "{\"set\":{\"price\":\"1\"}}",
		"{\"set\":{\"price\":1234567890123456789}}", "{\"set\":{\"alerts\":1}}", "{\"set\":{\"tags\":[]}}", "{\"set\":{\"tags\":[\"\"]}}",
		"{\"set\":{\"tags\":[\"a|b\"]}}", "{\"set\":{\"tags\":[\"a\",]}}", "{\"set\":{\"tags\":\"a\"}}", "{\"set\":{\"tags\":[\"a\"",
	};

	for (size_t i = 0; i < SB_COUNT(bodies); i++) {
		sb_owned(arena) arena = sb_arena_new();
		struct sb_product_change plain = { 0 };

		cr_assert(!sb_effect_read_plain(bodies[i], arena, &plain), "%s", bodies[i]);
	}
}
