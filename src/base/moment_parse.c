/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moments from what people and programs write. A form is a row of the table at the end: it takes the whole text or nothing. */
#include "stockbook/moment.h"
#include "zone.h"
#include "excerpt.h"
#include <string.h>
#include <strings.h>

#define DAY_S 86400

struct reader {
	const char *at;
	const struct sb_zone *zone;
	int64_t now;
};

/* READ_WRONG: it has this form but names no moment, such as 2026-02-30. */
enum outcome { READ_OTHER, READ_DONE, READ_WRONG };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Exactly `width` digits. */
static bool take_digits(struct reader *reader, int width, int *out)
{
	int number = 0;

	for (int i = 0; i < width; i++) {
		if (!is_digit(reader->at[i]))
			return false;
		number = number * 10 + (reader->at[i] - '0');
	}
	reader->at += width;
	*out = number;
	return true;
}

static bool take_char(struct reader *reader, char c)
{
	if (*reader->at != c)
		return false;
	reader->at++;
	return true;
}

/* 14:30, 14:30:05, 14:30:05.25; milliseconds since midnight. Second 60 is the next one. */
static bool take_clock(struct reader *reader, int64_t *out)
{
	int hour, minute, second = 0, ms = 0;

	if (!take_digits(reader, 2, &hour) || !take_char(reader, ':') || !take_digits(reader, 2, &minute))
		return false;
	if (*reader->at == ':') {
		reader->at++;
		if (!take_digits(reader, 2, &second))
			return false;
		if (take_char(reader, '.')) {
			if (!is_digit(*reader->at))
				return false;
			for (int weight = 100; is_digit(*reader->at); weight /= 10)
				ms += weight * (*reader->at++ - '0');
		}
	}
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	*out = ((hour * 60 + minute) * 60 + second) * INT64_C(1000) + ms;
	return true;
}

/* "Z", "+01:00"; milliseconds east of UTC. */
static bool take_offset(struct reader *reader, int64_t *out)
{
	int hours, minutes, sign = *reader->at == '-' ? -1 : 1;

	if (take_char(reader, 'Z') || take_char(reader, 'z')) {
		*out = 0;
		return true;
	}
	if (!take_char(reader, '+') && !take_char(reader, '-'))
		return false;
	if (!take_digits(reader, 2, &hours) || !take_char(reader, ':') || !take_digits(reader, 2, &minutes) || hours > 23 ||
	    minutes > 59)
		return false;
	*out = sign * (hours * 60 + minutes) * INT64_C(60000);
	return true;
}

/* A clock reading of the zone; one that is skipped counts on from the time before the change, as clocks set late do. */
static int64_t moment_of(const struct sb_zone *zone, int64_t day, int64_t ms)
{
	int64_t local_s = day * DAY_S + ms / 1000, at_s;

	if (!sb_zone_from_local(zone, local_s, &at_s))
		at_s = local_s - sb_zone_offset_s(zone, (at_s - 1) * 1000);
	return at_s * 1000 + ms % 1000;
}

/* "2026-03-01" and what may follow it. */
static enum outcome read_date(struct reader *reader, int64_t *out)
{
	int year, month, date;
	int64_t ms, offset;

	if (!take_digits(reader, 4, &year) || !take_char(reader, '-') || !take_digits(reader, 2, &month) ||
	    !take_char(reader, '-') || !take_digits(reader, 2, &date))
		return READ_OTHER;

	int64_t day = sb_day_of_civil(year, month, date);

	if (day == SB_NONE)
		return READ_WRONG;
	if (!*reader->at) {
		*out = sb_day_start(reader->zone, day);
		return READ_DONE;
	}
	if (!take_char(reader, 'T') && !take_char(reader, 't') && !take_char(reader, ' '))
		return READ_WRONG;
	if (!take_clock(reader, &ms))
		return READ_WRONG;
	if (!*reader->at) {
		*out = moment_of(reader->zone, day, ms);
		return READ_DONE;
	}
	if (!take_offset(reader, &offset) || *reader->at)
		return READ_WRONG;
	*out = day * SB_DAY_MS + ms - offset;
	return READ_DONE;
}

static enum outcome read_clock(struct reader *reader, int64_t *out)
{
	int64_t ms;

	if (!is_digit(reader->at[0]) || !is_digit(reader->at[1]) || reader->at[2] != ':')
		return READ_OTHER;
	if (!take_clock(reader, &ms) || *reader->at)
		return READ_WRONG;
	*out = moment_of(reader->zone, sb_day_of(reader->zone, reader->now), ms);
	return READ_DONE;
}

static const struct {
	const char *word;
	int days; /* from today */
	bool exact;
} words[] = {
	{ N_("now"), 0, true },
	{ N_("today"), 0, false },
	{ N_("yesterday"), -1, false },
	{ N_("tomorrow"), 1, false },
};

static enum outcome read_word(struct reader *reader, int64_t *out)
{
	for (size_t i = 0; i < SB_COUNT(words); i++) {
		if (strcasecmp(reader->at, words[i].word) != 0 && strcasecmp(reader->at, _(words[i].word)) != 0)
			continue;
		*out = words[i].exact ? reader->now
				      : sb_day_start(reader->zone, sb_day_of(reader->zone, reader->now) + words[i].days);
		return READ_DONE;
	}
	return READ_OTHER;
}

/* The same clock reading so many days away, whatever the clock did in between. */
static int64_t days_away(const struct reader *reader, int64_t days)
{
	struct sb_civil civil;

	sb_civil_of(reader->zone, reader->now, &civil);
	int64_t second = (civil.hour * 60 + civil.minute) * 60 + civil.second;
	int64_t ms = second * 1000 + (reader->now % 1000 + 1000) % 1000;

	return moment_of(reader->zone, sb_day_of(reader->zone, reader->now) + days, ms);
}

/* -3d, +1w, -2h, -30min; +3 are days */
static enum outcome read_distance(struct reader *reader, int64_t *out)
{
	int sign = *reader->at == '-' ? -1 : 1;
	int64_t number = 0;

	if ((!take_char(reader, '-') && !take_char(reader, '+')) || !is_digit(*reader->at))
		return READ_OTHER;
	for (int i = 0; is_digit(*reader->at); i++) {
		if (i == 7)
			return READ_WRONG;
		number = number * 10 + (*reader->at++ - '0');
	}
	number *= sign;
	if (strcasecmp(reader->at, "d") == 0 || (sign > 0 && !*reader->at))
		*out = days_away(reader, number);
	else if (strcasecmp(reader->at, "w") == 0)
		*out = days_away(reader, number * 7);
	else if (strcasecmp(reader->at, "h") == 0)
		*out = reader->now + number * 3600000;
	else if (strcasecmp(reader->at, "min") == 0)
		*out = reader->now + number * 60000;
	else
		return READ_WRONG;
	return READ_DONE;
}

/* "17": a day of this month. */
static enum outcome read_day_of_month(struct reader *reader, int64_t *out)
{
	struct sb_civil today;
	int date = 0;

	if (!is_digit(*reader->at) || strlen(reader->at) > 2)
		return READ_OTHER;
	if (!take_digits(reader, (int)strlen(reader->at), &date))
		return READ_OTHER;
	sb_civil_of(reader->zone, reader->now, &today);
	int64_t day = sb_day_of_civil(today.year, today.month, date);

	if (day == SB_NONE)
		return READ_WRONG;
	*out = sb_day_start(reader->zone, day);
	return READ_DONE;
}

static enum outcome (*const forms[])(struct reader *reader, int64_t *out) = {
	read_date, read_clock, read_distance, read_day_of_month, read_word,
};

static enum sb_status refuse(const char *text, int column, struct sb_error *err)
{
	struct excerpt said = excerpt_of(text);

	sb_fail_field(err, SB_INVALID, "time",
		      _("\"%s\" is not a time: write it like 2026-03-01 14:30, 14:30, today, yesterday or -3d"), said.text);
	err->column = column;
	return SB_INVALID;
}

enum sb_status sb_moment_parse(const char *text, const struct sb_zone *zone, int64_t now, int64_t *out, struct sb_error *err)
{
	const char *start = text + strspn(text, " \t");
	sb_owned_string trimmed = sb_strdup(start);
	size_t length = strlen(trimmed);

	while (length > 0 && (trimmed[length - 1] == ' ' || trimmed[length - 1] == '\t'))
		trimmed[--length] = '\0';
	for (size_t i = 0; i < SB_COUNT(forms); i++) {
		struct reader reader = { .at = trimmed, .zone = zone, .now = now };
		int64_t moment = 0;
		enum outcome outcome = forms[i](&reader, &moment);

		if (outcome == READ_DONE && moment <= SB_MOMENT_MAX && moment >= -SB_MOMENT_MAX) {
			*out = moment;
			return SB_OK;
		}
		if (outcome != READ_OTHER)
			return refuse(text, (int)(reader.at - trimmed) + (int)(start - text) + 1, err);
	}
	return refuse(text, 1, err);
}
