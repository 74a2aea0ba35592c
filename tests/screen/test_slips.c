/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed wrong is told where and when it is typed, and no longer than it is wrong. */
#include "shop.h"

#include <criterion/criterion.h>

Test(slips, the_counter_refuses_at_once_what_could_not_be_booked)
{
	struct vt *vt = shop_open(0, 0, NULL, false);

	cr_assert(vt_wait(vt, "63 rows"));
	cr_assert(vt_send(vt, "2"));
	SHOWS(vt, "SELL");
	cr_assert(vt_send(vt, "0*mug-blue\r"));
	SHOWS(vt, "0 is not enough");
	SHOWS(vt, "0 lines");
	cr_assert(vt_send(vt, "\0251.5*mug-blue\r"));
	SHOWS(vt, "\"1.5\" has decimals");
	SHOWS(vt, "0 lines");
	cr_assert(vt_send(vt, "\0251.5*tea\r"));
	SHOWS(vt, "1.500 × TEA");
	cr_assert(vt_send(vt, "=-3\r"));
	SHOWS(vt, "below zero makes no sense here");
	HIDES(vt, "-4.50");
	cr_assert(vt_send(vt, "\025\020mode remove spoil\r"));
	SHOWS(vt, "\"spoil\" is none of the choices");
	SHOWS(vt, "SELL");
	cr_assert(vt_send(vt, "\020mode remove spoilage\r"));
	SHOWS(vt, "REMOVE · spoilage");
	cr_assert(vt_send(vt, "\033"));
	shop_close(vt);
}
