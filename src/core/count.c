/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts are opened and scanned. The rules are kept by the recorder; here their entries are made. */
#include "count_state.h"
#include "entry_read.h"
#include "record.h"
#include "statements.h"
#include "stockbook/product.h"
#include "stockbook/text.h"
#include "try.h"
#include <stdio.h>

/* ---- opening ---- */

/* Named twice it is still one product. */
static bool is_named_before(const struct sb_count_ask *ask, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (ask->products[i] == ask->products[at])
			return true;
	return false;
}

static enum sb_status identify_products(struct sb_book *book, const struct sb_count_ask *ask, struct sb_arena *arena,
					struct sb_count_effect *out, struct sb_error *err)
{
	struct sb_id *ids = sb_arena_alloc(arena, (ask->product_count + 1) * sizeof(*ids));
	enum sb_kind kind;

	for (size_t i = 0; i < ask->product_count; i++)
		if (!is_named_before(ask, i))
			TRY(sb_entry_identify(book->db, ask->products[i], &ids[out->product_count++], &kind, err));
	out->products = ids;
	if (out->scope == SB_SCOPE_LIST)
		out->scope_lines = (int64_t)out->product_count;
	return SB_OK;
}

enum sb_status sb_count_open(struct sb_book *book, const struct sb_count_ask *ask, struct sb_outcome *out,
			     struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_owned(write) write = NULL;
	struct sb_count_effect count = {
		.scope = ask->scope,
		.value = ask->value,
		.is_blind = ask->is_blind,
		.zeroes = ask->zeroes,
		.tolerance_milli = ask->tolerance_milli,
		.tolerance_percent = ask->tolerance_percent,
		.tolerance_minor = ask->tolerance_minor,
		.scope_lines = ask->scope_lines,
	};
	const struct sb_effect effect = { .archived = -1, .of = SB_KIND_COUNT_NEW, .at = SB_NONE, .count = &count };
	struct sb_draft draft = SB_DRAFT(SB_KIND_COUNT_NEW);
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE, .effect = &effect };
	struct sb_outcome outcome;

	draft.note = ask->note;
	draft.token = ask->token;
	draft.fingerprint = ask->fingerprint;
	TRY(identify_products(book, ask, arena, &count, err));
	TRY(sb_write_begin(book, &write, err));
	TRY(sb_record(write, &intake, &outcome, err));
	TRY(sb_write_commit(write, err));
	*out = outcome;
	return SB_OK;
}

/* ---- scanning ---- */

/* A scan understood: what it is of and how many. */
struct reading {
	int64_t product; /* SB_NONE: nothing has the code */
	int64_t qty_milli;
	bool check_digit_wrong;
	char code[65]; /* cleaned; "": the product was named */
};

static enum sb_status clean_code(const char *code, struct reading *out, struct sb_error *err)
{
	sb_auto(buf) clean = SB_BUF_INIT;

	TRY(sb_text_clean(code, &clean, err));
	if (!clean.len || clean.len >= sizeof(out->code))
		return sb_fail_field(err, SB_INVALID, "code", _("a code has 1 to %zu bytes: scan it again"),
				     sizeof(out->code) - 1);
	(void)snprintf(out->code, sizeof(out->code), "%s", clean.data);
	return SB_OK;
}

static enum sb_status look_up(struct sb_book *book, const struct sb_count_scan *scan, struct reading *out,
			      struct sb_error *err)
{
	struct sb_error missing = SB_ERROR_INIT;
	struct sb_barcode barcode;
	struct sb_found found;
	enum sb_status status;

	out->product = SB_NONE;
	TRY(clean_code(scan->code, out, err));
	status = sb_product_find(book, out->code, scan->weight_rule, true, &found, &missing);
	if (status == SB_OK) {
		out->product = found.id;
		out->qty_milli = found.qty_milli;
		out->check_digit_wrong = found.check_digit_wrong;
		return SB_OK;
	}
	if (status != SB_NOT_FOUND) {
		*err = missing;
		return status;
	}
	out->qty_milli = 1000;
	out->check_digit_wrong = sb_barcode_parse(out->code, &barcode, &missing) == SB_OK && barcode.check_digit_wrong;
	return SB_OK;
}

static enum sb_status read_scan(struct sb_book *book, const struct sb_count_scan *scan, struct reading *out,
				struct sb_error *err)
{
	*out = (struct reading){ .product = scan->product, .qty_milli = 1000 };
	if (scan->code)
		TRY(look_up(book, scan, out, err));
	if (scan->product != SB_NONE)
		out->product = scan->product;
	if (scan->qty_milli != SB_NONE)
		out->qty_milli = scan->qty_milli;
	return SB_OK;
}

/* The running total that the scan left. */
static enum sb_status tell_total(struct sb_db *db, const struct sb_count_scan *scan, const struct reading *reading,
				 struct sb_count_scanned *out, struct sb_error *err)
{
	struct sb_line_state line = { 0 };
	struct sb_stmt *stmt;
	bool found;

	*out = (struct sb_count_scanned){
		.product = reading->product,
		.qty_milli = reading->qty_milli,
		.is_outside = scan->is_outside,
		.check_digit_wrong = reading->check_digit_wrong,
	};
	if (reading->product != SB_NONE) {
		TRY(sb_line_load(db, scan->count, reading->product, &found, &line, err));
		out->counted = line.counted;
		return SB_OK;
	}
	TRY(sb_db_stmt(db, sb_sql_count_unmatched_code, &stmt, err));
	sb_bind_int(stmt, 1, scan->count);
	sb_bind_text(stmt, 2, reading->code);
	TRY(sb_stmt_step(stmt, &found, err));
	out->counted = found ? sb_col_int(stmt, 1) : 0;
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_count_scan_in(struct sb_write *write, const struct sb_count_scan *scan,
				struct sb_count_scanned *scanned, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_db *db = write->book->db;
	struct sb_draft draft = SB_DRAFT(SB_KIND_COUNT_SCAN);
	struct sb_count_effect count = SB_COUNT_EFFECT;
	const struct sb_effect effect = { .archived = -1, .of = SB_KIND_COUNT_SCAN, .at = SB_NONE, .count = &count };
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE, .effect = &effect };
	struct reading reading;
	enum sb_kind kind;

	TRY(read_scan(write->book, scan, &reading, err));
	count.has_product = reading.product != SB_NONE;
	if (count.has_product)
		TRY(sb_entry_identify(db, reading.product, &count.product, &kind, err));
	count.code = scan->code ? reading.code : NULL;
	count.qty_milli = reading.qty_milli;
	count.is_absolute = scan->is_absolute;
	count.is_recount = scan->is_recount;
	count.is_outside = scan->is_outside && count.has_product;
	draft.subject = scan->count;
	draft.occurred_at = scan->counted_at;
	draft.note = scan->note;
	draft.token = scan->token;
	draft.fingerprint = scan->fingerprint;
	sb_arena_clear(write->arena);
	TRY(sb_record(write, &intake, out, err));
	return tell_total(db, scan, &reading, scanned, err);
}

enum sb_status sb_count_scan(struct sb_book *book, const struct sb_count_scan *scan, struct sb_count_scanned *scanned,
			     struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_count_scanned read;
	struct sb_outcome outcome;

	TRY(sb_write_begin(book, &write, err));
	TRY(sb_count_scan_in(write, scan, &read, &outcome, err));
	TRY(sb_write_commit(write, err));
	*scanned = read;
	*out = outcome;
	return SB_OK;
}

enum sb_status sb_count_last_scan(struct sb_book *book, int64_t count, int64_t *out, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_count_scan_last, &stmt, err));
	sb_bind_int(stmt, 1, count);
	sb_bind_text(stmt, 2, book->who);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return sb_fail(err, SB_NOT_FOUND, _("there is no scan of yours in count %lld to take back"),
			       (long long)count);
	*out = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	return SB_OK;
}
