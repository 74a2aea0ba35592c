/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A week of a chain of three stores at the terminal alone, from no book to the last day: people take over with their PIN,
 * stores are switched, goods are on their way for days, deliveries come short and over, a hold expires on its own, two
 * terminals count while one of them sells. What it comes to is the text that the same week in the shell comes to.
 */
#include "../support.h"
#include "vt.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ESC   "\033"
#define SAVE  "\023" /* Ctrl-S */
#define CLEAR "\025" /* Ctrl-U */
#define F9    "\033[20~"
#define PALETTE "\020" /* Ctrl-P */
#define ALT(key) "\033" key

/* Keys, and what is on the screen after them. */
struct step {
	const char *keys, *shows;
};

static void play(struct vt *vt, const struct step *steps)
{
	for (; steps->keys; steps++) {
		cr_assert(vt_send(vt, steps->keys), "%s is heard", steps->keys);
		cr_assert(!steps->shows || vt_wait(vt, steps->shows), "after %s there is \"%s\":\n%s", steps->keys, steps->shows,
			  vt_story(vt));
	}
}

#define PLAY(vt, ...) play(vt, (const struct step[]){ __VA_ARGS__, { 0 } })

static const char *home(void)
{
	static char *directory;

	if (!directory) {
		directory = st_directory();
		setenv("HOME", directory, 1);
		setenv("XDG_DATA_HOME", directory, 1);
		setenv("XDG_STATE_HOME", directory, 1);
		setenv("XDG_CONFIG_HOME", directory, 1);
	}
	return directory;
}

static struct vt *open_as(const char *user, const char *store)
{
	char book[512];
	char *const argv[] = { getenv("STOCKBOOK"), "-b", book, "-u", (char *)user, store ? "-s" : NULL, (char *)store, NULL };
	struct vt *vt;

	snprintf(book, sizeof(book), "%s/chain.book", home());
	vt = vt_start(&(struct vt_start){ .argv = argv });
	cr_assert(vt);
	return vt;
}

/* Pages and lines are left, then the program. */
static void leave(struct vt *vt)
{
	for (int i = 0; i < 4; i++)
		cr_assert(vt_send(vt, ESC));
	vt_send_raw(vt, "q", 1);
	ENDS_WELL(vt);
	vt_free(vt);
}

/*
 * Who works here, and where
 */
static void be(struct vt *vt, const char *name, const char *pin)
{
	char asks[64], says[64];

	snprintf(asks, sizeof(asks), "PIN of %s:", name);
	snprintf(says, sizeof(says), "%s works here now", name);
	PLAY(vt, { F9, "Who works here?" }, { (const char[]){ name[0], 0 }, name });
	if (pin)
		PLAY(vt, { "\r", asks }, { pin, "•" });
	PLAY(vt, { "\r", says });
}

static void be_mia(struct vt *vt)
{
	be(vt, "mia", "2468");
}

static void be_ben(struct vt *vt)
{
	be(vt, "ben", "4711");
}

static void be_cleo(struct vt *vt)
{
	be(vt, "cleo", NULL);
}

static void work_for(struct vt *vt, const char *store)
{
	char keys[64], says[64];

	snprintf(keys, sizeof(keys), ":use-store %s\r", store);
	snprintf(says, sizeof(says), "working for %s", store);
	PLAY(vt, { ALT("1"), NULL }, { keys, says });
}

/*
 * The chain
 */
static void hire(struct vt *vt)
{
	PLAY(vt, { "N", "Users" }, { "a", "Add somebody" }, { "mia\tmanager\t2468" SAVE, "once more" },
	     { "2468" SAVE, "user added mia: manager" }, { ESC, "Last active" }, { "a", "Add somebody" },
	     { "ben\tclerk" SAVE, "user added ben: clerk" }, { ESC, NULL });
	be(vt, "ben", NULL);
	PLAY(vt, { "N", "Last active" }, { "g\r", "PIN" }, { "\t\t4711" SAVE, "once more" },
	     { "4711" SAVE, "user changed ben: PIN" }, { ESC, NULL });
	be_mia(vt);
	PLAY(vt, { "N", "Last active" }, { "a", "Add somebody" }, { "cleo\tclerk" SAVE, "user added cleo: clerk" },
	     { "a", "Add somebody" }, { "otto\tauditor" SAVE, "user added otto: auditor" }, { ESC, NULL });
}

static void open_stores(struct vt *vt)
{
	PLAY(vt, { "W", "MAIN" }, { "e", "Name" }, { CLEAR "Market Square" SAVE, "store changed MAIN: Market Square" },
	     { "a", "Add a store" }, { "NORTH\tNorth Street" SAVE, "store added NORTH" }, { "a", "Add a store" },
	     { "HARBOUR\tHarbour" SAVE, "store added HARBOUR" }, { ESC, NULL });
}

static void stock_up(struct vt *vt)
{
	PLAY(vt, { "V", "Suppliers" }, { "a", "Add a supplier" },
	     { "Rhine Wholesale\tRHINE\t\t4\t50" SAVE, "supplier added Rhine Wholesale" }, { ESC, NULL });
	PLAY(vt, { "1", "nothing here yet" }, { "a", "SKU" },
	     { "mug-blue\tBlue mug\t\t4006381333931\tkitchen\t7.50\t3\t\t\tRHINE\t\t10\t40\t6\t\t\t\t\t\t24" SAVE, "Blue mug" },
	     { SAVE, "product added MUG-BLUE" });
	PLAY(vt, { ":add MUG-RED --name=\"Red mug\" --price=7.50 --cost=3.20 --opening=12 --reorder-point=8 --order-up-to=20 "
	       "--supplier=\"rhine wholesale\" --tag=kitchen\r", "Add a product" }, { SAVE, "Red mug" }, { SAVE, "product added MUG-RED" });
	PLAY(vt, { ":add BOWL --name=Bowl --price=9 --cost=4 --opening=10 --reorder-point=4 --order-up-to=12 --supplier=RHINE --tag=kitchen\r",
	       "Add a product" }, { SAVE, "Bowl" }, { SAVE, "product added BOWL" });
	PLAY(vt, { ":add TEA --name=\"Grüner Tee\" --unit=kg --decimals=3 --price=12 --cost=8 --opening=1.5 --reorder-point=0.2 "
	       "--order-up-to=2 --supplier=\"Tea House\"\r", "Add a product" }, { SAVE, "Tee" }, { SAVE, "product added TEA" });
}

static void plan(struct vt *vt)
{
	work_for(vt, "NORTH");
	PLAY(vt, { ":product MUG-BLUE\r", "On hand" }, { "p", "Bin" }, { "4\t18\tA 1" SAVE, "planned for the store NORTH MUG-BLUE" },
	     { ":store plan BOWL --reorder-point=2 --order-up-to=6\r", "planned for the store NORTH BOWL" });
	work_for(vt, "HARBOUR");
	PLAY(vt, { ":store plan BOWL --reorder-point=3 --order-up-to=9\r", "planned for the store HARBOUR BOWL" });
}

static void monday(struct vt *vt)
{
	be_ben(vt);
	work_for(vt, "NORTH");
	PLAY(vt, { "2", "SELL" }, { ALT("r"), "RECEIVE" }, { "3*mug-blue\r", "1 line" }, { "6*mug-red\r", "2 lines" },
	     { SAVE, "received 3 × MUG-BLUE Blue mug and 1 more" });
	be_cleo(vt);
	work_for(vt, "HARBOUR");
	PLAY(vt, { "2", "SELL" }, { ALT("r"), "RECEIVE" }, { "5*mug-red\r", "1 line" }, { SAVE, "received 5 × MUG-RED" });
	be_mia(vt);
	work_for(vt, "NORTH");
	PLAY(vt, { ":reorder RHINE\r", "Rhine Wholesale · 3 products" }, { "o", "1 order · 3 products" }, { "\r", "ordered 6 × BOWL" });
	work_for(vt, "HARBOUR");
	PLAY(vt, { ":reorder RHINE\r", "Rhine Wholesale · 2 products" }, { "/" CLEAR "bowl\r", "1 product" }, { "o", "1 order · 1 product" },
	     { "\r", "ordered 9 × BOWL" });
	be_cleo(vt);
	work_for(vt, "MAIN");
	PLAY(vt, { "2", "SELL" }, { "mug-red\r", "1 line" }, { "bowl\r", "2 lines" }, { SAVE, "sold 1 × MUG-RED Red mug and 1 more" });
}

/*
 * The days
 */
/* The counter of the store that is worked for, in a mode. */
static void go_to_counter(struct vt *vt, const char *mode, const char *title)
{
	char keys[64];

	snprintf(keys, sizeof(keys), "mode %s\r", mode);
	PLAY(vt, { ALT("1"), NULL }, { ALT("2"), NULL }, { PALETTE, NULL }, { keys, title });
}

static void tuesday(struct vt *vt)
{
	be_ben(vt);
	go_to_counter(vt, "transfer", "TRANSFER · to HARBOUR");
	PLAY(vt, { ALT("v"), "TRANSFER · to NORTH" }, { "6*mug-blue\r", "1 line" }, { "0.5*tea\r", "2 lines" },
	     { SAVE, "sent 6 × MUG-BLUE Blue mug and 1 more from MAIN to NORTH" });
	be_cleo(vt);
	go_to_counter(vt, "transfer HARBOUR", "TRANSFER · to HARBOUR");
	PLAY(vt, { "4*bowl\r", "1 line" }, { "4*mug-blue\r", "2 lines" },
	     { SAVE, "sent 4 × BOWL Bowl and 1 more from MAIN to HARBOUR" });
	be_ben(vt);
	work_for(vt, "NORTH");
	go_to_counter(vt, "sell", "SELL");
	PLAY(vt, { "2*mug-blue\r", "1 line" }, { SAVE, "sold 2 × MUG-BLUE" });
}

static void wednesday(struct vt *vt)
{
	be_cleo(vt);
	work_for(vt, "HARBOUR");
	PLAY(vt, { "T", "open" }, { "g", NULL }, { "r", "ARRIVAL" }, { "4*bowl\r", "1 line" }, { "3*mug-blue\r", "2 lines" },
	     { SAVE, "arrived 4 × BOWL Bowl and 1 more in HARBOUR" });
	go_to_counter(vt, "sell", "SELL");
	PLAY(vt, { "2*bowl\r", "1 line" }, { "mug-red\r", "2 lines" }, { SAVE, "sold 2 × BOWL Bowl and 1 more" });
}

static void thursday(struct vt *vt)
{
	be_ben(vt);
	work_for(vt, "NORTH");
	PLAY(vt, { "T", "open" }, { "G", NULL }, { "i", "arrived 6 × MUG-BLUE Blue mug and 1 more" });
	be_mia(vt);
	PLAY(vt, { "T", "open" }, { "g", NULL }, { "x", "Reason" }, { "loss" SAVE, "transfer closed 1 × MUG-BLUE" });
	be_ben(vt);
	PLAY(vt, { "O", "Rhine Wholesale" }, { "G", NULL }, { "r", "DELIVERY" }, { "12*mug-blue\r", "12 of 18" }, { "=3.30\r", "39.60" },
	     { "6*bowl\r", "6 of 6" }, { SAVE, "Will the rest come?" }, { "k", "DELIVERY" });
}

static void friday(struct vt *vt)
{
	PLAY(vt, { "16*mug-red\r", "16 of 14" }, { SAVE, "Will the rest come?" }, { "c", "SELL" });
	be_cleo(vt);
	work_for(vt, "HARBOUR");
	PLAY(vt, { "O", "Rhine Wholesale" }, { "A", "received 9 × BOWL" });
	be_ben(vt);
	work_for(vt, "NORTH");
	go_to_counter(vt, "sell", "SELL");
	PLAY(vt, { "2*mug-red\r", "1 line" }, { SAVE, "sold 2 × MUG-RED" });
}

static void place_holds(struct vt *vt)
{
	be_cleo(vt);
	work_for(vt, "MAIN");
	PLAY(vt, { ":hold place MUG-BLUE 4 BOWL 1 --order=A1 --expires=3600\r", "held 4 × MUG-BLUE" });
	be_ben(vt);
	PLAY(vt, { ESC, NULL }, { ":hold allocate MUG-BLUE 2 --order=A4\r", "allocated 2 × MUG-BLUE" });
	work_for(vt, "NORTH");
	go_to_counter(vt, "hold A2", "HOLD");
	PLAY(vt, { "3*mug-red\r", "1 line" }, { SAVE, "held 3 × MUG-RED" });
	be_cleo(vt);
	work_for(vt, "HARBOUR");
	go_to_counter(vt, "hold A5", "HOLD");
	PLAY(vt, { "bowl\r", "1 line" }, { SAVE, "held 1 × BOWL" });
}

static void resolve_holds(struct vt *vt)
{
	be_ben(vt);
	work_for(vt, "MAIN");
	PLAY(vt, { "4", "A1" }, { "G", NULL }, { "c", "allocated 4 × MUG-BLUE" }, { "f", "handed over 4 × MUG-BLUE" });
	work_for(vt, "NORTH");
	PLAY(vt, { "4", "A2" }, { ":hold release --order=A2 MUG-RED 1\r", "released 1 × MUG-RED" },
	     { "r", "released 2 × MUG-RED" });
	be_mia(vt);
	work_for(vt, "MAIN");
	PLAY(vt, { "4", "A4" }, { "g", NULL }, { "x", "Reason" }, { "customer gone" SAVE, "cancelled" });
	be_cleo(vt);
	PLAY(vt, { ESC, NULL }, { ":hold place BOWL 2 --order=A3 --expires=1\r", "held 2 × BOWL" });
	PLAY(vt, { "6", "hold expired: 2 × BOWL" });
}

/* Now, as the book would be told it. */
static void tell_moment(char *out, size_t bytes)
{
	struct timespec now;
	struct tm parts;
	char day[32];

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &parts);
	strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", &parts);
	snprintf(out, bytes, "%s.%03dZ", day, (int)(now.tv_nsec / 1000000));
}

/* Two count, and one of them sells meanwhile. */
static void count_together(struct vt *here, struct vt *there, char *moment, size_t bytes)
{
	PLAY(here, { ESC, NULL }, { ":count new --tag=kitchen --blind --tolerance=1\r", "0 of 3" });
	tell_moment(moment, bytes);
	PLAY(here, { "11*4006381333931\r", "= 11" });
	PLAY(there, { "2", "SELL" }, { "2*mug-blue\r", "1 line" }, { SAVE, "sold 2 × MUG-BLUE" }, { ESC, NULL }, { "3", "open" },
	     { "\r", "1 of 3" }, { "7*mug-blue\r", "= 18" }, { ESC, NULL }, { ESC, NULL }, { "2", "SELL" }, { "mug-blue\r", "1 line" },
	     { SAVE, "sold 1 × MUG-BLUE" });
	PLAY(here, { "3*bowl\r", "2 of 3" }, { ALT("2"), "SELL" }, { "2*mug-red\r", "1 line" }, { SAVE, "sold 2 × MUG-RED" });
	PLAY(there, { ESC, NULL }, { "3", "open" }, { "\r", "2 of 3" }, { "17*mug-red\r", "3 of 3" }, { "99887766\r", "Unmatched 1" });
}

static void review_and_post(struct vt *here, struct vt *there)
{
	be_mia(here);
	PLAY(here, { ESC, NULL }, { "3", "open" }, { "\r", "3 of 3" }, { SAVE, "REVIEW" });
	cr_assert(vt_wait(there, "REVIEW"));
	PLAY(there, { "\t\t\t\t", "d leave out" }, { "\r", "Say which product" }, { "mug-red" SAVE, "Unmatched 0" });
	PLAY(there, { "\t", "BOWL" }, { "/bowl\r", NULL }, { "r", "COUNT AGAIN" }, { "*5\r", "5" });
	PLAY(here, { "b", "With a difference" }, { "\r", "POSTED" });
}

static void saturday(struct vt *vt)
{
	char moment[64], keys[128];
	struct vt *there;

	place_holds(vt);
	resolve_holds(vt);
	be_ben(vt);
	work_for(vt, "NORTH");
	there = open_as("cleo", "NORTH");
	cr_assert(vt_wait(there, "MUG-RED"));
	count_together(vt, there, moment, sizeof(moment));
	review_and_post(vt, there);
	leave(there);
	be_ben(vt);
	snprintf(keys, sizeof(keys), ":sell BOWL 1 --at=\"%s\"\r", moment);
	PLAY(vt, { ESC, NULL }, { keys, "absorbed by count" });
}

static void sunday(struct vt *vt)
{
	be_cleo(vt);
	work_for(vt, "MAIN");
	go_to_counter(vt, "return", "RETURN");
	PLAY(vt, { "mug-red\r", "1 line" }, { SAVE, "returned by customer 1 × MUG-RED" });
	be_mia(vt);
	go_to_counter(vt, "remove damage", "REMOVE");
	PLAY(vt, { "bowl\r", "1 line" }, { SAVE, "removed 1 × BOWL" });
	be_ben(vt);
	go_to_counter(vt, "sell", "SELL");
	PLAY(vt, { "3*mug-red\r", "1 line" }, { SAVE, "sold 3 × MUG-RED" });
	be_mia(vt);
	PLAY(vt, { ESC, NULL }, { "6", "sold 3 × MUG-RED" }, { "g", "MAIN · sold 3 × MUG-RED" }, { "\r", "Store           MAIN" }, { ESC, NULL },
	     { "X", "Entry              sold 3 × MUG-RED" }, { "\r", "undone: sold 3 × MUG-RED" });
	PLAY(vt, { ":close\r", "store MAIN; backup" }, { ESC, NULL }, { ":value MUG-BLUE\r", "Cost of it 27.57" }, { ESC, NULL });
	be(vt, "otto", NULL);
	PLAY(vt, { "1", "MUG-RED" }, { "s", "otto may only look" });
}

/*
 * What it comes to
 */
/* Of the program or a shell; with what it said if it does not end well. */
static void succeeds(const char *command, const char *meaning)
{
	char line[2048], *path = st_path(home(), "said"), *said;
	int status;

	snprintf(line, sizeof(line), "(%s) >'%s' 2>&1", command, path);
	status = system(line);
	said = st_read(path, NULL);
	cr_assert_eq(status, 0, "%s: %s:\n%s", meaning, st_status(status), said);
	free(said);
	free(path);
}

static void compare(void)
{
	char line[1024], *fixture = st_fixture("week.state");

	snprintf(line, sizeof(line), "sh '%s/tests/state.sh' '%s/chain.book' otto | diff '%s' -", SB_TOP_SRCDIR, home(), fixture);
	succeeds(line, "it comes to the same as in the shell");
	snprintf(line, sizeof(line), "'%s' -b '%s/chain.book' -u otto check", getenv("STOCKBOOK"), home());
	succeeds(line, "the book is whole");
	free(fixture);
}

Test(week, comes_to_the_same_at_the_terminal)
{
	struct vt *vt = open_as("mia", NULL);

	PLAY(vt, { "1", "Make a new book" }, { SAVE, "made the book" });
	hire(vt);
	open_stores(vt);
	stock_up(vt);
	plan(vt);
	monday(vt);
	tuesday(vt);
	wednesday(vt);
	thursday(vt);
	friday(vt);
	saturday(vt);
	sunday(vt);
	leave(vt);
	compare();
}
