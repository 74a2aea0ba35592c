/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry does to a product: loaded, changed, held to the rules of products, stored. */
#include "kinds.h"
#include "product_store.h"
#include "record.h"
#include "statements.h"
#include "try.h"
#include <assert.h>

/* What is coming of it: `sql` gives the transfer or order, `sentence` says so. */
static enum sb_status refuse_coming(struct sb_book *book, const char *sql, int64_t product, const char *sentence, struct sb_error *err)
{
	sb_auto(buf) label = SB_BUF_INIT;
	int64_t number = SB_NONE;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sql, &stmt, err));
	sb_bind_int(stmt, 1, product);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row)
		number = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	if (number == SB_NONE)
		return SB_OK;
	sb_product_label(book, product, &label);
	return sb_fail(err, SB_REFUSED, sentence, label.data, (long long)number);
}

/* What of it is in a store, or is promised there though none of it is. */
static enum sb_status refuse_in_store(struct sb_book *book, int64_t product, int64_t store, int64_t there, int64_t promised,
				      struct sb_error *err)
{
	const struct sb_numbers *numbers = book->world->numbers;
	const struct sb_known_store *known;
	sb_auto(buf) label = SB_BUF_INIT;
	sb_auto(buf) have = SB_BUF_INIT;

	TRY(sb_store_known(book, store, &known, err));
	sb_product_label(book, product, &label);
	sb_qty_print(there ? there : promised, 0, numbers, &have);
	if (!there)
		return sb_fail(err, SB_REFUSED, _("%s of %s are held or committed: release them first, or count the shelf"), have.data,
			       label.data);
	return sb_fail(err, SB_REFUSED, _("there are %s of %s in %s: sell, remove or adjust them first"), have.data, label.data,
		       known->store.code);
}

enum sb_status sb_product_refuse_stock(struct sb_book *book, int64_t product, struct sb_error *err)
{
	int64_t store, there, promised;
	struct sb_stmt *stmt;
	bool row;

	TRY(refuse_coming(book, sb_sql_transit_anywhere, product,
			  _("%s is on its way in transfer %lld: receive or close that first"), err));
	TRY(refuse_coming(book, sb_sql_order_anywhere, product,
			  _("%s is on order, in order %lld: receive or cancel that first"), err));
	TRY(sb_db_stmt(book->db, sb_sql_stock_anywhere, &stmt, err));
	sb_bind_int(stmt, 1, product);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return SB_OK;
	store = sb_col_int(stmt, 0);
	there = sb_col_int(stmt, 1) ? sb_col_int(stmt, 1) : sb_col_int(stmt, 4);
	promised = sb_col_int(stmt, 2) + sb_col_int(stmt, 3);
	sb_stmt_reset(stmt);
	return refuse_in_store(book, product, store, there, promised, err);
}

static struct sb_product_change whole_product(const struct sb_product *product)
{
	struct sb_product_change change = { 0 };

	for (size_t field = 0; field < SB_PF_COUNT; field++) {
		change.given[field] = true;
		change.value[field] = product->value[field];
	}
	return change;
}

static enum sb_status check_rules(const struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_product *after = &recording->product->product;
	const struct sb_product *before = recording->product_before ? &recording->product_before->product : NULL;
	enum sb_kind kind = recording->entry.kind;

	if (before && before->archived && kind == SB_KIND_PRODUCT_ARCHIVE)
		return sb_fail(err, SB_REFUSED, _("%s is archived already: undo that entry to have it back"), before->value[SB_PF_SKU].s);
	if (before && before->archived && kind == SB_KIND_PRODUCT_EDIT)
		return sb_fail(err, SB_REFUSED, _("%s is archived: undo its archiving first"), before->value[SB_PF_SKU].s);
	if (kind == SB_KIND_PRODUCT_ARCHIVE)
		return sb_product_refuse_stock(recording->book, after->id, err);
	if (after->archived)
		return SB_OK;
	if (before && !before->archived)
		return sb_product_check(recording->book, &recording->effect->set, after->id, err);
	struct sb_product_change whole = whole_product(after);
	return sb_product_check(recording->book, &whole, before ? after->id : 0, err);
}

static enum sb_status load_before(struct sb_recording *recording, struct sb_error *err)
{
	struct sb_product_state *before;

	recording->product_before = recording->intake->before;
	if (recording->product_before)
		return SB_OK;
	before = sb_arena_alloc(recording->write->arena, sizeof(*before));
	recording->product_before = before;
	return sb_product_load(recording->book->db, recording->entry.subject, recording->write->arena, before, err);
}

static bool changes_product(const struct sb_recording *recording)
{
	enum sb_kind kind = recording->entry.kind;

	return kind == SB_KIND_PRODUCT_ADD || (recording->effect && (recording->effect->has_set || recording->effect->archived >= 0));
}

enum sb_status sb_record_product_prepare(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;

	if (!changes_product(recording))
		return SB_OK;
	if (entry->kind != SB_KIND_PRODUCT_ADD && entry->subject == SB_NONE)
		return sb_fail(err, SB_INVALID, _("an entry of this kind must name what it is about"));
	recording->product = sb_arena_alloc(recording->write->arena, sizeof(*recording->product));
	if (entry->kind == SB_KIND_PRODUCT_ADD) {
		sb_apply_product_add(recording->product, entry->seq, entry->occurred_at, recording->effect);
		recording->product->product.uuid = entry->id;
	} else {
		TRY(load_before(recording, err));
		*recording->product = *recording->product_before;
		sb_apply_product_change(recording->product, entry->seq, entry->occurred_at, recording->effect);
	}
	return check_rules(recording, err);
}

static enum sb_status insert_stock_rows(struct sb_book *book, int64_t product, struct sb_error *err)
{
	struct sb_stock_state stock = { .product = product, .moved_at = SB_NONE };
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_store_ids, &stmt, err));
	for (;;) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			return SB_OK;
		stock.store = sb_col_int(stmt, 0);
		TRY(sb_stock_insert(book->db, &stock, err));
	}
}

enum sb_status sb_record_product_write(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_product_state *after = recording->product, *before = recording->product_before;

	if (!after)
		return SB_OK;
	if (before) {
		recording->write->products_more += before->product.archived - after->product.archived;
		return sb_product_update(recording->book, before, after, err);
	}
	assert(after->product.id == recording->entry.seq);
	recording->write->products_more++;
	TRY(sb_product_insert(recording->book, after, true, err));
	return insert_stock_rows(recording->book, after->product.id, err);
}
