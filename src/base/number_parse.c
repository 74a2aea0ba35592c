/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decimal numbers from what people type. A mark between digits is taken for what the locale says; a foreign one only where it can
 * mean one thing: "12,50" is a decimal anywhere, "1,234" is refused where the comma means nothing.
 */
#include "number.h"
#include "excerpt.h"
#include <string.h>
#include <strings.h>

#define MOST_DIGITS 40
#define MOST_MARKS  12

enum { GROUP_ONLY = 'g' }; /* a blank or an apostrophe: never a decimal mark */

struct reader {
	const struct sb_number_rule *rule;
	const char *start, *at;
	struct sb_numbers numbers;
	bool currency_seen;
};

/* One number as written: its digits, and the marks between them. */
struct writing {
	char digits[MOST_DIGITS];
	size_t digit_count;
	struct {
		char kind;
		size_t before; /* digits in front of it */
	} marks[MOST_MARKS];
	size_t mark_count;
};

struct factor {
	uint64_t digits;
	int scale;
	bool negative;
};

static int column_of(const struct reader *reader, const char *at)
{
	int column = 1;

	for (const char *c = reader->start; c < at; c++)
		column += ((unsigned char)*c & 0xC0) != 0x80;
	return column;
}

static enum sb_status refuse_at(const struct reader *reader, const char *at, struct sb_error *err)
{
	struct excerpt said = excerpt_of(reader->start);

	if (reader->rule->currency)
		sb_fail_field(err, SB_INVALID, reader->rule->field,
			      _("\"%s\" is not an amount in %s: write it like 12.50"), said.text,
			      reader->rule->currency->code);
	else
		sb_fail_field(err, SB_INVALID, reader->rule->field, _("\"%s\" is not a number: write it like 3 or 1.25"),
			      said.text);
	err->column = column_of(reader, at);
	return SB_INVALID;
}

static enum sb_status refuse_ambiguous(const struct reader *reader, const char *at, struct sb_error *err)
{
	struct excerpt said = excerpt_of(reader->start);

	sb_fail_field(err, SB_INVALID, reader->rule->field,
		      _("\"%s\" can be read in two ways: write it without a mark between thousands"), said.text);
	err->column = column_of(reader, at);
	return SB_INVALID;
}

static enum sb_status refuse_size(const struct reader *reader, struct sb_error *err)
{
	struct excerpt said = excerpt_of(reader->start);

	return sb_fail_field(err, SB_INVALID, reader->rule->field, _("\"%s\" is too large: check the number"), said.text);
}

static enum sb_status refuse_decimals(const struct reader *reader, struct sb_error *err)
{
	const struct sb_number_rule *rule = reader->rule;
	struct excerpt said = excerpt_of(reader->start);

	if (rule->decimals == 0)
		return sb_fail_field(err, SB_INVALID, rule->field, _("\"%s\" has decimals: write a whole number"), said.text);
	return sb_fail_field(err, SB_INVALID, rule->field,
			     ngettext("\"%s\" has too many decimals: write at most %d", "\"%s\" has too many decimals: write at most %d",
				      (unsigned long)rule->decimals),
			     said.text, rule->decimals);
}

/* Length of `word` if `at` begins with it, else 0. */
static size_t starts_with(const char *at, const char *word)
{
	size_t length = strlen(word);

	return strncmp(at, word, length) == 0 ? length : 0;
}

static size_t first_of(const char *at, const char *const *words, size_t count)
{
	size_t length = 0;

	for (size_t i = 0; i < count && !length; i++)
		length = starts_with(at, words[i]);
	return length;
}

static const char *const blanks[] = { " ", "\t", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89" };
static const char *const apostrophes[] = { "'", "\xE2\x80\x99" };
static const char *const times[] = { "*", "\xC3\x97" };

static void skip_blanks(struct reader *reader)
{
	size_t length;

	while ((length = first_of(reader->at, blanks, SB_COUNT(blanks))))
		reader->at += length;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* All marks that look like the locale's are taken for it: nobody has a narrow no-break space on the keyboard. */
static size_t group_mark(const struct reader *reader)
{
	const char *mark = reader->numbers.thousands;

	if (!*mark || *mark == '.' || *mark == ',')
		return 0;
	if (first_of(mark, blanks, SB_COUNT(blanks)))
		return first_of(reader->at, blanks, SB_COUNT(blanks));
	if (first_of(mark, apostrophes, SB_COUNT(apostrophes)))
		return first_of(reader->at, apostrophes, SB_COUNT(apostrophes));
	return starts_with(reader->at, mark);
}

/* The mark between digits at the reader, 0 if there is none. */
static size_t mark_at(const struct reader *reader, char *kind)
{
	size_t length = *reader->at == '.' || *reader->at == ',';

	*kind = *reader->at;
	if (!length) {
		length = group_mark(reader);
		*kind = GROUP_ONLY;
	}
	return length && is_digit(reader->at[length]) ? length : 0;
}

/* Takes digits and marks; false: there are none, or more than any number has. */
static bool take_writing(struct reader *reader, struct writing *out)
{
	char kind;
	size_t length;

	out->digit_count = out->mark_count = 0;
	for (;;) {
		if (is_digit(*reader->at)) {
			if (out->digit_count == MOST_DIGITS)
				return false;
			out->digits[out->digit_count++] = *reader->at++;
		} else if ((length = mark_at(reader, &kind))) {
			if (out->mark_count == MOST_MARKS)
				return false;
			out->marks[out->mark_count].kind = kind;
			out->marks[out->mark_count++].before = out->digit_count;
			reader->at += length;
		} else {
			return out->digit_count > 0;
		}
	}
}

/* Whether the first `count` marks divide the first `digits` digits as thousands (or lakhs) are divided. */
static bool is_grouping(const struct writing *writing, size_t count, size_t digits)
{
	size_t first = writing->marks[0].before;

	if (first < 1 || first > 3 || writing->digits[0] == '0')
		return false;
	for (size_t i = 1; i < count; i++) {
		size_t group = writing->marks[i].before - writing->marks[i - 1].before;

		if (writing->marks[i].kind != writing->marks[0].kind || group < 2 || group > 3)
			return false;
	}
	return digits - writing->marks[count - 1].before == 3;
}

enum reading { READ_WHOLE, READ_DECIMAL, READ_AMBIGUOUS, READ_NOTHING };

static enum reading reading_of_one_mark(const struct reader *reader, const struct writing *writing)
{
	char kind = writing->marks[0].kind;
	bool groups = is_grouping(writing, 1, writing->digit_count);

	if (kind == reader->numbers.decimal)
		return READ_DECIMAL;
	if (groups && (kind == GROUP_ONLY || kind == reader->numbers.thousands[0]))
		return READ_WHOLE;
	if (kind == GROUP_ONLY)
		return READ_NOTHING;
	return kind == ',' && groups ? READ_AMBIGUOUS : READ_DECIMAL;
}

/* What the marks mean; READ_DECIMAL: the last one is the decimal mark. */
static enum reading reading_of(const struct reader *reader, const struct writing *writing)
{
	size_t count = writing->mark_count;

	if (count == 0)
		return READ_WHOLE;
	if (count == 1)
		return reading_of_one_mark(reader, writing);

	char first = writing->marks[0].kind, last = writing->marks[count - 1].kind;

	if (last != first)
		return last != GROUP_ONLY && is_grouping(writing, count - 1, writing->marks[count - 1].before) ? READ_DECIMAL
													       : READ_NOTHING;
	return first != reader->numbers.decimal && is_grouping(writing, count, writing->digit_count) ? READ_WHOLE
												     : READ_NOTHING;
}

/* The digits as a number without zeros at the end of the fraction; false: too large. */
static bool factor_of(const struct writing *writing, size_t whole, struct factor *out)
{
	size_t count = writing->digit_count;
	uint64_t number = 0;

	while (count > whole && writing->digits[count - 1] == '0')
		count--;
	for (size_t i = 0; i < count; i++) {
		if (__builtin_mul_overflow(number, UINT64_C(10), &number) ||
		    __builtin_add_overflow(number, (uint64_t)(writing->digits[i] - '0'), &number))
			return false;
	}
	out->digits = number;
	out->scale = (int)(count - whole);
	return true;
}

static size_t sign_at(const char *at, bool *negative)
{
	size_t minus = *at == '-' ? 1 : starts_with(at, "\xE2\x88\x92");

	*negative = minus > 0;
	return *at == '+' ? 1 : minus;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t currency_at(const struct reader *reader)
{
	const struct sb_currency *currency = reader->rule->currency;

	if (!currency || reader->currency_seen)
		return 0;
	if (strncasecmp(reader->at, currency->code, 3) == 0 && !is_letter(reader->at[3]))
		return 3;
	return starts_with(reader->at, currency->symbol);
}

/* Sign and currency in any order, each at most once; both may stand before or behind the number. */
static void take_ornaments(struct reader *reader, bool *sign_seen, bool *negative)
{
	for (;;) {
		skip_blanks(reader);

		bool minus;
		size_t sign = *sign_seen ? 0 : sign_at(reader->at, &minus);
		size_t currency = sign ? 0 : currency_at(reader);

		if (!sign && !currency)
			return;
		if (sign) {
			*sign_seen = true;
			*negative = minus;
		} else {
			reader->currency_seen = true;
		}
		reader->at += sign + currency;
	}
}

static enum sb_status take_factor(struct reader *reader, struct factor *out, struct sb_error *err)
{
	struct writing writing;
	bool sign_seen = false, negative = false;

	take_ornaments(reader, &sign_seen, &negative);

	const char *first = reader->at;

	if (!take_writing(reader, &writing))
		return refuse_at(reader, reader->at, err);

	enum reading reading = reading_of(reader, &writing);

	if (reading == READ_NOTHING)
		return refuse_at(reader, first, err);
	if (reading == READ_AMBIGUOUS)
		return refuse_ambiguous(reader, first, err);

	size_t whole = reading == READ_DECIMAL ? writing.marks[writing.mark_count - 1].before : writing.digit_count;

	if (!factor_of(&writing, whole, out))
		return refuse_size(reader, err);
	take_ornaments(reader, &sign_seen, &negative);
	out->negative = negative;
	return SB_OK;
}

/* Brings a product to the scale that is wanted; nothing is rounded. */
static enum sb_status scaled(const struct reader *reader, struct factor number, int64_t *out, struct sb_error *err)
{
	const struct sb_number_rule *rule = reader->rule;

	for (; number.scale > 0 && number.digits % 10 == 0; number.scale--)
		number.digits /= 10;
	if (number.scale > rule->decimals)
		return refuse_decimals(reader, err);
	for (; number.scale < rule->scale; number.scale++)
		if (__builtin_mul_overflow(number.digits, UINT64_C(10), &number.digits))
			return refuse_size(reader, err);
	if (number.digits > (uint64_t)rule->most)
		return refuse_size(reader, err);
	*out = number.negative ? -(int64_t)number.digits : (int64_t)number.digits;
	return SB_OK;
}

static enum sb_status times_second(struct reader *reader, struct factor *number, struct sb_error *err)
{
	struct factor second;
	enum sb_status status = take_factor(reader, &second, err);

	if (status)
		return status;
	if (__builtin_mul_overflow(number->digits, second.digits, &number->digits))
		return refuse_size(reader, err);
	number->scale += second.scale;
	number->negative ^= second.negative;
	return SB_OK;
}

enum sb_status sb_number_parse(const char *text, const struct sb_number_rule *rule, int64_t *out, struct sb_error *err)
{
	struct reader reader = { .rule = rule, .start = text, .at = text };
	struct factor number;

	reader.numbers = rule->numbers ? *rule->numbers : sb_numbers_plain();
	enum sb_status status = take_factor(&reader, &number, err);

	if (status)
		return status;

	size_t sign = first_of(reader.at, times, SB_COUNT(times));

	if (sign) {
		reader.at += sign;
		status = times_second(&reader, &number, err);
		if (status)
			return status;
	}
	if (*reader.at)
		return refuse_at(&reader, reader.at, err);
	return scaled(&reader, number, out, err);
}
