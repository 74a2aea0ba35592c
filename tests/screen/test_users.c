/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People at the terminal: who works here is asked, a PIN is typed unseen, and somebody else takes over in the middle of a sale. */
#include "shop.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Test(users, another_takes_over_at_the_counter_with_a_pin)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("user add ana --role=manager"), 0);
	cr_assert_eq(shop_run("user add ben --pin <<END\n4711\nEND"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "63 rows"));
	SHOWS(vt, " ana · ");
	cr_assert(vt_send(vt, "2"));
	cr_assert(vt_send(vt, "2*mug-blue\r"));
	SHOWS(vt, "1 line");
	cr_assert(vt_send(vt, "\033[20~"));
	SHOWS(vt, "Who works here?");
	cr_assert(vt_send(vt, "b"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "PIN of ben:");
	cr_assert(vt_send(vt, "4712"));
	HIDES(vt, "4712");
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "that is not the PIN of ben: type it again");
	cr_assert(vt_send(vt, "\020"));
	SHOWS(vt, "PIN of ben:");
	cr_assert(vt_send(vt, "4711"));
	cr_assert(vt_send(vt, "\r"));
	SHOWS(vt, "ben works here now (clerk)");
	SHOWS(vt, " ben · ");
	SHOWS(vt, "1 line");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "sold 2 × MUG-BLUE Blue mug");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "1"));
	cr_assert(vt_send(vt, "c"));
	SHOWS(vt, "ben may not do this (clerk)");
	shop_close(vt);
	shop_tells("history MUG-BLUE --kind=sale -o csv --columns=user,qty", "ben,-2");
}

Test(users, a_locked_terminal_shows_stops_and_loses_nothing)
{
	struct vt *vt;
	char line[600];

	shop_home();
	cr_assert_eq(shop_run("user add ana --role=manager --pin <<END\n4711\nEND"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "PIN of ana:"));
	cr_assert(vt_send(vt, "4711\r"));
	SHOWS(vt, "MUG-BLUE");
	/* It is locked before the job can be heard of. */
	snprintf(line, sizeof(line), ":import %s/items.csv\r\033l", shop_home());
	vt_send_raw(vt, line, strlen(line));
	cr_assert(vt_wait(vt, "PIN of ana:"));
	cr_assert(vt_settle(vt));
	HIDES(vt, "unchanged");
	cr_assert(vt_send(vt, "\003"));
	HIDES(vt, "stopping the job");
	cr_assert(vt_send(vt, "\032"));
	SHOWS(vt, "the terminal is locked: sign in first");
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_send(vt, "4711\r"));
	cr_assert(vt_wait(vt, "nothing is written yet"));
	SHOWS(vt, "unchanged");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(users, who_has_no_pin_cannot_lock)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "\033l"));
	SHOWS(vt, "ana has no PIN to come back with");
	SHOWS(vt, "MUG-BLUE");
	shop_close(vt);
}

Test(users, the_beginning_of_a_role_is_enough)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "N"));
	SHOWS(vt, "nothing here yet · a add");
	cr_assert(vt_send(vt, "a"));
	cr_assert(vt_send(vt, "ana\t"));
	cr_assert(vt_send(vt, "man\t"));
	SHOWS(vt, "Role               manager");
	HIDES(vt, "none of the choices");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "d"));
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}

Test(users, nothing_is_shown_before_somebody_known_signed_in)
{
	struct vt *vt;

	shop_home();
	cr_assert_eq(shop_run("user add mia --role=manager"), 0);
	vt = shop_open(0, 0, NULL, false);
	cr_assert(vt_wait(vt, "Who works here?"));
	SHOWS(vt, "locked");
	HIDES(vt, "MUG-BLUE");
	cr_assert(vt_send(vt, "\033"));
	cr_assert(vt_send(vt, "2"));
	cr_assert(vt_send(vt, "4006381333931"));
	SHOWS(vt, "Who works here?");
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_wait(vt, "MUG-BLUE"));
	SHOWS(vt, " mia · ");
	cr_assert(vt_send(vt, "N"));
	cr_assert(vt_wait(vt, "manager"));
	cr_assert(vt_send(vt, "\r"));
	cr_assert(vt_send(vt, "\t\t80415"));
	SHOWS(vt, "•••••");
	HIDES(vt, "80415");
	cr_assert(vt_send(vt, "\023"));
	SHOWS(vt, "type it once more");
	cr_assert(vt_send(vt, "80451\023"));
	SHOWS(vt, "the two are not the same: type it anew");
	cr_assert(vt_send(vt, "80415\023"));
	cr_assert(vt_send(vt, "80415\023"));
	SHOWS(vt, "user changed mia: PIN");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}
