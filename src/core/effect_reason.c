/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bodies of entries that add a reason. */
#include "effect.h"
#include "stockbook/reason.h"
#include "try.h"

static enum sb_status read_text(const struct sb_json_value *root, const char *key, struct sb_arena *arena, const char **out,
				struct sb_error *err)
{
	const struct sb_json_value *value = sb_json_find(root, key);

	if (!value || !sb_json_as_text(value))
		return sb_effect_broken(err, key);
	*out = sb_arena_strdup(arena, sb_json_as_text(value));
	return SB_OK;
}

static enum sb_status read_bool(const struct sb_json_value *root, const char *key, bool *out, struct sb_error *err)
{
	const struct sb_json_value *value = sb_json_find(root, key);

	return value && sb_json_as_bool(value, out) ? SB_OK : sb_effect_broken(err, key);
}

enum sb_status sb_effect_read_reason(const struct sb_json_value *root, struct sb_arena *arena, struct sb_effect *out, struct sb_error *err)
{
	struct sb_reason reason = { 0 };
	const char *direction;

	TRY(read_text(root, "word", arena, &reason.word, err));
	TRY(read_text(root, "label", arena, &reason.label, err));
	TRY(read_text(root, "direction", arena, &direction, err));
	if (!sb_direction_find(direction, &reason.direction))
		return sb_effect_broken(err, "direction");
	TRY(read_bool(root, "shrinkage", &reason.is_shrinkage, err));
	TRY(read_bool(root, "demand", &reason.is_demand, err));
	out->reason_new = reason;
	return SB_OK;
}

void sb_effect_print_reason(const struct sb_effect *effect, struct sb_json *json)
{
	const struct sb_reason *reason = &effect->reason_new;

	sb_json_text(json, "word", reason->word);
	sb_json_text(json, "label", reason->label);
	sb_json_text(json, "direction", sb_direction_word(reason->direction));
	sb_json_bool(json, "shrinkage", reason->is_shrinkage);
	sb_json_bool(json, "demand", reason->is_demand);
}
