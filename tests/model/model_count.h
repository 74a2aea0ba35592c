/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stock counts in the model. What is on hand is told twice: by adding up lines, and from facts alone. A posted count is a truth: at its
 * moment so much was there, whatever came before. What happened afterwards is added to the newest truth; so a truth in between, one taken
 * back and an entry that comes late need no rule of their own.
 */
#ifndef STOCKBOOK_TESTS_MODEL_COUNT_H
#define STOCKBOOK_TESTS_MODEL_COUNT_H

#include "op.h"
#include "stockbook/count.h"

struct model;
struct m_entry;

/* A code as it was scanned. */
struct m_code {
	enum named_by by; /* BY_SKU, BY_BARCODE or BY_ODD; BY_UUID: the product was named */
	unsigned which;
};

struct m_scan {
	int count;
	int64_t seq, at;
	int who;
	struct m_code code;
	int product; /* index; -1: not known, or left out */
	int64_t qty;
	bool is_absolute, is_again, is_outside, stands;
	int64_t resolved_by; /* seq; 0: it was known, or still is not */
};

struct m_count {
	int64_t seq, opened_at, version, scope_lines;
	int store;
	enum sb_count_scope scope;
	int64_t value; /* the tag or bin */
	int product[LINES_MAX];
	size_t products;
	bool is_blind, zeroes;
	int64_t tolerance[TOLERANCES];
	int64_t review, reviewed_at, posting, posted_at, cancelling; /* 0: not (any more) */
};

/* What the scans of a product come to. */
struct m_counted {
	int64_t sum, at, seq; /* of its last scan */
	long scans;	      /* 0: it was not counted */
	bool is_again, is_outside;
};

/* So much was there: a line of a posted count. */
struct m_truth {
	int count, product;
	int64_t at, seq, counted, expected, absorbed;
	bool is_zeroed; /* it was never counted */
};

bool model_is_count(enum sb_kind kind);
enum sb_count_status model_count_status(const struct m_count *count);
/* By its entry, or any about it; -1: it is none. */
int model_count_of(const struct model *model, int64_t seq);
bool model_in_scope(const struct model *model, const struct m_count *count, int product);
int64_t model_scope_lines(const struct model *model, const struct m_count *count);
struct m_counted model_counted(const struct model *model, int count, int product);
/* On hand at a moment, from facts alone; what happened at that very time and has a higher number came later. Without the truth of `but`
 * (-1: with all). */
int64_t model_book(const struct model *model, int product, int store, int64_t at, int64_t seq, int but);
const struct m_truth *model_truth(const struct model *model, int count, int product);
/* Whether a difference is to be counted again. */
bool model_is_beyond(const struct model *model, int count, int product, const struct m_counted *counted, int64_t variance);
/* Scans that stand of codes that nothing is known for. */
int64_t model_unmatched(const struct model *model, int count);
/* The newest scan of who acts that stands; NULL: none. */
const struct m_scan *model_last_scan(const struct model *model, int count);

/* ---- as entries ---- */

/* Whether it may be; the lines of a posting are made. */
enum sb_status model_check_count(const struct model *model, struct m_entry *entry);
/* The lines that take a posting back. */
void model_reverse_count(const struct model *model, int64_t posting, struct m_entry *out);
/* What happened before a truth and comes after it: a line more against each. */
void model_absorb(const struct model *model, struct m_entry *entry);
void model_change_count(struct model *model, const struct m_entry *entry);

#endif
