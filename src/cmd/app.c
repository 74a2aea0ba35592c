/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Makes the one struct that commands and doors are given: settings, log, clock, random source and, when a command
 * needs it, the book those settings name. Who acts, and where, is found out here.
 */
#include "stockbook/app.h"
#include "stockbook/path.h"
#include "stockbook/text.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int64_t wall_clock(void *context)
{
	(void)context;
	return sb_now();
}

static enum sb_status open_log(const struct sb_app *app, struct sb_log **out, struct sb_error *err)
{
	const char *named = sb_setting_text(app->settings, SB_SET_LOG_FILE);
	enum sb_log_level least = sb_log_level_of(sb_setting_text(app->settings, SB_SET_LOG_LEVEL));
	sb_owned_string usual = named[0] ? NULL : sb_path_in(SB_DIR_STATE, "stockbook.log");
	enum sb_status st = sb_log_open(least == SB_LOG_OFF ? NULL : named[0] ? named : usual, least, out, err);

	/* A home that cannot be written to is no reason not to work; a log that was asked for is. */
	if (st && !named[0])
		st = sb_log_open(NULL, least, out, err);
	return st;
}

enum sb_status sb_app_reopen_log(struct sb_app *app, struct sb_error *err)
{
	struct sb_log *log = NULL;
	enum sb_status st = open_log(app, &log, err);

	if (st)
		return st;
	if (app->log)
		sb_log_close(app->log);
	app->log = log;
	return SB_OK;
}

/* A zone nobody knows is no reason not to start: times are then UTC. */
static struct sb_zone *machine_zone(void)
{
	sb_owned_string local = sb_zone_local_name();
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_zone *zone = NULL;

	if (sb_zone_load(local, &zone, &ignored) && sb_zone_load("UTC", &zone, &ignored))
		return NULL;
	return zone;
}

enum sb_status sb_app_init(struct sb_app *app, const char *config_file, char *const *environ_like, struct sb_error *err)
{
	sb_owned(settings) settings = sb_settings_new();
	enum sb_status st = sb_settings_load(settings, config_file, environ_like, err);
	struct sb_app made = { .settings = settings };

	if (!st)
		st = open_log(&made, &made.log, err);
	if (st)
		return st;
	made.zone = machine_zone();
	made.numbers = sb_numbers_locale();
	made.plain = sb_numbers_plain();
	*app = made;
	app->settings = sb_give(settings);
	app->world = (struct sb_world){ .now = wall_clock, .random = &app->random, .numbers = &app->numbers };
	return SB_OK;
}

void sb_app_release(struct sb_app *app)
{
	sb_app_close_book(app);
	if (app->log)
		sb_log_close(app->log);
	if (app->zone)
		sb_zone_free(app->zone);
	if (app->settings)
		sb_settings_free(app->settings);
	*app = (struct sb_app){ 0 };
}

char *sb_app_book_path(const struct sb_app *app)
{
	const char *named = sb_setting_text(app->settings, SB_SET_BOOK_PATH);

	return named[0] ? sb_strdup(named) : sb_path_in(SB_DIR_DATA, "shop.book");
}

char *sb_app_demo_path(void)
{
	return sb_path_in(SB_DIR_STATE, "demo.book");
}

char *sb_app_user(const struct sb_app *app)
{
	const char *named = sb_setting_text(app->settings, SB_SET_USER_NAME);
	struct passwd *login = named[0] ? NULL : getpwuid(geteuid());

	return sb_strdup(named[0] ? named : login ? login->pw_name : "?");
}

char *sb_app_station(const struct sb_app *app)
{
	const char *named = sb_setting_text(app->settings, SB_SET_USER_STATION);
	char host[256] = "?", terminal[256] = "";
	struct sb_buf out = SB_BUF_INIT;

	if (named[0])
		return sb_strdup(named);
	(void)gethostname(host, sizeof(host) - 1);
	sb_buf_puts(&out, host);
	if (!ttyname_r(STDIN_FILENO, terminal, sizeof(terminal)))
		sb_buf_printf(&out, ":%s", strncmp(terminal, "/dev/", 5) ? terminal : terminal + 5);
	return sb_buf_take(&out);
}

/* It is written into every entry, for good, and shown on every screen. */
static enum sb_status check_name(const char *setting, const char *name, struct sb_error *err)
{
	sb_auto(buf) clean = SB_BUF_INIT;
	enum sb_status st = sb_text_clean(name, &clean, err);

	if (st)
		snprintf(err->field, sizeof(err->field), "%s", setting);
	return st;
}

static enum sb_status open_one(struct sb_app *app, enum sb_db_mode mode, struct sb_book **out, struct sb_error *err)
{
	sb_owned(book) book = NULL;
	sb_owned_string path = sb_app_book_path(app);
	sb_owned_string user = sb_app_user(app);
	sb_owned_string station = sb_app_station(app);
	const char *store = sb_setting_text(app->settings, SB_SET_BOOK_STORE);
	struct sb_db_options options = {
		.mode = mode,
		.busy_ms = (int)sb_setting_int(app->settings, SB_SET_BOOK_BUSY_MS),
	};
	enum sb_status st = check_name("user.name", user, err);

	if (!st)
		st = check_name("user.station", station, err);
	if (st)
		return st;
	st = sb_book_open(path, &options, &app->world, &book, err);
	if (st == SB_NOT_FOUND)
		return sb_fail_field(err, SB_CANNOT_OPEN, "book",
				     _("there is no book %s yet: make one with \"stockbook init\", or look around in the sample shop "
				       "with \"stockbook demo\""),
				     path);
	if (!st && store[0])
		st = sb_book_use_store(book, store, err);
	if (st)
		return st;
	sb_book_act_as(book, user, station);
	*out = sb_give(book);
	return SB_OK;
}

/* Who only looks finds the book of an older program as well: it is brought up to date first, which no fact is changed by. */
static enum sb_status open_any_age(struct sb_app *app, enum sb_db_mode mode, struct sb_book **out, struct sb_error *err)
{
	struct sb_book *newer;
	enum sb_status st = open_one(app, mode, out, err);

	if (st != SB_OUTDATED)
		return st;
	st = open_one(app, SB_DB_WRITE, &newer, err);
	if (st)
		return st;
	sb_book_close(newer);
	return open_one(app, mode, out, err);
}

enum sb_status sb_app_open_book(struct sb_app *app, enum sb_db_mode mode, struct sb_error *err)
{
	sb_owned(book) book = NULL;
	int64_t recovered = 0;
	enum sb_status st = SB_OK;

	if (app->book)
		return SB_OK;
	st = open_any_age(app, mode, &book, err);
	if (!st && mode == SB_DB_WRITE)
		st = sb_book_recover(book, &recovered, err);
	if (st)
		return st;
	app->recovered = recovered;
	app->book = sb_give(book);
	return SB_OK;
}

enum sb_status sb_app_open_again(struct sb_app *app, enum sb_db_mode mode, struct sb_book **out, struct sb_error *err)
{
	return open_one(app, mode, out, err);
}

void sb_app_close_book(struct sb_app *app)
{
	if (app->book)
		sb_book_close(app->book);
	app->book = NULL;
	app->proven = 0;
}

void sb_app_style(struct sb_app *app, bool human, struct sb_style *out)
{
	const char *currency = sb_setting_text(app->settings, SB_SET_BOOK_CURRENCY);

	*out = (struct sb_style){
		.currency = app->book ? sb_book_currency(app->book) : sb_currency_find(currency),
		.numbers = human ? &app->numbers : &app->plain,
		.zone = app->book ? sb_book_store(app->book)->zone : app->zone,
		.now = app->world.now(app->world.context),
	};
}
