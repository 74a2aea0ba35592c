/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prepared statements, kept for as long as their connection. The program's own statements are constants, so
 * their address is their name and finding one costs a few nanoseconds. Composed texts are compared by
 * content, and only the 64 asked for last are kept.
 */
#include "driver.h"
#include <assert.h>
#include <string.h>

#define FIRST_ROOM 64

static size_t place_of(const struct sb_fixed *fixed, size_t room, const char *sql)
{
	/* Fibonacci hashing: addresses differ in the middle bits. */
	size_t at = (size_t)(((uintptr_t)sql * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & (room - 1);

	while (fixed[at].sql && fixed[at].sql != sql)
		at = (at + 1) & (room - 1);
	return at;
}

static void grow(struct sb_stmt_cache *cache)
{
	size_t room = cache->fixed_room ? cache->fixed_room * 2 : FIRST_ROOM;
	struct sb_fixed *fixed = sb_alloc(room * sizeof(*fixed));

	for (size_t i = 0; i < cache->fixed_room; i++)
		if (cache->fixed[i].sql)
			fixed[place_of(fixed, room, cache->fixed[i].sql)] = cache->fixed[i];
	free(cache->fixed);
	cache->fixed = fixed;
	cache->fixed_room = room;
}

enum sb_status sb_stmt_cache_fixed(struct sb_db *db, const char *sql, struct sb_stmt **out, struct sb_error *err)
{
	struct sb_stmt_cache *cache = &db->cache;
	struct sb_fixed *found;

	if (cache->fixed_count * 2 >= cache->fixed_room)
		grow(cache);
	found = &cache->fixed[place_of(cache->fixed, cache->fixed_room, sql)];
	if (!found->sql) {
		enum sb_status status = db->ops->prepare(db, sql, &found->stmt, err);

		if (status)
			return status;
		found->sql = sql;
		cache->fixed_count++;
	} else {
		db->ops->renew(found->stmt);
	}
	*out = found->stmt;
	return SB_OK;
}

/* FNV-1a */
static uint64_t hash_of(const char *text)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return hash;
}

/* The statement of this text, or else the place it should take: a free one or the one longest unused. */
static struct sb_composed *find_composed(struct sb_stmt_cache *cache, const char *sql, uint64_t hash, bool *found)
{
	struct sb_composed *oldest = &cache->composed[0];

	for (size_t i = 0; i < SB_COUNT(cache->composed); i++) {
		struct sb_composed *at = &cache->composed[i];

		*found = at->sql && at->hash == hash && strcmp(at->sql, sql) == 0;
		if (*found)
			return at;
		if (at->used < oldest->used)
			oldest = at;
	}
	return oldest;
}

static void forget(struct sb_db *db, struct sb_composed *composed)
{
	if (composed->sql)
		db->ops->finish(composed->stmt);
	free(composed->sql);
	*composed = (struct sb_composed){ .sql = NULL };
}

enum sb_status sb_stmt_cache_composed(struct sb_db *db, const char *sql, struct sb_stmt **out, struct sb_error *err)
{
	uint64_t hash = hash_of(sql);
	bool found;
	struct sb_composed *composed = find_composed(&db->cache, sql, hash, &found);

	if (found) {
		db->ops->renew(composed->stmt);
	} else {
		struct sb_stmt *stmt;
		enum sb_status status = db->ops->prepare(db, sql, &stmt, err);

		if (status)
			return status;
		forget(db, composed);
		*composed = (struct sb_composed){ .sql = sb_strdup(sql), .hash = hash, .stmt = stmt };
	}
	composed->used = ++db->cache.clock;
	*out = composed->stmt;
	return SB_OK;
}

void sb_stmt_cache_release(struct sb_db *db)
{
	struct sb_stmt_cache *cache = &db->cache;

	for (size_t i = 0; i < cache->fixed_room; i++)
		if (cache->fixed[i].sql)
			db->ops->finish(cache->fixed[i].stmt);
	free(cache->fixed);
	cache->fixed = NULL;
	cache->fixed_count = cache->fixed_room = 0;
	for (size_t i = 0; i < SB_COUNT(cache->composed); i++)
		forget(db, &cache->composed[i]);
}
