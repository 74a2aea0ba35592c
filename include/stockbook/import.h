/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Products out of a CSV file, ours or another shop program's: first looked at, then written. Opening reads and checks the
 * whole file into a private table without the write lock and with flat memory; what each row would do and every finding can be
 * asked for; commit writes the rows that have no error. All of an import is one batch: undoing its outcome's seq takes it back.
 *
 * Columns match by name in any order; an empty cell leaves the field alone; an on_hand column is an opening for a new product
 * and must agree with the book for one that exists. Rows match by SKU; without one, by exact name, else they get a code.
 */
#ifndef STOCKBOOK_IMPORT_H
#define STOCKBOOK_IMPORT_H

#include "stockbook/product.h"

/*       symbol       word          label */
#define SB_IMPORT_ACTIONS(A)                        \
	A(NEW, "new", N_("new"))                        \
	A(UPDATE, "update", N_("update"))               \
	A(UNCHANGED, "unchanged", N_("unchanged"))      \
	A(LEFT_OUT, "left_out", N_("left out"))         \
	A(ERROR, "error", N_("error"))

enum sb_import_action {
#define A(symbol, word, label) SB_IMPORT_##symbol,
	SB_IMPORT_ACTIONS(A)
#undef A
	SB_IMPORT_ACTION_COUNT
};
const char *sb_import_action_word(enum sb_import_action action);
const char *sb_import_action_label(enum sb_import_action action); /* translated */

/* What kinds of file are recognised by their header rows; the index past the last gives NULL. */
struct sb_import_format {
	const char *name;  /* "stockbook": choice of --format */
	const char *title; /* translate before showing */
};
const struct sb_import_format *sb_import_format_at(size_t index);

struct sb_import_options {
	const char *format;	 /* NULL: by its header row */
	char delimiter;		 /* 0: by its first row */
	const char *sku_pattern; /* as in the settings */
	const char *rejects;	 /* where rows with errors are written, with line and error behind them; NULL: nowhere */
	const struct sb_progress *progress; /* in bytes while reading; NULL: nobody looks */
};

struct sb_import;
/*
 * Reads and checks. Errors: SB_NOT_FOUND, SB_CANNOT_OPEN (the file), SB_INVALID (not CSV, UTF-16, no header row known, a column twice,
 * an open quote in the header row), SB_INTERRUPTED. Rows with errors are no error here; a quote that hides the rest of the file is one
 * such row. One import a book at a time.
 */
enum sb_status sb_import_open(struct sb_book *book, const char *path, const struct sb_import_options *options,
			      struct sb_import **out, struct sb_error *err) SB_CHECKED;
void sb_import_free(struct sb_import *import);
SB_OWNABLE(import, sb_import_free)

struct sb_import_summary {
	const struct sb_import_format *format;
	char delimiter;
	int64_t rows;				    /* blank ones not counted */
	int64_t count[SB_IMPORT_ACTION_COUNT];
	int64_t errors, warnings;		    /* findings; a row may have several */
	int64_t codes_given;			    /* new rows that get a code */
	int64_t openings;			    /* new rows with opening stock */
	int64_t unread_from;			    /* line with a quote that hides what follows: nothing can be committed; 0: none */
	const char *unknown;			    /* columns nobody knows, joined by ", "; "" if none */
	const char *rejects;			    /* the file written; NULL: none */
};
/* Borrowed until the import is freed. */
const struct sb_import_summary *sb_import_summary(const struct sb_import *import);

/* A row as it would be done. Texts are borrowed until each() returns. */
struct sb_import_row {
	int64_t line; /* of the file, where the row begins */
	enum sb_import_action action;
	int64_t product;   /* 0: new */
	const char *sku;   /* "": a code will be given */
	const char *name;
	const char *what;  /* "price 2.50 → 2.75", "opening 24", the first error; "" if there is nothing to say */
};
/* What was found in a cell: "what happened: what to do". */
struct sb_import_finding {
	int64_t line;
	bool is_error;	     /* else a warning */
	const char *column;  /* as the header row calls it; "" if it is the whole row */
	const char *value;   /* as in the file, cut to 80 characters */
	const char *message;
};
/* In order of lines, those behind `after_line` (0: from the first), at most `most` (0: all). `actions` has a bit a kind, 1u << action.
 * each() returning false ends it. */
enum sb_status sb_import_each_row(struct sb_import *import, unsigned actions, int64_t after_line, int64_t most,
				  bool (*each)(const struct sb_import_row *row, void *context), void *context,
				  struct sb_error *err) SB_CHECKED;
enum sb_status sb_import_each_finding(struct sb_import *import, int64_t after_line, int64_t most,
				      bool (*each)(const struct sb_import_finding *finding, void *context), void *context,
				      struct sb_error *err) SB_CHECKED;

/*
 * Writes new and update rows: up to SB_IMPORT_AT_ONCE in one transaction, more, or what takes longer than a moment while others wait,
 * in several that let them in between (`exclusive`: one transaction whatever it takes). A cancel or a failure takes back
 * what was written: SB_INTERRUPTED, SB_STALE,
 * SB_DUPLICATE (someone changed the book since the file was read), or as sb_write_record. With a token, the content of the file is
 * part of the fingerprint. Nothing to write records nothing: out->seq is 0. Once only.
 */
#define SB_IMPORT_AT_ONCE 10000
struct sb_import_commit {
	bool exclusive;
	const char *token;		    /* NULL: none */
	const struct sb_hash *fingerprint;  /* with a token: what was asked */
	const char *note;		    /* NULL: none */
	const struct sb_progress *progress; /* in rows; NULL: nobody looks */
};
/* What commit() would answer for a token seen before, although rows may have errors now that the book has gone on. SB_CONFLICT. */
enum sb_status sb_import_replay(struct sb_import *import, const struct sb_import_commit *how, bool *found, struct sb_outcome *out,
				struct sb_error *err) SB_CHECKED;
enum sb_status sb_import_commit(struct sb_import *import, const struct sb_import_commit *how, struct sb_outcome *out,
				struct sb_error *err) SB_CHECKED;

#endif
