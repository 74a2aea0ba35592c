/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of the journal on a page: who, when, where, every line of it, and what undid it. */
#include "../product_card.h"
#include "../words.h"
#include "../wrap.h"
#include "stockbook/store.h"
#include "stockbook/text.h"

#include <string.h>

struct entry_view {
	struct sb_view view;
	struct sb_arena *arena;
	struct sb_entry entry;
	const char *store; /* NULL: it is of none, or the book has but one */
	int64_t undone_by; /* SB_NONE: nothing does */
	char *what;
	size_t top; /* first line shown */
};

static struct entry_view *self(struct sb_view *view)
{
	return (struct entry_view *)view;
}

static enum sb_status find_store(struct entry_view *entry, struct sb_error *err)
{
	struct sb_book *book = entry->view.desk->app->book;
	const struct sb_store *store;
	int64_t stores;
	enum sb_status status = sb_store_count(book, &stores, err);

	entry->store = NULL;
	if (status || stores < 2 || !entry->entry.store)
		return status;
	status = sb_store_get(book, entry->entry.store, &store, err);
	if (!status)
		entry->store = sb_arena_printf(entry->arena, "%s %s", store->code, store->name);
	return status;
}

static enum sb_status read_entry(struct entry_view *entry, const char *argument, struct sb_error *err)
{
	struct sb_book *book = entry->view.desk->app->book;
	sb_auto(buf) what = SB_BUF_INIT;
	int64_t seq;
	enum sb_status status = sb_entry_find(book, argument, &seq, err);

	if (!status)
		status = sb_entry_get(book, seq, entry->arena, &entry->entry, err);
	if (!status)
		status = sb_entry_describe(book, seq, &what, err);
	if (!status)
		status = sb_entry_undone_by(sb_book_db(book), seq, &entry->undone_by, err);
	if (!status)
		status = find_store(entry, err);
	if (!status)
		entry->what = sb_arena_strdup(entry->arena, what.data);
	return status;
}

static enum sb_status open_entry(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct entry_view *entry = sb_alloc(sizeof(*entry));
	enum sb_status status;

	entry->view = (struct sb_view){ .ops = &sb_view_entry, .desk = desk };
	entry->arena = sb_arena_new();
	status = read_entry(entry, argument, err);
	if (status) {
		sb_arena_free(entry->arena);
		free(entry);
		return status;
	}
	*out = &entry->view;
	return SB_OK;
}

/* Entries never change; what undoes one may come. */
static void reload(struct sb_view *view)
{
	struct entry_view *entry = self(view);
	struct sb_error err = SB_ERROR_INIT;

	if (sb_entry_undone_by(sb_book_db(view->desk->app->book), entry->entry.seq, &entry->undone_by, &err))
		sb_desk_fail(view->desk, &err);
}

static void close_entry(struct sb_view *view)
{
	sb_arena_free(self(view)->arena);
	free(view);
}

static int text_line(struct entry_view *entry, struct sb_area area, int row, const char *label, const char *value)
{
	return value && *value ? sb_card_text(entry->view.desk->term, area, row, label, value) : row;
}

static int number_line(struct entry_view *entry, struct sb_area area, int row, const char *label, int64_t number)
{
	sb_auto(buf) text = SB_BUF_INIT;

	if (number == SB_NONE)
		return row;
	sb_buf_printf(&text, "%lld", (long long)number);
	return text_line(entry, area, row, label, text.data);
}

static int moment_line(struct entry_view *entry, struct sb_area area, int row, const char *label, int64_t moment)
{
	sb_auto(buf) text = SB_BUF_INIT;

	sb_moment_print_local(sb_book_store(entry->view.desk->app->book)->zone, moment, &text);
	return text_line(entry, area, row, label, text.data);
}

/* What it changed, or what else it says as the book has it. */
static int changes_line(struct entry_view *entry, struct sb_area area, int row)
{
	struct sb_error ignored = SB_ERROR_INIT;
	sb_auto(buf) changes = SB_BUF_INIT;
	struct sb_style how;

	sb_desk_style(entry->view.desk, &how);
	if (!sb_entry_changes(&entry->entry, &how, &changes, &ignored) && changes.len)
		return text_line(entry, area, row, entry->entry.subject == SB_NONE ? _("Content") : _("Changed"), changes.data);
	return strcmp(entry->entry.body, "{}") ? text_line(entry, area, row, _("Content"), entry->entry.body) : row;
}

/* What happened, over as many lines as it takes; returns the row below. */
static int draw_what(struct entry_view *entry, struct sb_area area)
{
	struct sb_area inside = { .row = area.row, .col = area.col + 1, .rows = area.rows, .cols = area.cols - 2 };
	sb_auto(buf) text = SB_BUF_INIT;

	sb_text_visible(entry->what, &text);
	return area.row + sb_wrap_put(entry->view.desk->term, inside, SB_STYLE_STRONG, text.data);
}

static int draw_facts(struct entry_view *entry, struct sb_area area)
{
	const struct sb_entry *facts = &entry->entry;
	sb_auto(buf) hash = SB_BUF_INIT;
	int row = draw_what(entry, area);

	row = number_line(entry, area, row, _("Entry"), facts->seq);
	row = number_line(entry, area, row, _("Undoes"), facts->undoes);
	row = number_line(entry, area, row, _("Undone by"), entry->undone_by);
	row = moment_line(entry, area, row, _("Happened"), facts->occurred_at);
	row = moment_line(entry, area, row, _("Recorded"), facts->recorded_at);
	row = text_line(entry, area, row, _("Store"), entry->store);
	row = text_line(entry, area, row, _("By"), facts->who);
	row = text_line(entry, area, row, C_("place", "At"), facts->station);
	row = text_line(entry, area, row, _("Note"), facts->note);
	row = changes_line(entry, area, row);
	sb_hash_print(&facts->chain_hash, &hash);
	return text_line(entry, area, row, _("Seal"), hash.data);
}

static void draw_line(struct entry_view *entry, struct sb_area area, int row, const struct sb_line *line)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_desk *desk = entry->view.desk;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_product product;
	sb_auto(buf) qty = SB_BUF_INIT;
	sb_auto(buf) price = SB_BUF_INIT;

	if (sb_product_get(desk->app->book, line->product, arena, &product, &err))
		return;
	sb_qty_print(line->qty_milli, (int)product.value[SB_PF_DECIMALS].n, &desk->app->numbers, &qty);
	if (line->price_minor != SB_NONE)
		sb_money_print(line->price_minor, sb_book_currency(desk->app->book), &desk->app->numbers, &price);
	sb_term_fit(desk->term, row, area.col + 1, 10, SB_STYLE_NORMAL, qty.data, true);
	sb_term_fit(desk->term, row, area.col + 13, 14, SB_STYLE_NORMAL, product.value[SB_PF_SKU].s, false);
	sb_term_fit(desk->term, row, area.col + 28, area.cols - 66, SB_STYLE_NORMAL, product.value[SB_PF_NAME].s, false);
	sb_term_printf(desk->term, row, area.col + area.cols - 37, 24, SB_STYLE_DIM, "%s > %s%s%s", _(sb_place_word(line->from)),
		       _(sb_place_word(line->to)), line->reason ? " · " : "", line->reason ? _(line->reason) : "");
	sb_term_fit(desk->term, row, area.col + area.cols - 12, 11, SB_STYLE_NORMAL, price.data, true);
}

static void draw(struct sb_view *view, struct sb_area area)
{
	struct entry_view *entry = self(view);
	int row = draw_facts(entry, area) + 1;

	for (size_t i = entry->top; i < entry->entry.line_count && row < area.row + area.rows; i++)
		draw_line(entry, area, row++, &entry->entry.lines[i]);
	sb_term_cursor(view->desk->term, area.row, area.col + 1, true);
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct entry_view *entry = self(view);

	if (action != SB_ACTION_MOVE)
		return false;
	if (strcmp(rest, "up") && entry->top + 1 < entry->entry.line_count)
		entry->top++;
	else if (!strcmp(rest, "up") && entry->top)
		entry->top--;
	return true;
}

static bool subject(struct sb_view *view, const char *word, struct sb_buf *out)
{
	if (strcmp(word, "seq"))
		return false;
	sb_buf_printf(out, "%lld", (long long)self(view)->entry.seq);
	return true;
}

const struct sb_view_ops sb_view_entry = {
	.name = "entry",
	.title = N_("Entry"),
	.manual = "journal",
	.open = open_entry,
	.close = close_entry,
	.draw = draw,
	.act = act,
	.reload = reload,
	.subject = subject,
};
