/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events, their files, and what real time says about their order. */
#include "history.h"

#include <err.h>
#include <string.h>
#include <time.h>

static const struct {
	const char *word;
	enum sb_kind kind;
} act_table[ACT_COUNT] = {
#define A(symbol, word, kind) { word, kind },
	ACTS(A)
#undef A
};

const char *act_word(enum act act)
{
	return act_table[act].word;
}

enum sb_kind act_kind(enum act act)
{
	return act_table[act].kind;
}

static int64_t monotonic_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

struct event event_begin(enum act act, int process)
{
	struct event event;

	/* it goes to a file as it is, gaps included */
	memset(&event, 0, sizeof(event));
	event.act = act;
	event.process = process;
	event.target = event.seq = event.told_milli = event.after = SB_NONE;
	event.token = -1;
	event.begun_ms = sb_now();
	event.begun_ns = monotonic_ns();
	return event;
}

void event_end(struct event *event)
{
	event->ended_ns = monotonic_ns();
	event->ended_ms = sb_now();
}

void event_print(const struct event *event, struct sb_buf *out)
{
	sb_buf_printf(out, "process %d%s: %s", event->process, event->by_shell ? " at a shell" : "", act_word(event->act));
	sb_buf_printf(out, " store %d product %d qty %lld", event->store, event->product, (long long)event->qty_milli);
	if (event->target != SB_NONE)
		sb_buf_printf(out, " of %lld", (long long)event->target);
	if (event->token >= 0)
		sb_buf_printf(out, " token %d", event->token);
	sb_buf_printf(out, " in %lld..%lld ns: %s", (long long)event->begun_ns, (long long)event->ended_ns, sb_status_code(event->status));
	if (event->seq != SB_NONE)
		sb_buf_printf(out, "%s entry %lld", event->replayed ? " again" : "", (long long)event->seq);
	if (event->told_milli != SB_NONE)
		sb_buf_printf(out, " told %lld", (long long)event->told_milli);
	if (event->act == ACT_READ)
		sb_buf_printf(out, " saw %lld on hand, %lld held, %lld committed, version %lld", (long long)event->seen.on_hand,
			      (long long)event->seen.held, (long long)event->seen.committed, (long long)event->seen.version);
}

bool event_asks_same(const struct event *a, const struct event *b)
{
	return a->act == b->act && a->store == b->store && a->product == b->product && a->qty_milli == b->qty_milli &&
	       a->target == b->target && a->expires_ms == b->expires_ms;
}

void history_add(struct history *history, const struct event *event)
{
	if (history->count == history->room) {
		history->room = history->room ? history->room * 2 : 1024;
		history->events = sb_realloc(history->events, history->room * sizeof(*history->events));
	}
	history->events[history->count++] = *event;
}

void history_release(struct history *history)
{
	free(history->events);
	*history = (struct history){ 0 };
}

FILE *history_open(const char *folder, int process, const char *mode)
{
	sb_auto(buf) path = SB_BUF_INIT;
	FILE *file;

	sb_buf_printf(&path, "%s/history-%d", folder, process);
	file = fopen(path.data, mode);
	if (!file)
		err(99, "%s", path.data);
	return file;
}

void history_log(FILE *file, const struct event *event)
{
	if (fwrite(event, sizeof(*event), 1, file) != 1)
		err(99, "cannot write the history");
}

void history_load(struct history *history, const char *folder, int processes)
{
	for (int i = 0; i < processes; i++) {
		FILE *file = history_open(folder, i, "r");
		struct event event;

		while (fread(&event, sizeof(event), 1, file) == 1)
			history_add(history, &event);
		fclose(file);
	}
}

/* ---- real time ---- */

static int by_time(const void *a, const void *b)
{
	const struct mark *left = a, *right = b;

	return (left->ns > right->ns) - (left->ns < right->ns);
}

void bounds_init(struct bounds *bounds, const struct history *history)
{
	*bounds = (struct bounds){
		.ended = sb_alloc((history->count + 1) * sizeof(struct mark)),
		.begun = sb_alloc((history->count + 1) * sizeof(struct mark)),
	};
	for (size_t i = 0; i < history->count; i++) {
		const struct event *event = &history->events[i];

		if (!event_wrote(event))
			continue;
		bounds->ended[bounds->count] = (struct mark){ event->ended_ns, event->seq };
		bounds->begun[bounds->count++] = (struct mark){ event->begun_ns, event->seq };
	}
	qsort(bounds->ended, bounds->count, sizeof(struct mark), by_time);
	qsort(bounds->begun, bounds->count, sizeof(struct mark), by_time);
	for (size_t i = 1; i < bounds->count; i++)
		if (bounds->ended[i].seq < bounds->ended[i - 1].seq)
			bounds->ended[i].seq = bounds->ended[i - 1].seq;
	for (size_t i = bounds->count; i-- > 1;)
		if (bounds->begun[i - 1].seq > bounds->begun[i].seq)
			bounds->begun[i - 1].seq = bounds->begun[i].seq;
}

void bounds_release(struct bounds *bounds)
{
	free(bounds->ended);
	free(bounds->begun);
	*bounds = (struct bounds){ 0 };
}

/* How many marks lie before this time, or at it. */
static size_t marks_before(const struct mark *marks, size_t count, int64_t ns, bool at_too)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (marks[middle].ns < ns || (at_too && marks[middle].ns == ns))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int64_t bounds_lowest(const struct bounds *bounds, int64_t begun_ns)
{
	size_t before = marks_before(bounds->ended, bounds->count, begun_ns, false);

	return before ? bounds->ended[before - 1].seq : 0;
}

int64_t bounds_highest(const struct bounds *bounds, int64_t ended_ns)
{
	size_t before = marks_before(bounds->begun, bounds->count, ended_ns, true);

	return before < bounds->count ? bounds->begun[before].seq - 1 : INT64_MAX;
}
