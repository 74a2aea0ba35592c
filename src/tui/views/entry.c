/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of the journal on a page: who, when, where, every line of it, and what undid it. */
#include "../entry_lines.h"
#include "../pager.h"
#include "../product_card.h"
#include "../wrap.h"
#include "stockbook/store.h"
#include "stockbook/text.h"

#include <string.h>

enum { PAGE_ROWS_MAX = 1000 }; /* of what is said besides its lines */

struct entry_view {
	struct sb_view view;
	struct sb_arena *arena;
	struct sb_entry entry;
	const char *store; /* NULL: it is of none, or the book has but one */
	int64_t undone_by; /* SB_NONE: nothing does */
	char *what;
	struct sb_entry_facts facts;
	struct sb_pager place; /* in the page: its lines are not kept */
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
		entry->store = strcmp(store->code, store->name) ? sb_arena_printf(entry->arena, "%s %s", store->code, store->name) : store->code;
	return status;
}

static enum sb_status read_entry(struct entry_view *entry, const char *argument, struct sb_error *err)
{
	struct sb_book *book = entry->view.desk->app->book;
	sb_auto(buf) what = SB_BUF_INIT;
	struct sb_style how;
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
	sb_desk_style(entry->view.desk, &how);
	if (!status)
		status = sb_entry_facts(book, &entry->entry, &how, entry->arena, &entry->facts, err);
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

/* What it says besides, as the book's own words. */
static int fact_lines(struct entry_view *entry, struct sb_area area, int row)
{
	for (size_t i = 0; i < entry->facts.count; i++)
		row = text_line(entry, area, row, entry->facts.rows[i].label, entry->facts.rows[i].text);
	return row;
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
	int row = draw_what(entry, area);

	row = number_line(entry, area, row, _("Entry"), facts->seq);
	row = number_line(entry, area, row, _("Undoes"), facts->undoes);
	row = number_line(entry, area, row, _("Undone by"), entry->undone_by);
	row = moment_line(entry, area, row, _("Happened"), facts->occurred_at);
	row = text_line(entry, area, row, _("Store"), entry->store);
	row = text_line(entry, area, row, _("By"), facts->who);
	row = fact_lines(entry, area, row);
	return text_line(entry, area, row, _("Note"), facts->note);
}

/* Its lines with their heading, those that are in the window; returns the row below all of them. */
static int draw_lines(struct entry_view *entry, struct sb_area area, int row, struct sb_area window)
{
	size_t count = entry->entry.line_count;
	struct sb_entry_lines lines;
	int first = row + 2, above = window.row > first ? window.row - first : 0;

	if (!count)
		return row;
	sb_entry_lines_place(&entry->entry, entry->undone_by == SB_NONE, area.cols, &lines);
	sb_entry_lines_head(&lines, entry->view.desk->term, row + 1, area.col);
	for (size_t i = (size_t)above; i < count && first + (int)i < window.row + window.rows; i++)
		sb_entry_lines_row(&lines, entry->view.desk, first + (int)i, area.col, i);
	return first + (int)count;
}

/* How the book has it, for whoever wants to prove it. */
static int draw_keeping(struct entry_view *entry, struct sb_area area, int row)
{
	sb_auto(buf) hash = SB_BUF_INIT;

	row = moment_line(entry, area, row, _("Recorded"), entry->entry.recorded_at);
	row = text_line(entry, area, row, C_("place", "At"), entry->entry.station);
	sb_hash_print(&entry->entry.chain_hash, &hash);
	return text_line(entry, area, row, _("Seal"), hash.data);
}

/* The page from the row `top` rows above the window on; notes how long it is. */
static void draw_page(struct entry_view *entry, struct sb_area window)
{
	struct sb_area at = { .row = window.row - (int)entry->place.top, .col = window.col, .rows = PAGE_ROWS_MAX, .cols = window.cols };
	int row = draw_facts(entry, at);

	row = draw_lines(entry, at, row, window);
	at.rows += row - at.row;
	row = draw_keeping(entry, at, row + 1);
	entry->place.count = (size_t)(row - at.row);
	entry->place.height = window.rows;
}

static void draw(struct sb_view *view, struct sb_area area)
{
	struct entry_view *entry = self(view);
	struct sb_term *term = view->desk->term;

	sb_term_clip(term, area.row, area.rows);
	draw_page(entry, area);
	if (entry->place.top + (size_t)area.rows > entry->place.count && entry->place.top) {
		/* The window has grown. */
		sb_pager_move(&entry->place, "last");
		for (int i = 0; i < area.rows; i++)
			sb_term_fill(term, area.row + i, area.col, area.cols, SB_STYLE_NORMAL, NULL);
		draw_page(entry, area);
	}
	sb_term_clip(term, 0, 0);
	if (entry->place.top + (size_t)area.rows < entry->place.count)
		sb_term_put(term, area.row + area.rows - 1, area.col + area.cols - 1, 1, SB_STYLE_DIM, sb_term_glyphs(term)->descending);
	sb_term_cursor(term, area.row, area.col + 1, true);
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	return action == SB_ACTION_MOVE && sb_pager_move(&self(view)->place, rest);
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
