/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A failing disk under what is promised and what is on its way: holds with all that becomes of them, transfers from sending to closing,
 * deliveries, orders, stock counts small and large, and a sale of what an expired hold set free.
 *
 * SEED=n plays the same chances again; STATES=n ends each series after so many calls.
 */
#include "deals.h"

#include "tap.h"

int main(void)
{
	struct stage stage = { 0 };
	char *expired, *many;

	strike_begin(&stage);
	for (size_t i = 0; i < DEALS; i++)
		strike_act(&stage, &deals[i], stage.base, &strike_disk);
	expired = deals_expired(&stage);
	strike_act(&stage, &deal_expired, expired, &strike_disk);
	free(expired);
	many = deals_many(&stage);
	strike_act(&stage, &deal_many, many, &strike_disk);
	free(many);
	strike_end(&stage);
	return tap_done();
}
