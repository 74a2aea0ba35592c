/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A game: operations are done to a book through the commands and to the model, and both must answer and look alike. */
#ifndef STOCKBOOK_TESTS_MODEL_PLAY_H
#define STOCKBOOK_TESTS_MODEL_PLAY_H

#include "model.h"
#include "stockbook/app.h"

struct game {
	struct sb_app app;
	struct sb_zone *zone;
	struct model *model, *saved; /* saved: as of the backup */
	int64_t now;
	char *folder;
	char *said; /* what was wrong; NULL: nothing yet */
	const char *asking; /* the operation being done, for notes; NULL: quiet */
};

/* A new book in `folder`. */
void game_begin(struct game *game, const char *folder, uint64_t seed);
void game_end(struct game *game);
/* One operation on both; false: they differ, game->said tells how. */
bool game_do(struct game *game, const struct op *op);
/* Everything that can be seen, and the book's own check. */
bool game_compare(struct game *game);
/* Remembers what is wrong; always false. */
bool game_differs(struct game *game, const char *format, ...) SB_PRINTF(2, 3);

/* The operation as it would be typed now. */
void game_print(const struct model *model, const struct op *op, struct sb_buf *out);

/* The arguments of a command: positional ones have no name. */
#define ARGS_MAX 48
struct arguments {
	size_t count;
	struct {
		const char *name;
		char text[160];
	} of[ARGS_MAX];
};
void game_arguments(const struct model *model, const struct op *op, const char *folder, struct arguments *out);
const char *game_word(enum verb verb);

#endif
