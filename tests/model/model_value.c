/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Value in the model: layers in plain arrays, one for each store and each transfer. */
#include "model_value.h"

#include <string.h>

#define LAYERS_MAX 4096
#define HEAPS_MAX  256

__extension__ typedef __int128 wide;

struct layer {
	int64_t qty;
	wide value;
};

struct heap {
	int store, transfer; /* -1 */
	struct layer layer[LAYERS_MAX];
	size_t layers;
	struct layer owed, last;
	wide received, cogs, lost, moved;
	int64_t sold, unknown;
};

struct event {
	int64_t at;
	size_t order;
	const struct m_line *line;
	int store, transfer;
};

struct book {
	bool averages;
	struct heap *heap;
	size_t heaps;
	struct event *event;
	size_t events;
	struct layer sold, last;
};

/* ---- what happened ---- */

static bool is_ours(enum sb_place place)
{
	return model_is_stock(place) || place == SB_AT_TRANSIT;
}

static bool is_inside(const struct m_line *line)
{
	return (model_is_stock(line->from) && model_is_stock(line->to)) || (!is_ours(line->from) && !is_ours(line->to));
}

static bool stands(const struct model *model, int64_t seq, const struct m_line *line)
{
	const struct m_entry *entry = &model->entry[seq - 1];

	if (line->absorbed_by)
		return !model->undone_by[line->absorbed_by - 1];
	return !model->undone_by[seq - 1] && (entry->kind != SB_KIND_UNDO || entry->redo);
}

/* What is done again happened when it was first done. */
static int64_t time_of(const struct book *book, const struct m_entry *entry, const struct m_line *line)
{
	int64_t own = line->at ? line->at : entry->occurred_at;
	int64_t at = entry->kind == SB_KIND_UNDO && !line->absorbed_by ? entry->first_at : own;

	for (size_t i = 0; i < book->events && line->from == SB_AT_TRANSIT; i++)
		if (book->event[i].transfer == entry->transfer && book->event[i].line->to == SB_AT_TRANSIT && book->event[i].at > at)
			at = book->event[i].at;
	return at;
}

static void gather(const struct model *model, int product, struct book *book)
{
	for (int64_t seq = 1; seq <= model->entries; seq++) {
		const struct m_entry *entry = &model->entry[seq - 1];

		for (size_t i = 0; i < entry->lines; i++) {
			const struct m_line *line = &entry->line[i];
			bool travels = line->from == SB_AT_TRANSIT || line->to == SB_AT_TRANSIT;

			if (line->product != product || is_inside(line) || !stands(model, seq, line))
				continue;
			book->event = sb_realloc(book->event, (book->events + 1) * sizeof(*book->event));
			book->event[book->events] = (struct event){ .at = time_of(book, entry, line), .order = book->events, .line = line,
								    .store = entry->store, .transfer = travels ? entry->transfer : -1 };
			book->events++;
		}
	}
}

static int by_time(const void *a, const void *b)
{
	const struct event *one = a, *other = b;

	if (one->at != other->at)
		return one->at < other->at ? -1 : 1;
	return one->order < other->order ? -1 : 1;
}

/* ---- layers ---- */

static wide share(const struct layer *layer, int64_t qty)
{
	return qty == layer->qty ? layer->value : (layer->value * qty + layer->qty / 2) / layer->qty;
}

static struct heap *heap_of(struct book *book, int store, int transfer)
{
	struct heap *heap = NULL;

	for (size_t i = 0; i < book->heaps && !heap; i++)
		if (book->heap[i].store == store && book->heap[i].transfer == transfer)
			heap = &book->heap[i];
	if (!heap) {
		if (book->heaps == HEAPS_MAX)
			abort();
		heap = &book->heap[book->heaps++];
		memset(heap, 0, sizeof(*heap));
		heap->store = store;
		heap->transfer = transfer;
	}
	if (!heap->last.qty)
		heap->last = book->last;
	return heap;
}

static void insert(struct heap *heap, size_t at, struct layer layer)
{
	if (heap->layers == LAYERS_MAX)
		abort();
	memmove(&heap->layer[at + 1], &heap->layer[at], (heap->layers - at) * sizeof(layer));
	heap->layer[at] = layer;
	heap->layers++;
}

static void put(struct book *book, struct heap *heap, int64_t qty, wide value, bool oldest)
{
	struct layer came = { qty, value };
	int64_t due = qty < heap->owed.qty ? qty : heap->owed.qty;

	heap->last = came;
	if (due) {
		wide worth = share(&came, due), thought = share(&heap->owed, due);

		came = (struct layer){ came.qty - due, came.value - worth };
		heap->owed = (struct layer){ heap->owed.qty - due, heap->owed.value - thought };
		heap->cogs += worth - thought;
	}
	if (came.qty && book->averages && heap->layers) {
		heap->layer[0] = (struct layer){ heap->layer[0].qty + came.qty, heap->layer[0].value + came.value };
		heap->last = heap->layer[0];
	} else if (came.qty) {
		insert(heap, oldest ? 0 : heap->layers, came);
	}
	book->last = heap->last;
}

/* All of it that costs the same. */
static wide take_some(struct heap *heap, int64_t *qty, int64_t cost)
{
	int64_t taken = heap->layers && heap->layer[0].qty < *qty ? heap->layer[0].qty : *qty;
	wide worth;

	if (heap->layers) {
		worth = share(&heap->layer[0], taken);
		heap->layer[0] = (struct layer){ heap->layer[0].qty - taken, heap->layer[0].value - worth };
		if (!heap->layer[0].qty)
			memmove(&heap->layer[0], &heap->layer[1], --heap->layers * sizeof(heap->layer[0]));
	} else {
		worth = heap->last.qty ? share(&heap->last, taken) : cost == SB_NONE ? 0 : (wide)taken * cost;
		heap->owed = (struct layer){ heap->owed.qty + taken, heap->owed.value + worth };
	}
	*qty = taken;
	return worth;
}

static wide take(struct heap *heap, int64_t qty, int64_t cost)
{
	wide worth = 0;

	while (qty) {
		int64_t part = qty;

		worth += take_some(heap, &part, cost);
		qty -= part;
	}
	return worth;
}

/* ---- playing ---- */

static wide worth_of(const struct book *book, const struct heap *heap, const struct m_line *line, bool *known)
{
	bool is_bought = line->from == SB_AT_SUPPLIER || line->from == SB_AT_ORDERED || line->from == SB_AT_OPENING;

	*known = true;
	if (line->from == SB_AT_CUSTOMER && book->sold.qty)
		return share(&book->sold, line->qty);
	if (book->averages && !is_bought && heap->layers)
		return share(&heap->layer[0], line->qty);
	if (line->cost == SB_NONE && heap->last.qty)
		return share(&heap->last, line->qty);
	*known = line->cost != SB_NONE;
	return *known ? (wide)line->qty * line->cost : 0;
}

static void come(struct book *book, struct heap *heap, const struct m_line *line)
{
	bool known;
	wide worth = worth_of(book, heap, line, &known);

	put(book, heap, line->qty, worth, line->from == SB_AT_CUSTOMER);
	if (line->from == SB_AT_CUSTOMER) {
		heap->cogs -= worth;
		heap->sold -= line->qty;
	} else if (line->from == SB_AT_DIFFERENCE || line->from == SB_AT_WASTE) {
		heap->lost -= worth;
	} else {
		heap->received += worth;
		heap->unknown += known ? 0 : line->qty;
	}
}

static void go(struct book *book, struct heap *heap, const struct m_line *line)
{
	wide worth = take(heap, line->qty, line->cost);

	if (line->to == SB_AT_CUSTOMER) {
		heap->cogs += worth;
		heap->sold += line->qty;
		book->sold = (struct layer){ line->qty, worth };
	} else if (line->to == SB_AT_SUPPLIER || line->to == SB_AT_OPENING) {
		heap->received -= worth;
	} else {
		heap->lost += worth;
	}
}

static void travel(struct book *book, const struct event *event, bool leaves)
{
	struct heap *home = heap_of(book, event->store, -1), *way = heap_of(book, -1, event->transfer);
	struct heap *from = leaves ? home : way, *to = leaves ? way : home;

	for (int64_t rest = event->line->qty, part = rest; rest; rest -= part, part = rest) {
		wide worth = take_some(from, &part, event->line->cost);

		put(book, to, part, worth, false);
		from->moved -= worth;
		to->moved += worth;
	}
}

static void get_lost(struct book *book, const struct event *event)
{
	struct heap *home = heap_of(book, event->store, -1), *way = heap_of(book, -1, event->transfer);
	wide worth = take(way, event->line->qty, event->line->cost);

	home->moved += worth;
	home->lost += worth;
}

static void play(struct book *book, const struct event *event)
{
	const struct m_line *line = event->line;

	if (line->to == SB_AT_TRANSIT || (line->from == SB_AT_TRANSIT && model_is_stock(line->to)))
		travel(book, event, line->to == SB_AT_TRANSIT);
	else if (line->from == SB_AT_TRANSIT)
		get_lost(book, event);
	else if (model_is_stock(line->to))
		come(book, heap_of(book, event->store, -1), line);
	else
		go(book, heap_of(book, event->store, -1), line);
}

/* ---- telling ---- */

static int64_t rounded(wide milli)
{
	return (int64_t)(milli >= 0 ? (milli + 500) / 1000 : -((-milli + 500) / 1000));
}

static void tell(const struct book *book, int store, struct sb_valued *out)
{
	wide value = 0, transit = 0, received = 0, cogs = 0, lost = 0, moved = 0;

	*out = (struct sb_valued){ 0 };
	for (size_t i = 0; i < book->heaps; i++) {
		const struct heap *heap = &book->heap[i];
		wide worth = -heap->owed.value;

		if (store >= 0 && heap->store != store)
			continue;
		out->qty_milli -= heap->owed.qty;
		for (size_t l = 0; l < heap->layers; l++) {
			out->qty_milli += heap->layer[l].qty;
			worth += heap->layer[l].value;
		}
		value += worth;
		transit += heap->store < 0 ? worth : 0;
		moved += heap->store < 0 ? 0 : heap->moved;
		received += heap->received;
		cogs += heap->cogs;
		lost += heap->lost;
		out->sold_milli += heap->sold;
		out->unknown_milli += heap->unknown;
	}
	out->value_minor = rounded(value);
	out->transit_minor = rounded(transit);
	out->received_minor = rounded(received);
	out->cogs_minor = rounded(cogs);
	out->lost_minor = rounded(lost);
	out->moved_minor = rounded(moved);
}

bool model_value(const struct model *model, int product, int store, enum sb_valuation_method method, struct sb_valued *out)
{
	struct book book = { .averages = method == SB_VALUE_AVERAGE };
	bool is_told;

	gather(model, product, &book);
	is_told = book.events > 0;
	if (is_told) {
		qsort(book.event, book.events, sizeof(*book.event), by_time);
		book.heap = sb_alloc(HEAPS_MAX * sizeof(*book.heap));
		for (size_t i = 0; i < book.events; i++)
			play(&book, &book.event[i]);
		tell(&book, store, out);
	}
	free(book.heap);
	free(book.event);
	return is_told;
}
