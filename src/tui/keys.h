/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys bound to commands, in text files in the palette's language:
 *
 *	context NAME [PARENT]           a place where keys mean something; what it does not bind its parent may
 *	bind CONTEXT KEY COMMAND…       the rest of the line is run as if typed after `:`
 *	unbind CONTEXT KEY              nothing, not even the parent's
 *	hint CONTEXT COMMAND | COMMAND… what the hint line offers there, most important first
 *
 * data/keys is the built-in file, the example and the documentation; the user's file is read after it and wins. The
 *hint line and the help of every view are made from what is bound here. Keys are written Enter, Esc, Space, F1, PgUp,
 *a, A, ?, C-p (Ctrl), M-1 (Alt), S-Tab (Shift), C-M-x.
 */
#ifndef STOCKBOOK_TUI_KEYS_H
#define STOCKBOOK_TUI_KEYS_H

#include "input.h"
#include "stockbook/buf.h"
#include "stockbook/error.h"

bool sb_chord_parse(const char *text, struct sb_chord *out);
void sb_chord_print(struct sb_chord chord, struct sb_buf *out); /* "C-s": as keys files have it */
void sb_chord_show(struct sb_chord chord, struct sb_buf *out);	/* "^S", "Alt-U": as people have it */
static inline bool sb_chord_equal(struct sb_chord a, struct sb_chord b)
{
	return a.key == b.key && a.mods == b.mods;
}

struct sb_binding {
	const char *context;
	struct sb_chord chord;
	const char *command; /* "" is unbound */
	const char *file;    /* where it was bound, for help and reports */
	int line;
};

struct sb_keys;

struct sb_keys *sb_keys_new(void); /* nothing bound */
void sb_keys_free(struct sb_keys *keys);
SB_OWNABLE(keys, sb_keys_free)

/* Takes the text of one file. Bad lines, unknown contexts and one key bound twice in a context of this file are
 * SB_INVALID or SB_CONFLICT naming file and line (both lines); nothing of a bad file is taken. `known` (may be NULL)
 * says whether a command exists by its first word. */
enum sb_status sb_keys_read(struct sb_keys *keys, const char *text, const char *name, bool (*known)(const char *word),
			    struct sb_error *err) SB_CHECKED;
/* The built-in file (must be good), then `path`, or `keys` in the configuration directory when path is "" (may be
 * absent). */
enum sb_status sb_keys_read_builtin(struct sb_keys *keys, struct sb_error *err) SB_CHECKED;
enum sb_status sb_keys_read_user(struct sb_keys *keys, const char *path, bool (*known)(const char *word),
				 struct sb_error *err) SB_CHECKED;

bool sb_keys_has_context(const struct sb_keys *keys, const char *context);
/* The binding of a key in a context or the nearest of its parents; NULL if none or unbound. Borrowed until the next
 * read. */
const struct sb_binding *sb_keys_find(const struct sb_keys *keys, const char *context, struct sb_chord chord);
/* The same without the parents: what a text field asks before it takes a printable key as text. */
const struct sb_binding *sb_keys_find_own(const struct sb_keys *keys, const char *context, struct sb_chord chord);
/* The best key of a command line in a context: the one bound first, nearest context first; NULL if it has none. */
const struct sb_binding *sb_keys_of(const struct sb_keys *keys, const char *context, const char *command);
/* All that work in a context, nearest context first, in the order of the file, shadowed ones left out. */
void sb_keys_each(const struct sb_keys *keys, const char *context,
		  void (*visit)(void *with, const struct sb_binding *binding), void *with);
/* The index-th command line the hint line offers in a context (the nearest that has hints); NULL after the last. */
const char *sb_keys_hint(const struct sb_keys *keys, const char *context, size_t index);

#endif
