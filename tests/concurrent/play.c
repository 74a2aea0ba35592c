/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the book, lets the processes loose, gathers what they saw. */
#include "play.h"

#include "scene.h"
#include "stockbook/store.h"
#include "support.h"

#include <err.h>
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct sb_book *play_open(const struct play *play)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	if (scene_open(play->path, &book, &err))
		errx(99, "%s", err.text);
	return book;
}

static int64_t north_of(struct sb_book *book)
{
	const struct sb_store *north = NULL;
	struct sb_error err = SB_ERROR_INIT;

	if (sb_store_find(book, "NORTH", &north, &err))
		errx(99, "%s", err.text);
	return north->id;
}

/* So little that everybody wants the last one. */
static void leave_few(struct sb_book *book, const int64_t *products)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_REMOVE);
	struct sb_line lines[HISTORY_PRODUCTS];
	struct sb_error err = SB_ERROR_INIT;
	struct sb_outcome outcome;

	for (size_t i = 0; i < HISTORY_PRODUCTS; i++)
		lines[i] = (struct sb_line){ .product = products[i], .qty_milli = SCENE_STOCK - PLAY_STOCK * 1000, .price_minor = SB_NONE,
					     .cost_minor = SB_NONE };
	draft.lines = lines;
	draft.line_count = HISTORY_PRODUCTS;
	if (sb_book_post(book, &draft, &outcome, &err))
		errx(99, "%s", err.text);
}

void play_prepare(struct play *play)
{
	int64_t products[SCENE_PRODUCTS];
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book;
	struct sb_hash ignored;

	play->folder = st_directory();
	play->path = st_path(play->folder, "shop.book");
	scene_make(play->path, products);
	book = play_open(play);
	memcpy(play->actor.names.products, products, sizeof(play->actor.names.products));
	play->actor.names.stores[0] = sb_book_store(book)->id;
	play->actor.names.stores[1] = north_of(book);
	leave_few(book, products);
	if (sb_book_head(book, &play->base, &ignored, &err))
		errx(99, "%s", err.text);
	sb_book_close(book);
	play->actor.path = play->path;
	play->actor.stage = stage_new();
}

void play_release(struct play *play)
{
	free(play->folder);
	free(play->path);
}

void play_begin(struct actor *actor, const char *folder, int process)
{
	struct sb_error why = SB_ERROR_INIT;

	actor->process = process;
	if (scene_open(actor->path, &actor->book, &why))
		errx(99, "%s", why.text);
	actor->log = history_open(folder, process, "a");
}

void play_end(struct actor *actor)
{
	sb_book_close(actor->book);
	if (fclose(actor->log))
		err(99, "cannot write the history");
}

void play_run(struct play *play, void (*work)(struct play *play, int process))
{
	fflush(NULL);
	for (int i = 0; i < play->processes; i++) {
		uint64_t seed = sb_random_below(scene_random(), UINT64_MAX);
		pid_t child = fork();

		if (child < 0)
			err(99, "fork");
		if (child)
			continue;
		scene_begin(seed);
		play_begin(&play->actor, play->folder, i);
		work(play, i);
		play_end(&play->actor);
		_exit(0);
	}
	for (int i = 0; i < play->processes; i++) {
		int status;

		while (wait(&status) < 0 && errno == EINTR)
			;
		if (!WIFEXITED(status) || WEXITSTATUS(status))
			errx(99, "a process ended badly: %x", (unsigned)status);
	}
}

void play_judge(struct play *play, struct history *history, struct verdict *verdict)
{
	struct sb_book *book = play_open(play);

	judge(history, book, &play->actor.names, play->base, verdict);
	sb_book_close(book);
}
