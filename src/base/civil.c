/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar: days since 1970-01-01 and dates of the proleptic Gregorian calendar, years 1 to 9999. */
#include "stockbook/moment.h"

/* Days before 1970-01-01 of the day that starts a cycle of 400 years, 0000-03-01: counted from March, the leap day comes last. */
#define CYCLE_START   INT64_C(719468)
#define CYCLE_DAYS    INT64_C(146097)
#define CENTURY_DAYS  36524
#define FOUR_YEARS    1461
#define EARLIEST_DAY  INT64_C(-719162) /* 0001-01-01 */
#define LATEST_DAY    INT64_C(2932896) /* 9999-12-31 */
#define THURSDAY      3		       /* 1970-01-01 */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

int64_t sb_day_of_civil(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
		return SB_NONE;

	int from_march = (month + 9) % 12;
	int counted = year - (month <= 2);
	int cycle = counted / 400, in_cycle = counted % 400;
	int in_year = (153 * from_march + 2) / 5 + day - 1;

	return cycle * CYCLE_DAYS + in_cycle * 365 + in_cycle / 4 - in_cycle / 100 + in_year - CYCLE_START;
}

/* A day outside the years 1 to 9999 gives the nearest one inside: such a date can only come from a damaged book. */
void sb_civil_of_day(int64_t day, struct sb_civil *out)
{
	if (day < EARLIEST_DAY)
		day = EARLIEST_DAY;
	if (day > LATEST_DAY)
		day = LATEST_DAY;

	int64_t since = day + CYCLE_START;
	int cycle = (int)(since / CYCLE_DAYS), in_cycle = (int)(since % CYCLE_DAYS);
	int year = (in_cycle - in_cycle / (FOUR_YEARS - 1) + in_cycle / CENTURY_DAYS - in_cycle / (int)(CYCLE_DAYS - 1)) / 365;
	int in_year = in_cycle - (365 * year + year / 4 - year / 100);
	int from_march = (5 * in_year + 2) / 153;

	*out = (struct sb_civil){
		.year = 400 * cycle + year + (from_march >= 10),
		.month = from_march < 10 ? from_march + 3 : from_march - 9,
		.day = in_year - (153 * from_march + 2) / 5 + 1,
		.weekday = (int)(((day + THURSDAY) % 7 + 7) % 7),
	};
}
