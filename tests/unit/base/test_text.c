/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8, folding, what a terminal may be sent, likeness. */
#include "stockbook/id.h"
#include "stockbook/text.h"
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static void in_utf8(void)
{
	cr_assert_not_null(setlocale(LC_ALL, "C.UTF-8"));
}

TestSuite(text, .init = in_utf8);

Test(text, utf_8_is_shortest_and_within_unicode)
{
	static const struct {
		const char *bytes;
		long bad_at; /* -1: good */
	} cases[] = {
		{ "", -1 }, { "plain text of some length", -1 }, { "Crème brûlée €5 🧀", -1 }, { "\xF4\x8F\xBF\xBF", -1 }, { "\xEF\xBF\xBD", -1 },
		{ "abcdefgh\xC0\x80", 8 }, { "a\xC1\xBF", 1 }, { "\xE0\x80\x80", 0 }, { "\xE0\x9F\xBF", 0 }, { "\xED\xA0\x80", 0 }, { "\xF0\x80\x80\x80", 0 },
		{ "\xF4\x90\x80\x80", 0 }, { "\xF5\x80\x80\x80", 0 }, { "\x80", 0 }, { "0123456789abcdef\xE2\x82", 16 }, { "\xFF", 0 }, { "é\xC3", 2 },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		size_t bad_at = 999;
		bool valid = sb_utf8_valid(cases[i].bytes, strlen(cases[i].bytes), &bad_at);

		cr_assert_eq(valid, cases[i].bad_at < 0, "case %zu", i);
		if (!valid)
			cr_assert_eq(bad_at, (size_t)cases[i].bad_at, "case %zu: %zu", i, bad_at);
	}
	cr_assert_eq(sb_utf8_count("Crème €5 🧀"), 10);
}

Test(text, every_code_point_survives_the_round_trip)
{
	sb_auto(buf) out = SB_BUF_INIT;

	for (int32_t c = 1; c <= 0x10FFFF; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		sb_buf_clear(&out);
		sb_utf8_put(&out, c);
		const char *at = out.data;

		if (sb_utf8_next(&at, out.data + out.len) != c || at != out.data + out.len)
			cr_assert_fail("U+%04X", (unsigned int)c);
	}
	sb_buf_clear(&out);
	sb_utf8_put(&out, 0xD800);
	cr_assert_str_eq(out.data, "\xEF\xBF\xBD");
}

Test(text, folding_makes_alike_what_people_take_for_alike)
{
	static const char *const cases[][2] = {
		{ "Crème BRÛLÉE", "creme brulee" }, { "MILK 3.5%", "milk 3.5%" }, { "Straße", "strasse" }, { "ﬁlet", "filet" }, { "Ⅷ", "viii" },
		{ "ＡＢＣ１", "abc1" }, { "İstanbul", "istanbul" }, { "Ÿ", "y" }, { "e\xCC\x81", "e" }, { "a\xC2\xA0""b", "a b" }, { "soft\xC2\xADhyphen", "softhyphen" },
		{ "ΣΊΣΥΦΟΣ", "σισυφοσ" }, { "½ kg", "1⁄2 kg" }, { "", "" }, { "ЁЖ", "еж" }, { "bad\xFF", "bad\xEF\xBF\xBD" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_auto(buf) out = SB_BUF_INIT;
		sb_auto(buf) again = SB_BUF_INIT;

		sb_buf_puts(&out, "> ");
		sb_text_fold(cases[i][0], &out);
		cr_assert_str_eq(out.data + 2, cases[i][1], "%s became %s", cases[i][0], out.data + 2);
		sb_text_fold(out.data, &again);
		cr_assert_str_eq(again.data, out.data, "folding twice is folding once");
	}
}

Test(text, folding_and_cleaning_long_text_loses_nothing)
{
	sb_auto(buf) text = SB_BUF_INIT;
	sb_auto(buf) folded = SB_BUF_INIT;
	sb_auto(buf) clean = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;

	for (int i = 0; i < 1000; i++)
		sb_buf_puts(&text, "ÄÖ");
	sb_text_fold(text.data, &folded);
	cr_assert_eq(folded.len, 2000);
	cr_assert_eq(strspn(folded.data, "ao"), 2000);
	cr_assert_eq(sb_text_clean(text.data, &clean, &err), SB_OK);
	cr_assert_str_eq(clean.data, text.data);
}

Test(text, cleaning_trims_collapses_and_composes)
{
	static const char *const cases[][2] = {
		{ "  Oat   milk ", "Oat milk" }, { "", "" }, { "   ", "" }, { "e\xCC\x81", "é" }, { "a\xC2\xA0\xE3\x80\x80""b", "a b" }, { "ﬁ", "ﬁ" }, { "A\xCC\x8A", "Å" },
	};
	static const struct {
		const char *text;
		int column;
	} bad[] = { { "a\tb", 2 }, { "é\n", 2 }, { "\x1B[31m", 1 }, { "ab\x7F", 3 }, { "a\xC2\x9B", 2 }, { "ab\xFF", 3 }, { "a\xE2\x80\xA8", 2 } };

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_error err = SB_ERROR_INIT;
		sb_auto(buf) out = SB_BUF_INIT;

		cr_assert_eq(sb_text_clean(cases[i][0], &out, &err), SB_OK);
		cr_assert_str_eq(out.data, cases[i][1]);
	}
	for (size_t i = 0; i < SB_COUNT(bad); i++) {
		struct sb_error err = SB_ERROR_INIT;
		sb_auto(buf) out = SB_BUF_INIT;

		cr_assert_eq(sb_text_clean(bad[i].text, &out, &err), SB_INVALID);
		cr_assert_eq(err.column, bad[i].column, "case %zu: %d", i, err.column);
		cr_assert_eq(out.len, 0);
	}
}

Test(text, trimming_and_upper_case_are_in_place)
{
	char text[] = " \t abc-é1 \n", blank[] = "  ";

	cr_assert_str_eq(sb_text_upper(sb_text_trim(text)), "ABC-é1");
	cr_assert_str_eq(sb_text_trim(blank), "");
}

Test(text, evil_text_becomes_visible)
{
	static const char *const cases[][2] = {
		{ "plain", "plain" }, { "\x1B]0;owned\x07", "␛]0;owned␇" }, { "a\tb\r\n", "a␉b␍␊" }, { "\x7F", "␡" }, { "a\xC2\x9B""31m", "a␦31m" },
		{ "\xE2\x80\xAEgnp.exe", "␦gnp.exe" }, { "a\xE2\x81\xA6""b\xE2\x81\xA9", "a␦b␦" }, { "zero\xE2\x80\x8Bwidth", "zero␦width" },
		{ "\xEF\xBB\xBF""bom", "␦bom" }, { "a\xFF", "a\xEF\xBF\xBD" }, { "a\xE2\x82", "a\xEF\xBF\xBD\xEF\xBF\xBD" }, { "❤\xEF\xB8\x8F", "❤" },
		{ "👩\xE2\x80\x8D🔬", "👩🔬" }, { "co\xC2\xADop", "coop" }, { "e\xCC\x81", "e\xCC\x81" }, { "\xCC\x81", "◌\xCC\x81" },
		{ "a\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81", "a\xCC\x81\xCC\x81\xCC\x81\xCC\x81" }, { "\xF3\xA0\x80\xA0", "␦" },
		{ "Ünïcödé 東京", "Ünïcödé 東京" }, { "", "" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_auto(buf) out = SB_BUF_INIT;

		sb_text_visible(cases[i][0], &out);
		cr_assert_str_eq(out.data, cases[i][1], "case %zu gave %s", i, out.data);
	}
}

/* Random bytes and code points, with a liking for the wicked ones. */
static void make_noise(struct sb_random *random, struct sb_buf *out)
{
	static const int32_t wicked[] = { 0x1B, 0x9B, 0x200D, 0x202E, 0x301, 0xFE0F, 0x1F9C0, 0x6771, 0xAD, 0xE0041, 0x1160, 0xFFFD };

	sb_buf_clear(out);
	for (uint64_t i = sb_random_below(random, 30); i > 0; i--) {
		uint64_t kind = sb_random_below(random, 5);

		if (kind == 0)
			sb_buf_putc(out, (char)(1 + sb_random_below(random, 255)));
		else if (kind == 1)
			sb_utf8_put(out, wicked[sb_random_below(random, SB_COUNT(wicked))]);
		else if (kind == 2)
			sb_utf8_put(out, (int32_t)(1 + sb_random_below(random, 0x10FFFF)));
		else
			sb_buf_putc(out, (char)(' ' + sb_random_below(random, 95)));
	}
}

Test(text, whatever_comes_fits_its_cells_and_holds_no_control)
{
	struct sb_random random = { .seeded = true, .state = 11 };
	sb_auto(buf) noise = SB_BUF_INIT;
	sb_auto(buf) visible = SB_BUF_INIT;
	sb_auto(buf) again = SB_BUF_INIT;
	sb_auto(buf) fitted = SB_BUF_INIT;

	for (int i = 0; i < 20000; i++) {
		int cells = (int)sb_random_below(&random, 20);

		make_noise(&random, &noise);
		sb_buf_clear(&visible), sb_buf_clear(&again), sb_buf_clear(&fitted);
		sb_text_visible(noise.data, &visible);
		cr_assert(sb_utf8_valid(visible.data, visible.len, NULL));
		for (const char *at = visible.data, *end = at + visible.len; at < end;) {
			int32_t c = sb_utf8_next(&at, end);

			cr_assert(c >= 0x20 && (c < 0x7F || c > 0x9F) && !(c >= 0x202A && c <= 0x202E), "U+%04X", (unsigned int)c);
		}
		sb_text_visible(visible.data, &again);
		cr_assert_str_eq(again.data, visible.data, "what is visible stays as it is");
		sb_text_fit(&fitted, visible.data, cells, i % 2);
		cr_assert_eq(sb_text_width(fitted.data), cells, "\"%s\" in %d gave \"%s\"", visible.data, cells, fitted.data);
	}
}

Test(text, fitting_cuts_with_a_mark_and_never_splits_a_wide_character)
{
	static const struct {
		const char *text;
		int cells;
		bool right;
		const char *expected;
	} cases[] = {
		{ "Milk", 6, false, "Milk  " }, { "Milk", 6, true, "  Milk" }, { "Milk", 4, false, "Milk" }, { "Milk", 3, false, "Mi…" }, { "Milk", 1, false, "…" },
		{ "Milk", 0, false, "" }, { "Milk", -1, false, "" }, { "東京都", 6, false, "東京都" }, { "東京都", 5, false, "東京…" }, { "東京都", 4, false, "東… " },
		{ "東京都", 4, true, " 東…" }, { "e\xCC\x81" "e\xCC\x81", 2, false, "e\xCC\x81" "e\xCC\x81" }, { "e\xCC\x81" "ee", 2, false, "e\xCC\x81…" }, { "", 2, false, "  " },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_auto(buf) out = SB_BUF_INIT;

		sb_text_fit(&out, cases[i].text, cases[i].cells, cases[i].right);
		cr_assert_str_eq(out.data, cases[i].expected, "case %zu gave \"%s\"", i, out.data);
	}
	cr_assert_eq(sb_text_width("Tokyo 東京"), 10);
}

Test(text, another_charset_gets_only_what_it_can_show, .init = NULL)
{
	sb_auto(buf) visible = SB_BUF_INIT;
	sb_auto(buf) fitted = SB_BUF_INIT;

	setlocale(LC_ALL, "C");
	cr_assert_not(sb_text_is_utf8());
	sb_text_visible("a\x1B é\xFF", &visible);
	cr_assert_str_eq(visible.data, "a? ??");
	sb_text_fit(&fitted, "abcdef", 3, false);
	cr_assert_str_eq(fitted.data, "ab~");
}

Test(text, distance_counts_typing_mistakes)
{
	static const struct {
		const char *a, *b;
		int limit, distance;
	} cases[] = {
		{ "milk", "milk", 2, 0 }, { "milk", "mlik", 2, 1 }, { "milk", "mil", 2, 1 }, { "milk", "silk", 2, 1 }, { "milk", "milks", 2, 1 }, { "", "abc", 5, 3 },
		{ "kitten", "sitting", 5, 3 }, { "kitten", "sitting", 2, 3 }, { "abc", "xyz", 1, 2 }, { "é東", "é京", 2, 1 }, { "receive", "recieve", 1, 1 }, { "a", "abcdefg", 2, 3 },
		{ "", "", 0, 0 }, { "ab", "ba", 0, 1 },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		cr_assert_eq(sb_text_distance(cases[i].a, cases[i].b, cases[i].limit), cases[i].distance, "%s %s", cases[i].a, cases[i].b);
		cr_assert_eq(sb_text_distance(cases[i].b, cases[i].a, cases[i].limit), cases[i].distance);
	}
}

Test(text, fuzzy_likes_word_starts_runs_and_short_texts)
{
	static const char *const cases[][3] = { /* pattern, the better, the worse */
		{ "rec", "receive stock", "print record" }, { "rs", "receive stock", "parsley" }, { "count", "count new", "c o u n t" },
		{ "milk", "milk", "milk chocolate" }, { "sc", "stock count", "describe" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++)
		cr_assert_gt(sb_text_fuzzy(cases[i][0], cases[i][1]), sb_text_fuzzy(cases[i][0], cases[i][2]), "%s", cases[i][0]);
	cr_assert_eq(sb_text_fuzzy("xyz", "receive"), 0);
	cr_assert_eq(sb_text_fuzzy("eviecer", "receive"), 0);
	cr_assert_eq(sb_text_fuzzy("a", ""), 0);
	cr_assert_gt(sb_text_fuzzy("", "anything"), 0);
	cr_assert_gt(sb_text_fuzzy("rcv", "receive"), 0);
}
