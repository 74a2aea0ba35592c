/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Baskets on disk: kept for whoever comes after a crash, and for nobody else. */
#include "stockbook/path.h"
#include "tui/basket.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void fill(struct sb_basket *basket)
{
	struct sb_found found = { .id = 7, .price_minor = 250, .sku = "MUG" };

	sb_basket_init(basket);
	cr_assert(sb_basket_add(basket, &found, 3000, 10000));
}

static int64_t loaded(const char *book)
{
	static struct sb_basket current, aside[SB_BASKETS_MAX];
	size_t count = sb_baskets_load(&current, aside, book, "MAIN");
	int64_t quantity = sb_basket_quantity(&current, 7);

	sb_basket_release(&current);
	while (count)
		sb_basket_release(&aside[--count]);
	return quantity;
}

/* A till that scans and is then told to die, or is left at work. */
static pid_t till(bool dies)
{
	int ready[2];
	char byte;

	cr_assert_eq(pipe(ready), 0);
	pid_t child = fork();
	if (!child) {
		struct sb_basket basket;

		fill(&basket);
		sb_baskets_save(&basket, NULL, 0, "/corner.book", "MAIN");
		(void)!write(ready[1], "x", 1);
		if (!dies)
			pause();
		_exit(0);
	}
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return child;
}

Test(basket, what_another_terminal_works_on_is_its_own)
{
	char folder[] = "/tmp/stockbook-basket-XXXXXX";

	cr_assert_not_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	pid_t other = till(false);
	cr_assert_eq(loaded("/corner.book"), 0, "two tills would sell it twice");

	struct sb_basket empty;
	sb_basket_init(&empty);
	sb_baskets_save(&empty, NULL, 0, "/corner.book", "MAIN");
	kill(other, SIGKILL);
	waitpid(other, NULL, 0);
	cr_assert_eq(loaded("/fair.book"), 0, "baskets are of one book");
	cr_assert_eq(loaded("/corner.book"), 3000, "an empty till did not wipe it out, and its owner is gone");
	cr_assert_eq(loaded("/corner.book"), 3000, "it is this till's now");
}

Test(basket, what_was_left_is_taken_over_once)
{
	char folder[] = "/tmp/stockbook-basket-XXXXXX";
	int status;

	cr_assert_not_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	waitpid(till(true), NULL, 0);
	pid_t first = fork();
	if (!first)
		_exit(loaded("/corner.book") == 3000 ? 0 : 1);
	waitpid(first, &status, 0);
	cr_assert_eq(WEXITSTATUS(status), 0);
	cr_assert_eq(loaded("/corner.book"), 3000, "the first is gone too");
}

Test(basket, what_was_taken_over_is_nobody_elses)
{
	char folder[] = "/tmp/stockbook-basket-XXXXXX";
	int status;

	cr_assert_not_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	waitpid(till(true), NULL, 0);
	cr_assert_eq(loaded("/corner.book"), 3000);
	pid_t third = fork();
	if (!third)
		_exit(loaded("/corner.book") ? 1 : 0);
	waitpid(third, &status, 0);
	cr_assert_eq(WEXITSTATUS(status), 0, "two tills would sell it twice");
	cr_assert_eq(loaded("/corner.book"), 3000);
}

/* A till that has a basket of its own, and opens its counter again. */
static int reopens(void)
{
	struct sb_basket basket;

	fill(&basket);
	if (!sb_basket_add(&basket, &(struct sb_found){ .id = 7, .sku = "MUG" }, 1000, 10000))
		return 2;
	sb_baskets_save(&basket, NULL, 0, "/corner.book", "MAIN");
	sb_basket_release(&basket);
	return loaded("/corner.book") == 4000 ? 0 : 1;
}

Test(basket, what_others_left_does_not_take_the_place_of_ones_own)
{
	char folder[] = "/tmp/stockbook-basket-XXXXXX";
	int status;

	cr_assert_not_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	waitpid(till(true), NULL, 0);
	pid_t later = fork();
	if (!later)
		_exit(reopens());
	waitpid(later, &status, 0);
	cr_assert_eq(WEXITSTATUS(status), 0);
}
