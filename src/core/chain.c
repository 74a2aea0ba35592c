/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Content hash and chain hash. Both are part of what a book is: changing either makes a new entry format. */
#include "chain.h"
#include <assert.h>

static void add_id(struct sb_hasher *hasher, const struct sb_id *id)
{
	if (id)
		sb_hash_bytes(hasher, id->bytes, SB_ID_BYTES);
	else
		sb_hash_text(hasher, NULL);
}

void sb_content_start(struct sb_content *content, const struct sb_entry *entry, const struct sb_links *links)
{
	struct sb_hasher *hasher = &content->hasher;

	assert(entry->body && entry->who && entry->station);
	sb_hash_start(hasher, "stockbook entry 1");
	sb_hash_int(hasher, entry->format);
	add_id(hasher, &entry->id);
	sb_hash_text(hasher, sb_kind_word(entry->kind));
	sb_hash_int(hasher, entry->occurred_at);
	add_id(hasher, links->store);
	sb_hash_text(hasher, entry->who);
	sb_hash_text(hasher, entry->station);
	sb_hash_text(hasher, entry->token);
	if (entry->fingerprint)
		sb_hash_bytes(hasher, entry->fingerprint, SB_HASH_BYTES);
	else
		sb_hash_text(hasher, NULL);
	sb_hash_text(hasher, entry->note);
	sb_hash_text(hasher, entry->body);
	add_id(hasher, links->subject);
	add_id(hasher, links->undoes);
	add_id(hasher, links->batch);
	content->lines = 0;
	content->format = entry->format;
}

void sb_content_line(struct sb_content *content, const struct sb_line *line, const struct sb_id *product,
		     const struct sb_id *absorbed_by)
{
	struct sb_hasher *hasher = &content->hasher;

	content->lines++;
	add_id(hasher, product);
	sb_hash_int(hasher, line->from);
	sb_hash_int(hasher, line->to);
	sb_hash_int(hasher, line->qty_milli);
	sb_hash_text(hasher, line->reason);
	sb_hash_int(hasher, line->price_minor);
	sb_hash_int(hasher, line->cost_minor);
	if (content->format < SB_ENTRY_FORMAT_DATED)
		return;
	sb_hash_int(hasher, line->occurred_at);
	add_id(hasher, absorbed_by);
}

void sb_content_end(struct sb_content *content, struct sb_hash *out)
{
	sb_hash_int(&content->hasher, content->lines);
	sb_hash_end(&content->hasher, out);
}

void sb_chain_next(const struct sb_hash *before, int64_t seq, int64_t recorded_at, const struct sb_hash *content, struct sb_hash *out)
{
	struct sb_hasher hasher;

	assert(seq >= 1);
	sb_hash_start(&hasher, "stockbook chain 1");
	sb_hash_bytes(&hasher, before->bytes, SB_HASH_BYTES);
	sb_hash_int(&hasher, seq);
	sb_hash_int(&hasher, recorded_at);
	sb_hash_bytes(&hasher, content->bytes, SB_HASH_BYTES);
	sb_hash_end(&hasher, out);
}
