/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random operations on the library, each logged with what was asked and answered. */
#include "actor.h"

#include "scene.h"
#include "stockbook/hold.h"
#include "stockbook/store.h"

#include <err.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const char *const actor_stores[HISTORY_STORES] = { "MAIN", "NORTH" };

struct stage *stage_new(void)
{
	struct stage *stage = mmap(NULL, sizeof(*stage), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (stage == MAP_FAILED)
		err(99, "mmap");
	return stage;
}

void stage_note(struct recent *recent, int64_t seq)
{
	atomic_store(&recent->seq[atomic_fetch_add(&recent->next, 1) % RECENT], seq);
}

/* ---- choosing ---- */

static int64_t below(int64_t limit)
{
	return (int64_t)sb_random_below(scene_random(), (uint64_t)limit);
}

static int64_t any_recent(struct recent *recent)
{
	int64_t seq = atomic_load(&recent->seq[below(RECENT)]);

	return seq ? seq : SB_NONE;
}

/* How many of a hundred. */
static enum act any_act(void)
{
	static const struct {
		enum act act;
		int share;
	} table[] = {
		{ ACT_READ, 20 },   { ACT_SELL, 11 },   { ACT_BASKET, 4 },  { ACT_RECEIVE, 17 }, { ACT_REMOVE, 3 },
		{ ACT_MORE, 2 },    { ACT_LESS, 3 },    { ACT_SEND, 6 },    { ACT_ARRIVE, 8 },   { ACT_PLACE, 8 },
		{ ACT_ALLOCATE, 2 }, { ACT_CONVERT, 4 }, { ACT_RELEASE, 3 }, { ACT_FULFIL, 3 },   { ACT_CANCEL, 2 },
		{ ACT_SWEEP, 1 },   { ACT_UNDO, 3 },
	};
	int64_t luck = below(100);
	size_t i = 0;

	while (i + 1 < SB_COUNT(table) && luck >= table[i].share)
		luck -= table[i++].share;
	return table[i].act;
}

/* What a token stands for follows from it, so that all who use it ask for the same. Shells and the library digest
 * differently what was asked: each has its half. */
static void use_token(struct event *event)
{
	int64_t token = below(TOKENS / 2);

	event->act = token % 4 ? ACT_SELL : ACT_RECEIVE;
	event->store = (int)(token / 4 % HISTORY_STORES);
	event->product = (int)(token % HISTORY_PRODUCTS);
	event->qty_milli = 1000 + token % 2 * 1000;
	event->token = (int)token + (event->by_shell ? TOKENS / 2 : 0);
}

struct event actor_choose(struct actor *actor)
{
	struct event event = event_begin(any_act(), actor->process);

	event.by_shell = actor->shell_every && below(actor->shell_every) == 0;
	event.store = (int)below(HISTORY_STORES);
	event.product = (int)below(HISTORY_PRODUCTS);
	event.qty_milli = (1 + below(3)) * 1000;
	switch (event.act) {
	case ACT_CONVERT:
	case ACT_RELEASE:
	case ACT_FULFIL:
	case ACT_CANCEL:
		event.target = any_recent(&actor->stage->holds);
		event.qty_milli = event.act == ACT_CANCEL || below(2) ? 0 : 1000;
		break;
	case ACT_ARRIVE:
		event.target = any_recent(&actor->stage->sendings);
		break;
	case ACT_UNDO:
		event.target = any_recent(&actor->stage->entries);
		break;
	case ACT_PLACE:
		event.expires_ms = (1 + below(2)) * 1000;
		break;
	case ACT_SELL:
	case ACT_RECEIVE:
		if (below(8) == 0)
			use_token(&event);
		break;
	default:
		break;
	}
	return event;
}

/* ---- doing ---- */

static enum sb_status post(struct actor *actor, struct event *event, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_line lines[2] = { 0 };
	struct sb_draft draft = SB_DRAFT(act_kind(event->act));
	char token[24];

	draft.line_count = event->act == ACT_BASKET ? 2 : 1;
	for (size_t i = 0; i < draft.line_count; i++)
		lines[i] = (struct sb_line){
			.product = actor->names.products[((size_t)event->product + i) % HISTORY_PRODUCTS],
			.from = event->act == ACT_MORE ? SB_AT_DIFFERENCE : event->act == ACT_LESS ? SB_AT_STORE : 0,
			.to = event->act == ACT_MORE ? SB_AT_STORE : event->act == ACT_LESS ? SB_AT_DIFFERENCE : 0,
			.qty_milli = event->qty_milli,
			.price_minor = SB_NONE,
			.cost_minor = SB_NONE,
		};
	snprintf(token, sizeof(token), "shared-%d", event->token);
	draft.token = event->token < 0 ? NULL : token;
	draft.lines = lines;
	return sb_book_post(actor->book, &draft, out, err);
}

static struct sb_line one_line(const struct actor *actor, int product, int64_t qty_milli)
{
	return (struct sb_line){ .product = actor->names.products[product], .qty_milli = qty_milli, .price_minor = SB_NONE, .cost_minor = SB_NONE };
}

static enum sb_status transfer(struct actor *actor, struct event *event, struct sb_outcome *out, struct sb_error *err)
{
	const struct sb_line line = one_line(actor, event->product, event->qty_milli);
	struct sb_draft draft = SB_DRAFT(act_kind(event->act));
	sb_owned(write) write = NULL;
	enum sb_status status = sb_write_begin(actor->book, &write, err);

	draft.lines = &line;
	draft.line_count = 1;
	if (!status && event->act == ACT_SEND)
		status = sb_transfer_send(write, actor->names.stores[1 - event->store], &draft, out, err);
	else if (!status)
		status = sb_transfer_receive(write, event->target, &draft, out, err);
	return status ? status : sb_write_commit(write, err);
}

static enum sb_status place(struct actor *actor, struct event *event, struct sb_outcome *out, struct sb_error *err)
{
	const struct sb_line line = one_line(actor, event->product, event->qty_milli);
	const struct sb_hold_ask ask = {
		.kind = act_kind(event->act),
		.lines = &line,
		.line_count = 1,
		.expires_ms = event->expires_ms,
		.is_optimistic = actor->process % 2,
	};

	return sb_hold_place(actor->book, &ask, out, err);
}

static enum sb_status resolve(struct actor *actor, struct event *event, struct sb_outcome *out, struct sb_error *err)
{
	const struct sb_line line = one_line(actor, event->product, event->qty_milli);
	const struct sb_hold_step step = {
		.kind = act_kind(event->act),
		.hold = event->target,
		.lines = &line,
		.line_count = event->qty_milli ? 1 : 0,
		.reason = event->act == ACT_CANCEL ? "nobody came" : NULL,
	};

	return sb_hold_resolve(actor->book, &step, out, err);
}

static enum sb_status perform(struct actor *actor, struct event *event, struct sb_outcome *out, struct sb_error *err)
{
	int64_t count;

	switch (event->act) {
	case ACT_READ:
		return sb_stock_in(actor->book, actor->names.stores[event->store], actor->names.products[event->product], &event->seen, err);
	case ACT_SEND:
	case ACT_ARRIVE:
		return transfer(actor, event, out, err);
	case ACT_PLACE:
	case ACT_ALLOCATE:
		return place(actor, event, out, err);
	case ACT_CONVERT:
	case ACT_RELEASE:
	case ACT_FULFIL:
	case ACT_CANCEL:
		return resolve(actor, event, out, err);
	case ACT_SWEEP:
		return sb_hold_sweep(actor->book, INT64_MAX, &count, err);
	case ACT_UNDO:
		return sb_book_undo(actor->book, event->target, NULL, NULL, out, err);
	default:
		return post(actor, event, out, err);
	}
}

/* A hold's and a sending's product are those it was made with: who takes part of it names it. */
static bool take_from_target(struct actor *actor, struct event *event)
{
	bool is_about = event->act == ACT_ARRIVE || (event->act >= ACT_CONVERT && event->act <= ACT_CANCEL);
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_entry entry;

	if (event->target == SB_NONE)
		return !is_about && event->act != ACT_UNDO;
	if (!is_about)
		return true;
	if (sb_entry_get(actor->book, event->target, arena, &entry, &err))
		errx(99, "%s", err.text);
	for (int i = 0; i < HISTORY_PRODUCTS; i++)
		if (entry.lines[0].product == actor->names.products[i])
			event->product = i;
	event->store = entry.store == actor->names.stores[event->act == ACT_ARRIVE ? 1 : 0] ? 0 : 1;
	return true;
}

static void note_entry(struct actor *actor, const struct event *event)
{
	bool can_be_undone = event->act >= ACT_SELL && event->act <= ACT_LESS;

	if (!event_wrote(event))
		return;
	if (event->act == ACT_PLACE || event->act == ACT_ALLOCATE)
		stage_note(&actor->stage->holds, event->seq);
	if (event->act == ACT_SEND)
		stage_note(&actor->stage->sendings, event->seq);
	if (can_be_undone)
		stage_note(&actor->stage->entries, event->seq);
}

static void by_library(struct actor *actor, struct event *event)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome = { .seq = SB_NONE };
	double told;

	if (sb_book_use_store(actor->book, actor_stores[event->store], &err))
		errx(99, "%s", err.text);
	struct event now = event_begin(event->act, event->process);
	event->begun_ns = now.begun_ns;
	event->begun_ms = now.begun_ms;
	event->status = perform(actor, event, &outcome, &err);
	event_end(event);
	if (event->status == SB_OK && act_kind(event->act) != SB_KIND_COUNT) {
		event->seq = outcome.seq;
		event->replayed = outcome.replayed;
	}
	if (event->status == SB_SHORT_STOCK && sscanf(err.text, "only %lf of", &told) == 1)
		event->told_milli = (int64_t)(told * 1000 + 0.5);
	if (event->status != SB_OK && event->status != SB_SHORT_STOCK && event->status != SB_REFUSED && event->status != SB_CONFLICT)
		warnx("process %d: %s: %s", event->process, act_word(event->act), err.text);
}

void actor_do(struct actor *actor, struct event *event)
{
	if (!take_from_target(actor, event))
		event->act = ACT_READ;
	if (!event->by_shell || !actor_shell(actor, event)) {
		event->by_shell = false;
		by_library(actor, event);
	}
	note_entry(actor, event);
	history_log(actor->log, event);
}
