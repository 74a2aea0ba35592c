/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading themes, and bringing colours down to what a terminal can. */
#include "theme.h"

#include "stockbook/embedded.h"
#include "stockbook/path.h"
#include "stockbook/text.h"
#include <string.h>

enum { THEME_FILE_BYTES_MAX = 1 << 16, THEME_NAME_BYTES = 64 };

static const char *const style_words[SB_STYLE_COUNT] = {
#define S(symbol, word) [SB_STYLE_##symbol] = word,
	SB_STYLES(S)
#undef S
};

static const char *const color_words[] = {
	"black",       "red",          "green",      "yellow",       "blue",          "magenta",     "cyan",
	"white",       "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta",
	"bright-cyan", "bright-white",
};

static const struct {
	const char *word;
	unsigned attr;
} attr_words[] = {
	{ "bold", SB_ATTR_BOLD },     { "dim", SB_ATTR_DIM },         { "underline", SB_ATTR_UNDERLINE },
	{ "italic", SB_ATTR_ITALIC }, { "reverse", SB_ATTR_REVERSE },
};

void sb_theme_init(struct sb_theme *theme)
{
	for (int style = 0; style < SB_STYLE_COUNT; style++)
		theme->looks[style] = (struct sb_look){ SB_COLOR_DEFAULT, SB_COLOR_DEFAULT, 0 };
	theme->looks[SB_STYLE_SELECTED].attrs = SB_ATTR_REVERSE;
}

static int find_style(const char *word)
{
	for (int style = 0; style < SB_STYLE_COUNT; style++)
		if (strcmp(style_words[style], word) == 0)
			return style;
	return -1;
}

static unsigned find_attr(const char *word)
{
	for (size_t i = 0; i < SB_COUNT(attr_words); i++)
		if (strcmp(attr_words[i].word, word) == 0)
			return attr_words[i].attr;
	return 0;
}

static bool parse_color(const char *word, int32_t *out)
{
	char *end;

	for (size_t i = 0; i < SB_COUNT(color_words); i++)
		if (strcmp(color_words[i], word) == 0) {
			*out = (int32_t)i;
			return true;
		}
	if (strcmp(word, "default") == 0) {
		*out = SB_COLOR_DEFAULT;
		return true;
	}
	bool rgb = word[0] == '#';

	if (rgb && strlen(word) != 7)
		return false;
	unsigned long number = strtoul(word + rgb, &end, rgb ? 16 : 10);

	if (*end || end == word + rgb || number > (rgb ? 0xffffffu : 255u) || word[0] == '-' || word[0] == '+')
		return false;
	*out = (int32_t)number | (rgb ? SB_COLOR_RGB : 0);
	return true;
}

/* "fg [bg] [attributes]" */
static bool parse_look(char *text, struct sb_look *out)
{
	struct sb_look look = { SB_COLOR_DEFAULT, SB_COLOR_DEFAULT, 0 };
	int32_t *const colors[] = { &look.fg, &look.bg };
	size_t color = 0;
	char *state = NULL;

	for (char *word = strtok_r(text, " \t", &state); word; word = strtok_r(NULL, " \t", &state)) {
		unsigned attr = find_attr(word);

		if (attr)
			look.attrs |= attr;
		else if (color == SB_COUNT(colors) || look.attrs || !parse_color(word, colors[color++]))
			return false;
	}
	*out = look;
	return color > 0;
}

static enum sb_status read_line(struct sb_theme *theme, char *line, const char *name, int number, struct sb_error *err)
{
	char *text = sb_text_trim(line), *equals = strchr(text, '=');

	if (!*text || *text == '#')
		return SB_OK;
	if (!equals)
		return sb_fail(err, SB_INVALID, _("%s:%d: expected `style = foreground background attributes`"), name,
			       number);
	*equals = '\0';
	int style = find_style(sb_text_trim(text));

	if (style < 0)
		return sb_fail(err, SB_INVALID, _("%s:%d: there is no style “%s”: the default theme lists all"), name,
			       number, sb_text_trim(text));
	if (!parse_look(equals + 1, &theme->looks[style]))
		return sb_fail(err, SB_INVALID,
			       _("%s:%d: the look of “%s” is not understood: two colours, then bold, dim, underline, "
				 "italic, reverse"),
			       name, number, style_words[style]);
	return SB_OK;
}

enum sb_status sb_theme_read(struct sb_theme *theme, const char *text, const char *name, struct sb_error *err)
{
	struct sb_theme read = *theme;
	sb_owned_string copy = sb_strdup(text);
	int number = 0;

	for (char *line = copy; line;) {
		char *end = strchr(line, '\n');

		if (end)
			*end = '\0';
		enum sb_status status = read_line(&read, line, name, ++number, err);

		if (status)
			return status;
		line = end ? end + 1 : NULL;
	}
	*theme = read;
	return SB_OK;
}

#include "builtin.h"

static const char *find_builtin(const char *name)
{
	static const char folder[] = "data/themes/";

	for (const struct sb_embedded *file = sb_tui_embedded; file->name; file++)
		if (strncmp(file->name, folder, sizeof(folder) - 1) == 0 &&
		    strcmp(file->name + sizeof(folder) - 1, name) == 0)
			return file->text;
	return NULL;
}

/* Only a name: what a setting says must not reach other files. */
static bool is_file_name(const char *name)
{
	return name[0] && name[0] != '.' && strlen(name) < THEME_NAME_BYTES && !strchr(name, '/');
}

/* The user's own; SB_NOT_FOUND if there is none. */
static enum sb_status read_own(struct sb_theme *theme, const char *name, struct sb_error *err)
{
	sb_auto(buf) inside = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;

	sb_buf_printf(&inside, "themes/%s", name);
	sb_owned_string path = sb_path_in(SB_DIR_CONFIG, inside.data);
	enum sb_status status = sb_file_read(path, THEME_FILE_BYTES_MAX, &text, err);

	return status ? status : sb_theme_read(theme, text.data, path, err);
}

enum sb_status sb_theme_load(struct sb_theme *theme, const char *name, struct sb_error *err)
{
	struct sb_theme loaded;
	const char *builtin = find_builtin("default");
	struct sb_error missing = SB_ERROR_INIT;

	sb_theme_init(&loaded);
	enum sb_status status = builtin ? sb_theme_read(&loaded, builtin, "default", err) : SB_OK;

	if (status)
		return status;
	if (!is_file_name(name))
		return sb_fail(err, SB_INVALID,
			       _("“%s” cannot be the name of a theme: use the name of a file in themes"), name);
	status = read_own(&loaded, name, &missing);
	if (status == SB_NOT_FOUND) {
		builtin = find_builtin(name);
		if (!builtin)
			return sb_fail(err, SB_NOT_FOUND,
				       _("there is no theme “%s”: choose default, light, mono, high-contrast or a file "
					 "in themes"),
				       name);
		status = sb_theme_read(&loaded, builtin, name, err);
	} else if (status) {
		*err = missing;
	}
	if (!status)
		*theme = loaded;
	return status;
}

/* ---- colours ---- */

static int32_t squared_distance(int32_t a, int32_t b)
{
	int32_t sum = 0;

	for (int shift = 0; shift < 24; shift += 8) {
		int32_t difference = (a >> shift & 0xff) - (b >> shift & 0xff);

		sum += difference * difference;
	}
	return sum;
}

/* xterm's: 6 levels a channel, then 24 greys. */
static int32_t cube_level(int index)
{
	return index ? 55 + 40 * index : 0;
}

static int32_t rgb_of(int32_t number)
{
	static const int32_t basic[] = {
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
		0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff
	};

	if (number < 16)
		return basic[number];
	if (number >= 232)
		return (8 + 10 * (number - 232)) * 0x010101;
	number -= 16;
	return cube_level(number / 36) << 16 | cube_level(number / 6 % 6) << 8 | cube_level(number % 6);
}

static int32_t nearest(int32_t rgb, int32_t first, int32_t past)
{
	int32_t best = first;

	for (int32_t number = first; number < past; number++)
		if (squared_distance(rgb, rgb_of(number)) < squared_distance(rgb, rgb_of(best)))
			best = number;
	return best;
}

int32_t sb_color_reduce(int32_t color, int colors)
{
	bool is_rgb = color != SB_COLOR_DEFAULT && color & SB_COLOR_RGB;

	if (color == SB_COLOR_DEFAULT || color < colors || colors > 256)
		return color;
	int32_t rgb = is_rgb ? color & 0xffffff : rgb_of(color);

	/* The first 16 are the user's own and of no known colour, so 256 means the fixed 240. */
	if (colors >= 256)
		return nearest(rgb, 16, 256);
	if (colors >= 16)
		return nearest(rgb, 0, 16);
	return !is_rgb && color < 16 ? color % 8 : nearest(rgb, 0, 16) % 8;
}
