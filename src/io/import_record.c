/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows, findings and changes as bytes in a spool, and back. */
#include "import_parts.h"

#include "stockbook/text.h"
#include <string.h>

#define VALUE_BYTES_MAX 80

/* ---- changes: field, kind, then eight bytes or a text with its NUL ---- */

enum change_mark { MARK_NULL = 'n', MARK_NUMBER = 'i', MARK_TEXT = 's' };

static bool is_text(enum sb_type type)
{
	return type == SB_TEXT_TYPE || type == SB_MANY_TYPE;
}

void sb_import_change_encode(const struct sb_product_change *change, struct sb_buf *out)
{
	for (enum sb_product_field field = 0; field < SB_PF_COUNT; field++) {
		const struct sb_value *value = &change->value[field];
		if (!change->given[field])
			continue;
		sb_buf_putc(out, (char)field);
		sb_buf_putc(out, value->is_null ? MARK_NULL : is_text(value->type) ? MARK_TEXT : MARK_NUMBER);
		sb_buf_putc(out, (char)value->scale);
		if (value->is_null)
			continue;
		if (is_text(value->type))
			sb_buf_add(out, value->s, strlen(value->s) + 1);
		else
			sb_buf_add(out, &value->n, sizeof(value->n));
	}
}

void sb_import_change_decode(const char *bytes, size_t count, struct sb_product_change *out)
{
	const char *end = bytes + count;

	*out = (struct sb_product_change){ 0 };
	while (bytes < end) {
		enum sb_product_field field = (enum sb_product_field)bytes[0];
		struct sb_value *value = &out->value[field];
		char mark = bytes[1];
		*value = (struct sb_value){ .type = sb_product_field_table[field].type, .is_null = mark == MARK_NULL, .scale = (uint8_t)bytes[2] };
		out->given[field] = true;
		bytes += 3;
		if (mark == MARK_TEXT) {
			value->s = bytes;
			bytes += strlen(bytes) + 1;
		} else if (mark == MARK_NUMBER) {
			memcpy(&value->n, bytes, sizeof(value->n));
			bytes += sizeof(value->n);
		}
	}
}

/* ---- rows ---- */

enum sb_status sb_import_record_next(struct sb_spool_cursor *cursor, struct sb_import_record *record, const char **texts, bool *found,
				     struct sb_error *err)
{
	const void *bytes;
	enum sb_status status = sb_spool_next(cursor, sizeof(*record), &bytes, err);

	*found = status == SB_OK && bytes;
	if (!*found)
		return status;
	memcpy(record, bytes, sizeof(*record));
	status = sb_spool_next(cursor, record->sku + record->name + record->what + record->change, &bytes, err);
	*texts = bytes;
	return status;
}

/* ---- findings ---- */

/* A cell's text as far as it is text: control characters as blanks, bad bytes as U+FFFD; its beginning. */
static size_t put_value(const char *value, struct sb_buf *out)
{
	const size_t before = out->len;
	const char *end = value + strlen(value);

	while (value < end && out->len - before < VALUE_BYTES_MAX) {
		int32_t c = sb_utf8_next(&value, end);
		sb_utf8_put(out, c < 0x20 || (c >= 0x7f && c < 0xa0) ? ' ' : c);
	}
	if (value < end)
		sb_buf_puts(out, "…");
	sb_buf_putc(out, '\0');
	return out->len - before;
}

enum sb_status sb_import_finding_put(struct sb_import *import, struct sb_spool *spool, const struct sb_import_finding *finding,
				     struct sb_error *err)
{
	struct sb_import_found head = { .line = finding->line, .is_error = finding->is_error };
	struct sb_buf *out = &import->scratch;

	sb_buf_clear(out);
	sb_buf_add(out, &head, sizeof(head));
	sb_buf_add(out, finding->column, strlen(finding->column) + 1);
	head.column = (uint32_t)(out->len - sizeof(head));
	head.value = (uint32_t)put_value(finding->value, out);
	head.message = (uint32_t)strlen(finding->message) + 1;
	sb_buf_add(out, finding->message, head.message);
	memcpy(out->data, &head, sizeof(head));
	if (finding->is_error)
		import->summary.errors++;
	else
		import->summary.warnings++;
	return sb_spool_put(spool, out->data, out->len, err);
}

enum sb_status sb_import_finding_next(struct sb_spool_cursor *cursor, struct sb_import_finding *out, bool *found,
				      struct sb_error *err)
{
	struct sb_import_found head;
	const void *bytes;
	enum sb_status status = sb_spool_next(cursor, sizeof(head), &bytes, err);

	*found = status == SB_OK && bytes;
	if (!*found)
		return status;
	memcpy(&head, bytes, sizeof(head));
	status = sb_spool_next(cursor, head.column + head.value + head.message, &bytes, err);
	if (status == SB_OK)
		*out = (struct sb_import_finding){ .line = head.line, .is_error = head.is_error, .column = bytes,
			.value = (const char *)bytes + head.column, .message = (const char *)bytes + head.column + head.value };
	return status;
}
