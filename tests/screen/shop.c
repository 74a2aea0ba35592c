/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making the shop and starting the program on it. */
#include "shop.h"
#include "../support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { ITEMS = 60 };

static const char *program(void)
{
	const char *named = getenv("STOCKBOOK");

	cr_assert(named, "STOCKBOOK names the program");
	return named;
}

static void make(const char *home)
{
	char line[512];
	FILE *csv;

	cr_assert_eq(shop_run("init --currency=EUR --zone=UTC"), 0);
	cr_assert_eq(shop_run("add MUG-BLUE --name='Blue mug' --price=7.50 --opening=24 --reorder-point=6 --tag=kitchen --barcode=4006381333931"), 0);
	cr_assert_eq(shop_run("add MUG-RED --name='Red mug' --price=7.50 --opening=10 --tag=kitchen"), 0);
	cr_assert_eq(shop_run("add TEA --name='Grüner Tee' --unit=kg --decimals=3 --price=12 --opening=1.5"), 0);
	snprintf(line, sizeof(line), "%s/items.csv", home);
	csv = fopen(line, "w");
	cr_assert(csv);
	fputs("sku,name,price\n", csv);
	for (int i = 1; i <= ITEMS; i++)
		fprintf(csv, "ITEM-%02d,Item number %02d,1.%02d\n", i, i, i);
	fclose(csv);
	snprintf(line, sizeof(line), "import %s/items.csv", home);
	cr_assert_eq(shop_run(line), 0);
}

const char *shop_home(void)
{
	static char *home; /* one a test: each runs in a process of its own */

	if (!home) {
		home = st_directory();
		setenv("XDG_DATA_HOME", home, 1);
		setenv("XDG_STATE_HOME", home, 1);
		setenv("XDG_CONFIG_HOME", home, 1);
		setenv("HOME", home, 1);
		make(home);
	}
	return home;
}

static void command_line(const char *arguments, char *out, size_t bytes)
{
	snprintf(out, bytes, "'%s' -b '%s/shop.book' -u ana %s", program(), getenv("HOME"), arguments);
}

/* Runs it; all it said, yours. */
static char *run(const char *arguments, int *status)
{
	char line[2048], whole[2200], *text, *path = st_path(getenv("HOME"), "answer");

	command_line(arguments, line, sizeof(line));
	snprintf(whole, sizeof(whole), "%s >'%s' 2>&1", line, path);
	*status = system(whole);
	cr_assert_neq(*status, -1, "a shell for %s", line);
	text = st_read(path, NULL);
	free(path);
	return text;
}

int shop_run(const char *arguments)
{
	int status;
	char *said = run(arguments, &status);

	if (status)
		fprintf(stderr, "stockbook %s\nended with %s and said:\n%s", arguments, st_status(status), said);
	free(said);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

char *shop_ask(const char *arguments)
{
	int status;

	shop_home();
	return run(arguments, &status);
}

struct vt *shop_open(int rows, int cols, char *const *environment, bool scans)
{
	char book[512];
	char *const argv[] = { (char *)program(), "-b", book, "-u", "ana", NULL };
	struct vt_start how = { .rows = rows, .cols = cols, .argv = argv, .environment = environment, .scans = scans };
	struct vt *vt;

	snprintf(book, sizeof(book), "%s/shop.book", shop_home());
	vt = vt_start(&how);
	cr_assert(vt);
	return vt;
}

void shop_runs_down(struct vt *vt, const char *text, const char *minutes)
{
	char before[1024];

	cr_assert(vt_wait(vt, text));
	cr_assert(vt_wait(vt, minutes));
	snprintf(before, sizeof(before), "%s", vt_row(vt, vt_find(vt, text)));
	cr_assert(strstr(before, minutes), "%s is on the row of %s:\n%s", minutes, text, vt_story(vt));
	for (int tries = 0; strcmp(before, vt_row(vt, vt_find(vt, text))) == 0; tries++) {
		cr_assert_lt(tries, 3000, "the time runs down:\n%s", vt_story(vt));
		vt_pass_ms(vt, 20);
	}
}

void shop_close(struct vt *vt)
{
	vt_send_raw(vt, "q", 1);
	ENDS_WELL(vt);
	GIVES_BACK(vt);
	vt_free(vt);
}

void shop_tells(const char *arguments, const char *part)
{
	char *text = shop_ask(arguments);

	cr_assert(strstr(text, part), "%s says %s:\n%s", arguments, part, text);
	free(text);
}
