/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time zones by name: finding the file, and the offset at a moment and at a local clock reading. */
#include "zone.h"
#include "stockbook/path.h"
#include "excerpt.h"
#include <string.h>
#include <unistd.h>

#define DAY_S		86400
#define MOST_FILE_BYTES (1024 * 1024)
#define ZONE_FOLDER	"/usr/share/zoneinfo"

void sb_zone_free(struct sb_zone *zone)
{
	if (!zone)
		return;
	free(zone->name);
	free(zone->at);
	free(zone->offset_s);
	free(zone);
}

const char *sb_zone_name(const struct sb_zone *zone)
{
	return zone->name;
}

/* A name is a path below the folder of zones and nothing else. */
static bool is_name(const char *name)
{
	if (!*name || *name == '/' || strlen(name) > 100 || strstr(name, ".."))
		return false;
	return name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/.")] == '\0';
}

static bool read_zone(const char *name, struct sb_zone *zone)
{
	struct sb_error ignored = SB_ERROR_INIT; /* the caller has a better sentence */
	const char *folder = getenv("TZDIR");
	sb_auto(buf) path = SB_BUF_INIT;
	sb_auto(buf) bytes = SB_BUF_INIT;

	sb_buf_printf(&path, "%s/%s", folder && *folder ? folder : ZONE_FOLDER, name);
	return !sb_file_read(path.data, MOST_FILE_BYTES, &bytes, &ignored) &&
	       sb_zone_decode((const unsigned char *)bytes.data, bytes.len, zone);
}

enum sb_status sb_zone_load(const char *name, struct sb_zone **out, struct sb_error *err)
{
	sb_owned(zone) zone = sb_alloc(sizeof(*zone));

	zone->name = sb_strdup(name);
	/* UTC needs no file, so that a machine without zones still works. */
	if (strcmp(name, "UTC") != 0 && !(is_name(name) && read_zone(name, zone))) {
		struct excerpt said = excerpt_of(name);

		return sb_fail_field(err, SB_INVALID, "zone", _("no time zone is called \"%s\": write one such as Europe/Berlin or UTC"),
				     said.text);
	}
	*out = sb_give(zone);
	return SB_OK;
}

/* The part behind "zoneinfo/", which is what a zone is called. */
static const char *name_in_path(const char *path)
{
	static const char folder[] = "zoneinfo/";
	const char *found = strstr(path, folder);

	return found ? found + sizeof(folder) - 1 : path;
}

static char *name_from_environment(void)
{
	const char *zone = getenv("TZ");

	if (!zone || !*zone)
		return NULL;
	return sb_strdup(name_in_path(*zone == ':' ? zone + 1 : zone));
}

static char *name_from_link(void)
{
	char target[512];
	ssize_t length = readlink("/etc/localtime", target, sizeof(target) - 1);

	if (length <= 0)
		return NULL;
	target[length] = '\0';
	return sb_strdup(name_in_path(target));
}

static char *name_from_file(void)
{
	struct sb_error ignored = SB_ERROR_INIT;
	sb_auto(buf) text = SB_BUF_INIT;

	if (sb_file_read("/etc/timezone", 256, &text, &ignored))
		return NULL;
	sb_buf_cut(&text, strcspn(text.data, " \t\r\n"));
	return sb_buf_take(&text);
}

char *sb_zone_local_name(void)
{
	static char *(*const sources[])(void) = { name_from_environment, name_from_link, name_from_file };

	for (size_t i = 0; i < SB_COUNT(sources); i++) {
		struct sb_error ignored = SB_ERROR_INIT;
		sb_owned_string name = sources[i]();
		sb_owned(zone) zone = NULL;

		if (name && sb_zone_load(name, &zone, &ignored) == SB_OK)
			return sb_give(name);
	}
	return sb_strdup("UTC");
}

static int32_t offset_at(const struct sb_zone *zone, int64_t at_s)
{
	size_t low = 0, high = zone->count; /* transitions before `low` are past, those from `high` on are to come */

	if (zone->has_rule && (zone->count == 0 || at_s >= zone->at[zone->count - 1]))
		return sb_zone_rule_offset(&zone->rule, at_s);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->at[middle] <= at_s)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? zone->offset_s[low - 1] : zone->first_s;
}

/* Whole seconds, rounded down also before 1970. */
static int64_t seconds_of(int64_t moment)
{
	return moment / 1000 - (moment % 1000 < 0);
}

int32_t sb_zone_offset_s(const struct sb_zone *zone, int64_t moment)
{
	return offset_at(zone, seconds_of(moment));
}

/* The first second in (low, high] at which the local clock reads local_s or later. */
static int64_t first_reaching(const struct sb_zone *zone, int64_t local_s, int64_t low, int64_t high)
{
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (middle + offset_at(zone, middle) >= local_s)
			high = middle;
		else
			low = middle;
	}
	return high;
}

bool sb_zone_from_local(const struct sb_zone *zone, int64_t local_s, int64_t *out)
{
	/* Offsets lie within a day of UTC, so these two are those on either side of any change near by. */
	int64_t before = local_s - offset_at(zone, local_s - DAY_S);
	int64_t after = local_s - offset_at(zone, local_s + DAY_S);
	int64_t first = before < after ? before : after, second = before < after ? after : before;

	if (first + offset_at(zone, first) == local_s) {
		*out = first;
		return true;
	}
	if (second + offset_at(zone, second) == local_s) {
		*out = second;
		return true;
	}
	*out = first_reaching(zone, local_s, first - 1, second);
	return false;
}

int64_t sb_day_of(const struct sb_zone *zone, int64_t moment)
{
	int64_t seconds = seconds_of(moment);
	int64_t local = seconds + offset_at(zone, seconds);

	return local / DAY_S - (local % DAY_S < 0);
}

int64_t sb_day_start(const struct sb_zone *zone, int64_t day)
{
	int64_t start_s;

	(void)sb_zone_from_local(zone, day * DAY_S, &start_s);
	return start_s * 1000;
}

void sb_civil_of(const struct sb_zone *zone, int64_t moment, struct sb_civil *out)
{
	int64_t seconds = seconds_of(moment);
	int64_t local = seconds + offset_at(zone, seconds);
	int64_t day = local / DAY_S - (local % DAY_S < 0);
	int second = (int)(local - day * DAY_S);

	sb_civil_of_day(day, out);
	out->hour = second / 3600;
	out->minute = second / 60 % 60;
	out->second = second % 60;
}
