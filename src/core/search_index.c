/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search documents and known words. */
#include "search_index.h"
#include "book_inside.h"
#include "many.h"
#include "statements.h"
#include "stockbook/text.h"
#include "try.h"
#include <assert.h>
#include <string.h>

#define DESCRIPTION_BYTES 400 /* of the folded description are found */
#define WORD_LETTERS	  3   /* shorter ones are not corrected */

static void add_folded(struct sb_buf *out, const char *text)
{
	if (!text || !*text)
		return;
	if (out->len)
		sb_buf_putc(out, ' ');
	sb_text_fold(text, out);
}

static void add_barcodes(struct sb_buf *out, const char *joined)
{
	struct sb_many many;

	sb_many_start(&many, joined);
	while (sb_many_next(&many)) {
		const char *star = memchr(many.at, '*', many.length);

		sb_buf_putc(out, ' ');
		sb_buf_add(out, many.at, star ? (size_t)(star - many.at) : many.length);
	}
}

/* Cuts at a character's border. */
static void cut_near(struct sb_buf *buf, size_t length)
{
	if (buf->len <= length)
		return;
	while (length && ((unsigned char)buf->data[length] & 0xc0) == 0x80)
		length--;
	sb_buf_cut(buf, length);
}

void sb_search_text(const struct sb_product *product, struct sb_buf *out)
{
	const struct sb_value *value = product->value;

	assert(out->len == 0);
	add_folded(out, value[SB_PF_NAME].s);
	add_folded(out, value[SB_PF_SKU].s);
	if (!value[SB_PF_BARCODES].is_null)
		add_barcodes(out, value[SB_PF_BARCODES].s);
	if (!value[SB_PF_TAGS].is_null)
		add_folded(out, value[SB_PF_TAGS].s);
	size_t before = out->len;
	if (!value[SB_PF_DESCRIPTION].is_null)
		add_folded(out, value[SB_PF_DESCRIPTION].s);
	cut_near(out, before + DESCRIPTION_BYTES);
}

/* Waiting changes. */

#define WAITING_MAX 2000

enum change_kind { CHANGE_DROP, CHANGE_PUT, CHANGE_WORD };

struct sb_search_change {
	enum change_kind kind;
	size_t order; /* in which it was asked for */
	int64_t id;
	const char *text;
};

static enum sb_status make_change(struct sb_db *db, const struct sb_search_change *change, struct sb_error *err)
{
	switch (change->kind) {
	case CHANGE_DROP:
		return sb_db_search_drop(db, change->id, change->text, err);
	case CHANGE_PUT:
		return sb_db_search_put(db, change->id, change->text, err);
	default:
		return sb_db_word_put(db, change->text, err);
	}
}

static void forget_changes(struct sb_search_state *search)
{
	search->count = 0;
	if (search->texts)
		sb_arena_clear(search->texts);
}

/* The engine also writes out what it has gathered whenever an id is below the one before. */
static int by_id(const void *a, const void *b)
{
	const struct sb_search_change *left = a, *right = b;

	if (left->id != right->id)
		return left->id < right->id ? -1 : 1;
	return (left->order > right->order) - (left->order < right->order);
}

enum sb_status sb_search_flush(struct sb_book *book, struct sb_error *err)
{
	struct sb_search_state *search = &book->search;

	if (search->count > 1)
		qsort(search->changes, search->count, sizeof(*search->changes), by_id);
	for (size_t i = 0; i < search->count; i++)
		TRY(make_change(book->db, &search->changes[i], err));
	forget_changes(search);
	return SB_OK;
}

static enum sb_status wait(struct sb_book *book, enum change_kind kind, int64_t id, const char *text, struct sb_error *err)
{
	struct sb_search_state *search = &book->search;

	assert(book->is_writing);
	if (search->count >= WAITING_MAX)
		TRY(sb_search_flush(book, err));
	if (search->count == search->cap) {
		search->cap = search->cap ? search->cap * 2 : 64;
		search->changes = sb_realloc(search->changes, search->cap * sizeof(*search->changes));
	}
	if (!search->texts)
		search->texts = sb_arena_new();
	search->changes[search->count] = (struct sb_search_change){ kind, search->count, id, sb_arena_strdup(search->texts, text) };
	search->count++;
	return SB_OK;
}

enum sb_status sb_search_put(struct sb_book *book, int64_t id, const char *folded, struct sb_error *err)
{
	return wait(book, CHANGE_PUT, id, folded, err);
}

enum sb_status sb_search_drop(struct sb_book *book, int64_t id, const char *folded, struct sb_error *err)
{
	return wait(book, CHANGE_DROP, id, folded, err);
}

enum sb_status sb_search_move(struct sb_book *book, int64_t product, int64_t old_id, int64_t new_id, struct sb_error *err)
{
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_product_search_text, &stmt, err));
	sb_bind_int(stmt, 1, product);
	TRY(sb_stmt_step(stmt, &row, err));
	assert(row);
	sb_buf_puts(&text, sb_col_text(stmt, 0));
	sb_stmt_reset(stmt);
	TRY(sb_search_drop(book, old_id, text.data, err));
	return sb_search_put(book, new_id, text.data, err);
}

/* Words. */

/* FNV-1a; 0 is kept for free slots. */
static uint64_t digest(const char *word, size_t length)
{
	uint64_t sum = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (unsigned char)word[i]) * UINT64_C(0x100000001b3);
	return sum ? sum : 1;
}

static void forget_words(struct sb_search_state *search)
{
	if (search->words)
		memset(search->words, 0, SB_WORDS_SLOTS * sizeof(*search->words));
	search->word_count = 0;
}

/* Whether the word was met before; if not, it is from now on. Two words of one digest only cost a correction. */
static bool met_before(struct sb_search_state *search, const char *word, size_t length)
{
	uint64_t sum = digest(word, length);

	if (!search->words)
		search->words = sb_alloc(SB_WORDS_SLOTS * sizeof(*search->words));
	if (search->word_count > SB_WORDS_SLOTS / 2)
		forget_words(search);
	for (size_t slot = sum & (SB_WORDS_SLOTS - 1);; slot = (slot + 1) & (SB_WORDS_SLOTS - 1)) {
		if (search->words[slot] == sum)
			return true;
		if (search->words[slot])
			continue;
		search->words[slot] = sum;
		search->word_count++;
		return false;
	}
}

/* Letters of any script; bytes above ASCII are taken for letters. */
static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || c >= 0x80;
}

static enum sb_status learn_word(struct sb_book *book, const char *at, size_t length, struct sb_error *err)
{
	char word[64];

	if (length < WORD_LETTERS || length >= sizeof(word) || met_before(&book->search, at, length))
		return SB_OK;
	memcpy(word, at, length);
	word[length] = '\0';
	return wait(book, CHANGE_WORD, 0, word, err);
}

enum sb_status sb_search_learn(struct sb_book *book, const char *folded, struct sb_error *err)
{
	const char *at = folded;

	while (*at) {
		size_t length = 0;

		while (is_letter((unsigned char)at[length]))
			length++;
		if (length)
			TRY(learn_word(book, at, length, err));
		at += length ? length : 1;
	}
	return SB_OK;
}

void sb_search_forget(struct sb_book *book)
{
	forget_changes(&book->search);
	forget_words(&book->search);
}

void sb_search_release(struct sb_book *book)
{
	free(book->search.changes);
	sb_arena_free(book->search.texts);
	free(book->search.words);
}
