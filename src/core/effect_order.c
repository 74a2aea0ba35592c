/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of bodies that are about suppliers and orders: fields set, who is to deliver and when, why no more comes. */
#include "effect.h"
#include "kinds.h"
#include "try.h"
#include <string.h>

static size_t field_of(const char *name)
{
	size_t field = 0;

	while (field < SB_SF_COUNT && strcmp(sb_supplier_field_table[field].name, name) != 0)
		field++;
	return field;
}

static enum sb_status read_change(const struct sb_json_value *object, struct sb_arena *arena,
				  struct sb_supplier_change *out, struct sb_error *err)
{
	const struct sb_json_value *value;
	const char *key;
	void *at = NULL;

	while (sb_json_each(object, &at, &key, &value)) {
		size_t field = field_of(key);

		if (field == SB_SF_COUNT ||
		    !sb_effect_read_value(sb_supplier_field_table[field].type, value, arena, &out->value[field]))
			return sb_effect_broken(err, key);
		out->given[field] = true;
	}
	return SB_OK;
}

static enum sb_status read_supplier(enum sb_kind of, const struct sb_json_value *root, struct sb_arena *arena,
				    struct sb_effect *out, struct sb_error *err)
{
	const struct sb_json_value *set = sb_json_find(root, "set"), *was = sb_json_find(root, "was");

	if (!set || (of == SB_KIND_SUPPLIER_EDIT && !was))
		return sb_effect_broken(err, "set");
	TRY(read_change(set, arena, &out->supplier_set, err));
	if (was)
		TRY(read_change(was, arena, &out->supplier_was, err));
	if (of == SB_KIND_SUPPLIER_ADD && (!out->supplier_set.given[SB_SF_NAME] || out->supplier_set.value[SB_SF_NAME].is_null))
		return sb_effect_broken(err, "name");
	out->has_supplier_set = true;
	return SB_OK;
}

static enum sb_status read_expected(const struct sb_json_value *object, int64_t *out, struct sb_error *err)
{
	const struct sb_json_value *day = sb_json_find(object, "expected");

	*out = SB_NONE;
	if (!day || (!sb_json_is_null(day) && !sb_json_as_int(day, out)))
		return sb_effect_broken(err, "expected");
	return SB_OK;
}

static enum sb_status read_new(const struct sb_json_value *root, struct sb_effect *out, struct sb_error *err)
{
	const struct sb_json_value *supplier = sb_json_find(root, "supplier");
	const char *text = supplier ? sb_json_as_text(supplier) : NULL;

	if (!text || !sb_id_parse(text, &out->supplier))
		return sb_effect_broken(err, "supplier");
	out->has_expected = true;
	return read_expected(root, &out->expected, err);
}

static enum sb_status read_edit(const struct sb_json_value *root, struct sb_effect *out, struct sb_error *err)
{
	const struct sb_json_value *set = sb_json_find(root, "set"), *was = sb_json_find(root, "was");

	if (!set && !was)
		return SB_OK;
	if (!set || !was)
		return sb_effect_broken(err, "set");
	out->has_expected = true;
	TRY(read_expected(set, &out->expected, err));
	return read_expected(was, &out->expected_was, err);
}

static enum sb_status read_reason(const struct sb_json_value *root, struct sb_arena *arena, struct sb_effect *out,
				  struct sb_error *err)
{
	const struct sb_json_value *reason = sb_json_find(root, "reason");

	if (!reason)
		return SB_OK;
	if (!sb_json_as_text(reason))
		return sb_effect_broken(err, "reason");
	out->reason = sb_arena_strdup(arena, sb_json_as_text(reason));
	return SB_OK;
}

enum sb_status sb_effect_read_order(enum sb_kind of, bool is_undo, const struct sb_json_value *root,
				    struct sb_arena *arena, struct sb_effect *out, struct sb_error *err)
{
	if (of == SB_KIND_SUPPLIER_ADD && is_undo)
		return sb_effect_read_fate(root, out, err);
	if (of == SB_KIND_SUPPLIER_ADD || of == SB_KIND_SUPPLIER_EDIT)
		return read_supplier(of, root, arena, out, err);
	if (of == SB_KIND_ORDER_EDIT)
		return read_edit(root, out, err);
	if (of == SB_KIND_ORDER_NEW && !is_undo)
		return read_new(root, out, err);
	return of == SB_KIND_ORDER_CANCEL && !is_undo ? read_reason(root, arena, out, err) : SB_OK;
}

/* Printing. */

static void print_change(struct sb_json *json, const char *key, const struct sb_supplier_change *change)
{
	sb_json_open(json, key, '{');
	for (size_t field = 0; field < SB_SF_COUNT; field++)
		if (change->given[field])
			sb_effect_print_value(json, sb_supplier_field_table[field].name, &change->value[field]);
	sb_json_close(json, '}');
}

static void print_expected(struct sb_json *json, int64_t day)
{
	if (day == SB_NONE)
		sb_json_null(json, "expected");
	else
		sb_json_int(json, "expected", day);
}

static void print_expected_change(struct sb_json *json, const struct sb_effect *effect)
{
	sb_json_open(json, "set", '{');
	print_expected(json, effect->expected);
	sb_json_close(json, '}');
	sb_json_open(json, "was", '{');
	print_expected(json, effect->expected_was);
	sb_json_close(json, '}');
}

void sb_effect_print_order(enum sb_kind kind, const struct sb_effect *effect, struct sb_json *json)
{
	if (effect->has_supplier_set) {
		print_change(json, "set", &effect->supplier_set);
		if (kind != SB_KIND_SUPPLIER_ADD)
			print_change(json, "was", &effect->supplier_was);
	}
	if (kind == SB_KIND_ORDER_NEW) {
		sb_auto(buf) supplier = SB_BUF_INIT;

		sb_id_print(&effect->supplier, &supplier);
		sb_json_text(json, "supplier", supplier.data);
		print_expected(json, effect->expected);
	} else if (effect->has_expected) {
		print_expected_change(json, effect);
	}
	if (kind == SB_KIND_ORDER_CANCEL && effect->reason)
		sb_json_text(json, "reason", effect->reason);
}

void sb_effect_reverse_order(enum sb_kind kind, const struct sb_effect *effect, struct sb_effect *out)
{
	if (kind == SB_KIND_SUPPLIER_ADD) {
		out->fate = SB_STORE_GOES;
		return;
	}
	out->has_supplier_set = effect->has_supplier_set;
	out->supplier_set = effect->supplier_was;
	out->supplier_was = effect->supplier_set;
	if (kind == SB_KIND_ORDER_NEW)
		return;
	out->has_expected = effect->has_expected;
	out->expected = effect->expected_was;
	out->expected_was = effect->expected;
}
