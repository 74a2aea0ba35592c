/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Time. A moment is int64_t milliseconds since 1970-01-01 UTC; a day is int64_t days since then, and
 * belongs to a zone. Nothing here reads the clock but sb_now().
 */
#ifndef STOCKBOOK_MOMENT_H
#define STOCKBOOK_MOMENT_H

#include "stockbook/buf.h"
#include "stockbook/error.h"

#define SB_DAY_MS	 INT64_C(86400000)
#define SB_MOMENT_MAX	 INT64_C(253402300799999) /* 9999-12-31 */

int64_t sb_now(void); /* the wall clock; only main and doors call it */

/* A time zone read from the system's TZif files (version 2 and its footer rule). */
struct sb_zone;
enum sb_status sb_zone_load(const char *name, struct sb_zone **out, struct sb_error *err) SB_CHECKED; /* "Europe/Berlin", "UTC" */
void sb_zone_free(struct sb_zone *zone);
SB_OWNABLE(zone, sb_zone_free)
const char *sb_zone_name(const struct sb_zone *zone);
/* The system's zone name from TZ or /etc/localtime, "UTC" if unknown; yours. */
char *sb_zone_local_name(void);
int32_t sb_zone_offset_s(const struct sb_zone *zone, int64_t moment); /* seconds east of UTC */

int64_t sb_day_of(const struct sb_zone *zone, int64_t moment);
/* The day's first moment; a clock change that skips midnight gives the first moment that exists. */
int64_t sb_day_start(const struct sb_zone *zone, int64_t day);

struct sb_civil {
	int year, month, day, hour, minute, second, weekday; /* month and day from 1, weekday 0 = Monday */
};
void sb_civil_of_day(int64_t day, struct sb_civil *out);
int64_t sb_day_of_civil(int year, int month, int day); /* SB_NONE: no such date */
void sb_civil_of(const struct sb_zone *zone, int64_t moment, struct sb_civil *out);

void sb_moment_print(int64_t moment, struct sb_buf *out); /* RFC 3339 UTC: 2026-03-01T13:30:00Z, .123 only if not 0 */
void sb_moment_print_local(const struct sb_zone *zone, int64_t moment, struct sb_buf *out); /* 2026-03-01 14:30 */
void sb_day_print(int64_t day, struct sb_buf *out);	  /* 2026-03-01 */

/*
 * Reads RFC 3339, "2026-03-01", "2026-03-01 14:30[:05]", "14:30" (today), "now", "today",
 * "yesterday", "-3d", "-1w", "-2h", "+1d", "+1", a bare day "17" (of this month). Without an offset the zone holds;
 * a date alone is its first moment. Errors: SB_INVALID.
 */
enum sb_status sb_moment_parse(const char *text, const struct sb_zone *zone, int64_t now, int64_t *out, struct sb_error *err) SB_CHECKED;

#endif
