/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bodies of entries about people. Of their secrets they say no more than that they changed. */
#include "effect.h"
#include "try.h"
#include <string.h>

static enum sb_status read_role(const struct sb_json_value *object, enum sb_role *out, struct sb_error *err)
{
	const struct sb_json_value *value = sb_json_find(object, "role");
	const char *word = value ? sb_json_as_text(value) : NULL;

	if (!value)
		return SB_OK;
	*out = word ? sb_role_find(word) : SB_ROLE_NONE;
	return *out == SB_ROLE_NONE ? sb_effect_broken(err, "role") : SB_OK;
}

static enum sb_status read_part(const struct sb_json_value *root, const char *key, struct sb_user_part *out,
				struct sb_error *err)
{
	const struct sb_json_value *object = sb_json_find(root, key);
	const struct sb_json_value *retired = object ? sb_json_find(object, "retired") : NULL;
	bool yes;

	if (!object)
		return SB_OK;
	TRY(read_role(object, &out->role, err));
	if (retired && !sb_json_as_bool(retired, &yes))
		return sb_effect_broken(err, "retired");
	if (retired)
		out->retired = yes ? SB_YES : SB_NO;
	return SB_OK;
}

static enum sb_status read_secrets(const struct sb_json_value *root, unsigned *out, struct sb_error *err)
{
	const struct sb_json_value *list = sb_json_find(root, "secrets");

	for (size_t i = 0; list && i < sb_json_count(list); i++) {
		const char *word = sb_json_as_text(sb_json_at(list, i));
		unsigned kind = 0;

		while (word && kind < SB_SECRET_KINDS && strcmp(sb_secret_word(kind), word) != 0)
			kind++;
		if (!word || kind == SB_SECRET_KINDS)
			return sb_effect_broken(err, "secrets");
		*out |= 1U << kind;
	}
	return SB_OK;
}

enum sb_status sb_effect_read_user(enum sb_kind kind, const struct sb_json_value *root, struct sb_arena *arena,
				   struct sb_effect *out, struct sb_error *err)
{
	const struct sb_json_value *name = sb_json_find(root, "name");

	TRY(read_secrets(root, &out->secrets, err));
	if (kind == SB_KIND_USER_EDIT) {
		TRY(read_part(root, "set", &out->user_set, err));
		return read_part(root, "was", &out->user_was, err);
	}
	if (!name || !sb_json_as_text(name))
		return sb_effect_broken(err, "name");
	out->name = sb_arena_strdup(arena, sb_json_as_text(name));
	TRY(read_role(root, &out->user_set.role, err));
	return out->user_set.role == SB_ROLE_NONE ? sb_effect_broken(err, "role") : SB_OK;
}

static void print_part(struct sb_json *json, const char *key, const struct sb_user_part *part)
{
	sb_json_open(json, key, '{');
	if (part->role != SB_ROLE_NONE)
		sb_json_text(json, "role", sb_role_word(part->role));
	if (part->retired != SB_UNSAID)
		sb_json_bool(json, "retired", part->retired == SB_YES);
	sb_json_close(json, '}');
}

void sb_effect_print_user(enum sb_kind kind, const struct sb_effect *effect, struct sb_json *json)
{
	if (kind == SB_KIND_USER_ADD) {
		sb_json_text(json, "name", effect->name);
		sb_json_text(json, "role", sb_role_word(effect->user_set.role));
	} else if (effect->user_set.role != SB_ROLE_NONE || effect->user_set.retired != SB_UNSAID) {
		print_part(json, "set", &effect->user_set);
		print_part(json, "was", &effect->user_was);
	}
	if (!effect->secrets)
		return;
	sb_json_open(json, "secrets", '[');
	for (unsigned i = 0; i < SB_SECRET_KINDS; i++)
		if (effect->secrets & 1U << i)
			sb_json_text(json, NULL, sb_secret_word(i));
	sb_json_close(json, ']');
}
