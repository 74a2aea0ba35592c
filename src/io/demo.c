/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Makes the sample shop. It is played in memory and copied out whole at the end, so that an interrupted making leaves nothing half done
 * and the file's bytes depend on the last day only.
 */
#include "stockbook/demo.h"

#include "demo_shop.h"
#include "stockbook/path.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MISTAKE_DAY 62 /* from the first; in the evening */
#define ZONE	    "Europe/Berlin"
#define LAST_HOURS  7 /* of the last day: what is told of it is over by then */

static int64_t demo_clock(void *context)
{
	return ((const struct sb_demo *)context)->now;
}

static enum sb_status open_shop(struct sb_demo *demo, const struct sb_world *world, struct sb_error *err)
{
	const struct sb_book_new what = {
		.currency = "EUR",
		.store_code = "MAIN",
		.store_name = "Corner shop",
		.zone = ZONE,
		.who = "ana",
		.station = "office",
	};

	return sb_book_create(":memory:", &what, world, &demo->book, err);
}

/* What happens at once, in one transaction. */
static enum sb_status play(struct sb_demo *demo, int64_t day, enum sb_status (*part)(struct sb_demo *demo, int64_t day, struct sb_error *err),
			   struct sb_error *err)
{
	sb_owned(write) write = NULL;
	enum sb_status status = sb_write_begin(demo->book, &write, err);

	demo->write = write;
	if (status == SB_OK)
		status = part(demo, day, err);
	if (status == SB_OK)
		status = sb_write_commit(write, err);
	demo->write = NULL;
	return status;
}

static enum sb_status play_day(struct sb_demo *demo, int64_t day, struct sb_error *err)
{
	enum sb_status status = day == demo->first_day ? sb_demo_add_range(demo, err) : SB_OK;

	return status == SB_OK ? sb_demo_trade(demo, day, day + 1, err) : status;
}

static enum sb_status play_last_morning(struct sb_demo *demo, int64_t day, struct sb_error *err)
{
	enum sb_status status = sb_demo_morning(demo, day, err);

	return status == SB_OK ? sb_demo_order(demo, err) : status;
}

/* A case typed as ten cases, noticed a minute later. */
static enum sb_status make_a_mistake(struct sb_demo *demo, struct sb_error *err)
{
	struct sb_demo_good *good = sb_demo_find(demo, "Fizzard cola original 330 ml");
	struct sb_line line = { .qty_milli = 240000, .price_minor = SB_NONE };
	struct sb_draft draft = SB_DRAFT(SB_KIND_RECEIVE);
	struct sb_outcome posted, undone;
	enum sb_status status;

	if (!good)
		return SB_OK;
	line.product = good->id;
	line.cost_minor = good->cost;
	draft.lines = &line;
	draft.line_count = 1;
	draft.note = "one case";
	sb_book_act_as(demo->book, "ben", "till-1");
	demo->now += 20 * DEMO_MINUTE;
	status = sb_book_post(demo->book, &draft, &posted, err);
	if (status != SB_OK)
		return status;
	demo->now += DEMO_MINUTE;
	return sb_book_undo(demo->book, posted.seq, NULL, NULL, &undone, err);
}

static enum sb_status play_all(struct sb_demo *demo, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (int64_t day = demo->first_day; day < demo->until_day && status == SB_OK; day++) {
		status = play(demo, day, play_day, err);
		if (status == SB_OK && day == demo->first_day + MISTAKE_DAY)
			status = make_a_mistake(demo, err);
		if (status == SB_OK)
			status = sb_demo_tell(demo, day, err);
	}
	if (status == SB_OK)
		status = play(demo, demo->until_day, play_last_morning, err);
	return status == SB_OK ? sb_demo_tell(demo, demo->until_day, err) : status;
}

static void remove_with(const char *path, const char *ending)
{
	sb_auto(buf) name = SB_BUF_INIT;

	sb_buf_printf(&name, "%s%s", path, ending);
	unlink(name.data);
}

/* A log left by an earlier book of that name would be taken for the new one's. */
static enum sb_status put_in_place(struct sb_book *book, const char *path, struct sb_error *err)
{
	sb_auto(buf) made = SB_BUF_INIT;
	enum sb_status status;

	sb_buf_printf(&made, "%s.new", path);
	remove_with(made.data, "");
	status = sb_db_backup(sb_book_db(book), made.data, NULL, err);
	if (status != SB_OK)
		return status;
	remove_with(path, "-wal");
	remove_with(path, "-shm");
	if (rename(made.data, path) == 0)
		return SB_OK;
	status = sb_fail_errno(err, SB_FAILED, _("cannot put the sample shop at %s"), path);
	remove_with(made.data, "");
	return status;
}

static void close_shop(struct sb_demo **it)
{
	struct sb_demo *demo = *it;

	if (demo->book)
		sb_book_close(demo->book);
	sb_arena_free(demo->arena);
	free(demo);
}

enum sb_status sb_demo_last_day(int64_t now, int64_t *out, struct sb_error *err)
{
	sb_owned(zone) zone = NULL;
	enum sb_status status = sb_zone_load(ZONE, &zone, err);

	if (status == SB_OK)
		*out = sb_day_of(zone, now - LAST_HOURS * 60 * DEMO_MINUTE);
	return status;
}

enum sb_status sb_demo_make(const char *path, int64_t until_day, struct sb_error *err)
{
	__attribute__((cleanup(close_shop))) struct sb_demo *demo = sb_alloc(sizeof(*demo));
	struct sb_world world;
	enum sb_status status;

	if (until_day < 365 || until_day > sb_day_of_civil(9998, 12, 31))
		return sb_fail(err, SB_INVALID, _("the sample shop cannot end on that day: choose one from 1971 to 9998"));
	demo->arena = sb_arena_new();
	demo->random = (struct sb_random){ .seeded = true, .state = DEMO_SEED };
	demo->aside = (struct sb_random){ .seeded = true, .state = DEMO_SEED + 1 };
	demo->until_day = until_day;
	demo->first_day = until_day - SB_DEMO_DAYS;
	demo->now = demo->first_day * SB_DAY_MS + 4 * 60 * DEMO_MINUTE;
	world = (struct sb_world){ .now = demo_clock, .context = demo, .random = &demo->random };
	status = sb_path_make_parent(path, err);
	if (status == SB_OK)
		status = open_shop(demo, &world, err);
	if (status == SB_OK)
		status = play_all(demo, err);
	if (status == SB_OK)
		status = put_in_place(demo->book, path, err);
	return status;
}
