/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of bodies that are about stores: what a change sets, where a transfer goes, whether an undone store is
 * there. */
#include "effect.h"
#include "kinds.h"
#include "try.h"

static enum sb_status read_change(const struct sb_json_value *object, struct sb_arena *arena,
				  struct sb_store_change *out, struct sb_error *err)
{
	const struct sb_json_value *name = sb_json_find(object, "name"),
				   *negative = sb_json_find(object, "allow_negative");
	bool yes;

	*out = (struct sb_store_change){ .allow_negative = -1 };
	if (name && !sb_json_as_text(name))
		return sb_effect_broken(err, "name");
	if (name)
		out->name = sb_arena_strdup(arena, sb_json_as_text(name));
	if (!negative)
		return SB_OK;
	if (!sb_json_as_bool(negative, &yes))
		return sb_effect_broken(err, "allow_negative");
	out->allow_negative = yes;
	return SB_OK;
}

static enum sb_status read_edit(const struct sb_json_value *root, struct sb_arena *arena, struct sb_effect *out,
				struct sb_error *err)
{
	const struct sb_json_value *set = sb_json_find(root, "set"), *was = sb_json_find(root, "was");

	if (!set || !was)
		return sb_effect_broken(err, "set");
	TRY(read_change(set, arena, &out->store_set, err));
	TRY(read_change(was, arena, &out->store_was, err));
	out->has_store_set = true;
	return SB_OK;
}

enum sb_status sb_effect_read_fate(const struct sb_json_value *root, struct sb_effect *out, struct sb_error *err)
{
	const struct sb_json_value *gone = sb_json_find(root, "gone");
	bool yes;

	if (!gone || !sb_json_as_bool(gone, &yes))
		return sb_effect_broken(err, "gone");
	out->fate = yes ? SB_STORE_GOES : SB_STORE_RETURNS;
	return SB_OK;
}

static enum sb_status read_to(const struct sb_json_value *root, struct sb_effect *out, struct sb_error *err)
{
	const struct sb_json_value *to = sb_json_find(root, "to");
	const char *text = to ? sb_json_as_text(to) : NULL;

	return text && sb_id_parse(text, &out->to) ? SB_OK : sb_effect_broken(err, "to");
}

enum sb_status sb_effect_read_store(enum sb_kind of, bool is_undo, const struct sb_json_value *root,
				    struct sb_arena *arena, struct sb_effect *out, struct sb_error *err)
{
	if (of == SB_KIND_STORE_EDIT)
		return read_edit(root, arena, out, err);
	if (of == SB_KIND_STORE_ADD || of == SB_KIND_REASON_ADD)
		return sb_effect_read_fate(root, out, err);
	if (of == SB_KIND_TRANSFER_OUT && !is_undo)
		return read_to(root, out, err);
	return SB_OK;
}

static void print_change(struct sb_json *json, const char *key, const struct sb_store_change *change)
{
	sb_json_open(json, key, '{');
	if (change->name)
		sb_json_text(json, "name", change->name);
	if (change->allow_negative >= 0)
		sb_json_bool(json, "allow_negative", change->allow_negative == 1);
	sb_json_close(json, '}');
}

void sb_effect_print_store(enum sb_kind kind, const struct sb_effect *effect, struct sb_json *json)
{
	if (effect->has_store_set) {
		print_change(json, "set", &effect->store_set);
		print_change(json, "was", &effect->store_was);
	}
	if (effect->fate != SB_STORE_STAYS)
		sb_json_bool(json, "gone", effect->fate == SB_STORE_GOES);
	if (kind == SB_KIND_TRANSFER_OUT) {
		sb_auto(buf) to = SB_BUF_INIT;

		sb_id_print(&effect->to, &to);
		sb_json_text(json, "to", to.data);
	}
}
