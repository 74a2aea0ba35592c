/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule in the footer of a TZif file (POSIX TZ, with the hours of RFC 8536): reading it, and the offset it gives. */
#include "zone.h"
#include <string.h>

#define DAY_S 86400

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "CET" or "<+0330>". */
static bool skip_name(const char **at)
{
	const char *start = *at;

	if (**at == '<') {
		const char *end = strchr(*at, '>');

		if (!end)
			return false;
		*at = end + 1;
		return true;
	}
	while (is_letter(**at))
		++*at;
	return *at - start >= 3;
}

static bool take_int(const char **at, int least, int most, int *out)
{
	int number = 0;
	const char *start = *at;

	while (**at >= '0' && **at <= '9' && *at - start < 4)
		number = number * 10 + (*(*at)++ - '0');
	if (*at == start || number < least || number > most)
		return false;
	*out = number;
	return true;
}

static bool take_char(const char **at, char c)
{
	if (**at != c)
		return false;
	++*at;
	return true;
}

/* [+-]h[h[h]][:mm[:ss]] */
static bool take_time(const char **at, int32_t *out)
{
	int sign = take_char(at, '-') ? -1 : (take_char(at, '+'), 1);
	int hours, minutes = 0, seconds = 0;

	if (!take_int(at, 0, 167, &hours))
		return false;
	if (take_char(at, ':') && !take_int(at, 0, 59, &minutes))
		return false;
	if (take_char(at, ':') && !take_int(at, 0, 59, &seconds))
		return false;
	*out = sign * (hours * 3600 + minutes * 60 + seconds);
	return true;
}

static bool take_weekday_form(const char **at, struct sb_zone_change *out)
{
	out->form = SB_CHANGE_WEEKDAY;
	return take_int(at, 1, 12, &out->month) && take_char(at, '.') && take_int(at, 1, 5, &out->week) &&
	       take_char(at, '.') && take_int(at, 0, 6, &out->weekday);
}

/* ",M3.5.0/3", ",J60" or ",59" */
static bool take_change(const char **at, struct sb_zone_change *out)
{
	if (!take_char(at, ','))
		return false;

	bool read;

	if (take_char(at, 'M')) {
		read = take_weekday_form(at, out);
	} else {
		bool julian = take_char(at, 'J');

		out->form = julian ? SB_CHANGE_JULIAN : SB_CHANGE_DAY;
		read = take_int(at, julian, 365, &out->day);
	}
	out->time_s = 2 * 3600;
	return read && (!take_char(at, '/') || take_time(at, &out->time_s));
}

bool sb_zone_rule_parse(const char *text, struct sb_zone_rule *out)
{
	struct sb_zone_rule rule = { .has_dst = false };
	int32_t west;

	if (!skip_name(&text) || !take_time(&text, &west))
		return false;
	rule.standard_s = -west;
	if (*text) {
		rule.has_dst = true;
		rule.dst_s = rule.standard_s + 3600;
		if (!skip_name(&text))
			return false;
		if (*text != ',') {
			if (!take_time(&text, &west))
				return false;
			rule.dst_s = -west;
		}
		if (!take_change(&text, &rule.start) || !take_change(&text, &rule.end) || *text)
			return false;
	}
	*out = rule;
	return true;
}

static int64_t weekday_of_month(int year, const struct sb_zone_change *change)
{
	int64_t first = sb_day_of_civil(year, change->month, 1);
	int64_t after = change->month == 12 ? first + 31 : sb_day_of_civil(year, change->month + 1, 1);
	int64_t weekday = ((first + 4) % 7 + 7) % 7; /* 1970-01-01 was a Thursday: 4 counted from Sunday */
	int64_t day = first + (change->weekday - weekday + 7) % 7 + 7 * (change->week - 1);

	return day < after ? day : day - 7;
}

/* Local seconds at which the clock changes in a year. */
static int64_t change_in(int year, const struct sb_zone_change *change)
{
	int64_t first = sb_day_of_civil(year, 1, 1);
	bool leap = sb_day_of_civil(year, 2, 29) != SB_NONE;
	int64_t day;

	switch (change->form) {
	case SB_CHANGE_WEEKDAY:
		day = weekday_of_month(year, change);
		break;
	case SB_CHANGE_JULIAN:
		day = first + change->day - 1 + (leap && change->day >= 60);
		break;
	case SB_CHANGE_DAY:
	default:
		day = first + change->day;
		break;
	}
	return day * DAY_S + change->time_s;
}

int32_t sb_zone_rule_offset(const struct sb_zone_rule *rule, int64_t at_s)
{
	if (!rule->has_dst)
		return rule->standard_s;

	struct sb_civil civil;
	int64_t local = at_s + rule->standard_s;

	sb_civil_of_day(local / DAY_S - (local % DAY_S < 0), &civil);
	int64_t start = change_in(civil.year, &rule->start) - rule->standard_s;
	int64_t end = change_in(civil.year, &rule->end) - rule->dst_s;
	bool dst = start < end ? at_s >= start && at_s < end : at_s >= start || at_s < end;

	return dst ? rule->dst_s : rule->standard_s;
}
