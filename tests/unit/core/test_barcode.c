/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Barcodes: check digits, lengths, packs, weights. */
#include "barcode.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(barcode, check_digits_are_those_of_gs1)
{
	static const char *const codes[] = {
		"73513537", "96385074", "036000291452", "012345678905", "4006381333931", "5901234123457", "10614141000415", "00012345600012",
	};

	for (size_t i = 0; i < SB_COUNT(codes); i++) {
		size_t count = strlen(codes[i]);

		cr_assert_eq(sb_gtin_check_digit(codes[i], count - 1), codes[i][count - 1], "%s", codes[i]);
	}
}

Test(barcode, upce_expands_to_its_upca)
{
	static const struct {
		const char *upce, *upca;
	} cases[] = {
		{ "04252614", "042100005264" }, { "01234565", "012345000065" }, { "06543217", "065100004327" }, { "00123457", "001234000057" },
	};
	char upca[13];

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		cr_assert(sb_upce_expand(cases[i].upce, upca), "%s", cases[i].upce);
		cr_assert_str_eq(upca, cases[i].upca);
	}
	cr_assert_not(sb_upce_expand("04252615", upca), "wrong check digit");
	cr_assert_not(sb_upce_expand("24252614", upca), "other number system");
	cr_assert_not(sb_upce_expand("0425261", upca));
	cr_assert_not(sb_upce_expand("0425261x", upca));
}

/* Whatever the last digit, a UPC-E stands for eleven digits that hold its six in order of the table of GS1. */
Test(barcode, every_form_of_upce_is_expanded)
{
	static const char *const heads[10] = {
		"01200000345", "01210000345", "01220000345", "01230000045", "01234000005",
		"01234500005", "01234500006", "01234500007", "01234500008", "01234500009",
	};
	static const char *const sixes[10] = {
		"123450", "123451", "123452", "123453", "123454", "123455", "123456", "123457", "123458", "123459",
	};
	char upce[9], upca[13];

	for (size_t i = 0; i < 10; i++) {
		(void)snprintf(upce, sizeof(upce), "0%s%c", sixes[i], sb_gtin_check_digit(heads[i], 11));
		cr_assert(sb_upce_expand(upce, upca), "%s", upce);
		cr_assert_eq(strncmp(upca, heads[i], 11), 0, "%s gave %s, not %s", upce, upca, heads[i]);
	}
}

Test(barcode, codes_are_looked_up_padded_and_stored_as_printed)
{
	static const struct {
		const char *text, *code, *printed;
		int64_t pack_milli;
		bool is_gtin, wrong;
	} cases[] = {
		{ "4006381333931", "04006381333931", "4006381333931", 1000, true, false },
		{ " 4006381333931 * 24 ", "04006381333931", "4006381333931*24", 24000, true, false },
		{ "4006381333932", "04006381333932", "4006381333932", 1000, true, true },
		{ "036000291452", "00036000291452", "036000291452", 1000, true, false },
		{ "73513537", "00000073513537", "73513537", 1000, true, false },
		{ "04252614", "00042100005264", "04252614", 1000, true, false },
		{ "12345", "12345", "12345", 1000, false, false },
		{ "AB-7*0.5", "AB-7", "AB-7*0.5", 500, false, false },
	};
	struct sb_error err = SB_ERROR_INIT;
	struct sb_barcode barcode;

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		cr_assert_eq(sb_barcode_parse(cases[i].text, &barcode, &err), SB_OK, "%s: %s", cases[i].text, err.text);
		cr_assert_str_eq(barcode.code, cases[i].code);
		cr_assert_str_eq(barcode.printed, cases[i].printed);
		cr_assert_eq(barcode.pack_milli, cases[i].pack_milli);
		cr_assert_eq(barcode.is_gtin, cases[i].is_gtin, "%s", cases[i].text);
		cr_assert_eq(barcode.check_digit_wrong, cases[i].wrong, "%s", cases[i].text);
	}
}

Test(barcode, what_is_no_barcode_is_refused)
{
	static const char *const texts[] = { "", " ", "*24", "A*0", "A*-1", "A*x", "A|B",
					     "1234567890123456789012345678901234567890123456789" };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_barcode barcode;

	for (size_t i = 0; i < SB_COUNT(texts); i++)
		cr_assert_eq(sb_barcode_parse(texts[i], &barcode, &err), SB_INVALID, "%s", texts[i]);
}

Test(barcode, a_scale_prints_the_weight_into_the_code)
{
	struct sb_weighed weighed;
	char code[14] = "211234501250";

	code[12] = sb_gtin_check_digit(code, 12);
	cr_assert(sb_weight_parse("21.....{NNDDD}", code, &weighed));
	cr_assert_eq(weighed.qty_milli, 1250);
	cr_assert_str_eq(weighed.article, "12345");
	cr_assert_eq(strncmp(weighed.zeroed, "0211234500000", 13), 0, "%s", weighed.zeroed);
	cr_assert_eq(weighed.zeroed[13], sb_gtin_check_digit("211234500000", 12));

	cr_assert(sb_weight_parse("21.....{NNNDD}", code, &weighed));
	cr_assert_eq(weighed.qty_milli, 12500);
	cr_assert_not(sb_weight_parse("22.....{NNDDD}", code, &weighed), "other prefix");
	cr_assert_not(sb_weight_parse("21.....{NNDDD}", "2112345012", &weighed), "other length");
	cr_assert_not(sb_weight_parse("21.....", code, &weighed), "no weight in the rule");
	cr_assert_not(sb_weight_parse("21.....{DDDDD}", code, &weighed), "finer than thousandths");
	cr_assert_not(sb_weight_parse("", code, &weighed));
	cr_assert_not(sb_weight_parse(NULL, code, &weighed));
}
