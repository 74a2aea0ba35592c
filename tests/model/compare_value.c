/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the book says its goods are worth, beside the model. */
#include "model_value.h"
#include "play.h"

struct looking {
	struct game *game;
	struct sb_valuation_ask ask;
	int store; /* -1: the whole book */
	int seen;
};

/* What is worth something is there: on hand in the stores, or on its way to one. */
static int64_t there(const struct model *model, int product, int store)
{
	int64_t sum = 0;

	for (int s = 0; s < model->stores; s++)
		if (store < 0 || s == store)
			sum += model->product[product].in[s].on_hand + (store < 0 ? model_coming(model, product, s) : 0);
	return sum;
}

static bool is_same(const struct sb_valued *a, const struct sb_valued *b)
{
	return a->qty_milli == b->qty_milli && a->value_minor == b->value_minor && a->sold_milli == b->sold_milli &&
	       a->cogs_minor == b->cogs_minor && a->received_minor == b->received_minor && a->moved_minor == b->moved_minor &&
	       a->transit_minor == b->transit_minor && a->lost_minor == b->lost_minor && a->unknown_milli == b->unknown_milli;
}

static void print_valued(const struct sb_valued *valued, struct sb_buf *out)
{
	sb_buf_printf(out, "%lld worth %lld (%lld on its way), %lld sold for %lld, received %lld (%lld at no cost), moved %lld, lost %lld",
		      (long long)valued->qty_milli, (long long)valued->value_minor, (long long)valued->transit_minor,
		      (long long)valued->sold_milli, (long long)valued->cogs_minor, (long long)valued->received_minor,
		      (long long)valued->unknown_milli, (long long)valued->moved_minor, (long long)valued->lost_minor);
}

static bool see(const struct sb_valued *got, void *context)
{
	struct looking *looking = context;
	const struct model *model = looking->game->model;
	sb_auto(buf) theirs = SB_BUF_INIT;
	sb_auto(buf) ours = SB_BUF_INIT;
	struct sb_valued own;
	int product;

	looking->seen++;
	if (!product_of(model, got->product, &product) || !model_value(model, product, looking->store, looking->ask.method, &own))
		return game_differs(looking->game, "the book values product %lld", (long long)got->product);
	if (got->qty_milli != there(model, product, looking->store))
		return game_differs(looking->game, "%lld of product %lld have a value in store %d, there are %lld", (long long)got->qty_milli,
				    (long long)got->product, looking->store, (long long)there(model, product, looking->store));
	if (is_same(got, &own))
		return true;
	print_valued(got, &theirs);
	print_valued(&own, &ours);
	return game_differs(looking->game, "product %lld, store %d, method %d: %s; the model has %s", (long long)got->product, looking->store,
			    (int)looking->ask.method, theirs.data, ours.data);
}

static bool compare_one(struct game *game, int store, enum sb_valuation_method method)
{
	struct looking looking = { .game = game, .store = store };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_valued own;
	int wanted = 0;

	looking.ask = (struct sb_valuation_ask){ .method = method, .store = store < 0 ? 0 : game->model->at[store].seq, .from = SB_NONE, .to = SB_NONE };
	if (sb_valuation_each(game->app.book, &looking.ask, NULL, see, &looking, &err))
		return game_differs(game, "value: %s", err.text);
	for (int p = 0; p < game->model->products; p++)
		wanted += model_value(game->model, p, store, method, &own);
	return !game->said && (looking.seen == wanted || game_differs(game, "%d products are valued, the model has %d", looking.seen, wanted));
}

bool game_compare_values(struct game *game)
{
	for (int store = -1; store < game->model->stores; store++)
		if (!compare_one(game, store, SB_VALUE_FIFO) || !compare_one(game, store, SB_VALUE_AVERAGE))
			return false;
	return true;
}
