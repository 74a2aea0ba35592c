/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who works here: a name is chosen and, where there is one, its PIN typed or its badge scanned. Nothing that is typed or scanned here reaches
 * anything else: printable keys and scans end here, and only the keys of this page's own context mean something.
 */
#include "../desk.h"
#include "../edit.h"
#include "stockbook/list.h"
#include "stockbook/text.h"
#include "stockbook/user.h"

#include <ctype.h>
#include <string.h>

enum { USERS_MAX = 200, NAME_CELLS = 24, PIN_CELLS = 24 };

struct sign_in {
	struct sb_view view;
	struct sb_user users[USERS_MAX];
	size_t count, chosen, top;
	bool asks_pin;
	struct sb_edit pin;
	struct sb_error wrong; /* what was wrong with the last PIN */
};

static struct sign_in *self(struct sb_view *view)
{
	return (struct sign_in *)view;
}

static void close_view(struct sb_view *view)
{
	struct sign_in *sign_in = self(view);

	sb_secret_wipe_buf(&sign_in->pin.text);
	sb_secret_wipe_buf(&sign_in->pin.killed);
	sb_edit_release(&sign_in->pin);
	free(sign_in);
}

/* Those who still work here. */
static enum sb_status read_users(struct sign_in *sign_in, struct sb_book *book, struct sb_error *err)
{
	struct sb_ask ask = { .query = "retired:no", .columns = "user", .limit = USERS_MAX };
	struct sb_page page;
	enum sb_status status = sb_list_page(&sb_list_users, book, &ask, &page, err);

	if (status)
		return status;
	for (size_t i = 0; i < page.count && !status; i++) {
		struct sb_user *user = &sign_in->users[sign_in->count];

		status = sb_user_get(book, page.rows[i].id, user, err);
		sign_in->count += !status;
	}
	sb_page_release(&page);
	return status;
}

static enum sb_status open_view(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct sign_in *sign_in = sb_alloc(sizeof(*sign_in));
	const char *name = *argument ? argument : desk->user;
	enum sb_status status = read_users(sign_in, desk->app->book, err);

	if (!status && !sign_in->count)
		status = sb_fail(err, SB_REFUSED, _("this book has no users: everybody may do everything (add them with `user add`)"));
	if (status) {
		free(sign_in);
		return status;
	}
	sign_in->view = (struct sb_view){ .ops = &sb_view_sign_in, .desk = desk };
	sign_in->pin = (struct sb_edit)SB_EDIT_INIT;
	for (size_t i = 0; i < sign_in->count; i++)
		if (!strcmp(sign_in->users[i].name, name))
			sign_in->chosen = i;
	sign_in->asks_pin = *argument && sign_in->users[sign_in->chosen].has[SB_SECRET_PIN];
	*out = &sign_in->view;
	return SB_OK;
}

static void draw_users(struct sign_in *sign_in, struct sb_area area, size_t rows)
{
	struct sb_term *term = sign_in->view.desk->term;

	if (sign_in->chosen < sign_in->top)
		sign_in->top = sign_in->chosen;
	if (sign_in->chosen >= sign_in->top + rows)
		sign_in->top = sign_in->chosen - rows + 1;
	for (size_t i = sign_in->top; i < sign_in->count && i < sign_in->top + rows; i++) {
		const struct sb_user *user = &sign_in->users[i];
		bool is_chosen = i == sign_in->chosen;
		int row = area.row + 2 + (int)(i - sign_in->top);

		sb_term_put(term, row, area.col + 1, 1, SB_STYLE_NORMAL, is_chosen ? sb_term_glyphs(term)->selected : " ");
		sb_term_fit(term, row, area.col + 3, NAME_CELLS, is_chosen ? SB_STYLE_STRONG : SB_STYLE_NORMAL, user->name, false);
		sb_term_put(term, row, area.col + 4 + NAME_CELLS, area.cols - NAME_CELLS - 5, SB_STYLE_DIM, sb_role_label(user->role));
	}
}

static void draw_pin(struct sign_in *sign_in, struct sb_area area, int row)
{
	struct sb_term *term = sign_in->view.desk->term;
	sb_auto(buf) label = SB_BUF_INIT;
	sb_auto(buf) shown = SB_BUF_INIT;
	struct sb_edit_view at = sb_edit_mask(&sign_in->pin, PIN_CELLS, sb_term_glyphs(term)->bullet, &shown);
	int col;

	sb_buf_printf(&label, _("PIN of %s: "), sign_in->users[sign_in->chosen].name);
	col = area.col + 3 + sb_term_put(term, row, area.col + 3, area.cols - PIN_CELLS - 4, SB_STYLE_LABEL, label.data);
	sb_term_put(term, row, col, PIN_CELLS, SB_STYLE_FIELD_ACTIVE, shown.data);
	if (sign_in->wrong.status)
		sb_term_put(term, row + 1, area.col + 3, area.cols - 4, SB_STYLE_ERROR, sign_in->wrong.text);
	sb_term_cursor(term, row, col + at.cursor, true);
}

static const char *advice(const struct sign_in *sign_in)
{
	if (sign_in->asks_pin)
		return _("What you type is not shown; Esc goes back to the names.");
	return sign_in->view.desk->is_locked ? _("The first letter of a name goes to it; Ctrl-C twice leaves the program.")
					     : _("The first letter of a name goes to it; Esc goes back to work.");
}

static void draw(struct sb_view *view, struct sb_area area)
{
	struct sign_in *sign_in = self(view);
	struct sb_term *term = view->desk->term;
	size_t room = area.rows > 7 ? (size_t)area.rows - 6 : 1, rows = sign_in->count < room ? sign_in->count : room;

	for (int i = 0; i < area.rows; i++)
		sb_term_fill(term, area.row + i, area.col, area.cols, SB_STYLE_NORMAL, NULL);
	sb_term_put(term, area.row, area.col + 1, area.cols - 2, SB_STYLE_STRONG, _("Who works here?"));
	draw_users(sign_in, area, rows);
	sb_term_put(term, area.row + area.rows - 1, area.col + 1, area.cols - 2, SB_STYLE_DIM, advice(sign_in));
	if (sign_in->asks_pin)
		draw_pin(sign_in, area, area.row + 3 + (int)rows);
	else
		sb_term_cursor(term, area.row + 2 + (int)(sign_in->chosen - sign_in->top), area.col + 1, true);
}

static void forget_pin(struct sign_in *sign_in)
{
	sb_secret_wipe_buf(&sign_in->pin.text);
	sb_edit_clear(&sign_in->pin);
}

/* Closes the view when it was right. */
static void submit(struct sign_in *sign_in)
{
	struct sb_desk *desk = sign_in->view.desk;
	const struct sb_user user = sign_in->users[sign_in->chosen];

	if (user.has[SB_SECRET_PIN] && !sign_in->asks_pin) {
		sign_in->asks_pin = true;
		return;
	}
	sign_in->wrong = (struct sb_error)SB_ERROR_INIT;
	if (sb_desk_sign_in(desk, &user, sign_in->pin.text.data, &sign_in->wrong)) {
		if (!sign_in->asks_pin)
			sb_desk_say(desk, SB_STYLE_ERROR, "%s", sign_in->wrong.text);
		forget_pin(sign_in);
		return;
	}
	sb_desk_welcome(desk, &user);
}

/* A letter goes to the next name that begins with it. */
static void jump(struct sign_in *sign_in, uint32_t key)
{
	for (size_t step = 1; step <= sign_in->count; step++) {
		size_t i = (sign_in->chosen + step) % sign_in->count;

		if (key < 0x80 && tolower((unsigned char)sign_in->users[i].name[0]) == tolower((int)key)) {
			sign_in->chosen = i;
			return;
		}
	}
}

static void scanned(struct sign_in *sign_in, const struct sb_input *scan)
{
	if (!sign_in->asks_pin)
		return;
	forget_pin(sign_in);
	sb_edit_insert(&sign_in->pin, scan->text, scan->bytes);
	submit(sign_in);
}

static bool input(struct sb_view *view, const struct sb_input *input)
{
	struct sign_in *sign_in = self(view);

	if (input->kind == SB_INPUT_SCAN)
		scanned(sign_in, input);
	else if (sign_in->asks_pin && sb_edit_input(&sign_in->pin, input) == SB_EDIT_CHANGED)
		sign_in->wrong = (struct sb_error)SB_ERROR_INIT;
	else if (!sign_in->asks_pin && sb_input_is_text(input))
		jump(sign_in, input->key.key);
	else
		return input->kind != SB_INPUT_KEY;
	return true;
}

static void move(struct sign_in *sign_in, bool down)
{
	if (sign_in->asks_pin)
		return;
	if (down && sign_in->chosen + 1 < sign_in->count)
		sign_in->chosen++;
	else if (!down && sign_in->chosen)
		sign_in->chosen--;
}

/* From the PIN to the names, from these to the page, unless somebody must sign in first. */
static bool back(struct sign_in *sign_in)
{
	if (!sign_in->asks_pin)
		return sign_in->view.desk->is_locked;
	sign_in->asks_pin = false;
	sign_in->wrong = (struct sb_error)SB_ERROR_INIT;
	forget_pin(sign_in);
	return true;
}

static bool act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct sign_in *sign_in = self(view);

	switch ((int)action) {
	case SB_ACTION_ACCEPT: submit(sign_in); return true;
	case SB_ACTION_MOVE: move(sign_in, !strcmp(rest, "down")); return true;
	case SB_ACTION_BACK: return back(sign_in);
	default: return false;
	}
}

static const char *context(const struct sb_view *view)
{
	return view->desk->is_locked && !((const struct sign_in *)view)->asks_pin ? "locked" : "sign-in";
}

static bool wants_text(const struct sb_view *view)
{
	(void)view;
	return true;
}

const struct sb_view_ops sb_view_sign_in = {
	.name = "sign-in",
	.title = N_("Sign in"),
	.manual = "people and roles",
	.is_dialog = true,
	.open = open_view,
	.close = close_view,
	.draw = draw,
	.input = input,
	.act = act,
	.context = context,
	.wants_text = wants_text,
};
