/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products: fields as people give them, changes, codes, finding. */
#include "ledger.h"
#include "sku.h"
#include <criterion/criterion.h>
#include <string.h>

static struct ledger ledger;

static void open_book(void)
{
	lg_open(&ledger, false);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(product, .init = open_book, .fini = close_book);

static enum sb_status set(enum sb_product_field field, const char *text, struct sb_product_change *change, const char **warning)
{
	const struct sb_numbers plain = sb_numbers_plain();
	const struct sb_style style = { sb_book_currency(ledger.book), &plain, sb_book_store(ledger.book)->zone, ledger.now };

	ledger.err = (struct sb_error)SB_ERROR_INIT;
	return sb_product_set(&style, SB_SKU_PATTERN, field, text, NULL, ledger.arena, change, warning, &ledger.err);
}

Test(product, fields_are_cleaned)
{
	static const struct {
		enum sb_product_field field;
		const char *text, *clean; /* NULL: null */
		int64_t n;
	} cases[] = {
		{ SB_PF_SKU, "  mug-1 ", "MUG-1", 0 },
		{ SB_PF_NAME, " Blue \t mug ", NULL, -1 },
		{ SB_PF_NAME, " Blue  mug ", "Blue mug", 0 },
		{ SB_PF_NAME, "Caf\x65\xCC\x81", "Caf\xC3\xA9", 0 },
		{ SB_PF_TAGS, "Kitchen| blue |kitchen||BLUE", "Kitchen|blue", 0 },
		{ SB_PF_TAGS, " | ", NULL, 0 },
		{ SB_PF_BARCODES, "4006381333931*24|04006381333931*24|12345", "4006381333931*24|12345", 0 },
		{ SB_PF_PRICE, "12.50", NULL, 1250 },
		{ SB_PF_DECIMALS, "2", NULL, 2 },
		{ SB_PF_REORDER_POINT, "7", NULL, 7000 },
		{ SB_PF_LEAD_DAYS, "14", NULL, 14 },
		{ SB_PF_ALERTS, "no", NULL, 0 },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_product_change change = { 0 };
		enum sb_status status = set(cases[i].field, cases[i].text, &change, NULL);
		const struct sb_value *value = &change.value[cases[i].field];

		if (cases[i].n == -1) {
			cr_assert_eq(status, SB_INVALID, "a tab is a control character");
			continue;
		}
		cr_assert_eq(status, SB_OK, "case %zu: %s", i, ledger.err.text);
		cr_assert(change.given[cases[i].field]);
		if (cases[i].clean)
			cr_assert_str_eq(value->s, cases[i].clean);
		else if (value->type == SB_MANY_TYPE)
			cr_assert(value->is_null);
		else
			cr_assert_eq(value->n, cases[i].n, "case %zu", i);
	}
}

Test(product, what_cannot_be_is_named_with_its_field)
{
	static const struct {
		enum sb_product_field field;
		const char *text;
	} cases[] = {
		{ SB_PF_SKU, "-A" }, { SB_PF_SKU, "A B" }, { SB_PF_SKU, "Ä" },
		{ SB_PF_PRICE, "-1" }, { SB_PF_PRICE, "1.234" }, { SB_PF_PRICE, "x" }, { SB_PF_DECIMALS, "4" }, { SB_PF_DECIMALS, "-1" },
		{ SB_PF_REORDER_POINT, "1.5" }, { SB_PF_PACK, "0" }, { SB_PF_LEAD_DAYS, "9999" }, { SB_PF_ALERTS, "perhaps" },
		{ SB_PF_BARCODES, "A*0" }, { SB_PF_BARCODES, "4006381333931*24|04006381333931" }, { SB_PF_NAME, "bad \xff" }, { SB_PF_UNIT, "a unit that is much too long" },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_product_change change = { 0 };

		cr_assert_eq(set(cases[i].field, cases[i].text, &change, NULL), SB_INVALID, "case %zu", i);
		cr_assert_str_eq(ledger.err.field, sb_product_field_table[cases[i].field].name);
		cr_assert_not(change.given[cases[i].field]);
	}
}

Test(product, quantities_have_the_decimals_of_the_change)
{
	struct sb_product_change change = { 0 };

	cr_assert_eq(set(SB_PF_DECIMALS, "3", &change, NULL), SB_OK);
	cr_assert_eq(set(SB_PF_REORDER_POINT, "1.125", &change, NULL), SB_OK);
	cr_assert_eq(change.value[SB_PF_REORDER_POINT].n, 1125);
}

Test(product, a_wrong_check_digit_warns)
{
	struct sb_product_change change = { 0 };
	const char *warning = NULL;

	cr_assert_eq(set(SB_PF_BARCODES, "4006381333931", &change, &warning), SB_OK);
	cr_assert_null(warning);
	cr_assert_eq(set(SB_PF_BARCODES, "4006381333932", &change, &warning), SB_OK);
	cr_assert_eq(set(SB_PF_LEAD_DAYS, "3", &change, &warning), SB_OK);
	cr_assert_str_eq(warning, "the check digit of barcode 4006381333932 is wrong: look whether it was read right", "another field does not wipe it out");
}

Test(product, the_usual_pattern_of_skus_is_matched_without_a_regular_expression)
{
	static const char *const skus[] = { "A", "0", "A._/-", ".A", "-A", "", "a", "A B", "AÄ", "A\n",
					    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
					    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };
	struct sb_error err = SB_ERROR_INIT;

	for (size_t i = 0; i < SB_COUNT(skus); i++)
		cr_assert_eq(sb_sku_match(SB_SKU_PATTERN, skus[i], &err), sb_sku_match("^[A-Z0-9][A-Z0-9._/-]{0,63}\\z", skus[i], &err), "%s",
			     skus[i]);
	cr_assert_eq(sb_sku_match("(", "A", &err), SB_INVALID);
	cr_assert_eq(sb_sku_match("^(A+)+$", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", &err), SB_INVALID, "and soon");
}

Test(product, an_addition_says_all_it_needs)
{
	int64_t id = lg_add(&ledger, "name=Mug;price=2.50;tags=a|b;barcodes=123*24;decimals=1;reorder_point=1.5", SB_NONE);
	struct sb_entry entry;

	cr_assert_eq(sb_entry_get(ledger.book, id, ledger.arena, &entry, &ledger.err), SB_OK);
	cr_assert_str_eq(entry.body, "{\"set\":{\"sku\":\"P000001\",\"name\":\"Mug\",\"barcodes\":[\"123*24\"],\"tags\":[\"a\",\"b\"],"
				     "\"price\":250,\"unit\":\"piece\",\"decimals\":1,\"reorder_point\":1500,\"alerts\":true}}");
	struct sb_product product = lg_product(&ledger, id);
	cr_assert(sb_id_equal(&product.uuid, &entry.id));
	cr_assert_eq(product.version, id);
	lg_whole(&ledger);
}

Test(product, codes_that_are_given_skip_those_that_are_taken)
{
	(void)lg_add(&ledger, "sku=P000002;name=One", SB_NONE);
	int64_t second = lg_add(&ledger, "name=Two", SB_NONE), third = lg_add(&ledger, "name=Three", SB_NONE);

	cr_assert_str_eq(lg_product(&ledger, second).value[SB_PF_SKU].s, "P000003");
	cr_assert_str_eq(lg_product(&ledger, third).value[SB_PF_SKU].s, "P000004");
}

Test(product, codes_belong_to_one_product)
{
	const struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	int64_t mug = lg_add(&ledger, "sku=MUG;name=Mug;barcodes=036000291452", SB_NONE), cup = lg_add(&ledger, "sku=CUP;name=Cup", SB_NONE);
	struct sb_outcome out;

	cr_assert_eq(lg_try_add(&ledger, "sku=MUG;name=X", &extra, &out), SB_DUPLICATE);
	cr_assert_str_eq(ledger.err.text, "the SKU MUG belongs to Mug: choose another");
	cr_assert_eq(lg_try_add(&ledger, "name=X;barcodes=0036000291452", &extra, &out), SB_DUPLICATE, "the same GTIN, written longer");
	cr_assert_eq(lg_edit(&ledger, cup, "sku=MUG", SB_NONE, &out), SB_DUPLICATE);
	cr_assert_eq(lg_edit(&ledger, cup, "sku=", SB_NONE, &out), SB_INVALID);
	cr_assert_eq(lg_edit(&ledger, cup, "name=", SB_NONE, &out), SB_INVALID);
	cr_assert_eq(lg_try_add(&ledger, "sku=X", &extra, &out), SB_INVALID, "a name is missing");
	cr_assert_eq(lg_edit(&ledger, mug, "barcodes=036000291452|777", SB_NONE, &out), SB_OK, "its own");
	lg_whole(&ledger);
}

Test(product, a_change_of_nothing_records_nothing)
{
	int64_t mug = lg_add(&ledger, "name=Mug;price=2;unit=box", SB_NONE), head = lg_head(&ledger);
	struct sb_outcome out;

	cr_assert_eq(lg_edit(&ledger, mug, "name= Mug;price=2.00;bin=", SB_NONE, &out), SB_OK);
	cr_assert_eq(out.seq, 0);
	cr_assert_eq(lg_head(&ledger), head);
	cr_assert_eq(lg_edit(&ledger, mug, "unit=", SB_NONE, &out), SB_OK);
	cr_assert_str_eq(lg_product(&ledger, mug).value[SB_PF_UNIT].s, "piece", "what every product has falls back");
}

Test(product, only_a_change_of_the_same_field_is_stale)
{
	int64_t mug = lg_add(&ledger, "name=Mug;price=2", SB_NONE), seen = lg_product(&ledger, mug).version;
	struct sb_outcome out;

	sb_book_act_as(ledger.book, "bob", "desk");
	cr_assert_eq(lg_edit(&ledger, mug, "price=3", SB_NONE, &out), SB_OK);
	sb_book_act_as(ledger.book, "ann", "till");
	cr_assert_eq(lg_edit(&ledger, mug, "bin=A1", seen, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_edit(&ledger, mug, "price=4", seen, &out), SB_STALE);
	cr_assert_str_eq(ledger.err.field, "price");
	cr_assert_str_eq(ledger.err.text, "bob changed P000001 Mug meanwhile: Price is 3.00 (yours: 4.00): look again, then choose");
	cr_assert_eq(lg_edit(&ledger, mug, "price=3", seen, &out), SB_OK, "who wants the same as the other has no quarrel");
	cr_assert_eq(out.seq, 0);
	cr_assert_eq(lg_edit(&ledger, mug, "price=4", lg_product(&ledger, mug).version, &out), SB_OK);
}

Test(product, a_stale_change_is_told_all_it_would_overwrite_and_writes_nothing)
{
	int64_t mug = lg_add(&ledger, "name=Mug;price=2;tags=red|blue;supplier=Acme", SB_NONE), seen = lg_product(&ledger, mug).version, head;
	struct sb_outcome edited, out;

	cr_assert_eq(lg_edit(&ledger, mug, "price=3;tags=green;supplier=", SB_NONE, &edited), SB_OK);
	head = lg_head(&ledger);
	cr_assert_eq(lg_edit(&ledger, mug, "name=Cup;price=5;tags=old;supplier=Best", seen, &out), SB_STALE);
	cr_assert(strstr(ledger.err.text, "Tags is green (yours: old), Price is 3.00 (yours: 5.00), Supplier is nothing (yours: Best)"), "%s",
		  ledger.err.text);
	cr_assert_eq(lg_head(&ledger), head, "not even the name, which nobody else changed");
	cr_assert_eq(lg_undo(&ledger, edited.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_edit(&ledger, mug, "price=5", edited.seq, &out), SB_STALE, "an undoing is a change like any other");
	cr_assert_eq(lg_edit(&ledger, mug, "price=5", out.seq, &out), SB_OK, "%s", ledger.err.text);
	lg_whole(&ledger);
}

Test(product, with_stock_it_is_not_archived)
{
	int64_t mug = lg_add(&ledger, "sku=MUG;name=Mug", 2000), products;
	struct sb_outcome out;

	cr_assert_eq(lg_archive(&ledger, mug, &out), SB_REFUSED);
	cr_assert_str_eq(ledger.err.text, "there are 2 of MUG Mug in MAIN: sell, remove or adjust them first");
	(void)lg_moved(&ledger, SB_KIND_SALE, mug, 2000);
	cr_assert_eq(lg_archive(&ledger, mug, &out), SB_OK);
	cr_assert_eq(lg_archive(&ledger, mug, &out), SB_REFUSED);
	cr_assert_eq(lg_edit(&ledger, mug, "name=X", SB_NONE, &out), SB_REFUSED);
	(void)lg_add(&ledger, "sku=MUG;name=Another mug", SB_NONE);
	cr_assert_eq(sb_book_product_count(ledger.book, &products, &ledger.err), SB_OK);
	cr_assert_eq(products, 1);
	lg_whole(&ledger);
}

Test(product, an_addition_with_a_token_happens_once)
{
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome first, again;

	extra.token = "add-1";
	extra.opening_milli = 3000;
	cr_assert_eq(lg_try_add(&ledger, "name=Mug", &extra, &first), SB_OK);
	int64_t head = lg_head(&ledger);
	cr_assert_eq(lg_try_add(&ledger, "name=Mug", &extra, &again), SB_OK, "%s", ledger.err.text);
	cr_assert(again.replayed);
	cr_assert_eq(again.seq, first.seq);
	cr_assert_eq(lg_head(&ledger), head);
	cr_assert_eq(lg_try_add(&ledger, "name=Cup", &extra, &again), SB_CONFLICT);
}

Test(product, opening_stock_has_the_units_decimals)
{
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome out;

	extra.opening_milli = 1500;
	cr_assert_eq(lg_try_add(&ledger, "name=Mug", &extra, &out), SB_INVALID);
	cr_assert_str_eq(ledger.err.field, "opening");
	cr_assert_eq(lg_try_add(&ledger, "name=Rice;decimals=1", &extra, &out), SB_OK);
	extra.opening_milli = -1000;
	cr_assert_eq(lg_try_add(&ledger, "name=Cup", &extra, &out), SB_INVALID);
}

Test(product, a_word_is_tried_as_sku_then_barcode_then_name)
{
	int64_t mug = lg_add(&ledger, "sku=MUG;name=Blue mug;price=12.50;barcodes=4006381333931|4006381333948*24", SB_NONE);
	int64_t cup = lg_add(&ledger, "sku=12345;name=Blue Cup;barcodes=04252614", SB_NONE);
	int64_t ham = lg_add(&ledger, "sku=HAM;name=Hâm cuit;decimals=3;barcodes=2112345000008", SB_NONE);
	int64_t odd = lg_add(&ledger, "sku=ODD;name=Mug tree;barcodes=MUG", SB_NONE);
	sb_auto(buf) uuid = SB_BUF_INIT;
	const struct sb_product product = lg_product(&ledger, ham);
	char weighed[14] = "211234501250";

	weighed[12] = sb_gtin_check_digit(weighed, 12);
	sb_id_print(&product.uuid, &uuid);
	const struct {
		const char *word;
		int64_t id;
		enum sb_found_by by;
		int64_t qty_milli;
	} cases[] = {
		{ "mug", mug, SB_FOUND_SKU, 1000 },
		{ " MUG ", mug, SB_FOUND_SKU, 1000 },
		{ "4006381333931", mug, SB_FOUND_BARCODE, 1000 },
		{ "04006381333931", mug, SB_FOUND_BARCODE, 1000 },
		{ "4006381333948", mug, SB_FOUND_BARCODE, 24000 },
		{ "12345", cup, SB_FOUND_SKU, 1000 },
		{ "04252614", cup, SB_FOUND_BARCODE, 1000 },
		{ "042100005264", cup, SB_FOUND_BARCODE, 1000 },
		{ weighed, ham, SB_FOUND_WEIGHT, 1250 },
		{ uuid.data, ham, SB_FOUND_UUID, 1000 },
		{ "ham cuit", ham, SB_FOUND_NAME, 1000 },
		{ "HAM CU", ham, SB_FOUND_NAME, 1000 },
		{ "blue m", mug, SB_FOUND_NAME, 1000 },
		{ "mug tree", odd, SB_FOUND_NAME, 1000 },
		{ "mug tere", odd, SB_FOUND_NAME, 1000 },
	};

	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_found found;

		cr_assert_eq(sb_product_find(ledger.book, cases[i].word, "21.....{NNDDD}", false, &found, &ledger.err), SB_OK, "%s: %s",
			     cases[i].word, ledger.err.text);
		cr_assert_eq(found.id, cases[i].id, "%s", cases[i].word);
		cr_assert_eq(found.by, cases[i].by, "%s", cases[i].word);
		cr_assert_eq(found.qty_milli, cases[i].qty_milli, "%s", cases[i].word);
	}
	struct sb_found found;
	cr_assert_eq(sb_product_find(ledger.book, "blue", NULL, false, &found, &ledger.err), SB_AMBIGUOUS);
	cr_assert(strstr(ledger.err.text, "MUG Blue mug") && strstr(ledger.err.text, "12345 Blue Cup"));
	cr_assert_eq(sb_product_find(ledger.book, "blue m", NULL, true, &found, &ledger.err), SB_NOT_FOUND, "a scan is no name");
	cr_assert_eq(sb_product_find(ledger.book, "xyzzy", NULL, false, &found, &ledger.err), SB_NOT_FOUND);
	cr_assert_eq(sb_product_find(ledger.book, "\"*(", NULL, false, &found, &ledger.err), SB_NOT_FOUND);
	cr_assert_eq(sb_product_find(ledger.book, "  ", NULL, false, &found, &ledger.err), SB_INVALID);
}
