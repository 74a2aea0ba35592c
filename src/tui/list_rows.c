/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The loaded run of a list: pieces of pages in order, extended at either end before they are needed. Three questions are told apart by
 * their tag: one that replaces everything, one that extends a side, and one that only counts. Counting may cost more than the rows:
 * it waits until the questions rest, gives way to every other one, and is left out where all rows are loaded anyway.
 */
#include "list_rows.h"

#include "loop.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum tag { TAG_REPLACE, TAG_BEHIND, TAG_BEFORE, TAG_END, TAG_COUNT };
enum { COUNT_AFTER_MS = 150 };

static void set(char **slot, const char *text)
{
	char *copy = text && *text ? sb_strdup(text) : NULL;

	free(*slot);
	*slot = copy;
}

static void piece_drop(struct sb_list_rows *rows, size_t index)
{
	rows->count -= rows->pieces[index].count;
	sb_page_release(&rows->pieces[index].page);
	rows->piece_count--;
	memmove(&rows->pieces[index], &rows->pieces[index + 1], (rows->piece_count - index) * sizeof(rows->pieces[0]));
}

static void pieces_clear(struct sb_list_rows *rows)
{
	while (rows->piece_count)
		piece_drop(rows, rows->piece_count - 1);
}

void sb_list_rows_init(struct sb_list_rows *rows, const struct sb_list *list, struct sb_worker *worker, const void *asker)
{
	*rows = (struct sb_list_rows){ .list = list, .worker = worker, .asker = asker, .total = SB_NONE, .count_due_ms = SB_NONE, .want_id = SB_NONE,
				      .checked_id = SB_NONE };
}

void sb_list_rows_release(struct sb_list_rows *rows)
{
	sb_worker_forget(rows->worker, rows->asker);
	pieces_clear(rows);
	sb_list_rows_unmark_all(rows);
	free(rows->marks);
	free(rows->mark_keys);
	free(rows->query);
	free(rows->sort);
	free(rows->columns);
	free(rows->corrected);
}

static struct sb_ask question(const struct sb_list_rows *rows)
{
	return (struct sb_ask){
		.query = rows->query,
		.sort = rows->sort,
		.columns = rows->columns ? rows->columns : "*",
		.limit = SB_ROWS_PAGE,
		.store = rows->store,
	};
}

static void ask_count(struct sb_list_rows *rows)
{
	struct sb_ask ask = question(rows);

	ask.limit = 1;
	ask.columns = NULL;
	ask.want_total = true;
	sb_worker_ask(rows->worker, rows->asker, TAG_COUNT, rows->list, &ask);
	rows->is_counting = true;
}

static void count_later(struct sb_list_rows *rows)
{
	rows->count_due_ms = sb_loop_now_ms() + COUNT_AFTER_MS;
	rows->is_counting = false;
}

int64_t sb_list_rows_deadline(const struct sb_list_rows *rows)
{
	return rows->count_due_ms;
}

void sb_list_rows_tick(struct sb_list_rows *rows, int64_t now_ms)
{
	if (rows->count_due_ms == SB_NONE || rows->count_due_ms > now_ms)
		return;
	rows->count_due_ms = SB_NONE;
	ask_count(rows);
}

static void ask_all(struct sb_list_rows *rows, enum tag tag, const char *after, int limit)
{
	struct sb_ask ask = question(rows);

	ask.after = after;
	ask.limit = limit;
	ask.from_end = tag == TAG_END;
	rows->asked_start = !after && tag == TAG_REPLACE;
	rows->is_waiting = true;
	rows->is_extending = false;
	rows->is_counting = false;
	rows->checked_id = SB_NONE;
	rows->count_due_ms = SB_NONE;
	/* One answer replaces all: what was asked at the ends no longer fits. */
	sb_worker_forget(rows->worker, rows->asker);
	sb_worker_ask(rows->worker, rows->asker, (int)tag, rows->list, &ask);
}

void sb_list_rows_ask(struct sb_list_rows *rows, const char *query, const char *sort)
{
	if (query)
		set(&rows->query, query);
	if (sort)
		set(&rows->sort, sort);
	rows->total = SB_NONE;
	rows->is_reloading = false;
	ask_all(rows, TAG_REPLACE, NULL, SB_ROWS_PAGE);
}

void sb_list_rows_reload(struct sb_list_rows *rows)
{
	const struct sb_row *selected = sb_list_rows_selected(rows);
	const char *after = NULL;
	int limit = SB_ROWS_PAGE;

	if (rows->want_id == SB_NONE && selected)
		rows->want_id = selected->id;
	/* From the first loaded row but one: that row's cursor is known, the one before the first is not. */
	if (!rows->at_start && rows->count > 1)
		after = sb_list_rows_at(rows, 0)->cursor;
	if (rows->count > (size_t)limit)
		limit = rows->count > SB_PAGE_MAX ? SB_PAGE_MAX : (int)rows->count;
	rows->is_reloading = true;
	ask_all(rows, TAG_REPLACE, after, limit);
}

/* Selects the wanted row if it is loaded, else keeps the place. It stays in its line of the screen, unless that shows the list's beginning:
 * there what is new above is to be seen. */
static void settle(struct sb_list_rows *rows)
{
	bool shows_start = rows->at_start && rows->top == 0;

	if (rows->want_id != SB_NONE)
		for (size_t i = 0; i < rows->count; i++)
			if (sb_list_rows_at(rows, i)->id == rows->want_id) {
				int64_t top = (int64_t)rows->top + (int64_t)i - (int64_t)rows->selected;

				rows->selected = i;
				rows->top = top > 0 && !shows_start ? (size_t)top : 0;
			}
	rows->want_id = SB_NONE;
	if (rows->selected >= rows->count)
		rows->selected = rows->count ? rows->count - 1 : 0;
	if (rows->top > rows->selected)
		rows->top = rows->selected;
}

static void take_piece(struct sb_list_rows *rows, struct sb_answer *answer, bool at_front)
{
	struct sb_rows_piece piece = { .page = answer->page, .count = answer->page.count };
	size_t at = at_front ? 0 : rows->piece_count;

	assert(rows->piece_count < SB_COUNT(rows->pieces));
	answer->taken = true;
	memmove(&rows->pieces[at + 1], &rows->pieces[at], (rows->piece_count - at) * sizeof(rows->pieces[0]));
	rows->pieces[at] = piece;
	rows->piece_count++;
	rows->count += piece.count;
}

static void replaced(struct sb_list_rows *rows, struct sb_answer *answer)
{
	bool is_reload = rows->want_id != SB_NONE;

	pieces_clear(rows);
	rows->at_start = answer->tag == TAG_REPLACE && rows->asked_start;
	rows->at_end = answer->tag == TAG_END || !answer->page.next;
	set(&rows->corrected, answer->page.corrected);
	rows->micros = answer->micros;
	rows->is_waiting = false;
	if (answer->tag == TAG_END)
		rows->at_start = answer->page.count < SB_ROWS_PAGE;
	take_piece(rows, answer, false);
	if (answer->tag == TAG_END) {
		rows->selected = rows->count ? rows->count - 1 : 0;
		rows->top = 0;
	} else if (!is_reload) {
		rows->selected = 0;
		rows->top = 0;
	}
	settle(rows);
	if (rows->at_start && rows->at_end)
		rows->total = (int64_t)rows->count;
	else
		count_later(rows);
	sb_list_marks_check(rows);
}

static void extended(struct sb_list_rows *rows, struct sb_answer *answer)
{
	rows->is_extending = false;
	if (answer->tag == TAG_BEHIND) {
		rows->at_end = !answer->page.next;
		take_piece(rows, answer, false);
		while (rows->count > SB_ROWS_MAX && rows->pieces[0].count <= rows->top) {
			size_t gone = rows->pieces[0].count;

			piece_drop(rows, 0);
			rows->top -= gone;
			rows->selected -= gone;
			rows->at_start = false;
		}
		return;
	}
	rows->at_start = answer->page.count < SB_ROWS_PAGE;
	rows->top += answer->page.count;
	rows->selected += answer->page.count;
	take_piece(rows, answer, true);
	while (rows->count > SB_ROWS_MAX && rows->piece_count > 1 &&
	       rows->count - rows->pieces[rows->piece_count - 1].count > rows->selected + SB_ROWS_PAGE) {
		piece_drop(rows, rows->piece_count - 1);
		rows->at_end = false;
	}
}

void sb_list_rows_arrived(struct sb_list_rows *rows, struct sb_answer *answer)
{
	if (answer->tag == SB_ROWS_TAG_MARK) {
		sb_list_marks_answered(rows, answer);
		return;
	}
	rows->error = answer->error;
	rows->error.status = answer->status;
	if (answer->status) {
		rows->is_waiting = false;
		rows->is_extending = false;
		rows->is_counting = false;
		return;
	}
	switch ((enum tag)answer->tag) {
	case TAG_REPLACE:
	case TAG_END:
		replaced(rows, answer);
		break;
	case TAG_BEHIND:
	case TAG_BEFORE:
		extended(rows, answer);
		break;
	case TAG_COUNT:
		rows->total = answer->page.total;
		rows->is_counting = false;
		break;
	}
}

const struct sb_row *sb_list_rows_at(const struct sb_list_rows *rows, size_t index)
{
	for (size_t i = 0; i < rows->piece_count; i++) {
		if (index < rows->pieces[i].count)
			return &rows->pieces[i].page.rows[rows->pieces[i].first + index];
		index -= rows->pieces[i].count;
	}
	assert(false && "index is within the loaded rows");
	return NULL;
}

const struct sb_page *sb_list_rows_page(const struct sb_list_rows *rows)
{
	return rows->piece_count ? &rows->pieces[0].page : NULL;
}

const struct sb_row *sb_list_rows_selected(const struct sb_list_rows *rows)
{
	return rows->count ? sb_list_rows_at(rows, rows->selected) : NULL;
}

static void ask_more(struct sb_list_rows *rows, enum tag tag, const struct sb_ask *ask)
{
	if (rows->is_counting) {
		sb_worker_forget(rows->worker, rows->asker);
		count_later(rows);
	}
	sb_worker_ask(rows->worker, rows->asker, (int)tag, rows->list, ask);
	rows->is_extending = true;
}

/* Asks for more at an end that the screen comes near. */
static void extend(struct sb_list_rows *rows, int height)
{
	struct sb_ask ask = question(rows);
	size_t margin = (size_t)height * 2;

	if (rows->is_waiting || rows->is_extending || !rows->count)
		return;
	if (!rows->at_end && rows->top + (size_t)height + margin > rows->count) {
		ask.after = sb_list_rows_at(rows, rows->count - 1)->cursor;
		ask_more(rows, TAG_BEHIND, &ask);
	} else if (!rows->at_start && rows->top < margin) {
		ask.before = sb_list_rows_at(rows, 0)->cursor;
		ask_more(rows, TAG_BEFORE, &ask);
	}
}

void sb_list_rows_select(struct sb_list_rows *rows, size_t index, int height)
{
	size_t shown = height > 0 ? (size_t)height : 1;

	if (!rows->count)
		return;
	rows->selected = index < rows->count ? index : rows->count - 1;
	if (rows->selected < rows->top)
		rows->top = rows->selected;
	if (rows->selected >= rows->top + shown)
		rows->top = rows->selected - shown + 1;
	extend(rows, (int)shown);
}

void sb_list_rows_fit(struct sb_list_rows *rows, size_t height)
{
	if (rows->selected >= rows->top + height)
		rows->top = rows->selected - height + 1;
	if (rows->at_end && rows->top + height > rows->count)
		rows->top = rows->count > height ? rows->count - height : 0;
}

void sb_list_rows_move(struct sb_list_rows *rows, int64_t by, int height)
{
	int64_t to = (int64_t)rows->selected + by;

	sb_list_rows_select(rows, to < 0 ? 0 : (size_t)to, height);
}

void sb_list_rows_go_start(struct sb_list_rows *rows)
{
	if (rows->at_start) {
		rows->selected = 0;
		rows->top = 0;
	} else {
		ask_all(rows, TAG_REPLACE, NULL, SB_ROWS_PAGE);
		rows->want_id = SB_NONE;
	}
}

void sb_list_rows_go_end(struct sb_list_rows *rows, int height)
{
	if (rows->at_end)
		sb_list_rows_select(rows, rows->count ? rows->count - 1 : 0, height);
	else
		ask_all(rows, TAG_END, NULL, SB_ROWS_PAGE);
}
