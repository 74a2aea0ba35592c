/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suppliers: one name each, kept by the products that name them, changed and taken back like anything else. */
#include "ledger.h"
#include "stockbook/order.h"
#include <criterion/criterion.h>
#include <string.h>

static struct ledger ledger;
static int64_t mug;

static const struct sb_draft nothing = SB_DRAFT(SB_KIND_BATCH);

#define RECORD(out, ...) LG_RECORD(&ledger, out, __VA_ARGS__)

static void open_book(void)
{
	lg_open(&ledger, false);
	mug = lg_add(&ledger, "name=Mug;supplier=Rhine Wholesale", 5000);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(supplier, .init = open_book, .fini = close_book);

static struct sb_supplier_change change_of(enum sb_supplier_field field, const char *text, int64_t n)
{
	struct sb_supplier_change change = { 0 };

	change.given[field] = true;
	change.value[field] = (struct sb_value){ .type = sb_supplier_field_table[field].type, .s = text, .n = n };
	return change;
}

static enum sb_status add(const char *name, const char *code, struct sb_outcome *out)
{
	struct sb_supplier_change change = change_of(SB_SF_NAME, name, 0);

	change.given[SB_SF_CODE] = true;
	change.value[SB_SF_CODE] = (struct sb_value){ .type = SB_TEXT_TYPE, .s = code, .is_null = !code };
	return RECORD(out, sb_supplier_add, &change, &nothing);
}

static struct sb_supplier found(const char *word)
{
	struct sb_supplier supplier;

	cr_assert_eq(sb_supplier_find(ledger.book, word, ledger.arena, &supplier, &ledger.err), SB_OK, "%s: %s", word, ledger.err.text);
	return supplier;
}

Test(supplier, is_found_by_code_and_name_in_any_case_and_known_before_it_is_added)
{
	struct sb_supplier supplier = found("rhine wholesale");
	struct sb_outcome out;

	cr_assert_eq(supplier.id, SB_NONE);
	cr_assert_str_eq(supplier.value[SB_SF_NAME].s, "Rhine Wholesale");
	cr_assert_eq(add("RHINE WHOLESALE", "rhine", &out), SB_OK, "%s", ledger.err.text);
	supplier = found("Rhine");
	cr_assert_eq(supplier.id, out.seq);
	cr_assert_str_eq(supplier.value[SB_SF_NAME].s, "Rhine Wholesale", "as the products spell it");
	cr_assert_str_eq(supplier.value[SB_SF_CODE].s, "RHINE");
	cr_assert_eq(found("RHINE wholesale").id, out.seq);
	cr_assert_eq(sb_supplier_find(ledger.book, "Danube", ledger.arena, &supplier, &ledger.err), SB_NOT_FOUND);
	lg_rebuilt_alike(&ledger);
}

Test(supplier, has_a_name_and_a_code_of_its_own)
{
	static const struct {
		const char *name, *code;
		enum sb_status status;
	} cases[] = {
		{ "rhine", NULL, SB_DUPLICATE }, { "Other", "R1", SB_DUPLICATE }, { "", NULL, SB_INVALID },
		{ "Other", "R 1", SB_INVALID },	 { "Other", "", SB_OK },	  { "Third", NULL, SB_OK },
	};
	struct sb_outcome out;

	cr_assert_eq(add("Rhine", "r1", &out), SB_OK, "%s", ledger.err.text);
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		const char *code = cases[i].code && *cases[i].code ? cases[i].code : NULL;

		cr_assert_eq(add(cases[i].name, code, &out), cases[i].status, "%s %s: %s", cases[i].name, cases[i].code,
			     ledger.err.text);
	}
	lg_rebuilt_alike(&ledger);
}

Test(supplier, a_change_says_what_it_was_and_is_taken_back)
{
	struct sb_supplier_change lead = change_of(SB_SF_LEAD_DAYS, NULL, 4), name = change_of(SB_SF_NAME, "New", 0);
	struct sb_outcome added, first, second, out;

	cr_assert_eq(add("Rhine", "r1", &added), SB_OK);
	cr_assert_eq(RECORD(&first, sb_supplier_edit, added.seq, &lead, &nothing), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(RECORD(&out, sb_supplier_edit, added.seq, &lead, &nothing), SB_OK);
	cr_assert_eq(out.seq, 0, "nothing changed, nothing is written");
	cr_assert_eq(RECORD(&out, sb_supplier_edit, added.seq, &name, &nothing), SB_INVALID);
	lead = change_of(SB_SF_LEAD_DAYS, NULL, 9);
	cr_assert_eq(RECORD(&second, sb_supplier_edit, added.seq, &lead, &nothing), SB_OK);
	cr_assert_eq(found("r1").value[SB_SF_LEAD_DAYS].n, 9);
	cr_assert_eq(lg_undo(&ledger, first.seq, &out), SB_REFUSED, "it was changed again since");
	cr_assert_eq(lg_undo(&ledger, second.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_undo(&ledger, first.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert(found("r1").value[SB_SF_LEAD_DAYS].is_null);
	lead = change_of(SB_SF_LEAD_DAYS, NULL, -1);
	cr_assert_eq(RECORD(&out, sb_supplier_edit, added.seq, &lead, &nothing), SB_INVALID);
	lg_rebuilt_alike(&ledger);
}

Test(supplier, goes_when_its_addition_is_undone_and_comes_back)
{
	struct sb_outcome added, undone, out;
	struct sb_supplier supplier;

	cr_assert_eq(add("Danube", NULL, &added), SB_OK);
	cr_assert_eq(lg_undo(&ledger, added.seq, &undone), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(sb_supplier_find(ledger.book, "Danube", ledger.arena, &supplier, &ledger.err), SB_NOT_FOUND);
	lg_rebuilt_alike(&ledger);
	cr_assert_eq(lg_undo(&ledger, undone.seq, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(found("danube").id, added.seq);
	cr_assert_eq(lg_undo(&ledger, out.seq, &undone), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(add("Danube", NULL, &added), SB_OK, "its name is free");
	cr_assert_eq(lg_undo(&ledger, undone.seq, &out), SB_DUPLICATE);
	lg_rebuilt_alike(&ledger);
}
