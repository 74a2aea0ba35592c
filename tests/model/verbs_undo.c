/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking back an entry: any, the last of one's own, or what was taken back last. */
#include "play.h"

static enum sb_status act_undo(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out)
{
	enum sb_status status;

	(void)op;
	if (model_replays(model, asked, out, &status))
		return status;
	/* What one did last, or took back last, one may take back. */
	if (!model_may(model, FOR_MANAGERS) && meaning->entry != model_undoable(model, true) && meaning->entry != model_undoable(model, false))
		return SB_REFUSED;
	return model_undo(model, meaning->entry, asked, out);
}

/* ---- which ---- */

/* One of the newest, or any, or none. */
static int64_t name_any(const struct model *model, const struct op *op)
{
	int64_t back = (op->pick >> 1) % 8;

	if (op->pick & 1)
		return model->entries > back ? model->entries - back : 1;
	return 1 + (int64_t)(op->pick >> 1) % (model->entries + 1);
}

static int64_t name_last(const struct model *model, const struct op *op)
{
	(void)op;
	return model_undoable(model, true);
}

static int64_t name_undone(const struct model *model, const struct op *op)
{
	(void)op;
	return model_undoable(model, false);
}

static void tell_entry(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	(void)model;
	(void)op;
	tell_number(out, NULL, meaning->entry);
}

static void tell_last(const struct model *model, const struct op *op, const struct meaning *meaning, struct arguments *out)
{
	(void)model;
	(void)op;
	(void)meaning;
	tell(out, NULL, "last");
}

/* Redoing is asked for only where there is something. */
static bool can_redo(const struct model *model, const struct op *op)
{
	(void)op;
	return model_undoable(model, false) > 0;
}

/* The book, asked what that is, says the same. */
static bool see_redo(struct game *game, const struct op *op)
{
	struct sb_error err = SB_ERROR_INIT;
	int64_t wanted = model_undoable(game->model, false), got = 0;
	enum sb_status status;

	(void)op;
	if (sb_app_open_book(&game->app, SB_DB_WRITE, &err))
		return game_differs(game, "open: %s", err.text);
	status = sb_book_undoable(game->app.book, false, &got, &err);
	if (status ? status == SB_NOT_FOUND && !wanted : got == wanted)
		return true;
	return game_differs(game, "entry %lld is to be redone, the model says %lld", (long long)got, (long long)wanted);
}

static const struct verb table[] = {
	{ .word = "undo", .often = 120, .by = FOR_CLERKS, .flags = VERB_ENTRY | VERB_TOKEN, .name = name_any, .tell = tell_entry, .act = act_undo },
	{ .word = "undo", .often = 40, .by = FOR_CLERKS, .flags = VERB_ENTRY, .name = name_last, .tell = tell_last, .act = act_undo },
	{ .word = "undo", .often = 30, .by = FOR_CLERKS, .flags = VERB_ENTRY, .name = name_undone, .tell = tell_entry, .act = act_undo, .can = can_redo,
	  .before = see_redo },
};
const struct verbs verbs_undo = { table, SB_COUNT(table) };
