/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What arguments mean: each is read as its type says, products and entries are looked up, quantities take as many
 * decimals as their product has. The same checks serve a whole call and a single field of a form.
 */
#include "call.h"
#include "packs.h"
#include "stockbook/text.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Whoever reads a value knows what it is, and not which argument it was for. */
static enum sb_status name_field(const struct sb_arg *arg, enum sb_status st, struct sb_error *err)
{
	if (!st)
		return SB_OK;
	snprintf(err->field, sizeof(err->field), "%s", arg->name);
	if (st == SB_INVALID && arg->flags & SB_ARG_HOW)
		err->status = SB_USAGE;
	return err->status;
}

const struct sb_style *sb_call_style(struct sb_call *call)
{
	sb_app_style(call->app, call->human, &call->style);
	return &call->style;
}

static enum sb_status find_product(struct sb_call *call, const char *text, const struct sb_found **out, struct sb_error *err)
{
	struct sb_found *found = sb_arena_alloc(call->arena, sizeof(*found));
	const char *token = sb_call_text(call, "token");
	bool was_named = false;
	enum sb_status st = SB_OK;

	/* Repeated, an edit that renamed its product is still about that one. */
	if (token)
		st = sb_product_find_before(call->app->book, token, text, &was_named, found, err);
	if (!st && !was_named)
		st = sb_product_find(call->app->book, text, sb_setting_text(call->app->settings, SB_SET_SCAN_WEIGHT), false, found, err);
	if (!st)
		*out = found;
	return st;
}

/* The product a quantity is of: the one given in the same turn, else the only one. */
static const struct sb_found *product_of(struct sb_call *call, size_t turn)
{
	struct sb_error ignored = SB_ERROR_INIT;
	size_t seen = 0;
	struct given *last = NULL;

	for (size_t i = 0; i < call->count; i++) {
		if (call->given[i].arg->type != SB_PRODUCT_TYPE)
			continue;
		last = &call->given[i];
		if (seen++ == turn)
			break;
	}
	if (last && !last->found && call->app->book && find_product(call, last->text, &last->found, &ignored))
		return NULL;
	return last ? last->found : NULL;
}

static bool is_number(const struct sb_arg *arg)
{
	return arg->type == SB_QTY_TYPE || arg->type == SB_INT_TYPE || arg->type == SB_MONEY_TYPE || arg->type == SB_SPAN_TYPE;
}

static enum sb_status check_sign(const struct sb_arg *arg, const struct sb_value *value, struct sb_error *err)
{
	bool is_signed = arg->flags & SB_ARG_SIGNED, above = arg->flags & SB_ARG_PLUS;

	if (!is_number(arg) || value->is_null)
		return SB_OK;
	if (is_signed && !value->n)
		return sb_fail(err, SB_INVALID, _("0 changes nothing: say how many more (+) or fewer (-)"));
	if (!is_signed && value->n < 0)
		return sb_fail(err, SB_INVALID, _("below zero makes no sense here: give it without the minus sign"));
	if (above && value->n <= 0)
		return sb_fail(err, SB_INVALID, _("0 is not enough: give a number above zero"));
	return SB_OK;
}

struct choosing {
	const char *text;
	struct sb_buf words;
	bool is_found;
};

static bool meet_choice(const char *value, const char *meaning, void *context)
{
	struct choosing *choosing = context;

	(void)meaning;
	choosing->is_found = !strcmp(value, choosing->text);
	sb_buf_printf(&choosing->words, "%s%s", choosing->words.len ? ", " : "", value);
	return !choosing->is_found;
}

/* What the book has besides the words that are always there; those come first, so that the book is seldom asked. */
static enum sb_status check_offered(struct sb_call *call, const struct sb_arg *arg, const char *text, struct sb_error *err)
{
	struct choosing choosing = { .text = text, .words = SB_BUF_INIT };
	enum sb_status st = arg->offer(call->app, "", INT_MAX, meet_choice, &choosing, err);

	if (!st && !choosing.is_found)
		st = sb_fail(err, SB_INVALID, _("\"%s\" is none of the choices: choose one of %s"), text, choosing.words.data);
	sb_buf_release(&choosing.words);
	return st;
}

static enum sb_status check_choice(struct sb_call *call, const struct sb_arg *arg, const char *text, struct sb_error *err)
{
	sb_auto(buf) words = SB_BUF_INIT;

	if (arg->offer)
		return check_offered(call, arg, text, err);
	for (const char *at = arg->choices; *at;) {
		size_t length = strcspn(at, "|");

		if (length == strlen(text) && !strncmp(at, text, length))
			return SB_OK;
		if (length)
			sb_buf_printf(&words, "%s%.*s", words.len ? ", " : "", (int)length, at);
		at += length + (at[length] == '|');
	}
	return sb_fail(err, SB_INVALID, _("\"%s\" is none of the choices: choose one of %s"), text, words.data);
}

/* What was last when this token was used the first time; SB_NONE: it was not. */
static enum sb_status last_before(struct sb_call *call, int64_t *out, struct sb_error *err)
{
	const char *token = sb_call_text(call, "token");
	struct sb_entry entry;
	int64_t seq = SB_NONE;
	enum sb_status st = token ? sb_entry_by_token(call->app->book, token, &seq, err) : SB_OK;

	*out = SB_NONE;
	if (st || seq == SB_NONE)
		return st;
	st = sb_entry_get(call->app->book, seq, call->arena, &entry, err);
	if (!st)
		*out = entry.undoes;
	return st;
}

static enum sb_status check_entry(struct sb_call *call, const char *text, struct sb_value *out, struct sb_error *err)
{
	enum sb_status st = SB_OK;

	if (strcmp(text, "last")) {
		st = sb_entry_find(call->app->book, text, &out->n, err);
	} else {
		st = last_before(call, &out->n, err);
		if (!st && out->n == SB_NONE)
			st = sb_book_undoable(call->app->book, true, &out->n, err);
	}
	out->is_null = st != SB_OK;
	return st;
}

static enum sb_status check_text(struct sb_call *call, const struct sb_arg *arg, const char *text, struct sb_value *out,
				 struct sb_error *err)
{
	sb_auto(buf) clean = SB_BUF_INIT;
	enum sb_status st = SB_OK;

	*out = (struct sb_value){ .type = arg->type, .s = sb_arena_strdup(call->arena, text) };
	if (arg->flags & (SB_ARG_ADVANCED | SB_ARG_MANY_LINES | SB_ARG_SECRET | SB_ARG_INPUT))
		return SB_OK;
	st = sb_text_clean(text, &clean, err);
	if (!st)
		out->s = sb_arena_strdup(call->arena, clean.data);
	return st;
}

static enum sb_status check_query(struct sb_call *call, const char *text, struct sb_value *out, struct sb_error *err)
{
	struct sb_query query;
	enum sb_status st = sb_query_parse(text, call->arena, &query, err);

	if (!st)
		*out = (struct sb_value){ .type = SB_QUERY_TYPE, .s = sb_arena_strdup(call->arena, text) };
	return st;
}

/* While its name can still be mended. */
static enum sb_status check_file(const struct sb_arg *arg, const char *path, struct sb_error *err)
{
	if (!*path && arg->flags & SB_ARG_REQUIRED)
		return sb_fail(err, SB_INVALID, _("no file is named: give its path"));
	if (!(arg->flags & SB_ARG_READ) || access(path, R_OK) == 0)
		return SB_OK;
	return sb_fail_errno(err, errno == ENOENT ? SB_NOT_FOUND : SB_CANNOT_OPEN, _("cannot read %s"), path);
}

/* Cases come in parts, too: half a case of 24 is 12. */
static enum sb_status check_qty(struct sb_call *call, struct given *given, const struct sb_found *of, struct sb_error *err)
{
	bool in_packs = given->arg->flags & SB_ARG_PACKS && packs_are_meant(of);
	enum sb_status st = sb_value_parse(SB_QTY_TYPE, of && !in_packs ? of->decimals : 3, given->text, &call->style, &given->value, err);

	/* Of a product that is not there yet nobody knows how finely it is counted. */
	if (!of)
		given->value.scale = 0;
	if (st || !in_packs)
		return st;
	given->packs_of = of;
	given->packs_milli = given->value.n;
	return packs_count(of, given->packs_milli, &given->value.n, err);
}

/* `turn` counts repetitions of this argument before this one. */
static enum sb_status check_one(struct sb_call *call, struct given *given, size_t turn, struct sb_error *err)
{
	const struct sb_arg *arg = given->arg;
	enum sb_status st = SB_OK;

	given->value.type = arg->type;
	given->packs_of = NULL;
	switch ((int)arg->type) {
	case SB_PRODUCT_TYPE:
		st = find_product(call, given->text, &given->found, err);
		if (!st)
			given->value = (struct sb_value){ .type = arg->type, .n = given->found->id };
		break;
	case SB_ENTRY_TYPE:
		st = check_entry(call, given->text, &given->value, err);
		break;
	case SB_CHOICE_TYPE:
		given->value = (struct sb_value){ .type = arg->type, .s = given->text };
		st = arg->choices ? check_choice(call, arg, given->text, err) : SB_OK;
		break;
	case SB_TEXT_TYPE:
		st = check_text(call, arg, given->text, &given->value, err);
		break;
	case SB_QUERY_TYPE:
		st = check_query(call, given->text, &given->value, err);
		break;
	case SB_QTY_TYPE:
		st = check_qty(call, given, product_of(call, turn), err);
		break;
	case SB_FILE_TYPE:
		given->value = (struct sb_value){ .type = arg->type, .s = given->text };
		st = check_file(arg, given->text, err);
		break;
	default:
		st = sb_value_parse(arg->type, 0, given->text, &call->style, &given->value, err);
	}
	if (!st)
		st = check_sign(arg, &given->value, err);
	st = name_field(arg, st, err);
	/* All of it is meant: a line may hold other numbers, so its name is said with it. */
	if (st && is_number(arg) && !err->column)
		err->column = 1;
	return st;
}

/* ---- fields of a product ---- */

static enum sb_product_field field_of(const struct sb_arg *arg)
{
	enum sb_product_field field = 0;

	while (field < SB_PF_COUNT && strcmp(sb_product_field_table[field].option, arg->name))
		field++;
	return field;
}

static enum sb_status set_field(struct sb_call *call, const struct sb_arg *arg, const char *text, struct sb_product_change *change,
				struct sb_error *err)
{
	const char *pattern = sb_setting_text(call->app->settings, SB_SET_PRODUCT_SKU_PATTERN);

	return name_field(arg, sb_product_set(&call->style, pattern, field_of(arg), text, call->old, call->arena, change, &call->warning, err),
			  err);
}

/* An option given several times is one list of values. */
static const char *joined(struct sb_call *call, const struct sb_arg *arg)
{
	sb_auto(buf) all = SB_BUF_INIT;
	const struct given *given;

	for (size_t i = 0; (given = call_find(call, arg->name, i)); i++)
		sb_buf_printf(&all, "%s%s", i ? "|" : "", given->text);
	return sb_arena_strdup(call->arena, all.data);
}

static enum sb_status load_old(struct sb_call *call, struct sb_error *err)
{
	const struct sb_found *found = product_of(call, 0);
	struct sb_product *old = NULL;
	enum sb_status st = SB_OK;

	if (call->old || !found)
		return SB_OK;
	old = sb_arena_alloc(call->arena, sizeof(*old));
	st = sb_product_get(call->app->book, found->id, call->arena, old, err);
	if (!st)
		call->old = old;
	return st;
}

/* Decimals first: they say how quantities are read. */
static enum sb_status check_fields(struct sb_call *call, struct sb_product_change *change, struct sb_error *err)
{
	const char *first = sb_product_field_table[SB_PF_DECIMALS].option;
	enum sb_status st = load_old(call, err);

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < call->cmd->arg_count && !st; i++) {
			const struct sb_arg *arg = &call->cmd->args[i];
			bool is_first = !strcmp(arg->name, first);

			if (arg->flags & SB_ARG_FIELD && is_first == !pass && sb_call_has(call, arg->name))
				st = set_field(call, arg, joined(call, arg), change, err);
		}
	}
	return st;
}

/* A field of a form: as typed so far, and what only the book can tell of it. */
static enum sb_status check_field_alone(struct sb_call *call, const struct sb_arg *arg, const char *text, struct sb_buf *echo,
					struct sb_error *err)
{
	struct sb_error unripe = SB_ERROR_INIT;
	struct sb_product_change change = { 0 }, alone = { 0 };
	enum sb_product_field field = field_of(arg);
	enum sb_status st = SB_OK;

	/* What is wrong with the other fields is said at those. */
	(void)!check_fields(call, &change, &unripe);
	call->warning = NULL;
	st = set_field(call, arg, text, &change, err);
	if (st)
		return st;
	alone.given[SB_PF_NAME] = alone.given[field] = true;
	alone.value[SB_PF_NAME] = (struct sb_value){ .type = SB_TEXT_TYPE, .s = "-" };
	alone.value[field] = change.value[field];
	if (call->app->book)
		st = sb_product_check(call->app->book, &alone, call->old ? call->old->id : 0, err);
	if (st)
		return name_field(arg, st, err);
	if (echo)
		sb_value_print(&change.value[field], &call->style, echo);
	return SB_OK;
}

/* ---- one and all ---- */

/* Which day of the week it is tells a slip of the finger better than its number does. */
static void add_weekday(const struct sb_call *call, const struct sb_value *value, struct sb_buf *echo)
{
	struct sb_civil civil;

	if (value->type != SB_DAY_TYPE && value->type != SB_MOMENT_TYPE)
		return;
	if (value->type == SB_DAY_TYPE)
		sb_civil_of_day(value->n, &civil);
	else
		sb_civil_of(call->style.zone, value->n, &civil);
	sb_buf_printf(echo, "%s ", nl_langinfo(civil.weekday == 6 ? ABDAY_1 : ABDAY_2 + civil.weekday));
}

static void add_echo(struct sb_call *call, const struct given *given, struct sb_buf *echo)
{
	struct sb_error ignored = SB_ERROR_INIT;
	size_t before = echo->len;

	if (given->arg->tell && call->app->book)
		given->arg->tell(call->app, given->text, echo);
	if (echo->len > before)
		return;
	if (given->found) {
		sb_buf_printf(echo, "%s %s", given->found->sku, given->found->name);
	} else if (given->packs_of) {
		packs_print(given->packs_of, given->packs_milli, given->value.n, call->style.numbers, echo);
	} else if (given->arg->type != SB_ENTRY_TYPE && !(given->arg->flags & SB_ARG_SECRET)) {
		add_weekday(call, &given->value, echo);
		sb_value_print(&given->value, &call->style, echo);
	} else if (given->arg->type == SB_ENTRY_TYPE && sb_entry_describe(call->app->book, given->value.n, echo, &ignored)) {
		sb_buf_puts(echo, given->text);
	}
}

enum sb_status sb_call_check(struct sb_call *call, const char *name, const char *text, struct sb_buf *echo, struct sb_error *err)
{
	const struct sb_arg *arg = sb_cmd_arg(call->cmd, name);
	struct given given = { .arg = arg, .text = sb_arena_strdup(call->arena, text) };
	enum sb_status st = SB_OK;

	if (!arg)
		return sb_fail_field(err, SB_USAGE, name, _("%s has no argument %s: see \"stockbook help %s\""), call->cmd->name, name,
				     call->cmd->name);
	sb_call_style(call);
	call->warning = NULL;
	if (!text[0] && arg->flags & SB_ARG_REQUIRED)
		return sb_fail_field(err, SB_USAGE, name, _("%s is needed: fill it in"), _(arg->label));
	if (arg->flags & SB_ARG_FIELD)
		return check_field_alone(call, arg, text, echo, err);
	if (!text[0])
		return SB_OK;
	st = check_one(call, &given, sb_call_count(call, name), err);
	if (!st && echo)
		add_echo(call, &given, echo);
	return st;
}

/* Every argument that must be there is; of a group that repeats, all in each turn. */
static enum sb_status check_presence(const struct sb_call *call, struct sb_error *err)
{
	size_t turns = 0;

	for (size_t i = 0; i < call->cmd->arg_count; i++) {
		const struct sb_arg *arg = &call->cmd->args[i];
		size_t count = sb_call_count(call, arg->name);
		bool repeats = arg->flags & SB_ARG_REPEAT && arg->flags & SB_ARG_POSITIONAL;
		sb_auto(buf) usage = SB_BUF_INIT;
		sb_auto(buf) name = SB_BUF_INIT;

		turns = repeats && count > turns ? count : turns;
		if (!(arg->flags & SB_ARG_REQUIRED) || (arg->unless && sb_call_has(call, arg->unless)) || (count && !repeats) || (count && count >= turns))
			continue;
		sb_cmd_usage(call->cmd, &usage);
		sb_cmd_arg_name(arg, &name);
		return sb_fail_field(err, SB_USAGE, arg->name, _("%s is missing: stockbook %s"), name.data, usage.data);
	}
	return SB_OK;
}

static void add_fallbacks(struct sb_call *call)
{
	for (size_t i = 0; i < call->cmd->arg_count; i++) {
		const struct sb_arg *arg = &call->cmd->args[i];

		if (!arg->fallback || call_find(call, arg->name, 0))
			continue;
		call_add(call, arg, arg->fallback);
		call->given[call->count - 1].is_fallback = true;
	}
}

/* Products in the first round, for quantities need them. */
static enum sb_status check_round(struct sb_call *call, bool products, struct sb_error *err)
{
	for (size_t i = 0; i < call->count; i++) {
		struct given *given = &call->given[i];
		size_t turn = 0;
		enum sb_status st = SB_OK;

		if ((given->arg->type == SB_PRODUCT_TYPE) != products || given->arg->flags & SB_ARG_FIELD)
			continue;
		for (size_t before = 0; before < i; before++)
			turn += call->given[before].arg == given->arg;
		/* a product is never nothing; anything else may be left empty */
		if (!given->text[0] && !(given->arg->flags & SB_ARG_REQUIRED) && !products)
			continue;
		st = check_one(call, given, turn, err);
		if (st)
			return st;
	}
	return SB_OK;
}

enum sb_status sb_call_resolve(struct sb_call *call, struct sb_error *err)
{
	enum sb_status st = SB_OK;

	call->warning = NULL;
	call_settle(call);
	st = check_presence(call, err);
	if (!st)
		st = sb_call_admit(call, err);
	if (st)
		return st;
	sb_call_style(call);
	add_fallbacks(call);
	st = check_round(call, true, err);
	if (!st)
		st = check_round(call, false, err);
	if (!st)
		st = check_fields(call, &call->change, err);
	return st;
}

/* What was counted in cases is told with what that came to. */
static void tell_packs(struct sb_call *call, struct sb_reply *reply)
{
	sb_auto(buf) text = SB_BUF_INIT;
	const char *between = " · ";

	for (size_t i = 0; i < call->count && reply->message; i++) {
		const struct given *given = &call->given[i];

		if (!given->packs_of)
			continue;
		sb_buf_puts(&text, between);
		if (sb_call_count(call, given->arg->name) > 1)
			sb_buf_printf(&text, "%s: ", given->packs_of->sku);
		packs_print(given->packs_of, given->packs_milli, given->value.n, &call->app->numbers, &text);
		between = ", ";
	}
	if (text.len)
		reply->message = sb_arena_printf(reply->arena, "%s%s", reply->message, text.data);
}

enum sb_status sb_call_run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	enum sb_status st = sb_call_resolve(call, err);

	if (!st)
		st = call->cmd->run(call, reply, err);
	if (!st)
		tell_packs(call, reply);
	sb_app_style(call->app, false, &reply->style);
	return st;
}
