/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The palette: one line that finds every action, command and view by a few of its letters, with each one's key, and that shows help for the
 * command being typed, argument by argument, offering values that exist.
 */
#include "desk.h"
#include "edit.h"
#include "stockbook/text.h"
#include "words.h"

#include <string.h>

enum { OFFERS_MAX = 10, CANDIDATES_MAX = 256, WIDE_FROM = 80, TEXT_CELLS = 26, KEY_CELLS = 8 };

struct offer {
	const char *text;    /* what stands in the line when it is taken */
	const char *meaning; /* translated */
	int score;
};

struct palette {
	struct sb_view view;
	struct sb_edit line;
	struct sb_arena *arena; /* of the offers */
	struct offer offers[CANDIDATES_MAX];
	size_t count, chosen;
	bool is_chosen; /* an arrow moved into the offers */
};

static void add_offer(struct palette *palette, const char *text, const char *meaning, int score)
{
	if (palette->count < CANDIDATES_MAX && score > 0)
		palette->offers[palette->count++] = (struct offer){ text, meaning, score };
}

static int score_of(const char *typed, const char *word, const char *meaning)
{
	sb_auto(buf) pattern = SB_BUF_INIT;
	sb_auto(buf) folded = SB_BUF_INIT;
	int score;

	if (!*typed)
		return 1;
	sb_text_fold(typed, &pattern);
	score = sb_text_fuzzy(pattern.data, word) * 4;
	sb_text_fold(meaning, &folded);
	if (!score && strlen(pattern.data) > 2 && strstr(folded.data, pattern.data))
		score = 1;
	return score;
}

static int by_score(const void *a, const void *b)
{
	const struct offer *first = a, *second = b;

	return first->score != second->score ? second->score - first->score : strcmp(first->text, second->text);
}

/* The first word: commands, actions, views. */
static void offer_words(struct palette *palette, const char *typed)
{
	const struct sb_cmd *cmd;
	const struct sb_view_ops *ops;

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++)
		if (!(cmd->flags & SB_IS_SHELL_ONLY))
			add_offer(palette, cmd->name, _(cmd->summary), score_of(typed, cmd->name, _(cmd->summary)) * 2);
	for (size_t i = 0; (ops = sb_view_at(i)); i++)
		add_offer(palette, ops->name, _(ops->title), score_of(typed, ops->name, _(ops->title)));
	for (size_t i = 0; i < SB_ACTION_COUNT; i++)
		add_offer(palette, sb_actions[i].word, _(sb_actions[i].sentence),
			  score_of(typed, sb_actions[i].word, _(sb_actions[i].sentence)));
}

/* The second word of a name of two. */
static void offer_family(struct palette *palette, const char *family, const char *typed)
{
	const struct sb_cmd *cmd;

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		const char *word = sb_cmd_in_family(cmd, family);

		if (word && !(cmd->flags & SB_IS_SHELL_ONLY) && !strncmp(word, typed, strlen(typed)))
			add_offer(palette, cmd->name, _(cmd->summary), 1);
	}
}

struct value_offer {
	struct palette *palette;
	const char *before; /* the line without the word being typed */
	const char *option; /* "--tag=" or "" */
};

static bool take_value(const char *value, const char *meaning, void *with)
{
	struct value_offer *to = with;
	sb_auto(buf) text = SB_BUF_INIT;
	sb_auto(buf) word = SB_BUF_INIT;

	sb_word_quote(&word, value);
	sb_buf_printf(&text, "%s%s%s", to->before, to->option, word.data);
	add_offer(to->palette, sb_arena_strdup(to->palette->arena, text.data),
		  meaning ? sb_arena_strdup(to->palette->arena, meaning) : "", 1);
	return to->palette->count < OFFERS_MAX;
}

/* Which positional argument the n-th word is for. */
static const struct sb_arg *positional(const struct sb_cmd *cmd, size_t n)
{
	const struct sb_arg *last = NULL;
	size_t count = 0;

	for (size_t i = 0; i < cmd->arg_count; i++)
		if (cmd->args[i].flags & SB_ARG_POSITIONAL) {
			last = &cmd->args[i];
			if (count++ == n)
				return last;
		}
	if (!count || !(last->flags & SB_ARG_REPEAT))
		return NULL;
	return positional(cmd, n % count);
}

static size_t positionals_before(const struct sb_words *words, size_t from, size_t end)
{
	size_t count = 0;

	for (size_t i = from; i < end; i++)
		count += strncmp(words->word[i], "--", 2) != 0;
	return count;
}

/* Values of an argument, or the options not yet given. The command's own words are those before `from`. */
static void offer_arguments(struct palette *palette, const struct sb_cmd *cmd, const struct sb_words *words, size_t from)
{
	const char *line = palette->line.text.data;
	size_t typing = words->ends_blank ? words->count : words->count - 1;
	const char *word = words->ends_blank ? "" : words->word[typing];
	size_t before_bytes = strlen(line) - (words->ends_blank ? 0 : strlen(strrchr(line, ' ') + 1));
	char *before = sb_arena_strndup(palette->arena, line, before_bytes);
	struct value_offer to = { .palette = palette, .before = before, .option = "" };
	const struct sb_arg *arg = NULL;
	struct sb_error err = SB_ERROR_INIT;

	if (!strncmp(word, "--", 2) && strchr(word, '=')) {
		char *name = sb_arena_strndup(palette->arena, word + 2, strcspn(word + 2, "="));

		arg = sb_cmd_arg(cmd, name);
		to.option = sb_arena_printf(palette->arena, "--%s=", name);
		word = strchr(word, '=') + 1;
	} else if (strncmp(word, "-", 1)) {
		arg = positional(cmd, positionals_before(words, from, typing));
	}
	if (arg && sb_arg_offer(palette->view.desk->app, arg, word, OFFERS_MAX, take_value, &to, &err))
		palette->count = 0;
	for (size_t i = 0; i < cmd->arg_count && !palette->count && (!*word || *word == '-'); i++)
		if (!(cmd->args[i].flags & SB_ARG_POSITIONAL) && !strncmp(cmd->args[i].name, word + strspn(word, "-"), strlen(word + strspn(word, "-"))))
			add_offer(palette, sb_arena_printf(palette->arena, "%s--%s=", before, cmd->args[i].name), _(cmd->args[i].help), 1);
}

/* The columns behind `sort`, each after a comma or a minus. */
static void offer_columns(struct palette *palette)
{
	const char *line = palette->line.text.data, *word = line + strlen(line);
	struct sb_view *top = sb_desk_top(palette->view.desk);
	sb_auto(buf) names = SB_BUF_INIT;

	while (word > line && !strchr(" ,-", word[-1]))
		word--;
	if (!top || !top->ops->subject || !top->ops->subject(top, "sortable", &names))
		return;
	for (const char *name = names.data; *name; name += strcspn(name, " ") + 1) {
		int length = (int)strcspn(name, " ");

		if (strlen(word) < (size_t)length && !strncmp(name, word, strlen(word)))
			add_offer(palette, sb_arena_printf(palette->arena, "%.*s%.*s", (int)(word - line), line, length, name), "", 1);
	}
}

static void refresh(struct palette *palette)
{
	const char *line = palette->line.text.data;
	const struct sb_cmd *cmd;
	struct sb_words words;
	size_t taken = 1;

	sb_arena_clear(palette->arena);
	palette->count = 0;
	palette->chosen = 0;
	palette->is_chosen = false;
	sb_words_cut(line, palette->arena, &words);
	cmd = sb_cmd_find_words(words.word, words.count, &taken);
	if (words.count > taken || (words.count == taken && words.ends_blank)) {
		if (cmd)
			offer_arguments(palette, cmd, &words, taken);
		else if (sb_action_find(line) == SB_ACTION_SORT)
			offer_columns(palette);
		if (words.count <= 2 && !(words.count == 2 && words.ends_blank))
			offer_family(palette, words.word[0], words.count > 1 ? words.word[1] : "");
		return;
	}
	offer_words(palette, words.count < 2 ? (words.count ? words.word[0] : "") : line);
	qsort(palette->offers, palette->count, sizeof(palette->offers[0]), by_score);
}

static enum sb_status palette_open(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct palette *palette = sb_alloc(sizeof(*palette));

	(void)err;
	palette->view = (struct sb_view){ .ops = &sb_view_palette, .desk = desk };
	palette->line = (struct sb_edit)SB_EDIT_INIT;
	palette->arena = sb_arena_new();
	sb_edit_set(&palette->line, argument);
	if (*argument)
		sb_edit_insert(&palette->line, " ", 1);
	refresh(palette);
	*out = &palette->view;
	return SB_OK;
}

static void palette_close(struct sb_view *view)
{
	struct palette *palette = (struct palette *)view;

	sb_edit_release(&palette->line);
	sb_arena_free(palette->arena);
	free(palette);
}

static void print_key(struct palette *palette, size_t index, struct sb_buf *out)
{
	struct sb_desk *desk = palette->view.desk;
	struct sb_view *top = sb_desk_top(desk);
	const char *context = top && top->ops->context ? top->ops->context(top) : top ? top->ops->name : "page";
	const struct sb_binding *binding =
		sb_keys_of(desk->keys, sb_keys_has_context(desk->keys, context) ? context : "page", palette->offers[index].text);

	if (binding)
		sb_chord_show(binding->chord, out);
}

/* How wide the words and the keys are: on a narrow screen no wider than those that show. */
struct widths {
	int text, key;
};

static struct widths measure(struct palette *palette, int cols, size_t first, size_t shown)
{
	struct widths widths = { cols < WIDE_FROM ? 0 : TEXT_CELLS, cols < WIDE_FROM ? 0 : KEY_CELLS };

	for (size_t i = first; cols < WIDE_FROM && i < first + shown; i++) {
		sb_auto(buf) key = SB_BUF_INIT;
		int text = sb_text_width(palette->offers[i].text), width;

		print_key(palette, i, &key);
		width = sb_text_width(key.data);
		widths.text = text > TEXT_CELLS ? TEXT_CELLS : text > widths.text ? text : widths.text;
		widths.key = width > widths.key ? width : widths.key;
	}
	return widths;
}

static void draw_offer(struct palette *palette, struct sb_area area, int row, size_t index, struct widths widths)
{
	struct sb_term *term = palette->view.desk->term;
	const struct offer *offer = &palette->offers[index];
	bool is_chosen = palette->is_chosen && index == palette->chosen;
	int key_col = 3 + widths.text + 1, col = key_col + widths.key + (widths.key > 0);
	sb_auto(buf) key = SB_BUF_INIT;

	print_key(palette, index, &key);
	sb_term_fill(term, row, area.col, area.cols, SB_STYLE_NORMAL, NULL);
	sb_term_put(term, row, area.col + 1, 1, SB_STYLE_NORMAL, is_chosen ? sb_term_glyphs(term)->selected : " ");
	sb_term_fit(term, row, area.col + 3, widths.text, SB_STYLE_STRONG, offer->text, false);
	sb_term_fit(term, row, area.col + key_col, widths.key, SB_STYLE_HINT_KEY, key.data, false);
	sb_term_fit(term, row, area.col + col, area.cols - col - 1, SB_STYLE_DIM, offer->meaning, false);
	if (is_chosen)
		sb_term_restyle(term, row, area.col, area.cols, SB_STYLE_NORMAL | SB_OVER_SELECTED);
}

/* Usage and what the command does, while its arguments are typed. */
static void draw_help(struct palette *palette, struct sb_area area, int row)
{
	sb_auto(buf) usage = SB_BUF_INIT;
	struct sb_words words;
	const struct sb_cmd *cmd;
	size_t taken;

	sb_words_cut(palette->line.text.data, palette->arena, &words);
	cmd = sb_cmd_find_words(words.word, words.count, &taken);
	if (!cmd && words.count && sb_action_find(words.word[0]) != SB_ACTION_NONE)
		sb_term_fit(palette->view.desk->term, row + 1, area.col + 1, area.cols - 1, SB_STYLE_DIM,
			    _(sb_actions[sb_action_find(words.word[0])].sentence), false);
	if (!cmd)
		return;
	sb_cmd_usage(cmd, &usage);
	sb_term_fit(palette->view.desk->term, row, area.col + 1, area.cols - 1, SB_STYLE_LABEL, usage.data, false);
	sb_term_fit(palette->view.desk->term, row + 1, area.col + 1, area.cols - 1, SB_STYLE_DIM, _(cmd->summary), false);
}

static void palette_draw(struct sb_view *view, struct sb_area area)
{
	struct palette *palette = (struct palette *)view;
	struct sb_term *term = view->desk->term;
	size_t shown = palette->count < OFFERS_MAX ? palette->count : OFFERS_MAX;
	size_t first = palette->chosen >= OFFERS_MAX ? palette->chosen - OFFERS_MAX + 1 : 0;
	int bottom = area.row + area.rows - 1;
	int top = bottom - (int)shown - 3;
	struct widths widths = measure(palette, area.cols, first, shown);
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_edit_view at;

	for (int row = top; row <= bottom; row++)
		sb_term_fill(term, row, area.col, area.cols, SB_STYLE_NORMAL, NULL);
	sb_term_fill(term, top, area.col, area.cols, SB_STYLE_RULE, sb_term_glyphs(term)->horizontal);
	for (size_t i = 0; i < shown; i++)
		draw_offer(palette, area, top + 1 + (int)i, first + i, widths);
	draw_help(palette, area, bottom - 2);
	sb_term_put(term, bottom, area.col, 2, SB_STYLE_LABEL, ":");
	at = sb_edit_view(&palette->line, area.cols - 3, &text);
	sb_term_put(term, bottom, area.col + 2, area.cols - 3, SB_STYLE_FIELD_ACTIVE, text.data);
	sb_term_cursor(term, bottom, area.col + 2 + at.cursor, true);
}

static void choose(struct palette *palette, int by)
{
	if (!palette->count)
		return;
	if (palette->is_chosen)
		palette->chosen = (palette->chosen + palette->count + (size_t)(by + (int)palette->count)) % palette->count;
	palette->is_chosen = true;
}

static void complete(struct palette *palette)
{
	size_t length;

	if (!palette->count)
		return;
	sb_edit_set(&palette->line, palette->offers[palette->chosen].text);
	length = palette->line.text.len;
	if (length && palette->line.text.data[length - 1] != '=')
		sb_edit_insert(&palette->line, " ", 1);
	refresh(palette);
}

/* Whether the line's first word is complete; else the best offer is meant. */
static bool is_known(const char *line, struct sb_arena *arena)
{
	struct sb_words words;
	size_t taken;

	sb_words_cut(line, arena, &words);
	if (!words.count || sb_action_find(line) != SB_ACTION_NONE)
		return words.count;
	return sb_cmd_find_words(words.word, words.count, &taken) || sb_view_find(words.word[0]) ||
	       (words.count > 1 && !sb_cmd_is_family(words.word[0]));
}

static void run(struct palette *palette)
{
	struct sb_desk *desk = palette->view.desk;
	bool by_offer = palette->count && (palette->is_chosen || !is_known(palette->line.text.data, palette->arena));
	char *line = sb_strdup(by_offer ? palette->offers[palette->chosen].text : palette->line.text.data);

	sb_desk_close_dialog(desk);
	sb_desk_run(desk, line);
	free(line);
}

static bool palette_input(struct sb_view *view, const struct sb_input *input)
{
	struct palette *palette = (struct palette *)view;
	enum sb_edit_effect effect;

	if (input->kind == SB_INPUT_SCAN) {
		sb_edit_retract(&palette->line, input->retract);
		sb_edit_insert(&palette->line, input->text, input->bytes);
		refresh(palette);
		return true;
	}
	effect = sb_edit_input(&palette->line, input);
	if (effect == SB_EDIT_CHANGED)
		refresh(palette);
	return effect != SB_EDIT_IGNORED;
}

static bool palette_act(struct sb_view *view, enum sb_action_id action, const char *rest)
{
	struct palette *palette = (struct palette *)view;

	switch ((int)action) {
	case SB_ACTION_RUN: run(palette); return true;
	case SB_ACTION_COMPLETE: complete(palette); return true;
	case SB_ACTION_MOVE: choose(palette, strcmp(rest, "up") ? 1 : -1); return true;
	default: return false;
	}
}

static bool palette_wants_text(const struct sb_view *view)
{
	(void)view;
	return true;
}

static const char *palette_context(const struct sb_view *view)
{
	(void)view;
	return "command";
}

const struct sb_view_ops sb_view_palette = {
	.name = "palette",
	.title = N_("Commands"),
	.manual = "keys",
	.is_dialog = true,
	.open = palette_open,
	.close = palette_close,
	.draw = palette_draw,
	.input = palette_input,
	.act = palette_act,
	.context = palette_context,
	.wants_text = palette_wants_text,
};
