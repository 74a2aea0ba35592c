/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matches SKUs against the shop's pattern and gives new ones. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "sku.h"
#include "book_inside.h"
#include "statements.h"
#include "try.h"
#include <pcre2.h>
#include <string.h>

#define MATCH_LIMIT 100000
#define DEPTH_LIMIT 1000

/* The pattern every book begins with, without the cost of a regular expression for each row of an import. */
static bool matches_usual(const char *sku)
{
	size_t length = strspn(sku, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-");

	return length > 0 && length <= SB_SKU_BYTES_MAX && sku[length] == '\0' && !strchr("._/-", sku[0]);
}

static enum sb_status no_match(struct sb_error *err, const char *sku)
{
	return sb_fail_field(err, SB_INVALID, "sku",
			     _("\"%s\" is no SKU here: use letters A-Z, digits and . _ / -, beginning with a letter or digit"), sku);
}

static enum sb_status matches_regex(const char *pattern, const char *sku, bool *out, struct sb_error *err)
{
	int error, found;
	PCRE2_SIZE offset;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF, &error, &offset, NULL);

	if (!code)
		return sb_fail_field(err, SB_INVALID, "sku", _("the setting product.sku_pattern is no regular expression at character %zu: correct it"),
				     (size_t)offset + 1);
	pcre2_match_data *match = pcre2_match_data_create_from_pattern(code, NULL);
	pcre2_match_context *limits = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(limits, MATCH_LIMIT);
	pcre2_set_depth_limit(limits, DEPTH_LIMIT);
	found = pcre2_match(code, (PCRE2_SPTR)sku, PCRE2_ZERO_TERMINATED, 0, 0, match, limits);
	pcre2_match_context_free(limits);
	pcre2_match_data_free(match);
	pcre2_code_free(code);
	*out = found >= 0;
	return SB_OK;
}

enum sb_status sb_sku_match(const char *pattern, const char *sku, struct sb_error *err)
{
	bool matches = false;

	if (!pattern || strcmp(pattern, SB_SKU_PATTERN) == 0)
		return matches_usual(sku) ? SB_OK : no_match(err, sku);
	if (strlen(sku) > SB_SKU_BYTES_MAX || strchr(sku, '|'))
		return sb_fail_field(err, SB_INVALID, "sku", _("a SKU has at most %d characters and no |: shorten it or leave that out"), SB_SKU_BYTES_MAX);
	TRY(matches_regex(pattern, sku, &matches, err));
	if (!matches)
		return sb_fail_field(err, SB_INVALID, "sku", _("\"%s\" is no SKU here: it must match %s"), sku, pattern);
	return SB_OK;
}

static enum sb_status is_taken(struct sb_db *db, const char *sku, bool *out, struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(db, sb_sql_product_by_sku, &stmt, err));
	sb_bind_text(stmt, 1, sku);
	TRY(sb_stmt_step(stmt, out, err));
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_sku_next(struct sb_book *book, int64_t products, char out[SB_SKU_BYTES_MAX + 1], struct sb_error *err)
{
	bool taken = true;

	if (book->next_code == 0)
		book->next_code = products + 1;
	while (taken) {
		(void)snprintf(out, SB_SKU_BYTES_MAX + 1, "P%06lld", (long long)book->next_code);
		book->next_code++;
		TRY(is_taken(book->db, out, &taken, err));
	}
	return SB_OK;
}
