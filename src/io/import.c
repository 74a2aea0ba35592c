/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import from the outside: open and check, the summary, rows and findings to look at. */
#include "import_parts.h"

#include <string.h>

static const struct {
	const char *word, *label;
} actions[SB_IMPORT_ACTION_COUNT] = {
#define A(symbol, word_, label_) [SB_IMPORT_##symbol] = { .word = word_, .label = label_ },
	SB_IMPORT_ACTIONS(A)
#undef A
};

const char *sb_import_action_word(enum sb_import_action action)
{
	return actions[action].word;
}

const char *sb_import_action_label(enum sb_import_action action)
{
	return _(actions[action].label);
}

void sb_import_free(struct sb_import *import)
{
	sb_import_columns_release(&import->columns);
	sb_spool_release(&import->rows);
	sb_spool_release(&import->findings);
	sb_spool_release(&import->keys);
	sb_arena_free(import->arena);
	sb_buf_release(&import->scratch);
	free(import->path);
	free(import->unknown);
	free(import->rejects);
	free(import->sku_pattern);
	free(import);
}

static struct sb_import *import_new(struct sb_book *book, const char *path, const struct sb_import_options *options)
{
	struct sb_import *import = sb_alloc(sizeof(*import));

	*import = (struct sb_import){ .book = book, .options = *options, .rows = SB_SPOOL_INIT, .findings = SB_SPOOL_INIT,
				      .keys = SB_SPOOL_INIT, .arena = sb_arena_new(), .scratch = SB_BUF_INIT, .path = sb_strdup(path),
				      .numbers = sb_numbers_plain() };
	if (options->rejects)
		import->rejects = sb_strdup(options->rejects);
	import->sku_pattern = sb_strdup(options->sku_pattern ? options->sku_pattern : "^[A-Z0-9][A-Z0-9._/-]{0,63}$");
	import->style = (struct sb_style){ .currency = sb_book_currency(book), .numbers = &import->numbers,
					   .zone = sb_book_store(book)->zone, .now = sb_book_now(book) };
	return import;
}

static enum sb_status take_row(const struct sb_csv_row *row, void *context, struct sb_error *err)
{
	struct sb_import *import = context;

	if (import->columns.format)
		return sb_import_row_check(import, row, err);
	return sb_import_columns_read(row, import->options.format, &import->columns, err);
}

/* Where cells are parted by semicolons, the comma is a decimal mark. */
static void choose_numbers(struct sb_import *import)
{
	if (import->summary.delimiter == ';')
		import->numbers.decimal = ',';
}

static enum sb_status take_header(const struct sb_csv_row *row, void *context, struct sb_error *err)
{
	(void)context;
	(void)row;
	return sb_fail(err, SB_INTERRUPTED, "%s", "");
}

/* The delimiter is known before the first number is read. */
static enum sb_status find_delimiter(struct sb_import *import, struct sb_error *err)
{
	struct sb_csv_file file = { .path = import->path, .delimiter = import->options.delimiter };
	const struct sb_csv_taker taker = { .row = take_header, .context = import };
	struct sb_error first = SB_ERROR_INIT;
	enum sb_status status = sb_csv_file_read(&file, &taker, &first);

	if (status == SB_OK)
		return sb_fail(err, SB_INVALID, _("%s is empty: its first row must name the columns"), import->path);
	if (status != SB_INTERRUPTED) {
		*err = first;
		return status;
	}
	import->summary.delimiter = file.delimiter;
	choose_numbers(import);
	return SB_OK;
}

/* A quote hides what follows: one error more, behind those of the rows before it. */
static enum sb_status keep_wrong(struct sb_import *import, const struct sb_csv_place *wrong, const char *message, struct sb_error *err)
{
	const size_t length = strlen(message) + 1;
	const struct sb_import_record record = { .line = wrong->line, .opening = SB_NONE, .action = SB_IMPORT_ERROR,
						 .sku = 1, .name = 1, .what = (uint32_t)length };
	const char *column = wrong->cell <= import->columns.count ? import->columns.of[wrong->cell - 1].name : "";
	const struct sb_import_finding finding = { .line = wrong->line, .is_error = true, .column = column, .value = "", .message = message };
	enum sb_status status = sb_import_finding_put(import, &import->findings, &finding, err);

	sb_buf_clear(&import->scratch);
	sb_buf_add(&import->scratch, (const char *)&record, sizeof(record));
	sb_buf_add(&import->scratch, "\0", 2);
	sb_buf_add(&import->scratch, message, length);
	if (status == SB_OK)
		status = sb_spool_put(&import->rows, import->scratch.data, import->scratch.len, err);
	import->summary.rows++;
	import->summary.count[SB_IMPORT_ERROR]++;
	import->summary.unread_from = wrong->line;
	return status;
}

static enum sb_status read_rows(struct sb_import *import, struct sb_error *err)
{
	struct sb_hasher digest;
	struct sb_csv_file file = { .path = import->path, .delimiter = import->summary.delimiter,
				    .progress = import->options.progress, .digest = &digest };
	const struct sb_csv_taker taker = { .row = take_row, .context = import };
	struct sb_db *db = sb_book_db(import->book);
	struct sb_error stop = SB_ERROR_INIT;
	enum sb_status status = sb_db_read_begin(db, err);

	if (status != SB_OK)
		return status;
	sb_hash_start(&digest, "stockbook file");
	status = sb_csv_file_read(&file, &taker, &stop);
	sb_hash_end(&digest, &import->digest);
	sb_db_read_end(db);
	if (status == SB_INVALID && file.wrong.line && import->columns.format)
		return keep_wrong(import, &file.wrong, stop.text, err);
	if (status != SB_OK)
		*err = stop;
	return status;
}

static void list_unknown(struct sb_import *import)
{
	sb_auto(buf) names = SB_BUF_INIT;

	for (size_t i = 0; i < import->columns.count; i++) {
		const struct sb_import_column *column = &import->columns.of[i];
		if (column->target == SB_TO_UNKNOWN && column->has_data)
			sb_buf_printf(&names, "%s%s", names.len ? ", " : "", *column->name ? column->name : "?");
	}
	import->unknown = sb_buf_take(&names);
	import->summary.unknown = import->unknown;
	import->summary.format = import->columns.format;
}

/* Known only when no more rows become errors. */
static enum sb_status count_new(struct sb_import *import, struct sb_error *err)
{
	struct sb_spool_cursor cursor = SB_SPOOL_CURSOR(&import->rows, 0);
	struct sb_import_record record;
	const char *texts;
	bool found = true;
	enum sb_status status = SB_OK;

	while (status == SB_OK && found) {
		status = sb_import_record_next(&cursor, &record, &texts, &found, err);
		if (status != SB_OK || !found || record.action != SB_IMPORT_NEW)
			continue;
		import->summary.codes_given += !record.has_code;
		import->summary.openings += record.opening != SB_NONE;
	}
	sb_spool_cursor_release(&cursor);
	return status;
}

enum sb_status sb_import_open(struct sb_book *book, const char *path, const struct sb_import_options *options,
			      struct sb_import **out, struct sb_error *err)
{
	sb_owned(import) import = import_new(book, path, options);
	enum sb_status status = sb_import_rejects_check(path, options->rejects, err);

	if (status == SB_OK)
		status = find_delimiter(import, err);
	if (status == SB_OK)
		status = read_rows(import, err);
	if (status == SB_OK)
		status = sb_import_keys_check(import, err);
	if (status == SB_OK)
		status = count_new(import, err);
	if (status != SB_OK)
		return status;
	list_unknown(import);
	sb_spool_release(&import->keys);
	if (import->rejects && import->summary.errors && !import->summary.unread_from) {
		status = sb_import_rejects_write(import, err);
		import->summary.rejects = import->rejects;
	}
	if (status == SB_OK)
		*out = sb_give(import);
	return status;
}

const struct sb_import_summary *sb_import_summary(const struct sb_import *import)
{
	return &import->summary;
}

enum sb_status sb_import_each_row(struct sb_import *import, unsigned wanted, int64_t after_line, int64_t most,
				  bool (*each)(const struct sb_import_row *row, void *context), void *context, struct sb_error *err)
{
	struct sb_spool_cursor cursor = SB_SPOOL_CURSOR(&import->rows, 0);
	struct sb_import_record record;
	const char *texts;
	bool more = true, found = true;
	enum sb_status status = SB_OK;

	for (int64_t given = 0; status == SB_OK && more && (most == 0 || given < most);) {
		struct sb_import_row row;
		status = sb_import_record_next(&cursor, &record, &texts, &found, err);
		if (status != SB_OK || !found)
			break;
		if (record.line <= after_line || !(wanted & 1u << record.action))
			continue;
		row = (struct sb_import_row){ .line = record.line, .action = record.action, .product = record.product, .sku = texts,
			.name = texts + record.sku, .what = texts + record.sku + record.name };
		if (record.same_as)
			row.what = _("the same product or code as in an earlier line");
		more = each(&row, context);
		given++;
	}
	sb_spool_cursor_release(&cursor);
	return status;
}

enum sb_status sb_import_each_finding(struct sb_import *import, int64_t after_line, int64_t most,
				      bool (*each)(const struct sb_import_finding *finding, void *context), void *context,
				      struct sb_error *err)
{
	struct sb_spool_cursor cursor = SB_SPOOL_CURSOR(&import->findings, 0);
	struct sb_import_finding finding;
	bool more = true, found = true;
	enum sb_status status = SB_OK;

	for (int64_t given = 0; status == SB_OK && more && (most == 0 || given < most);) {
		status = sb_import_finding_next(&cursor, &finding, &found, err);
		if (status != SB_OK || !found)
			break;
		if (finding.line <= after_line)
			continue;
		more = each(&finding, context);
		given++;
	}
	sb_spool_cursor_release(&cursor);
	return status;
}
