/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Barcodes: check digits and lengths by the GS1 General Specifications (GTIN-8, -12, -13, -14, UPC-E), packs written CODE*24,
 * and codes a scale prints with the weight in them.
 */
#include "barcode.h"
#include "stockbook/text.h"
#include "try.h"
#include <assert.h>
#include <string.h>

#define CODE_BYTES_MAX 48

char sb_gtin_check_digit(const char *digits, size_t count)
{
	int sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (digits[count - 1 - i] - '0') * (i % 2 ? 1 : 3);
	return (char)('0' + (10 - sum % 10) % 10);
}

static bool all_digits(const char *text)
{
	return *text && text[strspn(text, "0123456789")] == '\0';
}

static bool check_digit_fits(const char *digits, size_t count)
{
	return count > 1 && sb_gtin_check_digit(digits, count - 1) == digits[count - 1];
}

void sb_gtin_pad(const char *digits, size_t count, char out[SB_GTIN_DIGITS + 1])
{
	assert(count <= SB_GTIN_DIGITS);
	memset(out, '0', SB_GTIN_DIGITS);
	memcpy(out + SB_GTIN_DIGITS - count, digits, count);
	out[SB_GTIN_DIGITS] = '\0';
}

/* How the last of the six digits says where zeros were left out: the manufacturer's digits taken from the front, then zeros. */
struct upce_row {
	int front;	 /* digits of the six that come first */
	bool last_too;	 /* the last digit follows them */
	int zeros;
	int behind;	 /* digits after the front that come last */
};

static const struct upce_row upce_table[10] = {
	[0] = { .front = 2, .last_too = true, .zeros = 4, .behind = 3 },
	[1] = { .front = 2, .last_too = true, .zeros = 4, .behind = 3 },
	[2] = { .front = 2, .last_too = true, .zeros = 4, .behind = 3 },
	[3] = { .front = 3, .zeros = 5, .behind = 2 },
	[4] = { .front = 4, .zeros = 5, .behind = 1 },
	[5] = { .front = 5, .last_too = false, .zeros = 4, .behind = 0 },
	[6] = { .front = 5, .last_too = false, .zeros = 4, .behind = 0 },
	[7] = { .front = 5, .last_too = false, .zeros = 4, .behind = 0 },
	[8] = { .front = 5, .last_too = false, .zeros = 4, .behind = 0 },
	[9] = { .front = 5, .last_too = false, .zeros = 4, .behind = 0 },
};

bool sb_upce_expand(const char *digits, char upca[13])
{
	const char *six = digits + 1;
	size_t at = 0;

	if (strlen(digits) != 8 || !all_digits(digits) || digits[0] > '1')
		return false;
	const struct upce_row *row = &upce_table[six[5] - '0'];
	upca[at++] = digits[0];
	memcpy(upca + at, six, (size_t)row->front);
	at += (size_t)row->front;
	if (row->last_too)
		upca[at++] = six[5];
	memset(upca + at, '0', (size_t)row->zeros);
	at += (size_t)row->zeros;
	memcpy(upca + at, six + row->front, (size_t)row->behind);
	at += (size_t)row->behind;
	if (at == 10) /* 5 to 9: the last digit is the item's own */
		upca[at++] = six[5];
	assert(at == 11);
	upca[11] = digits[7];
	upca[12] = '\0';
	return check_digit_fits(upca, 12);
}

static void fill_gtin(const char *digits, size_t count, struct sb_barcode *out)
{
	char upca[13];

	out->is_gtin = true;
	out->check_digit_wrong = !check_digit_fits(digits, count);
	if (count == 8 && out->check_digit_wrong && sb_upce_expand(digits, upca)) {
		out->check_digit_wrong = false;
		sb_gtin_pad(upca, 12, out->code);
		return;
	}
	sb_gtin_pad(digits, count, out->code);
}

/* "*24" behind the code; without it one. */
static enum sb_status read_pack(const char *text, int64_t *out, struct sb_error *err)
{
	const struct sb_numbers plain = sb_numbers_plain();
	int64_t milli = 1000;

	if (*text)
		TRY(sb_qty_parse(text + 1, 3, &plain, &milli, err));
	if (milli <= 0)
		return sb_fail_field(err, SB_INVALID, "barcodes", _("the pack behind a barcode must be above zero: write CODE*24"));
	*out = milli;
	return SB_OK;
}

static void print_barcode(const char *code, int64_t pack_milli, struct sb_buf *out)
{
	const struct sb_numbers plain = sb_numbers_plain();

	sb_buf_puts(out, code);
	if (pack_milli == 1000)
		return;
	sb_buf_putc(out, '*');
	sb_qty_print(pack_milli, 0, &plain, out);
}

enum sb_status sb_barcode_parse(const char *text, struct sb_barcode *out, struct sb_error *err)
{
	struct sb_barcode barcode = { 0 };
	sb_auto(buf) clean = SB_BUF_INIT;
	sb_auto(buf) printed = SB_BUF_INIT;
	char code[CODE_BYTES_MAX + 1];

	TRY(sb_text_clean(text, &clean, err));
	size_t length = strcspn(clean.data, "*");
	while (length && clean.data[length - 1] == ' ')
		length--;
	if (length == 0 || length > CODE_BYTES_MAX || strchr(clean.data, '|'))
		return sb_fail_field(err, SB_INVALID, "barcodes", _("\"%s\" is no barcode: it has 1 to %d characters and no |"),
				     clean.data, CODE_BYTES_MAX);
	memcpy(code, clean.data, length);
	code[length] = '\0';
	TRY(read_pack(clean.data + strcspn(clean.data, "*"), &barcode.pack_milli, err));
	print_barcode(code, barcode.pack_milli, &printed);
	if (printed.len >= sizeof(barcode.printed))
		return sb_fail_field(err, SB_INVALID, "barcodes", _("the pack of \"%s\" is too large: give how many one scan counts"), code);
	memcpy(barcode.printed, printed.data, printed.len + 1);
	if (all_digits(code) && (length == 8 || (length >= 12 && length <= 14)))
		fill_gtin(code, length, &barcode);
	else
		memcpy(barcode.code, code, length + 1);
	*out = barcode;
	return SB_OK;
}

/* Codes with a weight in them. */

static int64_t weight_of(const char *digits, size_t whole, size_t decimals)
{
	int64_t milli = 0;

	for (size_t i = 0; i < whole + 3; i++)
		milli = milli * 10 + (i < whole + decimals ? digits[i] - '0' : 0);
	return milli;
}

/* Copies the digits under the dots; false if a fixed digit differs. */
static bool match_head(const char *rule, size_t head, const char *code, char *article)
{
	for (size_t i = 0; i < head; i++) {
		if (rule[i] == '.')
			*article++ = code[i];
		else if (rule[i] != code[i])
			return false;
	}
	*article = '\0';
	return true;
}

bool sb_weight_parse(const char *rule, const char *code, struct sb_weighed *out)
{
	size_t head = rule ? strcspn(rule, "{") : 0, length = strlen(code);

	if (head == 0 || rule[head] != '{' || !all_digits(code) || length > SB_GTIN_DIGITS)
		return false;
	size_t whole = strspn(rule + head + 1, "N"), decimals = strspn(rule + head + 1 + whole, "D");
	size_t digits = whole + decimals;
	bool is_rule = digits > 0 && decimals <= 3 && strcmp(rule + head + 1 + digits, "}") == 0;
	if (!is_rule || length != head + digits + 1 || !match_head(rule, head, code, out->article))
		return false;
	char zeroed[SB_GTIN_DIGITS + 1];
	memcpy(zeroed, code, length);
	memset(zeroed + head, '0', digits);
	zeroed[length - 1] = sb_gtin_check_digit(zeroed, length - 1);
	sb_gtin_pad(zeroed, length, out->zeroed);
	out->qty_milli = weight_of(code + head, whole, decimals);
	return out->qty_milli > 0;
}
