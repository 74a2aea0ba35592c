/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field as a person or a file gave it: cleaned, typed, checked. What only the book can tell is product_check.c. */
#include "many.h"
#include "sku.h"
#include "stockbook/product.h"
#include "stockbook/text.h"
#include "try.h"
#include <assert.h>
#include <string.h>

#define NAME_CHARS_MAX	      200
#define DESCRIPTION_CHARS_MAX 2000
#define TEXT_CHARS_MAX	      100
#define UNIT_CHARS_MAX	      20
#define TAG_CHARS_MAX	      200
#define PARTS_MAX	      50
#define LEAD_DAYS_MAX	      3650

struct setter {
	const struct sb_style *style;
	const char *sku_pattern;
	enum sb_product_field field;
	const struct sb_product *old;
	struct sb_arena *arena;
	const struct sb_product_change *change;
	const char **warning;
};

static const char *name_of(const struct setter *setter)
{
	return sb_product_field_table[setter->field].name;
}

static enum sb_status set_text(const struct setter *setter, const char *text, size_t most, struct sb_value *out, struct sb_error *err)
{
	if (sb_utf8_count(text) > most)
		return sb_fail_field(err, SB_INVALID, name_of(setter), _("%s has at most %zu characters: shorten it"),
				     _(sb_product_field_table[setter->field].label), most);
	out->s = sb_arena_strdup(setter->arena, text);
	return SB_OK;
}

static enum sb_status set_sku(const struct setter *setter, const char *text, struct sb_value *out, struct sb_error *err)
{
	char *sku = sb_text_upper(sb_arena_strdup(setter->arena, text));

	TRY(sb_sku_match(setter->sku_pattern, sku, err));
	out->s = sku;
	return SB_OK;
}

/* Parts of a value of several: each put through `add`, doubles left out. */
struct parts {
	const struct setter *setter;
	struct sb_buf joined;
	const char *seen[PARTS_MAX]; /* what makes two parts the same */
	const char *shown[PARTS_MAX];
	size_t count;
};

/* The part before with this key as it was shown, or NULL. */
static const char *find_part(const struct parts *parts, const char *key)
{
	for (size_t i = 0; i < parts->count; i++)
		if (strcmp(parts->seen[i], key) == 0)
			return parts->shown[i];
	return NULL;
}

static enum sb_status add_part(struct parts *parts, const char *key, const char *shown, struct sb_error *err)
{
	if (find_part(parts, key))
		return SB_OK;
	if (parts->count == PARTS_MAX)
		return sb_fail_field(err, SB_INVALID, name_of(parts->setter), _("a product has at most %d of these: leave some out"), PARTS_MAX);
	parts->shown[parts->count] = sb_arena_strdup(parts->setter->arena, shown);
	parts->seen[parts->count++] = sb_arena_strdup(parts->setter->arena, key);
	if (parts->joined.len)
		sb_buf_putc(&parts->joined, '|');
	sb_buf_puts(&parts->joined, shown);
	return SB_OK;
}

static enum sb_status add_tag(struct parts *parts, const char *tag, struct sb_error *err)
{
	sb_auto(buf) folded = SB_BUF_INIT;

	if (sb_utf8_count(tag) > TAG_CHARS_MAX)
		return sb_fail_field(err, SB_INVALID, "tags", _("a tag has at most %d characters: shorten it"), TAG_CHARS_MAX);
	sb_text_fold(tag, &folded);
	return add_part(parts, folded.data, tag, err);
}

static const char *pack_of(const char *printed)
{
	return printed + strcspn(printed, "*");
}

/* Which of two packs a scan means could not be told. */
static enum sb_status refuse_other_pack(const char *before, const char *printed, struct sb_error *err)
{
	if (!before || strcmp(pack_of(before), pack_of(printed)) == 0)
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "barcodes", _("%s and %s are the same barcode: keep one of them"), before, printed);
}

static enum sb_status add_barcode(struct parts *parts, const char *text, struct sb_error *err)
{
	const struct setter *setter = parts->setter;
	struct sb_barcode barcode;

	TRY(sb_barcode_parse(text, &barcode, err));
	TRY(refuse_other_pack(find_part(parts, barcode.code), barcode.printed, err));
	if (barcode.check_digit_wrong && setter->warning)
		*setter->warning = sb_arena_printf(setter->arena, _("the check digit of barcode %s is wrong: look whether it was read right"), barcode.printed);
	return add_part(parts, barcode.code, barcode.printed, err);
}

static enum sb_status set_many(const struct setter *setter, const char *text, struct sb_value *out, struct sb_error *err)
{
	struct parts parts = { .setter = setter, .joined = SB_BUF_INIT };
	enum sb_status status = SB_OK;
	struct sb_many many;

	sb_many_start(&many, text);
	while (status == SB_OK && sb_many_next(&many)) {
		char *part = sb_text_trim(sb_arena_strndup(setter->arena, many.at, many.length));

		if (*part)
			status = setter->field == SB_PF_TAGS ? add_tag(&parts, part, err) : add_barcode(&parts, part, err);
	}
	out->is_null = parts.joined.len == 0;
	if (!out->is_null)
		out->s = sb_arena_strndup(setter->arena, parts.joined.data, parts.joined.len);
	sb_buf_release(&parts.joined);
	return status;
}

static int decimals_for(const struct setter *setter)
{
	const struct sb_value *given = &setter->change->value[SB_PF_DECIMALS];

	if (setter->change->given[SB_PF_DECIMALS] && !given->is_null)
		return (int)given->n;
	if (setter->old && !setter->old->value[SB_PF_DECIMALS].is_null)
		return (int)setter->old->value[SB_PF_DECIMALS].n;
	return 0;
}

static int64_t most_of(enum sb_product_field field)
{
	switch (field) {
	case SB_PF_DECIMALS:
		return 3;
	case SB_PF_LEAD_DAYS:
		return LEAD_DAYS_MAX;
	default:
		return SB_QTY_MAX;
	}
}

static enum sb_status set_number(const struct setter *setter, const char *text, struct sb_value *out, struct sb_error *err)
{
	enum sb_type type = out->type;
	int64_t most = most_of(setter->field);
	enum sb_status status = sb_value_parse(type, type == SB_QTY_TYPE ? decimals_for(setter) : 0, text, setter->style, out, err);

	if (status != SB_OK) {
		(void)snprintf(err->field, sizeof(err->field), "%s", name_of(setter));
		return status;
	}
	if (type == SB_BOOL_TYPE)
		return SB_OK;
	if (out->n < 0)
		return sb_fail_field(err, SB_INVALID, name_of(setter), _("%s cannot be below zero: give zero or more"),
				     _(sb_product_field_table[setter->field].label));
	if (out->n > most)
		return sb_fail_field(err, SB_INVALID, name_of(setter), _("%s is at most %lld: give less"),
				     _(sb_product_field_table[setter->field].label),
				     (long long)(type == SB_INT_TYPE ? most : most / 1000));
	if (setter->field == SB_PF_PACK && out->n == 0)
		return sb_fail_field(err, SB_INVALID, "pack", _("a pack holds at least one: leave it empty if there are no packs"));
	return SB_OK;
}

static enum sb_status set_by_field(const struct setter *setter, const char *clean, struct sb_value *out, struct sb_error *err)
{
	switch (setter->field) {
	case SB_PF_SKU:
		return set_sku(setter, clean, out, err);
	case SB_PF_NAME:
		return set_text(setter, clean, NAME_CHARS_MAX, out, err);
	case SB_PF_DESCRIPTION:
		return set_text(setter, clean, DESCRIPTION_CHARS_MAX, out, err);
	case SB_PF_UNIT:
		return set_text(setter, clean, UNIT_CHARS_MAX, out, err);
	case SB_PF_SUPPLIER:
	case SB_PF_SUPPLIER_CODE:
	case SB_PF_BIN:
		return set_text(setter, clean, TEXT_CHARS_MAX, out, err);
	case SB_PF_BARCODES:
	case SB_PF_TAGS:
		return set_many(setter, clean, out, err);
	default:
		return set_number(setter, clean, out, err);
	}
}

enum sb_status sb_product_set(const struct sb_style *style, const char *sku_pattern, enum sb_product_field field, const char *text,
			      const struct sb_product *old, struct sb_arena *arena, struct sb_product_change *change,
			      const char **warning, struct sb_error *err)
{
	const struct setter setter = { style, sku_pattern, field, old, arena, change, warning };
	struct sb_value value = { .type = sb_product_field_table[field].type };
	sb_auto(buf) clean = SB_BUF_INIT;

	assert(field < SB_PF_COUNT);
	if (sb_text_clean(text, &clean, err) != SB_OK) {
		(void)snprintf(err->field, sizeof(err->field), "%s", name_of(&setter));
		return err->status;
	}
	value.is_null = clean.len == 0;
	if (!value.is_null)
		TRY(set_by_field(&setter, clean.data, &value, err));
	value.type = sb_product_field_table[field].type;
	value.scale = 0;
	change->value[field] = value;
	change->given[field] = true;
	return SB_OK;
}
