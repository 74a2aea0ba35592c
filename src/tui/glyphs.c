/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sets of signs, and the small pictures made of them. */
#include "glyphs.h"

static const struct sb_glyphs unicode = {
	.horizontal = "─",
	.vertical = "│",
	.top_left = "┌",
	.top_right = "┐",
	.bottom_left = "└",
	.bottom_right = "┘",
	.tee_left = "├",
	.tee_right = "┤",
	.tee_top = "┬",
	.tee_bottom = "┴",
	.cross = "┼",
	.selected = "▸",
	.marked = "■",
	.low = "▲",
	.out = "▼",
	.ascending = "▴",
	.descending = "▾",
	.ellipsis = "…",
	.dot = "·",
	.times = "×",
	.bullet = "•",
	.more_left = "◂",
	.more_right = "▸",
	.spark = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" },
	.bar = { " ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█" },
	.bar_empty = "░",
	.shade = "▒",
};

static const struct sb_glyphs ascii = {
	.ascii = true,
	.horizontal = "-",
	.vertical = "|",
	.top_left = "+",
	.top_right = "+",
	.bottom_left = "+",
	.bottom_right = "+",
	.tee_left = "+",
	.tee_right = "+",
	.tee_top = "+",
	.tee_bottom = "+",
	.cross = "+",
	.selected = ">",
	.marked = "*",
	.low = "!",
	.out = "!",
	.ascending = "^",
	.descending = "v",
	.ellipsis = "~",
	.dot = "-",
	.times = "x",
	.bullet = "*",
	.more_left = "<",
	.more_right = ">",
	.spark = { " ", "_", ".", "-", "=", "*", "#", "%", "@" },
	.bar = { " ", "#", "#", "#", "#", "#", "#", "#", "#" },
	.bar_empty = ".",
	.shade = ":",
};

static const struct sb_glyphs plain = {
	.ascii = true,
	.horizontal = " ",
	.vertical = " ",
	.top_left = " ",
	.top_right = " ",
	.bottom_left = " ",
	.bottom_right = " ",
	.tee_left = " ",
	.tee_right = " ",
	.tee_top = " ",
	.tee_bottom = " ",
	.cross = " ",
	.selected = ">",
	.marked = "*",
	.low = "!",
	.out = "!",
	.ascending = "^",
	.descending = "v",
	.ellipsis = "~",
	.dot = "-",
	.times = "x",
	.bullet = "*",
	.more_left = "<",
	.more_right = ">",
	.spark = { " ", "_", ".", "-", "=", "*", "#", "%", "@" },
	.bar = { " ", "#", "#", "#", "#", "#", "#", "#", "#" },
	.bar_empty = ".",
	.shade = ":",
};

const struct sb_glyphs *sb_glyphs_for(bool only_ascii)
{
	return only_ascii ? &ascii : &unicode;
}

const struct sb_glyphs *sb_glyphs_plain(void)
{
	return &plain;
}

void sb_glyphs_bar(const struct sb_glyphs *glyphs, struct sb_buf *out, int64_t part, int64_t whole, int cells)
{
	double share = whole > 0 && part > 0 ? (double)part / (double)whole : 0;
	int eighths = (int)((share > 1 ? 1 : share) * cells * 8 + 0.5);

	/* Something is never drawn as nothing. */
	if (part > 0 && whole > 0 && !eighths)
		eighths = 1;
	for (int cell = 0; cell < cells; cell++) {
		int filled = eighths - cell * 8;

		if (filled <= 0)
			sb_buf_puts(out, glyphs->bar_empty);
		else
			sb_buf_puts(out, glyphs->bar[filled > 8                            ? 8
						     : glyphs->ascii && filled < 4 && cell ? 0
											   : filled]);
	}
}

void sb_glyphs_spark(const struct sb_glyphs *glyphs, struct sb_buf *out, const int64_t *values, size_t count)
{
	int64_t greatest = 0;

	for (size_t i = 0; i < count; i++)
		if (values[i] > greatest)
			greatest = values[i];
	for (size_t i = 0; i < count; i++) {
		int step = 1;

		if (greatest && values[i] > 0)
			step += (int)((double)values[i] * 7 / (double)greatest + 0.5);
		sb_buf_puts(out, glyphs->spark[values[i] == SB_NONE ? 0 : step]);
	}
}
