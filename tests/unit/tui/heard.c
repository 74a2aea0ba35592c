/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inputs as text, for tests of the decoder and the scanner. */
#include "heard.h"

#include "tui/keys.h"

static void write_mouse(struct sb_buf *out, const struct sb_input *input)
{
	static const char *const acts[] = { "press", "release", "drag" };
	static const char *const buttons[] = { "left", "middle", "right", "up", "down", "other" };

	sb_buf_printf(out, "<%s %s %d,%d>", acts[input->act], buttons[input->button], input->row, input->col);
}

static void hear(void *with, const struct sb_input *input)
{
	struct heard *heard = with;
	struct sb_buf *out = &heard->text;

	if (out->len)
		sb_buf_putc(out, ' ');
	heard->inputs++;
	switch (input->kind) {
	case SB_INPUT_KEY:
		sb_chord_print(input->key, out);
		break;
	case SB_INPUT_PASTE:
		sb_buf_printf(out, "<paste %s%s>", input->text, input->cut ? " cut" : "");
		break;
	case SB_INPUT_SCAN:
		sb_buf_printf(out, "<scan %s>", input->text);
		heard->retract = input->retract;
		heard->check = input->check;
		heard->trouble = input->trouble;
		break;
	case SB_INPUT_MOUSE:
		write_mouse(out, input);
		break;
	case SB_INPUT_FOCUS:
		sb_buf_puts(out, input->focused ? "<in>" : "<out>");
		break;
	}
}

struct sb_sink heard_sink(struct heard *heard)
{
	return (struct sb_sink){ hear, heard };
}

void heard_clear(struct heard *heard)
{
	sb_buf_clear(&heard->text);
	heard->inputs = 0;
}
