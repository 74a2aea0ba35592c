/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gives a parsed query its meaning in a list and puts its conditions into a statement. The text of a condition comes
 * from the list's table of fields, its values only as placeholders.
 */
#include "query_compile.h"
#include "stockbook/product.h"
#include "stockbook/text.h"
#include <errno.h>
#include <string.h>

/* Sorts behind every text that goes on after a beginning: the last code point. */
#define BEHIND_ALL "\xf4\x8f\xbf\xbf"

struct compiler {
	struct sb_book *book;
	struct sb_arena *arena;
	struct sb_filter *out;
};

static enum sb_status fail_at(struct sb_error *err, const struct sb_term *term, const char *sentence, const char *what)
{
	(void)sb_fail_field(err, SB_INVALID, "query", "%s: %s", what, sentence);
	err->column = term->column;
	return SB_INVALID;
}

static const char *folded(struct sb_arena *arena, const char *text)
{
	sb_auto(buf) buf = SB_BUF_INIT;

	sb_text_fold(text, &buf);
	return sb_arena_strndup(arena, buf.data, buf.len);
}

static const char *upper(struct sb_arena *arena, const char *text)
{
	return sb_text_upper(sb_arena_strdup(arena, text));
}

static const char *barcode(struct sb_arena *arena, const char *text)
{
	struct sb_barcode code;
	struct sb_error ignored = SB_ERROR_INIT;

	return sb_arena_strdup(arena, sb_barcode_parse(text, &code, &ignored) ? text : code.code);
}

/* Full-text engines find nothing in a word without letters and digits. */
static bool has_letters(const char *word)
{
	for (; *word; word++)
		if ((*word >= 'a' && *word <= 'z') || (*word >= '0' && *word <= '9') || (unsigned char)*word >= 0x80)
			return true;
	return false;
}

static void add_word(struct sb_filter *filter, const char *word, bool is_beginning)
{
	if (!has_letters(word))
		return;
	filter->words[filter->word_count] = word;
	filter->is_beginning[filter->word_count++] = is_beginning;
}

static const struct sb_query_field *find_field(const struct sb_list *list, const char *name)
{
	for (size_t i = 0; i < list->field_count; i++)
		if (strcmp(list->fields[i].name, name) == 0)
			return &list->fields[i];
	return NULL;
}

static enum sb_status unknown_field(const struct sb_list *list, const struct sb_term *term, struct sb_error *err)
{
	sb_auto(buf) names = SB_BUF_INIT;

	for (size_t i = 0; i < list->field_count; i++)
		sb_buf_printf(&names, "%s%s:", i ? ", " : "", list->fields[i].name);
	/* TRANSLATORS: the first %s is what was typed, the second a list such as "sku:, tag:" */
	(void)sb_fail_field(err, SB_INVALID, "query", _("%s: is no field here: use one of %s"), term->field,
			    names.data);
	err->column = term->column;
	return SB_INVALID;
}

static enum sb_status refuse_words(const struct sb_list *list, const struct sb_term *term, struct sb_error *err)
{
	sb_auto(buf) names = SB_BUF_INIT;

	for (size_t i = 0; i < list->field_count; i++)
		sb_buf_printf(&names, "%s%s:", i ? ", " : "", list->fields[i].name);
	(void)sb_fail_field(err, SB_INVALID, "query", _("words are not searched in this list: use one of %s"),
			    names.data);
	err->column = term->column;
	return SB_INVALID;
}

static void text_condition(struct compiler *compiler, const struct sb_term *term, const char *text,
			   struct sb_condition *out)
{
	out->value.text = text;
	if (!term->is_beginning)
		return;
	out->kind = SB_BEGINS;
	out->until.text = sb_arena_printf(compiler->arena, "%s" BEHIND_ALL, text);
}

static enum sb_status product_condition(struct compiler *compiler, const struct sb_term *term, struct sb_condition *out,
					struct sb_error *err)
{
	struct sb_found found;
	enum sb_status status = sb_product_find(compiler->book, term->text, NULL, false, &found, err);

	if (status) {
		err->column = term->column;
		return status;
	}
	out->value.n = found.id;
	return SB_OK;
}

/* A day named without a time means all of it. */
static enum sb_status moment_condition(struct compiler *compiler, const struct sb_term *term, struct sb_condition *out,
				       struct sb_error *err)
{
	const struct sb_zone *zone = sb_book_store(compiler->book)->zone;
	int64_t moment;
	enum sb_status status = sb_moment_parse(term->text, zone, sb_book_now(compiler->book), &moment, err);

	if (status) {
		(void)sb_fail_field(
			err, status, "query",
			_("%s: is not understood as a time: write 2026-03-01, \"2026-03-01 14:30\", today or -3d"),
			term->text);
		err->column = term->column;
		return status;
	}
	out->kind = out->field->match == SB_MATCH_FROM ? SB_NOT_BEFORE : SB_BEFORE;
	out->value.n = moment;
	if (out->kind == SB_BEFORE) {
		int64_t day = sb_day_of(zone, moment);
		bool whole = !strchr(term->text, ':') && sb_day_start(zone, day) == moment;
		out->value.n = whole ? sb_day_start(zone, day + 1) : moment + 1;
	}
	return SB_OK;
}

static enum sb_status yesno_condition(const struct sb_term *term, struct sb_condition *out, struct sb_error *err)
{
	static const char *const yes_words[] = { "yes", "true", "1", "y" }, *const no_words[] = { "no", "false", "0",
												  "n" };

	for (size_t i = 0; i < SB_COUNT(yes_words); i++) {
		if (strcmp(term->text, yes_words[i]) == 0)
			out->value.n = 1;
		else if (strcmp(term->text, no_words[i]) == 0)
			out->value.n = 0;
		else
			continue;
		return SB_OK;
	}
	return fail_at(err, term, _("is not understood: write yes or no"), term->field);
}

static enum sb_status int_condition(const struct sb_term *term, struct sb_condition *out, struct sb_error *err)
{
	char *end;

	errno = 0;
	out->value.n = strtoll(term->text, &end, 10);
	if (errno || end == term->text || *end || out->value.n == SB_NONE)
		return fail_at(err, term, _("is not understood: write a whole number"), term->field);
	return SB_OK;
}

static bool is_choice(const char *choices, const char *text)
{
	size_t length = strlen(text);

	for (const char *at = choices; *at; at += strcspn(at, "|")) {
		at += *at == '|';
		if (length && strcspn(at, "|") == length && !strncmp(at, text, length))
			return true;
	}
	return false;
}

/* A word that nothing is called must not quietly find nothing. */
static enum sb_status check_choice(const struct sb_query_field *field, const struct sb_term *term, struct sb_error *err)
{
	sb_auto(buf) names = SB_BUF_INIT;

	if (!field->choices || term->is_beginning || is_choice(field->choices, term->text))
		return SB_OK;
	for (const char *at = field->choices + (field->choices[0] == '|'); *at; at++)
		sb_buf_puts(&names, *at == '|' ? ", " : (const char[]){ *at, '\0' });
	/* TRANSLATORS: the first %s is what was typed, the second a list such as "sale, receive, adjust" */
	(void)sb_fail_field(err, SB_INVALID, "query", _("%s:%s: there is no such thing: use one of %s"), field->name, term->text, names.data);
	err->column = term->column;
	return SB_INVALID;
}

static bool takes_beginning(enum sb_match match)
{
	return match == SB_MATCH_EXACT || match == SB_MATCH_UPPER || match == SB_MATCH_FOLDED;
}

static enum sb_status resolve(struct compiler *compiler, const struct sb_term *term, struct sb_condition *out,
			      struct sb_error *err)
{
	struct sb_arena *arena = compiler->arena;

	if (term->is_beginning && !takes_beginning(out->field->match))
		return fail_at(err, term, _("cannot be searched by a beginning: leave out the *"), term->field);
	switch (out->field->match) {
	case SB_MATCH_EXACT:
		text_condition(compiler, term, term->text, out);
		return check_choice(out->field, term, err);
	case SB_MATCH_UPPER:
		text_condition(compiler, term, upper(arena, term->text), out);
		return SB_OK;
	case SB_MATCH_FOLDED:
		text_condition(compiler, term, folded(arena, term->text), out);
		return SB_OK;
	case SB_MATCH_BARCODE:
		out->value.text = barcode(arena, term->text);
		return SB_OK;
	case SB_MATCH_PRODUCT:
		return product_condition(compiler, term, out, err);
	case SB_MATCH_FROM:
	case SB_MATCH_TO:
		return moment_condition(compiler, term, out, err);
	case SB_MATCH_YESNO:
		return yesno_condition(term, out, err);
	case SB_MATCH_INT:
		return int_condition(term, out, err);
	}
	abort();
}

static enum sb_status add_condition(struct compiler *compiler, const struct sb_term *term, struct sb_error *err)
{
	struct sb_filter *filter = compiler->out;
	const struct sb_query_field *field = find_field(filter->list, term->field);

	if (!field)
		return unknown_field(filter->list, term, err);
	struct sb_condition condition = { .field = field, .kind = SB_IS };
	enum sb_status status = resolve(compiler, term, &condition, err);
	if (status)
		return status;
	filter->conditions[filter->condition_count++] = condition;
	if (filter->list->where_unless && strcmp(filter->list->where_unless, field->name) == 0)
		filter->lifts_where = condition.value.text || condition.value.n; /* "no" asks for what `where` says */
	return SB_OK;
}

/* "price<5" is no word anybody looks for: it must not quietly find nothing. */
static bool is_comparison(const struct sb_list *list, const char *text)
{
	size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz_");
	sb_owned_string name = sb_strndup(text, length);

	return length && strchr("<>=~", text[length]) && text[length] && sb_list_column(list, name, &(size_t){ 0 });
}

static enum sb_status refuse_comparison(const struct sb_term *term, struct sb_error *err)
{
	(void)sb_fail_field(err, SB_INVALID, "query",
			    _("\"%s\" compares, and this search knows words, \"phrases\" and field:value: write it so"), term->text);
	err->column = term->column;
	return SB_INVALID;
}

static enum sb_status add_typed(struct compiler *compiler, const struct sb_term *term, struct sb_error *err)
{
	if (term->kind == SB_TERM_WORD && is_comparison(compiler->out->list, term->text))
		return refuse_comparison(term, err);
	if (!compiler->out->list->search_sql && !compiler->out->list->words_within)
		return refuse_words(compiler->out->list, term, err);
	add_word(compiler->out, folded(compiler->arena, term->text), term->is_beginning);
	return SB_OK;
}

/* What a field matches also stands in the searched text: as words it lets the index do the work. */
static void add_narrowing(struct compiler *compiler, const struct sb_query *query)
{
	for (size_t i = 0; i < query->count; i++) {
		const struct sb_term *term = &query->terms[i];
		if (term->kind == SB_TERM_FIELD && find_field(compiler->out->list, term->field)->in_text)
			add_word(compiler->out, folded(compiler->arena, term->text), term->is_beginning);
	}
}

/* In a list of what is about products, words are those of the products. */
static void add_products_of_words(struct compiler *compiler)
{
	struct sb_db *db = sb_book_db(compiler->book);
	struct sb_filter *filter = compiler->out;
	const char *within = filter->list->words_within, *at = strstr(within, "%s");
	struct sb_query_field *field = sb_arena_alloc(compiler->arena, sizeof(*field));
	sb_auto(buf) expression = SB_BUF_INIT;

	sb_db_search_expression(db, filter->words, filter->is_beginning, filter->word_count, &expression);
	*field = (struct sb_query_field){
		.name = "words",
		.expression = "",
		.within = sb_arena_printf(compiler->arena, "%.*s%s%s", (int)(at - within), within, sb_db_search_fragment(db), at + 2),
	};
	filter->conditions[filter->condition_count++] = (struct sb_condition){
		.field = field,
		.kind = SB_MATCHES,
		.value.text = sb_arena_strdup(compiler->arena, expression.data),
	};
	filter->word_count = 0;
}

/* One word may be a code, whatever fields stand beside it. */
static void note_code(struct compiler *compiler, const struct sb_query *query)
{
	const char *only = NULL;

	for (size_t i = 0; i < query->count; i++) {
		if (query->terms[i].kind == SB_TERM_FIELD)
			continue;
		if (only)
			return;
		only = query->terms[i].text;
	}
	if (!only)
		return;
	compiler->out->word = upper(compiler->arena, only);
	compiler->out->code = barcode(compiler->arena, only);
}

/* Rows that are asked for by id are found by it, and are there although the list leaves them out by itself. */
static void add_ids(struct compiler *compiler, const struct sb_ask *ask)
{
	struct sb_filter *filter = compiler->out;
	struct sb_query_field *field = sb_arena_alloc(compiler->arena, sizeof(*field));

	if (!ask->among_count)
		return;
	*field = (struct sb_query_field){ .name = "ids", .expression = filter->list->id_sql, .narrows = true };
	filter->conditions[filter->condition_count++] =
		(struct sb_condition){ .field = field, .kind = SB_AMONG, .ids = ask->among, .id_count = ask->among_count };
	filter->lifts_where = filter->list->where_unless;
}

enum sb_status sb_filter_compile(const struct sb_query *query, const struct sb_ask *ask, const struct sb_list *list, struct sb_book *book,
				 struct sb_arena *arena, struct sb_filter *out, struct sb_error *err)
{
	struct sb_filter filter = { .list = list };
	struct compiler compiler = { .book = book, .arena = arena, .out = &filter };

	add_ids(&compiler, ask);
	for (size_t i = 0; i < query->count; i++) {
		const struct sb_term *term = &query->terms[i];
		enum sb_status status = term->kind == SB_TERM_FIELD ? add_condition(&compiler, term, err)
								    : add_typed(&compiler, term, err);
		if (status)
			return status;
	}
	if (list->words_within && filter.word_count)
		add_products_of_words(&compiler);
	filter.typed_count = filter.word_count;
	add_narrowing(&compiler, query);
	if (filter.typed_count)
		note_code(&compiler, query);
	*out = filter;
	return SB_OK;
}

static const char *const comparison_table[] = {
	[SB_IS] = " = ",
	[SB_BEGINS] = " >= ",
	[SB_NOT_BEFORE] = " >= ",
	[SB_BEFORE] = " < ",
	[SB_MATCHES] = "", /* the search's fragment compares */
	[SB_AMONG] = " IN ",
};

static void put_ids(const struct sb_condition *condition, struct sb_compose *compose)
{
	for (size_t i = 0; i < condition->id_count; i++) {
		sb_compose_add(compose, i ? ", " : "(");
		sb_compose_int(compose, condition->ids[i]);
	}
	sb_compose_add(compose, ")");
}

void sb_condition_put(const struct sb_condition *condition, const char *expression, const char *within,
		      struct sb_compose *compose)
{
	sb_compose_open(compose, within);
	sb_compose_add(compose, expression);
	sb_compose_add(compose, comparison_table[condition->kind]);
	if (condition->kind == SB_AMONG)
		put_ids(condition, compose);
	else
		sb_compose_bound(compose, condition->value);
	if (condition->kind == SB_BEGINS) {
		sb_compose_add(compose, " AND ");
		sb_compose_add(compose, expression);
		sb_compose_add(compose, " < ");
		sb_compose_bound(compose, condition->until);
	}
	sb_compose_close(compose, within);
}

static void put_finding(const struct sb_condition *condition, struct sb_compose *compose)
{
	sb_condition_put(condition, condition->field->expression, condition->field->within, compose);
}

static void put_testing(const struct sb_condition *condition, struct sb_compose *compose)
{
	const struct sb_query_field *field = condition->field;

	if (field->met_is && condition->kind == SB_IS) {
		sb_compose_open(compose, field->met_is);
		sb_compose_bound(compose, condition->value);
		sb_compose_close(compose, field->met_is);
		return;
	}
	sb_condition_put(condition, field->met ? field->met : field->expression,
			 field->met_within ? field->met_within : field->within, compose);
}

void sb_filter_put(const struct sb_filter *filter, struct sb_compose *compose)
{
	bool always = filter->list->where && !filter->lifts_where;

	if (!compose->row)
		compose->row = filter->list->id_sql;
	sb_compose_add(compose, " WHERE ");
	sb_compose_add(compose, always ? filter->list->where : "1 = 1");
	for (size_t i = 0; i < filter->condition_count; i++) {
		sb_compose_add(compose, " AND ");
		if (filter->conditions[i].finds)
			put_finding(&filter->conditions[i], compose);
		else
			put_testing(&filter->conditions[i], compose);
	}
}
