/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks and backups: damage is found, a copy is whole and private, and what could not be finished leaves nothing. */
#include "db_fixture.h"
#include "support.h"
#include <criterion/criterion.h>
#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(sqlite_backup, .timeout = 120);

static void count(const char *finding, void *context)
{
	(void)finding;
	++*(int *)context;
}

static int findings(struct sb_db *db)
{
	struct sb_error err = SB_ERROR_INIT;
	int found = 0;
	enum sb_status status = sb_db_verify(db, NULL, count, &found, &err);

	/* Some damage stops the check itself; that is a finding. */
	cr_assert(status == SB_OK || status == SB_CORRUPT, "%s", err.text);
	return found + (status == SB_CORRUPT);
}

static void fill(struct sb_db *db, int entries)
{
	dbt_begin(db);
	for (int i = 1; i <= entries; i++)
		dbt_put_entry(db, i);
	dbt_commit(db);
}

static int files_in(const char *directory)
{
	DIR *listing = opendir(directory);
	int files = 0;

	cr_assert(listing);
	for (struct dirent *file; (file = readdir(listing));)
		files += file->d_name[0] != '.';
	closedir(listing);
	return files;
}

Test(sqlite_backup, a_copy_is_a_whole_private_book_of_one_file_made_while_a_transaction_is_open)
{
	char *path = dbt_new_path(), *directory = st_directory(), *copy = st_path(directory, "copy.book");
	sb_owned(db) db = dbt_open(path, SB_DB_CREATE);
	sb_owned(db) other = dbt_open(path, SB_DB_WRITE);
	struct sb_error err = SB_ERROR_INIT;
	struct stat st;

	fill(db, 500);
	dbt_begin(other);
	dbt_put_entry(other, 501);
	cr_assert_eq(sb_db_backup(db, copy, NULL, &err), SB_OK, "%s", err.text);
	dbt_commit(other);
	cr_assert_eq(files_in(directory), 1);
	cr_assert_eq(stat(copy, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	{
		sb_owned(db) reader = dbt_open(copy, SB_DB_READ);

		cr_assert_eq(dbt_number(reader, "SELECT count(*) FROM entries"), 500);
		cr_assert_eq(findings(reader), 0);
	}
	{
		sb_owned(db) writer = dbt_open(copy, SB_DB_WRITE);

		dbt_begin(writer);
		dbt_put_entry(writer, 501);
		dbt_commit(writer);
		cr_assert_eq(findings(writer), 0);
	}
	free(copy);
	free(directory);
	free(path);
}

Test(sqlite_backup, nothing_is_written_over)
{
	char *path = dbt_new_path(), *directory = st_directory(), *copy = st_path(directory, "copy.book"), *after;
	sb_owned(db) db = dbt_open(path, SB_DB_CREATE);
	struct sb_error err = SB_ERROR_INIT;

	st_write(copy, "precious", 8);
	cr_assert_eq(sb_db_backup(db, copy, NULL, &err), SB_DUPLICATE);
	after = st_read(copy, NULL);
	cr_assert_str_eq(after, "precious");
	cr_assert_eq(files_in(directory), 1);
	cr_assert_eq(sb_db_backup(db, "/no/such/folder/copy.book", NULL, &err), SB_NOT_FOUND);
	free(after);
	free(copy);
	free(directory);
	free(path);
}

struct seen {
	int calls, most_calls;
	int64_t last, total;
};

static bool look(int64_t done, int64_t total, void *context)
{
	struct seen *seen = context;

	cr_assert_geq(done, seen->last, "progress goes forwards");
	seen->last = done;
	seen->total = total;
	return ++seen->calls < seen->most_calls;
}

Test(sqlite_backup, progress_is_told_and_a_cancelled_copy_leaves_nothing)
{
	char *path = dbt_new_path(), *directory = st_directory(), *copy = st_path(directory, "copy.book");
	sb_owned(db) db = dbt_open(path, SB_DB_CREATE);
	struct seen seen = { .most_calls = 2 };
	const struct sb_progress progress = { .step = look, .context = &seen };
	struct sb_error err = SB_ERROR_INIT;

	fill(db, 5000);
	cr_assert_eq(sb_db_backup(db, copy, &progress, &err), SB_INTERRUPTED);
	cr_assert_eq(files_in(directory), 0);
	seen = (struct seen){ .most_calls = INT32_MAX };
	cr_assert_eq(sb_db_backup(db, copy, &progress, &err), SB_OK, "%s", err.text);
	cr_assert_gt(seen.total, 0);
	cr_assert_gt(seen.calls, 2);
	seen = (struct seen){ .most_calls = 1 };
	cr_assert_eq(sb_db_verify(db, &progress, count, &seen.calls, &err), SB_INTERRUPTED);
	free(copy);
	free(directory);
	free(path);
}

Test(sqlite_backup, a_sound_book_passes_and_an_index_that_differs_is_found)
{
	char *path = dbt_new_path();
	sb_owned(db) db = dbt_open(path, SB_DB_CREATE);
	struct sb_error err = SB_ERROR_INIT;

	fill(db, 100);
	cr_assert_eq(findings(db), 0);
	dbt_begin(db);
	cr_assert_eq(sb_db_search_put(db, 7, "no product has this text", &err), SB_OK);
	dbt_commit(db);
	cr_assert_eq(findings(db), 1);
	{
		sb_owned(db) reader = dbt_open(path, SB_DB_READ);

		cr_assert_eq(findings(reader), 1, "also without the right to write");
	}
	cr_assert_not(sb_db_in_transaction(db));
	free(path);
}

Test(sqlite_backup, a_reference_to_nothing_is_found)
{
	char *path = dbt_new_path();
	sqlite3 *raw;

	sb_db_close(dbt_open(path, SB_DB_CREATE));
	raw = dbt_raw(path);
	cr_assert_eq(dbt_raw_run(raw, "INSERT INTO barcodes (code, product, printed, pack_milli) VALUES ('1', 99, '1', 1000)"), SQLITE_OK);
	sqlite3_close(raw);
	{
		sb_owned(db) db = dbt_open(path, SB_DB_WRITE);

		cr_assert_eq(findings(db), 1);
	}
	free(path);
}

Test(sqlite_backup, pages_written_over_with_noise_are_found_and_harm_nobody)
{
	char *path = dbt_new_path();
	size_t bytes;
	char *whole;

	{
		sb_owned(db) db = dbt_open(path, SB_DB_CREATE);

		fill(db, 2000);
	}
	{
		char *directory = st_directory(), *copy = st_path(directory, "copy.book");
		sb_owned(db) db = dbt_open(path, SB_DB_WRITE);
		struct sb_error err = SB_ERROR_INIT;

		cr_assert_eq(sb_db_backup(db, copy, NULL, &err), SB_OK, "%s", err.text);
		whole = st_read(copy, &bytes);
		free(copy);
		free(directory);
	}
	for (size_t page = 1; page * 4096 < bytes; page += 7) {
		char *damaged = dbt_new_path();
		struct sb_error err = SB_ERROR_INIT;
		const struct sb_db_options options = { .mode = SB_DB_WRITE, .busy_ms = 1000 };
		char kept[4096];
		struct sb_db *db;

		memcpy(kept, whole + page * 4096, sizeof(kept));
		memset(whole + page * 4096, 0x5a, sizeof(kept));
		st_write(damaged, whole, bytes);
		memcpy(whole + page * 4096, kept, sizeof(kept));
		if (sb_db_open(damaged, &options, &db, &err) == SB_OK) {
			cr_assert_gt(findings(db), 0, "page %zu", page);
			sb_db_close(db);
		} else {
			cr_assert(err.status == SB_CORRUPT || err.status == SB_CANNOT_OPEN, "%s", err.text);
		}
		free(damaged);
	}
	free(whole);
	free(path);
}
