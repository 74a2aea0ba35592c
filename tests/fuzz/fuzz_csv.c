/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a file to import into a book of a few products: the reader, the columns, every check of a row, duplicates. Whatever comes,
 * each row has one outcome, and looking changes nothing.
 */
#include "stockbook/import.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int64_t fixed_clock(void *context)
{
	(void)context;
	return INT64_C(1767225600000);
}

static struct sb_book *make_book(void)
{
	static struct sb_random random = { .seeded = true, .state = 1 };
	static const struct sb_world world = { .now = fixed_clock, .random = &random };
	static const struct sb_book_new what = { .currency = "EUR", .store_code = "MAIN", .store_name = "Main", .zone = "UTC",
						 .who = "ana", .station = "till" };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_book *book = NULL;

	if (sb_book_create(":memory:", &what, &world, &book, &err) != SB_OK) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	return book;
}

/* A path at which the bytes can be read as a file. */
static int put(const uint8_t *data, size_t size, char path[64])
{
	int fd = memfd_create("import", MFD_CLOEXEC);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

static bool count_row(const struct sb_import_row *row, void *context)
{
	assert(row->line > 0 && row->sku && row->name && row->what);
	++*(int64_t *)context;
	return true;
}

static bool count_finding(const struct sb_import_finding *finding, void *context)
{
	assert(finding->line > 0 && finding->column && finding->value && *finding->message);
	++*(int64_t *)context;
	return true;
}

static void look_through(struct sb_import *import)
{
	const struct sb_import_summary *summary = sb_import_summary(import);
	struct sb_error err = SB_ERROR_INIT;
	int64_t rows = 0, findings = 0, actions = 0;
	enum sb_status status = sb_import_each_row(import, ~0u, 0, 0, count_row, &rows, &err);

	assert(status == SB_OK);
	status = sb_import_each_finding(import, 0, 0, count_finding, &findings, &err);
	assert(status == SB_OK);
	for (int i = 0; i < SB_IMPORT_ACTION_COUNT; i++)
		actions += summary->count[i];
	assert(rows == summary->rows && rows == actions);
	assert(findings == summary->errors + summary->warnings);
	assert(summary->errors >= summary->count[SB_IMPORT_ERROR]);
	(void)status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sb_book *book;
	const struct sb_import_options options = { .format = NULL };
	struct sb_error err = SB_ERROR_INIT;
	struct sb_import *import = NULL;
	char path[64];
	int fd = put(data, size, path);

	if (!book)
		book = make_book();
	if (sb_import_open(book, path, &options, &import, &err) == SB_OK) {
		look_through(import);
		sb_import_free(import);
	} else {
		assert(*err.text);
	}
	close(fd);
	return 0;
}
