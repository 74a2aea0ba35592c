/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that fails: a layer over SQLite's own. */
#include "disk.h"

#include "stockbook/base.h"
#include "stockbook/id.h"

#include <err.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512
#define FILES  8

struct pending {
	bool is_cut; /* else a write */
	sqlite3_int64 at;
	int count;
	unsigned char *bytes;
};

/* A file as a disk holds it: what is safe, and what was written since. */
struct kept {
	char *path;
	unsigned char *safe;
	size_t safe_bytes;
	bool is_new; /* not there before and never synced: it may be gone altogether */
	struct pending *pending;
	size_t count, room;
};

struct file {
	sqlite3_file base;
	struct kept *kept; /* NULL: not remembered */
	sqlite3_file *real;
};

static struct {
	sqlite3_vfs vfs, *under;
	sqlite3_io_methods methods;
	bool never_syncs, is_watching, has_struck;
	enum disk_trouble trouble;
	long calls, k;
	struct kept kept[FILES];
	size_t kept_count;
} disk;

/* ---- trouble ---- */

static int strike(bool needs_room)
{
	bool is_full = disk.trouble == DISK_FULL || disk.trouble == DISK_FULL_ONCE;
	bool is_once = disk.trouble == DISK_FAILS_ONCE || disk.trouble == DISK_FULL_ONCE;

	if (is_full && !needs_room)
		return SQLITE_OK;
	disk.calls++;
	if (disk.trouble == DISK_SOUND || (is_once ? disk.calls != disk.k : disk.calls < disk.k))
		return SQLITE_OK;
	disk.has_struck = true;
	return is_full ? SQLITE_FULL : SQLITE_IOERR;
}

void disk_trouble(enum disk_trouble trouble, long k)
{
	disk.trouble = trouble;
	disk.k = k;
	disk.calls = 0;
	disk.has_struck = false;
}

long disk_calls(void)
{
	return disk.calls;
}

bool disk_has_struck(void)
{
	return disk.has_struck;
}

void disk_never_syncs(bool never)
{
	disk.never_syncs = never;
}

/* ---- what a power cut leaves ---- */

static void forget(struct kept *kept)
{
	for (size_t i = 0; i < kept->count; i++)
		free(kept->pending[i].bytes);
	kept->count = 0;
}

static void forget_all(void)
{
	for (size_t i = 0; i < disk.kept_count; i++) {
		forget(&disk.kept[i]);
		free(disk.kept[i].pending);
		free(disk.kept[i].path);
		free(disk.kept[i].safe);
	}
	disk.kept_count = 0;
}

void disk_watch(void)
{
	forget_all();
	disk.is_watching = true;
}

static void reach(struct kept *kept, size_t bytes)
{
	if (bytes <= kept->safe_bytes)
		return;
	kept->safe = sb_realloc(kept->safe, bytes);
	memset(kept->safe + kept->safe_bytes, 0, bytes - kept->safe_bytes);
	kept->safe_bytes = bytes;
}

static void load(struct kept *kept)
{
	struct stat st;
	int fd = open(kept->path, O_RDONLY | O_CLOEXEC);

	kept->is_new = fd < 0 || fstat(fd, &st) != 0 || st.st_size == 0;
	if (!kept->is_new) {
		reach(kept, (size_t)st.st_size);
		if (pread(fd, kept->safe, kept->safe_bytes, 0) != (ssize_t)kept->safe_bytes)
			err(99, "cannot read %s", kept->path);
	}
	if (fd >= 0)
		close(fd);
}

static struct kept *kept_of(const char *path)
{
	struct kept *kept;

	if (!disk.is_watching || !path)
		return NULL;
	for (size_t i = 0; i < disk.kept_count; i++)
		if (!strcmp(disk.kept[i].path, path))
			return &disk.kept[i];
	if (disk.kept_count == FILES)
		errx(99, "more files than the disk remembers");
	kept = &disk.kept[disk.kept_count++];
	*kept = (struct kept){ .path = sb_strdup(path) };
	load(kept);
	return kept;
}

static void remember(struct kept *kept, const struct pending *pending)
{
	if (!kept)
		return;
	if (kept->count == kept->room) {
		kept->room = kept->room ? kept->room * 2 : 64;
		kept->pending = sb_realloc(kept->pending, kept->room * sizeof(*kept->pending));
	}
	kept->pending[kept->count] = *pending;
	if (!pending->is_cut) {
		kept->pending[kept->count].bytes = sb_alloc((size_t)pending->count);
		memcpy(kept->pending[kept->count].bytes, pending->bytes, (size_t)pending->count);
	}
	kept->count++;
}

static void apply(struct kept *kept, const struct pending *pending)
{
	if (pending->is_cut) {
		reach(kept, (size_t)pending->at);
		kept->safe_bytes = (size_t)pending->at;
		return;
	}
	reach(kept, (size_t)pending->at + (size_t)pending->count);
	memcpy(kept->safe + pending->at, pending->bytes, (size_t)pending->count);
}

static void make_safe(struct kept *kept)
{
	if (!kept)
		return;
	for (size_t i = 0; i < kept->count; i++)
		apply(kept, &kept->pending[i]);
	forget(kept);
	kept->is_new = false;
}

/* Sectors of one write: some arrive, some do not, some are rubbish. */
static void apply_torn(struct kept *kept, const struct pending *pending, struct sb_random *random)
{
	for (int at = 0; at < pending->count;) {
		int part = SECTOR - (int)((pending->at + at) % SECTOR);
		struct pending sector = { .at = pending->at + at, .bytes = pending->bytes + at };

		sector.count = part < pending->count - at ? part : pending->count - at;
		if (sb_random_below(random, 8) == 0)
			sb_random_fill(random, pending->bytes + at, (size_t)sector.count);
		if (sb_random_below(random, 2))
			apply(kept, &sector);
		at += sector.count;
	}
}

static void write_out(const struct kept *kept)
{
	int fd = open(kept->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || (kept->safe_bytes && write(fd, kept->safe, kept->safe_bytes) != (ssize_t)kept->safe_bytes))
		err(99, "cannot write %s", kept->path);
	close(fd);
}

void disk_lose(struct sb_random *random, int share)
{
	for (size_t i = 0; i < disk.kept_count; i++) {
		struct kept *kept = &disk.kept[i];

		for (size_t p = 0; p < kept->count; p++) {
			int64_t luck = (int64_t)sb_random_below(random, 100);

			if (luck < share)
				apply(kept, &kept->pending[p]);
			else if (share && luck % 3 == 0 && !kept->pending[p].is_cut)
				apply_torn(kept, &kept->pending[p], random);
		}
		if (kept->is_new && (!share || (share < 100 && sb_random_below(random, 2))))
			(void)unlink(kept->path);
		else
			write_out(kept);
	}
	forget_all();
	disk.is_watching = false;
}

/* ---- the layer ---- */

static struct file *of(sqlite3_file *file)
{
	return (struct file *)(void *)file;
}

static int file_close(sqlite3_file *file)
{
	return of(file)->real->pMethods->xClose(of(file)->real);
}

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
	int code = strike(false);

	return code ? code : of(file)->real->pMethods->xRead(of(file)->real, bytes, count, at);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
	const struct pending pending = { .at = at, .count = count, .bytes = (unsigned char *)(uintptr_t)bytes };
	int code = strike(true);

	/* The write under way when the power goes is one of those that may be lost. */
	if (!code || (disk.trouble == DISK_POWER_CUT && disk.calls == disk.k))
		remember(of(file)->kept, &pending);
	return code ? code : of(file)->real->pMethods->xWrite(of(file)->real, bytes, count, at);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	const struct pending pending = { .is_cut = true, .at = size };
	int code = strike(false);

	if (!code)
		remember(of(file)->kept, &pending);
	return code ? code : of(file)->real->pMethods->xTruncate(of(file)->real, size);
}

static int file_sync(sqlite3_file *file, int flags)
{
	int code = strike(true);

	if (!code)
		make_safe(of(file)->kept);
	if (code || disk.never_syncs || disk.is_watching)
		return code;
	return of(file)->real->pMethods->xSync(of(file)->real, flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return of(file)->real->pMethods->xFileSize(of(file)->real, size);
}

static int file_lock(sqlite3_file *file, int level)
{
	return of(file)->real->pMethods->xLock(of(file)->real, level);
}

static int file_unlock(sqlite3_file *file, int level)
{
	return of(file)->real->pMethods->xUnlock(of(file)->real, level);
}

static int file_is_reserved(sqlite3_file *file, int *out)
{
	return of(file)->real->pMethods->xCheckReservedLock(of(file)->real, out);
}

static int file_control(sqlite3_file *file, int what, void *argument)
{
	return of(file)->real->pMethods->xFileControl(of(file)->real, what, argument);
}

static int file_sector(sqlite3_file *file)
{
	(void)file;
	return SECTOR;
}

/* Promises nothing, unlike the real one on some file systems. */
static int file_character(sqlite3_file *file)
{
	(void)file;
	return 0;
}

static int file_map(sqlite3_file *file, int page, int bytes, int extend, void volatile **out)
{
	return of(file)->real->pMethods->xShmMap(of(file)->real, page, bytes, extend, out);
}

static int file_shared_lock(sqlite3_file *file, int from, int count, int flags)
{
	return of(file)->real->pMethods->xShmLock(of(file)->real, from, count, flags);
}

static void file_barrier(sqlite3_file *file)
{
	of(file)->real->pMethods->xShmBarrier(of(file)->real);
}

static int file_unmap(sqlite3_file *file, int remove)
{
	return of(file)->real->pMethods->xShmUnmap(of(file)->real, remove);
}

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
	struct file *own = of(file);
	bool is_watched = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) && !(flags & SQLITE_OPEN_READONLY);
	int code = strike(false);

	(void)vfs;
	file->pMethods = NULL;
	if (code)
		return SQLITE_CANTOPEN;
	own->kept = is_watched ? kept_of(path) : NULL;
	own->real = (sqlite3_file *)(own + 1);
	code = disk.under->xOpen(disk.under, path, own->real, flags, out_flags);
	if (!code)
		file->pMethods = &disk.methods;
	return code;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
	int code = strike(false);

	(void)vfs;
	for (size_t i = 0; !code && i < disk.kept_count; i++) {
		struct kept *kept = &disk.kept[i];

		if (strcmp(kept->path, path) != 0)
			continue;
		forget(kept);
		kept->safe_bytes = 0;
		kept->is_new = true;
	}
	return code ? code : disk.under->xDelete(disk.under, path, sync);
}

void disk_register(void)
{
	disk.under = sqlite3_vfs_find(NULL);
	disk.vfs = *disk.under;
	disk.vfs.zName = "disk";
	disk.vfs.szOsFile = (int)sizeof(struct file) + disk.under->szOsFile;
	disk.vfs.xOpen = disk_open;
	disk.vfs.xDelete = disk_delete;
	disk.methods = (sqlite3_io_methods){
		.iVersion = 2,
		.xClose = file_close,
		.xRead = file_read,
		.xWrite = file_write,
		.xTruncate = file_truncate,
		.xSync = file_sync,
		.xFileSize = file_size,
		.xLock = file_lock,
		.xUnlock = file_unlock,
		.xCheckReservedLock = file_is_reserved,
		.xFileControl = file_control,
		.xSectorSize = file_sector,
		.xDeviceCharacteristics = file_character,
		.xShmMap = file_map,
		.xShmLock = file_shared_lock,
		.xShmBarrier = file_barrier,
		.xShmUnmap = file_unmap,
	};
	if (sqlite3_vfs_register(&disk.vfs, 1))
		errx(99, "SQLite takes no other disk");
}
