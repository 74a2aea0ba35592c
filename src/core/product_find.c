/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a typed or scanned word means: SKU, barcode, a code with a weight in it, UUID, then a name. The first that fits wins; a name that fits
 * several products is answered with the candidates.
 */
#include "barcode.h"
#include "compose.h"
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include <string.h>

#define CANDIDATES_MAX 8
#define WORDS_MAX      16
#define WORD_BYTES_MAX 600

/* A match by one of the ways; *found says whether there was one. */
struct hit {
	bool found;
	struct sb_found product;
};

static enum sb_status take(struct sb_db *db, int64_t id, enum sb_found_by by, int64_t qty_milli, struct hit *hit, struct sb_error *err)
{
	struct sb_found *found = &hit->product;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sb_sql_product_found, &stmt, err));
	sb_bind_int(stmt, 1, id);
	TRY(sb_stmt_step(stmt, &row, err));
	if (!row)
		return SB_OK;
	*found = (struct sb_found){ .id = id, .by = by, .qty_milli = qty_milli };
	(void)snprintf(found->sku, sizeof(found->sku), "%s", sb_col_text(stmt, 1));
	(void)snprintf(found->name, sizeof(found->name), "%s", sb_col_text(stmt, 2));
	size_t length = strlen(found->name), bad_at;
	if (!sb_utf8_valid(found->name, length, &bad_at))
		found->name[bad_at] = '\0';
	found->price_minor = sb_col_int(stmt, 3);
	found->decimals = (int)sb_col_int(stmt, 4);
	sb_stmt_reset(stmt);
	hit->found = true;
	return SB_OK;
}

/* The id that a statement with one text gives; SB_NONE: none. */
static enum sb_status ask(struct sb_db *db, const char *sql, const char *text, int64_t *id, int64_t *second, struct sb_error *err)
{
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(db, sql, &stmt, err));
	sb_bind_text(stmt, 1, text);
	TRY(sb_stmt_step(stmt, &row, err));
	*id = row ? sb_col_int(stmt, 0) : SB_NONE;
	if (row && second)
		*second = sb_col_int(stmt, 1);
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status by_sku(struct sb_db *db, const char *word, struct hit *hit, struct sb_error *err)
{
	sb_owned_string upper = sb_text_upper(sb_strdup(word));
	int64_t id = SB_NONE;

	TRY(ask(db, sb_sql_product_by_sku, upper, &id, NULL, err));
	return id == SB_NONE ? SB_OK : take(db, id, SB_FOUND_SKU, 1000, hit, err);
}

/* Named exactly, a product that was put away is meant: commands then say what they can do with it. */
static enum sb_status by_archived_sku(struct sb_db *db, const char *word, struct hit *hit, struct sb_error *err)
{
	sb_owned_string upper = sb_text_upper(sb_strdup(word));
	int64_t id = SB_NONE;

	TRY(ask(db, sb_sql_product_by_archived_sku, upper, &id, NULL, err));
	return id == SB_NONE ? SB_OK : take(db, id, SB_FOUND_SKU, 1000, hit, err);
}

static enum sb_status by_code(struct sb_db *db, const char *code, struct hit *hit, struct sb_error *err)
{
	int64_t id = SB_NONE, pack_milli = 0;

	TRY(ask(db, sb_sql_product_by_barcode, code, &id, &pack_milli, err));
	return id == SB_NONE ? SB_OK : take(db, id, SB_FOUND_BARCODE, pack_milli, hit, err);
}

/* As it was stored; eight digits that no product has as GTIN-8 may be a UPC-E. */
static enum sb_status by_barcode(struct sb_db *db, const char *word, struct hit *hit, struct sb_error *err)
{
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_barcode barcode;
	char upca[13], code[SB_GTIN_DIGITS + 1];

	if (sb_barcode_parse(word, &barcode, &ignored) != SB_OK)
		return SB_OK;
	TRY(by_code(db, barcode.code, hit, err));
	if (!hit->found && sb_upce_expand(word, upca)) {
		sb_gtin_pad(upca, 12, code);
		TRY(by_code(db, code, hit, err));
	}
	hit->product.check_digit_wrong = barcode.check_digit_wrong;
	return SB_OK;
}

static enum sb_status by_weight(struct sb_db *db, const char *rule, const char *word, struct hit *hit, struct sb_error *err)
{
	struct sb_weighed weighed;

	if (!sb_weight_parse(rule, word, &weighed))
		return SB_OK;
	TRY(by_code(db, weighed.zeroed, hit, err));
	if (!hit->found && *weighed.article)
		TRY(by_barcode(db, weighed.article, hit, err));
	if (!hit->found && *weighed.article)
		TRY(by_sku(db, weighed.article, hit, err));
	if (hit->found) {
		hit->product.by = SB_FOUND_WEIGHT;
		hit->product.qty_milli = weighed.qty_milli;
		hit->product.check_digit_wrong = word[strlen(word) - 1] != sb_gtin_check_digit(word, strlen(word) - 1);
	}
	return SB_OK;
}

static enum sb_status by_uuid(struct sb_db *db, const char *word, struct hit *hit, struct sb_error *err)
{
	struct sb_stmt *stmt;
	struct sb_id uuid;
	int64_t id;
	bool row;

	if (!sb_id_parse(word, &uuid))
		return SB_OK;
	TRY(sb_db_stmt(db, sb_sql_product_by_uuid, &stmt, err));
	sb_bind_bytes(stmt, 1, uuid.bytes, SB_ID_BYTES);
	TRY(sb_stmt_step(stmt, &row, err));
	id = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return row ? take(db, id, SB_FOUND_UUID, 1000, hit, err) : SB_OK;
}

static enum sb_status by_exact_code(struct sb_db *db, const char *word, const char *rule, struct hit *hit, struct sb_error *err)
{
	TRY(by_sku(db, word, hit, err));
	if (!hit->found)
		TRY(by_barcode(db, word, hit, err));
	if (!hit->found)
		TRY(by_weight(db, rule, word, hit, err));
	if (!hit->found)
		TRY(by_uuid(db, word, hit, err));
	return SB_OK;
}

/* Names. */

struct candidates {
	int64_t id[CANDIDATES_MAX + 1];
	size_t count;
	struct sb_buf text; /* "SKU name, SKU name" */
};

static enum sb_status collect(struct sb_stmt *stmt, struct candidates *candidates, struct sb_error *err)
{
	bool row;

	candidates->count = 0;
	sb_buf_clear(&candidates->text);
	while (candidates->count <= CANDIDATES_MAX) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			break;
		if (candidates->count < CANDIDATES_MAX)
			sb_buf_printf(&candidates->text, "%s%s %s", candidates->count ? ", " : "", sb_col_text(stmt, 1),
				      sb_col_text(stmt, 2));
		candidates->id[candidates->count++] = sb_col_int(stmt, 0);
	}
	sb_stmt_reset(stmt);
	return SB_OK;
}

struct words {
	char text[WORD_BYTES_MAX];
	const char *word[WORDS_MAX];
	bool is_beginning[WORDS_MAX];
	size_t count;
};

static bool is_word_char(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

static void split(const char *folded, struct words *out)
{
	size_t length = strlen(folded);

	out->count = 0;
	length = length < sizeof(out->text) ? length : sizeof(out->text) - 1;
	memcpy(out->text, folded, length);
	out->text[length] = '\0';
	for (char *at = out->text; *at && out->count < WORDS_MAX;) {
		if (!is_word_char((unsigned char)*at)) {
			at++;
			continue;
		}
		out->word[out->count] = at;
		out->is_beginning[out->count++] = true;
		while (is_word_char((unsigned char)*at))
			at++;
		if (*at)
			*at++ = '\0';
	}
}

static enum sb_status search(struct sb_db *db, const struct words *words, struct candidates *candidates, struct sb_error *err)
{
	const char *fragment = sb_db_search_fragment(db);
	sb_auto(compose) compose = SB_COMPOSE_INIT(NULL);
	sb_auto(buf) expression = SB_BUF_INIT;
	struct sb_stmt *stmt;

	sb_db_search_expression(db, words->word, words->is_beginning, words->count, &expression);
	sb_compose_add(&compose, "SELECT p.id, p.sku, p.name FROM products p WHERE p.archived = 0 AND p.search_id IN (");
	sb_compose_open(&compose, fragment);
	sb_compose_text(&compose, expression.data);
	sb_compose_close(&compose, fragment);
	sb_compose_add(&compose, ") ORDER BY p.search_id DESC LIMIT 9");
	TRY(sb_compose_prepare(&compose, db, &stmt, err));
	return collect(stmt, candidates, err);
}

struct alike {
	const char *typed;
	char best[64];
	int distance;
};

static bool consider(const char *word, void *context)
{
	struct alike *alike = context;
	int distance = sb_text_distance(alike->typed, word, alike->distance - 1);

	if (distance < alike->distance && strlen(word) < sizeof(alike->best)) {
		alike->distance = distance;
		(void)snprintf(alike->best, sizeof(alike->best), "%s", word);
	}
	return alike->distance > 1;
}

/* Searches again with each word changed to the known one most like it, at most two edits away. */
static enum sb_status search_corrected(struct sb_db *db, struct words *words, struct candidates *candidates, struct sb_error *err)
{
	struct alike alike[WORDS_MAX];

	for (size_t i = 0; i < words->count; i++) {
		alike[i] = (struct alike){ .typed = words->word[i], .distance = sb_utf8_count(words->word[i]) < 6 ? 2 : 3 };
		TRY(sb_db_word_like(db, words->word[i], 50, consider, &alike[i], err));
		if (alike[i].best[0])
			words->word[i] = alike[i].best;
	}
	return search(db, words, candidates, err);
}

static enum sb_status find_candidates(struct sb_db *db, const char *word, struct candidates *candidates, struct sb_error *err)
{
	sb_auto(buf) folded = SB_BUF_INIT;
	struct sb_stmt *stmt;
	struct words words;

	sb_text_fold(word, &folded);
	TRY(sb_db_stmt(db, sb_sql_product_by_name_key, &stmt, err));
	sb_bind_text(stmt, 1, folded.data);
	TRY(collect(stmt, candidates, err));
	split(folded.data, &words);
	if (candidates->count || words.count == 0)
		return SB_OK;
	TRY(search(db, &words, candidates, err));
	return candidates->count ? SB_OK : search_corrected(db, &words, candidates, err);
}

static enum sb_status by_name(struct sb_db *db, const char *word, struct hit *hit, struct sb_error *err)
{
	struct candidates candidates = { .text = SB_BUF_INIT };
	enum sb_status status = find_candidates(db, word, &candidates, err);

	if (status == SB_OK && candidates.count == 1)
		status = take(db, candidates.id[0], SB_FOUND_NAME, 1000, hit, err);
	else if (status == SB_OK && candidates.count > 1)
		status = sb_fail(err, SB_AMBIGUOUS, _("\"%s\" may be several products: %s%s"), word, candidates.text.data,
				 candidates.count > CANDIDATES_MAX ? ", …" : "");
	sb_buf_release(&candidates.text);
	return status;
}

enum sb_status sb_product_find(struct sb_book *book, const char *word, const char *weight_rule, bool exact_only, struct sb_found *out,
			       struct sb_error *err)
{
	sb_auto(buf) clean = SB_BUF_INIT;
	struct hit hit = { 0 };

	TRY(sb_text_clean(word, &clean, err));
	if (clean.len == 0)
		return sb_fail(err, SB_INVALID, _("no product is named: give a SKU, a barcode or a name"));
	TRY(by_exact_code(sb_book_db(book), clean.data, weight_rule, &hit, err));
	if (!hit.found && !exact_only)
		TRY(by_archived_sku(sb_book_db(book), clean.data, &hit, err));
	if (!hit.found && !exact_only)
		TRY(by_name(sb_book_db(book), clean.data, &hit, err));
	if (!hit.found)
		return sb_fail(err, SB_NOT_FOUND, _("no product has the SKU, barcode or name \"%s\": try part of its name"), clean.data);
	*out = hit.product;
	return SB_OK;
}
