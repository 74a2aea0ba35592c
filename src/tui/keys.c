/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asking the key map. A few hundred rows at most, so everything is a walk over arrays; a context's chain of parents is
 * walked by name, and cannot be a ring because a parent must exist before its child.
 */
#include "keys.h"

#include "keys_parts.h"
#include <string.h>

struct sb_keys *sb_keys_new(void)
{
	struct sb_keys *keys = sb_alloc(sizeof(*keys));

	keys->arena = sb_arena_new();
	return keys;
}

void sb_keys_free(struct sb_keys *keys)
{
	for (size_t i = 0; i < keys->context_count; i++)
		free(keys->contexts[i].hints);
	free(keys->contexts);
	free(keys->bindings);
	sb_arena_free(keys->arena);
	free(keys);
}

struct sb_keys_context *sb_keys_context(const struct sb_keys *keys, const char *name)
{
	for (size_t i = 0; i < keys->context_count; i++)
		if (strcmp(keys->contexts[i].name, name) == 0)
			return &keys->contexts[i];
	return NULL;
}

struct sb_binding *sb_keys_at(const struct sb_keys *keys, const char *context, struct sb_chord chord)
{
	for (size_t i = 0; i < keys->binding_count; i++) {
		struct sb_binding *binding = &keys->bindings[i];

		if (sb_chord_equal(binding->chord, chord) && strcmp(binding->context, context) == 0)
			return binding;
	}
	return NULL;
}

void sb_keys_add_context(struct sb_keys *keys, const char *name, const char *parent)
{
	keys->contexts = sb_realloc(keys->contexts, (keys->context_count + 1) * sizeof(*keys->contexts));
	keys->contexts[keys->context_count++] = (struct sb_keys_context){
		.name = sb_arena_strdup(keys->arena, name),
		.parent = sb_arena_strdup(keys->arena, parent),
	};
}

void sb_keys_put(struct sb_keys *keys, const struct sb_binding *binding)
{
	struct sb_binding *place = sb_keys_at(keys, binding->context, binding->chord);

	if (!place) {
		keys->bindings = sb_realloc(keys->bindings, (keys->binding_count + 1) * sizeof(*keys->bindings));
		place = &keys->bindings[keys->binding_count++];
	}
	*place = (struct sb_binding){
		.context = sb_arena_strdup(keys->arena, binding->context),
		.chord = binding->chord,
		.command = sb_arena_strdup(keys->arena, binding->command),
		.file = sb_arena_strdup(keys->arena, binding->file),
		.line = binding->line,
	};
}

bool sb_keys_has_context(const struct sb_keys *keys, const char *context)
{
	return sb_keys_context(keys, context) != NULL;
}

static const char *parent_of(const struct sb_keys *keys, const char *context)
{
	const struct sb_keys_context *found = sb_keys_context(keys, context);

	return found ? found->parent : NULL;
}

const struct sb_binding *sb_keys_find_own(const struct sb_keys *keys, const char *context, struct sb_chord chord)
{
	const struct sb_binding *binding = sb_keys_at(keys, context, chord);

	return binding && binding->command[0] ? binding : NULL;
}

const struct sb_binding *sb_keys_find(const struct sb_keys *keys, const char *context, struct sb_chord chord)
{
	for (const char *at = context; at; at = parent_of(keys, at)) {
		const struct sb_binding *binding = sb_keys_at(keys, at, chord);

		if (binding)
			return binding->command[0] ? binding : NULL;
	}
	return NULL;
}

/* The whole line, or with `partly` its first words. */
static bool fits(const char *bound, const char *command, bool partly)
{
	size_t length = strlen(command);

	return strncmp(bound, command, length) == 0 && (!bound[length] || (partly && bound[length] == ' '));
}

static const struct sb_binding *find_command(const struct sb_keys *keys, const char *context, const char *command,
					     bool partly)
{
	for (const char *at = context; at; at = parent_of(keys, at)) {
		for (size_t i = 0; i < keys->binding_count; i++) {
			const struct sb_binding *binding = &keys->bindings[i];

			if (strcmp(binding->context, at) == 0 && fits(binding->command, command, partly) &&
			    sb_keys_find(keys, context, binding->chord) == binding)
				return binding;
		}
	}
	return NULL;
}

const struct sb_binding *sb_keys_of(const struct sb_keys *keys, const char *context, const char *command)
{
	const struct sb_binding *binding = find_command(keys, context, command, false);

	return binding ? binding : find_command(keys, context, command, true);
}

void sb_keys_each(const struct sb_keys *keys, const char *context,
		  void (*visit)(void *with, const struct sb_binding *binding), void *with)
{
	for (const char *at = context; at; at = parent_of(keys, at)) {
		for (size_t i = 0; i < keys->binding_count; i++) {
			const struct sb_binding *binding = &keys->bindings[i];

			if (strcmp(binding->context, at) == 0 && sb_keys_find(keys, context, binding->chord) == binding)
				visit(with, binding);
		}
	}
}

const char *sb_keys_hint(const struct sb_keys *keys, const char *context, size_t index)
{
	for (const char *at = context; at; at = parent_of(keys, at)) {
		const struct sb_keys_context *found = sb_keys_context(keys, at);

		if (found && found->hints)
			return index < found->hint_count ? found->hints[index] : NULL;
	}
	return NULL;
}
