/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TZif, RFC 8536: the block of 64-bit times and the footer; the older 32-bit block only where there is no other. */
#include "zone.h"
#include <string.h>

#define HEADER_BYTES	 44
#define MOST_TRANSITIONS 20000
#define MOST_OFFSET_S	 (26 * 3600)

struct reader {
	const unsigned char *at, *end;
};

struct header {
	char version;
	uint32_t isut_count, isstd_count, leap_count, time_count, type_count, char_count;
};

static uint32_t big_32(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static int64_t big_time(const unsigned char *bytes, size_t size)
{
	if (size == 4)
		return (int32_t)big_32(bytes);
	return (int64_t)((uint64_t)big_32(bytes) << 32 | big_32(bytes + 4));
}

static bool take_header(struct reader *reader, struct header *out)
{
	const unsigned char *at = reader->at;

	if ((size_t)(reader->end - at) < HEADER_BYTES || memcmp(at, "TZif", 4) != 0)
		return false;
	*out = (struct header){
		.version = (char)at[4],
		.isut_count = big_32(at + 20),
		.isstd_count = big_32(at + 24),
		.leap_count = big_32(at + 28),
		.time_count = big_32(at + 32),
		.type_count = big_32(at + 36),
		.char_count = big_32(at + 40),
	};
	reader->at += HEADER_BYTES;
	return out->type_count >= 1 && out->type_count <= 256 && out->time_count <= MOST_TRANSITIONS &&
	       out->char_count <= 4096 && out->leap_count <= 4096 && out->isut_count <= 256 && out->isstd_count <= 256;
}

static size_t block_bytes(const struct header *header, size_t time_size)
{
	return header->time_count * (time_size + 1) + header->type_count * 6 + header->char_count +
	       header->leap_count * (time_size + 4) + header->isstd_count + header->isut_count;
}

/* The block behind a header: times, then the type of each, then the types. */
static bool take_block(struct reader *reader, const struct header *header, size_t time_size, struct sb_zone *zone)
{
	const unsigned char *times = reader->at, *kinds = times + header->time_count * time_size;
	const unsigned char *types = kinds + header->time_count;

	zone->at = sb_alloc(header->time_count * sizeof(*zone->at));
	zone->offset_s = sb_alloc(header->time_count * sizeof(*zone->offset_s));
	for (size_t i = 0; i < header->type_count; i++) {
		int32_t offset = (int32_t)big_32(types + 6 * i);

		if (offset > MOST_OFFSET_S || offset < -MOST_OFFSET_S)
			return false;
	}
	for (size_t i = 0; i < header->time_count; i++) {
		if (kinds[i] >= header->type_count)
			return false;
		zone->at[i] = big_time(times + i * time_size, time_size);
		zone->offset_s[i] = (int32_t)big_32(types + 6 * (size_t)kinds[i]);
		if (i > 0 && zone->at[i] <= zone->at[i - 1])
			return false;
	}
	zone->count = header->time_count;
	zone->first_s = (int32_t)big_32(types);
	reader->at += block_bytes(header, time_size);
	return true;
}

/* "\nCET-1CEST,M3.5.0,M10.5.0/3\n"; an empty one says that the last transition holds. */
static bool take_footer(struct reader *reader, struct sb_zone *zone)
{
	const unsigned char *start = reader->at;
	size_t left = (size_t)(reader->end - start);

	if (left < 2 || start[0] != '\n')
		return false;

	const unsigned char *end = memchr(start + 1, '\n', left - 1);

	if (!end)
		return false;
	if (end == start + 1)
		return true;

	sb_owned_string rule = sb_strndup((const char *)start + 1, (size_t)(end - start - 1));

	zone->has_rule = sb_zone_rule_parse(rule, &zone->rule);
	return zone->has_rule;
}

static bool fits(const struct reader *reader, const struct header *header, size_t time_size)
{
	return block_bytes(header, time_size) <= (size_t)(reader->end - reader->at);
}

bool sb_zone_decode(const unsigned char *bytes, size_t count, struct sb_zone *zone)
{
	struct reader reader = { .at = bytes, .end = bytes + count };
	struct header header;

	if (!take_header(&reader, &header) || !fits(&reader, &header, 4))
		return false;
	if (header.version < '2')
		return take_block(&reader, &header, 4, zone);
	reader.at += block_bytes(&header, 4);
	return take_header(&reader, &header) && fits(&reader, &header, 8) && take_block(&reader, &header, 8, zone) &&
	       take_footer(&reader, zone);
}
