/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads a query into its terms. Whatever is not a quotation mark, a blank or the colon behind a field's name is data,
 * so there is nothing a person can type into the search line that means more than they see.
 */
#include "stockbook/query.h"
#include "stockbook/text.h"
#include <string.h>

struct reader {
	const char *at;
	const char *counted; /* columns are known up to here */
	int column;
	struct sb_arena *arena;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_field_char(char c, bool first)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')
		return true;
	return !first && c >= '0' && c <= '9';
}

/* The column of a place at or behind the last one asked for. */
static int column_at(struct reader *reader, const char *place)
{
	for (; reader->counted < place; reader->counted++)
		if (((unsigned char)reader->counted[0] & 0xc0) != 0x80)
			reader->column++;
	return reader->column;
}

static enum sb_status fail_at(struct sb_error *err, int column, const char *sentence)
{
	(void)sb_fail_field(err, SB_INVALID, "query", "%s", sentence);
	err->column = column;
	return SB_INVALID;
}

/* How long the field's name at the reader is; 0 if what stands there is no field. */
static size_t field_length(const char *at)
{
	size_t length = 0;

	while (is_field_char(at[length], length == 0))
		length++;
	return length && at[length] == ':' ? length : 0;
}

static const char *read_field(struct reader *reader, size_t length)
{
	char *name = sb_arena_strndup(reader->arena, reader->at, length);

	for (char *c = name; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	reader->at += length + 1;
	return name;
}

static enum sb_status read_quoted(struct reader *reader, struct sb_term *term, struct sb_error *err)
{
	const char *open = reader->at, *close = strchr(open + 1, '"');

	if (!close)
		return fail_at(err, column_at(reader, open),
			       _("the quotation mark is not closed: put another \" behind the phrase"));
	term->text = sb_arena_strndup(reader->arena, open + 1, (size_t)(close - open - 1));
	reader->at = close + 1;
	if (term->kind == SB_TERM_FIELD && *reader->at == '*') {
		term->is_beginning = true;
		reader->at++;
	}
	return SB_OK;
}

static void read_plain(struct reader *reader, struct sb_term *term)
{
	const char *start = reader->at;

	while (*reader->at && !is_blank(*reader->at))
		reader->at++;
	size_t length = (size_t)(reader->at - start);
	if (length && start[length - 1] == '*') {
		term->is_beginning = true;
		length--;
	}
	term->text = sb_arena_strndup(reader->arena, start, length);
}

static enum sb_status read_term(struct reader *reader, struct sb_term *term, struct sb_error *err)
{
	size_t field = field_length(reader->at);

	*term = (struct sb_term){ .kind = SB_TERM_WORD, .column = column_at(reader, reader->at) };
	if (field) {
		term->kind = SB_TERM_FIELD;
		term->field = read_field(reader, field);
		if (!*reader->at || is_blank(*reader->at))
			return fail_at(err, column_at(reader, reader->at),
				       _("a value is missing: write it right behind the colon"));
	}
	if (*reader->at == '"') {
		if (!field)
			term->kind = SB_TERM_PHRASE;
		return read_quoted(reader, term, err);
	}
	read_plain(reader, term);
	if (!field)
		term->is_beginning = true;
	return SB_OK;
}

static enum sb_status check_text(const char *text, struct sb_error *err)
{
	size_t bytes = strlen(text), bad_at;

	if (bytes > SB_QUERY_BYTES_MAX)
		return fail_at(err, 1, _("the query is too long: shorten it"));
	if (!sb_utf8_valid(text, bytes, &bad_at)) {
		struct reader reader = { .counted = text };
		return fail_at(err, column_at(&reader, text + bad_at) + 1,
			       _("the query is not valid UTF-8: type it again"));
	}
	return SB_OK;
}

enum sb_status sb_query_parse(const char *text, struct sb_arena *arena, struct sb_query *out, struct sb_error *err)
{
	enum sb_status status = check_text(text, err);
	struct reader reader = { .at = text, .counted = text, .column = 1, .arena = arena };
	struct sb_term terms[SB_QUERY_TERMS_MAX];
	size_t count = 0;

	if (status)
		return status;
	for (;;) {
		while (is_blank(*reader.at))
			reader.at++;
		if (!*reader.at)
			break;
		if (count == SB_QUERY_TERMS_MAX)
			return fail_at(err, column_at(&reader, reader.at),
				       _("there are too many words: leave some out"));
		status = read_term(&reader, &terms[count], err);
		if (status)
			return status;
		if (*terms[count].text || terms[count].kind == SB_TERM_FIELD)
			count++;
	}
	struct sb_term *kept = sb_arena_alloc(arena, (count ? count : 1) * sizeof(*kept));
	memcpy(kept, terms, count * sizeof(*kept));
	*out = (struct sb_query){ .terms = kept, .count = count };
	return SB_OK;
}
