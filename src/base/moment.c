/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock, and how moments and days are written. By hand rather than by printf: an export writes millions. */
#include "stockbook/moment.h"
#include "zone.h"
#include <time.h>

int64_t sb_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static char *put_two(char *at, int number)
{
	*at++ = (char)('0' + number / 10 % 10);
	*at++ = (char)('0' + number % 10);
	return at;
}

static char *put_date(char *at, const struct sb_civil *civil)
{
	at = put_two(at, civil->year / 100);
	at = put_two(at, civil->year);
	*at++ = '-';
	at = put_two(at, civil->month);
	*at++ = '-';
	return put_two(at, civil->day);
}

static char *put_clock(char *at, const struct sb_civil *civil)
{
	at = put_two(at, civil->hour);
	*at++ = ':';
	return put_two(at, civil->minute);
}

void sb_moment_print(int64_t moment, struct sb_buf *out)
{
	static const struct sb_zone utc = { .count = 0 };
	struct sb_civil civil;
	char text[sizeof("2026-03-01T13:30:00.123Z")], *at;
	int ms = (int)((moment % 1000 + 1000) % 1000);

	sb_civil_of(&utc, moment, &civil);
	at = put_date(text, &civil);
	*at++ = 'T';
	at = put_clock(at, &civil);
	*at++ = ':';
	at = put_two(at, civil.second);
	if (ms) {
		*at++ = '.';
		*at++ = (char)('0' + ms / 100);
		at = put_two(at, ms % 100);
	}
	*at++ = 'Z';
	sb_buf_add(out, text, (size_t)(at - text));
}

void sb_moment_print_local(const struct sb_zone *zone, int64_t moment, struct sb_buf *out)
{
	struct sb_civil civil;
	char text[sizeof("2026-03-01 14:30")], *at;

	sb_civil_of(zone, moment, &civil);
	at = put_date(text, &civil);
	*at++ = ' ';
	at = put_clock(at, &civil);
	sb_buf_add(out, text, (size_t)(at - text));
}

void sb_day_print(int64_t day, struct sb_buf *out)
{
	struct sb_civil civil;
	char text[sizeof("2026-03-01")];

	sb_civil_of_day(day, &civil);
	sb_buf_add(out, text, (size_t)(put_date(text, &civil) - text));
}
