/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From bytes of a terminal to inputs. Pure: bytes and the time go in, inputs come out of the sink.
 *
 * Promises: the same bytes give the same inputs however reads split them (only a lone Esc needs silence); a sequence
 * that is unknown, cut off or too long is swallowed whole and never leaks as keys; a paste is one input and is never
 * read as keys; memory is bounded. Understood: xterm, VT, Linux console and rxvt keys, modifyOtherKeys, kitty's CSI u,
 * SGR and X10 mouse, focus, bracketed paste, Alt as a leading Esc, UTF-8.
 */
#ifndef STOCKBOOK_TUI_DECODE_H
#define STOCKBOOK_TUI_DECODE_H

#include "input.h"

enum {
	SB_ESC_WAIT_MS = 30,         /* Esc and then silence is the key Esc */
	SB_SEQUENCE_WAIT_MS = 1000,  /* inside a sequence a slow line gets longer; then it is dropped */
	SB_PASTE_WAIT_MS = 5000,     /* a paste whose end never comes is delivered as it is */
	SB_SEQUENCE_BYTES_MAX = 256, /* of CSI parameters kept; the rest of a longer one is swallowed */
};
#define SB_PASTE_BYTES_MAX ((size_t)1 << 20)

struct sb_decoder;

struct sb_decoder *sb_decoder_new(struct sb_sink sink);
void sb_decoder_free(struct sb_decoder *decoder);
SB_OWNABLE(decoder, sb_decoder_free)

/* The bytes of one read(). */
void sb_decoder_feed(struct sb_decoder *decoder, const void *bytes, size_t count, int64_t now_ms);
/* When to call sb_decoder_expire() if nothing arrives before; SB_NONE when nothing is pending. */
int64_t sb_decoder_deadline(const struct sb_decoder *decoder);
void sb_decoder_expire(struct sb_decoder *decoder, int64_t now_ms);

#endif
