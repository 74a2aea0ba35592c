/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People are added, and what they may do changes. Nobody has a secret: that takes its time, and is tested elsewhere. */
#include "play.h"

static void make_add(struct sb_random *random, struct op *out)
{
	out->person = (int)op_below(random, op_chance(random, 40) ? 2 : PEOPLE);
	out->role = 1 + (int)op_below(random, SB_ROLE_COUNT - 1);
}

static void tell_user(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	(void)model;
	(void)meaning;
	tell(out, NULL, op_person(op->person));
	if (op->role != SB_ROLE_NONE)
		tell(out, "role", sb_role_word((enum sb_role)op->role));
	if (op->retired >= 0)
		tell(out, "retired", op->retired ? "yes" : "no");
}

/* The first one is there from the beginning, if there is any. */
static bool has_users(const struct model *model, const struct op *op)
{
	(void)op;
	return model->users > 0;
}

static enum sb_status act_add(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_USER_ADD);
	enum sb_status status;

	(void)meaning;
	if (model_replays(model, asked, out, &status))
		return status;
	if (model_find_user(model, op->person) >= 0)
		return SB_DUPLICATE;
	draft.user = model->users;
	draft.role = (enum sb_role)op->role;
	model->user[model->users++] = (struct m_user){ .person = op->person, .role = draft.role };
	return model_put(model, &draft, asked, out);
}

static void make_edit(struct sb_random *random, struct op *out)
{
	out->person = (int)op_below(random, op_chance(random, 70) ? 2 : PEOPLE);
	if (op_chance(random, 60))
		out->retired = op_chance(random, 30);
	if (out->retired < 0 || op_chance(random, 20))
		out->role = 1 + (int)op_below(random, SB_ROLE_COUNT - 1);
}

static enum sb_status act_edit(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	struct m_entry draft = model_draft(SB_KIND_USER_EDIT);
	const struct m_user *user;
	enum sb_status status;

	(void)meaning;
	draft.user = model_find_user(model, op->person);
	if (draft.user < 0)
		return SB_NOT_FOUND;
	if (!model_may(model, FOR_MANAGERS))
		return SB_REFUSED;
	if (model_replays(model, asked, out, &status))
		return status;
	user = &model->user[draft.user];
	if (op->role != SB_ROLE_NONE && (enum sb_role)op->role != user->role)
		draft.role = (enum sb_role)op->role;
	if (op->retired >= 0 && (op->retired == 1) != user->is_retired)
		draft.retired = op->retired;
	return draft.role != SB_ROLE_NONE || draft.retired >= 0 ? model_put(model, &draft, asked, out) : SB_OK;
}

/* ---- somebody else ---- */

/* Often a manager, so that there is something to see. */
static bool change_hands(struct game *game, const struct op *op)
{
	struct model *model = game->model;

	model->who = (int)(op->pick >> 2) % PEOPLE;
	for (int i = 0; i < model->users && op->pick & 3; i++)
		if (model->user[i].role == SB_ROLE_MANAGER && !model->user[i].is_retired)
			model->who = model->user[i].person;
	game_set(game, "user.name", op_person(model->who));
	sb_app_close_book(&game->app);
	return true;
}

bool game_add_manager(struct game *game)
{
	const struct sb_user_change what = { .role = SB_ROLE_MANAGER, .retired = -1 };
	const struct sb_draft draft = SB_DRAFT(SB_KIND_USER_ADD);
	const struct op op = { .role = SB_ROLE_MANAGER };
	struct asked asked = NOT_ASKED;
	sb_owned(write) write = NULL;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;
	struct answer ignored;

	if (sb_app_open_book(&game->app, SB_DB_WRITE, &err) || sb_write_begin(game->app.book, &write, &err) ||
	    sb_user_add(write, op_person(0), &what, &draft, &outcome, &err) || sb_write_commit(write, &err))
		return game_differs(game, "user: %s", err.text);
	return !act_add(game->model, &op, NULL, &asked, &ignored);
}

bool game_compare_people(struct game *game)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_user got;

	for (int i = 0; i < game->model->users; i++) {
		const struct m_user *own = &game->model->user[i];

		if (sb_user_get(game->app.book, own->seq, &got, &err))
			return game_differs(game, "%s: %s", op_person(own->person), err.text);
		if (got.role != own->role || got.retired != own->is_retired)
			return game_differs(game, "%s is a %s%s, the model says %s%s", got.name, sb_role_word(got.role), got.retired ? " and retired" : "",
					    sb_role_word(own->role), own->is_retired ? " and retired" : "");
	}
	return true;
}

static const struct verb table[] = {
	{ .word = "user add", .often = 15, .flags = VERB_TOKEN, .make = make_add, .tell = tell_user, .act = act_add, .can = has_users },
	{ .word = "user edit", .often = 25, .by = FOR_CLERKS, .flags = VERB_TOKEN, .make = make_edit, .tell = tell_user, .act = act_edit,
	  .can = has_users },
	{ .word = "somebody else acts", .often = 40, .happen = change_hands },
};
const struct verbs verbs_user = { table, SB_COUNT(table) };
