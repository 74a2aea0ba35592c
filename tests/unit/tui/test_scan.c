/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The scanner stage over time. A script is typed at given gaps, as a terminal would deliver it, with the deadlines kept
 * in between as the loop does.
 */
#include "heard.h"
#include "tui/decode.h"
#include "tui/layout.h"
#include "tui/scan.h"
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

struct till {
	struct heard heard;
	struct sb_scanner *scanner;
	struct sb_decoder *decoder;
	int64_t now;
};

static void pass_on(void *with, const struct sb_input *input)
{
	struct till *till = with;

	sb_scanner_take(till->scanner, input);
}

static bool moves(void *with, struct sb_chord key)
{
	(void)with;
	return key.key == 'j' || key.key == 'k' || key.key == SB_KEY_DOWN;
}

static struct till *till_new(const char *prefix, const char *suffix, bool in_text)
{
	struct till *till = sb_alloc(sizeof(*till));
	struct sb_scan_rules rules;
	struct sb_error err = SB_ERROR_INIT;

	setlocale(LC_ALL, "C.UTF-8");
	till->heard = (struct heard)HEARD_INIT;
	cr_assert_eq(sb_scan_rules_parse(prefix, suffix, 30, &rules, &err), SB_OK, "%s", err.text);
	rules.harmless = moves;
	till->scanner = sb_scanner_new(&rules, heard_sink(&till->heard));
	till->decoder = sb_decoder_new((struct sb_sink){ pass_on, till });
	sb_scanner_focus(till->scanner, in_text);
	return till;
}

static void till_free(struct till *till)
{
	sb_scanner_free(till->scanner);
	sb_decoder_free(till->decoder);
	sb_buf_release(&till->heard.text);
	free(till);
}

static void free_till(struct till **till)
{
	till_free(*till);
}
#define owned_till __attribute__((cleanup(free_till))) struct till *

static void wait_ms(struct till *till, int ms)
{
	for (int64_t end = till->now + ms; till->now < end;) {
		till->now++;
		sb_scanner_expire(till->scanner, till->now);
	}
}

/* One read a byte, `gap` ms apart; or all in one read when gap is below 0. */
static void type(struct till *till, const char *bytes, int gap)
{
	if (gap < 0) {
		sb_decoder_feed(till->decoder, bytes, strlen(bytes), till->now);
		return;
	}
	for (const char *at = bytes; *at; at++) {
		sb_decoder_feed(till->decoder, at, 1, till->now);
		if (at[1] && gap)
			wait_ms(till, gap);
	}
}

static const char *heard(struct till *till)
{
	return till->heard.text.data;
}

Test(scan, bursts_are_scans_and_typing_is_typing)
{
	static const struct {
		const char *bytes;
		int gap;
		const char *commands, *text; /* what is heard after a while, by focus */
	} rows[] = {
		{ "4006381333931\r", 0, "<scan 4006381333931>", "<scan 4006381333931>" },
		{ "4006381333931\r", 2, "<scan 4006381333931>", NULL },
		{ "4006381333931\r", 8, "<scan 4006381333931>", NULL },
		{ "4006381333931\r", -1, "<scan 4006381333931>", "<scan 4006381333931>" },
		{ "4006381333931\r\n", -1, "<scan 4006381333931>", "<scan 4006381333931>" },
		{ "4006381333931\t", 2, "<scan 4006381333931>", NULL },
		{ "4006381333931\n", 2, "<scan 4006381333931>", NULL },
		{ "4006381333931", 2, "<scan 4006381333931>", NULL },
		{ "ABCDEF\r", 2, "<scan ABCDEF>", NULL },
		{ "ABCDEF\t", 2, "<scan ABCDEF>", "A B C D E F Tab" }, /* a word and the next field, in text */
		{ "ABCDEF", 2, "A B C D E F", "A B C D E F" },          /* silence alone, and no digit */
		{ "12345\r", 2, "1 2 3 4 5 Enter", "1 2 3 4 5 Enter" }, /* too short */
		{ "111111111\r", 33, "1 1 1 1 1 1 1 1 1 Enter", "1 1 1 1 1 1 1 1 1 Enter" }, /* a key held down */
		{ "123456\r", 60, "1 2 3 4 5 6 Enter", "1 2 3 4 5 6 Enter" },
		{ "123456\r", 120, "1 2 3 4 5 6 Enter", "1 2 3 4 5 6 Enter" },
		{ "/85123A\r", -1, "/ 8 5 1 2 3 A Enter", "/ 8 5 1 2 3 A Enter" }, /* typed ahead into a slow line */
		{ "]C185123A\r", 1, "<scan 85123A>", NULL },
		{ "]C1010400638133393117251231\r", 1, "<scan 04006381333931>", NULL },
		{ "\0024006381333931\r", 1, "<scan 4006381333931>", NULL },
		{ "40063\03581333931\r", 1, "<scan 4006381333931>", NULL },
		{ "\002", 1, "C-b", "C-b" },
	};

	for (size_t i = 0; i < SB_COUNT(rows); i++) {
		for (int in_text = 0; in_text < 2; in_text++) {
			const char *expected = in_text ? rows[i].text : rows[i].commands;
			owned_till till = till_new("", "enter", in_text);

			type(till, rows[i].bytes, rows[i].gap);
			wait_ms(till, 500);
			/* In text the first character may have passed: then the scan says how many to take back. */
			const char *is = heard(till);

			if (!expected || (in_text && strstr(is, "<scan"))) {
				expected = rows[i].commands;
				cr_assert_leq(till->heard.retract, 1);
				is += till->heard.retract * 2;
			}
			cr_assert_str_eq(is, expected, "row %zu, in text %d: heard %s", i, in_text, heard(till));
		}
	}
}

Test(scan, a_single_key_in_text_is_never_delayed)
{
	owned_till till = till_new("", "enter", true);

	type(till, "a", 0);
	cr_assert_str_eq(heard(till), "a");
	wait_ms(till, 90);
	type(till, "b", 0);
	cr_assert_str_eq(heard(till), "a b");
	wait_ms(till, 45);
	type(till, "c", 0);
	cr_assert_str_eq(heard(till), "a b c");
}

Test(scan, a_fast_pair_in_text_waits_for_the_gap_and_no_longer)
{
	owned_till till = till_new("", "enter", true);

	type(till, "th", 15);
	cr_assert_str_eq(heard(till), "t");
	wait_ms(till, 29);
	cr_assert_str_eq(heard(till), "t");
	wait_ms(till, 1);
	cr_assert_str_eq(heard(till), "t h");
}

Test(scan, characters_that_passed_are_taken_back_by_the_scan)
{
	owned_till till = till_new("", "enter", true);

	type(till, "4006", 2);
	wait_ms(till, 40); /* a loaded machine */
	cr_assert_str_eq(heard(till), "4 0 0 6");
	type(till, "381333931\r", 2);
	cr_assert_str_eq(heard(till), "4 0 0 6 3 <scan 4006381333931>");
	cr_assert_eq(till->heard.retract, 5);
}

Test(scan, no_code_ever_runs_commands)
{
	for (int gap = 0; gap <= 10; gap += 2) {
		owned_till till = till_new("", "enter", false);

		type(till, "q1dx8u29\r", gap);
		wait_ms(till, 200);
		cr_assert_str_eq(heard(till), "<scan q1dx8u29>");
	}
}

Test(scan, moving_the_selection_is_never_delayed)
{
	owned_till till = till_new("", "enter", false);

	type(till, "j", 0);
	cr_assert_str_eq(heard(till), "j");
	for (int i = 0; i < 20; i++) {
		wait_ms(till, 20);
		type(till, "j", 0);
	}
	cr_assert_eq(till->heard.inputs, 21, "a key held down passes at once");
	for (int i = 0; i < 10; i++) {
		wait_ms(till, 30);
		type(till, i % 2 ? "j" : "k", 0);
	}
	cr_assert_eq(till->heard.inputs, 31, "and so does there and back");
}

Test(scan, a_command_key_acts_within_the_gap)
{
	owned_till till = till_new("", "enter", false);

	type(till, "s", 0);
	wait_ms(till, 29);
	cr_assert_str_eq(heard(till), "");
	wait_ms(till, 1);
	cr_assert_str_eq(heard(till), "s");
}

Test(scan, a_late_suffix_is_swallowed_too)
{
	owned_till till = till_new("", "enter", false);

	type(till, "4006381333931", 2);
	wait_ms(till, 200);
	type(till, "\r", 0);
	wait_ms(till, 500);
	cr_assert_str_eq(heard(till), "<scan 4006381333931>");
	type(till, "\r", 0);
	cr_assert_str_eq(heard(till), "<scan 4006381333931> Enter");
}

Test(scan, two_scans_in_a_row_are_two_scans)
{
	owned_till till = till_new("", "enter", true);

	type(till, "4006381333931\r96385074\r", -1);
	wait_ms(till, 200);
	cr_assert_str_eq(strstr(heard(till), "<scan"), "<scan 4006381333931> 9 <scan 96385074>");
	cr_assert_eq(till->heard.retract, 1);
}

Test(scan, with_a_prefix_timing_does_not_matter)
{
	static const char *const prefixes[] = { "\\x02", "~~", "<F13>" };
	static const char *const sent[] = { "\002", "~~", "\033[25~" };

	for (size_t i = 0; i < SB_COUNT(prefixes); i++) {
		owned_till till = till_new(prefixes[i], "enter", false);

		type(till, sent[i], 0);
		type(till, "AB12\r", 70);
		cr_assert_str_eq(heard(till), "<scan AB12>");
		heard_clear(&till->heard);
		type(till, "1234567890\r", 0);
		cr_assert_str_eq(heard(till), "1 2 3 4 5 6 7 8 9 0 Enter", "without it nothing is a scan");
	}
}

Test(scan, a_prefix_that_was_typed_is_typing)
{
	owned_till till = till_new("~", "enter", true);

	type(till, "~", 0);
	wait_ms(till, 400);
	type(till, "x", 0);
	cr_assert_str_eq(heard(till), "~ x");
}

Test(scan, a_prefixed_scan_without_suffix_ends_by_silence)
{
	owned_till till = till_new("~", "none", false);

	type(till, "~85123A", 5);
	wait_ms(till, 60);
	cr_assert_str_eq(heard(till), "<scan 85123A>");
}

Test(scan, what_passed_elsewhere_is_not_part_of_a_code)
{
	owned_till till = till_new("", "enter", false);

	type(till, "/", 0);
	wait_ms(till, 35);
	sb_scanner_focus(till->scanner, true);
	wait_ms(till, 20);
	type(till, "4006381333931\r", 1);
	cr_assert_str_eq(heard(till), "/ 4 <scan 4006381333931>");
	cr_assert_eq(till->heard.retract, 1);
}

Test(scan, alt_digits_are_told_and_do_nothing_else)
{
	owned_till till = till_new("", "enter", false);

	type(till, "\0330\0330\0335\0332\0330\0330\0334\0338\r", -1);
	cr_assert_str_eq(heard(till), "<scan >");
	cr_assert_eq(till->heard.trouble, SB_SCAN_ALT_DIGITS);
	heard_clear(&till->heard);
	wait_ms(till, 300);
	type(till, "\0332", -1);
	wait_ms(till, 30);
	cr_assert_str_eq(heard(till), "M-2");
}

Test(scan, wrong_keyboard_layouts_are_turned_back)
{
	static const struct {
		const char *typed, *meant;
	} rows[] = {
		{ "àà'HA\"", "004HQ3" },
		{ "'àà-\"_&\"\"\"ç\"&", "4006381333931" },
		{ "éšřžýáíé+ě", "0356789012" },
		{ "4006381333931", NULL },
		{ "ABC-123", NULL },
		{ "déjà vu", NULL },
		{ "été", NULL },
	};

	setlocale(LC_ALL, "C.UTF-8");
	for (size_t i = 0; i < SB_COUNT(rows); i++) {
		sb_auto(buf) code = SB_BUF_INIT;
		const char *name = sb_layout_restore(rows[i].typed, &code);

		cr_assert_eq(name != NULL, rows[i].meant != NULL, "%s: %s %s", rows[i].typed, name, code.data);
		if (rows[i].meant)
			cr_assert_str_eq(code.data, rows[i].meant);
	}
}

Test(scan, check_digits_are_verified)
{
	cr_assert_eq(sb_scan_check("4006381333931"), SB_CHECK_GOOD);
	cr_assert_eq(sb_scan_check("4006381333932"), SB_CHECK_BAD);
	cr_assert_eq(sb_scan_check("96385074"), SB_CHECK_GOOD);
	cr_assert_eq(sb_scan_check("036000291452"), SB_CHECK_GOOD);
	cr_assert_eq(sb_scan_check("10614141000415"), SB_CHECK_GOOD);
	cr_assert_eq(sb_scan_check("85123A"), SB_CHECK_NONE);
	cr_assert_eq(sb_scan_check("123456"), SB_CHECK_NONE);
}

Test(scan, other_inputs_keep_their_place_among_withheld_keys)
{
	owned_till till = till_new("", "enter", false);

	type(till, "ab\033[I", -1);
	cr_assert_str_eq(heard(till), "a b <in>");
}

Test(scan, codes_wait_in_order_and_the_queue_says_when_it_is_full)
{
	struct sb_scan_queue queue = SB_SCAN_QUEUE_INIT;

	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < SB_SCAN_QUEUE_MAX; i++)
			cr_assert(sb_scan_queue_put(&queue, i % 2 ? "odd" : "even"));
		cr_assert_not(sb_scan_queue_put(&queue, "one too many"));
		for (int i = 0; i < SB_SCAN_QUEUE_MAX - 1; i++) {
			sb_owned_string code = sb_scan_queue_take(&queue);

			cr_assert_str_eq(code, i % 2 ? "odd" : "even");
		}
		sb_scan_queue_release(&queue);
		cr_assert_null(sb_scan_queue_take(&queue));
	}
}

Test(scan, a_bad_prefix_is_refused_with_its_setting)
{
	static const char *const bad[] = { "\\x0", "\\q", "<F99>", "abcdefghijklmnopq" };
	struct sb_scan_rules rules;

	for (size_t i = 0; i < SB_COUNT(bad); i++) {
		struct sb_error err = SB_ERROR_INIT;

		cr_assert_eq(sb_scan_rules_parse(bad[i], "enter", 30, &rules, &err), SB_INVALID);
		cr_assert_str_eq(err.field, "scan.prefix");
	}
}
