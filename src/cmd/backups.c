/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Backups made by close, and how many are kept. Their names sort by time; nothing but such names is ever removed.
 */
#include "backups.h"
#include "stockbook/path.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SUFFIX ".backup"

/* 2026-03-01-183000-123.backup */
static bool is_ours(const char *name)
{
	static const char shape[] = "dddd-dd-dd-dddddd-ddd" SUFFIX;

	if (strlen(name) != strlen(shape))
		return false;
	for (size_t i = 0; shape[i]; i++) {
		bool digit = name[i] >= '0' && name[i] <= '9';

		if (i < strlen(shape) - strlen(SUFFIX) && shape[i] == 'd' ? !digit : name[i] != shape[i])
			return false;
	}
	return true;
}

static int only_ours(const struct dirent *entry)
{
	return is_ours(entry->d_name);
}

/* A backup that cannot be removed is no reason to fail: the new one is there. */
static void remove_oldest(const char *folder, int64_t keep)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, only_ours, alphasort);

	for (int i = 0; i < count; i++) {
		sb_auto(buf) path = SB_BUF_INIT;

		sb_buf_printf(&path, "%s/%s", folder, entries[i]->d_name);
		if (i < count - keep)
			(void)unlink(path.data);
		free(entries[i]);
	}
	free(entries);
}

enum sb_status backups_make(struct sb_call *call, char **path, struct sb_error *err)
{
	struct sb_app *app = sb_call_app(call);
	struct sb_db *db = sb_book_db(app->book);
	int64_t now = app->world.now(app->world.context);
	sb_auto(buf) folder = SB_BUF_INIT;
	sb_auto(buf) file = SB_BUF_INIT;
	struct sb_civil at;
	enum sb_status st = SB_OK;

	sb_civil_of(sb_book_store(app->book)->zone, now, &at);
	sb_buf_printf(&folder, "%s-backups", sb_db_where(db));
	sb_buf_printf(&file, "%s/%04d-%02d-%02d-%02d%02d%02d-%03d" SUFFIX, folder.data, at.year, at.month, at.day, at.hour, at.minute,
		      at.second, (int)(now % 1000));
	st = sb_path_make_parent(file.data, err);
	if (!st)
		st = sb_db_backup(db, file.data, sb_call_progress(call), err);
	if (st)
		return st;
	remove_oldest(folder.data, sb_setting_int(app->settings, SB_SET_BOOK_BACKUPS));
	*path = sb_buf_take(&file);
	return SB_OK;
}
