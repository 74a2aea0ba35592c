/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The two digests of an entry. The content hash travels with it between books, so it names stores, products and other entries by
 * their UUIDs and leaves out what is local: seq, recorded_at, on_hand_after. The chain hash belongs to one book:
 *
 *	content = H("stockbook entry 1", format, id, kind, occurred_at, store, who, station, token, fingerprint, note, body, subject, undoes,
 *		    batch, for each line: product, from, to, qty_milli, reason, price_minor, cost_minor, and from format 2 on
 *		    occurred_at (0: its entry's) and what absorbs it, and the number of lines)
 *	chain   = H("stockbook chain 1", chain hash of the entry before or 32 zero bytes, seq, recorded_at, content)
 *
 * H is SHA-256 of length-prefixed fields (id.h). What is not there goes in as a null, a number that is not there as SB_NONE.
 */
#ifndef SB_CHAIN_H
#define SB_CHAIN_H

#include "stockbook/entry.h"

/* UUIDs of what an entry names by seq; NULL: it names none. */
struct sb_links {
	const struct sb_id *store, *subject, *undoes, *batch;
};

struct sb_content {
	struct sb_hasher hasher;
	int64_t lines;
	int format;
};

/* Of an entry whose lines follow one by one. absorbed_by: NULL unless the line is. */
void sb_content_start(struct sb_content *content, const struct sb_entry *entry, const struct sb_links *links);
void sb_content_line(struct sb_content *content, const struct sb_line *line, const struct sb_id *product,
		     const struct sb_id *absorbed_by);
void sb_content_end(struct sb_content *content, struct sb_hash *out);

void sb_chain_next(const struct sb_hash *before, int64_t seq, int64_t recorded_at, const struct sb_hash *content, struct sb_hash *out);

#endif
