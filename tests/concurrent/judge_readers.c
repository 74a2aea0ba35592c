/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What wrote nothing: each read, refusal and repeated answer needs a moment between its question and its answer at which it was true. Each
 * gets the earliest that is not before that of one which had ended when it began; if any order exists, this finds it.
 */
#include "judge_inside.h"

#include <string.h>

/* The last of a track that is not behind `seq`; the first is from the beginning. */
#define AT(track_, seq_)                                                    \
	__extension__({                                                     \
		size_t low_ = 1, high_ = (track_)->count;                   \
		while (low_ < high_) {                                      \
			size_t middle_ = (low_ + high_) / 2;                \
			if ((track_)->at[middle_].seq <= (seq_))            \
				low_ = middle_ + 1;                         \
			else                                                \
				high_ = middle_;                            \
		}                                                           \
		&(track_)->at[low_ - 1];                                    \
	})

/* Where a track changes next behind `seq`. */
#define NEXT(track_, seq_)                                                  \
	__extension__({                                                     \
		size_t at_ = (size_t)(AT(track_, seq_) - (track_)->at) + 1; \
		at_ < (track_)->count ? (track_)->at[at_].seq : INT64_MAX;  \
	})

/* What the answer depended on. */
struct ground {
	const struct stock_past *stock[FACT_LINES];
	int64_t taken[FACT_LINES]; /* asked of it */
	size_t stocks;
	const struct hold_past *hold;
	const struct sending_past *sending;
};

static void add_stock(struct ground *ground, const struct judging *judging, int store, int product, int64_t taken)
{
	ground->stock[ground->stocks] = &judging->past.stock[store][product];
	ground->taken[ground->stocks++] = taken;
}

/* Taking back what came in takes it out. */
static void add_undone(struct ground *ground, const struct judging *judging, int64_t target)
{
	const struct fact *fact = target >= 1 && target <= judging->past.head ? &judging->past.facts[target - 1] : NULL;

	for (size_t i = 0; fact && i < fact->count && fact->store >= 0; i++)
		if (fact->lines[i].to == SB_AT_STORE)
			add_stock(ground, judging, fact->store, fact->lines[i].product, fact->lines[i].qty_milli);
}

static void find_ground(const struct judging *judging, const struct event *event, struct ground *out)
{
	*out = (struct ground){ 0 };
	switch (event->act) {
	case ACT_CONVERT:
	case ACT_RELEASE:
	case ACT_FULFIL:
	case ACT_CANCEL:
		out->hold = past_hold(&judging->past, event->target);
		return;
	case ACT_ARRIVE:
		out->sending = past_sending(&judging->past, event->target);
		return;
	case ACT_UNDO:
		add_undone(out, judging, event->target);
		return;
	case ACT_BASKET:
		add_stock(out, judging, event->store, (event->product + 1) % HISTORY_PRODUCTS, event->qty_milli);
		add_stock(out, judging, event->store, event->product, event->qty_milli);
		return;
	default:
		add_stock(out, judging, event->store, event->product, event->qty_milli);
	}
}

static int64_t next_change(const struct ground *ground, int64_t seq)
{
	int64_t next = INT64_MAX, own;

	for (size_t i = 0; i < ground->stocks; i++) {
		own = NEXT(&ground->stock[i]->track, seq);
		next = own < next ? own : next;
	}
	if (ground->hold && (own = NEXT(&ground->hold->track, seq)) < next)
		next = own;
	if (ground->sending && (own = NEXT(&ground->sending->track, seq)) < next)
		next = own;
	return next;
}

/* ---- was it true ---- */

/* Whether `held` of it counted as expired at some moment of the event. */
static bool may_have_expired(const struct judging *judging, const struct event *event, const struct stock_at *stock, int64_t expired)
{
	if (past_expired(&judging->past, stock, event->begun_ms) == expired || past_expired(&judging->past, stock, event->ended_ms) == expired)
		return true;
	for (size_t i = 0; i < stock->due_count; i++) {
		int64_t at = judging->past.due.at[stock->first_due + i].expires_at;

		if (at > event->begun_ms && at <= event->ended_ms && past_expired(&judging->past, stock, at) == expired)
			return true;
	}
	return false;
}

static bool is_seen(const struct judging *judging, const struct event *event, const struct stock_at *stock)
{
	const struct sb_stock *seen = &event->seen;

	return stock->on_hand == seen->on_hand && stock->committed == seen->committed &&
	       (seen->version == SB_NONE || stock->version == seen->version) &&
	       seen->available == seen->on_hand - seen->held - seen->committed &&
	       may_have_expired(judging, event, stock, stock->held - seen->held);
}

static bool is_short(const struct judging *judging, const struct event *event, const struct ground *ground, int64_t seq)
{
	for (size_t i = 0; i < ground->stocks; i++) {
		const struct stock_at *stock = AT(&ground->stock[i]->track, seq);
		int64_t told = event->told_milli;

		if (stock_free(stock) + past_expired(&judging->past, stock, event->begun_ms) >= ground->taken[i])
			continue;
		if (told == SB_NONE || may_have_expired(judging, event, stock, told - stock_free(stock)) ||
		    (told == 0 && stock_free(stock) <= 0))
			return true;
	}
	return false;
}

static bool is_hold_over(const struct event *event, const struct hold_past *hold, int64_t seq)
{
	const struct hold_at *at = AT(&hold->track, seq);
	bool may_be_over = hold->expires_at != SB_NONE && hold->expires_at <= event->ended_ms;
	bool wants_held = event->act == ACT_CONVERT || event->act == ACT_RELEASE;
	int64_t left = wants_held ? at->held : at->committed;

	if (event->act == ACT_CANCEL)
		return (!at->held || may_be_over) && !at->committed;
	return !left || left < event->qty_milli || (wants_held && may_be_over);
}

static bool is_true_at(const struct judging *judging, const struct event *event, const struct ground *ground, int64_t seq)
{
	if (event->act == ACT_READ)
		return is_seen(judging, event, AT(&ground->stock[0]->track, seq));
	if (event->status == SB_OK)
		return true;
	if (event->status == SB_SHORT_STOCK)
		return is_short(judging, event, ground, seq);
	if (ground->hold)
		return is_hold_over(event, ground->hold, seq);
	if (ground->sending)
		return AT(&ground->sending->track, seq)->rest < event->qty_milli;
	return event->act == ACT_UNDO && judging->past.undone[event->target] && judging->past.undone[event->target] <= seq;
}

/* ---- in which order ---- */

/* Those that have ended, and the entry each was set behind. */
struct reader {
	int64_t ended_ns, seq;
};

static int by_end(const void *a, const void *b)
{
	const struct reader *left = a, *right = b;

	return (left->ended_ns > right->ended_ns) - (left->ended_ns < right->ended_ns);
}

/* The earliest entry behind which it may stand, from `lowest` on; SB_NONE: nowhere. */
static int64_t place_reader(const struct judging *judging, const struct event *event, int64_t lowest)
{
	int64_t highest = bounds_highest(&judging->bounds, event->ended_ns), after = event->replayed ? event->seq : event->after;
	int64_t undone = event->act == ACT_UNDO && event->status == SB_REFUSED ? judging->past.undone[event->target] : 0;
	struct ground ground;

	find_ground(judging, event, &ground);
	if (after != SB_NONE && after > lowest)
		lowest = after;
	if (undone > lowest)
		lowest = undone;
	for (int64_t seq = lowest; seq <= highest && seq <= judging->past.head; seq = next_change(&ground, seq))
		if (is_true_at(judging, event, &ground, seq))
			return seq;
	return SB_NONE;
}

static bool is_refusal(const struct event *event)
{
	return event->status == SB_SHORT_STOCK || event->status == SB_REFUSED || event->status == SB_CONFLICT;
}

static void count_reader(struct judging *judging, const struct event *event)
{
	judging->verdict->reads += event->act == ACT_READ;
	judging->verdict->refusals += event->status != SB_OK;
	judging->verdict->replays += event->replayed;
}

/* Where it was placed binds those that begin after its end; several that end at once (one answer about several products) share a place. */
static void remember(struct reader *order, size_t count, const struct event *event, int64_t seq)
{
	const struct reader key = { .ended_ns = event->ended_ns };
	struct reader *own = bsearch(&key, order, count, sizeof(key), by_end);

	own->seq = seq > own->seq ? seq : own->seq;
}

void judge_readers(struct judging *judging)
{
	struct history *history = judging->history;
	struct reader *order = sb_alloc((history->count + 1) * sizeof(*order));
	size_t count = 0, passed = 0;
	int64_t before = 0;

	for (size_t i = 0; i < history->count; i++)
		if (!event_wrote(&history->events[i]))
			order[count++] = (struct reader){ history->events[i].ended_ns, 0 };
	qsort(order, count, sizeof(*order), by_end);
	for (size_t i = 0; i < history->count; i++) {
		const struct event *event = &history->events[i];
		int64_t lowest = bounds_lowest(&judging->bounds, event->begun_ns), seq;

		if (event_wrote(event))
			continue;
		count_reader(judging, event);
		if (event->status != SB_OK && !is_refusal(event)) {
			judge_find(judging, FINDING_FAILED, event, SB_NONE);
			continue;
		}
		for (; passed < count && order[passed].ended_ns < event->begun_ns; passed++)
			before = order[passed].seq > before ? order[passed].seq : before;
		if (event->act == ACT_SWEEP)
			continue;
		seq = place_reader(judging, event, lowest > before ? lowest : before);
		if (seq == SB_NONE)
			judge_find(judging, event->status == SB_OK ? FINDING_READ : FINDING_REFUSAL, event, SB_NONE);
		else
			remember(order, count, event, seq);
	}
	free(order);
}
