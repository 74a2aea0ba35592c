/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A game: operations are done to a book through the commands and to the model, and both must answer and look alike. */
#ifndef STOCKBOOK_TESTS_MODEL_PLAY_H
#define STOCKBOOK_TESTS_MODEL_PLAY_H

#include "stockbook/app.h"
#include "verb.h"

struct game {
	struct sb_app app;
	struct sb_zone *zone[ZONES];
	struct model *model, *saved; /* saved: as of the backup */
	int64_t now;
	char *said; /* what was wrong; NULL: nothing yet */
	bool was_fine; /* the last operation did what was asked */
};

/* A new book in `folder`, which becomes the working directory. */
void game_begin(struct game *game, const char *folder, uint64_t seed);
void game_end(struct game *game);
/* One operation on both, and a look at the products it was about; false: they differ, game->said tells how. */
bool game_do(struct game *game, const struct op *op);
/* Everything that can be seen, and the book's own check. */
bool game_compare(struct game *game);
/* Remembers what is wrong; always false. */
bool game_differs(struct game *game, const char *format, ...) SB_PRINTF(2, 3);
/* A command without arguments, or with this one, that must succeed. */
bool game_run(struct game *game, const char *word, const char *argument);
/* A setting that nobody can get wrong. */
void game_set(struct game *game, const char *name, const char *value);

/* ---- compare_stock.c ---- */

/* Stock in all stores of the products that entries behind `before` moved. */
bool game_compare_touched(struct game *game, int64_t before);
bool game_compare_stock(struct game *game);

/* ---- compare_deals.c: holds, transfers, stores ---- */

bool game_compare_deals(struct game *game);

/* ---- compare_count.c ---- */

bool game_compare_counts(struct game *game);
/* The counts that entries behind `before` were about. */
bool game_compare_counted(struct game *game, int64_t before);
/* What is on hand by all lines is what is there by facts and posted counts alone. */
bool game_is_consistent(struct game *game, int product, int store);

/* ---- compare_order.c: suppliers, orders and what is suggested ---- */

bool game_compare_orders(struct game *game);
/* The orders that entries behind `before` were about. */
bool game_compare_ordered(struct game *game, int64_t before);

/* ---- compare_value.c ---- */

/* What everything is worth, in all stores and in each, by both methods. */
bool game_compare_values(struct game *game);

/* ---- verbs_reason.c ---- */

bool game_compare_reasons(struct game *game);

/* ---- verbs_user.c ---- */

/* The first user: from now on whoever acts must be one. */
bool game_add_manager(struct game *game);
bool game_compare_people(struct game *game);

/* ---- for comparing ---- */

bool same_number(struct game *game, const char *what, int64_t seq, const struct sb_value *value, int64_t wanted);
bool same_text(struct game *game, const char *what, int64_t seq, const struct sb_value *value, const char *wanted);
struct sb_ask;
struct sb_list;
struct sb_page;
struct sb_row;
/* Each row of a list; `see` says false to end. */
bool see_list(struct game *game, const struct sb_list *list, const struct sb_ask *ask,
	      bool (*see)(const struct sb_page *, const struct sb_row *, void *), void *context);
const struct m_product *product_of(const struct model *model, int64_t seq, int *index);

#endif
