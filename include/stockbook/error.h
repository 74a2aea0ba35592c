/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can go wrong, one row a kind: symbol, code in JSON, exit status of the shell door, status of
 * the HTTP door. A function that can fail returns enum sb_status (SB_OK is 0) and takes
 * `struct sb_error *err` last, never NULL. The lowest level that knows writes the sentence,
 * translated, in the user's words: "what happened: what to do". Nobody above rewrites it; only
 * doors print it. On failure nothing has changed.
 */
#ifndef STOCKBOOK_ERROR_H
#define STOCKBOOK_ERROR_H

#include "stockbook/base.h"

/*       symbol       code                exit HTTP */
#define SB_STATUSES(S)                           \
	S(OK, "ok", 0, 200)                          \
	S(FAILED, "failed", 1, 500)                  \
	S(USAGE, "usage", 2, 400)                    \
	S(NOT_FOUND, "not_found", 3, 404)            \
	S(CONFLICT, "conflict", 4, 409)              \
	S(DUPLICATE, "duplicate", 4, 409)            \
	S(AMBIGUOUS, "ambiguous", 4, 409)            \
	S(STALE, "stale", 4, 409)                    \
	S(REFUSED, "refused", 5, 409)                \
	S(SHORT_STOCK, "short_stock", 5, 409)        \
	S(INVALID, "invalid", 6, 422)                \
	S(CANNOT_OPEN, "cannot_open", 7, 503)        \
	S(OUTDATED, "outdated", 7, 503)              \
	S(CORRUPT, "corrupt", 7, 503)                \
	S(BUSY, "busy", 8, 503)                      \
	S(INTERRUPTED, "interrupted", 130, 499)

enum sb_status {
#define S(symbol, code, exit, http) SB_##symbol,
	SB_STATUSES(S)
#undef S
};

#define SB_ERROR_TEXT_BYTES 1024

struct sb_error {
	enum sb_status status;
	char field[48]; /* the argument, column or setting at fault; "" if none */
	int column;	/* where in that field's text, from 1; 0 if it does not apply */
	char text[SB_ERROR_TEXT_BYTES];
};

#define SB_ERROR_INIT { .status = SB_OK }

/* Write the error and return its status, so that a caller can `return sb_fail(...)`. */
enum sb_status sb_fail(struct sb_error *err, enum sb_status status, const char *format, ...) SB_PRINTF(3, 4);
enum sb_status sb_fail_field(struct sb_error *err, enum sb_status status, const char *field, const char *format, ...)
	SB_PRINTF(4, 5);
/* The same with errno's sentence behind it and, where there is some, advice: "cannot open shop.book (Permission denied): have …". */
enum sb_status sb_fail_errno(struct sb_error *err, enum sb_status status, const char *format, ...) SB_PRINTF(3, 4);

const char *sb_status_code(enum sb_status status); /* "short_stock" */
int sb_status_exit(enum sb_status status);
int sb_status_http(enum sb_status status);

#endif
