/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON as we read it: jansson, made stricter in depth. Only this file knows jansson; a struct sb_json_value is its json_t. It
 * keeps members in the order in which they were written.
 */
#include "stockbook/json.h"
#include "number.h"
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_DEPTH 64

struct sb_json_doc {
	json_t *root;
};

static const struct sb_json_value *value_of(const json_t *json)
{
	return (const struct sb_json_value *)(const void *)json;
}

/* The library's readers take pointers that are not const, and do not write through them. */
static json_t *json_of(const struct sb_json_value *value)
{
	return (json_t *)(uintptr_t)value;
}

static const struct {
	enum json_error_code code;
	const char *reason;
} reasons[] = {
	{ json_error_stack_overflow, N_("it is nested too deep") },
	{ json_error_invalid_utf8, N_("a character is not UTF-8") },
	{ json_error_premature_end_of_input, N_("it ends too early") },
	{ json_error_end_of_input_expected, N_("something follows its end") },
	{ json_error_null_character, N_("a text contains a null character") },
	{ json_error_duplicate_key, N_("a name occurs twice in an object") },
	{ json_error_numeric_overflow, N_("a number is too large") },
};

static enum sb_status refuse(const json_error_t *fault, struct sb_error *err)
{
	const char *reason = N_("a sign or word is not where it may stand");
	enum json_error_code code = json_error_code(fault);

	if (code == json_error_out_of_memory)
		return sb_fail(err, SB_FAILED, _("out of memory while reading JSON: send less at once"));
	for (size_t i = 0; i < SB_COUNT(reasons); i++)
		if (reasons[i].code == code)
			reason = reasons[i].reason;
	sb_fail(err, SB_INVALID, _("this is not JSON, at line %d, column %d: %s"), fault->line, fault->column, _(reason));
	err->column = fault->column;
	return SB_INVALID;
}

/* The library counts depth by thousands; 64 is plenty for anything we read, and keeps every recursion shallow. */
static bool is_shallow(const char *text, size_t bytes)
{
	int depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < bytes; i++) {
		if (quoted && text[i] == '\\')
			i++;
		else if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && (text[i] == '[' || text[i] == '{') && ++depth > MOST_DEPTH)
			return false;
		else if (!quoted && (text[i] == ']' || text[i] == '}'))
			depth--;
	}
	return true;
}

enum sb_status sb_json_parse(const char *text, size_t bytes, struct sb_json_doc **out, struct sb_error *err)
{
	json_error_t fault;

	if (!is_shallow(text, bytes))
		return sb_fail(err, SB_INVALID, _("this JSON is nested more than %d deep: flatten it"), MOST_DEPTH);

	json_t *root = json_loadb(text, bytes, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &fault);

	if (!root)
		return refuse(&fault, err);

	struct sb_json_doc *doc = sb_alloc(sizeof(*doc));

	doc->root = root;
	*out = doc;
	return SB_OK;
}

void sb_json_doc_free(struct sb_json_doc *doc)
{
	if (!doc)
		return;
	json_decref(doc->root);
	free(doc);
}

const struct sb_json_value *sb_json_root(const struct sb_json_doc *doc)
{
	return value_of(doc->root);
}

const struct sb_json_value *sb_json_find(const struct sb_json_value *object, const char *key)
{
	return object ? value_of(json_object_get(json_of(object), key)) : NULL;
}

size_t sb_json_count(const struct sb_json_value *array_or_object)
{
	const json_t *json = json_of(array_or_object);

	return json_is_array(json) ? json_array_size(json) : json_object_size(json);
}

const struct sb_json_value *sb_json_at(const struct sb_json_value *array, size_t index)
{
	return value_of(json_array_get(json_of(array), index));
}

bool sb_json_each(const struct sb_json_value *object, void **at, const char **key, const struct sb_json_value **value)
{
	json_t *json = json_of(object);

	*at = *at ? json_object_iter_next(json, *at) : json_object_iter(json);
	if (!*at)
		return false;
	*key = json_object_iter_key(*at);
	*value = value_of(json_object_iter_value(*at));
	return true;
}

const char *sb_json_as_text(const struct sb_json_value *value)
{
	return json_string_value(json_of(value));
}

bool sb_json_as_int(const struct sb_json_value *value, int64_t *out)
{
	if (!json_is_integer(json_of(value)))
		return false;
	*out = json_integer_value(json_of(value));
	return true;
}

/*
 * A decimal of up to 15 digits survives the way through a double: the fewest decimals that lead back to the double are those
 * that were written. The mark is the locale's, whatever it is, and becomes a point.
 */
static bool print_real(double real, struct sb_buf *out)
{
	static const char digits[] = "0123456789";
	char text[64];
	int decimals = 0;

	if (fabs(real) >= 1e15)
		return false;
	do
		snprintf(text, sizeof(text), "%.*f", decimals, real);
	while (strtod(text, NULL) != real && decimals++ < 15);

	size_t whole = strspn(text, "-0123456789");
	const char *fraction = text + whole + strcspn(text + whole, digits);

	sb_buf_add(out, text, whole);
	if (*fraction) {
		sb_buf_putc(out, '.');
		sb_buf_puts(out, fraction);
	}
	return true;
}

bool sb_json_as_number(const struct sb_json_value *value, struct sb_buf *out)
{
	const json_t *json = json_of(value);

	if (json_is_integer(json)) {
		sb_number_print(json_integer_value(json), 0, 0, NULL, out);
		return true;
	}
	return json_is_real(json) && print_real(json_real_value(json), out);
}

bool sb_json_as_bool(const struct sb_json_value *value, bool *out)
{
	if (!json_is_boolean(json_of(value)))
		return false;
	*out = json_is_true(json_of(value));
	return true;
}

bool sb_json_is_null(const struct sb_json_value *value)
{
	return json_is_null(json_of(value));
}
