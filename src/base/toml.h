/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TOML for C: every value of a document with its dotted name and place. The library behind it is C++, so this speaks plain C only. */
#ifndef BASE_TOML_H
#define BASE_TOML_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum sb_toml_kind { SB_TOML_TEXT, SB_TOML_INT, SB_TOML_BOOL, SB_TOML_OTHER };

struct sb_toml_item {
	const char *name; /* "book.busy_ms"; borrowed during the call */
	enum sb_toml_kind kind;
	const char *text; /* the text, or for OTHER the value as TOML writes it; it may not contain NUL */
	int64_t number;	  /* INT; BOOL 0 or 1 */
	unsigned int line;
};

struct sb_toml_fault {
	unsigned int line, column;
	char text[256]; /* the library's words, in English */
};

enum sb_toml_result { SB_TOML_DONE, SB_TOML_STOPPED, SB_TOML_BAD, SB_TOML_NO_MEMORY };

/* Calls `each` for every value that is not a table, in the order of the document; one that gives non-zero ends the walk. */
enum sb_toml_result sb_toml_each(const char *text, size_t bytes, int (*each)(void *context, const struct sb_toml_item *item),
				 void *context, struct sb_toml_fault *fault);

#ifdef __cplusplus
}
#endif

#endif
