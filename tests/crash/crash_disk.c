/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A failing disk under the first things a shop does: sales, an import, undoing, a rebuild, a backup, and bringing an old book up to date.
 *
 * SEED=n plays the same chances again; STATES=n ends each series after so many calls.
 */
#include "disk.h"
#include "strike.h"

#include "stockbook/product.h"
#include "support.h"
#include "tap.h"

#include "db/migrations.h"
#include <err.h>
#include <sqlite3.h>
#include <unistd.h>

#define LONG_LOG 150 /* commits that make a log long enough to be copied at closing */

struct own {
	char *csv, *backup;
};

static struct own *of(struct stage *stage)
{
	return stage->own;
}

/* ---- acts ---- */

static enum sb_status act_sale(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	return scene_post(book, SB_KIND_SALE, stage->products + step, 2, token, err);
}

static enum sb_status act_import(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	(void)step;
	return scene_import(book, of(stage)->csv, token, err);
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
	return access(of(stage)->backup, F_OK) == 0 ? SB_OK : sb_db_backup(sb_book_db(book), of(stage)->backup, NULL, err);
}

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

/* A backup that has its name is whole. */
static bool look_at_backup(struct stage *stage)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;
	bool sound;

	if (access(of(stage)->backup, F_OK))
		return true;
	if (scene_open(of(stage)->backup, &book, &err)) {
		tap_note("the backup: %s", err.text);
		return false;
	}
	sound = scene_is_sound(book);
	sb_book_close(book);
	scene_remove(of(stage)->backup);
	return sound;
}

static const struct act acts[] = {
	{ .name = "a sale", .steps = 1, .run = act_sale, .has_tokens = true },
	{ .name = "several sales", .steps = 5, .run = act_sale, .has_tokens = true },
	{ .name = "an import", .steps = 1, .run = act_import, .has_tokens = true },
	{ .name = "an undoing", .steps = 1, .run = act_undo, .has_tokens = true },
	{ .name = "a rebuild", .steps = 1, .run = act_rebuild },
	{ .name = "a backup", .steps = 1, .run = act_backup, .has_no_commit = true, .look = look_at_backup },
};
static const struct act act_long_log = { .name = "sales and a copied log", .steps = 2, .run = act_sale, .has_tokens = true };

static void test_acts(struct stage *stage)
{
	sb_owned_string long_base = st_path(stage->folder, "long.book");

	for (size_t a = 0; a < SB_COUNT(acts); a++)
		strike_act(stage, &acts[a], stage->base, &strike_disk);
	scene_copy(stage->base, long_base);
	make_long_log(stage, long_base);
	strike_act(stage, &act_long_log, long_base, &strike_disk);
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
	struct own own;
	struct stage stage = { .own = &own };

	strike_begin(&stage);
	own.csv = st_path(stage.folder, "rows.csv");
	own.backup = st_path(stage.folder, "backup.book");
	scene_write_csv(own.csv);
	test_acts(&stage);
	test_migrations(&stage);
	free(own.csv);
	free(own.backup);
	strike_end(&stage);
	return tap_done();
}
