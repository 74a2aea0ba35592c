/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON out and in. */
#include "stockbook/id.h"
#include "stockbook/json.h"
#include "stockbook/text.h"
#include <criterion/criterion.h>
#include <string.h>

static struct sb_json_doc *parse(const char *text)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_json_doc *doc = NULL;

	cr_assert_eq(sb_json_parse(text, strlen(text), &doc, &err), SB_OK, "%s: %s", text, err.text);
	return doc;
}

Test(json, the_text_is_canonical)
{
	sb_auto(buf) out = SB_BUF_INIT;
	struct sb_json json;

	sb_json_init(&json, &out);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "name", "Crème \"brûlée\"\n\t\\\x01\x7F");
	sb_json_int(&json, "least", INT64_MIN);
	sb_json_raw(&json, "qty", "1.25");
	sb_json_open(&json, "tags", '[');
	sb_json_text(&json, NULL, "a");
	sb_json_open(&json, NULL, '[');
	sb_json_close(&json, ']');
	sb_json_bool(&json, NULL, true);
	sb_json_close(&json, ']');
	sb_json_text(&json, "note", NULL);
	sb_json_null(&json, "none");
	sb_json_open(&json, "o", '{');
	sb_json_close(&json, '}');
	sb_json_close(&json, '}');
	cr_assert_str_eq(out.data, "{\"name\":\"Crème \\\"brûlée\\\"\\n\\t\\\\\\u0001\\u007f\",\"least\":-9223372036854775808,\"qty\":1.25,"
				   "\"tags\":[\"a\",[],true],\"note\":null,\"none\":null,\"o\":{}}");
}

Test(json, bad_bytes_and_terminal_controls_do_not_get_out)
{
	sb_auto(buf) out = SB_BUF_INIT;

	sb_json_quote(&out, "a\xFF\xC2\x9B\xF0\x9F\xA7\x80");
	cr_assert_str_eq(out.data, "\"a\xEF\xBF\xBD\\u009b🧀\"");
}

Test(json, any_text_survives_the_round_trip)
{
	struct sb_random random = { .seeded = true, .state = 21 };

	for (int i = 0; i < 5000; i++) {
		sb_auto(buf) text = SB_BUF_INIT;
		sb_auto(buf) out = SB_BUF_INIT;
		struct sb_json json;

		for (uint64_t k = sb_random_below(&random, 40); k > 0; k--)
			sb_utf8_put(&text, (int32_t)(1 + sb_random_below(&random, k % 3 ? 0x7F : 0x10FFFF)));
		int64_t number = (int64_t)(sb_random_below(&random, UINT64_MAX));

		sb_json_init(&json, &out);
		sb_json_open(&json, NULL, '{');
		sb_json_text(&json, "t", text.data);
		sb_json_int(&json, "n", number);
		sb_json_close(&json, '}');

		sb_owned(json_doc) doc = parse(out.data);
		int64_t again = 0;

		cr_assert_str_eq(sb_json_as_text(sb_json_find(sb_json_root(doc), "t")), text.data);
		cr_assert(sb_json_as_int(sb_json_find(sb_json_root(doc), "n"), &again) && again == number);
	}
}

Test(json, members_come_in_the_order_written)
{
	sb_owned(json_doc) doc = parse("{\"z\":1,\"a\":2,\"m\":[1,\"x\",null],\"b\":false}");
	const struct sb_json_value *root = sb_json_root(doc), *value;
	sb_auto(buf) keys = SB_BUF_INIT;
	const char *key;
	void *at = NULL;
	bool flag = true;
	int64_t n;

	while (sb_json_each(root, &at, &key, &value))
		sb_buf_puts(&keys, key);
	cr_assert_str_eq(keys.data, "zamb");
	cr_assert_eq(sb_json_count(root), 4);
	value = sb_json_find(root, "m");
	cr_assert_eq(sb_json_count(value), 3);
	cr_assert_str_eq(sb_json_as_text(sb_json_at(value, 1)), "x");
	cr_assert_null(sb_json_as_text(sb_json_at(value, 0)));
	cr_assert(sb_json_is_null(sb_json_at(value, 2)));
	cr_assert_null(sb_json_at(value, 3));
	cr_assert_null(sb_json_find(root, "absent"));
	cr_assert(sb_json_as_bool(sb_json_find(root, "b"), &flag) && !flag);
	cr_assert_not(sb_json_as_int(sb_json_find(root, "b"), &n));
}

Test(json, numbers_are_read_as_they_were_written)
{
	static const char *const cases[][2] = {
		{ "3", "3" }, { "1.25", "1.25" }, { "-0.001", "-0.001" }, { "1.10", "1.1" }, { "2.0", "2" }, { "1e3", "1000" }, { "123456789012.345", "123456789012.345" },
		{ "9223372036854775807", "9223372036854775807" }, { "0.1", "0.1" }, { "99999999999.999", "99999999999.999" }, { "1e15", NULL }, { "\"3\"", NULL }, { "null", NULL },
	};
	int64_t n;

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_owned(json_doc) doc = parse(cases[i][0]);
		sb_auto(buf) out = SB_BUF_INIT;

		cr_assert_eq(sb_json_as_number(sb_json_root(doc), &out), cases[i][1] != NULL, "%s", cases[i][0]);
		cr_assert_str_eq(out.data, cases[i][1] ? cases[i][1] : "");
	}
	sb_owned(json_doc) real = parse("1.0");

	cr_assert_not(sb_json_as_int(sb_json_root(real), &n));
}

Test(json, what_is_not_json_is_refused_with_the_place)
{
	static const char *const bad[] = {
		"", "{", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "[01]", "[NaN]", "[9223372036854775808]", "\"\xFF\"", "\"\\ud800\"", "\"\\u0000\"", "[1] x", "'a'", "{a:1}", "[1e999]",
	};
	struct sb_error err = SB_ERROR_INIT;
	struct sb_json_doc *doc = NULL;

	for (size_t i = 0; i < SB_COUNT(bad); i++) {
		cr_assert_eq(sb_json_parse(bad[i], strlen(bad[i]), &doc, &err), SB_INVALID, "%s", bad[i]);
		cr_assert_null(doc);
	}
	cr_assert_eq(sb_json_parse("[1,\n 2,\n x]", 11, &doc, &err), SB_INVALID);
	cr_assert_not_null(strstr(err.text, "line 3"), "%s", err.text);
	cr_assert_gt(err.column, 0);
}

Test(json, depth_has_a_limit_and_brackets_in_text_do_not_count)
{
	sb_auto(buf) deep = SB_BUF_INIT;
	sb_auto(buf) quoted = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_json_doc *doc = NULL;

	sb_buf_fill(&deep, '[', 64);
	sb_buf_fill(&deep, ']', 64);
	sb_json_doc_free(parse(deep.data));
	sb_buf_clear(&deep);
	sb_buf_fill(&deep, '[', 100000);
	cr_assert_eq(sb_json_parse(deep.data, deep.len, &doc, &err), SB_INVALID);
	sb_buf_puts(&quoted, "\"\\\"");
	sb_buf_fill(&quoted, '[', 1000);
	sb_buf_putc(&quoted, '"');
	sb_json_doc_free(parse(quoted.data));
}
