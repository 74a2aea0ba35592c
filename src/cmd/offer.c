/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that exist, for completion and pick-lists: an argument's own, else those of the list its name or type points to. */
#include "args.h"
#include "stockbook/reason.h"
#include "stockbook/text.h"

#include <string.h>

enum { COMPARED_MAX = 1000 };

struct source {
	const char *arg; /* NULL: by type */
	enum sb_type type;
	const char *list, *value, *meaning; /* the list and its columns */
	bool has_no_words;		    /* the list does not search words: they are compared here */
	bool repeats;			    /* many rows have the same value: each is offered once, of the rows that come first */
};

static const struct source sources[] = {
	{ .arg = "tag", .list = "tags", .value = "tag", .meaning = "products", .has_no_words = true },
	{ .arg = "supplier", .list = "suppliers", .value = "supplier", .meaning = "products", .has_no_words = true },
	{ .arg = "unit", .list = "products", .value = "unit", .meaning = "unit", .has_no_words = true, .repeats = true },
	{ .type = SB_PRODUCT_TYPE, .list = "products", .value = "sku", .meaning = "name" },
	{ .type = SB_ENTRY_TYPE, .list = "journal", .value = "seq", .meaning = "what" },
};

struct giving {
	bool (*each)(const char *value, const char *meaning, void *context);
	void *context;
};

static enum sb_status offer_words(const char *choices, const char *beginning, const struct giving *to)
{
	while (choices && *choices) {
		size_t length = strcspn(choices, "|");
		sb_owned_string word = sb_strndup(choices, length);

		if (!strncmp(word, beginning, strlen(beginning)) && !to->each(word, "", to->context))
			break;
		choices += length + (choices[length] == '|');
	}
	return SB_OK;
}

static const struct source *source_of(const struct sb_arg *arg)
{
	for (size_t i = 0; i < SB_COUNT(sources); i++)
		if (sources[i].arg ? !strcmp(sources[i].arg, arg->name) : sources[i].type == arg->type)
			return &sources[i];
	return NULL;
}

/* Whether a word of the value begins so, capitals and accents aside. */
static bool fits(const char *value, const char *beginning)
{
	sb_auto(buf) folded = SB_BUF_INIT;
	sb_auto(buf) typed = SB_BUF_INIT;

	sb_text_fold(value, &folded);
	sb_text_fold(beginning, &typed);
	for (const char *at = folded.data; (at = strstr(at, typed.data)); at++)
		if (at == folded.data || at[-1] == ' ')
			return true;
	return false;
}

static bool is_given(const struct sb_page *page, size_t index)
{
	const char *value = page->rows[index].values[0].s;

	for (size_t i = 0; value && i < index; i++)
		if (page->rows[i].values[0].s && !strcmp(page->rows[i].values[0].s, value))
			return true;
	return !value;
}

static void give_rows(const struct sb_page *page, const struct source *source, const char *beginning, int most, const struct giving *to)
{
	for (size_t i = 0; i < page->count && most; i++) {
		sb_auto(buf) value = SB_BUF_INIT;
		sb_auto(buf) meaning = SB_BUF_INIT;
		struct sb_style plain = { 0 };

		sb_value_print_plain(&page->rows[i].values[0], &plain, &value);
		if (!source->repeats)
			sb_value_print_plain(&page->rows[i].values[1], &plain, &meaning);
		if ((beginning && !fits(value.data, beginning)) || (source->repeats && is_given(page, i)))
			continue;
		most--;
		if (!to->each(value.data, meaning.data, to->context))
			return;
	}
}

static enum sb_status offer_rows(struct sb_app *app, const struct source *source, const char *beginning, int most,
				 const struct giving *to, struct sb_error *err)
{
	sb_auto(buf) columns = SB_BUF_INIT;
	sb_auto(buf) query = SB_BUF_INIT;
	struct sb_ask ask = { .limit = source->has_no_words ? COMPARED_MAX : most };
	struct sb_page page;
	enum sb_status status;

	sb_buf_printf(&columns, "%s,%s", source->value, source->meaning);
	/* A word of its own: what is typed is data, never the query's syntax. */
	for (const char *at = source->has_no_words ? "" : beginning; *at; at++)
		sb_buf_putc(&query, strchr("\":()*", *at) ? ' ' : *at);
	ask.columns = columns.data;
	ask.query = query.data;
	status = sb_list_page(sb_list_find(source->list), app->book, &ask, &page, err);
	if (status)
		return status;
	give_rows(&page, source, source->has_no_words ? beginning : NULL, most, to);
	sb_page_release(&page);
	return SB_OK;
}

struct offering {
	const char *beginning;
	int most;
	const struct giving to;
};

/* True: more may be given. */
static bool offer_one(struct offering *offering, const char *value, const char *meaning)
{
	if (!fits(value, offering->beginning))
		return true;
	return offering->to.each(value, meaning, offering->to.context) && --offering->most > 0;
}

static bool offer_row(const struct sb_page *columns, const struct sb_row *row, void *context)
{
	(void)columns;
	return offer_one(context, row->values[0].s, row->values[1].s);
}

/* Those every book has in their own order, then the shop's. */
enum sb_status offer_reasons(struct sb_app *app, const char *beginning, int most,
			     bool (*each)(const char *value, const char *meaning, void *context), void *context, struct sb_error *err)
{
	struct offering offering = { .beginning = beginning, .most = most, .to = { each, context } };
	const struct sb_ask own = { .columns = "word,label", .query = "own:yes" };
	const struct sb_reason *reason;
	bool goes_on = most > 0;

	for (size_t i = 0; goes_on && (reason = sb_reason_at(i)); i++)
		goes_on = offer_one(&offering, reason->word, sb_reason_label(reason));
	return goes_on && app->book ? sb_list_each(&sb_list_reasons, app->book, &own, offer_row, &offering, err) : SB_OK;
}

enum sb_status sb_arg_offer(struct sb_app *app, const struct sb_arg *arg, const char *beginning, int most,
			    bool (*each)(const char *value, const char *meaning, void *context), void *context, struct sb_error *err)
{
	const struct giving to = { each, context };
	const struct source *source = source_of(arg);

	if (arg->offer)
		return arg->offer(app, beginning, most, each, context, err);
	if (arg->choices)
		return offer_words(arg->choices, beginning, &to);
	if (arg->type == SB_BOOL_TYPE)
		return offer_words("yes|no", beginning, &to);
	return source && app->book ? offer_rows(app, source, beginning, most, &to, err) : SB_OK;
}
