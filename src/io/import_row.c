/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One row of a file: which product it is about, what each cell says, what would change. Everything wrong with a row is found, not only
 * the first thing; a row with an error changes nothing.
 */
#include "import_parts.h"

#include "stockbook/text.h"
#include <stdio.h>
#include <string.h>

/* Units that are measured, not counted: their quantities have decimals unless the file says otherwise. */
static const char *const measured[] = { "kg", "kilogram", "l", "litre", "liter", "m", "metre", "meter" };

struct looked_at {
	struct sb_import *import;
	const struct sb_csv_row *row;
	struct sb_product_change change;
	struct sb_product old; /* if product is not 0 */
	int64_t product, opening;
	const char *left_out; /* why; NULL: it is not */
	bool has_error;
	struct sb_buf tags;
	char *first_error;
};

/* ---- findings ---- */

static enum sb_status note(struct looked_at *at, bool is_error, const char *column, const char *value, const char *message,
			   struct sb_error *err)
{
	const struct sb_import_finding finding = { .line = at->row->line, .is_error = is_error, .column = column,
						   .value = value, .message = message };

	if (is_error && !at->has_error)
		at->first_error = sb_arena_strdup(at->import->arena, message);
	at->has_error |= is_error;
	return sb_import_finding_put(at->import, &at->import->findings, &finding, err);
}

static enum sb_status note_cell(struct looked_at *at, bool is_error, size_t i, const char *message, struct sb_error *err)
{
	return note(at, is_error, at->import->columns.of[i].name, at->row->cell[i], message, err);
}

/* Errors of the file become findings; those of the book or the machine end the import. */
static bool is_about_the_file(enum sb_status status)
{
	return status == SB_INVALID || status == SB_DUPLICATE || status == SB_REFUSED || status == SB_NOT_FOUND ||
	       status == SB_AMBIGUOUS || status == SB_CONFLICT;
}

static const struct sb_import_column *column_at(const struct looked_at *at, size_t i)
{
	return &at->import->columns.of[i];
}

static enum sb_status find_product(struct looked_at *at, struct sb_error *err)
{
	struct sb_import_match match = { .product = 0 };
	enum sb_status status = sb_import_match(at->import, at->row, &match, err);

	if (status != SB_OK)
		return status;
	at->product = match.product;
	at->left_out = match.left_out;
	if (match.is_ambiguous)
		return note_cell(at, true, match.column, _("two products have this name: give the SKU"), err);
	return SB_OK;
}

/* ---- what cells say ---- */

static bool is_code(const struct sb_import_column *column)
{
	return column->target == SB_TO_FIELD &&
	       (column->field == SB_PF_SKU || column->field == SB_PF_BARCODES || column->field == SB_PF_SUPPLIER_CODE);
}

static enum sb_status set_field(struct looked_at *at, size_t i, const char *cell, struct sb_error *err)
{
	const struct sb_import *import = at->import;
	struct sb_error wrong = SB_ERROR_INIT;
	const char *warning = NULL;
	enum sb_status status = sb_product_set(&import->style, import->sku_pattern, column_at(at, i)->field, cell,
					       at->product ? &at->old : NULL, import->arena, &at->change, &warning, &wrong);

	if (is_about_the_file(status))
		return note_cell(at, true, i, wrong.text, err);
	if (status != SB_OK)
		*err = wrong;
	else if (warning)
		status = note_cell(at, false, i, warning, err);
	return status;
}

/* A product's decimals where the file does not give them: as its unit and its numbers need. */
static int decimals_needed(const struct looked_at *at)
{
	const struct sb_value *unit = &at->change.value[SB_PF_UNIT];
	int most = 0;

	for (size_t i = 0; i < SB_COUNT(measured); i++)
		if (at->change.given[SB_PF_UNIT] && !unit->is_null && strcmp(unit->s, measured[i]) == 0)
			return 3;
	for (size_t i = 0; i < at->row->count; i++) {
		const struct sb_import_column *column = column_at(at, i);
		bool is_quantity = column->target == SB_TO_OPENING || column->target == SB_TO_ON_HAND ||
				   (column->target == SB_TO_FIELD && sb_product_field_table[column->field].type == SB_QTY_TYPE);
		int needed = is_quantity ? sb_import_cell_decimals(at->row->cell[i]) : 0;
		most = needed > most ? needed : most;
	}
	return most;
}

static void give_decimals(struct looked_at *at)
{
	int needed;

	if (at->product || at->change.given[SB_PF_DECIMALS] || (needed = decimals_needed(at)) == 0)
		return;
	at->change.given[SB_PF_DECIMALS] = true;
	at->change.value[SB_PF_DECIMALS] = (struct sb_value){ .type = SB_INT_TYPE, .n = needed };
}

static int decimals_of(const struct looked_at *at)
{
	if (at->change.given[SB_PF_DECIMALS])
		return (int)at->change.value[SB_PF_DECIMALS].n;
	return at->product ? (int)at->old.value[SB_PF_DECIMALS].n : 0;
}

static enum sb_status check_stock(struct looked_at *at, size_t i, int64_t qty, struct sb_error *err)
{
	sb_auto(buf) message = SB_BUF_INIT;
	bool is_opening = column_at(at, i)->target == SB_TO_OPENING;
	struct sb_stock stock;
	enum sb_status status = sb_stock_get(at->import->book, at->product, &stock, err);

	if (status != SB_OK || stock.on_hand == qty)
		return status;
	sb_buf_puts(&message, is_opening ? _("the product is there already with on hand ") : _("the book has on hand "));
	sb_qty_print(stock.on_hand, 0, &at->import->numbers, &message);
	sb_buf_puts(&message, is_opening ? _(": its opening is left alone; adjust or count what is there")
					 : _(": an import never overwrites stock; use adjust or a count, or empty the cell"));
	return note_cell(at, !is_opening, i, message.data, err);
}

static enum sb_status set_stock(struct looked_at *at, size_t i, const char *cell, struct sb_error *err)
{
	struct sb_error wrong = SB_ERROR_INIT;
	int64_t qty = 0;

	if (sb_qty_parse(cell, decimals_of(at), &at->import->numbers, &qty, &wrong) != SB_OK)
		return note_cell(at, true, i, wrong.text, err);
	if (at->product)
		return check_stock(at, i, qty, err);
	if (qty < 0)
		return note_cell(at, true, i, _("a new product cannot begin below zero: give 0 or more"), err);
	if (qty > 0)
		at->opening = qty;
	return SB_OK;
}

static enum sb_status set_yes_no(struct looked_at *at, size_t i, const char *cell, struct sb_error *err)
{
	bool says, is_archived = column_at(at, i)->target == SB_TO_ARCHIVED;

	if (!sb_import_cell_says(cell, &says))
		return note_cell(at, true, i, _("this says neither yes nor no: write true or false"), err);
	if (says == is_archived && !at->left_out)
		at->left_out = is_archived ? _("archived in the file") : _("not active in the file");
	return SB_OK;
}

static enum sb_status check_currency(struct looked_at *at, size_t i, const char *cell, struct sb_error *err)
{
	const char *ours = sb_book_currency(at->import->book)->code;

	if (strcmp(cell, ours) == 0)
		return SB_OK;
	return note_cell(at, true, i, _("the amounts of this row are in another currency than the book: convert them first"), err);
}

static enum sb_status set_tag(struct looked_at *at, size_t i, const char *cell, struct sb_error *err)
{
	if (sb_import_cell_tag(cell, &at->tags))
		return SB_OK;
	return note_cell(at, false, i, _("too long for a tag: it is shortened"), err);
}

/* Decimals and unit first, as quantities are read by them; then the rest; then columns that only fill gaps. */
static int turn_of(const struct sb_import_column *column)
{
	if (column->target == SB_TO_FIELD && (column->field == SB_PF_DECIMALS || column->field == SB_PF_UNIT))
		return 0;
	return column->is_second ? 2 : 1;
}

static enum sb_status set_cell(struct looked_at *at, size_t i, const char *cell, struct sb_error *err)
{
	const struct sb_import_column *column = column_at(at, i);
	const char *damage = column->target == SB_TO_UNKNOWN || column->target == SB_TO_NOTHING
				     ? NULL : sb_import_cell_damage(cell, is_code(column));

	if (damage)
		return note_cell(at, true, i, damage, err);
	switch (column->target) {
	case SB_TO_FIELD:
		return column->is_second && at->change.given[column->field] ? SB_OK : set_field(at, i, cell, err);
	case SB_TO_TAG:
		return set_tag(at, i, cell, err);
	case SB_TO_OPENING:
	case SB_TO_ON_HAND:
		return set_stock(at, i, cell, err);
	case SB_TO_ACTIVE:
	case SB_TO_ARCHIVED:
		return set_yes_no(at, i, cell, err);
	case SB_TO_CURRENCY:
		return check_currency(at, i, cell, err);
	default:
		return SB_OK;
	}
}

/* The SKU by which the product was found is not set again: its pattern may have been another then. */
static bool is_to_set(const struct looked_at *at, size_t i, const char *cell)
{
	const struct sb_import_column *column = column_at(at, i);

	if (column->target != SB_TO_FIELD || column->field != SB_PF_SKU || !at->product)
		return true;
	return strcasecmp(cell, at->old.value[SB_PF_SKU].s) != 0;
}

static enum sb_status set_cells(struct looked_at *at, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	for (int turn = 0; turn < 3; turn++) {
		for (size_t i = 0; i < at->row->count && status == SB_OK; i++) {
			const char *cell = sb_import_cell_in_line(sb_import_cell_plain(at->row->cell[i]), at->import->arena);
			if (turn_of(column_at(at, i)) == turn && *cell && is_to_set(at, i, cell))
				status = set_cell(at, i, cell, err);
		}
		if (turn == 0)
			give_decimals(at);
	}
	return status;
}

static enum sb_status set_tags(struct looked_at *at, struct sb_error *err)
{
	struct sb_error wrong = SB_ERROR_INIT;
	enum sb_status status;

	if (!at->tags.len)
		return SB_OK;
	status = sb_product_set(&at->import->style, at->import->sku_pattern, SB_PF_TAGS, at->tags.data,
				at->product ? &at->old : NULL, at->import->arena, &at->change, NULL, &wrong);
	if (is_about_the_file(status))
		return note(at, true, "", at->tags.data, wrong.text, err);
	if (status != SB_OK)
		*err = wrong;
	return status;
}

/* ---- the row as a whole ---- */

static enum sb_status check_shape(struct looked_at *at, struct sb_error *err)
{
	const struct sb_csv_row *row = at->row;
	size_t bad = 0, expected = at->import->columns.count;
	sb_auto(buf) message = SB_BUF_INIT;

	if (row->count != expected) {
		sb_buf_printf(&message, _("this row has %zu cells and the first row %zu: put cells that hold the delimiter in quotes"),
			      row->count, expected);
		return note(at, true, "", "", message.data, err);
	}
	if (sb_utf8_valid(row->raw, row->raw_length, &bad) && !memchr(row->raw, '\0', row->raw_length))
		return SB_OK;
	for (size_t i = 0; i < row->count; i++) {
		enum sb_status status;
		if (sb_utf8_valid(row->cell[i], row->length[i], &bad) && strlen(row->cell[i]) == row->length[i])
			continue;
		sb_buf_clear(&message);
		if (sb_utf8_valid(row->cell[i], row->length[i], &bad))
			sb_buf_printf(&message, _("byte %zu is zero, which no text has: save the file as CSV UTF-8"), strlen(row->cell[i]) + 1);
		else
			sb_buf_printf(&message, _("byte %zu is not UTF-8: save the file as CSV UTF-8"), bad + 1);
		status = note_cell(at, true, i, message.data, err);
		if (status != SB_OK)
			return status;
	}
	return SB_OK;
}

static bool is_same(const struct sb_value *a, const struct sb_value *b)
{
	if (a->is_null || b->is_null)
		return a->is_null == b->is_null || (a->is_null ? b->s && !*b->s : a->s && !*a->s);
	if (a->type == SB_TEXT_TYPE || a->type == SB_MANY_TYPE)
		return strcmp(a->s, b->s) == 0;
	return a->n == b->n;
}

/* Leaves in the change only what differs, and says it: "price 2.50 → 2.75". */
static void describe_change(struct looked_at *at, struct sb_buf *what)
{
	for (enum sb_product_field field = 0; field < SB_PF_COUNT; field++) {
		if (!at->change.given[field])
			continue;
		at->change.given[field] = !is_same(&at->change.value[field], &at->old.value[field]);
		if (!at->change.given[field])
			continue;
		sb_buf_printf(what, "%s%s ", what->len ? "; " : "", sb_product_field_table[field].name);
		sb_value_print_plain(&at->old.value[field], &at->import->style, what);
		sb_buf_puts(what, " → ");
		sb_value_print_plain(&at->change.value[field], &at->import->style, what);
	}
}

static void describe_new(const struct looked_at *at, struct sb_buf *what)
{
	if (!at->change.given[SB_PF_SKU])
		sb_buf_puts(what, _("gets a code"));
	if (at->opening == SB_NONE)
		return;
	sb_buf_printf(what, "%s%s ", what->len ? "; " : "", _("opening"));
	sb_qty_print(at->opening, 0, &at->import->numbers, what);
}

static enum sb_import_action decide(struct looked_at *at, struct sb_buf *what)
{
	if (at->has_error) {
		sb_buf_puts(what, at->first_error);
		return SB_IMPORT_ERROR;
	}
	if (at->left_out) {
		sb_buf_puts(what, at->left_out);
		return SB_IMPORT_LEFT_OUT;
	}
	if (!at->product) {
		describe_new(at, what);
		return SB_IMPORT_NEW;
	}
	describe_change(at, what);
	return what->len ? SB_IMPORT_UPDATE : SB_IMPORT_UNCHANGED;
}

static enum sb_status put_key(struct looked_at *at, char kind, const char *text, size_t count, struct sb_error *err)
{
	const struct sb_import_key key = { .hash = sb_import_key_of(kind, text, count), .line = at->row->line,
					   .at = sb_spool_size(&at->import->rows) };

	return sb_spool_put(&at->import->keys, &key, sizeof(key), err);
}

static enum sb_status put_barcode_keys(struct looked_at *at, const char *codes, struct sb_error *err)
{
	enum sb_status status = SB_OK;

	while (*codes && status == SB_OK) {
		struct sb_error unsaid = SB_ERROR_INIT;
		size_t length = strcspn(codes, "|");
		struct sb_barcode barcode;
		char one[128];
		snprintf(one, sizeof(one), "%.*s", (int)(length < 127 ? length : 127), codes);
		if (sb_barcode_parse(one, &barcode, &unsaid) == SB_OK)
			status = put_key(at, 'b', barcode.code, strlen(barcode.code), err);
		codes += length + (codes[length] == '|');
	}
	return status;
}

/* By what a second row for the same thing is noticed; before the row itself is set aside. */
static enum sb_status put_keys(struct looked_at *at, struct sb_error *err)
{
	const struct sb_product_change *change = &at->change;
	const struct sb_value *sku = &change->value[SB_PF_SKU], *name = &change->value[SB_PF_NAME];
	const struct sb_value *barcodes = &change->value[SB_PF_BARCODES];
	enum sb_status status = SB_OK;

	if (at->product)
		status = put_key(at, 'p', (const char *)&at->product, sizeof(at->product), err);
	if (status == SB_OK && change->given[SB_PF_SKU] && !sku->is_null)
		status = put_key(at, 's', sku->s, strlen(sku->s), err);
	else if (status == SB_OK && !at->product && change->given[SB_PF_NAME] && !name->is_null)
		status = put_key(at, 'n', name->s, strlen(name->s), err);
	if (status == SB_OK && change->given[SB_PF_BARCODES] && !barcodes->is_null)
		status = put_barcode_keys(at, barcodes->s, err);
	return status;
}

static const char *text_of(const struct looked_at *at, enum sb_product_field field)
{
	const struct sb_value *value = at->change.given[field] ? &at->change.value[field] : &at->old.value[field];

	if (!at->change.given[field] && !at->product)
		return "";
	return value->is_null || !value->s ? "" : value->s;
}

static enum sb_status put_record(struct looked_at *at, struct sb_error *err)
{
	struct sb_import *import = at->import;
	struct sb_import_record record = { .line = at->row->line, .product = at->product, .version = at->product ? at->old.version : 0,
					   .opening = at->opening, .has_code = at->change.given[SB_PF_SKU] };
	const char *sku = sb_arena_strdup(import->arena, text_of(at, SB_PF_SKU));
	const char *name = sb_arena_strdup(import->arena, text_of(at, SB_PF_NAME));
	sb_auto(buf) what = SB_BUF_INIT;
	struct sb_buf *out = &import->scratch;

	record.action = decide(at, &what);
	import->summary.count[record.action]++;
	record.sku = (uint32_t)strlen(sku) + 1;
	record.name = (uint32_t)strlen(name) + 1;
	record.what = (uint32_t)what.len + 1;
	sb_buf_clear(out);
	sb_buf_add(out, &record, sizeof(record));
	sb_buf_add(out, sku, record.sku);
	sb_buf_add(out, name, record.name);
	sb_buf_add(out, what.data, record.what);
	if (record.action == SB_IMPORT_NEW || record.action == SB_IMPORT_UPDATE)
		sb_import_change_encode(&at->change, out);
	record.change = (uint32_t)(out->len - sizeof(record) - record.sku - record.name - record.what);
	memcpy(out->data, &record, sizeof(record));
	return sb_spool_put(&import->rows, out->data, out->len, err);
}

/* What only the book can tell. */
static enum sb_status check_with_book(struct looked_at *at, struct sb_error *err)
{
	struct sb_error wrong = SB_ERROR_INIT;
	enum sb_product_field field;
	enum sb_status status = sb_product_check(at->import->book, &at->change, at->product, &wrong);

	if (!is_about_the_file(status)) {
		if (status != SB_OK)
			*err = wrong;
		return status;
	}
	field = sb_product_field_find(wrong.field);
	if (field == SB_PF_COUNT)
		return note(at, true, "", "", wrong.text, err);
	return note(at, true, sb_import_column_name(&at->import->columns, field), text_of(at, field), wrong.text, err);
}

static enum sb_status look(struct looked_at *at, struct sb_error *err)
{
	enum sb_status status = check_shape(at, err);

	if (status == SB_OK && !at->has_error)
		status = find_product(at, err);
	if (status == SB_OK && at->product)
		status = sb_product_get(at->import->book, at->product, at->import->arena, &at->old, err);
	if (status == SB_OK && !at->has_error && !at->left_out)
		status = set_cells(at, err);
	if (status == SB_OK && !at->has_error)
		status = set_tags(at, err);
	if (status == SB_OK && !at->has_error && !at->left_out)
		status = check_with_book(at, err);
	if (status == SB_OK && !at->left_out)
		status = put_keys(at, err);
	return status == SB_OK ? put_record(at, err) : status;
}

/* Marks columns that hold anything; false: the row is empty. */
static bool note_data(struct sb_import_columns *columns, const struct sb_csv_row *row)
{
	bool has_data = false;

	for (size_t i = 0; i < row->count; i++) {
		if (row->length[i] == 0)
			continue;
		has_data = true;
		if (i < columns->count)
			columns->of[i].has_data = true;
	}
	return has_data;
}

enum sb_status sb_import_row_check(struct sb_import *import, const struct sb_csv_row *row, struct sb_error *err)
{
	struct looked_at at = { .import = import, .row = row, .opening = SB_NONE, .tags = SB_BUF_INIT };
	enum sb_status status;

	if (!note_data(&import->columns, row))
		return SB_OK;
	import->summary.rows++;
	sb_arena_clear(import->arena);
	status = look(&at, err);
	sb_buf_release(&at.tags);
	return status;
}
