/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of types: how each is read, printed for people, for machines and as JSON, and by what it is ordered. */
#include "stockbook/value.h"
#include "stockbook/id.h"
#include "stockbook/json.h"
#include "stockbook/text.h"
#include "number.h"
#include "excerpt.h"
#include <assert.h>
#include <string.h>
#include <strings.h>

static void print_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out);

/* ---- printing ---- */

static void print_text(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	sb_buf_puts(out, value->s ? value->s : "");
}

/* PRODUCT and ENTRY are text while typed and a number once resolved. */
static void print_named(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	if (value->s)
		sb_buf_puts(out, value->s);
	else
		sb_number_print(value->n, 0, 0, NULL, out);
}

/* A word of a table, which people read in their own language. */
static void print_choice(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	sb_buf_puts(out, value->s && *value->s ? _(value->s) : "");
}

static void print_list(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	for (const char *at = value->s ? value->s : ""; *at; at++) {
		if (*at == '|')
			sb_buf_puts(out, ", ");
		else
			sb_buf_putc(out, *at);
	}
}

static void print_int(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	sb_number_print(value->n, 0, 0, style->numbers, out);
}

static void print_int_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	sb_number_print(value->n, 0, 0, NULL, out);
}

/* 4:59, 1:00:00, 2 d 3 h; below zero where clocks disagree */
static void print_span(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	long long seconds = value->n < 0 ? -value->n : value->n;

	(void)style;
	if (value->n < 0)
		sb_buf_putc(out, '-');
	if (seconds >= 86400)
		sb_buf_printf(out, _("%lld d %lld h"), seconds / 86400, seconds % 86400 / 3600);
	else if (seconds >= 3600)
		sb_buf_printf(out, "%lld:%02lld:%02lld", seconds / 3600, seconds % 3600 / 60, seconds % 60);
	else
		sb_buf_printf(out, "%lld:%02lld", seconds / 60, seconds % 60);
}

static void print_qty(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	sb_qty_print(value->n, value->scale, style->numbers, out);
}

static void print_qty_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	sb_qty_print(value->n, 0, NULL, out);
}

static void print_money(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	sb_money_print(value->n, style->currency, style->numbers, out);
}

static void print_money_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	sb_money_print(value->n, style->currency, NULL, out);
}

static void print_moment(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	sb_moment_print_local(style->zone, value->n, out);
}

static void print_moment_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	sb_moment_print(value->n, out);
}

static void print_day(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	sb_day_print(value->n, out);
}

static void print_bool(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	sb_buf_puts(out, value->n ? _("yes") : _("no"));
}

static void print_bool_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	sb_buf_puts(out, value->n ? "true" : "false");
}

static void print_percent(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	sb_number_print(value->n, 1, 1, style->numbers, out);
	sb_buf_putc(out, '%');
}

static void print_percent_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	sb_number_print(value->n, 1, 0, NULL, out);
}

/* ---- JSON ---- */

static void json_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	print_plain(value, style, out);
}

static void json_quoted(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	sb_auto(buf) plain = SB_BUF_INIT;

	print_plain(value, style, &plain);
	sb_json_quote(out, plain.data);
}

static void json_text(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	(void)style;
	sb_json_quote(out, value->s ? value->s : "");
}

static void json_named(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	if (value->s)
		sb_json_quote(out, value->s);
	else
		print_int_plain(value, style, out);
}

static void json_list(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	const char *at = value->s ? value->s : "";
	sb_auto(buf) part = SB_BUF_INIT;

	(void)style;
	sb_buf_putc(out, '[');
	while (*at) {
		size_t length = strcspn(at, "|");

		sb_buf_clear(&part);
		sb_buf_add(&part, at, length);
		sb_json_quote(out, part.data);
		at += length;
		if (*at == '|' && *++at)
			sb_buf_putc(out, ',');
	}
	sb_buf_putc(out, ']');
}

/* The text counts the unit's smallest steps; machines get quantities. */
static void print_spark_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	static const int64_t step_table[] = { 1000, 100, 10, 1 };
	const struct sb_numbers plain = sb_numbers_plain();
	int64_t step = step_table[value->scale <= 3 ? value->scale : 0];
	char *end;

	(void)style;
	for (const char *at = value->s; *at; at = end) {
		long long steps = strtoll(at, &end, 10);

		if (end == at)
			return;
		sb_qty_print(steps * step, 0, &plain, out);
		if (*end == ',')
			sb_buf_putc(out, *end++);
	}
}

static void json_spark(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	sb_buf_putc(out, '[');
	print_spark_plain(value, style, out);
	sb_buf_putc(out, ']');
}

/* ---- reading ---- */

static enum sb_status parse_text(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				 struct sb_error *err)
{
	(void)scale, (void)style, (void)err;
	out->s = text;
	return SB_OK;
}

static enum sb_status parse_int(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				struct sb_error *err)
{
	struct sb_number_rule rule = { .field = "number", .most = INT64_MAX, .numbers = style->numbers };

	(void)scale;
	return sb_number_parse(text, &rule, &out->n, err);
}

/* 300, 90s, 30m, 2h, 1d: seconds where nothing else is said. */
static enum sb_status parse_span(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				 struct sb_error *err)
{
	static const struct {
		const char *word;
		int64_t seconds;
	} units[] = { { "", 1 }, { "s", 1 }, { "m", 60 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 }, { "w", 604800 } };
	struct sb_number_rule rule = { .field = "span", .most = INT64_MAX / 604800, .numbers = style->numbers };
	struct sb_error ignored = SB_ERROR_INIT;
	struct excerpt said = excerpt_of(text);
	sb_owned_string number = sb_strdup(text);
	char *unit = sb_text_trim(number);
	int64_t seconds = 0;

	(void)scale;
	unit += strcspn(unit, "smhdwSMHDW");
	for (size_t i = 0; i < SB_COUNT(units); i++)
		if (strcasecmp(unit, units[i].word) == 0)
			seconds = units[i].seconds;
	*unit = '\0';
	if (!seconds || sb_number_parse(number, &rule, &out->n, &ignored))
		return sb_fail_field(err, SB_INVALID, "span",
				     _("\"%s\" is no span of time: write it like 300 (seconds), 90s, 30m, 2h or 1d"),
				     said.text);
	out->n *= seconds;
	return SB_OK;
}

static enum sb_status parse_qty(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				struct sb_error *err)
{
	out->scale = (uint8_t)scale;
	return sb_qty_parse(text, scale, style->numbers, &out->n, err);
}

static enum sb_status parse_money(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				  struct sb_error *err)
{
	(void)scale;
	return sb_money_parse(text, style->currency, style->numbers, &out->n, err);
}

static enum sb_status parse_moment(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				   struct sb_error *err)
{
	(void)scale;
	return sb_moment_parse(text, style->zone, style->now, &out->n, err);
}

static enum sb_status parse_day(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				struct sb_error *err)
{
	int64_t moment;
	enum sb_status status = sb_moment_parse(text, style->zone, style->now, &moment, err);

	(void)scale;
	if (status)
		return status;
	out->n = sb_day_of(style->zone, moment);
	return SB_OK;
}

static const struct {
	const char *yes, *no;
} answers[] = { { N_("yes"), N_("no") }, { "true", "false" }, { "on", "off" }, { "1", "0" }, { N_("y"), N_("n") } };

static bool is_answer(const char *text, const char *word)
{
	return strcasecmp(text, word) == 0 || strcasecmp(text, _(word)) == 0;
}

static enum sb_status parse_bool(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				 struct sb_error *err)
{
	struct excerpt said = excerpt_of(text);

	(void)scale, (void)style;
	sb_text_trim(said.text);
	for (size_t i = 0; i < SB_COUNT(answers); i++) {
		bool yes = is_answer(said.text, answers[i].yes);

		if (yes || is_answer(said.text, answers[i].no)) {
			out->n = yes;
			return SB_OK;
		}
	}
	return sb_fail_field(err, SB_INVALID, "answer", _("\"%s\" is neither yes nor no: write one of them"), said.text);
}

static enum sb_status parse_id(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
			       struct sb_error *err)
{
	struct excerpt said = excerpt_of(text);
	struct sb_id id;

	(void)scale, (void)style;
	if (!sb_id_parse(text, &id))
		return sb_fail_field(err, SB_INVALID, "id",
				     _("\"%s\" is not an id: copy it whole, 32 digits in five groups"), said.text);
	out->s = text;
	return SB_OK;
}

/* Integers with commas between them, as the sparkline draws them. */
static enum sb_status parse_spark(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				  struct sb_error *err)
{
	const char *at = text;

	(void)scale, (void)style;
	while (*at) {
		const char *start = at += *at == '-';

		at += strspn(at, "0123456789");
		if (at == start || (*at == ',' && !at[1]) || (*at && *at != ','))
			return sb_fail(err, SB_INVALID, _("a sparkline is made of whole numbers: put commas between them"));
		at += *at == ',';
	}
	out->s = text;
	return SB_OK;
}

static enum sb_status parse_percent(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				    struct sb_error *err)
{
	struct sb_number_rule rule = {
		.field = "percent", .scale = 1, .decimals = 1, .most = SB_QTY_MAX, .numbers = style->numbers,
	};
	sb_owned_string number = sb_strdup(text);
	size_t length = strlen(sb_text_trim(number));

	(void)scale;
	if (length > 0 && number[length - 1] == '%')
		number[length - 1] = '\0';
	return sb_number_parse(number, &rule, &out->n, err);
}

/* ---- the table ---- */

static const struct {
	const char *name;
	bool is_right;
} types[SB_TYPE_COUNT] = {
#define T(symbol, word, right) [SB_##symbol##_TYPE] = { .name = (word), .is_right = (right) },
	SB_TYPES(T)
#undef T
};

static const struct manner {
	void (*print)(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out);
	void (*plain)(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out);
	void (*json)(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out);
	enum sb_status (*parse)(int scale, const char *text, const struct sb_style *style, struct sb_value *out,
				struct sb_error *err);
	bool by_text; /* ordered by s */
} manners[SB_TYPE_COUNT] = {
	[SB_TEXT_TYPE] = { print_text, print_text, json_text, parse_text, true },
	[SB_INT_TYPE] = { print_int, print_int_plain, json_plain, parse_int, false },
	[SB_QTY_TYPE] = { print_qty, print_qty_plain, json_plain, parse_qty, false },
	[SB_MONEY_TYPE] = { print_money, print_money_plain, json_quoted, parse_money, false },
	[SB_MOMENT_TYPE] = { print_moment, print_moment_plain, json_quoted, parse_moment, false },
	[SB_DAY_TYPE] = { print_day, print_day, json_quoted, parse_day, false },
	[SB_BOOL_TYPE] = { print_bool, print_bool_plain, json_plain, parse_bool, false },
	[SB_ID_TYPE] = { print_text, print_text, json_text, parse_id, true },
	[SB_MANY_TYPE] = { print_list, print_text, json_list, parse_text, true },
	[SB_SPARK_TYPE] = { print_text, print_spark_plain, json_spark, parse_spark, true },
	[SB_PRODUCT_TYPE] = { print_named, print_named, json_named, parse_text, false },
	[SB_ENTRY_TYPE] = { print_named, print_named, json_named, parse_text, false },
	[SB_FILE_TYPE] = { print_text, print_text, json_text, parse_text, true },
	[SB_QUERY_TYPE] = { print_text, print_text, json_text, parse_text, true },
	[SB_CHOICE_TYPE] = { print_choice, print_text, json_text, parse_text, true },
	[SB_PERCENT_TYPE] = { print_percent, print_percent_plain, json_plain, parse_percent, false },
	[SB_SPAN_TYPE] = { print_span, print_int_plain, json_plain, parse_span, false },
};

static const struct manner *manner_of(enum sb_type type)
{
	assert((unsigned int)type < SB_TYPE_COUNT);
	return &manners[type];
}

static void print_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	manner_of(value->type)->plain(value, style, out);
}

const char *sb_type_name(enum sb_type type)
{
	assert((unsigned int)type < SB_TYPE_COUNT);
	return types[type].name;
}

bool sb_type_is_right(enum sb_type type)
{
	assert((unsigned int)type < SB_TYPE_COUNT);
	return types[type].is_right;
}

void sb_value_print(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	if (!value->is_null)
		manner_of(value->type)->print(value, style, out);
}

void sb_value_print_plain(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	if (!value->is_null)
		print_plain(value, style, out);
}

void sb_value_print_json(const struct sb_value *value, const struct sb_style *style, struct sb_buf *out)
{
	if (value->is_null)
		sb_buf_puts(out, "null");
	else
		manner_of(value->type)->json(value, style, out);
}

enum sb_status sb_value_parse(enum sb_type type, int scale, const char *text, const struct sb_style *style, struct sb_value *out,
			      struct sb_error *err)
{
	struct sb_value value = { .type = type };
	enum sb_status status = manner_of(type)->parse(scale, text, style, &value, err);

	if (status == SB_OK)
		*out = value;
	return status;
}

static int compare_text(const char *a, const char *b)
{
	sb_auto(buf) left = SB_BUF_INIT;
	sb_auto(buf) right = SB_BUF_INIT;

	sb_text_fold(a ? a : "", &left);
	sb_text_fold(b ? b : "", &right);
	int order = strcmp(left.data, right.data);

	return order ? order : strcmp(a ? a : "", b ? b : "");
}

int sb_value_compare(const struct sb_value *a, const struct sb_value *b)
{
	assert(a->type == b->type);
	if (a->is_null || b->is_null)
		return a->is_null - b->is_null;
	if (manner_of(a->type)->by_text || (a->s && b->s))
		return compare_text(a->s, b->s);
	return (a->n > b->n) - (a->n < b->n);
}
