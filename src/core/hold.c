/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Placing and resolving holds. The rules are kept by the recorder under the lock; here are the two strategies around
 * it, what an order does twice, and what is released by order.
 */
#include "entry_read.h"
#include "hold_state.h"
#include "product_store.h"
#include "record.h"
#include "statements.h"
#include "try.h"
#include <string.h>

#define OPTIMISTIC_TRIES 4

/* ---- what is asked, summed by product ---- */

struct wanted {
	struct sb_line *lines; /* in order of products, each once */
	int64_t *versions;     /* of their stock when looked at */
	size_t count;
};

static int by_product(const void *a, const void *b)
{
	const struct sb_line *left = a, *right = b;

	return (left->product > right->product) - (left->product < right->product);
}

static void sum_up(const struct sb_hold_ask *ask, struct sb_arena *arena, struct wanted *out)
{
	struct sb_line *lines = sb_arena_alloc(arena, (ask->line_count + 1) * sizeof(*lines));
	size_t kept = 0;

	if (ask->line_count) {
		memcpy(lines, ask->lines, ask->line_count * sizeof(*lines));
		qsort(lines, ask->line_count, sizeof(*lines), by_product);
	}
	for (size_t i = 0; i < ask->line_count; i++) {
		if (!kept || lines[kept - 1].product != lines[i].product)
			lines[kept++] = lines[i];
		else if (!sb_add(lines[kept - 1].qty_milli, lines[i].qty_milli, &lines[kept - 1].qty_milli))
			lines[kept - 1].qty_milli = INT64_MAX;
	}
	*out = (struct wanted){ lines, sb_arena_alloc(arena, (kept + 1) * sizeof(*out->versions)), kept };
}

/* ---- the same order again ---- */

static bool holds_the_same(const struct sb_hold_state *hold, const struct wanted *wanted)
{
	if (hold->count != wanted->count)
		return false;
	for (size_t i = 0; i < hold->count; i++)
		if (hold->parts[i].product != wanted->lines[i].product ||
		    hold->parts[i].qty_milli != wanted->lines[i].qty_milli)
			return false;
	return true;
}

/* The next hold of this order behind `after`; SB_NONE: there are no more. */
static enum sb_status next_of_order(struct sb_book *book, const struct sb_hold_ask *ask, int64_t after, int64_t *out,
				    struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	*out = SB_NONE;
	TRY(sb_db_stmt(book->db, sb_sql_hold_ids_by_order, &stmt, err));
	sb_bind_text(stmt, 1, ask->order);
	sb_bind_int(stmt, 2, book->store->store.id);
	sb_bind_int(stmt, 3, sb_book_now(book));
	sb_bind_text(stmt, 4, sb_kind_word(ask->kind));
	sb_bind_int(stmt, 5, after);
	TRY(sb_stmt_step(stmt, &row, err));
	if (row)
		*out = sb_col_int(stmt, 0);
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status find_same(struct sb_book *book, const struct sb_hold_ask *ask, const struct wanted *wanted,
				bool *found, struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_hold_state hold;
	int64_t id = 0;

	*found = false;
	while (ask->order && !ask->token) {
		TRY(next_of_order(book, ask, id, &id, err));
		if (id == SB_NONE)
			return SB_OK;
		TRY(sb_hold_load(book->db, id, arena, &hold, err));
		if (!holds_the_same(&hold, wanted))
			continue;
		struct sb_outcome seen = { .seq = id, .occurred_at = hold.placed_at, .replayed = true };
		TRY(sb_entry_identify(book->db, id, &seen.id, &seen.kind, err));
		*out = seen;
		*found = true;
		return SB_OK;
	}
	return SB_OK;
}

/* ---- placing ---- */

static void make_effect(const struct sb_hold_ask *ask, struct sb_effect *out)
{
	*out = (struct sb_effect){
		.archived = -1,
		.of = ask->kind,
		.at = SB_NONE,
		.order = ask->order,
		.strategy = ask->is_optimistic ? "optimistic" : "pessimistic",
		.expires_ms = ask->kind == SB_KIND_HOLD_PLACE ? ask->expires_ms : SB_NONE,
	};
}

/* Token, then order: what was done before. */
static enum sb_status seen_before(struct sb_book *book, const struct sb_hold_ask *ask, const struct wanted *wanted,
				  bool *found, struct sb_outcome *out, struct sb_error *err)
{
	*found = false;
	if (ask->token)
		return sb_record_replay(book->db, ask->token, ask->fingerprint, found, out, err);
	return find_same(book, ask, wanted, found, out, err);
}

/* Whether somebody changed this stock since it was looked at. */
static enum sb_status is_stale(struct sb_book *book, const struct wanted *wanted, bool *stale, struct sb_error *err)
{
	struct sb_stock stock;

	*stale = false;
	for (size_t i = 0; i < wanted->count && !*stale; i++) {
		TRY(sb_stock_get(book, wanted->lines[i].product, &stock, err));
		*stale = stock.version != wanted->versions[i];
	}
	return SB_OK;
}

/* Under the lock. `stale` NULL: whatever happened meanwhile. */
static enum sb_status place_locked(struct sb_book *book, const struct sb_hold_ask *ask, const struct wanted *wanted,
				   bool *stale, struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_draft draft = SB_DRAFT(ask->kind);
	struct sb_effect effect;
	const struct sb_intake intake = { .draft = &draft, .store = SB_NONE, .effect = &effect };
	struct sb_outcome outcome;
	bool found;

	make_effect(ask, &effect);
	draft.lines = ask->lines;
	draft.line_count = ask->line_count;
	draft.note = ask->note;
	draft.token = ask->token;
	draft.fingerprint = ask->fingerprint;
	TRY(sb_write_begin(book, &write, err));
	if (stale)
		TRY(is_stale(book, wanted, stale, err));
	if (stale && *stale)
		return SB_OK;
	TRY(find_same(book, ask, wanted, &found, &outcome, err));
	if (!found) {
		sb_arena_clear(write->arena);
		TRY(sb_record(write, &intake, &outcome, err));
		TRY(sb_write_commit(write, err));
	}
	*out = outcome;
	return SB_OK;
}

static bool may_go_below(const struct sb_known_store *store, const struct sb_touched *touched)
{
	return touched->allow_negative == SB_NONE ? store->store.allow_negative : touched->allow_negative != 0;
}

/* What was found without the lock. Only shortage is answered from it: any other mistake comes first, and is the
 * recorder's to find. */
struct sight {
	size_t short_at; /* the first product of which there is not enough; the count: there is enough of all */
	int64_t available;
	bool is_plain; /* nothing but stock can be wrong */
};

/* Units every product can be counted in. */
static bool is_whole(const struct sb_hold_ask *ask)
{
	for (size_t i = 0; i < ask->line_count; i++)
		if (ask->lines[i].qty_milli <= 0 || ask->lines[i].qty_milli > SB_QTY_MAX ||
		    ask->lines[i].qty_milli % 1000 != 0)
			return false;
	return true;
}

static enum sb_status look_at_stock(struct sb_book *book, const struct sb_hold_ask *ask, struct wanted *wanted,
				    struct sight *out, struct sb_error *err)
{
	const struct sb_known_store *store;
	struct sight sight = { .short_at = wanted->count, .is_plain = is_whole(ask) };
	struct sb_touched touched;
	int64_t expired;

	TRY(sb_store_fresh(book, book->store->store.id, &store, err));
	for (size_t i = 0; i < wanted->count; i++) {
		const struct sb_line *line = &wanted->lines[i];

		TRY(sb_touch_load(book->db, store->store.id, line->product, &touched, err));
		TRY(sb_hold_expired_sum(book, store->store.id, line->product, &expired, err));
		wanted->versions[i] = touched.before.version;
		sight.is_plain &= !touched.is_archived;
		int64_t available = sb_stock_available(&touched.before) + expired;
		if (sight.short_at < wanted->count || line->qty_milli <= available || may_go_below(store, &touched))
			continue;
		sight.short_at = i;
		sight.available = available;
	}
	*out = sight;
	return SB_OK;
}

/* What can be said without the lock: seen before, or more than is there. */
static enum sb_status look(struct sb_book *book, const struct sb_hold_ask *ask, struct wanted *wanted, bool *found,
			   struct sb_outcome *out, struct sb_error *err)
{
	struct sb_effect effect;
	struct sight sight;

	TRY(seen_before(book, ask, wanted, found, out, err));
	if (*found)
		return SB_OK;
	make_effect(ask, &effect);
	TRY(sb_hold_check_begin(ask->kind, &effect, err));
	TRY(look_at_stock(book, ask, wanted, &sight, err));
	if (!sight.is_plain || sight.short_at == wanted->count)
		return SB_OK;
	const struct sb_line *line = &wanted->lines[sight.short_at];
	return sb_fail_short(book, line->product, sight.available, line->qty_milli, err);
}

static enum sb_status place_optimistic(struct sb_book *book, const struct sb_hold_ask *ask, struct wanted *wanted,
				       struct sb_outcome *out, struct sb_error *err)
{
	bool found = false, stale = true;

	for (int i = 0; i < OPTIMISTIC_TRIES && stale; i++) {
		TRY(sb_db_read_begin(book->db, err));
		enum sb_status status = look(book, ask, wanted, &found, out, err);
		sb_db_read_end(book->db);
		if (status != SB_OK || found)
			return status;
		TRY(place_locked(book, ask, wanted, &stale, out, err));
	}
	return stale ? place_locked(book, ask, wanted, NULL, out, err) : SB_OK;
}

/* What was asked, where the caller does not say: not how it is to be done. */
static void digest_ask(const struct sb_hold_ask *ask, const struct wanted *wanted, struct sb_hash *out)
{
	struct sb_hasher hasher;

	sb_hash_start(&hasher, "stockbook hold 1");
	sb_hash_text(&hasher, sb_kind_word(ask->kind));
	sb_hash_text(&hasher, ask->order);
	sb_hash_int(&hasher, ask->expires_ms);
	for (size_t i = 0; i < wanted->count; i++) {
		sb_hash_int(&hasher, wanted->lines[i].product);
		sb_hash_int(&hasher, wanted->lines[i].qty_milli);
	}
	sb_hash_end(&hasher, out);
}

enum sb_status sb_hold_place(struct sb_book *book, const struct sb_hold_ask *ask, struct sb_outcome *out,
			     struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_hold_ask own = *ask;
	struct wanted wanted;
	struct sb_hash digest;

	sum_up(ask, arena, &wanted);
	digest_ask(ask, &wanted, &digest);
	if (!own.fingerprint)
		own.fingerprint = &digest;
	if (own.is_optimistic)
		return place_optimistic(book, &own, &wanted, out, err);
	return place_locked(book, &own, &wanted, NULL, out, err);
}

/* ---- resolving ---- */

static enum sb_status record_step(struct sb_write *write, const struct sb_hold_step *step, struct sb_outcome *out,
				  struct sb_error *err)
{
	struct sb_draft draft = SB_DRAFT(step->kind);
	const struct sb_effect effect = {
		.archived = -1, .of = step->kind, .at = SB_NONE, .expires_ms = SB_NONE, .reason = step->reason
	};
	const struct sb_intake intake = {
		.draft = &draft,
		.store = SB_NONE,
		.effect = step->kind == SB_KIND_HOLD_CANCEL ? &effect : NULL,
	};

	draft.subject = step->hold;
	draft.lines = step->lines;
	draft.line_count = step->line_count;
	draft.note = step->note;
	draft.token = step->token;
	draft.fingerprint = step->fingerprint;
	sb_arena_clear(write->arena);
	return sb_record(write, &intake, out, err);
}

enum sb_status sb_hold_resolve(struct sb_book *book, const struct sb_hold_step *step, struct sb_outcome *out,
			       struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;

	TRY(sb_write_begin(book, &write, err));
	TRY(record_step(write, step, &outcome, err));
	TRY(sb_write_commit(write, err));
	*out = outcome;
	return SB_OK;
}

/* The oldest hold of this order that still holds the product; SB_NONE: none. */
static enum sb_status oldest_of_order(struct sb_book *book, const char *order, int64_t product, int64_t *hold,
				      int64_t *held, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_hold_lines_by_order, &stmt, err));
	sb_bind_text(stmt, 1, order);
	sb_bind_int(stmt, 2, book->store->store.id);
	sb_bind_int(stmt, 3, sb_book_now(book));
	sb_bind_int(stmt, 4, product);
	TRY(sb_stmt_step(stmt, &row, err));
	*hold = row ? sb_col_int(stmt, 0) : SB_NONE;
	*held = row ? sb_col_int(stmt, 1) : 0;
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status fail_order(struct sb_book *book, const char *order, const struct sb_line *line, int64_t rest,
				 struct sb_error *err)
{
	const struct sb_numbers *numbers = book->world->numbers;
	sb_auto(buf) label = SB_BUF_INIT;
	sb_auto(buf) have = SB_BUF_INIT;
	sb_auto(buf) want = SB_BUF_INIT;

	sb_product_label(book, line->product, &label);
	sb_qty_print(line->qty_milli - rest, 0, numbers, &have);
	sb_qty_print(line->qty_milli, 0, numbers, &want);
	return sb_fail_field(err, SB_REFUSED, "qty", _("cannot release %s of %s: only %s held for order %s"), want.data,
			     label.data, have.data, order);
}

static enum sb_status release_line(struct sb_write *write, const char *order, const struct sb_line *line,
				   struct sb_hold_step *step, struct sb_outcome *out, struct sb_error *err)
{
	int64_t rest = line->qty_milli, held;
	struct sb_line part = *line;
	struct sb_outcome outcome;

	if (rest <= 0)
		return sb_fail_field(err, SB_INVALID, "quantity",
				     _("the quantity must be above zero and below a million million: give another"));
	while (rest > 0) {
		TRY(oldest_of_order(write->book, order, line->product, &step->hold, &held, err));
		if (step->hold == SB_NONE)
			return fail_order(write->book, order, line, rest, err);
		part.qty_milli = held < rest ? held : rest;
		step->lines = &part;
		step->line_count = 1;
		TRY(record_step(write, step, &outcome, err));
		/* The first is the answer, as it is when it is asked for again: it has the token. */
		if (!out->seq)
			*out = outcome;
		step->token = NULL;
		rest -= part.qty_milli;
	}
	return SB_OK;
}

/* Everything that the order still holds, hold by hold. */
static enum sb_status release_all(struct sb_write *write, const char *order, struct sb_hold_step *step,
				  struct sb_outcome *out, struct sb_error *err)
{
	struct sb_outcome outcome;
	struct sb_stmt *stmt;
	bool row;

	for (;;) {
		TRY(sb_db_stmt(write->book->db, sb_sql_hold_by_order, &stmt, err));
		sb_bind_text(stmt, 1, order);
		sb_bind_int(stmt, 2, write->book->store->store.id);
		sb_bind_int(stmt, 3, sb_book_now(write->book));
		TRY(sb_stmt_step(stmt, &row, err));
		step->hold = row ? sb_col_int(stmt, 0) : SB_NONE;
		sb_stmt_reset(stmt);
		if (step->hold == SB_NONE)
			break;
		TRY(record_step(write, step, &outcome, err));
		if (!out->seq)
			*out = outcome;
		step->token = NULL;
	}
	if (out->seq)
		return SB_OK;
	return sb_fail_field(err, SB_REFUSED, "order",
			     _("nothing is held for order %s in this store: look at `hold list order:%s`"), order, order);
}

enum sb_status sb_hold_release_order(struct sb_book *book, const char *order, const struct sb_hold_step *step,
				     struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	sb_owned(arena) arena = sb_arena_new();
	const struct sb_hold_ask asked = {
		.kind = SB_KIND_HOLD_RELEASE, .order = order, .lines = step->lines, .line_count = step->line_count
	};
	struct sb_hold_step own = *step;
	struct wanted wanted;
	struct sb_hash digest;
	struct sb_outcome outcome = { 0 };
	bool found = false;

	own.kind = SB_KIND_HOLD_RELEASE;
	sum_up(&asked, arena, &wanted);
	digest_ask(&asked, &wanted, &digest);
	if (!own.fingerprint)
		own.fingerprint = &digest;
	TRY(sb_write_begin(book, &write, err));
	if (own.token)
		TRY(sb_record_replay(book->db, own.token, own.fingerprint, &found, &outcome, err));
	if (!found && !step->line_count)
		TRY(release_all(write, order, &own, &outcome, err));
	for (size_t i = 0; i < step->line_count && !found; i++)
		TRY(release_line(write, order, &step->lines[i], &own, &outcome, err));
	if (!found)
		TRY(sb_write_commit(write, err));
	*out = outcome;
	return SB_OK;
}

/* ---- reading ---- */

enum sb_status sb_hold_get(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_hold *out,
			   struct sb_error *err)
{
	struct sb_hold_state hold;
	struct sb_hold seen = { .id = id };
	enum sb_kind kind;

	TRY(sb_hold_load(book->db, id, arena, &hold, err));
	TRY(sb_entry_identify(book->db, id, &seen.uuid, &kind, err));
	seen.store = hold.store;
	seen.status = sb_hold_status_at(&hold, sb_book_now(book));
	seen.order = hold.order;
	seen.placed_at = hold.placed_at;
	seen.expires_at = hold.expires_at;
	seen.parts = hold.parts;
	seen.count = hold.count;
	*out = seen;
	return SB_OK;
}

enum sb_status sb_hold_find(struct sb_book *book, const char *word, int64_t *out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_hold_state hold;
	int64_t seq;

	TRY(sb_entry_find(book, *word == '#' ? word + 1 : word, &seq, err));
	TRY(sb_hold_load(book->db, seq, arena, &hold, err));
	*out = seq;
	return SB_OK;
}

enum sb_status sb_hold_of_entry(struct sb_book *book, const struct sb_entry *entry, int64_t *out, struct sb_error *err)
{
	struct sb_id id;
	enum sb_kind kind;

	*out = SB_NONE;
	if (sb_kind_is_hold(entry->kind))
		*out = sb_kind_begins_hold(entry->kind) ? entry->seq : entry->subject;
	if (entry->kind != SB_KIND_UNDO || entry->undoes == SB_NONE)
		return SB_OK;
	TRY(sb_entry_identify(book->db, entry->undoes, &id, &kind, err));
	if (sb_kind_begins_hold(kind))
		*out = entry->undoes;
	return SB_OK;
}
