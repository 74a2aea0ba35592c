/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything a command may reach: one struct, made by main, passed. There are no globals. */
#ifndef STOCKBOOK_APP_H
#define STOCKBOOK_APP_H

#include "stockbook/book.h"
#include "stockbook/log.h"
#include "stockbook/setting.h"
#include "stockbook/value.h"

struct sb_app {
	struct sb_settings *settings;
	struct sb_log *log;
	struct sb_random random;
	struct sb_world world;
	struct sb_zone *zone;	   /* this machine's, while no book says one */
	struct sb_numbers numbers; /* the locale's, for people */
	struct sb_numbers plain;   /* for files and scripts */
	struct sb_book *book;	   /* NULL until a command needs one or a door opened it */
	int64_t recovered;	   /* entries of unfinished imports taken back when the book was opened */
	int64_t proven;		   /* the user whose PIN was shown here; 0: nobody's */
	/* Asks a person for a secret without showing it; NULL: there is nobody to ask. */
	enum sb_status (*ask_secret)(void *context, const char *question, struct sb_buf *out, struct sb_error *err);
	void *ask_secret_context;
	bool (*cancelled)(void *context); /* asked by long work; NULL: never */
	void *cancelled_context;
};

/* Settings read, log open, world of the real clock and random source. */
enum sb_status sb_app_init(struct sb_app *app, const char *config_file, char *const *environ_like, struct sb_error *err) SB_CHECKED;
void sb_app_release(struct sb_app *app);
/* Opens the log again as the settings say now (after options were read). */
enum sb_status sb_app_reopen_log(struct sb_app *app, struct sb_error *err) SB_CHECKED;
/* Who acts and from where, as the settings say, else the login name and host/terminal; yours. */
char *sb_app_user(const struct sb_app *app);
char *sb_app_station(const struct sb_app *app);

/* Path of the book that settings name ("book.path", else shop.book in the data directory), yours. */
char *sb_app_book_path(const struct sb_app *app);
/* Path of the sample shop's book, yours. */
char *sb_app_demo_path(void);
/* Opens app->book as the settings say (path, busy time, store, user, station) if it is not open. */
enum sb_status sb_app_open_book(struct sb_app *app, enum sb_db_mode mode, struct sb_error *err) SB_CHECKED;
/* A second connection to the same book (worker threads); yours. */
enum sb_status sb_app_open_again(struct sb_app *app, enum sb_db_mode mode, struct sb_book **out, struct sb_error *err) SB_CHECKED;
void sb_app_close_book(struct sb_app *app);
/* How this book's values are read and printed for people (human) or machines; valid while the book stays open or shut. */
void sb_app_style(struct sb_app *app, bool human, struct sb_style *out);

#endif
