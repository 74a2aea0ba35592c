/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How alike two folded texts are: typing mistakes (Damerau-Levenshtein, adjacent swaps) and letters picked in order. */
#include "stockbook/text.h"
#include <string.h>

#define MOST_POINTS  256 /* longer texts are compared by their beginnings */
#define TEXT_START   12
#define WORD_START   8
#define IN_A_ROW     9
#define EACH_LETTER  2
#define LENGTH_SHARE 16 /* so many letters of text cost a point: of two equal matches the shorter text wins */

struct points {
	int32_t at[MOST_POINTS];
	int count;
};

static void decode(const char *text, struct points *out)
{
	const char *end = text + strlen(text);

	for (out->count = 0; text < end && out->count < MOST_POINTS; out->count++)
		out->at[out->count] = sb_utf8_next(&text, end);
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* One row of the table of distances: rows[0] is being filled, rows[1] and rows[2] are the two before. Gives its least entry. */
static int fill_row(int *const rows[3], const struct points *a, const struct points *b, int i)
{
	int smallest = rows[0][0] = i;

	for (int j = 1; j <= b->count; j++) {
		bool same = a->at[i - 1] == b->at[j - 1];
		int best = least(least(rows[1][j], rows[0][j - 1]) + 1, rows[1][j - 1] + !same);

		if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1])
			best = least(best, rows[2][j - 2] + 1);
		rows[0][j] = best;
		smallest = least(smallest, best);
	}
	return smallest;
}

int sb_text_distance(const char *a, const char *b, int limit)
{
	struct points left, right;
	int room[3][MOST_POINTS + 1];
	int *rows[3] = { room[0], room[1], room[2] };
	int before = 0;

	decode(a, &left);
	decode(b, &right);
	if (left.count - right.count > limit || right.count - left.count > limit)
		return limit + 1;
	for (int j = 0; j <= right.count; j++)
		rows[0][j] = j;
	for (int i = 1; i <= left.count; i++) {
		int *oldest = rows[2];

		rows[2] = rows[1];
		rows[1] = rows[0];
		rows[0] = oldest;

		int smallest = fill_row(rows, &left, &right, i);

		/* A swap reaches back two rows: only two bad rows in a row end it. */
		if (smallest > limit && before > limit)
			return limit + 1;
		before = smallest;
	}
	return least(rows[0][right.count], limit + 1);
}

static bool is_word(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

static int worth_of_place(const struct points *text, int at)
{
	if (at == 0)
		return TEXT_START;
	return is_word(text->at[at - 1]) ? 0 : WORD_START;
}

/* now[j]: best score with the letter at text[j]; 0: it cannot stand there. */
static int score_letter(const struct points *text, int32_t letter, bool first, const int *before, int *now)
{
	int best_before = 0, best = 0; /* best_before: over all j' < j */

	for (int j = 0; j < text->count; j++) {
		int reached = best_before;

		if (!first && j > 0 && before[j - 1])
			reached = most(reached, before[j - 1] + IN_A_ROW);
		now[j] = 0;
		if (text->at[j] == letter && (first || reached))
			now[j] = reached + EACH_LETTER + worth_of_place(text, j);
		if (!first)
			best_before = most(best_before, before[j]);
		best = most(best, now[j]);
	}
	return best;
}

int sb_text_fuzzy(const char *pattern, const char *text)
{
	struct points letters, in;
	int room[2][MOST_POINTS] = { { 0 } };
	int best = 1;

	decode(pattern, &letters);
	decode(text, &in);
	if (letters.count == 0)
		return 1;
	for (int i = 0; i < letters.count && best > 0; i++)
		best = score_letter(&in, letters.at[i], i == 0, room[(i + 1) % 2], room[i % 2]);
	return best > 0 ? most(1, best * LENGTH_SHARE - in.count) : 0;
}
