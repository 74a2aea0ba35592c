/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A failing disk under what is promised and what is on its way: holds with all that becomes of them, transfers from sending to closing,
 * deliveries, and a sale of what an expired hold set free.
 *
 * SEED=n plays the same chances again; STATES=n ends each series after so many calls.
 */
#include "strike.h"

#include "support.h"
#include "tap.h"

#include <err.h>

#define HOUR_MS INT64_C(3600000)

/* The hold or transfer that the first step made. */
static int64_t begun(struct sb_book *book)
{
	return scene_token(book, "step-0");
}

/* Three are held: one is let go, two are allocated, one of them is handed over, the other cancelled. */
static enum sb_status act_hold(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	static const struct {
		enum sb_kind kind;
		size_t from, count;
	} table[] = {
		{ SB_KIND_HOLD_RELEASE, 0, 1 },
		{ SB_KIND_HOLD_CONVERT, 0, 0 },
		{ SB_KIND_HOLD_FULFIL, 1, 1 },
		{ SB_KIND_HOLD_CANCEL, 0, 0 },
	};

	if (step == 0)
		return scene_hold(book, stage->products, 3, HOUR_MS, token, err);
	return scene_resolve(book, table[step - 1].kind, begun(book), stage->products + table[step - 1].from, table[step - 1].count, token, err);
}

/* Three are sent, one arrives, the rest is given up. */
static enum sb_status act_transfer(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	if (step == 0)
		return scene_send(book, stage->products, 3, token, err);
	if (step == 1)
		return scene_end_transfer(book, SB_KIND_TRANSFER_IN, begun(book), stage->products, 1, token, err);
	return scene_end_transfer(book, SB_KIND_TRANSFER_CLOSE, begun(book), stage->products, 0, token, err);
}

static enum sb_status act_delivery(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	return scene_post(book, SB_KIND_RECEIVE, stage->products + step, 4, token, err);
}

static enum sb_status act_sale(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	(void)step;
	return scene_post(book, SB_KIND_SALE, stage->products, 2, token, err);
}

/* A book with a hold whose time has come, which nobody wrote down. */
static char *make_expired(const struct stage *stage)
{
	char *path = st_path(stage->folder, "expired.book");
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	scene_copy(stage->base, path);
	scene_put_clock(-HOUR_MS);
	if (scene_open(path, &book, &err) || scene_hold(book, stage->products, 2, HOUR_MS / 2, NULL, &err))
		errx(99, "%s", err.text);
	sb_book_close(book);
	scene_put_clock(0);
	return path;
}

static const struct act acts[] = {
	{ .name = "a hold", .steps = 5, .run = act_hold, .has_tokens = true },
	{ .name = "a transfer", .steps = 3, .run = act_transfer, .has_tokens = true },
	{ .name = "deliveries", .steps = 2, .run = act_delivery, .has_tokens = true },
};
static const struct act act_expiry = {
	.name = "a sale of what expired",
	.steps = 1,
	.run = act_sale,
	.has_tokens = true,
	.nothing = "SELECT count(*) FROM entries WHERE kind = 'sale' OR kind = 'hold_expire' HAVING count(*) <> 2",
};

int main(void)
{
	struct stage stage = { 0 };
	char *expired;

	scene_put_clock(-2 * HOUR_MS);
	strike_begin(&stage);
	scene_put_clock(0);
	for (size_t i = 0; i < SB_COUNT(acts); i++)
		strike_act(&stage, &acts[i], stage.base);
	expired = make_expired(&stage);
	strike_act(&stage, &act_expiry, expired);
	free(expired);
	strike_end(&stage);
	return tap_done();
}
