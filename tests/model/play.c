/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does operations to the book by its commands, and to the model. */
#include "play.h"

#include "stockbook/cmd.h"
#include "stockbook/product.h"
#include "support.h"

#include <err.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BEGINNING INT64_C(1772323200000) /* 2026-03-01 */
#define ZONE	  "Etc/GMT-5"

bool game_differs(struct game *game, const char *format, ...)
{
	sb_auto(buf) text = SB_BUF_INIT;
	va_list args;

	va_start(args, format);
	sb_buf_vprintf(&text, format, args);
	va_end(args);
	if (!game->said)
		game->said = sb_strdup(text.data);
	return false;
}

static int64_t tell_time(void *context)
{
	return ((struct game *)context)->now;
}

static void set(struct game *game, const char *name, const char *value)
{
	struct sb_error err = SB_ERROR_INIT;

	if (sb_settings_set(game->app.settings, name, value, SB_LAYER_OPTION, "test", &err))
		errx(99, "%s: %s", name, err.text);
}

/* A command with ready-made arguments; *out may be NULL. */
static enum sb_status run(struct game *game, const char *word, const struct arguments *arguments, struct sb_outcome *out, struct sb_error *err)
{
	sb_owned(call) call = sb_call_new(&game->app, sb_cmd_find(word));
	struct sb_reply reply;
	enum sb_status status = SB_OK;

	for (size_t i = 0; i < arguments->count && !status; i++)
		status = arguments->of[i].name ? sb_call_give(call, arguments->of[i].name, arguments->of[i].text, err) :
						 sb_call_give_next(call, arguments->of[i].text, err);
	if (status)
		return status;
	sb_reply_init(&reply);
	status = sb_call_run(call, &reply, err);
	if (out)
		*out = reply.has_outcome ? reply.outcome : (struct sb_outcome){ 0 };
	sb_reply_release(&reply);
	return status;
}

static enum sb_status run_file(struct game *game, const char *word, const char *name, struct sb_error *err)
{
	struct arguments arguments = { .count = name != NULL };

	if (name)
		snprintf(arguments.of[0].text, sizeof(arguments.of[0].text), "%s/%s", game->folder, name);
	return run(game, word, &arguments, NULL, err);
}

void game_begin(struct game *game, const char *folder, uint64_t seed)
{
	char quiet[] = "STOCKBOOK_LOG_LEVEL=off";
	char *const environment[] = { quiet, NULL };
	struct sb_error err = SB_ERROR_INIT;
	const struct arguments none = { .count = 0 };
	bool negative = seed % 4 == 0;

	*game = (struct game){ .now = BEGINNING, .folder = sb_strdup(folder) };
	if (sb_app_init(&game->app, NULL, environment, &err) || sb_zone_load(ZONE, &game->zone, &err))
		errx(99, "%s", err.text);
	game->app.random = (struct sb_random){ .seeded = true, .state = seed };
	game->app.world = (struct sb_world){ .now = tell_time, .context = game, .random = &game->app.random };
	sb_owned_string path = st_path(folder, "shop.book");
	set(game, "book.path", path);
	set(game, "book.zone", ZONE);
	set(game, "user.name", op_person(0));
	set(game, "user.station", "till");
	set(game, "product.allow_negative", negative ? "true" : "false");
	game->model = model_new(game->now, game->zone, negative);
	if (run(game, "init", &none, NULL, &err))
		errx(99, "%s", err.text);
}

void game_end(struct game *game)
{
	sb_app_release(&game->app);
	sb_zone_free(game->zone);
	model_free(game->model);
	model_free(game->saved);
	free(game->folder);
	free(game->said);
}

/* ---- after an operation ---- */

/* What only the book can know of new products: their identity and the code they were given. */
static bool learn(struct game *game)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_product product;

	for (int i = 0; i < game->model->products; i++) {
		struct m_product *own = &game->model->product[i];
		sb_auto(buf) uuid = SB_BUF_INIT;
		char *end = NULL;

		if (own->is_told)
			continue;
		if (sb_product_get(game->app.book, own->seq, arena, &product, &err))
			return game_differs(game, "product %lld: %s", (long long)own->seq, err.text);
		sb_id_print(&product.uuid, &uuid);
		snprintf(own->uuid, sizeof(own->uuid), "%s", uuid.data);
		own->is_told = true;
		if (own->field[F_SKU] != SB_NONE)
			continue;
		own->field[F_SKU] = CODES + strtoll(product.value[SB_PF_SKU].s + 1, &end, 10);
		if (product.value[SB_PF_SKU].s[0] != 'P' || *end || !model_is_code_free(game->model, F_SKU, own->field[F_SKU], i))
			return game_differs(game, "the code %s was given", product.value[SB_PF_SKU].s);
	}
	return true;
}

static bool is_head_right(struct game *game)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_hash hash;
	int64_t seq = 0;

	if (!game->app.book)
		return true;
	if (sb_book_head(game->app.book, &seq, &hash, &err))
		return game_differs(game, "head: %s", err.text);
	return seq == game->model->entries || game_differs(game, "the book has %lld entries, the model %lld", (long long)seq,
							   (long long)game->model->entries);
}

/* ---- commands ---- */

static bool do_command(struct game *game, const struct op *op)
{
	struct model *trial = model_copy(game->model);
	struct answer wanted = model_do(trial, op);
	struct sb_outcome outcome = { 0 };
	struct sb_error err = SB_ERROR_INIT;
	struct arguments arguments;
	enum sb_status status;

	game_arguments(game->model, op, game->folder, &arguments);
	if (op->verb == OP_IMPORT) {
		sb_auto(buf) csv = SB_BUF_INIT;

		op_csv(op, &csv);
		st_write(arguments.of[0].text, csv.data, csv.len);
	}
	status = run(game, game_word(op->verb), &arguments, &outcome, &err);
	if (!wanted.status) {
		model_free(game->model);
		game->model = trial;
	} else {
		model_free(trial);
	}
	if (status != wanted.status)
		return game_differs(game, "answered %s%s%s, the model %s", sb_status_code(status), status ? ": " : "", status ? err.text : "",
				    sb_status_code(wanted.status));
	if (!status && (outcome.seq != wanted.seq || outcome.replayed != wanted.replayed))
		return game_differs(game, "answered entry %lld%s, the model %lld%s", (long long)outcome.seq, outcome.replayed ? " again" : "",
				    (long long)wanted.seq, wanted.replayed ? " again" : "");
	return is_head_right(game) && learn(game);
}

/* Undoing "the last" when there is nothing is a mistake; redoing it is not asked for. */
static bool do_redo(struct game *game, const struct op *op)
{
	struct sb_error err = SB_ERROR_INIT;
	int64_t wanted = model_undoable(game->model, false), got = 0;
	enum sb_status status;

	if (!game->app.book && sb_app_open_book(&game->app, SB_DB_WRITE, &err))
		return game_differs(game, "open: %s", err.text);
	status = sb_book_undoable(game->app.book, false, &got, &err);
	if (status ? status != SB_NOT_FOUND || wanted : got != wanted)
		return game_differs(game, "entry %lld is to be redone, the model says %lld", (long long)got, (long long)wanted);
	return wanted ? do_command(game, op) : true;
}

static void remove_kept(struct game *game)
{
	sb_owned_string pattern = st_path(game->folder, "shop.book.before-restore*");
	glob_t found;

	if (glob(pattern, 0, NULL, &found))
		return;
	for (size_t i = 0; i < found.gl_pathc; i++)
		(void)unlink(found.gl_pathv[i]);
	globfree(&found);
}

static bool do_backup(struct game *game)
{
	sb_owned_string path = st_path(game->folder, "backup.book");
	struct sb_error err = SB_ERROR_INIT;

	(void)unlink(path);
	/* As a terminal that is open all day; the command alone would open the book for reading. */
	if (sb_app_open_book(&game->app, SB_DB_WRITE, &err))
		return game_differs(game, "open: %s", err.text);
	if (run_file(game, "backup", "backup.book", &err))
		return game_differs(game, "backup: %s", err.text);
	model_free(game->saved);
	game->saved = model_copy(game->model);
	return true;
}

static bool do_restore(struct game *game)
{
	struct sb_error err = SB_ERROR_INIT;
	int who = game->model->who;

	if (!game->saved)
		return true;
	if (run_file(game, "restore", "backup.book", &err))
		return game_differs(game, "restore: %s", err.text);
	remove_kept(game);
	model_free(game->model);
	game->model = model_copy(game->saved);
	game->model->now = game->now;
	game->model->who = who;
	return true;
}

static void change_hands(struct game *game)
{
	game->model->who = (game->model->who + 1) % PEOPLE;
	set(game, "user.name", op_person(game->model->who));
	sb_app_close_book(&game->app);
}

bool game_do(struct game *game, const struct op *op)
{
	struct sb_error err = SB_ERROR_INIT;

	game->now += 7; /* nothing takes no time */
	game->model->now = game->now;
	switch (op->verb) {
	case OP_RESTART:
		sb_app_close_book(&game->app);
		return true;
	case OP_REBUILD:
		return run_file(game, "rebuild", NULL, &err) ? game_differs(game, "rebuild: %s", err.text) : true;
	case OP_BACKUP:
		return do_backup(game);
	case OP_RESTORE:
		return do_restore(game);
	case OP_CLOCK:
		game->now += op->jump_ms;
		game->model->now = game->now;
		return true;
	case OP_WHO:
		change_hands(game);
		return true;
	case OP_REDO:
		return do_redo(game, op);
	default:
		return do_command(game, op);
	}
}
