/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The disk fails at its k-th call, for every k until what was wanted passes without meeting it: once and from then on, with an error, with no room, with
 * the power going. Whatever was answered "recorded" is there afterwards, once; the book opens and its check is clean; and when the disk is well
 * again, the same program can go on.
 *
 * SEED=n plays the same chances again; STATES=n ends each series after so many.
 */
#include "disk.h"
#include "scene.h"

#include "stockbook/product.h"
#include "support.h"
#include "tap.h"

#include "db/migrations.h"
#include <err.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TOKEN_BYTES = 32 };

#define STEPS_MOST 8
#define LONG_LOG   150 /* commits that make a log long enough to be copied at closing */

struct stage {
	char *folder, *base, *path, *csv, *backup;
	int64_t products[SCENE_PRODUCTS];
	long states, bad;
};

/* Things done one after the other, each with its token; some have none, because doing them twice is the same. */
struct act {
	const char *name;
	size_t steps;
	enum sb_status (*run)(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err);
	bool has_tokens;
	bool has_long_log;
};

/* ---- acts ---- */

static enum sb_status act_sale(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	return scene_post(book, SB_KIND_SALE, stage->products + step, 2, token, err);
}

static enum sb_status act_import(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	(void)step;
	return scene_import(book, stage->csv, token, err);
}

static enum sb_status act_undo(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	struct sb_outcome outcome;

	/* The first product and the stock it began with. */
	(void)step;
	return sb_book_undo(book, stage->products[0], token, NULL, &outcome, err);
}

static enum sb_status act_rebuild(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	int64_t entries = 0;

	(void)stage;
	(void)step;
	(void)token;
	return sb_book_rebuild(book, NULL, &entries, err);
}

static enum sb_status act_backup(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	(void)step;
	(void)token;
	return access(stage->backup, F_OK) == 0 ? SB_OK : sb_db_backup(sb_book_db(book), stage->backup, NULL, err);
}

static const struct act acts[] = {
	{ .name = "a sale", .steps = 1, .run = act_sale, .has_tokens = true },
	{ .name = "several sales", .steps = 5, .run = act_sale, .has_tokens = true },
	{ .name = "sales and a copied log", .steps = 2, .run = act_sale, .has_tokens = true, .has_long_log = true },
	{ .name = "an import", .steps = 1, .run = act_import, .has_tokens = true },
	{ .name = "an undoing", .steps = 1, .run = act_undo, .has_tokens = true },
	{ .name = "a rebuild", .steps = 1, .run = act_rebuild },
	{ .name = "a backup", .steps = 1, .run = act_backup },
};

/* ---- one state ---- */

struct played {
	size_t done; /* steps that were answered well */
	bool is_struck;
	char said[SB_ERROR_TEXT_BYTES];
};

static bool wrong(struct stage *stage, const struct act *act, const char *trouble, long k, const char *what)
{
	stage->bad++;
	tap_note("%s, %s at call %ld: %s", act->name, trouble, k, what);
	return false;
}

static void token_of(size_t step, char token[TOKEN_BYTES])
{
	snprintf(token, TOKEN_BYTES, "step-%zu", step);
}

static enum sb_status play_steps(struct stage *stage, const struct act *act, struct sb_book *book, size_t *done, struct sb_error *err)
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

/* Afterwards: all that was answered is there, and perhaps what was under way. */
static bool look(struct stage *stage, const struct act *act, const char *trouble, long k, const struct played *played)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	bool fine = true;

	if (scene_open(stage->path, &book, &err))
		return wrong(stage, act, trouble, k, err.text);
	for (size_t i = 0; act->has_tokens && i < act->steps; i++) {
		char token[TOKEN_BYTES];

		token_of(i, token);
		if (i < played->done && !scene_token(book, token))
			fine = wrong(stage, act, trouble, k, "what was recorded is lost");
		if (i > played->done && scene_token(book, token))
			fine = wrong(stage, act, trouble, k, "what was never asked for is there");
	}
	if (!scene_is_sound(book))
		fine = wrong(stage, act, trouble, k, "the check is not clean");
	sb_book_close(book);
	return fine;
}

/* A backup that has its name is whole. */
static bool look_at_backup(struct stage *stage, const struct act *act, const char *trouble, long k)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	bool sound;

	if (access(stage->backup, F_OK))
		return true;
	if (scene_open(stage->backup, &book, &err))
		return wrong(stage, act, trouble, k, err.text);
	sound = scene_is_sound(book);
	sb_book_close(book);
	scene_remove(stage->backup);
	return sound || wrong(stage, act, trouble, k, "the backup is not sound");
}

/* The same program, when the disk is well again: what failed can be done now. */
static bool go_on(struct stage *stage, const struct act *act, const char *trouble, long k, struct sb_book *book, struct played *played)
{
	struct sb_error err = SB_ERROR_INIT;

	return !play_steps(stage, act, book, &played->done, &err) || wrong(stage, act, trouble, k, err.text);
}

static void play_failing(struct stage *stage, const struct act *act, const char *name, enum disk_trouble trouble, long k, struct played *played)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	*played = (struct played){ .done = 0 };
	stage->states++;
	disk_trouble(trouble, k);
	if (!scene_open(stage->path, &book, &err) && play_steps(stage, act, book, &played->done, &err) && !err.text[0])
		(void)wrong(stage, act, name, k, "failed without a word");
	played->is_struck = disk_has_struck();
	disk_trouble(DISK_SOUND, 0);
	if (book)
		(void)go_on(stage, act, name, k, book, played);
	sb_book_close(book);
	(void)look(stage, act, name, k, played);
	(void)look_at_backup(stage, act, name, k);
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
	if (!scene_open(stage->path, &book, &err) && play_steps(stage, act, book, &played->done, &err))
		snprintf(played->said, sizeof(played->said), "%s", err.text);
	sb_book_close(book);
	played->is_struck = disk_has_struck();
	disk_trouble(DISK_SOUND, 0);
	disk_lose(scene_random(), share);
	sb_buf_printf(&shared, "%s%s", stage->path, shm);
	(void)unlink(shared.data);
	(void)look(stage, act, "a power cut", k, played);
}

/* ---- series ---- */

static void make_long_log(struct stage *stage, const char *path)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	/* Another connection keeps the log from being copied when this one is closed. */
	if (scene_open(path, &book, &err))
		errx(99, "%s", err.text);
	for (int i = 0; i < LONG_LOG; i++)
		if (scene_post(book, SB_KIND_RECEIVE, stage->products, SCENE_PRODUCTS, NULL, &err))
			errx(99, "%s", err.text);
	scene_copy(path, stage->path);
	sb_book_close(book);
	scene_copy(stage->path, path);
}

static void every_call(struct stage *stage, const struct act *act, const char *base, const char *name, enum disk_trouble trouble)
{
	long most = tap_amount("STATES", 100000), step = st_long() || act->steps == 1 ? 1 : act->has_long_log ? 13 : 3;
	struct played played = { .is_struck = true };

	for (long k = 1 + (long)sb_random_below(scene_random(), (uint64_t)step); played.is_struck && k <= most; k += step) {
		scene_copy(base, stage->path);
		play_failing(stage, act, name, trouble, k, &played);
	}
}

static void every_power_cut(struct stage *stage, const struct act *act, const char *base, int share)
{
	long most = tap_amount("STATES", 100000), step = st_long() ? 1 : act->has_long_log ? 13 : act->steps > 1 ? 2 : 1;
	struct played played = { .is_struck = true };

	for (long k = 1 + (long)sb_random_below(scene_random(), (uint64_t)step); played.is_struck && k <= most; k += step) {
		scene_copy(base, stage->path);
		play_power_cut(stage, act, share, k, &played);
	}
}

static void test_acts(struct stage *stage)
{
	static const struct {
		const char *name;
		enum disk_trouble trouble;
	} troubles[] = {
		{ "an error", DISK_FAILS_ONCE },
		{ "errors from then on", DISK_FAILS },
		{ "no room", DISK_FULL_ONCE },
		{ "no room from then on", DISK_FULL },
	};
	static const int shares[] = { 0, 30, 70, 100 };
	sb_owned_string long_base = st_path(stage->folder, "long.book");

	scene_copy(stage->base, long_base);
	make_long_log(stage, long_base);
	for (size_t a = 0; a < SB_COUNT(acts); a++) {
		const char *base = acts[a].has_long_log ? long_base : stage->base;
		int64_t begun = tap_clock();

		stage->states = stage->bad = 0;
		for (size_t i = 0; i < SB_COUNT(troubles); i++)
			every_call(stage, &acts[a], base, troubles[i].name, troubles[i].trouble);
		tap_ok(!stage->bad, "%s on a failing disk: %ld states", acts[a].name, stage->states);
		stage->states = stage->bad = 0;
		for (size_t i = 0; i < SB_COUNT(shares) && acts[a].run != act_backup; i++)
			every_power_cut(stage, &acts[a], base, shares[i]);
		if (stage->states)
			tap_ok(!stage->bad, "%s and a power cut: %ld states", acts[a].name, stage->states);
		tap_note("%.1f s", (double)(tap_clock() - begun) / 1000);
	}
}

/* ---- migrations ---- */

static void exec(sqlite3 *raw, const char *sql)
{
	char *said = NULL;

	if (sqlite3_exec(raw, sql, NULL, NULL, &said))
		errx(99, "%s: %s", sql, said);
}

/* A book as that version of the program would have left it, without entries. */
static void make_old(const char *path, size_t versions)
{
	sqlite3 *raw = NULL;

	scene_remove(path);
	st_write(path, "", 0);
	if (sqlite3_open_v2(path, &raw, SQLITE_OPEN_READWRITE, NULL))
		errx(99, "cannot make %s", path);
	exec(raw, "PRAGMA application_id = 0x53426b31");
	for (size_t i = 0; i < versions; i++)
		for (const char *const *statement = sb_migrations[i].sqlite; *statement; statement++)
			exec(raw, *statement);
	exec(raw, "PRAGMA journal_mode = WAL");
	sqlite3_close(raw);
}

static void note_finding(const char *finding, void *context)
{
	tap_note("check: %s", finding);
	++*(long *)context;
}

/* It opens, is of this version, and sound. */
static void look_at_migrated(struct stage *stage, size_t from, long k, const char *trouble)
{
	const struct sb_db_options options = { .mode = SB_DB_WRITE, .busy_ms = 1000 };
	const struct sb_progress nobody = { .step = NULL };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_db *db = NULL;
	long found = 0;

	if (sb_db_open(stage->path, &options, &db, &err) || sb_db_verify(db, &nobody, note_finding, &found, &err))
		found++;
	sb_db_close(db);
	stage->bad += found != 0;
	if (found)
		tap_note("from version %zu, %s at call %ld: %s", from, trouble, k, err.text);
}

static bool migrate(struct stage *stage, size_t from, enum disk_trouble trouble, long k, int share)
{
	const struct sb_db_options options = { .mode = SB_DB_WRITE, .busy_ms = 1000 };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_db *db = NULL;
	bool is_struck;

	scene_copy(stage->base, stage->path);
	stage->states++;
	if (trouble == DISK_POWER_CUT)
		disk_watch();
	disk_trouble(trouble, k);
	if (!sb_db_open(stage->path, &options, &db, &err))
		sb_db_close(db);
	is_struck = disk_has_struck();
	disk_trouble(DISK_SOUND, 0);
	if (trouble == DISK_POWER_CUT) {
		sb_auto(buf) shared = SB_BUF_INIT;

		disk_lose(scene_random(), share);
		sb_buf_printf(&shared, "%s-shm", stage->path);
		(void)unlink(shared.data);
	}
	look_at_migrated(stage, from, k, trouble == DISK_POWER_CUT ? "a power cut" : "an error");
	return is_struck;
}

static void test_migrations(struct stage *stage)
{
	static const int shares[] = { 0, 50, 100 };
	long step = st_long() ? 1 : 5;

	for (size_t from = 1; from < sb_migration_count; from++) {
		bool more = true;

		stage->states = stage->bad = 0;
		make_old(stage->base, from);
		for (long k = 1; more; k += step)
			more = migrate(stage, from, DISK_FAILS, k, 0);
		for (size_t i = 0; i < SB_COUNT(shares); i++) {
			more = true;
			for (long k = 1 + (long)i; more; k += step)
				more = migrate(stage, from, DISK_POWER_CUT, k, shares[i]);
		}
		tap_ok(!stage->bad, "bringing a book of version %zu up to date is cut short: %ld states", from, stage->states);
	}
}

int main(void)
{
	struct stage stage = { .folder = st_directory() };

	stage.base = st_path(stage.folder, "base.book");
	stage.path = st_path(stage.folder, "shop.book");
	stage.csv = st_path(stage.folder, "rows.csv");
	stage.backup = st_path(stage.folder, "backup.book");
	scene_begin(tap_seed());
	scene_write_csv(stage.csv);
	disk_register();
	disk_never_syncs(true);
	scene_make(stage.base, stage.products);
	test_acts(&stage);
	test_migrations(&stage);
	free(stage.base);
	free(stage.path);
	free(stage.csv);
	free(stage.backup);
	free(stage.folder);
	return tap_done();
}
