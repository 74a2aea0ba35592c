/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a struct sb_keys is made of, shared by reading (keys_read.c) and asking (keys.c). */
#ifndef STOCKBOOK_TUI_KEYS_PARTS_H
#define STOCKBOOK_TUI_KEYS_PARTS_H

#include "keys.h"
#include "stockbook/arena.h"

struct sb_keys_context {
	const char *name;
	const char *parent; /* NULL: none */
	const char **hints; /* NULL: the parent's */
	size_t hint_count;
};

struct sb_keys {
	struct sb_arena *arena; /* every text */
	struct sb_keys_context *contexts;
	size_t context_count;
	struct sb_binding *bindings;
	size_t binding_count;
};

struct sb_keys_context *sb_keys_context(const struct sb_keys *keys, const char *name);
struct sb_binding *sb_keys_at(const struct sb_keys *keys, const char *context, struct sb_chord chord);
void sb_keys_add_context(struct sb_keys *keys, const char *name, const char *parent);
/* Takes the place of what the context had on that key. */
void sb_keys_put(struct sb_keys *keys, const struct sb_binding *binding);

#endif
