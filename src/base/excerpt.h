/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning of a text that may be long, for a sentence that quotes it; cut between characters. */
#ifndef BASE_EXCERPT_H
#define BASE_EXCERPT_H

#include <string.h>

struct excerpt {
	char text[48];
};

static inline struct excerpt excerpt_of(const char *text)
{
	struct excerpt out;
	size_t room = sizeof(out.text) - sizeof("...");
	size_t length = strnlen(text, sizeof(out.text));

	if (length < sizeof(out.text)) {
		memcpy(out.text, text, length + 1);
		return out;
	}
	while (room > 0 && ((unsigned char)text[room] & 0xC0) == 0x80)
		room--;
	memcpy(out.text, text, room);
	memcpy(out.text + room, "...", sizeof("..."));
	return out;
}

#endif
