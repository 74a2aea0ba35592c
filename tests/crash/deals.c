/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a shop promises, sends and takes in, as acts to be struck. */
#include "deals.h"

#include "support.h"

#include <err.h>

#define HOUR_MS INT64_C(3600000)
#define MANY	150

/* The hold or transfer that the first step made. Asking may fail as well. */
static enum sb_status find_begun(struct sb_book *book, int64_t *out, struct sb_error *err)
{
	static const char sql[] = "SELECT seq FROM entries WHERE token = 'step-0'";
	struct sb_stmt *stmt = NULL;
	bool row = false;
	enum sb_status status = sb_db_stmt(sb_book_db(book), sql, &stmt, err);

	if (!status)
		status = sb_stmt_step(stmt, &row, err);
	if (status)
		return status;
	*out = row ? sb_col_int(stmt, 0) : 0;
	sb_stmt_reset(stmt);
	return SB_OK;
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

	int64_t hold = 0;
	enum sb_status status;

	if (step == 0)
		return scene_hold(book, stage->products, 3, HOUR_MS, token, err);
	status = find_begun(book, &hold, err);
	if (status)
		return status;
	return scene_resolve(book, table[step - 1].kind, hold, stage->products + table[step - 1].from, table[step - 1].count, token, err);
}

/* Three are sent, one arrives, the rest is given up. */
static enum sb_status act_transfer(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	int64_t transfer = 0;
	enum sb_status status;

	if (step == 0)
		return scene_send(book, stage->products, 3, token, err);
	status = find_begun(book, &transfer, err);
	if (status)
		return status;
	return scene_end_transfer(book, step == 1 ? SB_KIND_TRANSFER_IN : SB_KIND_TRANSFER_CLOSE, transfer, stage->products, step == 1, token, err);
}

static enum sb_status act_delivery(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	return scene_post(book, SB_KIND_RECEIVE, stage->products + step, 4, token, err);
}

/* Ordered, one comes of two, then one of the third, and the rest never. */
static enum sb_status act_order(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	int64_t order = 0;
	enum sb_status status;

	if (step == 0)
		return scene_order(book, stage->products, 3, token, err);
	status = find_begun(book, &order, err);
	if (status)
		return status;
	return scene_receive_order(book, order, stage->products + (step == 1 ? 0 : 2), step == 1 ? 2 : 1, step == 2, token, err);
}

/* Two products are counted and found, posted from where it is open, reversed. */
static enum sb_status act_count(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	int64_t count = 0;
	enum sb_status status;

	if (step == 0)
		return scene_count(book, false, token, err);
	status = find_begun(book, &count, err);
	if (status)
		return status;
	if (step < 3)
		return scene_scan(book, count, stage->products[step], token, err);
	return step == 3 ? scene_post_count(book, count, NULL, 0, token, err) : scene_reverse_count(book, count, token, err);
}

/* Of all products but the first nothing was seen. */
static enum sb_status act_count_many(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	static const char sql[] = "SELECT id FROM products WHERE id <> (SELECT min(id) FROM products)";
	int64_t uncounted[SCENE_PRODUCTS + MANY], count = 0;
	struct sb_stmt *stmt = NULL;
	size_t found = 0;
	bool row = true;
	enum sb_status status;

	(void)stage;
	if (step == 0)
		return scene_count(book, true, token, err);
	status = find_begun(book, &count, err);
	if (!status)
		status = sb_db_stmt(sb_book_db(book), sql, &stmt, err);
	while (!status && row) {
		status = sb_stmt_step(stmt, &row, err);
		if (!status && row && found < SB_COUNT(uncounted))
			uncounted[found++] = sb_col_int(stmt, 0);
	}
	return status ? status : scene_post_count(book, count, uncounted, found, token, err);
}

static enum sb_status act_sale(struct stage *stage, struct sb_book *book, size_t step, const char *token, struct sb_error *err)
{
	(void)step;
	return scene_post(book, SB_KIND_SALE, stage->products, 2, token, err);
}

/* A book with a hold whose time has come, which nobody wrote down. */
char *deals_expired(const struct stage *stage)
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

static void write_rows(const char *file)
{
	sb_auto(buf) csv = SB_BUF_INIT;

	sb_buf_puts(&csv, "sku,name,opening\n");
	for (int i = 0; i < MANY; i++)
		sb_buf_printf(&csv, "M%d,Small thing %d,%d\n", i, i, 1 + i % 7);
	st_write(file, csv.data, csv.len);
}

char *deals_many(const struct stage *stage)
{
	char *path = st_path(stage->folder, "many.book");
	sb_owned_string file = st_path(stage->folder, "many.csv");
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	scene_copy(stage->base, path);
	write_rows(file);
	if (scene_open(path, &book, &err) || scene_import(book, file, NULL, &err))
		errx(99, "%s", err.text);
	sb_book_close(book);
	return path;
}

const struct act deals[DEALS] = {
	{ .name = "a hold", .steps = 5, .run = act_hold, .has_tokens = true },
	{ .name = "a transfer", .steps = 3, .run = act_transfer, .has_tokens = true },
	{ .name = "deliveries", .steps = 2, .run = act_delivery, .has_tokens = true },
	{ .name = "an order", .steps = 3, .run = act_order, .has_tokens = true,
	  .nothing = "SELECT count(*) FROM entries WHERE kind = 'order_cancel' OR token = 'step-2' HAVING count(*) <> 2" },
	{ .name = "a count", .steps = 5, .run = act_count, .has_tokens = true,
	  .nothing = "SELECT count(*) FROM entries WHERE kind IN ('count_review', 'count') HAVING count(*) <> 2" },
};
const struct act deal_many = {
	.name = "a count of many products",
	.steps = 2,
	.run = act_count_many,
	.has_tokens = true,
	/* All or none of them are gone. */
	.nothing = "SELECT count(*) FROM stock WHERE on_hand <> 0 AND EXISTS (SELECT 1 FROM entries WHERE kind = 'count') "
		   "AND product <> (SELECT min(id) FROM products)",
};
const struct act deal_expired = {
	.name = "a sale of what expired",
	.steps = 1,
	.run = act_sale,
	.has_tokens = true,
	.nothing = "SELECT count(*) FROM entries WHERE kind = 'sale' OR kind = 'hold_expire' HAVING count(*) <> 2",
};
