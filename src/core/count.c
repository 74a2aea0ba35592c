/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts: opened, scanned, reviewed, posted. */
#include "stockbook/count.h"

static enum sb_status soon(struct sb_error *err)
{
	return sb_fail(err, SB_FAILED, "counts are being built");
}

enum sb_status sb_count_open(struct sb_book *book, const struct sb_count_ask *ask, struct sb_outcome *out, struct sb_error *err)
{
	(void)book;
	(void)ask;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_get(struct sb_book *book, int64_t id, struct sb_arena *arena, struct sb_count *out, struct sb_error *err)
{
	(void)book;
	(void)id;
	(void)arena;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_find(struct sb_book *book, const char *word, int64_t *out, struct sb_error *err)
{
	(void)book;
	(void)word;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_of_entry(struct sb_book *book, const struct sb_entry *entry, int64_t *out, struct sb_error *err)
{
	(void)book;
	(void)entry;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_line_get(struct sb_book *book, int64_t count, int64_t product, struct sb_count_line *out, struct sb_error *err)
{
	(void)book;
	(void)count;
	(void)product;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_scan_in(struct sb_write *write, const struct sb_count_scan *scan, struct sb_count_scanned *scanned, struct sb_outcome *out, struct sb_error *err)
{
	(void)write;
	(void)scan;
	(void)scanned;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_scan(struct sb_book *book, const struct sb_count_scan *scan, struct sb_count_scanned *scanned, struct sb_outcome *out, struct sb_error *err)
{
	(void)book;
	(void)scan;
	(void)scanned;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_last_scan(struct sb_book *book, int64_t count, int64_t *out, struct sb_error *err)
{
	(void)book;
	(void)count;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_resolve(struct sb_book *book, const struct sb_count_step *step, const char *code, int64_t product, struct sb_outcome *out, struct sb_error *err)
{
	(void)book;
	(void)step;
	(void)code;
	(void)product;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_review(struct sb_book *book, const struct sb_count_step *step, struct sb_outcome *out, struct sb_error *err)
{
	(void)book;
	(void)step;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_post(struct sb_book *book, const struct sb_count_step *step, struct sb_outcome *out, struct sb_error *err)
{
	(void)book;
	(void)step;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_reverse(struct sb_book *book, int64_t count, const char *token, const struct sb_hash *fingerprint, struct sb_outcome *out, struct sb_error *err)
{
	(void)book;
	(void)count;
	(void)token;
	(void)fingerprint;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_cancel(struct sb_book *book, const struct sb_count_step *step, struct sb_outcome *out, struct sb_error *err)
{
	(void)book;
	(void)step;
	(void)out;
	return soon(err);
}

enum sb_status sb_count_sum(struct sb_book *book, int64_t count, struct sb_count_sums *out, struct sb_error *err)
{
	(void)book;
	(void)count;
	(void)out;
	return soon(err);
}

const char *sb_count_word(enum sb_count_status status)
{
	static const char *const words[] = {
#define S(symbol, word, label) word,
		SB_COUNT_STATES(S)
#undef S
	};
	return words[status];
}

const char *sb_count_label(enum sb_count_status status)
{
	static const char *const labels[] = {
#define S(symbol, word, label) label,
		SB_COUNT_STATES(S)
#undef S
	};
	return _(labels[status]);
}

const char *sb_count_scope_word(enum sb_count_scope scope)
{
	static const char *const words[] = {
#define S(symbol, word, label) word,
		SB_COUNT_SCOPES(S)
#undef S
	};
	return words[scope];
}

void sb_count_query(const struct sb_count *count, bool uncounted_only, struct sb_buf *out)
{
	(void)count;
	(void)uncounted_only;
	(void)out;
}
