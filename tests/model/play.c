/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does operations to the book by its commands, and to the model. */
#include "play.h"

#include "stockbook/cmd.h"
#include "stockbook/product.h"
#include "support.h"

#include <err.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BEGINNING INT64_C(1772323200000) /* 2026-03-01 */

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

/* As the station is set up; a store named on the command line is one that goods arrive in, or nowhere. */
void game_set(struct game *game, const char *name, const char *value)
{
	struct sb_error err = SB_ERROR_INIT;

	if (sb_settings_set(game->app.settings, name, value, SB_LAYER_ENVIRONMENT, "test", &err))
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

bool game_run(struct game *game, const char *word, const char *argument)
{
	struct arguments arguments = { .count = 0 };
	struct sb_error err = SB_ERROR_INIT;

	if (argument)
		tell(&arguments, NULL, argument);
	return !run(game, word, &arguments, NULL, &err) || game_differs(game, "%s: %s", word, err.text);
}

/* Of five books two have costs that follow deliveries. */
static enum sb_cost_rule costs_of(uint64_t seed)
{
	return seed % 5 == 0 ? SB_COST_LAST : seed % 5 == 1 ? SB_COST_AVERAGE : SB_COST_STAYS;
}

static void set_up(struct game *game, bool negative, enum sb_cost_rule costs)
{
	static const char *const words[] = { [SB_COST_STAYS] = "nothing", [SB_COST_LAST] = "last", [SB_COST_AVERAGE] = "average" };

	game_set(game, "product.cost_follows", words[costs]);
	game_set(game, "book.path", "shop.book");
	game_set(game, "book.zone", op_zone(0));
	game_set(game, "user.name", op_person(0));
	game_set(game, "user.station", "till");
	game_set(game, "product.allow_negative", negative ? "true" : "false");
}

void game_begin(struct game *game, const char *folder, uint64_t seed)
{
	char quiet[] = "STOCKBOOK_LOG_LEVEL=off";
	char *const environment[] = { quiet, NULL };
	struct sb_error error = SB_ERROR_INIT;
	bool negative = seed % 4 == 0;

	*game = (struct game){ .now = BEGINNING };
	if (chdir(folder) != 0)
		err(99, "%s", folder);
	if (sb_app_init(&game->app, NULL, environment, &error))
		errx(99, "%s", error.text);
	for (int i = 0; i < ZONES; i++)
		if (sb_zone_load(op_zone(i), &game->zone[i], &error))
			errx(99, "%s", error.text);
	game->app.random = (struct sb_random){ .seeded = true, .state = seed };
	game->app.world = (struct sb_world){ .now = tell_time, .context = game, .random = &game->app.random };
	set_up(game, negative, costs_of(seed));
	game->model = model_new(game->now, game->zone, negative);
	game->model->costs = costs_of(seed);
	if (!game_run(game, "init", NULL) || (seed % 3 == 0 && !game_add_manager(game)))
		errx(99, "%s", game->said);
}

void game_end(struct game *game)
{
	sb_app_release(&game->app);
	for (int i = 0; i < ZONES; i++)
		sb_zone_free(game->zone[i]);
	model_free(game->model);
	model_free(game->saved);
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

static void write_file(const struct op *op)
{
	sb_auto(buf) csv = SB_BUF_INIT;

	op_csv(op, &csv);
	st_write("import.csv", csv.data, csv.len);
}

static bool is_answer_right(struct game *game, enum sb_status status, const struct sb_error *err, const struct sb_outcome *outcome,
			    const struct answer *wanted)
{
	if (status != wanted->status)
		return game_differs(game, "answered %s%s%s, the model %s", sb_status_code(status), status ? ": " : "", status ? err->text : "",
				    sb_status_code(wanted->status));
	if (status || (outcome->seq == wanted->seq && outcome->replayed == wanted->replayed))
		return true;
	return game_differs(game, "answered entry %lld%s, the model %lld%s", (long long)outcome->seq, outcome->replayed ? " again" : "",
			    (long long)wanted->seq, wanted->replayed ? " again" : "");
}

static bool do_command(struct game *game, const struct op *asked)
{
	const struct op settled = verb_settled(game->model, asked), *op = &settled;
	int64_t before = game->model->entries;
	struct sb_outcome outcome = { 0 };
	struct sb_error err = SB_ERROR_INIT;
	struct arguments arguments;
	struct model *trial;
	struct answer wanted;
	enum sb_status status;

	verb_arguments(game->model, op, &arguments);
	trial = model_try(game->model);
	wanted = verb_act(trial, op);
	game->model = wanted.status ? model_drop(game->model, trial) : model_keep(game->model, trial);
	if (op->verb->flags & VERB_ROWS)
		write_file(op);
	status = run(game, op->verb->word, &arguments, &outcome, &err);
	game->was_fine = !status && game->model->entries > before;
	return is_answer_right(game, status, &err, &outcome, &wanted) && is_head_right(game) && learn(game) && game_compare_touched(game, before) &&
	       game_compare_counted(game, before) && game_compare_ordered(game, before);
}

bool game_do(struct game *game, const struct op *op)
{
	game->was_fine = op->verb->happen != NULL;
	game->now += 7; /* nothing takes no time */
	game->model->now = game->now;
	if (op->verb->before && !op->verb->before(game, op))
		return false;
	if (op->verb->can && !op->verb->can(game->model, op))
		return true;
	return op->verb->happen ? op->verb->happen(game, op) : do_command(game, op);
}
