/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bodies of entries about stock counts. */
#include "count_state.h"
#include "kinds.h"
#include "try.h"

/* Reading. */

static enum sb_status read_text(const struct sb_json_value *root, const char *key, struct sb_arena *arena,
				const char **out, struct sb_error *err)
{
	const struct sb_json_value *value = sb_json_find(root, key);

	if (!value)
		return SB_OK;
	if (!sb_json_as_text(value))
		return sb_effect_broken(err, key);
	*out = sb_arena_strdup(arena, sb_json_as_text(value));
	return SB_OK;
}

static enum sb_status read_int(const struct sb_json_value *root, const char *key, int64_t *out, struct sb_error *err)
{
	const struct sb_json_value *value = sb_json_find(root, key);

	return !value || sb_json_as_int(value, out) ? SB_OK : sb_effect_broken(err, key);
}

static enum sb_status read_bool(const struct sb_json_value *root, const char *key, bool *out, struct sb_error *err)
{
	const struct sb_json_value *value = sb_json_find(root, key);

	return !value || sb_json_as_bool(value, out) ? SB_OK : sb_effect_broken(err, key);
}

static enum sb_status read_product(const struct sb_json_value *root, struct sb_count_effect *out, struct sb_error *err)
{
	const struct sb_json_value *value = sb_json_find(root, "product");
	const char *text = value ? sb_json_as_text(value) : NULL;

	if (!value)
		return SB_OK;
	out->has_product = text && sb_id_parse(text, &out->product);
	return out->has_product ? SB_OK : sb_effect_broken(err, "product");
}

static enum sb_status read_products(const struct sb_json_value *root, struct sb_arena *arena,
				    struct sb_count_effect *out, struct sb_error *err)
{
	const struct sb_json_value *array = sb_json_find(root, "products");
	size_t count = array ? sb_json_count(array) : 0;
	struct sb_id *ids = sb_arena_alloc(arena, (count + 1) * sizeof(*ids));

	for (size_t i = 0; i < count; i++) {
		const char *text = sb_json_as_text(sb_json_at(array, i));

		if (!text || !sb_id_parse(text, &ids[i]))
			return sb_effect_broken(err, "products");
	}
	out->products = ids;
	out->product_count = count;
	return SB_OK;
}

static enum sb_status read_beginning(const struct sb_json_value *root, struct sb_arena *arena,
				     struct sb_count_effect *out, struct sb_error *err)
{
	const char *scope = NULL;

	TRY(read_text(root, "scope", arena, &scope, err));
	if (!scope || !sb_count_scope_find(scope, &out->scope))
		return sb_effect_broken(err, "scope");
	TRY(read_text(root, "value", arena, &out->value, err));
	TRY(read_products(root, arena, out, err));
	TRY(read_bool(root, "blind", &out->is_blind, err));
	TRY(read_bool(root, "zeroes", &out->zeroes, err));
	TRY(read_int(root, "tolerance", &out->tolerance_milli, err));
	TRY(read_int(root, "tolerance_percent", &out->tolerance_percent, err));
	TRY(read_int(root, "tolerance_value", &out->tolerance_minor, err));
	return read_int(root, "lines", &out->scope_lines, err);
}

static enum sb_status read_scan(const struct sb_json_value *root, struct sb_arena *arena, struct sb_count_effect *out,
				struct sb_error *err)
{
	TRY(read_product(root, out, err));
	TRY(read_text(root, "code", arena, &out->code, err));
	TRY(read_int(root, "qty", &out->qty_milli, err));
	TRY(read_bool(root, "absolute", &out->is_absolute, err));
	TRY(read_bool(root, "recount", &out->is_recount, err));
	TRY(read_bool(root, "outside", &out->is_outside, err));
	if (!out->has_product && !out->code)
		return sb_effect_broken(err, "product");
	return out->qty_milli >= 0 ? SB_OK : sb_effect_broken(err, "qty");
}

enum sb_status sb_effect_read_count(enum sb_kind kind, const struct sb_json_value *root, struct sb_arena *arena,
				    struct sb_effect *out, struct sb_error *err)
{
	struct sb_count_effect *count = sb_arena_alloc(arena, sizeof(*count));

	*count = (struct sb_count_effect)SB_COUNT_EFFECT;
	if (kind == SB_KIND_COUNT_NEW)
		TRY(read_beginning(root, arena, count, err));
	if (kind == SB_KIND_COUNT_SCAN || kind == SB_KIND_COUNT_RESOLVE)
		TRY(read_scan(root, arena, count, err));
	if (kind == SB_KIND_COUNT_CANCEL)
		TRY(read_text(root, "reason", arena, &out->reason, err));
	out->count = count;
	return SB_OK;
}

/* Printing: what is not so is left out. */

static void print_number(struct sb_json *json, const char *key, int64_t number)
{
	if (number != SB_NONE)
		sb_json_int(json, key, number);
}

static void print_if(struct sb_json *json, const char *key, bool yes)
{
	if (yes)
		sb_json_bool(json, key, true);
}

static void print_id(struct sb_json *json, const char *key, const struct sb_id *id)
{
	sb_auto(buf) text = SB_BUF_INIT;

	sb_id_print(id, &text);
	sb_json_text(json, key, text.data);
}

static void print_beginning(struct sb_json *json, const struct sb_count_effect *count)
{
	sb_json_text(json, "scope", sb_count_scope_word(count->scope));
	if (count->value)
		sb_json_text(json, "value", count->value);
	if (count->scope == SB_SCOPE_LIST) {
		sb_json_open(json, "products", '[');
		for (size_t i = 0; i < count->product_count; i++)
			print_id(json, NULL, &count->products[i]);
		sb_json_close(json, ']');
	}
	sb_json_bool(json, "blind", count->is_blind);
	sb_json_bool(json, "zeroes", count->zeroes);
	print_number(json, "tolerance", count->tolerance_milli);
	print_number(json, "tolerance_percent", count->tolerance_percent);
	print_number(json, "tolerance_value", count->tolerance_minor);
	sb_json_int(json, "lines", count->scope_lines);
}

void sb_effect_print_count(enum sb_kind kind, const struct sb_effect *effect, struct sb_json *json)
{
	const struct sb_count_effect *count = effect->count;

	if (kind == SB_KIND_COUNT_NEW)
		print_beginning(json, count);
	if (kind == SB_KIND_COUNT_SCAN || kind == SB_KIND_COUNT_RESOLVE) {
		if (count->has_product)
			print_id(json, "product", &count->product);
		if (count->code)
			sb_json_text(json, "code", count->code);
		if (kind == SB_KIND_COUNT_SCAN)
			sb_json_int(json, "qty", count->qty_milli);
		print_if(json, "absolute", count->is_absolute);
		print_if(json, "recount", count->is_recount);
		print_if(json, "outside", count->is_outside);
	}
	if (kind == SB_KIND_COUNT_CANCEL && effect->reason)
		sb_json_text(json, "reason", effect->reason);
}
