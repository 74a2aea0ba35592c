/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What zone.c, zone_file.c and zone_rule.c know of a zone; all times in seconds since 1970-01-01 UTC. */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "stockbook/moment.h"

/* One half of a POSIX rule: when in the year the clock changes. */
struct sb_zone_change {
	enum { SB_CHANGE_WEEKDAY, SB_CHANGE_JULIAN, SB_CHANGE_DAY } form; /* Mm.w.d, Jn (no 29 February), n */
	int month, week, weekday; /* weekday 0 = Sunday, as in the rule */
	int day;
	int32_t time_s; /* local time of the change; may be negative or beyond a day */
};

/* What holds after the last transition of the file. */
struct sb_zone_rule {
	bool has_dst;
	int32_t standard_s, dst_s; /* seconds east of UTC */
	struct sb_zone_change start, end;
};

struct sb_zone {
	char *name;
	size_t count; /* transitions */
	int64_t *at;
	int32_t *offset_s; /* from at[i] on */
	int32_t first_s;   /* before at[0] */
	bool has_rule;
	struct sb_zone_rule rule;
};

/* Fills a zone from the bytes of a TZif file; false: they are not one. What was filled must be released all the same. */
bool sb_zone_decode(const unsigned char *bytes, size_t count, struct sb_zone *zone);

/* A POSIX TZ rule such as "CET-1CEST,M3.5.0,M10.5.0/3"; false: it is not one. */
bool sb_zone_rule_parse(const char *text, struct sb_zone_rule *out);
int32_t sb_zone_rule_offset(const struct sb_zone_rule *rule, int64_t at_s);

/* The moment (in seconds) of a local clock reading. One that occurs twice gives the first. One that the clock
 * skips gives false, and in *out the second at which it was skipped. */
bool sb_zone_from_local(const struct sb_zone *zone, int64_t local_s, int64_t *out);

#endif
