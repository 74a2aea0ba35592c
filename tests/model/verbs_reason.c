/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop adds reasons of its own, and what the book tells of them. */
#include "play.h"
#include "stockbook/list.h"
#include "stockbook/reason.h"

#include <string.h>

static void make_add(struct sb_random *random, struct op *out)
{
	out->own = (int)op_below(random, OWN_REASONS);
	out->direction = (int)op_below(random, 3) - 1;
	if (op_chance(random, 30))
		out->options |= OP_SHRINKS;
	if (op_chance(random, 30))
		out->options |= OP_DEMANDS;
}

static void tell_add(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	(void)model;
	(void)meaning;
	tell(out, NULL, op_reason(REASONS + op->own));
	tell(out, "direction", sb_direction_word(op->direction));
	if (op->options & OP_SHRINKS)
		tell(out, "shrinkage", "yes");
	if (op->options & OP_DEMANDS)
		tell(out, "demand", "yes");
}

static enum sb_status act_add(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_REASON_ADD);

	(void)meaning;
	draft.own = op->own;
	draft.meant = (struct m_meant){ .direction = op->direction, .shrinks = op->options & OP_SHRINKS, .demands = op->options & OP_DEMANDS };
	if ((draft.meant.shrinks && draft.meant.demands) || (op->direction > 0 && (draft.meant.shrinks || draft.meant.demands)))
		return SB_INVALID;
	return model_put(model, &draft, asked, out);
}

struct looking {
	struct game *game;
	int seen;
};

static bool see_reason(const struct sb_page *page, const struct sb_row *row, void *context)
{
	struct looking *looking = context;
	struct game *game = looking->game;
	const struct sb_value *v = row->values;
	int own = 0;

	(void)page;
	while (own < OWN_REASONS && strcmp(op_reason(REASONS + own), v[0].s) != 0)
		own++;
	if (own == OWN_REASONS || !game->model->own[own].is_there)
		return game_differs(game, "reason %s is listed", v[0].s);
	const struct m_meant *meant = &game->model->own[own].meant;

	looking->seen++;
	return same_text(game, "direction", row->id, &v[1], sb_direction_word(meant->direction)) &&
	       same_number(game, "shrinkage", row->id, &v[2], meant->shrinks) && same_number(game, "demand", row->id, &v[3], meant->demands) &&
	       same_number(game, "used", row->id, &v[4], model_reason_used(game->model, REASONS + own));
}

bool game_compare_reasons(struct game *game)
{
	const struct sb_ask ask = { .columns = "word,direction,shrinkage,demand,used", .query = "own:yes" };
	struct looking looking = { .game = game };
	int wanted = 0;

	for (int i = 0; i < OWN_REASONS; i++)
		wanted += game->model->own[i].is_there;
	if (!see_list(game, &sb_list_reasons, &ask, see_reason, &looking))
		return false;
	return looking.seen == wanted || game_differs(game, "%d reasons are listed, the model has %d", looking.seen, wanted);
}

static const struct verb table[] = {
	{ .word = "reason add", .often = 20, .flags = VERB_TOKEN, .make = make_add, .tell = tell_add, .act = act_add },
};
const struct verbs verbs_reason = { table, SB_COUNT(table) };
