/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies inside an import: the file's columns, the rows set aside, the row being looked at. Private to import*.c. */
#ifndef STOCKBOOK_IO_IMPORT_PARTS_H
#define STOCKBOOK_IO_IMPORT_PARTS_H

#include "csv_read.h"
#include "spool.h"
#include "stockbook/import.h"

/* ---- columns: which cell means what ---- */

enum sb_import_target {
	SB_TO_NOTHING,	/* known and of no use here */
	SB_TO_UNKNOWN,
	SB_TO_FIELD,	/* of a product */
	SB_TO_TAG,	/* the whole cell is one more tag */
	SB_TO_ID,	/* a product's UUID */
	SB_TO_ACTIVE,	/* no: the row is left out */
	SB_TO_ARCHIVED, /* yes: the row is left out */
	SB_TO_CURRENCY,
	SB_TO_OPENING,
	SB_TO_ON_HAND,
};

struct sb_import_column {
	enum sb_import_target target;
	enum sb_product_field field;
	bool is_second; /* counts only where the first column for its field is empty */
	bool has_data;	/* some row has something in it */
	char *name;	/* as the header row calls it */
};

struct sb_import_columns {
	const struct sb_import_format *format;
	size_t count;
	struct sb_import_column *of; /* in the file's order */
};

/* Reads the header row. SB_INVALID: no format has these columns, or a column is there twice. */
enum sb_status sb_import_columns_read(const struct sb_csv_row *header, const char *format, struct sb_import_columns *out,
				      struct sb_error *err) SB_CHECKED;
void sb_import_columns_release(struct sb_import_columns *columns);
/* The file's name for a product's field, or the field's own. */
const char *sb_import_column_name(const struct sb_import_columns *columns, enum sb_product_field field);

/* ---- cells ---- */

/* The cell without the apostrophe that exports put before signs a spreadsheet would calculate with. */
const char *sb_import_cell_plain(const char *cell);
/* Line breaks and tabs inside a cell as blanks; borrowed from the cell or the arena. */
const char *sb_import_cell_in_line(const char *cell, struct sb_arena *arena);
/* What a spreadsheet has done to it, as a sentence, or NULL. */
const char *sb_import_cell_damage(const char *cell, bool is_code);
bool sb_import_cell_says(const char *cell, bool *out); /* yes or no; false: neither */
int sb_import_cell_decimals(const char *cell);	       /* digits behind the point */
/* Appends one more tag; false: it had to be cut. */
bool sb_import_cell_tag(const char *cell, struct sb_buf *tags);

/* ---- rows set aside ---- */

struct sb_import_record {
	int64_t line;
	int64_t product, version; /* 0: new */
	int64_t opening;	  /* SB_NONE: none */
	int64_t same_as;	  /* line of an earlier row for the same thing; 0: none */
	enum sb_import_action action;
	bool has_code;
	uint32_t sku, name, what, change; /* bytes of each behind the record, texts with their NUL */
};

struct sb_import_found { /* a finding, its texts behind it */
	int64_t line;
	bool is_error;
	uint32_t column, value, message;
};

/* What a row is about, to find two rows about the same. */
struct sb_import_key {
	uint64_t hash;
	int64_t line, at; /* of its record in the spool */
};

struct sb_import {
	struct sb_book *book;
	struct sb_import_options options;
	struct sb_import_columns columns;
	struct sb_import_summary summary;
	struct sb_spool rows, findings, keys;
	struct sb_hash digest; /* of the file */
	struct sb_numbers numbers;
	struct sb_style style;
	struct sb_arena *arena; /* a row's worth */
	struct sb_buf scratch;
	char *path, *unknown, *rejects, *sku_pattern;
	bool committed;
};

struct sb_import_match {
	int64_t product;      /* 0: none */
	const char *left_out; /* why the row is not to be looked at; NULL: it is */
	bool is_ambiguous;    /* two products have the name in cell `column` */
	size_t column;
};
/* `out` is zeroed by the caller. */
enum sb_status sb_import_match(struct sb_import *import, const struct sb_csv_row *row, struct sb_import_match *out,
			       struct sb_error *err) SB_CHECKED;
/* Looks at one row of the file and sets it aside. */
enum sb_status sb_import_row_check(struct sb_import *import, const struct sb_csv_row *row, struct sb_error *err) SB_CHECKED;
enum sb_status sb_import_finding_put(struct sb_import *import, struct sb_spool *spool, const struct sb_import_finding *finding,
				     struct sb_error *err) SB_CHECKED;
/* The next finding; *found is false at the end. Texts are borrowed until the next call. */
enum sb_status sb_import_finding_next(struct sb_spool_cursor *cursor, struct sb_import_finding *out, bool *found,
				      struct sb_error *err) SB_CHECKED;
/* The next row with the bytes of its change; likewise. */
enum sb_status sb_import_record_next(struct sb_spool_cursor *cursor, struct sb_import_record *record, const char **texts, bool *found,
				     struct sb_error *err) SB_CHECKED;

/* Finds rows about the same product, code or barcode; the later ones become errors. */
enum sb_status sb_import_keys_check(struct sb_import *import, struct sb_error *err) SB_CHECKED;
uint64_t sb_import_key_of(char kind, const char *text, size_t count);

/* A change as bytes, and back; texts of what is decoded are borrowed from the bytes. */
void sb_import_change_encode(const struct sb_product_change *change, struct sb_buf *out);
void sb_import_change_decode(const char *bytes, size_t count, struct sb_product_change *out);

/* The rows left out are not written over the file they are in. */
enum sb_status sb_import_rejects_check(const char *path, const char *rejects, struct sb_error *err) SB_CHECKED;
enum sb_status sb_import_rejects_write(struct sb_import *import, struct sb_error *err) SB_CHECKED;

#endif
