/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds the history against the journal: first what wrote, entry by entry, then what only looked (judge_reads.c). */
#include "judge_inside.h"

#include "tap.h"

#include <string.h>

const char *finding_sentence(enum finding finding)
{
	static const char *const sentences[FINDING_COUNT] = {
#define F(symbol, sentence) sentence,
		FINDINGS(F)
#undef F
	};

	return sentences[finding];
}

void judge_find(struct judging *judging, enum finding finding, const struct event *event, int64_t seq)
{
	sb_auto(buf) text = SB_BUF_INIT;

	judging->verdict->count[finding]++;
	if (judging->verdict->total++ >= judging->verdict->notes)
		return;
	sb_buf_printf(&text, "%s", finding_sentence(finding));
	if (seq != SB_NONE)
		sb_buf_printf(&text, "; entry %lld", (long long)seq);
	if (event) {
		sb_buf_puts(&text, "; ");
		event_print(event, &text);
	}
	tap_note("%s", text.data);
}

/* ---- is it what was asked for ---- */

static bool is_line(const struct fact_line *line, int product, enum sb_place from, enum sb_place to, int64_t qty_milli)
{
	return line->product == product && line->from == from && line->to == to && line->qty_milli == qty_milli;
}

static const struct {
	enum sb_place from, to;
} way_table[ACT_COUNT] = {
	[ACT_SELL] = { SB_AT_STORE, SB_AT_CUSTOMER },
	[ACT_BASKET] = { SB_AT_STORE, SB_AT_CUSTOMER },
	[ACT_RECEIVE] = { SB_AT_SUPPLIER, SB_AT_STORE },
	[ACT_REMOVE] = { SB_AT_STORE, SB_AT_WASTE },
	[ACT_MORE] = { SB_AT_DIFFERENCE, SB_AT_STORE },
	[ACT_LESS] = { SB_AT_STORE, SB_AT_DIFFERENCE },
	[ACT_SEND] = { SB_AT_STORE, SB_AT_TRANSIT },
	[ACT_ARRIVE] = { SB_AT_TRANSIT, SB_AT_STORE },
	[ACT_PLACE] = { SB_AT_STORE, SB_AT_HELD },
	[ACT_ALLOCATE] = { SB_AT_STORE, SB_AT_COMMITTED },
	[ACT_CONVERT] = { SB_AT_HELD, SB_AT_COMMITTED },
	[ACT_RELEASE] = { SB_AT_HELD, SB_AT_STORE },
	[ACT_FULFIL] = { SB_AT_COMMITTED, SB_AT_CUSTOMER },
};

static bool is_simple(const struct event *event, const struct fact *fact)
{
	int count = event->act == ACT_BASKET ? 2 : 1;

	if (fact->store != event->store || fact->count != (size_t)count)
		return false;
	for (int i = 0; i < count; i++)
		if (!is_line(&fact->lines[i], (event->product + i) % HISTORY_PRODUCTS, way_table[event->act].from, way_table[event->act].to,
			     event->qty_milli))
			return false;
	return true;
}

static bool is_reverse(const struct fact *fact, const struct fact *undone)
{
	if (fact->undoes != undone->seq || fact->count != undone->count || fact->store != undone->store)
		return false;
	for (size_t i = 0; i < fact->count; i++) {
		const struct fact_line *line = &undone->lines[i];

		if (!is_line(&fact->lines[i], line->product, line->to, line->from, line->qty_milli))
			return false;
	}
	return true;
}

/* What a change of a hold takes: the part asked for, else all there is. */
static bool takes_part(const struct event *event, const struct fact *fact, const struct hold_past *hold, int64_t left)
{
	return fact->store == hold->store && fact->count == 1 &&
	       is_line(&fact->lines[0], hold->product, way_table[event->act].from, way_table[event->act].to,
		       event->qty_milli ? event->qty_milli : left) &&
	       fact->lines[0].qty_milli <= left;
}

/* Cancelling gives back both parts; the held one only while it has not expired. */
static bool is_cancelled(const struct event *event, const struct fact *fact, const struct hold_past *hold, const struct hold_at *now)
{
	int64_t held = 0, committed = 0;

	for (size_t i = 0; i < fact->count; i++) {
		const struct fact_line *line = &fact->lines[i];

		held += line->from == SB_AT_HELD ? line->qty_milli : 0;
		committed += line->from == SB_AT_COMMITTED ? line->qty_milli : 0;
		if (line->to != SB_AT_STORE || line->product != hold->product)
			return false;
	}
	bool may_live = hold->expires_at == SB_NONE || hold->expires_at > event->begun_ms;
	bool may_be_over = hold->expires_at != SB_NONE && hold->expires_at <= event->ended_ms;

	return committed == now->committed && held + committed > 0 &&
	       ((held == now->held && (may_live || !held)) || (held == 0 && may_be_over));
}

static enum finding judge_hold(const struct judging *judging, const struct event *event, const struct fact *fact)
{
	const struct hold_past *hold = past_hold(&judging->past, event->target);
	const struct hold_at *now = hold ? &hold->track.at[hold->track.count - 1] : NULL;
	bool is_held = hold && hold->expires_at != SB_NONE && hold->expires_at > event->begun_ms;

	if (!hold || fact->subject != event->target)
		return FINDING_HOLD;
	switch (event->act) {
	case ACT_CONVERT:
	case ACT_RELEASE:
		return is_held && takes_part(event, fact, hold, now->held) ? FINDING_COUNT : FINDING_HOLD;
	case ACT_FULFIL:
		return takes_part(event, fact, hold, now->committed) ? FINDING_COUNT : FINDING_HOLD;
	default:
		return is_cancelled(event, fact, hold, now) ? FINDING_COUNT : FINDING_HOLD;
	}
}

static enum finding judge_arrival(const struct judging *judging, const struct event *event, const struct fact *fact)
{
	const struct sending_past *sending = past_sending(&judging->past, event->target);

	if (!sending || fact->subject != event->target || sending->from == fact->store || !is_simple(event, fact))
		return FINDING_TRANSFER;
	return sending->track.at[sending->track.count - 1].rest < event->qty_milli ? FINDING_TRANSFER : FINDING_COUNT;
}

/* FINDING_COUNT: nothing. */
static enum finding judge_request(const struct judging *judging, const struct event *event, const struct fact *fact)
{
	const struct past *past = &judging->past;

	if (fact->kind != act_kind(event->act))
		return FINDING_AMOUNT;
	switch (event->act) {
	case ACT_CONVERT:
	case ACT_RELEASE:
	case ACT_FULFIL:
	case ACT_CANCEL:
		return judge_hold(judging, event, fact);
	case ACT_ARRIVE:
		return judge_arrival(judging, event, fact);
	case ACT_UNDO:
		if (event->target < 1 || event->target >= fact->seq || past->undone[event->target])
			return FINDING_AMOUNT;
		return is_reverse(fact, &past->facts[event->target - 1]) ? FINDING_COUNT : FINDING_AMOUNT;
	default:
		return is_simple(event, fact) ? FINDING_COUNT : FINDING_AMOUNT;
	}
}

/* ---- may it stand where it stands ---- */

/* An expiry is nobody's: it must only not come early, and take all that is held. */
static bool is_expiry(const struct judging *judging, const struct fact *fact)
{
	const struct hold_past *hold = fact->kind == SB_KIND_HOLD_EXPIRE ? past_hold(&judging->past, fact->subject) : NULL;

	return hold && hold->expires_at <= fact->recorded_at && fact->count == 1 &&
	       is_line(&fact->lines[0], hold->product, SB_AT_HELD, SB_AT_STORE, hold->track.at[hold->track.count - 1].held);
}

/* Nothing goes below zero, and the entry says itself what was on hand behind each line. */
static void judge_states(struct judging *judging, const struct event *event, const struct fact *fact)
{
	for (size_t i = 0; i < fact->count && fact->store >= 0; i++) {
		const struct fact_line *line = &fact->lines[i];
		const struct stock_at *now = past_stock(&judging->past, fact->store, line->product);
		bool is_last = true;

		for (size_t j = i + 1; j < fact->count; j++)
			is_last = is_last && fact->lines[j].product != line->product;
		if (!is_last)
			continue;
		if (stock_free(now) < 0 || now->held < 0 || now->committed < 0)
			judge_find(judging, FINDING_OVERSOLD, event, fact->seq);
		else if (now->on_hand != line->on_hand_after)
			judge_find(judging, FINDING_AMOUNT, event, fact->seq);
	}
}

static void judge_entry(struct judging *judging, const struct fact *fact)
{
	const struct event *event = judging->writers[fact->seq];
	enum finding finding = FINDING_COUNT;

	if (event)
		finding = judge_request(judging, event, fact);
	else if (!is_expiry(judging, fact))
		finding = FINDING_UNASKED;
	if (finding != FINDING_COUNT)
		judge_find(judging, finding, event, fact->seq);
	judging->verdict->entries += event != NULL;
	judging->verdict->expiries += event == NULL;
	if (event && bounds_lowest(&judging->bounds, event->begun_ns) > fact->seq)
		judge_find(judging, FINDING_ORDER, event, fact->seq);
	past_step(&judging->past, fact, event ? event->expires_ms : SB_NONE);
	judge_states(judging, event, fact);
}

/* ---- tokens ---- */

static int by_token(const void *a, const void *b)
{
	const struct event *left = *(const struct event *const *)a, *right = *(const struct event *const *)b;

	if (left->token != right->token)
		return left->token < right->token ? -1 : 1;
	return (left->begun_ns > right->begun_ns) - (left->begun_ns < right->begun_ns);
}

static void judge_token(struct judging *judging, struct event *const *events, size_t count)
{
	const struct event *done = NULL;
	long first = 0;

	for (size_t i = 0; i < count; i++) {
		if (events[i]->status != SB_OK)
			continue;
		first += !events[i]->replayed;
		done = done ? done : events[i];
		if (events[i]->seq != done->seq || !event_asks_same(events[i], done))
			judge_find(judging, FINDING_TOKEN, events[i], done->seq);
	}
	if (done && first != 1)
		judge_find(judging, FINDING_TOKEN, done, done->seq);
	/* once acknowledged, it is never refused again */
	for (size_t i = 0; i < count && done; i++)
		if (events[i]->status != SB_OK && events[i]->begun_ns > done->ended_ns)
			judge_find(judging, FINDING_TOKEN, events[i], done->seq);
}

static void judge_tokens(struct judging *judging)
{
	struct history *history = judging->history;
	struct event **events = sb_alloc((history->count + 1) * sizeof(struct event *));
	size_t count = 0;

	for (size_t i = 0; i < history->count; i++)
		if (history->events[i].token >= 0)
			events[count++] = &history->events[i];
	qsort(events, count, sizeof(struct event *), by_token);
	for (size_t first = 0, end; first < count; first = end) {
		for (end = first; end < count && events[end]->token == events[first]->token; end++)
			;
		judge_token(judging, events + first, end - first);
	}
	free(events);
}

/* ---- all ---- */

static int by_beginning(const void *a, const void *b)
{
	const struct event *left = a, *right = b;

	return (left->begun_ns > right->begun_ns) - (left->begun_ns < right->begun_ns);
}

static void find_writers(struct judging *judging)
{
	for (size_t i = 0; i < judging->history->count; i++) {
		const struct event *event = &judging->history->events[i];

		if (!event_wrote(event))
			continue;
		if (event->seq < 1 || event->seq > judging->past.head)
			judge_find(judging, FINDING_LOST, event, event->seq);
		else if (judging->writers[event->seq])
			judge_find(judging, FINDING_LOST, event, event->seq);
		else
			judging->writers[event->seq] = event;
	}
}

void judge(struct history *history, struct sb_book *book, const struct past_names *names, int64_t base, struct verdict *verdict)
{
	struct judging judging = { .history = history, .verdict = verdict };

	qsort(history->events, history->count, sizeof(*history->events), by_beginning);
	past_read(&judging.past, book, names);
	bounds_init(&judging.bounds, history);
	judging.writers = sb_alloc((size_t)(judging.past.head + 1) * sizeof(struct event *));
	find_writers(&judging);
	for (int64_t seq = 1; seq <= base; seq++)
		past_step(&judging.past, &judging.past.facts[seq - 1], SB_NONE);
	for (int64_t seq = base + 1; seq <= judging.past.head; seq++)
		judge_entry(&judging, &judging.past.facts[seq - 1]);
	judge_tokens(&judging);
	judge_readers(&judging);
	free(judging.writers);
	bounds_release(&judging.bounds);
	past_release(&judging.past);
}
