/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of one file that are about the same thing. Digests of what each row is about are sorted as many at a time as fit into a fixed
 * memory, a range of digests a pass, so that the file's length costs time and not memory.
 */
#include "import_parts.h"

#include <string.h>

#define KEYS_AT_ONCE (1 << 20)

uint64_t sb_import_key_of(char kind, const char *text, size_t count)
{
	/* FNV-1a, then spread, as passes go by the high bits. */
	uint64_t hash = UINT64_C(14695981039346656037) ^ (unsigned char)kind;

	for (size_t i = 0; i < count; i++)
		hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
	hash ^= hash >> 32;
	hash *= UINT64_C(0xd6e8feb86659fd93);
	return hash ^ hash >> 32;
}

static int by_hash_and_line(const void *a, const void *b)
{
	const struct sb_import_key *left = a, *right = b;

	if (left->hash != right->hash)
		return left->hash < right->hash ? -1 : 1;
	return (left->line > right->line) - (left->line < right->line);
}

/* Makes the later row an error. */
static enum sb_status mark(struct sb_import *import, const struct sb_import_key *key, int64_t first_line, int64_t *marked,
			   struct sb_error *err)
{
	struct sb_spool_cursor cursor = SB_SPOOL_CURSOR(&import->rows, key->at);
	struct sb_import_record record;
	const char *texts;
	bool found;
	enum sb_status status = sb_import_record_next(&cursor, &record, &texts, &found, err);

	sb_spool_cursor_release(&cursor);
	if (status != SB_OK || !found || record.same_as)
		return status;
	import->summary.count[record.action]--;
	import->summary.count[SB_IMPORT_ERROR]++;
	record.action = SB_IMPORT_ERROR;
	record.same_as = first_line;
	++*marked;
	return sb_spool_patch(&import->rows, key->at, &record, sizeof(record), err);
}

static enum sb_status mark_equal(struct sb_import *import, const struct sb_import_key *keys, size_t count, int64_t *marked,
				 struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (size_t i = 1, first = 0; i < count && status == SB_OK; i++) {
		if (keys[i].hash != keys[first].hash)
			first = i;
		else if (keys[i].line != keys[first].line)
			status = mark(import, &keys[i], keys[first].line, marked, err);
	}
	return status;
}

/* Keys of one pass: those whose high 32 bits fall into its share. */
static enum sb_status collect(struct sb_import *import, uint64_t pass, uint64_t passes, struct sb_import_key *keys, size_t room,
			      size_t *count, struct sb_error *err)
{
	struct sb_spool_cursor cursor = SB_SPOOL_CURSOR(&import->keys, 0);
	enum sb_status status = SB_OK;
	const void *bytes;

	*count = 0;
	while (status == SB_OK && *count < room) {
		status = sb_spool_next(&cursor, sizeof(keys[0]), &bytes, err);
		if (status != SB_OK || !bytes)
			break;
		memcpy(&keys[*count], bytes, sizeof(keys[0]));
		*count += (keys[*count].hash >> 32) * passes >> 32 == pass;
	}
	sb_spool_cursor_release(&cursor);
	return status;
}

/* The findings again, in order of lines, with those of the rows just marked. */
struct merging {
	struct sb_import *import;
	struct sb_spool merged;
	struct sb_spool_cursor findings;
	struct sb_import_finding next;
	bool has_next;
};

static enum sb_status copy_up_to(struct merging *merging, int64_t line, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	while (status == SB_OK && merging->has_next && merging->next.line <= line) {
		status = sb_import_finding_put(merging->import, &merging->merged, &merging->next, err);
		if (status == SB_OK)
			status = sb_import_finding_next(&merging->findings, &merging->next, &merging->has_next, err);
	}
	return status;
}

static enum sb_status add_same(struct merging *merging, const struct sb_import_record *record, const char *texts, struct sb_error *err)
{
	const struct sb_import_columns *columns = &merging->import->columns;
	bool by_name = !*texts;
	sb_auto(buf) message = SB_BUF_INIT;
	const struct sb_import_finding finding = {
		.line = record->line,
		.is_error = true,
		.column = sb_import_column_name(columns, by_name ? SB_PF_NAME : SB_PF_SKU),
		.value = by_name ? texts + record->sku : texts,
	};
	struct sb_import_finding said = finding;

	sb_buf_printf(&message, _("line %lld is about the same product or has the same code: leave one out"), (long long)record->same_as);
	said.message = message.data;
	return sb_import_finding_put(merging->import, &merging->merged, &said, err);
}

static enum sb_status merge_rows(struct merging *merging, struct sb_error *err)
{
	struct sb_spool_cursor rows = SB_SPOOL_CURSOR(&merging->import->rows, 0);
	struct sb_import_record record;
	const char *texts;
	bool found = true;
	enum sb_status status = SB_OK;

	while (status == SB_OK && found) {
		status = sb_import_record_next(&rows, &record, &texts, &found, err);
		if (status != SB_OK || !found || !record.same_as)
			continue;
		status = copy_up_to(merging, record.line, err);
		if (status == SB_OK)
			status = add_same(merging, &record, texts, err);
	}
	sb_spool_cursor_release(&rows);
	return status == SB_OK ? copy_up_to(merging, INT64_MAX, err) : status;
}

static enum sb_status merge(struct sb_import *import, struct sb_error *err)
{
	struct merging merging = { .import = import, .merged = SB_SPOOL_INIT, .findings = SB_SPOOL_CURSOR(&import->findings, 0) };
	enum sb_status status = sb_import_finding_next(&merging.findings, &merging.next, &merging.has_next, err);

	/* Putting them counts them again. */
	import->summary.errors = import->summary.warnings = 0;
	if (status == SB_OK)
		status = merge_rows(&merging, err);
	sb_spool_cursor_release(&merging.findings);
	sb_spool_release(status == SB_OK ? &import->findings : &merging.merged);
	if (status == SB_OK)
		import->findings = merging.merged;
	return status;
}

enum sb_status sb_import_keys_check(struct sb_import *import, struct sb_error *err)
{
	uint64_t all = (uint64_t)sb_spool_size(&import->keys) / sizeof(struct sb_import_key);
	uint64_t passes = all / KEYS_AT_ONCE + 1;
	/* Shares are equal to within chance; an eighth more is beyond it. */
	size_t room = (size_t)(all / passes + all / passes / 8 + 1024);
	sb_owned_string memory = sb_alloc(room * sizeof(struct sb_import_key));
	struct sb_import_key *keys = (void *)memory;
	enum sb_status status = SB_OK;
	int64_t marked = 0;

	for (uint64_t pass = 0; pass < passes && status == SB_OK; pass++) {
		size_t count = 0;
		status = collect(import, pass, passes, keys, room, &count, err);
		qsort(keys, count, sizeof(keys[0]), by_hash_and_line);
		if (status == SB_OK)
			status = mark_equal(import, keys, count, &marked, err);
	}
	return status == SB_OK && marked ? merge(import, err) : status;
}
