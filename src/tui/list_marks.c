/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks of a list: they stay on their rows while the list is narrowed, sorted and read again. A row that is gone takes its mark along,
 * which is asked row by row when the book has changed, for those marked that are not loaded.
 */
#include "list_rows.h"

#include <stdio.h>
#include <string.h>

enum { LIKE_IT_MOST = 20 }; /* rows whose key is found by that of another */

/* Where an id is or belongs among the marks. */
static size_t mark_place(const struct sb_list_rows *rows, int64_t id)
{
	size_t low = 0, high = rows->mark_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (rows->marks[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool sb_list_rows_is_marked(const struct sb_list_rows *rows, int64_t id)
{
	size_t place = mark_place(rows, id);

	return place < rows->mark_count && rows->marks[place] == id;
}

static char *key_text(const struct sb_list_rows *rows, const struct sb_row *row)
{
	const struct sb_page *page = sb_list_rows_page(rows);
	char number[24];

	for (size_t i = 0; page && i < page->column_count; i++)
		if ((page->columns[i]->flags & SB_COL_KEY) && row->values[i].s)
			return sb_strdup(row->values[i].s);
	snprintf(number, sizeof(number), "%lld", (long long)row->id);
	return sb_strdup(number);
}

static void unmark(struct sb_list_rows *rows, size_t place)
{
	size_t behind = rows->mark_count - place - 1;

	free(rows->mark_keys[place]);
	memmove(&rows->marks[place], &rows->marks[place + 1], behind * sizeof(*rows->marks));
	memmove(&rows->mark_keys[place], &rows->mark_keys[place + 1], behind * sizeof(*rows->mark_keys));
	rows->mark_count--;
}

void sb_list_rows_mark(struct sb_list_rows *rows, const struct sb_row *row, bool on)
{
	size_t place = mark_place(rows, row->id);
	bool is_on = place < rows->mark_count && rows->marks[place] == row->id;
	size_t behind = rows->mark_count - place;

	if (is_on == on || (on && rows->mark_count == SB_MARKS_MAX))
		return;
	if (!rows->marks) {
		rows->marks = sb_alloc(SB_MARKS_MAX * sizeof(*rows->marks));
		rows->mark_keys = sb_alloc(SB_MARKS_MAX * sizeof(*rows->mark_keys));
	}
	if (on) {
		memmove(&rows->marks[place + 1], &rows->marks[place], behind * sizeof(*rows->marks));
		memmove(&rows->mark_keys[place + 1], &rows->mark_keys[place], behind * sizeof(*rows->mark_keys));
		rows->marks[place] = row->id;
		rows->mark_keys[place] = key_text(rows, row);
		rows->mark_count++;
		return;
	}
	unmark(rows, place);
}

void sb_list_rows_unmark_all(struct sb_list_rows *rows)
{
	while (rows->mark_count)
		free(rows->mark_keys[--rows->mark_count]);
}

void sb_list_rows_invert(struct sb_list_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct sb_row *row = sb_list_rows_at(rows, i);

		sb_list_rows_mark(rows, row, !sb_list_rows_is_marked(rows, row->id));
	}
}

/*
 * Rows that are gone
 */
static bool is_loaded(const struct sb_list_rows *rows, int64_t id)
{
	for (size_t i = 0; i < rows->piece_count; i++)
		for (size_t j = 0; j < rows->pieces[i].count; j++)
			if (rows->pieces[i].page.rows[rows->pieces[i].first + j].id == id)
				return true;
	return false;
}

/* The column that names rows, if rows can be asked for by it. */
static const char *asked_by(const struct sb_list *list)
{
	for (size_t i = 0; i < list->column_count; i++)
		for (size_t j = 0; j < list->field_count && list->columns[i].flags & SB_COL_KEY; j++)
			if (!strcmp(list->columns[i].name, list->fields[j].name))
				return list->columns[i].name;
	return NULL;
}

static void drop(struct sb_list_rows *rows, size_t place)
{
	unmark(rows, place);
	rows->gone++;
}

/* Asks whether the next mark that is not loaded has a row. */
static void check_next(struct sb_list_rows *rows)
{
	struct sb_ask ask = { .columns = asked_by(rows->list), .limit = LIKE_IT_MOST, .store = rows->store };
	bool is_whole = rows->at_start && rows->at_end && !rows->is_narrowed;
	sb_auto(buf) query = SB_BUF_INIT;

	while (rows->checked < rows->mark_count) {
		if (is_loaded(rows, rows->marks[rows->checked]))
			rows->checked++;
		else if (is_whole)
			drop(rows, rows->checked);
		else
			break;
	}
	rows->checked_id = SB_NONE;
	if (rows->checked == rows->mark_count || !ask.columns || strchr(rows->mark_keys[rows->checked], '"'))
		return;
	sb_buf_printf(&query, "%s %s:\"%s\"", rows->fixed ? rows->fixed : "", ask.columns, rows->mark_keys[rows->checked]);
	ask.query = query.data;
	rows->checked_id = rows->marks[rows->checked];
	sb_worker_ask(rows->worker, rows->asker, SB_ROWS_TAG_MARK, rows->list, &ask);
}

void sb_list_marks_check(struct sb_list_rows *rows)
{
	bool is_whole = rows->at_start && rows->at_end && !rows->is_narrowed;

	rows->checked = 0;
	if (rows->mark_count && (rows->is_reloading || is_whole))
		check_next(rows);
}

void sb_list_marks_answered(struct sb_list_rows *rows, const struct sb_answer *answer)
{
	size_t place = mark_place(rows, rows->checked_id);
	bool is_there = answer->status || answer->page.count == LIKE_IT_MOST;

	for (size_t i = 0; !answer->status && i < answer->page.count; i++)
		is_there |= answer->page.rows[i].id == rows->checked_id;
	/* It may have been taken off meanwhile. */
	rows->checked = place;
	if (sb_list_rows_is_marked(rows, rows->checked_id)) {
		if (is_there)
			rows->checked++;
		else
			drop(rows, place);
	}
	check_next(rows);
}
