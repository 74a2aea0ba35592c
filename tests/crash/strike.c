/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Things done while a disk fails at its k-th call, once and from then on, with an error, with no room, with the power going, or while
 * something else does. Whatever was answered "recorded" is there afterwards, once; the book opens and its check is clean; and when all is
 * well again, the same program can go on.
 */
#include "strike.h"

#include "disk.h"
#include "support.h"
#include "tap.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TOKEN_BYTES = 32 };

/* ---- one state ---- */

struct played {
	size_t done; /* steps that were answered well */
	bool is_struck;
	char said[SB_ERROR_TEXT_BYTES];
};

bool strike_wrong(struct stage *stage, const struct act *act, const char *trouble, long k, const char *what)
{
	stage->bad++;
	tap_note("%s, %s at call %ld: %s", act->name, trouble, k, what);
	return false;
}

static void token_of(size_t step, char token[TOKEN_BYTES])
{
	snprintf(token, TOKEN_BYTES, "step-%zu", step);
}

enum sb_status strike_steps(struct stage *stage, const struct act *act, struct sb_book *book, size_t *done, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	while (*done < act->steps && !status) {
		char token[TOKEN_BYTES];

		token_of(*done, token);
		status = act->run(stage, book, *done, act->has_tokens ? token : NULL, err);
		*done += !status;
	}
	return status;
}

bool strike_look(struct stage *stage, const struct act *act, const char *trouble, long k, size_t done)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	bool fine = true;

	if (scene_open(stage->path, &book, &err))
		return strike_wrong(stage, act, trouble, k, err.text);
	for (size_t i = 0; act->has_tokens && i < act->steps; i++) {
		char token[TOKEN_BYTES];

		token_of(i, token);
		if (i < done && !scene_token(book, token))
			fine = strike_wrong(stage, act, trouble, k, "what was recorded is lost");
		if (i > done && scene_token(book, token))
			fine = strike_wrong(stage, act, trouble, k, "what was never asked for is there");
	}
	if (act->nothing && scene_number(book, act->nothing))
		fine = strike_wrong(stage, act, trouble, k, "a part of it is there without the rest");
	if (!scene_is_sound(book))
		fine = strike_wrong(stage, act, trouble, k, "the check is not clean");
	sb_book_close(book);
	return fine;
}

/* The same program, when the disk is well again: what failed can be done now. */
static bool go_on(struct stage *stage, const struct act *act, const char *trouble, long k, struct sb_book *book, struct played *played)
{
	struct sb_error err = SB_ERROR_INIT;

	return !strike_steps(stage, act, book, &played->done, &err) || strike_wrong(stage, act, trouble, k, err.text);
}

static void play_failing(struct stage *stage, const struct act *act, const struct danger *danger, const struct trouble *trouble, long k,
			 struct played *played)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	*played = (struct played){ .done = 0 };
	stage->states++;
	danger->cause(trouble->how, k);
	if (!scene_open(stage->path, &book, &err) && strike_steps(stage, act, book, &played->done, &err) && !err.text[0])
		(void)strike_wrong(stage, act, trouble->name, k, "failed without a word");
	played->is_struck = danger->has_struck();
	danger->cause(trouble->how, 0);
	if (book)
		(void)go_on(stage, act, trouble->name, k, book, played);
	sb_book_close(book);
	(void)strike_look(stage, act, trouble->name, k, played->done);
	if (act->look && !act->look(stage))
		(void)strike_wrong(stage, act, trouble->name, k, "what it made is not whole");
}

static void play_power_cut(struct stage *stage, const struct act *act, int share, long k, struct played *played)
{
	static const char shm[] = "-shm";
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	sb_auto(buf) shared = SB_BUF_INIT;

	*played = (struct played){ .done = 0 };
	stage->states++;
	disk_watch();
	disk_trouble(DISK_POWER_CUT, k);
	if (!scene_open(stage->path, &book, &err) && strike_steps(stage, act, book, &played->done, &err))
		snprintf(played->said, sizeof(played->said), "%s", err.text);
	sb_book_close(book);
	played->is_struck = disk_has_struck();
	disk_trouble(DISK_SOUND, 0);
	disk_lose(scene_random(), share);
	sb_buf_printf(&shared, "%s%s", stage->path, shm);
	(void)unlink(shared.data);
	(void)strike_look(stage, act, "a power cut", k, played->done);
}

/* ---- series ---- */

/* How many calls it is from beginning to end when nothing fails. */
static long calls_of(struct stage *stage, const struct act *act, const char *base, const struct danger *danger)
{
	struct played played = { .done = 0 };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	long calls;

	scene_copy(base, stage->path);
	danger->cause(0, 0);
	if (scene_open(stage->path, &book, &err) || strike_steps(stage, act, book, &played.done, &err))
		(void)strike_wrong(stage, act, "nothing", 0, err.text);
	sb_book_close(book);
	calls = danger->calls();
	(void)strike_look(stage, act, "nothing", 0, played.done);
	if (act->look && !act->look(stage))
		(void)strike_wrong(stage, act, "nothing", 0, "what it made is not whole");
	return calls;
}

long strike_stride(long calls, long states)
{
	return st_long() || calls < states ? 1 : calls / states;
}

long strike_first(long stride)
{
	return 1 + (long)sb_random_below(scene_random(), (uint64_t)stride);
}

static void every_call(struct stage *stage, const struct act *act, const char *base, const struct danger *danger,
		       const struct trouble *trouble, long calls)
{
	struct played played = { .is_struck = true };
	long step = strike_stride(calls, danger->states), most = tap_amount("STATES", 100000);

	for (long k = strike_first(step); played.is_struck && k <= most; k += step) {
		scene_copy(base, stage->path);
		play_failing(stage, act, danger, trouble, k, &played);
	}
}

static void every_power_cut(struct stage *stage, const struct act *act, const char *base, int share, long step)
{
	struct played played = { .is_struck = true };
	long most = tap_amount("STATES", 100000);

	for (long k = strike_first(step); played.is_struck && k <= most; k += step) {
		scene_copy(base, stage->path);
		play_power_cut(stage, act, share, k, &played);
	}
}

static void cause_disk(int how, long k)
{
	disk_trouble(k ? (enum disk_trouble)how : DISK_SOUND, k);
}

static const struct trouble disk_troubles[] = {
	{ "an error", DISK_FAILS_ONCE },
	{ "errors from then on", DISK_FAILS },
	{ "no room", DISK_FULL_ONCE },
	{ "no room from then on", DISK_FULL },
};
const struct danger strike_disk = {
	.name = "on a failing disk",
	.troubles = disk_troubles,
	.count = SB_COUNT(disk_troubles),
	.cause = cause_disk,
	.has_struck = disk_has_struck,
	.calls = disk_calls,
	.has_power = true,
	.states = 25,
};

void strike_act(struct stage *stage, const struct act *act, const char *base, const struct danger *danger)
{
	static const int shares[] = { 0, 30, 70, 100 };
	int64_t begun = tap_clock();
	long calls;

	stage->states = stage->bad = 0;
	calls = calls_of(stage, act, base, danger);
	for (size_t i = 0; i < danger->count; i++)
		every_call(stage, act, base, danger, &danger->troubles[i], calls);
	tap_ok(!stage->bad, "%s %s: %ld states of %ld calls", act->name, danger->name, stage->states, calls);
	stage->states = stage->bad = 0;
	for (size_t i = 0; i < SB_COUNT(shares) && danger->has_power && !act->has_no_commit; i++)
		every_power_cut(stage, act, base, shares[i], strike_stride(calls, danger->states));
	if (stage->states)
		tap_ok(!stage->bad, "%s and a power cut: %ld states", act->name, stage->states);
	tap_note("%.1f s", (double)(tap_clock() - begun) / 1000);
}

void strike_begin(struct stage *stage)
{
	stage->folder = st_directory();
	stage->base = st_path(stage->folder, "base.book");
	stage->path = st_path(stage->folder, "shop.book");
	scene_begin(tap_seed());
	disk_register();
	disk_never_syncs(true);
	scene_make(stage->base, stage->products);
}

void strike_end(struct stage *stage)
{
	free(stage->base);
	free(stage->path);
	free(stage->folder);
}
