/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single cells of a file: what spreadsheets do to codes, and the small languages of yes and no, tags and digits. */
#include "import_parts.h"

#include "stockbook/text.h"
#include <string.h>

#define TAG_CHARACTERS_MAX 200 /* as products have it */

const char *sb_import_cell_plain(const char *cell)
{
	/* The last four are the full-width forms. */
	static const char *const risky[] = { "=", "+", "-", "@", "\t", "\r", "\n",
					     "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0" };

	if (*cell != '\'')
		return cell;
	for (size_t i = 0; i < SB_COUNT(risky); i++)
		if (strncmp(cell + 1, risky[i], strlen(risky[i])) == 0)
			return cell + 1;
	return cell;
}

const char *sb_import_cell_in_line(const char *cell, struct sb_arena *arena)
{
	static const char breaks[] = "\r\n\t";
	char *copy;

	if (!cell[strcspn(cell, breaks)])
		return cell;
	copy = sb_arena_strdup(arena, cell);
	for (char *at = copy; *at; at++)
		if (strchr(breaks, *at))
			*at = ' ';
	return copy;
}

static size_t digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* 1.2346E+10 */
static bool is_scientific(const char *cell)
{
	size_t whole = digits(cell), part = 0, sign;

	if (whole != 1)
		return false;
	cell += whole;
	if (*cell == '.' || *cell == ',') {
		part = digits(cell + 1);
		cell += 1 + part;
	}
	sign = (*cell == 'E' || *cell == 'e') && (cell[1] == '+' || cell[1] == '-') ? 2 : 0;
	return sign && digits(cell + sign) >= 1 && cell[sign + digits(cell + sign)] == '\0';
}

static bool starts_with_month(const char *text)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	if (strlen(text) < 3)
		return false;
	for (size_t i = 0; months[i]; i += 3)
		if (strncmp(text, months + i, 3) == 0)
			return true;
	return false;
}

/* Jan-12, 12-Jan, 12-Jan-26: as spreadsheets write what they took for a date. */
static bool is_short_date(const char *cell)
{
	size_t day = digits(cell);

	if (day == 0)
		return starts_with_month(cell) && cell[3] == '-' && digits(cell + 4) == 2 && !cell[6];
	cell += day;
	if (day > 2 || *cell != '-' || !starts_with_month(cell + 1))
		return false;
	cell += 4;
	return !*cell || (*cell == '-' && digits(cell + 1) == strlen(cell + 1) && cell[1]);
}

/* 4006381333931.0 */
static bool has_point_zero(const char *cell)
{
	size_t whole = digits(cell);

	return whole >= 6 && strcmp(cell + whole, ".0") == 0;
}

static bool is_formula_error(const char *cell)
{
	static const char *const errors[] = { "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!" };

	for (size_t i = 0; i < SB_COUNT(errors); i++)
		if (strcmp(cell, errors[i]) == 0)
			return true;
	return *cell == '#' && strspn(cell, "#") == strlen(cell) && strlen(cell) >= 3;
}

const char *sb_import_cell_damage(const char *cell, bool is_code)
{
	if (is_formula_error(cell))
		return _("a spreadsheet left an error here instead of a value: correct the cell");
	if (!is_code)
		return NULL;
	if (is_scientific(cell))
		return _("a spreadsheet has shortened this code: format the column as text there, fill it again and save as CSV");
	if (is_short_date(cell))
		return _("a spreadsheet has made a date of this code: format the column as text there, fill it again and save as CSV");
	if (has_point_zero(cell))
		return _("this code was saved as a number: remove the .0, and see whether zeros are missing in front");
	return NULL;
}

bool sb_import_cell_says(const char *cell, bool *out)
{
	static const struct {
		const char *word;
		bool meaning;
	} words[] = { { "true", true }, { "yes", true }, { "y", true }, { "t", true }, { "1", true }, { "active", true },
		      { "false", false }, { "no", false }, { "n", false }, { "f", false }, { "0", false }, { "inactive", false } };
	sb_auto(buf) folded = SB_BUF_INIT;

	sb_text_fold(cell, &folded);
	sb_text_trim(folded.data);
	for (size_t i = 0; i < SB_COUNT(words); i++) {
		if (strcmp(folded.data, words[i].word) != 0)
			continue;
		*out = words[i].meaning;
		return true;
	}
	return false;
}

int sb_import_cell_decimals(const char *cell)
{
	const char *point = strpbrk(cell, ".,");
	size_t count = point ? digits(point + 1) : 0;

	while (count && point[count] == '0')
		count--;
	return count > 3 ? 3 : (int)count;
}

/* Where to cut a long text: at the end of the last word that fits. */
static size_t cut_at(const char *text, size_t characters)
{
	const char *at = text, *end = text + strlen(text);
	size_t word = 0;

	for (size_t i = 0; i < characters && at < end; i++) {
		if (*at == ' ')
			word = (size_t)(at - text);
		sb_utf8_next(&at, end);
	}
	return word ? word : (size_t)(at - text);
}

bool sb_import_cell_tag(const char *cell, struct sb_buf *tags)
{
	bool is_long = sb_utf8_count(cell) > TAG_CHARACTERS_MAX;
	size_t length = is_long ? cut_at(cell, TAG_CHARACTERS_MAX - 1) : strlen(cell);

	if (tags->len)
		sb_buf_putc(tags, '|');
	for (size_t i = 0; i < length; i++)
		sb_buf_putc(tags, cell[i] == '|' ? '/' : cell[i]);
	if (is_long)
		sb_buf_puts(tags, "…");
	return !is_long;
}
