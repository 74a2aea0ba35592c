/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts beside the model, and what the model says of stock in two ways beside each other. */
#include "play.h"

/* A moment or entry that the model has as 0 while there is none. */
static int64_t or_none(int64_t value)
{
	return value ? value : SB_NONE;
}

static bool same(struct game *game, const char *what, int64_t count, int64_t got, int64_t wanted)
{
	return got == wanted || game_differs(game, "%s of count %lld is %lld, the model says %lld", what, (long long)count, (long long)got,
					     (long long)wanted);
}

/* ---- lines ---- */

/* What the book tells of a product in a count; `expected` SB_NONE: it is hidden. */
struct line {
	struct m_counted counted;
	int64_t expected, absorbed;
	bool is_there;
};

static struct line line_of(const struct model *model, int count, int product)
{
	const struct m_truth *truth = model_truth(model, count, product);
	const struct m_count *own = &model->count[count];
	struct line line = { .counted = model_counted(model, count, product), .expected = SB_NONE };

	line.is_there = line.counted.scans > 0 || truth;
	if (truth && truth->is_zeroed) {
		line.counted.at = truth->at;
		line.counted.seq = truth->seq;
	}
	line.absorbed = truth ? truth->absorbed : 0;
	if (line.is_there && !(own->is_blind && !own->review))
		line.expected = truth ? truth->expected : model_book(model, product, own->store, line.counted.at, line.counted.seq, count);
	return line;
}

static bool same_line(struct game *game, int count, int product, const struct line *own)
{
	const struct model *model = game->model;
	int64_t id = model->count[count].seq, variance = own->expected == SB_NONE ? SB_NONE : own->counted.sum - own->expected;
	bool is_beyond = variance != SB_NONE && model_is_beyond(model, count, product, &own->counted, variance);
	struct sb_error err = SB_ERROR_INIT;
	struct sb_count_line got;

	if (sb_count_line_get(game->app.book, id, model->product[product].seq, &got, &err))
		return game_differs(game, "line of count %lld: %s", (long long)id, err.text);
	if (!own->is_there)
		return got.counted == SB_NONE || game_differs(game, "of product %lld something was counted in count %lld",
							       (long long)model->product[product].seq, (long long)id);
	if (got.counted == own->counted.sum && got.counted_at == own->counted.at && got.scans == own->counted.scans &&
	    got.is_recounted == own->counted.is_again && got.is_outside == own->counted.is_outside && got.expected == own->expected &&
	    got.variance == variance && got.is_beyond == is_beyond && got.absorbed == own->absorbed)
		return true;
	return game_differs(game,
			    "count %lld, product %lld: %lld by %lld scans at %lld, expected %lld, absorbed %lld%s%s%s; the model says %lld by "
			    "%lld scans at %lld, %lld, %lld%s%s%s",
			    (long long)id, (long long)model->product[product].seq, (long long)got.counted, (long long)got.scans,
			    (long long)got.counted_at, (long long)got.expected, (long long)got.absorbed, got.is_recounted ? ", again" : "",
			    got.is_outside ? ", outside" : "", got.is_beyond ? ", beyond" : "", (long long)own->counted.sum,
			    (long long)own->counted.scans, (long long)own->counted.at, (long long)own->expected, (long long)own->absorbed,
			    own->counted.is_again ? ", again" : "", own->counted.is_outside ? ", outside" : "", is_beyond ? ", beyond" : "");
}

/* ---- counts ---- */

struct sums {
	int64_t lines, in_scope, scans, total;
};

static struct sums sums_of(const struct model *model, int count)
{
	struct sums sums = { 0 };

	for (int i = 0; i < model->scans; i++)
		sums.scans += model->scan[i].count == count && model->scan[i].stands;
	for (int p = 0; p < model->products; p++) {
		const struct m_counted line = model_counted(model, count, p);

		sums.lines += line.scans > 0;
		sums.in_scope += line.scans > 0 && !line.is_outside;
		sums.total += line.sum;
	}
	return sums;
}

static bool same_head(struct game *game, int count)
{
	const struct m_count *own = &game->model->count[count];
	const struct sums sums = sums_of(game->model, count);
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_count got;

	if (sb_count_get(game->app.book, own->seq, arena, &got, &err))
		return game_differs(game, "count %lld: %s", (long long)own->seq, err.text);
	return same(game, "state", own->seq, got.status, model_count_status(own)) &&
	       same(game, "store", own->seq, got.store, game->model->at[own->store].seq) &&
	       same(game, "hiding", own->seq, got.is_hidden, own->is_blind && !own->review) &&
	       same(game, "size of the scope", own->seq, got.scope_lines, own->scope_lines) &&
	       same(game, "number of lines", own->seq, got.lines, sums.lines) &&
	       same(game, "number of lines in the scope", own->seq, got.lines_in_scope, sums.in_scope) &&
	       same(game, "number of scans", own->seq, got.scans, sums.scans) &&
	       same(game, "number of unmatched scans", own->seq, got.unmatched, model_unmatched(game->model, count)) &&
	       same(game, "total", own->seq, got.total_milli, sums.total) && same(game, "beginning", own->seq, got.opened_at, own->opened_at) &&
	       same(game, "review", own->seq, got.reviewed_at, or_none(own->reviewed_at)) &&
	       same(game, "time of posting", own->seq, got.posted_at, or_none(own->posted_at)) &&
	       same(game, "posting", own->seq, got.posting, or_none(own->posting)) && same(game, "version", own->seq, got.version, own->version);
}

static bool compare_count(struct game *game, int count)
{
	if (!same_head(game, count))
		return false;
	for (int p = 0; p < game->model->products; p++) {
		const struct line line = line_of(game->model, count, p);

		if (!same_line(game, count, p, &line))
			return false;
	}
	return true;
}

bool game_compare_counts(struct game *game)
{
	for (int i = 0; i < game->model->counts; i++)
		if (!compare_count(game, i))
			return false;
	return true;
}

/* After an operation: the counts it was about. */
bool game_compare_counted(struct game *game, int64_t before)
{
	for (int64_t e = before; e < game->model->entries; e++) {
		int count = game->model->entry[e].count;

		if (count >= 0 && !same_head(game, count))
			return false;
	}
	return true;
}

/* ---- the model beside itself ---- */

bool game_is_consistent(struct game *game, int product, int store)
{
	const struct model *model = game->model;
	int64_t there = model_book(model, product, store, INT64_MAX, INT64_MAX, -1), summed = model->product[product].in[store].on_hand;

	return there == summed || game_differs(game, "the model has %lld of product %lld by its lines and %lld by its facts", (long long)summed,
					       (long long)model->product[product].seq, (long long)there);
}
