/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Styles named by what they mean, and themes: small text files that say how a meaning looks,
 *
 *	style = foreground background [bold] [dim] [underline] [italic] [reverse]
 *
 * colours being `default`, a name (`red`, `bright-blue`), 0 to 255, or #rrggbb, each brought down to what the terminal
 * can. Meaning is never carried by colour alone: whoever draws also writes a word or a mark.
 */
#ifndef STOCKBOOK_TUI_THEME_H
#define STOCKBOOK_TUI_THEME_H

#include "stockbook/error.h"

#define SB_STYLES(S)                      \
	S(NORMAL, "normal")               \
	S(TITLE, "title")                 \
	S(TAB, "tab")                     \
	S(TAB_ACTIVE, "tab-active")       \
	S(HEADING, "heading")             \
	S(SORTED, "sorted")               \
	S(SELECTED, "selected")           \
	S(MARKED, "marked")               \
	S(MATCH, "match")                 \
	S(RULE, "rule")                   \
	S(HINT, "hint")                   \
	S(HINT_KEY, "hint-key")           \
	S(MESSAGE, "message")             \
	S(ERROR, "error")                 \
	S(WARNING, "warning")             \
	S(OK, "ok")                       \
	S(DIM, "dim")                     \
	S(STRONG, "strong")               \
	S(LABEL, "label")                 \
	S(FIELD, "field")                 \
	S(FIELD_ACTIVE, "field-active")   \
	S(POSITIVE, "positive")           \
	S(NEGATIVE, "negative")           \
	S(OUT, "out")                     \
	S(LOW, "low")                     \
	S(BAR, "bar")                     \
	S(BAR_EMPTY, "bar-empty")         \
	S(SPARK, "spark")                 \
	S(CHART, "chart")                 \
	S(CHART_OTHER, "chart-other")     \
	S(AXIS, "axis")                   \
	S(PROGRESS, "progress")           \
	S(OFFLINE, "offline")             \
	S(MODE_SELL, "mode-sell")         \
	S(MODE_RECEIVE, "mode-receive")   \
	S(MODE_RETURN, "mode-return")     \
	S(MODE_REMOVE, "mode-remove")     \
	S(MODE_HOLD, "mode-hold")         \
	S(MODE_TRANSFER, "mode-transfer") \
	S(MODE_COUNT, "mode-count")

enum sb_style_id {
#define S(symbol, word) SB_STYLE_##symbol,
	SB_STYLES(S)
#undef S
		SB_STYLE_COUNT
};

enum sb_attr { SB_ATTR_BOLD = 1, SB_ATTR_DIM = 2, SB_ATTR_UNDERLINE = 4, SB_ATTR_ITALIC = 8, SB_ATTR_REVERSE = 16 };

enum { SB_COLOR_DEFAULT = -1, SB_COLOR_RGB = 0x1000000 }; /* else 0…255, or SB_COLOR_RGB | 0xrrggbb */

struct sb_look {
	int32_t fg, bg;
	unsigned attrs;
};

struct sb_theme {
	struct sb_look looks[SB_STYLE_COUNT];
};

/* Everything the terminal's own colours, selection reversed: what is left if a theme says nothing. */
void sb_theme_init(struct sb_theme *theme);
/* Theme text from a file called `name`; styles it does not name keep their look. Bad lines are SB_INVALID with name and
 * line, and nothing is taken. */
enum sb_status sb_theme_read(struct sb_theme *theme, const char *text, const char *name,
			     struct sb_error *err) SB_CHECKED;
/* themes/NAME of the configuration directory, else a built-in one (default, light, mono, high-contrast). */
enum sb_status sb_theme_load(struct sb_theme *theme, const char *name, struct sb_error *err) SB_CHECKED;

/* An RGB or 256-colour number brought down to 256 or 16 colours; default stays. */
int32_t sb_color_reduce(int32_t color, int colors);

#endif
