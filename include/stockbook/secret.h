/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PINs and passwords: what they must be like, their digests (Argon2id, salted, as one line of text that says how it was
 * made), comparing in constant time, making new ones. A secret itself is never stored, logged or shown but once when it
 * was made here.
 */
#ifndef STOCKBOOK_SECRET_H
#define STOCKBOOK_SECRET_H

#include "stockbook/buf.h"
#include "stockbook/error.h"

enum sb_secret { SB_SECRET_PIN, SB_SECRET_PASSWORD, SB_SECRET_KINDS };

#define SB_DIGEST_BYTES	   128
#define SB_SECRET_BYTES_MAX 256

struct sb_digest {
	char text[SB_DIGEST_BYTES]; /* "$argon2id$v=19$…" */
};

const char *sb_secret_word(enum sb_secret kind);  /* "pin" */
const char *sb_secret_label(enum sb_secret kind); /* translated */
/* Checks that it is fit to be one and digests it; takes its time, so never within a transaction. SB_INVALID. */
enum sb_status sb_secret_digest(enum sb_secret kind, const char *text, struct sb_digest *out,
				struct sb_error *err) SB_CHECKED;
bool sb_secret_fits(const struct sb_digest *digest, const char *text);
/* A password of 130 random bits, in groups that can be read out. */
void sb_secret_make(struct sb_buf *out);
/* The first line of a file that only its owner can read (or of a pipe). SB_REFUSED: others can. */
enum sb_status sb_secret_read(const char *path, struct sb_buf *out, struct sb_error *err) SB_CHECKED;
void sb_secret_wipe(char *text); /* NULL is fine */
void sb_secret_wipe_buf(struct sb_buf *buf); /* wiped and cleared */

#endif
