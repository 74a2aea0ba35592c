/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and prints the bodies of entries; effect.h says what they look like. */
#include "effect.h"
#include "kinds.h"
#include "many.h"
#include "try.h"
#include <string.h>

enum sb_status sb_effect_broken(struct sb_error *err, const char *what)
{
	return sb_fail(err, SB_CORRUPT, _("an entry's body cannot be understood (%s): check the book and restore a backup"), what);
}

/* Reading. */

static enum sb_status read_text(const struct sb_json_value *object, const char *key, struct sb_arena *arena, const char **out,
				struct sb_error *err)
{
	const struct sb_json_value *value = sb_json_find(object, key);
	const char *text = value ? sb_json_as_text(value) : NULL;

	if (!text)
		return sb_effect_broken(err, key);
	*out = sb_arena_strdup(arena, text);
	return SB_OK;
}

static enum sb_status read_bool(const struct sb_json_value *object, const char *key, bool *out, struct sb_error *err)
{
	const struct sb_json_value *value = sb_json_find(object, key);

	return value && sb_json_as_bool(value, out) ? SB_OK : sb_effect_broken(err, key);
}

static bool read_many(const struct sb_json_value *array, struct sb_arena *arena, struct sb_value *out)
{
	sb_auto(buf) joined = SB_BUF_INIT;

	for (size_t i = 0; i < sb_json_count(array); i++) {
		const char *part = sb_json_as_text(sb_json_at(array, i));

		if (!part || strchr(part, '|'))
			return false;
		if (i)
			sb_buf_putc(&joined, '|');
		sb_buf_puts(&joined, part);
	}
	if (joined.len == 0)
		return false;
	out->s = sb_arena_strndup(arena, joined.data, joined.len);
	return true;
}

bool sb_effect_read_value(enum sb_type type, const struct sb_json_value *json, struct sb_arena *arena, struct sb_value *out)
{
	bool yes;

	*out = (struct sb_value){ .type = type };
	if (sb_json_is_null(json)) {
		out->is_null = true;
		return true;
	}
	switch (type) {
	case SB_TEXT_TYPE:
		out->s = sb_arena_strdup(arena, sb_json_as_text(json));
		return out->s != NULL;
	case SB_MANY_TYPE:
		return read_many(json, arena, out);
	case SB_BOOL_TYPE:
		if (!sb_json_as_bool(json, &yes))
			return false;
		out->n = yes;
		return true;
	default:
		return sb_json_as_int(json, &out->n);
	}
}

static enum sb_status read_change(const struct sb_json_value *object, struct sb_arena *arena, struct sb_product_change *out,
				  struct sb_error *err)
{
	const struct sb_json_value *value;
	const char *key;
	void *at = NULL;

	while (sb_json_each(object, &at, &key, &value)) {
		enum sb_product_field field = sb_product_field_find(key);

		if (field == SB_PF_COUNT || !sb_effect_read_value(sb_product_field_table[field].type, value, arena, &out->value[field]))
			return sb_effect_broken(err, key);
		out->given[field] = true;
	}
	return SB_OK;
}

static enum sb_status read_product_part(const struct sb_json_value *root, struct sb_arena *arena, struct sb_effect *out,
					struct sb_error *err)
{
	const struct sb_json_value *set = sb_json_find(root, "set"), *was = sb_json_find(root, "was");
	const struct sb_json_value *archived = sb_json_find(root, "archived");
	bool is_archived;

	if (set) {
		TRY(read_change(set, arena, &out->set, err));
		out->has_plan = out->of == SB_KIND_PLAN;
		out->has_set = !out->has_plan;
	}
	if (was)
		TRY(read_change(was, arena, &out->was, err));
	if (archived) {
		if (!sb_json_as_bool(archived, &is_archived))
			return sb_effect_broken(err, "archived");
		out->archived = is_archived;
	}
	return SB_OK;
}

static enum sb_status read_undo_part(const struct sb_json_value *root, struct sb_effect *out, struct sb_error *err)
{
	const struct sb_json_value *of = sb_json_find(root, "of"), *at = sb_json_find(root, "at");
	const char *word = of ? sb_json_as_text(of) : NULL;

	if (!word || !sb_kind_find(word, &out->of))
		return sb_effect_broken(err, "of");
	if (!at || !sb_json_as_int(at, &out->at))
		return sb_effect_broken(err, "at");
	return read_bool(root, "redo", &out->redo, err);
}

static enum sb_status read_hold_part(enum sb_kind kind, const struct sb_json_value *root, struct sb_arena *arena, struct sb_effect *out,
				     struct sb_error *err)
{
	const struct sb_json_value *expires = sb_json_find(root, "expires_ms");

	if (sb_json_find(root, "order"))
		TRY(read_text(root, "order", arena, &out->order, err));
	if (sb_json_find(root, "strategy"))
		TRY(read_text(root, "strategy", arena, &out->strategy, err));
	if (kind != SB_KIND_HOLD_PLACE)
		return SB_OK;
	return expires && sb_json_as_int(expires, &out->expires_ms) ? SB_OK : sb_effect_broken(err, "expires_ms");
}

static enum sb_status read_by_kind(enum sb_kind kind, const struct sb_json_value *root, struct sb_arena *arena,
				   struct sb_effect *out, struct sb_error *err)
{
	switch (kind) {
	case SB_KIND_BOOK:
		return read_text(root, "currency", arena, &out->currency, err);
	case SB_KIND_STORE_ADD:
		TRY(read_text(root, "code", arena, &out->code, err));
		TRY(read_text(root, "name", arena, &out->name, err));
		TRY(read_text(root, "zone", arena, &out->zone, err));
		return read_bool(root, "allow_negative", &out->allow_negative, err);
	case SB_KIND_STORE_EDIT:
	case SB_KIND_TRANSFER_OUT:
		return sb_effect_read_store(kind, false, root, arena, out, err);
	case SB_KIND_USER_ADD:
	case SB_KIND_USER_EDIT:
		return sb_effect_read_user(kind, root, arena, out, err);
	case SB_KIND_PRODUCT_ADD:
	case SB_KIND_PRODUCT_EDIT:
	case SB_KIND_PLAN:
		TRY(read_product_part(root, arena, out, err));
		return out->has_set || out->has_plan ? SB_OK : sb_effect_broken(err, "set");
	case SB_KIND_PRODUCT_ARCHIVE:
		out->archived = 1;
		return SB_OK;
	case SB_KIND_SUPPLIER_ADD:
	case SB_KIND_SUPPLIER_EDIT:
	case SB_KIND_ORDER_NEW:
	case SB_KIND_ORDER_EDIT:
	case SB_KIND_ORDER_CANCEL:
		return sb_effect_read_order(kind, false, root, arena, out, err);
	case SB_KIND_UNDO:
		TRY(read_undo_part(root, out, err));
		if (sb_kind_subject(out->of) == SB_KIND_ORDER_NEW || sb_kind_subject(out->of) == SB_KIND_SUPPLIER_ADD)
			return sb_effect_read_order(out->of, true, root, arena, out, err);
		if (sb_kind_subject(out->of) != SB_KIND_PRODUCT_ADD)
			return sb_effect_read_store(out->of, true, root, arena, out, err);
		return read_product_part(root, arena, out, err);
	case SB_KIND_HOLD_PLACE:
	case SB_KIND_HOLD_ALLOCATE:
		return read_hold_part(kind, root, arena, out, err);
	case SB_KIND_COUNT_NEW:
	case SB_KIND_COUNT_SCAN:
	case SB_KIND_COUNT_RESOLVE:
	case SB_KIND_COUNT_CANCEL:
		return sb_effect_read_count(kind, root, arena, out, err);
	case SB_KIND_REASON_ADD:
		return sb_effect_read_reason(root, arena, out, err);
	case SB_KIND_HOLD_CANCEL:
		return sb_json_find(root, "reason") ? read_text(root, "reason", arena, &out->reason, err) : SB_OK;
	default:
		return SB_OK;
	}
}

enum sb_status sb_effect_read(enum sb_kind kind, const char *body, struct sb_arena *arena, struct sb_effect *out,
			      struct sb_error *err)
{
	sb_owned(json_doc) doc = NULL;
	struct sb_error inner = SB_ERROR_INIT;
	struct sb_effect effect = { .archived = -1, .of = kind, .at = SB_NONE, .expires_ms = SB_NONE };

	if (kind == SB_KIND_PRODUCT_ADD && sb_effect_read_plain(body, arena, &effect.set)) {
		effect.has_set = true;
		*out = effect;
		return SB_OK;
	}
	effect.set = (struct sb_product_change){ 0 };
	if (sb_json_parse(body, strlen(body), &doc, &inner) != SB_OK)
		return sb_effect_broken(err, inner.text);
	TRY(read_by_kind(kind, sb_json_root(doc), arena, &effect, err));
	*out = effect;
	return SB_OK;
}

/* Printing. */

static void print_many(struct sb_json *json, const char *key, const char *joined)
{
	sb_auto(buf) part = SB_BUF_INIT;
	struct sb_many many;

	sb_json_open(json, key, '[');
	sb_many_start(&many, joined);
	while (sb_many_next(&many)) {
		sb_buf_clear(&part);
		sb_buf_add(&part, many.at, many.length);
		sb_json_text(json, NULL, part.data);
	}
	sb_json_close(json, ']');
}

void sb_effect_print_value(struct sb_json *json, const char *key, const struct sb_value *value)
{
	if (value->is_null)
		sb_json_null(json, key);
	else if (value->type == SB_TEXT_TYPE)
		sb_json_text(json, key, value->s);
	else if (value->type == SB_MANY_TYPE)
		print_many(json, key, value->s);
	else if (value->type == SB_BOOL_TYPE)
		sb_json_bool(json, key, value->n != 0);
	else
		sb_json_int(json, key, value->n);
}

static void print_change(struct sb_json *json, const char *key, const struct sb_product_change *change)
{
	sb_json_open(json, key, '{');
	for (size_t field = 0; field < SB_PF_COUNT; field++)
		if (change->given[field])
			sb_effect_print_value(json, sb_product_field_table[field].name, &change->value[field]);
	sb_json_close(json, '}');
}

static void print_product_part(struct sb_json *json, enum sb_kind kind, const struct sb_effect *effect)
{
	if (effect->has_set || effect->has_plan) {
		print_change(json, "set", &effect->set);
		if (kind != SB_KIND_PRODUCT_ADD)
			print_change(json, "was", &effect->was);
	}
	if (kind == SB_KIND_UNDO && effect->archived >= 0)
		sb_json_bool(json, "archived", effect->archived == 1);
}

static void print_hold_part(struct sb_json *json, enum sb_kind kind, const struct sb_effect *effect)
{
	if (effect->order)
		sb_json_text(json, "order", effect->order);
	if (kind == SB_KIND_HOLD_PLACE)
		sb_json_int(json, "expires_ms", effect->expires_ms);
	if (effect->strategy)
		sb_json_text(json, "strategy", effect->strategy);
	if (effect->reason)
		sb_json_text(json, "reason", effect->reason);
}

void sb_effect_print(enum sb_kind kind, const struct sb_effect *effect, struct sb_buf *out)
{
	struct sb_json json;

	sb_json_init(&json, out);
	sb_json_open(&json, NULL, '{');
	if (kind == SB_KIND_BOOK) {
		sb_json_text(&json, "currency", effect->currency);
		sb_json_int(&json, "format", SB_ENTRY_FORMAT);
	}
	if (kind == SB_KIND_STORE_ADD) {
		sb_json_text(&json, "code", effect->code);
		sb_json_text(&json, "name", effect->name);
		sb_json_text(&json, "zone", effect->zone);
		sb_json_bool(&json, "allow_negative", effect->allow_negative);
	}
	if (kind == SB_KIND_REASON_ADD)
		sb_effect_print_reason(effect, &json);
	if (kind == SB_KIND_UNDO) {
		sb_json_text(&json, "of", sb_kind_word(effect->of));
		sb_json_int(&json, "at", effect->at);
		sb_json_bool(&json, "redo", effect->redo);
	}
	sb_effect_print_store(kind, effect, &json);
	sb_effect_print_order(kind, effect, &json);
	print_product_part(&json, kind, effect);
	if (kind == SB_KIND_HOLD_PLACE || kind == SB_KIND_HOLD_ALLOCATE || kind == SB_KIND_HOLD_CANCEL)
		print_hold_part(&json, kind, effect);
	if (kind == SB_KIND_USER_ADD || kind == SB_KIND_USER_EDIT)
		sb_effect_print_user(kind, effect, &json);
	sb_effect_print_count(kind, effect, &json);
	sb_json_close(&json, '}');
}

void sb_effect_reverse(enum sb_kind kind, int64_t at, const struct sb_effect *effect, struct sb_effect *out)
{
	struct sb_effect reverse = {
		.archived = -1,
		.of = effect->of,
		.at = kind == SB_KIND_UNDO ? effect->at : at,
		.expires_ms = SB_NONE,
	};

	reverse.redo = kind == SB_KIND_UNDO && !effect->redo;
	if (kind == SB_KIND_PRODUCT_ADD) {
		reverse.archived = 1;
	} else if (effect->has_set || effect->has_plan) {
		reverse.has_set = effect->has_set;
		reverse.has_plan = effect->has_plan;
		reverse.set = effect->was;
		reverse.was = effect->set;
	}
	reverse.has_store_set = effect->has_store_set;
	reverse.store_set = effect->store_was;
	reverse.store_was = effect->store_set;
	if (kind == SB_KIND_STORE_ADD || kind == SB_KIND_REASON_ADD || effect->fate == SB_STORE_RETURNS)
		reverse.fate = SB_STORE_GOES;
	else if (effect->fate == SB_STORE_GOES)
		reverse.fate = SB_STORE_RETURNS;
	if (effect->archived >= 0)
		reverse.archived = !effect->archived;
	sb_effect_reverse_order(kind, effect, &reverse);
	*out = reverse;
}
