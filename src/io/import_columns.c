/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which shop program wrote a file, by its header row, and what each of its columns is. A format is a table of columns; another shop's
 * export is one more table and one more row of `formats`.
 */
#include "import_parts.h"

#include "stockbook/text.h"
#include <string.h>

struct column_row {
	const char *header; /* lower case, blanks and hyphens as underscores */
	enum sb_import_target target;
	enum sb_product_field field;
	bool is_second;
};

struct format_row {
	struct sb_import_format shown;
	const char *signature[4]; /* headers that must all be there */
	const struct column_row *columns;
	size_t count;
	bool has_field_names; /* also every name of the table of product fields */
};

/* What our own exports hold beside a product's fields. Stock is only looked at: it changes by entries. */
static const struct column_row stockbook_columns[] = {
	{ .header = "id", .target = SB_TO_ID },
	{ .header = "currency", .target = SB_TO_CURRENCY },
	{ .header = "opening", .target = SB_TO_OPENING },
	{ .header = "on_hand", .target = SB_TO_ON_HAND },
	{ .header = "archived", .target = SB_TO_ARCHIVED },
	{ .header = "held", .target = SB_TO_NOTHING },
	{ .header = "committed", .target = SB_TO_NOTHING },
	{ .header = "unavailable", .target = SB_TO_NOTHING },
	{ .header = "available", .target = SB_TO_NOTHING },
	{ .header = "on_order", .target = SB_TO_NOTHING },
	{ .header = "in_transit", .target = SB_TO_NOTHING },
	{ .header = "incoming", .target = SB_TO_NOTHING },
	{ .header = "projected", .target = SB_TO_NOTHING },
	{ .header = "created_at", .target = SB_TO_NOTHING },
	{ .header = "updated_at", .target = SB_TO_NOTHING },
	{ .header = "last_counted_at", .target = SB_TO_NOTHING },
	{ .header = "spark", .target = SB_TO_NOTHING },
	{ .header = "sold_14", .target = SB_TO_NOTHING },
};

static const struct column_row openboxes_columns[] = {
	{ .header = "productcode", .target = SB_TO_FIELD, .field = SB_PF_SKU },
	{ .header = "name", .target = SB_TO_FIELD, .field = SB_PF_NAME },
	{ .header = "description", .target = SB_TO_FIELD, .field = SB_PF_DESCRIPTION },
	{ .header = "category", .target = SB_TO_TAG },
	{ .header = "tags", .target = SB_TO_TAG },
	{ .header = "unitofmeasure", .target = SB_TO_FIELD, .field = SB_PF_UNIT },
	{ .header = "unitcost", .target = SB_TO_FIELD, .field = SB_PF_COST },
	{ .header = "upc", .target = SB_TO_FIELD, .field = SB_PF_BARCODES },
	{ .header = "vendorname", .target = SB_TO_FIELD, .field = SB_PF_SUPPLIER },
	{ .header = "vendor", .target = SB_TO_FIELD, .field = SB_PF_SUPPLIER, .is_second = true },
	{ .header = "vendorcode", .target = SB_TO_FIELD, .field = SB_PF_SUPPLIER_CODE },
	{ .header = "active", .target = SB_TO_ACTIVE },
	{ .header = "id", .target = SB_TO_NOTHING },
	{ .header = "producttype", .target = SB_TO_NOTHING },
	{ .header = "created", .target = SB_TO_NOTHING },
	{ .header = "updated", .target = SB_TO_NOTHING },
};

/* Other shops first: their signatures say more than ours, which is any column of a product. */
static const struct format_row formats[] = {
	{ .shown = { "openboxes", N_("OpenBoxes products") }, .signature = { "productcode", "name", "unitofmeasure" },
	  .columns = openboxes_columns, .count = SB_COUNT(openboxes_columns) },
	{ .shown = { "stockbook", N_("stockbook products") }, .signature = { "sku" },
	  .columns = stockbook_columns, .count = SB_COUNT(stockbook_columns), .has_field_names = true },
	{ .shown = { "stockbook", N_("stockbook products") }, .signature = { "name" },
	  .columns = stockbook_columns, .count = SB_COUNT(stockbook_columns), .has_field_names = true },
};

/* Written behind rejected rows. */
static const char *const of_rejects[] = { "reject_line", "reject_error" };

const struct sb_import_format *sb_import_format_at(size_t index)
{
	/* The last row is the same format by another signature. */
	return index + 1 < SB_COUNT(formats) ? &formats[index].shown : NULL;
}

/* " Reorder-point" is "reorder_point". */
static void normalise(const char *header, struct sb_buf *out)
{
	sb_buf_clear(out);
	sb_buf_puts(out, header);
	sb_text_trim(out->data);
	out->len = strlen(out->data);
	for (char *at = out->data; *at; at++) {
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
		else if (*at == ' ' || *at == '-')
			*at = '_';
	}
}

static bool header_has(const struct sb_csv_row *header, const char *name)
{
	sb_auto(buf) cell = SB_BUF_INIT;

	for (size_t i = 0; i < header->count; i++) {
		normalise(header->cell[i], &cell);
		if (strcmp(cell.data, name) == 0)
			return true;
	}
	return false;
}

static bool is_signed(const struct format_row *format, const struct sb_csv_row *header)
{
	for (size_t i = 0; i < SB_COUNT(format->signature) && format->signature[i]; i++)
		if (!header_has(header, format->signature[i]))
			return false;
	return true;
}

static const struct format_row *find_format(const struct sb_csv_row *header, const char *wanted)
{
	for (size_t i = 0; i < SB_COUNT(formats); i++)
		if ((!wanted || strcmp(formats[i].shown.name, wanted) == 0) && is_signed(&formats[i], header))
			return &formats[i];
	return NULL;
}

static void append_name(const char *name, struct sb_buf *out)
{
	sb_auto(buf) visible = SB_BUF_INIT;

	sb_text_visible(name, &visible);
	sb_buf_printf(out, "%s%s", out->len ? ", " : "", visible.len <= 60 ? visible.data : "…");
}

static enum sb_status fail_format(const struct sb_csv_row *header, const char *wanted, struct sb_error *err)
{
	sb_auto(buf) names = SB_BUF_INIT;

	for (size_t i = 0; i < header->count && i < 8; i++)
		append_name(header->cell[i], &names);
	if (wanted)
		return sb_fail_field(err, SB_INVALID, "format", _("the first row (%s) is not that of %s: leave the format out to have it found"),
				     names.data, wanted);
	return sb_fail(err, SB_INVALID, _("the first row (%s) names no columns known here: it must have sku or name, as in sku,name,price"), names.data);
}

static const char *header_of_field(enum sb_product_field field, bool by_option, struct sb_buf *scratch)
{
	const struct sb_product_field_row *row = &sb_product_field_table[field];

	normalise(by_option ? row->option : row->name, scratch);
	return scratch->data;
}

static bool match_field(const char *header, struct sb_import_column *column)
{
	sb_auto(buf) scratch = SB_BUF_INIT;

	for (enum sb_product_field field = 0; field < SB_PF_COUNT; field++) {
		if (strcmp(header_of_field(field, false, &scratch), header) != 0 &&
		    strcmp(header_of_field(field, true, &scratch), header) != 0)
			continue;
		column->target = SB_TO_FIELD;
		column->field = field;
		return true;
	}
	return false;
}

static void match_column(const struct format_row *format, const char *header, struct sb_import_column *column)
{
	column->target = SB_TO_UNKNOWN;
	for (size_t i = 0; i < SB_COUNT(of_rejects); i++)
		if (strcmp(of_rejects[i], header) == 0)
			column->target = SB_TO_NOTHING;
	for (size_t i = 0; i < format->count; i++) {
		const struct column_row *row = &format->columns[i];
		if (strcmp(row->header, header) != 0)
			continue;
		column->target = row->target;
		column->field = row->field;
		column->is_second = row->is_second;
		return;
	}
	if (format->has_field_names)
		match_field(header, column);
}

static bool mean_the_same(const struct sb_import_column *a, const struct sb_import_column *b)
{
	if (a->target != b->target || a->target == SB_TO_NOTHING || a->target == SB_TO_UNKNOWN || a->target == SB_TO_TAG)
		return false;
	return a->target != SB_TO_FIELD || (a->field == b->field && a->is_second == b->is_second);
}

static enum sb_status check_twice(const struct sb_import_columns *columns, struct sb_error *err)
{
	for (size_t i = 0; i < columns->count; i++)
		for (size_t j = 0; j < i; j++)
			if (mean_the_same(&columns->of[j], &columns->of[i]))
				return sb_fail(err, SB_INVALID,
					_("columns %zu (%s) and %zu (%s) mean the same: leave one out"),
					j + 1, columns->of[j].name, i + 1, columns->of[i].name);
	return SB_OK;
}

enum sb_status sb_import_columns_read(const struct sb_csv_row *header, const char *format, struct sb_import_columns *out,
				      struct sb_error *err)
{
	const struct format_row *row = find_format(header, format);
	sb_auto(buf) cell = SB_BUF_INIT;
	size_t bad;

	if (!sb_utf8_valid(header->raw, header->raw_length, &bad))
		return sb_fail(err, SB_INVALID, _("line %lld, byte %zu is not UTF-8: save the file as CSV UTF-8"), (long long)header->line, bad + 1);
	if (!row)
		return fail_format(header, format, err);
	out->format = &row->shown;
	out->count = header->count;
	out->of = sb_alloc(header->count * sizeof(out->of[0]));
	for (size_t i = 0; i < header->count; i++) {
		normalise(header->cell[i], &cell);
		match_column(row, cell.data, &out->of[i]);
		out->of[i].name = sb_text_trim(sb_strdup(header->cell[i]));
	}
	return check_twice(out, err);
}

void sb_import_columns_release(struct sb_import_columns *columns)
{
	for (size_t i = 0; i < columns->count; i++)
		free(columns->of[i].name);
	free(columns->of);
	*columns = (struct sb_import_columns){ .of = NULL };
}

const char *sb_import_column_name(const struct sb_import_columns *columns, enum sb_product_field field)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->of[i].target == SB_TO_FIELD && columns->of[i].field == field)
			return columns->of[i].name;
	return sb_product_field_table[field].name;
}
