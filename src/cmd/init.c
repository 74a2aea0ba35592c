/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * init: a new book with its first store.
 */
#include "answer.h"
#include "args.h"
#include "stockbook/path.h"

#include <string.h>

/* Where a path in the file system is meant, its folder is made. */
static enum sb_status make_folder(const char *where, struct sb_error *err)
{
	const char *path;
	enum sb_status st = sb_db_path(where, &path, err);

	return st || path[0] == ':' ? st : sb_path_make_parent(path, err);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_app *app = sb_call_app(call);
	sb_owned_string where = sb_app_book_path(app);
	sb_owned_string user = sb_app_user(app);
	sb_owned_string station = sb_app_station(app);
	sb_owned_string local = sb_zone_local_name();
	const char *code = sb_call_text(call, "store"), *name = sb_call_text(call, "name"), *zone = sb_call_text(call, "zone");
	const char *currency = sb_call_text(call, "currency"), *set_zone = sb_setting_text(app->settings, SB_SET_BOOK_ZONE);
	struct sb_book_new what = {
		.currency = currency ? currency : sb_setting_text(app->settings, SB_SET_BOOK_CURRENCY),
		.store_code = code,
		.store_name = name ? name : code,
		.zone = zone ? zone : set_zone[0] ? set_zone : local,
		.allow_negative = sb_setting_int(app->settings, SB_SET_PRODUCT_NEGATIVE),
		.who = user,
		.station = station,
	};
	enum sb_status st = SB_OK;

	/* The terminal asks for a new book while another is open. */
	sb_app_close_book(app);
	st = make_folder(where, err);
	if (!st)
		st = sb_book_create(where, &what, &app->world, &app->book, err);
	if (st)
		return st;
	answer_printf(reply, _("made the book %s: store %s, %s, %s"), where, sb_book_store(app->book)->code,
		      sb_book_currency(app->book)->code, sb_zone_name(sb_book_store(app->book)->zone));
	reply->open = "products";
	return SB_OK;
}

static const struct sb_arg args[] = {
	{
		.name = "currency",
		.type = SB_TEXT_TYPE,
		.value = "CODE",
		.label = N_("Currency"),
		.help = N_("Three letters such as EUR or USD; what the settings say if not given."),
	},
	{
		.name = "store",
		.type = SB_TEXT_TYPE,
		.value = "CODE",
		.label = N_("Store code"),
		.help = N_("Short name of the first store."),
		.fallback = "MAIN",
	},
	{
		.name = "name",
		.type = SB_TEXT_TYPE,
		.value = "TEXT",
		.label = N_("Store name"),
		.help = N_("What the first store is called."),
	},
	{
		.name = "zone",
		.type = SB_TEXT_TYPE,
		.value = "ZONE",
		.label = N_("Time zone"),
		.help = N_("Where its days begin and end, such as Europe/Berlin; this machine's if not given."),
	},
};

const struct sb_cmd sb_cmd_init = {
	.name = "init",
	.group = N_("Book"),
	.summary = N_("Make a new book with a first store."),
	.details = N_("The book is the one that -b or the settings name, else shop.book in the data directory."),
	.examples = "stockbook init --currency=EUR\n"
		    "stockbook -b fair.book init --currency=GBP --store=FAIR --zone=Europe/London",
	.args = args,
	.arg_count = SB_COUNT(args),
	.run = run,
};
