/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What edit and archive have in common: one product or many, all or none. */
#include "bulk.h"
#include "answer.h"

struct bulk {
	struct sb_call *call;
	struct sb_write *write;
	bulk_change *make;
	struct sb_product_extra extra;
	size_t changed;
};

/* Products that are so already record nothing and are not counted. */
static enum sb_status make_each(struct bulk *bulk, struct sb_outcome *out, struct sb_error *err)
{
	size_t count = sb_call_count(bulk->call, "product");
	enum sb_status st = SB_OK;

	for (size_t i = 0; i < count && !st; i++) {
		st = bulk->make(bulk->write, sb_call_product(bulk->call, "product", i)->id, sb_call_change(bulk->call), &bulk->extra, out, err);
		bulk->changed += !st && out->seq;
	}
	return st;
}

/* The token belongs to the entry that begins the batch: seen again, nothing of it is done again. */
static enum sb_status make_batch(struct bulk *bulk, struct sb_outcome *out, struct sb_error *err)
{
	struct sb_draft begin = SB_DRAFT(SB_KIND_BATCH), end = SB_DRAFT(SB_KIND_BATCH_END);
	struct sb_outcome part;
	enum sb_status st = SB_OK;

	begin.body = sb_arena_printf(sb_call_arena(bulk->call), "{\"command\":\"%s\",\"products\":%zu}", sb_call_cmd(bulk->call)->name,
				     sb_call_count(bulk->call, "product"));
	begin.note = bulk->extra.note;
	begin.token = bulk->extra.token;
	begin.fingerprint = bulk->extra.fingerprint;
	st = sb_write_record(bulk->write, &begin, out, err);
	if (st || out->replayed)
		return st;
	bulk->extra.token = NULL;
	bulk->extra.fingerprint = NULL;
	bulk->extra.note = NULL;
	bulk->extra.batch = out->seq;
	st = make_each(bulk, &part, err);
	end.batch = out->seq;
	return st ? st : sb_write_record(bulk->write, &end, &part, err);
}

static void fill_extra(struct sb_call *call, int64_t seen, struct sb_product_extra *extra)
{
	const struct sb_value *note = sb_call_value(call, "note", 0);

	extra->token = sb_call_text(call, "token");
	extra->fingerprint = extra->token ? sb_call_fingerprint(call) : NULL;
	extra->note = note->is_null ? NULL : note->s;
	extra->seen_version = seen;
}

enum sb_status bulk_run(struct sb_call *call, bulk_change *make, int64_t seen, struct sb_reply *reply, struct sb_error *err)
{
	sb_owned(write) write = NULL;
	struct bulk bulk = { .call = call, .make = make, .extra = SB_PRODUCT_EXTRA };
	bool is_many = sb_call_count(call, "product") > 1;
	struct sb_outcome outcome;
	enum sb_status st = sb_write_begin(sb_call_app(call)->book, &write, err);

	bulk.write = write;
	fill_extra(call, seen, &bulk.extra);
	if (!st)
		st = is_many ? make_batch(&bulk, &outcome, err) : make_each(&bulk, &outcome, err);
	/* A batch of nothing leaves nothing behind. */
	if (!st && is_many && !bulk.changed && !outcome.replayed)
		outcome.seq = 0;
	else if (!st)
		st = sb_write_commit(write, err);
	if (!st)
		st = answer_entry(call, reply, &outcome, _("it is so already: nothing changed"), err);
	if (!st && is_many && bulk.changed)
		answer_printf(reply, ngettext("%zu product changed", "%zu products changed", bulk.changed), bulk.changed);
	return st;
}
