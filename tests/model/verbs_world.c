/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a shop beside its trade: the program ends and starts, the clock is put, work goes on in another store. */
#include "play.h"

#include <glob.h>
#include <unistd.h>

static bool open_book(struct game *game)
{
	struct sb_error err = SB_ERROR_INIT;

	return !sb_app_open_book(&game->app, SB_DB_WRITE, &err) || game_differs(game, "open: %s", err.text);
}

static bool may_manage(const struct model *model, const struct op *op)
{
	(void)op;
	return model_may(model, FOR_MANAGERS);
}

static bool may_look(const struct model *model, const struct op *op)
{
	(void)op;
	return model_may(model, FOR_ALL);
}

static bool restart(struct game *game, const struct op *op)
{
	(void)op;
	sb_app_close_book(&game->app);
	return true;
}

static bool rebuild(struct game *game, const struct op *op)
{
	(void)op;
	return game_run(game, "rebuild", NULL);
}

/* These open the book for reading only if it is not open; here a terminal has it open all day. */
static bool check(struct game *game, const struct op *op)
{
	(void)op;
	return open_book(game) && game_run(game, "check", NULL);
}

static void make_clock(struct sb_random *random, struct op *out)
{
	out->jump_ms = op_any_jump(random);
}

static bool put_clock(struct game *game, const struct op *op)
{
	game->now += op->jump_ms;
	game->model->now = game->now;
	return true;
}

static void make_move(struct sb_random *random, struct op *out)
{
	out->store = (int)op_below(random, op_chance(random, 60) ? 2 : STORES);
}

static bool can_move(const struct model *model, const struct op *op)
{
	return model_find_store(model, op->store) >= 0;
}

/* As a terminal does, which keeps the book open, or as the next command with another -s. */
static bool move(struct game *game, const struct op *op)
{
	struct sb_error err = SB_ERROR_INIT;

	game->model->store = model_find_store(game->model, op->store);
	game_set(game, "book.store", op_store_code(op->store));
	if (op->pick & 1)
		sb_app_close_book(&game->app);
	else if (game->app.book && sb_book_use_store(game->app.book, op_store_code(op->store), &err))
		return game_differs(game, "working for %s: %s", op_store_code(op->store), err.text);
	return true;
}

/* ---- backups ---- */

static void remove_kept(void)
{
	glob_t found;

	if (glob("shop.book.before-restore*", 0, NULL, &found))
		return;
	for (size_t i = 0; i < found.gl_pathc; i++)
		(void)unlink(found.gl_pathv[i]);
	globfree(&found);
}

static bool backup(struct game *game, const struct op *op)
{
	(void)op;
	(void)unlink("backup.book");
	if (!open_book(game) || !game_run(game, "backup", "backup.book"))
		return false;
	model_free(game->saved);
	game->saved = model_copy(game->model);
	return true;
}

/* Who acts goes on acting, in the store worked for if there was one then. */
static bool restore(struct game *game, const struct op *op)
{
	const struct model *old = game->model;
	struct model *back;
	int store;

	(void)op;
	if (!game->saved)
		return true;
	if (!game_run(game, "restore", "backup.book"))
		return false;
	remove_kept();
	back = model_copy(game->saved);
	back->now = game->now;
	back->who = old->who;
	store = model_find_store(back, old->at[old->store].code);
	back->store = store < 0 ? 0 : store;
	game_set(game, "book.store", op_store_code(back->at[back->store].code));
	model_free(game->model);
	game->model = back;
	return true;
}

static const struct verb table[] = {
	{ .word = "restart", .often = 10, .happen = restart },
	{ .word = "rebuild", .often = 3, .can = may_manage, .happen = rebuild },
	{ .word = "check", .often = 2, .can = may_look, .happen = check },
	{ .word = "backup", .often = 4, .can = may_look, .happen = backup },
	{ .word = "restore", .often = 4, .can = may_manage, .happen = restore },
	{ .word = "the clock goes", .often = 45, .make = make_clock, .happen = put_clock },
	{ .word = "work is for store", .often = 25, .make = make_move, .can = can_move, .happen = move },
};
const struct verbs verbs_world = { table, SB_COUNT(table) };
