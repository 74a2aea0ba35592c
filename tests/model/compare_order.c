/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suppliers, orders and what is suggested beside the model. */
#include "play.h"

#include "stockbook/order.h"

static int64_t number_of(const struct sb_value *value)
{
	return value->is_null ? SB_NONE : value->n;
}

/* ---- suppliers ---- */

static bool same_supplier(struct game *game, const struct m_supplier *own)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_supplier got;
	const char *code = own->term[TERM_CODE] == SB_NONE ? "" : op_supplier_code(own->term[TERM_CODE]);
	enum sb_status status = sb_supplier_get(game->app.book, own->seq, arena, &got, &err);

	if (own->is_gone)
		return status == SB_NOT_FOUND || game_differs(game, "supplier %lld is there", (long long)own->seq);
	if (status)
		return game_differs(game, "supplier %lld: %s", (long long)own->seq, err.text);
	if (got.version != own->version)
		return game_differs(game, "version of supplier %lld is %lld, the model says %lld", (long long)own->seq, (long long)got.version,
				    (long long)own->version);
	return same_text(game, "supplier's name", own->seq, &got.value[SB_SF_NAME], op_supplier(own->name)) &&
	       same_text(game, "supplier's code", own->seq, &got.value[SB_SF_CODE], code) &&
	       same_number(game, "lead time", own->seq, &got.value[SB_SF_LEAD_DAYS], own->term[TERM_LEAD_DAYS]) &&
	       same_number(game, "minimum", own->seq, &got.value[SB_SF_MINIMUM], own->term[TERM_MINIMUM]) &&
	       (number_of(&got.value[SB_SF_RETIRED]) == own->term[TERM_RETIRED] || game_differs(game, "supplier %lld is retired or not", (long long)own->seq));
}

/* ---- orders ---- */

static size_t lines_of(const struct model *model, int purchase)
{
	size_t lines = 0;

	for (int i = 0; i < model->wanteds; i++)
		lines += model->wanted[i].purchase == purchase && (model->wanted[i].ordered > 0 || model->wanted[i].over > 0);
	return lines;
}

static bool same_line(struct game *game, int purchase, const struct sb_order_line *got)
{
	const struct model *model = game->model;
	const struct m_wanted *own;
	int product;

	own = product_of(model, got->product, &product) ? model_wanted(model, purchase, product) : NULL;
	if (own && own->ordered == got->ordered && own->received == got->received && own->over == got->over && own->dropped == got->dropped &&
	    own->cost == got->cost_minor)
		return true;
	return game_differs(game, "order %lld: of product %lld were %lld ordered at %lld, %lld received, %lld over, %lld dropped; the model says %lld, "
				  "%lld, %lld, %lld, %lld",
			    (long long)model->purchase[purchase].seq, (long long)got->product, (long long)got->ordered, (long long)got->cost_minor,
			    (long long)got->received, (long long)got->over, (long long)got->dropped, (long long)(own ? own->ordered : 0),
			    (long long)(own ? own->cost : 0), (long long)(own ? own->received : 0), (long long)(own ? own->over : 0),
			    (long long)(own ? own->dropped : 0));
}

static bool same_order(struct game *game, int purchase)
{
	const struct model *model = game->model;
	const struct m_purchase *own = &model->purchase[purchase];
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_order got;

	if (sb_order_get(game->app.book, own->seq, arena, &got, &err))
		return game_differs(game, "order %lld: %s", (long long)own->seq, err.text);
	if (got.status != model_order_status(model, purchase))
		return game_differs(game, "order %lld is %s, the model says %s", (long long)own->seq, sb_order_word(got.status),
				    sb_order_word(model_order_status(model, purchase)));
	if (got.store != model->at[own->store].seq || got.supplier != model->supplier[own->supplier].seq || got.ordered_at != own->ordered_at ||
	    got.expected_day != own->day || got.line_count != lines_of(model, purchase))
		return game_differs(game, "order %lld has %zu lines for store %lld from supplier %lld, expected on %lld", (long long)own->seq,
				    got.line_count, (long long)got.store, (long long)got.supplier, (long long)got.expected_day);
	for (size_t i = 0; i < got.line_count; i++)
		if (!same_line(game, purchase, &got.lines[i]))
			return false;
	return true;
}

/* ---- what is suggested ---- */

static bool compare_suggestions(struct game *game)
{
	const struct model *model = game->model;
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_suggestions got;
	size_t wanted = 0;
	int product;

	if (sb_order_suggest(game->app.book, NULL, arena, &got, &err))
		return game_differs(game, "suggestions: %s", err.text);
	for (int p = 0; p < model->products; p++)
		wanted += model_suggested(model, p, model->store) > 0;
	for (size_t i = 0; i < got.count; i++)
		if (!product_of(model, got.rows[i].product, &product) || got.rows[i].suggested != model_suggested(model, product, model->store))
			return game_differs(game, "of product %lld %lld are suggested", (long long)got.rows[i].product, (long long)got.rows[i].suggested);
	return got.count == wanted || game_differs(game, "%zu products are suggested, the model has %zu", got.count, wanted);
}

bool game_compare_orders(struct game *game)
{
	for (int i = 0; i < game->model->suppliers; i++)
		if (!same_supplier(game, &game->model->supplier[i]))
			return false;
	for (int i = 0; i < game->model->purchases; i++)
		if (!same_order(game, i))
			return false;
	return compare_suggestions(game);
}

bool game_compare_ordered(struct game *game, int64_t before)
{
	for (int64_t e = before; e < game->model->entries; e++) {
		const struct m_entry *entry = &game->model->entry[e];

		if ((entry->purchase >= 0 && !same_order(game, entry->purchase)) ||
		    (entry->supplier >= 0 && !same_supplier(game, &game->model->supplier[entry->supplier])))
			return false;
	}
	return true;
}
