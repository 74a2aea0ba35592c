/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds, transfers and stores beside the model. */
#include "play.h"

#include "stockbook/list.h"
#include "stockbook/store.h"

#include <stdio.h>
#include <string.h>

struct looking {
	struct game *game;
	int seen;
};

/* ---- holds ---- */

static bool same_parts(struct game *game, const struct m_hold *own, const struct sb_hold *got)
{
	for (size_t i = 0; i < own->parts; i++) {
		const struct m_part *a = &own->part[i];
		const struct sb_hold_part *b = &got->parts[i];

		if (game->model->product[a->product].seq != b->product || a->qty != b->qty_milli || a->held != b->held ||
		    a->committed != b->committed || a->fulfilled != b->fulfilled)
			return game_differs(game, "hold %lld: of product %lld are %lld held, %lld committed, %lld handed over; the model says %lld, %lld, %lld",
					    (long long)own->seq, (long long)b->product, (long long)b->held, (long long)b->committed,
					    (long long)b->fulfilled, (long long)a->held, (long long)a->committed, (long long)a->fulfilled);
	}
	return true;
}

static bool same_hold(struct game *game, const struct m_hold *own, const struct sb_hold *got)
{
	enum sb_hold_status status = model_hold_status(own, game->model->now);
	char order[24] = "";

	if (own->order >= 0)
		snprintf(order, sizeof(order), "order-%d", own->order);
	if (got->status != status)
		return game_differs(game, "hold %lld is %s, the model says %s", (long long)own->seq, sb_hold_word(got->status), sb_hold_word(status));
	if (strcmp(got->order ? got->order : "", order) != 0 || got->store != game->model->at[own->store].seq)
		return game_differs(game, "hold %lld is of store %lld for %s", (long long)own->seq, (long long)got->store, got->order ? got->order : "nobody");
	if (got->placed_at != own->placed_at || got->expires_at != own->expires_at || got->count != own->parts)
		return game_differs(game, "hold %lld of %zu products was placed at %lld and expires at %lld, the model says %zu, %lld and %lld",
				    (long long)own->seq, got->count, (long long)got->placed_at, (long long)got->expires_at, own->parts,
				    (long long)own->placed_at, (long long)own->expires_at);
	return same_parts(game, own, got);
}

static const struct m_hold *hold_of(const struct model *model, int64_t seq)
{
	for (int h = 0; h < model->holds; h++)
		if (model->hold[h].seq == seq)
			return &model->hold[h];
	return NULL;
}

static bool see_hold(const struct sb_page *page, const struct sb_row *row, void *context)
{
	struct looking *looking = context;
	struct game *game = looking->game;
	const struct m_hold *own = hold_of(game->model, row->id);
	int64_t held = 0, committed = 0;

	(void)page;
	if (!own || own->store != game->model->store)
		return game_differs(game, "hold %lld is listed", (long long)row->id);
	for (size_t i = 0; i < own->parts; i++) {
		held += own->expires_at > game->model->now ? own->part[i].held : 0;
		committed += own->part[i].committed;
	}
	looking->seen++;
	return same_text(game, "state", own->seq, &row->values[0], sb_hold_word(model_hold_status(own, game->model->now))) &&
	       same_number(game, "held", own->seq, &row->values[1], held) && same_number(game, "committed", own->seq, &row->values[2], committed);
}

static bool compare_holds(struct game *game)
{
	const struct sb_ask ask = { .columns = "status,held,committed" };
	struct looking looking = { .game = game };
	struct sb_error err = SB_ERROR_INIT;
	int here = 0;

	for (int h = 0; h < game->model->holds; h++) {
		const struct m_hold *own = &game->model->hold[h];
		sb_owned(arena) arena = sb_arena_new();
		struct sb_hold got;

		here += own->store == game->model->store;
		if (sb_hold_get(game->app.book, own->seq, arena, &got, &err))
			return game_differs(game, "hold %lld: %s", (long long)own->seq, err.text);
		if (!same_hold(game, own, &got))
			return false;
	}
	if (!see_list(game, &sb_list_holds, &ask, see_hold, &looking))
		return false;
	return looking.seen == here || game_differs(game, "%d holds are listed, the model has %d", looking.seen, here);
}

/* ---- transfers ---- */

static const struct m_sent *sent_of(const struct m_transfer *transfer, int64_t seq, const struct model *model)
{
	for (size_t i = 0; i < transfer->lines; i++)
		if (model->product[transfer->line[i].product].seq == seq)
			return &transfer->line[i];
	return NULL;
}

static bool same_transfer(struct game *game, const struct m_transfer *own, const struct sb_transfer *got)
{
	const struct model *model = game->model;

	if (got->from != model->at[own->from].seq || got->to != model->at[own->to].seq || got->line_count != own->lines)
		return game_differs(game, "transfer %lld has %zu lines from %lld to %lld", (long long)own->seq, got->line_count,
				    (long long)got->from, (long long)got->to);
	if (strcmp(sb_transfer_status(got), model_transfer_status(own)) != 0)
		return game_differs(game, "transfer %lld is %s, the model says %s", (long long)own->seq, sb_transfer_status(got),
				    model_transfer_status(own));
	for (size_t i = 0; i < got->line_count; i++) {
		const struct sb_transfer_line *line = &got->lines[i];
		const struct m_sent *sent = sent_of(own, line->product, model);

		if (!sent || line->sent != sent->sent || line->received != sent->received || line->lost != sent->lost)
			return game_differs(game, "transfer %lld: of product %lld were %lld sent, %lld received, %lld given up", (long long)own->seq,
					    (long long)line->product, (long long)line->sent, (long long)line->received, (long long)line->lost);
	}
	return true;
}

static bool see_transfer(const struct sb_page *page, const struct sb_row *row, void *context)
{
	struct looking *looking = context;
	struct game *game = looking->game;
	const struct m_transfer *own = NULL;
	int64_t rest = 0;

	(void)page;
	for (int t = 0; t < game->model->transfers; t++)
		if (game->model->transfer[t].seq == row->id)
			own = &game->model->transfer[t];
	if (!own)
		return game_differs(game, "transfer %lld is listed", (long long)row->id);
	for (size_t i = 0; i < own->lines; i++)
		rest += own->line[i].sent - own->line[i].received - own->line[i].lost;
	looking->seen++;
	return same_text(game, "status", own->seq, &row->values[0], model_transfer_status(own)) &&
	       same_number(game, "rest", own->seq, &row->values[1], rest);
}

static bool compare_transfers(struct game *game)
{
	const struct sb_ask ask = { .columns = "status,rest" };
	struct looking looking = { .game = game };
	struct sb_error err = SB_ERROR_INIT;

	for (int t = 0; t < game->model->transfers; t++) {
		const struct m_transfer *own = &game->model->transfer[t];
		sb_owned(arena) arena = sb_arena_new();
		struct sb_transfer got;

		if (sb_transfer_get(game->app.book, own->seq, arena, &got, &err))
			return game_differs(game, "transfer %lld: %s", (long long)own->seq, err.text);
		if (!same_transfer(game, own, &got))
			return false;
	}
	if (!see_list(game, &sb_list_transfers, &ask, see_transfer, &looking))
		return false;
	return looking.seen == game->model->transfers ||
	       game_differs(game, "%d transfers are listed, the model has %d", looking.seen, game->model->transfers);
}

/* ---- stores ---- */

static int64_t products_in(const struct model *model, int store)
{
	int64_t count = 0;

	for (int p = 0; p < model->products; p++)
		count += model->product[p].in[store].on_hand > 0;
	return count;
}

static int64_t transfers_to(const struct model *model, int store)
{
	int64_t count = 0;

	for (int t = 0; t < model->transfers; t++)
		count += model->transfer[t].to == store && *model_transfer_status(&model->transfer[t]) == 'o';
	return count;
}

static bool see_store(const struct sb_page *page, const struct sb_row *row, void *context)
{
	struct looking *looking = context;
	struct game *game = looking->game;
	const struct sb_value *v = row->values;
	sb_auto(buf) name = SB_BUF_INIT;
	int store = 0;

	(void)page;
	while (store < game->model->stores && game->model->at[store].seq != row->id)
		store++;
	if (store == game->model->stores || game->model->at[store].is_gone)
		return game_differs(game, "store %lld is listed", (long long)row->id);
	const struct m_store *own = &game->model->at[store];

	looking->seen++;
	sb_buf_printf(&name, "Store number%lld", (long long)own->name);
	/* What the first is called at first, it says itself. */
	if (own->name == SB_NONE && store)
		sb_buf_clear(&name);
	if (own->name == SB_NONE)
		sb_buf_puts(&name, op_store_code(own->code));
	return same_text(game, "code", own->seq, &v[0], op_store_code(own->code)) &&
	       ((own->name == SB_NONE && !store) || same_text(game, "name", own->seq, &v[1], name.data)) &&
	       same_number(game, "worked for", own->seq, &v[2], store == game->model->store) &&
	       same_text(game, "zone", own->seq, &v[3], op_zone(own->zone)) &&
	       same_number(game, "may sell below zero", own->seq, &v[4], own->allow_negative) &&
	       same_number(game, "products in stock", own->seq, &v[5], products_in(game->model, store)) &&
	       same_number(game, "transfers coming", own->seq, &v[6], transfers_to(game->model, store));
}

static bool compare_stores(struct game *game)
{
	const struct sb_ask ask = { .columns = "code,name,here,zone,allow_negative,in_stock,incoming" };
	struct looking looking = { .game = game };
	int wanted = 0;

	for (int s = 0; s < game->model->stores; s++)
		wanted += !game->model->at[s].is_gone;
	if (!see_list(game, &sb_list_stores, &ask, see_store, &looking))
		return false;
	return looking.seen == wanted || game_differs(game, "%d stores are listed, the model has %d", looking.seen, wanted);
}

bool game_compare_deals(struct game *game)
{
	return compare_holds(game) && compare_transfers(game) && compare_stores(game);
}
