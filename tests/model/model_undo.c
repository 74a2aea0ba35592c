/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undoing in the model: the opposite of an entry, then of what belongs to it, newest first. */
#include "model.h"

static bool has_set(const struct change *change)
{
	for (int f = 0; f < FIELDS; f++)
		if (change->given[f])
			return true;
	return false;
}

static void reverse(const struct model *model, int64_t seq, struct m_entry *out)
{
	const struct m_entry *entry = &model->entry[seq - 1];

	*out = model_draft(SB_KIND_UNDO);
	out->undoes = seq;
	out->redo = entry->kind == SB_KIND_UNDO && !entry->redo;
	out->first_at = entry->kind == SB_KIND_UNDO ? entry->first_at : entry->occurred_at;
	if (entry->archived >= 0)
		out->archived = !entry->archived;
	if (entry->kind == SB_KIND_PRODUCT_ADD) {
		out->archived = 1;
	} else {
		out->set = entry->was;
		out->was = entry->set;
	}
	if (out->archived >= 0 || has_set(&out->set))
		out->product = entry->product;
	out->lines = entry->lines;
	for (size_t i = 0; i < entry->lines; i++) {
		out->line[i] = entry->line[i];
		out->line[i].from = entry->line[i].to;
		out->line[i].to = entry->line[i].from;
	}
}

/* Setting a field back must not wipe out a later change of it. */
static bool is_changed_since(const struct model *model, const struct m_entry *undo)
{
	for (int f = 0; f < FIELDS && undo->product >= 0; f++)
		if (undo->was.given[f] && model->product[undo->product].field[f] != undo->was.value[f])
			return true;
	return false;
}

static enum sb_status undo_one(struct model *model, int64_t seq, int64_t batch, const struct asked *asked, struct answer *out)
{
	enum sb_kind kind = model->entry[seq - 1].kind;
	struct m_entry undo;

	if (kind == SB_KIND_BOOK || kind == SB_KIND_STORE_ADD || kind == SB_KIND_BATCH_END)
		return SB_REFUSED;
	reverse(model, seq, &undo);
	undo.batch = batch;
	if (!model->entry[seq - 1].undone_by && is_changed_since(model, &undo))
		return SB_REFUSED;
	return model_put(model, &undo, asked, out);
}

/* The entry and what belongs to it. What is archived by that must have no stock then. */
static enum sb_status undo_all(struct model *model, int64_t seq, int64_t batch, const struct asked *asked, struct answer *out)
{
	const struct asked plain = NOT_ASKED;
	enum sb_status status = undo_one(model, seq, batch, asked, out);
	int product = -1;

	if (status)
		return status;
	for (int64_t child = model->entries; child > 0 && !status; child--) {
		const struct m_entry *entry = &model->entry[child - 1];
		struct answer ignored;

		if (entry->batch == seq && entry->kind != SB_KIND_BATCH_END && !entry->undone_by)
			status = undo_all(model, child, out->seq, &plain, &ignored);
	}
	product = model->entry[seq - 1].product;
	if (!status && product >= 0 && model->product[product].archived && (model->product[product].on_hand || model->product[product].aside))
		status = SB_REFUSED;
	return status;
}

enum sb_status model_undo(struct model *model, int64_t seq, const struct asked *asked, struct answer *out)
{
	const struct m_token *token = asked->token >= 0 ? &model->token[asked->token] : NULL;

	if (seq < 1 || seq > model->entries)
		return SB_NOT_FOUND;
	if (token && token->seq) {
		*out = (struct answer){ .replayed = true, .seq = token->seq };
		return token->print == asked->print ? SB_OK : SB_CONFLICT;
	}
	return undo_all(model, seq, 0, asked, out);
}
