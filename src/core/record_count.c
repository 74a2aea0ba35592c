/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What recording does for stock counts: what the entry is about is loaded and asked whether it may change, a posting's
 * lines are made from what was counted and what is expected, and in the end the rows of the count are written.
 */
#include "count_state.h"
#include "kinds.h"
#include "product_store.h"
#include "record.h"
#include "statements.h"
#include "stockbook/query.h"
#include "try.h"
#include <assert.h>
#include <string.h>

#define SCAN_MAX INT64_C(1000000000000) /* a thousand million units at once */

/* ---- before ---- */

static enum sb_status check_value(const struct sb_count_effect *effect, struct sb_error *err)
{
	const char *value = effect->value;

	if (effect->scope == SB_SCOPE_ALL || effect->scope == SB_SCOPE_LIST)
		return SB_OK;
	if (!value || !*value || strlen(value) > SB_QUERY_BYTES_MAX - 100)
		return sb_fail_field(err, SB_INVALID, sb_count_scope_word(effect->scope),
				     _("say what is to be counted in 1 to %d bytes"), SB_QUERY_BYTES_MAX - 100);
	if (effect->scope != SB_SCOPE_QUERY && strchr(value, '"'))
		return sb_fail_field(err, SB_INVALID, sb_count_scope_word(effect->scope),
				     _("\"%s\" holds a quotation mark: leave it out"), value);
	return SB_OK;
}

static enum sb_status load_product(const struct sb_recording *recording, int64_t store, const struct sb_id *id, struct sb_touched *out,
				   struct sb_error *err)
{
	int64_t product;

	TRY(sb_count_product_id(recording->book->db, id, &product, err));
	TRY(sb_touch_load(recording->book->db, store, product, out, err));
	if (out->is_archived)
		return sb_fail_field(err, SB_REFUSED, "code", _("%s is archived: undo its archiving first"), out->sku);
	return SB_OK;
}

static enum sb_status check_beginning(const struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_count_effect *effect = recording->effect->count;
	struct sb_touched ignored;

	TRY(check_value(effect, err));
	if (effect->product_count > SB_COUNT_LIST_MAX)
		return sb_fail_field(err, SB_INVALID, "product",
				     _("at most %d products can be named: give them a tag and count that"),
				     SB_COUNT_LIST_MAX);
	if (effect->scope_lines <= 0)
		return sb_fail(err, SB_INVALID, _("there is nothing to count: no product is in that scope"));
	for (size_t i = 0; i < effect->product_count; i++)
		TRY(load_product(recording, recording->book->store->store.id, &effect->products[i], &ignored, err));
	return SB_OK;
}

/* Counting again is worth something when other eyes do it. */
static enum sb_status refuse_same_eyes(const struct sb_recording *recording, int64_t product, struct sb_error *err)
{
	struct sb_db *db = recording->book->db;
	sb_auto(buf) label = SB_BUF_INIT;
	bool counted_first, has_another = false;
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_count_counted_first, &stmt, err));
	sb_bind_int(stmt, 1, recording->count->id);
	sb_bind_int(stmt, 2, product);
	sb_bind_text(stmt, 3, recording->book->who);
	TRY(sb_stmt_step(stmt, &counted_first, err));
	sb_stmt_reset(stmt);
	if (counted_first)
		TRY(sb_count_has_another(db, recording->book->who, &has_another, err));
	if (!has_another)
		return SB_OK;
	sb_product_label(recording->book, product, &label);
	return sb_fail_field(err, SB_REFUSED, "code", _("%s counted %s first: somebody else is to count it again"),
			     recording->book->who, label.data);
}

static enum sb_status check_scan(const struct sb_recording *recording, struct sb_error *err)
{
	static const int64_t step_table[] = { 1000, 100, 10, 1 };
	const struct sb_count_effect *effect = recording->effect->count;
	struct sb_touched touched;

	if (effect->qty_milli < 0 || effect->qty_milli > SCAN_MAX)
		return sb_fail_field(err, SB_INVALID, "qty",
				     _("the quantity must not be below zero or above a thousand million"));
	if (!effect->has_product)
		return SB_OK;
	TRY(load_product(recording, recording->count->store, &effect->product, &touched, err));
	if (effect->qty_milli % step_table[touched.decimals] != 0)
		return sb_fail_field(err, SB_INVALID, "qty",
				     _("%s is counted with %d decimals: give a quantity without more"), touched.sku,
				     touched.decimals);
	return effect->is_recount ? refuse_same_eyes(recording, touched.product, err) : SB_OK;
}

static enum sb_status check_resolving(const struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_count_effect *effect = recording->effect->count;
	struct sb_touched ignored;

	return effect->has_product ? load_product(recording, recording->count->store, &effect->product, &ignored, err) : SB_OK;
}

static void add_difference(struct sb_recording *recording, const struct sb_compared *compared)
{
	int64_t variance = compared->variance;

	if (!variance)
		return;
	recording->made[recording->given_count++] = (struct sb_line){
		.product = compared->line.product,
		.from = variance > 0 ? SB_AT_DIFFERENCE : SB_AT_STORE,
		.to = variance > 0 ? SB_AT_STORE : SB_AT_DIFFERENCE,
		.qty_milli = variance > 0 ? variance : -variance,
		.reason = "recount",
		.price_minor = SB_NONE,
		.cost_minor = SB_NONE,
		.occurred_at = compared->line.counted_at,
	};
}

static enum sb_status make_differences(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_arena *arena = recording->write->arena;
	struct sb_compared *compared;
	size_t count;

	TRY(sb_count_compare(recording->book->db, recording->count->id, &compared, &count, err));
	recording->compared = sb_arena_alloc(arena, (count + 1) * sizeof(*compared));
	recording->compared_count = count;
	if (count)
		memcpy(recording->compared, compared, count * sizeof(*compared));
	free(compared);
	recording->made = sb_arena_alloc(arena, (count + 1) * sizeof(*recording->made));
	recording->given = recording->made;
	recording->given_count = 0;
	for (size_t i = 0; i < count; i++)
		add_difference(recording, &recording->compared[i]);
	return SB_OK;
}

/* The entry at the root of taking back and doing again. */
static enum sb_status find_root(struct sb_recording *recording, struct sb_error *err)
{
	enum sb_kind kind = recording->draft->kind;
	int64_t seq = recording->draft->undoes;
	struct sb_stmt *stmt;
	bool row = true;

	recording->count_root = recording->entry.seq;
	while (kind == SB_KIND_UNDO) {
		TRY(sb_db_stmt(recording->book->db, sb_sql_entry_root, &stmt, err));
		sb_bind_int(stmt, 1, seq);
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row || !sb_kind_find(sb_col_text(stmt, 0), &kind))
			return sb_fail(err, SB_CORRUPT,
				       _("entry %lld is damaged or of a newer program: run `stockbook check`"),
				       (long long)seq);
		recording->count_root = seq;
		seq = sb_col_int(stmt, 1);
		sb_stmt_reset(stmt);
	}
	return SB_OK;
}

static bool takes_back(const struct sb_recording *recording)
{
	return recording->draft->kind == SB_KIND_UNDO && !recording->effect->redo;
}

/* What people have counted is given up knowingly, not by the way. */
static enum sb_status refuse_scanned(const struct sb_count_state *count, struct sb_error *err)
{
	if (!count->scans)
		return SB_OK;
	return sb_fail_field(err, SB_REFUSED, "count",
			     _("count %lld has been scanned since: give it up with `count cancel`, or undo its scans first"),
			     (long long)count->id);
}

static enum sb_status allow(struct sb_recording *recording, enum sb_kind root, struct sb_error *err)
{
	struct sb_scan_state scan = { 0 };

	if (recording->draft->kind == SB_KIND_UNDO && recording->effect->redo && root == SB_KIND_COUNT_POST)
		return sb_fail(err, SB_REFUSED, _("a posting that was reversed stays so: post count %lld anew"),
			       (long long)recording->count->id);
	if (root == SB_KIND_COUNT_SCAN && recording->draft->kind == SB_KIND_UNDO)
		TRY(sb_scan_load(recording->book->db, recording->count_root, recording->write->arena, &scan, err));
	else if (root == SB_KIND_COUNT_SCAN)
		scan.is_recount = recording->effect->count->is_recount;
	TRY(sb_count_allow(recording->count, root, takes_back(recording), scan.is_recount, err));
	return root == SB_KIND_COUNT_NEW && takes_back(recording) ? refuse_scanned(recording->count, err) : SB_OK;
}

enum sb_status sb_record_count_prepare(struct sb_recording *recording, struct sb_error *err)
{
	enum sb_kind kind = recording->draft->kind, root = kind == SB_KIND_UNDO ? recording->effect->of : kind;
	struct sb_count_state *count;

	if (!sb_kind_is_count(root))
		return SB_OK;
	if (kind == SB_KIND_COUNT_NEW)
		return check_beginning(recording, err);
	if (recording->draft->subject == SB_NONE)
		return sb_fail(err, SB_INVALID, _("an entry of this kind must name what it is about"));
	count = sb_arena_alloc(recording->write->arena, sizeof(*count));
	TRY(sb_count_load(recording->book->db, recording->draft->subject, recording->write->arena, count, err));
	recording->count = count;
	TRY(find_root(recording, err));
	TRY(allow(recording, root, err));
	if (kind == SB_KIND_COUNT_SCAN)
		TRY(check_scan(recording, err));
	if (kind == SB_KIND_COUNT_RESOLVE)
		TRY(check_resolving(recording, err));
	return kind == SB_KIND_COUNT_POST ? make_differences(recording, err) : SB_OK;
}

/* ---- after ---- */

static enum sb_status begin(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	const struct sb_count_effect *effect = recording->effect->count;
	struct sb_db *db = recording->book->db;
	struct sb_count_state count;
	int64_t product;

	sb_apply_count_begin(&count, entry->seq, entry->store, entry->occurred_at, effect);
	TRY(sb_count_insert(db, &count, err));
	for (size_t i = 0; i < effect->product_count; i++) {
		TRY(sb_count_product_id(db, &effect->products[i], &product, err));
		TRY(sb_count_product_put(db, entry->seq, product, err));
	}
	return SB_OK;
}

/* Makes a line anew from its scans. */
static enum sb_status refresh_line(struct sb_recording *recording, int64_t product, struct sb_error *err)
{
	struct sb_db *db = recording->book->db;
	struct sb_count_state *count = recording->count;
	struct sb_line_state before, after;
	struct sb_scan_state *scans;
	size_t scan_count;
	bool found;
	struct sb_stmt *stmt;

	TRY(sb_line_load(db, count->id, product, &found, &before, err));
	TRY(sb_scans_load(db, count->id, product, recording->write->arena, &scans, &scan_count, err));
	if (!sb_apply_count_scans(scans, scan_count, &after))
		return sb_fail_field(err, SB_INVALID, "qty", _("that is more than a count can hold"));
	if (found)
		sb_apply_count_sum(count, &before, -1);
	sb_apply_count_sum(count, &after, 1);
	if (after.scans) {
		TRY(sb_line_date(db, &after, err));
		return sb_line_put(db, count, &after, err);
	}
	TRY(sb_db_stmt(db, sb_sql_count_line_drop, &stmt, err));
	sb_bind_int(stmt, 1, count->id);
	sb_bind_int(stmt, 2, product);
	return sb_stmt_run(stmt, NULL, err);
}

static enum sb_status count_unmatched(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(recording->book->db, sb_sql_count_unmatched, &stmt, err));
	sb_bind_int(stmt, 1, recording->count->id);
	TRY(sb_stmt_step(stmt, &row, err));
	recording->count->unmatched = row ? sb_col_int(stmt, 0) : 0;
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status write_scan(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_count_effect *effect = recording->effect->count;
	struct sb_scan_state scan = {
		.seq = recording->entry.seq,
		.product = SB_NONE,
		.code = effect->code,
		.qty_milli = effect->qty_milli,
		.is_absolute = effect->is_absolute,
		.is_recount = effect->is_recount,
		.is_outside = effect->is_outside,
		.counted_at = recording->entry.occurred_at,
		.who = recording->entry.who,
		.stands = true,
		.resolved_by = SB_NONE,
	};

	if (effect->has_product)
		TRY(sb_count_product_id(recording->book->db, &effect->product, &scan.product, err));
	TRY(sb_scan_insert(recording->book->db, recording->count->id, &scan, err));
	recording->count->scans++;
	return scan.product != SB_NONE ? refresh_line(recording, scan.product, err) : count_unmatched(recording, err);
}

/* Taken back, or done again. */
static enum sb_status toggle_scan(struct sb_recording *recording, bool stands, struct sb_error *err)
{
	struct sb_scan_state scan;
	struct sb_stmt *stmt;

	TRY(sb_scan_load(recording->book->db, recording->count_root, recording->write->arena, &scan, err));
	TRY(sb_db_stmt(recording->book->db, sb_sql_count_scan_stands, &stmt, err));
	sb_bind_int(stmt, 1, scan.seq);
	sb_bind_int(stmt, 2, stands);
	TRY(sb_stmt_run(stmt, NULL, err));
	recording->count->scans += stands ? 1 : -1;
	return scan.product != SB_NONE ? refresh_line(recording, scan.product, err) : count_unmatched(recording, err);
}

static enum sb_status resolve(struct sb_recording *recording, bool stands, struct sb_error *err)
{
	struct sb_db *db = recording->book->db;
	struct sb_arena *arena = recording->write->arena;
	const struct sb_effect *effect = recording->effect;
	struct sb_effect of_root;
	struct sb_entry root;
	int64_t product = SB_NONE;
	struct sb_stmt *stmt;

	if (recording->entry.kind == SB_KIND_UNDO) {
		TRY(sb_entry_get(recording->book, recording->count_root, arena, &root, err));
		TRY(sb_effect_read(root.kind, root.body, arena, &of_root, err));
		effect = &of_root;
	}
	if (effect->count->has_product)
		TRY(sb_count_product_id(db, &effect->count->product, &product, err));
	TRY(sb_db_stmt(db, stands ? sb_sql_count_resolve_code : sb_sql_count_unresolve, &stmt, err));
	sb_bind_int(stmt, 1, stands ? recording->count->id : recording->count_root);
	if (stands) {
		sb_bind_text(stmt, 2, effect->count->code);
		sb_bind_int(stmt, 3, product);
		sb_bind_int(stmt, 4, recording->count_root);
		sb_bind_int(stmt, 5, effect->count->is_outside);
	}
	TRY(sb_stmt_run(stmt, NULL, err));
	TRY(count_unmatched(recording, err));
	return product != SB_NONE ? refresh_line(recording, product, err) : SB_OK;
}

static enum sb_status run_about(struct sb_recording *recording, const char *sql, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(recording->book->db, sql, &stmt, err));
	sb_bind_int(stmt, 1, recording->count->id);
	return sb_stmt_run(stmt, NULL, err);
}

/* What was expected is kept, and the stock told when it was counted, which that of lines with a difference was as it
 * moved; what was not there and was not counted leaves no trace. */
static enum sb_status freeze(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_stmt *stmt;

	for (size_t i = 0; i < recording->compared_count; i++) {
		if (!recording->compared[i].variance)
			continue;
		TRY(sb_db_stmt(recording->book->db, sb_sql_count_line_posted, &stmt, err));
		sb_bind_int(stmt, 1, recording->count->id);
		sb_bind_int(stmt, 2, recording->compared[i].line.product);
		sb_bind_int(stmt, 3, recording->compared[i].line.expected);
		TRY(sb_stmt_run(stmt, NULL, err));
	}
	TRY(run_about(recording, sb_sql_count_lines_posted, err));
	TRY(run_about(recording, sb_sql_count_lines_nothing, err));
	return sb_count_stamp(recording->book->db, recording->count, true, err);
}

static enum sb_status thaw(struct sb_recording *recording, struct sb_error *err)
{
	TRY(run_about(recording, sb_sql_count_lines_unposted, err));
	TRY(sb_count_stamp(recording->book->db, recording->count, false, err));
	return run_about(recording, sb_sql_count_lines_zeroed, err);
}

static enum sb_status write_change(struct sb_recording *recording, enum sb_kind root, bool stands, struct sb_error *err)
{
	switch (root) {
	case SB_KIND_COUNT_SCAN:
		return recording->entry.kind == SB_KIND_UNDO ? toggle_scan(recording, stands, err)
							     : write_scan(recording, err);
	case SB_KIND_COUNT_RESOLVE:
		return resolve(recording, stands, err);
	case SB_KIND_COUNT_POST:
		return stands ? freeze(recording, err) : thaw(recording, err);
	default:
		return SB_OK;
	}
}

enum sb_status sb_record_count_write(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	bool stands = !takes_back(recording);

	if (entry->kind == SB_KIND_COUNT_NEW)
		return begin(recording, err);
	if (!recording->count)
		return SB_OK;
	enum sb_kind root = sb_recording_root(recording);
	TRY(write_change(recording, root, stands, err));
	sb_apply_count_step(recording->count, root, stands, entry->seq, entry->occurred_at);
	return sb_count_save(recording->book->db, recording->count, err);
}
