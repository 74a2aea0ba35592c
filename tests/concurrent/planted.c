/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forged histories and a planted race. */
#include "planted.h"
#include "play.h"

#include "scene.h"
#include "stockbook/store.h"
#include "support.h"
#include "tap.h"

#include <err.h>
#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- lies ---- */

/* An event from `from` on that answers to these; NULL: none. */
static struct event *find(struct history *history, size_t from, enum act act, enum sb_status status)
{
	for (size_t i = from; i < history->count; i++)
		if (history->events[i].act == act && history->events[i].status == status)
			return &history->events[i];
	return NULL;
}

/* A read that says the version it saw, so that it can be true at one moment only. */
static struct event *find_read(struct history *history, size_t from)
{
	struct event *read = find(history, from, ACT_READ, SB_OK);

	while (read && read->seen.version == SB_NONE)
		read = find(history, (size_t)(read - history->events) + 1, ACT_READ, SB_OK);
	return read;
}

static bool see_one_more(struct history *history)
{
	struct event *read = find_read(history, history->count / 2);

	if (read) {
		read->seen.on_hand += 1000;
		read->seen.available += 1000;
	}
	return read != NULL;
}

/* What was true at the beginning, answered when all was over. */
static bool see_the_past(struct history *history)
{
	struct event *read = find_read(history, 0);
	const struct event *last = &history->events[history->count - 1];

	if (read) {
		int64_t later_ns = last->ended_ns - read->begun_ns + 1000000000, later_ms = last->ended_ms - read->begun_ms + 1000;

		read->begun_ns += later_ns;
		read->ended_ns += later_ns;
		read->begun_ms += later_ms;
		read->ended_ms += later_ms;
	}
	return read != NULL;
}

static bool deny_a_sale(struct history *history)
{
	struct event *sale = find(history, 0, ACT_SELL, SB_OK);

	if (sale) {
		sale->status = SB_SHORT_STOCK;
		sale->seq = SB_NONE;
	}
	return sale != NULL;
}

static bool invent_a_sale(struct history *history)
{
	struct event *sale = find(history, 0, ACT_SELL, SB_SHORT_STOCK);

	if (sale) {
		sale->status = SB_OK;
		sale->seq = INT32_MAX;
	}
	return sale != NULL;
}

/* Two that asked for the same, one after the other, change places. */
static bool swap_order(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		for (size_t j = i + 1; j < history->count; j++) {
			struct event *first = &history->events[i], *second = &history->events[j];
			int64_t seq = first->seq;

			if (!event_wrote(first) || !event_wrote(second) || first->act != ACT_RECEIVE || first->token >= 0 || second->token >= 0 ||
			    !event_asks_same(first, second) || first->ended_ns >= second->begun_ns)
				continue;
			first->seq = second->seq;
			second->seq = seq;
			return true;
		}
	return false;
}

static bool refuse_what_was_there(struct history *history)
{
	for (size_t i = 0; i < history->count; i++) {
		struct event *sale = &history->events[i];

		if (sale->act != ACT_SELL || sale->status != SB_SHORT_STOCK || sale->told_milli < 1000 || sale->token >= 0)
			continue;
		sale->qty_milli = sale->told_milli;
		return true;
	}
	return false;
}

static bool sell_another_quantity(struct history *history)
{
	for (size_t i = 0; i < history->count; i++) {
		struct event *sale = &history->events[i];

		if (sale->act != ACT_SELL || !event_wrote(sale) || sale->token >= 0)
			continue;
		sale->qty_milli += 1000;
		return true;
	}
	return false;
}

static bool do_a_token_twice(struct history *history)
{
	for (size_t i = 0; i < history->count; i++) {
		struct event *event = &history->events[i];

		if (event->token < 0 || !event->replayed)
			continue;
		event->replayed = false;
		return true;
	}
	return false;
}

static bool convert_what_is_over(struct history *history)
{
	for (size_t i = 0; i < history->count; i++) {
		struct event *event = &history->events[i];

		if (event->act != ACT_CONVERT || !event_wrote(event))
			continue;
		/* when its time was long over */
		event->begun_ms += 100000;
		event->ended_ms += 100000;
		return true;
	}
	return false;
}

static const struct {
	const char *sentence;
	bool (*forge)(struct history *history);
	enum finding expected;
} forgery_table[] = {
	{ "a read of stock that never was", see_one_more, FINDING_READ },
	{ "a read of the past", see_the_past, FINDING_READ },
	{ "a sale that is in the journal but was refused", deny_a_sale, FINDING_UNASKED },
	{ "a sale that was acknowledged but is not in the journal", invent_a_sale, FINDING_LOST },
	{ "two receipts in the other order", swap_order, FINDING_ORDER },
	{ "a refusal of what was there", refuse_what_was_there, FINDING_REFUSAL },
	{ "a sale of another quantity than asked for", sell_another_quantity, FINDING_AMOUNT },
	{ "a token that was used for two entries", do_a_token_twice, FINDING_TOKEN },
	{ "a hold allocated after it expired", convert_what_is_over, FINDING_HOLD },
};

size_t planted_forgeries(void)
{
	return SB_COUNT(forgery_table);
}

void planted_forge(size_t index, const struct history *history, struct sb_book *book, const struct past_names *names, int64_t base)
{
	struct history forged = { 0 };
	struct verdict verdict = { 0 };

	for (size_t i = 0; i < history->count; i++)
		history_add(&forged, &history->events[i]);
	if (!forgery_table[index].forge(&forged)) {
		tap_skip(forgery_table[index].sentence, "nothing in this history to forge it from");
	} else {
		judge(&forged, book, names, base, &verdict);
		tap_ok(verdict.count[forgery_table[index].expected] > 0, "%s is found out: %s", forgery_table[index].sentence,
		       finding_sentence(forgery_table[index].expected));
	}
	history_release(&forged);
}

/* ---- a race ---- */

enum { SELLERS = 4 };

static void leave_one(struct sb_book *book, int64_t product)
{
	const struct sb_line line = { .product = product, .qty_milli = SCENE_STOCK - 1000, .price_minor = SB_NONE, .cost_minor = SB_NONE };
	struct sb_draft draft = SB_DRAFT(SB_KIND_REMOVE);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;

	draft.lines = &line;
	draft.line_count = 1;
	if (sb_book_post(book, &draft, &outcome, &err))
		errx(99, "%s", err.text);
}

static void allow_negative(struct sb_book *book)
{
	const struct sb_draft draft = SB_DRAFT(SB_KIND_STORE_EDIT);
	struct sb_error err = SB_ERROR_INIT;
	sb_owned(write) write = NULL;
	struct sb_outcome outcome;

	if (sb_write_begin(book, &write, &err) || sb_store_edit(write, sb_book_store(book)->id, NULL, 1, &draft, &outcome, &err) ||
	    sb_write_commit(write, &err))
		errx(99, "%s", err.text);
}

/* Nobody goes on before all are here. */
static void meet(atomic_int *here)
{
	atomic_fetch_add(here, 1);
	while (atomic_load(here) < SELLERS)
		sched_yield();
}

/* Looks, waits until everybody has looked, books. */
static void sell_after_looking(struct actor *actor, atomic_int *here)
{
	struct event look = event_begin(ACT_READ, actor->process), sale;

	actor_do(actor, &look);
	meet(here);
	sale = event_begin(ACT_SELL, actor->process);
	sale.qty_milli = 1000;
	if (look.seen.available >= sale.qty_milli)
		actor_do(actor, &sale);
}

static void run_sellers(struct actor *actor, const char *folder, atomic_int *here)
{
	fflush(NULL);
	for (actor->process = 0; actor->process < SELLERS; actor->process++) {
		pid_t child = fork();

		if (child < 0)
			err(99, "fork");
		if (child)
			continue;
		scene_begin((uint64_t)actor->process + 77);
		play_begin(actor, folder, actor->process);
		sell_after_looking(actor, here);
		play_end(actor);
		_exit(0);
	}
	for (int i = 0, status; i < SELLERS; i++) {
		while (wait(&status) < 0 && errno == EINTR)
			;
		if (!WIFEXITED(status) || WEXITSTATUS(status))
			errx(99, "a seller ended badly: %x", (unsigned)status);
	}
}

static void judge_race(bool careless, struct actor *actor, const char *folder, struct sb_book *book, int64_t base)
{
	struct verdict verdict = { 0 };
	struct history history = { 0 };

	history_load(&history, folder, SELLERS);
	judge(&history, book, &actor->names, base, &verdict);
	if (careless)
		tap_ok(verdict.count[FINDING_OVERSOLD] == SELLERS - 1, "who looks and then books sells the last one %d times, and is reported",
		       SELLERS);
	else
		tap_ok(!verdict.total && verdict.entries == 1 && verdict.refusals == SELLERS - 1,
		       "where the book looks itself, one of %d gets the last one and the others are told", SELLERS);
	history_release(&history);
}

void planted_race(bool careless)
{
	sb_owned_string folder = st_directory();
	sb_owned_string path = st_path(folder, "race.book");
	atomic_int *here = mmap(NULL, sizeof(*here), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct actor actor = { .path = path, .stage = stage_new() };
	int64_t products[SCENE_PRODUCTS], base;
	struct sb_error why = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	struct sb_hash ignored;

	if (here == MAP_FAILED)
		err(99, "mmap");
	scene_make(path, products);
	if (scene_open(path, &book, &why))
		errx(99, "%s", why.text);
	memcpy(actor.names.products, products, sizeof(actor.names.products));
	actor.names.stores[0] = sb_book_store(book)->id;
	actor.names.stores[1] = SB_NONE;
	leave_one(book, products[0]);
	if (careless)
		allow_negative(book);
	if (sb_book_head(book, &base, &ignored, &why))
		errx(99, "%s", why.text);
	sb_book_close(book);
	run_sellers(&actor, folder, here);
	if (scene_open(path, &book, &why))
		errx(99, "%s", why.text);
	judge_race(careless, &actor, folder, book, base);
	sb_book_close(book);
}
