/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop's holds and transfers. */
#include "scene.h"

#include "stockbook/hold.h"
#include "stockbook/store.h"

/* What was asked for is told by the token alone. */
static const struct sb_hash asked = { .bytes = { 1 } };

static void ones(const int64_t *products, size_t count, struct sb_line *out)
{
	for (size_t i = 0; i < count; i++)
		out[i] = (struct sb_line){ .product = products[i], .qty_milli = 1000, .price_minor = SB_NONE, .cost_minor = SB_NONE };
}

enum sb_status scene_hold(struct sb_book *book, const int64_t *products, size_t count, int64_t expires_ms, const char *token,
			  struct sb_error *err)
{
	struct sb_line lines[SCENE_PRODUCTS];
	const struct sb_hold_ask ask = {
		.kind = SB_KIND_HOLD_PLACE,
		.lines = lines,
		.line_count = count,
		.expires_ms = expires_ms,
		.token = token,
		.fingerprint = &asked,
		.is_optimistic = expires_ms % 2000 == 0,
	};
	struct sb_outcome outcome;

	ones(products, count, lines);
	return sb_hold_place(book, &ask, &outcome, err);
}

enum sb_status scene_resolve(struct sb_book *book, enum sb_kind kind, int64_t hold, const int64_t *products, size_t count,
			     const char *token, struct sb_error *err)
{
	struct sb_line lines[SCENE_PRODUCTS];
	const struct sb_hold_step step = {
		.kind = kind,
		.hold = hold,
		.lines = lines,
		.line_count = count,
		.reason = "customer gone",
		.token = token,
		.fingerprint = &asked,
	};
	struct sb_outcome outcome;

	ones(products, count, lines);
	return sb_hold_resolve(book, &step, &outcome, err);
}

static struct sb_draft draft_of(const struct sb_line *lines, size_t count, const char *token)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_TRANSFER_OUT);

	draft.lines = lines;
	draft.line_count = count;
	draft.token = token;
	draft.fingerprint = &asked;
	return draft;
}

enum sb_status scene_send(struct sb_book *book, const int64_t *products, size_t count, const char *token, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_line lines[SCENE_PRODUCTS];
	const struct sb_draft draft = draft_of(lines, count, token);
	const struct sb_store *north = NULL;
	struct sb_outcome outcome;
	enum sb_status status = sb_store_find(book, "NORTH", &north, err);

	ones(products, count, lines);
	if (!status)
		status = sb_write_begin(book, &write, err);
	if (!status)
		status = sb_transfer_send(write, north->id, &draft, &outcome, err);
	return status ? status : sb_write_commit(write, err);
}

enum sb_status scene_end_transfer(struct sb_book *book, enum sb_kind kind, int64_t transfer, const int64_t *products, size_t count,
				  const char *token, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct sb_line lines[SCENE_PRODUCTS];
	const struct sb_draft draft = draft_of(lines, count, token);
	struct sb_outcome outcome;
	enum sb_status status = sb_write_begin(book, &write, err);

	ones(products, count, lines);
	if (!status && kind == SB_KIND_TRANSFER_IN)
		status = sb_transfer_receive(write, transfer, &draft, &outcome, err);
	else if (!status)
		status = sb_transfer_close(write, transfer, "loss", &draft, &outcome, err);
	return status ? status : sb_write_commit(write, err);
}
