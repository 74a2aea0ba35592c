/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scaled integers as decimal text. Written backwards into a small array: millions of these go into an export. */
#include "number.h"
#include <assert.h>
#include <string.h>

static const uint64_t power_of_ten[SB_NUMBER_SCALE_MAX + 1] = { 1, 10, 100, 1000, 10000 };

/* Both write backwards from `end` and return the start. */
static char *put_digits(char *end, uint64_t number)
{
	do
		*--end = (char)('0' + number % 10);
	while (number /= 10);
	return end;
}

static char *put_grouped(char *end, uint64_t number, const char *mark)
{
	size_t length = strlen(mark);

	for (; number >= 1000; number /= 1000) {
		for (uint64_t group = number % 1000, i = 0; i < 3; i++, group /= 10)
			*--end = (char)('0' + group % 10);
		end -= length;
		memcpy(end, mark, length);
	}
	return put_digits(end, number);
}

void sb_number_print(int64_t value, int scale, int min_decimals, const struct sb_numbers *numbers, struct sb_buf *out)
{
	assert(scale >= 0 && scale <= SB_NUMBER_SCALE_MAX && min_decimals <= scale);
	char text[96]; /* 20 digits, 6 marks of 7 bytes, sign and decimal mark */
	char *end = text + sizeof(text), *at = end;
	uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	uint64_t fraction = size % power_of_ten[scale];
	int decimals = scale;

	for (; decimals > min_decimals && fraction % 10 == 0; decimals--)
		fraction /= 10;
	for (int i = 0; i < decimals; i++, fraction /= 10)
		*--at = (char)('0' + fraction % 10);
	if (decimals > 0)
		*--at = numbers ? numbers->decimal : '.';
	if (numbers && numbers->thousands[0])
		at = put_grouped(at, size / power_of_ten[scale], numbers->thousands);
	else
		at = put_digits(at, size / power_of_ten[scale]);
	if (value < 0)
		*--at = '-';
	sb_buf_add(out, at, (size_t)(end - at));
}
