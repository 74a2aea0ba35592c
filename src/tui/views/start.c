/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first start, when there is no book yet: make one, look around in the sample shop, or begin with a file of products. */
#include "../desk.h"

#include <string.h>

struct start_view {
	struct sb_view view;
	size_t selected;
};

static const struct {
	const char *label, *sentence; /* translate before showing */
	const char *line;	      /* what is run */
} choices[] = {
	{ N_("Make a book"), N_("an empty one; asks for currency and store"), "init --currency" },
	{ N_("Open the sample shop"), N_("400 products and three months of trade"), "demo" },
	{ N_("Begin with a file"), N_("a book, then your products from a CSV file"), "init" },
	{ N_("Read the manual"), N_("what this is and how a day goes"), "manual" },
	{ N_("Quit"), N_("nothing is written"), "quit" },
};

static struct start_view *self(struct sb_view *view)
{
	return (struct start_view *)view;
}

static enum sb_status open_start(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct start_view *start = sb_alloc(sizeof(*start));

	(void)argument;
	(void)err;
	start->view = (struct sb_view){ .ops = &sb_view_start, .desk = desk };
	*out = &start->view;
	return SB_OK;
}

static void close_start(struct sb_view *view)
{
	free(view);
}

static void draw(struct sb_view *view, struct sb_area area)
{
	struct sb_term *term = view->desk->term;
	sb_owned_string path = sb_app_book_path(view->desk->app);
	int row = area.row + 1;

	sb_term_put(term, row++, area.col + 3, area.cols - 4, SB_STYLE_STRONG, _("Welcome to stockbook, the stock book of your shop."));
	sb_term_printf(term, row++, area.col + 3, area.cols - 4, SB_STYLE_DIM, _("There is no book at %s yet."), path);
	row++;
	for (size_t i = 0; i < SB_COUNT(choices) && row + 1 < area.row + area.rows; i++, row += 2) {
		bool is_selected = i == self(view)->selected;

		sb_term_put(term, row, area.col + 2, 1, SB_STYLE_NORMAL, is_selected ? sb_term_glyphs(term)->selected : " ");
		sb_term_printf(term, row, area.col + 4, 28, SB_STYLE_STRONG, "%zu  %s", i + 1, _(choices[i].label));
		sb_term_put(term, row, area.col + 33, area.cols - 34, SB_STYLE_DIM, _(choices[i].sentence));
		if (is_selected) {
			sb_term_restyle(term, row, area.col + 2, area.cols - 4, SB_STYLE_NORMAL | SB_OVER_SELECTED);
			sb_term_cursor(term, row, area.col + 4, true);
		}
	}
}

static void choose(struct start_view *start, size_t index)
{
	struct sb_desk *desk = start->view.desk;
	bool with_file = index == 2;

	start->selected = index;
	sb_desk_run(desk, choices[index].line);
	/* This view is gone when a book was opened. */
	if (with_file && desk->worker)
		sb_desk_run(desk, "palette import");
}

static bool input(struct sb_view *view, const struct sb_input *input)
{
	if (!sb_input_is_text(input) || input->key.key < '1' || input->key.key > '0' + SB_COUNT(choices))
		return false;
	choose(self(view), input->key.key - '1');
	return true;
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct start_view *start = self(view);

	if (action == SB_ACTION_OPEN) {
		choose(start, start->selected);
		return true;
	}
	if (action != SB_ACTION_MOVE)
		return false;
	if (!strcmp(rest, "up") && start->selected)
		start->selected--;
	else if (!strcmp(rest, "down") && start->selected + 1 < SB_COUNT(choices))
		start->selected++;
	return true;
}

const struct sb_view_ops sb_view_start = {
	.name = "start",
	.title = N_("Start"),
	.works_without_book = true,
	.open = open_start,
	.close = close_start,
	.draw = draw,
	.input = input,
	.act = act,
};
