/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drafts: what stands in a form, as JSON in the state directory, one file a command, written as it changes and dropped when it is saved or thrown
 * away. A lost connection, a crash or a power cut costs nothing typed.
 */
#include "form_inside.h"
#include "stockbook/json.h"
#include "stockbook/path.h"
#include "stockbook/process.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DRAFT_BYTES_MAX = 1 << 20 };

static char *draft_path(const struct sb_cmd *cmd)
{
	sb_auto(buf) name = SB_BUF_INIT;

	sb_buf_printf(&name, "drafts/%s.json", cmd->name);
	return sb_path_in(SB_DIR_STATE, name.data);
}

void sb_form_draft_save(struct sb_form *form)
{
	sb_owned_string path = draft_path(form->cmd);
	sb_auto(buf) process = SB_BUF_INIT;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_json json;

	form->draft_due_ms = SB_NONE;
	if (!form->view.desk->app->book || !sb_form_is_changed(form))
		return;
	sb_json_init(&json, &text);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "command", form->cmd->name);
	sb_json_text(&json, "book", sb_db_where(sb_book_db(form->view.desk->app->book)));
	sb_process_name(&process);
	sb_json_text(&json, "writer", process.data);
	sb_json_open(&json, "fields", '{');
	for (size_t i = 0; i < form->count; i++)
		if (*form->fields[i].edit.text.data && !(form->fields[i].arg->flags & SB_ARG_SECRET))
			sb_json_text(&json, form->fields[i].arg->name, form->fields[i].edit.text.data);
	sb_json_close(&json, '}');
	sb_json_close(&json, '}');
	if (sb_path_make_parent(path, &err) || sb_file_write(path, text.data, text.len, &err))
		sb_desk_fail(form->view.desk, &err);
}

void sb_form_draft_drop(const struct sb_form *form)
{
	sb_owned_string path = draft_path(form->cmd);

	unlink(path);
}

/* The command whose draft is newest; NULL: there are none. */
static const struct sb_cmd *newest(void)
{
	const struct sb_cmd *cmd, *best = NULL;
	struct timespec when = { 0 };
	struct stat info;

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		sb_owned_string path = draft_path(cmd);

		if (!stat(path, &info) && (!best || info.st_mtim.tv_sec >= when.tv_sec)) {
			best = cmd;
			when = info.st_mtim;
		}
	}
	return best;
}

static void fill(struct sb_form *form, const struct sb_json_value *fields)
{
	const struct sb_json_value *value;
	const char *name;
	void *at = NULL;

	while (sb_json_each(fields, &at, &name, &value)) {
		size_t index = sb_form_find(form, name);

		if (index != SIZE_MAX && sb_json_as_text(value))
			sb_edit_set(&form->fields[index].edit, sb_json_as_text(value));
	}
}

/* A draft of an edit begins as the product is now; what was typed is put over it. */
static struct sb_form *form_of(struct sb_desk *desk, const struct sb_cmd *cmd, const struct sb_json_value *fields)
{
	struct sb_call *call = sb_call_new(desk->app, cmd);
	const struct sb_json_value *key = cmd->arg_count ? sb_json_find(fields, cmd->args[0].name) : NULL;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_form *form;

	sb_call_human(call, true);
	if (key && sb_json_as_text(key) && sb_call_give(call, cmd->args[0].name, sb_json_as_text(key), &err))
		sb_desk_fail(desk, &err);
	form = sb_form_new(desk, call);
	fill(form, fields);
	return form;
}

/* What another terminal is filling in just now is not unfinished. */
static bool is_left(const struct sb_json_value *root)
{
	const struct sb_json_value *writer = sb_json_find(root, "writer");
	const char *name = writer ? sb_json_as_text(writer) : NULL;

	return !name || sb_process_ask(name) != SB_PROCESS_ALIVE;
}

void sb_form_offer_draft(struct sb_desk *desk)
{
	const struct sb_cmd *cmd = newest();
	sb_owned(json_doc) doc = NULL;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	const struct sb_json_value *book, *fields;
	sb_owned_string path = cmd ? draft_path(cmd) : NULL;

	if (!cmd || sb_file_read(path, DRAFT_BYTES_MAX, &text, &err) || sb_json_parse(text.data, text.len, &doc, &err) ||
	    !is_left(sb_json_root(doc)))
		return;
	book = sb_json_find(sb_json_root(doc), "book");
	fields = sb_json_find(sb_json_root(doc), "fields");
	if (!fields || !book || !sb_json_as_text(book) || strcmp(sb_json_as_text(book), sb_db_where(sb_book_db(desk->app->book))))
		return;
	sb_desk_push(desk, &form_of(desk, cmd, fields)->view);
	sb_desk_say(desk, SB_STYLE_MESSAGE, _("an unfinished %s from last time: go on with it, or Esc to leave it"), cmd->name);
}
