/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock in every store beside the model: after each operation that of the products it moved, from time to time all of it. */
#include "play.h"

#include "stockbook/list.h"
#include "stockbook/store.h"

#include <string.h>

/* ---- as it is asked for in the program ---- */

static bool same_stock(struct game *game, int product, int store, const struct sb_stock *got)
{
	const struct model *model = game->model;
	const struct m_stock *own = &model->product[product].in[store];
	int64_t expired = model_expired(model, product, store), held = own->held - expired, available = model_available(own) + expired;

	if (got->on_hand == own->on_hand && got->held == held && got->committed == own->committed && got->unavailable == own->aside &&
	    got->available == available && got->version == own->version)
		return true;
	return game_differs(game,
			    "product %lld in %s: %lld on hand, %lld held, %lld committed, %lld unavailable, %lld available, version %lld; "
			    "the model says %lld, %lld, %lld, %lld, %lld, %lld",
			    (long long)model->product[product].seq, op_store_code(model->at[store].code), (long long)got->on_hand,
			    (long long)got->held, (long long)got->committed, (long long)got->unavailable, (long long)got->available,
			    (long long)got->version, (long long)own->on_hand, (long long)held, (long long)own->committed,
			    (long long)own->aside, (long long)available, (long long)own->version);
}

static bool compare_product(struct game *game, int product)
{
	const struct model *model = game->model;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stock stock;

	for (int s = 0; s < model->stores; s++) {
		if (model->at[s].is_gone)
			continue;
		if (sb_stock_in(game->app.book, model->at[s].seq, model->product[product].seq, &stock, &err))
			return game_differs(game, "stock: %s", err.text);
		if (!same_stock(game, product, s, &stock) || !game_is_consistent(game, product, s))
			return false;
	}
	return true;
}

/* ---- as it is listed ---- */

static const char columns[] = "store,on_hand,held,committed,unavailable,available,in_transit,projected,reorder_point,order_up_to,bin,on_order,incoming";

struct looking {
	struct game *game;
	int seen;
};

static int store_named(const struct model *model, const char *code)
{
	for (int i = 0; i < STORES; i++)
		if (!strcmp(op_store_code(i), code))
			return model_find_store(model, i);
	return -1;
}

static bool see_row(const struct sb_page *page, const struct sb_row *row, void *context)
{
	struct looking *looking = context;
	struct game *game = looking->game;
	const struct model *model = game->model;
	const struct sb_value *v = row->values;
	int product, store = store_named(model, v[0].s);
	const struct m_product *own = product_of(model, row->id, &product);
	sb_auto(buf) bin = SB_BUF_INIT;

	(void)page;
	if (!own || store < 0)
		return game_differs(game, "stock of product %lld in %s is listed", (long long)row->id, v[0].s);
	const struct m_stock *stock = &own->in[store];
	int64_t expired = model_expired(model, product, store), coming = model_coming(model, product, store);
	int64_t ordered = model_ordered(model, product, store);

	looking->seen++;
	op_plan_text(PLAN_BIN, model_planned(model, product, store, PLAN_BIN), &bin);
	return same_number(game, "on hand", own->seq, &v[1], stock->on_hand) && same_number(game, "held", own->seq, &v[2], stock->held - expired) &&
	       same_number(game, "committed", own->seq, &v[3], stock->committed) && same_number(game, "unavailable", own->seq, &v[4], stock->aside) &&
	       same_number(game, "available", own->seq, &v[5], model_available(stock) + expired) &&
	       same_number(game, "in transit", own->seq, &v[6], coming) &&
	       same_number(game, "projected", own->seq, &v[7], model_available(stock) + expired + coming + ordered) &&
	       same_number(game, "reorder point", own->seq, &v[8], model_planned(model, product, store, PLAN_REORDER)) &&
	       same_number(game, "order up to", own->seq, &v[9], model_planned(model, product, store, PLAN_UP_TO)) &&
	       same_text(game, "bin", own->seq, &v[10], bin.data) && same_number(game, "on order", own->seq, &v[11], ordered) &&
	       same_number(game, "incoming", own->seq, &v[12], ordered + coming);
}

static int live_stores(const struct model *model)
{
	int count = 0;

	for (int s = 0; s < model->stores; s++)
		count += !model->at[s].is_gone;
	return count;
}

/* Of one product; it must not be archived. */
static bool compare_listed(struct game *game, int product)
{
	struct looking looking = { .game = game };
	char room[CODE_BYTES], query[CODE_BYTES + 8] = "sku:";
	const struct sb_ask ask = { .columns = columns, .query = query };

	strncat(query, op_code_text(game->model->product[product].field[F_SKU], room), CODE_BYTES);
	if (!see_list(game, &sb_list_stock, &ask, see_row, &looking))
		return false;
	return looking.seen == live_stores(game->model) || game_differs(game, "product %lld is listed in %d stores",
									(long long)game->model->product[product].seq, looking.seen);
}

bool game_compare_touched(struct game *game, int64_t before)
{
	const struct model *model = game->model;
	int last = -1;

	for (int64_t e = before; e < model->entries; e++)
		for (size_t i = 0; i < model->entry[e].lines; i++) {
			last = model->entry[e].line[i].product;
			if (!compare_product(game, last))
				return false;
		}
	return last < 0 || model->product[last].archived || compare_listed(game, last);
}

bool game_compare_stock(struct game *game)
{
	struct looking looking = { .game = game };
	const struct sb_ask ask = { .columns = columns };
	int wanted = 0;

	for (int p = 0; p < game->model->products; p++) {
		wanted += game->model->product[p].archived ? 0 : live_stores(game->model);
		if (!compare_product(game, p))
			return false;
	}
	if (!see_list(game, &sb_list_stock, &ask, see_row, &looking))
		return false;
	return looking.seen == wanted || game_differs(game, "%d stocks are listed, the model has %d", looking.seen, wanted);
}
