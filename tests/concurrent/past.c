/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sequential model: entries applied one by one, every state kept. */
#include "past.h"

#include <err.h>
#include <string.h>

/* Room for one more, zeroed. */
#define ADD(track_)                                                                                                        \
	__extension__({                                                                                                    \
		if ((track_)->count == (track_)->room) {                                                                   \
			(track_)->room = (track_)->room ? (track_)->room * 2 : 16;                                         \
			(track_)->at = sb_realloc((track_)->at, (track_)->room * sizeof(*(track_)->at));                   \
		}                                                                                                          \
		memset(&(track_)->at[(track_)->count], 0, sizeof(*(track_)->at));                                          \
		&(track_)->at[(track_)->count++];                                                                          \
	})

/* ---- reading ---- */

static int number_of(const int64_t *ids, int count, int64_t id)
{
	for (int i = 0; i < count; i++)
		if (ids[i] == id)
			return i;
	return -1;
}

static void read_fact(const struct sb_entry *entry, const struct past_names *names, struct fact *out)
{
	*out = (struct fact){
		.seq = entry->seq,
		.subject = entry->subject,
		.undoes = entry->undoes,
		.occurred_at = entry->occurred_at,
		.recorded_at = entry->recorded_at,
		.kind = entry->kind,
		.store = number_of(names->stores, HISTORY_STORES, entry->store),
	};
	for (size_t i = 0; i < entry->line_count; i++) {
		const struct sb_line *line = &entry->lines[i];
		int product = number_of(names->products, HISTORY_PRODUCTS, line->product);

		if (product < 0 || out->count == FACT_LINES)
			continue;
		out->lines[out->count++] =
			(struct fact_line){ product, line->from, line->to, line->qty_milli, line->on_hand_after };
	}
}

void past_read(struct past *past, struct sb_book *book, const struct past_names *names)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_hash ignored;
	struct sb_entry entry;

	*past = (struct past){ 0 };
	if (sb_book_head(book, &past->head, &ignored, &err))
		errx(99, "%s", err.text);
	past->facts = sb_alloc((size_t)(past->head + 1) * sizeof(*past->facts));
	past->undone = sb_alloc((size_t)(past->head + 1) * sizeof(*past->undone));
	for (int64_t seq = 1; seq <= past->head; seq++) {
		sb_arena_clear(arena);
		if (sb_entry_get(book, seq, arena, &entry, &err))
			errx(99, "%s", err.text);
		read_fact(&entry, names, &past->facts[seq - 1]);
	}
	for (int store = 0; store < HISTORY_STORES; store++)
		for (int product = 0; product < HISTORY_PRODUCTS; product++)
			(void)ADD(&past->stock[store][product].track);
}

void past_release(struct past *past)
{
	for (int store = 0; store < HISTORY_STORES; store++)
		for (int product = 0; product < HISTORY_PRODUCTS; product++) {
			free(past->stock[store][product].track.at);
			free(past->stock[store][product].open);
		}
	for (size_t i = 0; i < past->holds.count; i++)
		free(past->holds.at[i].track.at);
	for (size_t i = 0; i < past->sendings.count; i++)
		free(past->sendings.at[i].track.at);
	free(past->holds.at);
	free(past->sendings.at);
	free(past->due.at);
	free(past->facts);
	free(past->undone);
	*past = (struct past){ 0 };
}

/* ---- looking ---- */

const struct stock_at *past_stock(const struct past *past, int store, int product)
{
	const struct stock_past *stock = &past->stock[store][product];

	return &stock->track.at[stock->track.count - 1];
}

/* Holds and sendings come in order of their entries. */
#define FIND(track_, seq_)                                                     \
	__extension__({                                                        \
		size_t low_ = 0, high_ = (track_)->count;                      \
		while (low_ < high_) {                                         \
			size_t middle_ = (low_ + high_) / 2;                   \
			if ((track_)->at[middle_].seq < (seq_))                \
				low_ = middle_ + 1;                            \
			else                                                   \
				high_ = middle_;                               \
		}                                                              \
		low_ < (track_)->count && (track_)->at[low_].seq == (seq_) ? &(track_)->at[low_] : NULL; \
	})

struct hold_past *past_hold(const struct past *past, int64_t seq)
{
	return FIND(&past->holds, seq);
}

struct sending_past *past_sending(const struct past *past, int64_t seq)
{
	return FIND(&past->sendings, seq);
}

int64_t past_expired(const struct past *past, const struct stock_at *stock, int64_t at_ms)
{
	int64_t sum = 0;

	for (size_t i = 0; i < stock->due_count; i++) {
		const struct due *due = &past->due.at[stock->first_due + i];

		sum += due->expires_at <= at_ms ? due->held : 0;
	}
	return sum;
}

/* ---- stepping ---- */

static bool is_stock(enum sb_place place)
{
	return place == SB_AT_STORE || place == SB_AT_UNAVAILABLE || place == SB_AT_HELD || place == SB_AT_COMMITTED;
}

static int64_t into(const struct fact_line *line, enum sb_place place)
{
	return (line->to == place ? line->qty_milli : 0) - (line->from == place ? line->qty_milli : 0);
}

static void begin_hold(struct past *past, const struct fact *fact, int64_t expires_ms)
{
	struct hold_past *hold = ADD(&past->holds);

	hold->seq = fact->seq;
	hold->store = fact->store;
	hold->product = fact->lines[0].product;
	hold->expires_at = fact->kind == SB_KIND_HOLD_PLACE ? fact->occurred_at + expires_ms : SB_NONE;
	ADD(&hold->track)->seq = 0;
	struct stock_past *stock = &past->stock[hold->store][hold->product];
	if (stock->open_count == stock->open_room) {
		stock->open_room = stock->open_room ? stock->open_room * 2 : 16;
		stock->open = sb_realloc(stock->open, stock->open_room * sizeof(*stock->open));
	}
	stock->open[stock->open_count++] = past->holds.count - 1;
}

static void step_hold(struct past *past, const struct fact *fact, int64_t expires_ms)
{
	bool begins = fact->kind == SB_KIND_HOLD_PLACE || fact->kind == SB_KIND_HOLD_ALLOCATE;
	struct hold_past *hold;

	if (begins)
		begin_hold(past, fact, expires_ms);
	hold = past_hold(past, begins ? fact->seq : fact->subject);
	if (!hold)
		return;
	struct hold_at *at = ADD(&hold->track), *before = at - 1;
	*at = (struct hold_at){ .seq = fact->seq, .held = before->held, .committed = before->committed };
	for (size_t i = 0; i < fact->count; i++) {
		at->held += into(&fact->lines[i], SB_AT_HELD);
		at->committed += into(&fact->lines[i], SB_AT_COMMITTED);
	}
}

static void step_sending(struct past *past, const struct fact *fact)
{
	struct sending_past *sending;
	int64_t change = 0;

	if (fact->kind == SB_KIND_TRANSFER_OUT) {
		sending = ADD(&past->sendings);
		sending->seq = fact->seq;
		sending->from = fact->store;
		sending->product = fact->lines[0].product;
		ADD(&sending->track)->seq = 0;
	}
	sending = past_sending(past, fact->kind == SB_KIND_TRANSFER_OUT ? fact->seq : fact->subject);
	if (!sending)
		return;
	for (size_t i = 0; i < fact->count; i++)
		change += into(&fact->lines[i], SB_AT_TRANSIT);
	struct sending_at *at = ADD(&sending->track);
	*at = (struct sending_at){ .seq = fact->seq, .rest = at[-1].rest + change };
}

/* What is held of this stock now and will expire. */
static void note_due(struct past *past, struct stock_past *stock, struct stock_at *at)
{
	size_t kept = 0;

	at->first_due = past->due.count;
	for (size_t i = 0; i < stock->open_count; i++) {
		const struct hold_past *hold = &past->holds.at[stock->open[i]];
		const struct hold_at *now = &hold->track.at[hold->track.count - 1];

		if (!now->held)
			continue;
		*ADD(&past->due) = (struct due){ hold->expires_at, now->held };
		stock->open[kept++] = stock->open[i];
	}
	stock->open_count = kept;
	at->due_count = kept;
}

static void step_stock(struct past *past, const struct fact *fact, const struct fact_line *line)
{
	struct stock_past *stock = &past->stock[fact->store][line->product];
	struct stock_at *at = ADD(&stock->track);

	*at = at[-1];
	at->seq = fact->seq;
	at->on_hand += (is_stock(line->to) ? line->qty_milli : 0) - (is_stock(line->from) ? line->qty_milli : 0);
	at->held += into(line, SB_AT_HELD);
	at->committed += into(line, SB_AT_COMMITTED);
	at->version++;
	note_due(past, stock, at);
}

void past_step(struct past *past, const struct fact *fact, int64_t expires_ms)
{
	bool moves = fact->store >= 0 && fact->count;

	if (fact->kind == SB_KIND_UNDO && fact->undoes != SB_NONE)
		past->undone[fact->undoes] = fact->seq;
	if (moves && (fact->kind == SB_KIND_TRANSFER_OUT || fact->kind == SB_KIND_TRANSFER_IN))
		step_sending(past, fact);
	else if (moves)
		step_hold(past, fact, expires_ms);
	for (size_t i = 0; i < fact->count && fact->store >= 0; i++)
		step_stock(past, fact, &fact->lines[i]);
}
