/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form of a command for those who work line by line: label, what it is for, the answer, how it was understood. "<" goes a step back,
 * an empty answer leaves a field open.
 */
#include "prompt.h"
#include "stockbook/text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { LABEL_CELLS = 20 };

struct asking {
	struct sb_app *app;
	const struct sb_cmd *cmd;
	FILE *from, *to;
	char **answers; /* one an argument; NULL: not asked */
	char **echoes;  /* how they were understood */
};

static void show(FILE *to, const char *text)
{
	sb_auto(buf) visible = SB_BUF_INIT;

	sb_text_visible(text, &visible);
	(void)fputs(visible.data, to);
}

/* NULL: the end of input. */
static char *read_line(struct asking *asking)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t length = getline(&line, &cap, asking->from);

	if (length < 0) {
		free(line);
		return NULL;
	}
	if (length > 0 && line[length - 1] == '\n')
		line[length - 1] = '\0';
	return sb_text_trim(line);
}

/* A call of what was answered so far, so that each check sees the others (decimals, say). */
static struct sb_call *call_so_far(const struct asking *asking, size_t but, struct sb_error *err)
{
	struct sb_call *call = sb_call_new(asking->app, asking->cmd);

	sb_call_human(call, true);
	for (size_t i = 0; i < asking->cmd->arg_count; i++) {
		if (i != but && asking->answers[i] && asking->answers[i][0] && sb_call_give(call, asking->cmd->args[i].name, asking->answers[i], err))
			break;
	}
	return call;
}

static bool is_asked(const struct sb_arg *arg)
{
	return !(arg->flags & (SB_ARG_ADVANCED | SB_ARG_SECRET));
}

static void show_question(const struct asking *asking, const struct sb_arg *arg, const char *before)
{
	(void)fprintf(asking->to, "%s", _(arg->label));
	if (before && before[0]) {
		(void)fputs(" [", asking->to);
		show(asking->to, before);
		(void)fputs("]", asking->to);
	}
	(void)fputs(": ", asking->to);
	(void)fflush(asking->to);
}

static bool check_answer(struct asking *asking, size_t index, const char *line)
{
	struct sb_error err = SB_ERROR_INIT;
	sb_owned(call) call = call_so_far(asking, index, &err);
	sb_auto(buf) echo = SB_BUF_INIT;
	const struct sb_arg *arg = &asking->cmd->args[index];

	err = (struct sb_error)SB_ERROR_INIT;
	if (sb_call_check(call, arg->name, line, &echo, &err)) {
		(void)fputs("  ! ", asking->to);
		show(asking->to, err.text);
		(void)fputc('\n', asking->to);
		return false;
	}
	if (sb_call_warning(call)) {
		(void)fputs("  ~ ", asking->to);
		show(asking->to, sb_call_warning(call));
		(void)fputc('\n', asking->to);
	}
	if (echo.len && strcmp(echo.data, line)) {
		(void)fputs("  = ", asking->to);
		show(asking->to, echo.data);
		(void)fputc('\n', asking->to);
	}
	free(asking->echoes[index]);
	asking->echoes[index] = sb_strdup(echo.len ? echo.data : line);
	return true;
}

enum step { STEP_ON, STEP_BACK, STEP_AGAIN, STEP_END };

static enum step ask_one(struct asking *asking, size_t index)
{
	const char *before = asking->answers[index];
	sb_owned_string line = NULL;

	show_question(asking, &asking->cmd->args[index], before);
	line = read_line(asking);
	if (!line)
		return STEP_END;
	if (!strcmp(line, "<"))
		return STEP_BACK;
	if (!strcmp(line, "?")) {
		(void)fprintf(asking->to, "  %s\n", _(asking->cmd->args[index].help));
		return STEP_AGAIN;
	}
	/* Enter keeps what was answered before; a minus takes it away. */
	if (!line[0] && before)
		return STEP_ON;
	if (!strcmp(line, "-"))
		line[0] = '\0';
	if (!check_answer(asking, index, line))
		return STEP_AGAIN;
	free(asking->answers[index]);
	asking->answers[index] = sb_give(line);
	return STEP_ON;
}

/* The next argument to ask for from `index` on in direction `by`; arg_count past the last, `index` itself before the first. */
static size_t next_asked(const struct sb_cmd *cmd, size_t index, bool back)
{
	size_t at = index;

	if (!back) {
		while (at < cmd->arg_count && !is_asked(&cmd->args[at]))
			at++;
		return at;
	}
	while (at > 0) {
		if (is_asked(&cmd->args[--at]))
			return at;
	}
	return index;
}

static void show_panel(const struct asking *asking)
{
	(void)fputs("\n", asking->to);
	for (size_t i = 0; i < asking->cmd->arg_count; i++) {
		sb_auto(buf) label = SB_BUF_INIT;

		if (!asking->answers[i] || !asking->answers[i][0])
			continue;
		sb_text_fit(&label, _(asking->cmd->args[i].label), LABEL_CELLS, false);
		(void)fprintf(asking->to, "  %s ", label.data);
		show(asking->to, asking->echoes[i] ? asking->echoes[i] : asking->answers[i]);
		(void)fputc('\n', asking->to);
	}
	(void)fputs("\n", asking->to);
}

static enum step confirm(struct asking *asking)
{
	sb_owned_string line = NULL;

	show_panel(asking);
	/* TRANSLATORS: the letters must be those understood below, which are y, n and yours for yes and no. */
	(void)fputs(_("Save this? [Y/n/<] "), asking->to);
	(void)fflush(asking->to);
	line = read_line(asking);
	if (!line)
		return STEP_END;
	if (!strcmp(line, "<"))
		return STEP_BACK;
	/* TRANSLATORS: the first letter of yes in your language. */
	if (!line[0] || line[0] == 'y' || line[0] == 'Y' || !strncmp(line, _("y"), strlen(_("y"))))
		return STEP_ON;
	return STEP_END;
}

static bool ask_all(struct asking *asking)
{
	size_t index = next_asked(asking->cmd, 0, false);

	(void)fputs(_("Enter goes on, < a step back, ? explains, - empties, Ctrl-D leaves without saving.\n\n"), asking->to);
	for (;;) {
		bool last = index == asking->cmd->arg_count;

		switch (last ? confirm(asking) : ask_one(asking, index)) {
		case STEP_ON:
			if (last)
				return true;
			index = next_asked(asking->cmd, index + 1, false);
			break;
		case STEP_BACK:
			index = next_asked(asking->cmd, index, true);
			break;
		case STEP_AGAIN:
			break;
		case STEP_END:
			return false;
		}
	}
}

static enum sb_status give_all(const struct asking *asking, struct sb_call *call, struct sb_error *err)
{
	sb_call_human(call, true);
	for (size_t i = 0; i < asking->cmd->arg_count; i++) {
		const char *answer = asking->answers[i];
		enum sb_status st = answer && answer[0] ? sb_call_give(call, asking->cmd->args[i].name, answer, err) : SB_OK;

		if (st)
			return st;
	}
	return SB_OK;
}

enum sb_status prompt_call(struct sb_call *call, const struct sb_cmd *cmd, FILE *from, FILE *to, struct sb_error *err)
{
	struct asking asking = {
		.app = sb_call_app(call),
		.cmd = cmd,
		.from = from,
		.to = to,
		.answers = sb_alloc((cmd->arg_count + 1) * sizeof(char *)),
		.echoes = sb_alloc((cmd->arg_count + 1) * sizeof(char *)),
	};
	enum sb_status st = ask_all(&asking) ? give_all(&asking, call, err) : sb_fail(err, SB_INTERRUPTED, _("left: nothing was saved"));

	for (size_t i = 0; i < cmd->arg_count; i++) {
		free(asking.answers[i]);
		free(asking.echoes[i]);
	}
	free(asking.answers);
	free(asking.echoes);
	return st;
}
