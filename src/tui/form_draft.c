/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drafts: what stands in a form, as JSON in the state directory, a file for each command a process fills in, written as it changes and dropped
 * when it is saved or thrown away. A lost connection, a crash or a power cut costs nothing typed. What a process that is gone has left is taken
 * over by the next that starts; what another terminal fills in is its own.
 */
#include "form_inside.h"
#include "stockbook/json.h"
#include "stockbook/path.h"
#include "stockbook/process.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DRAFT_BYTES_MAX = 1 << 20 };

#define SUFFIX ".form"

static char *draft_path(const struct sb_cmd *cmd)
{
	sb_auto(buf) name = SB_BUF_INIT;

	sb_buf_puts(&name, "drafts/");
	sb_process_file_name(&name);
	sb_buf_printf(&name, "-%s" SUFFIX, cmd->name);
	return sb_path_in(SB_DIR_STATE, name.data);
}

/* Of a change only what was typed, with what stood there before: the rest may be changed by others until it is taken up again. */
static bool is_kept(const struct sb_form *form, size_t index)
{
	const struct sb_field *field = &form->fields[index];

	if (field->arg->flags & SB_ARG_SECRET)
		return false;
	return form->only_changes && index ? !sb_form_is_same(field) : *field->edit.text.data;
}

static void add_texts(const struct sb_form *form, struct sb_json *json)
{
	sb_json_open(json, "fields", '{');
	for (size_t i = 0; i < form->count; i++)
		if (is_kept(form, i))
			sb_json_text(json, form->fields[i].arg->name, form->fields[i].edit.text.data);
	sb_json_close(json, '}');
	sb_json_open(json, "was", '{');
	for (size_t i = 0; i < form->count; i++)
		if (is_kept(form, i) && form->fields[i].initial)
			sb_json_text(json, form->fields[i].arg->name, form->fields[i].initial);
	sb_json_close(json, '}');
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
	sb_owned_string book = sb_desk_book_file(form->view.desk);
	sb_json_text(&json, "book", book);
	sb_process_name(&process);
	sb_json_text(&json, "writer", process.data);
	if (form->version != SB_NONE)
		sb_json_int(&json, "seen", form->version);
	if (form->key)
		sb_json_text(&json, "key", form->key);
	add_texts(form, &json);
	sb_json_close(&json, '}');
	if (sb_path_make_parent(path, &err) || sb_file_write(path, text.data, text.len, &err))
		sb_desk_fail(form->view.desk, &err);
}

void sb_form_draft_drop(const struct sb_form *form)
{
	sb_owned_string path = draft_path(form->cmd);

	unlink(path);
}

static void fill(struct sb_form *form, const struct sb_json_value *fields, bool as_initial)
{
	const struct sb_json_value *value;
	const char *name;
	void *at = NULL;

	while (sb_json_each(fields, &at, &name, &value)) {
		size_t index = sb_form_find(form, name);

		/* What it is called may have been changed since. */
		if (index == SIZE_MAX || !sb_json_as_text(value) || (index == 0 && form->key))
			continue;
		if (as_initial)
			sb_form_set(&form->fields[index].initial, sb_json_as_text(value));
		else
			sb_edit_set(&form->fields[index].edit, sb_json_as_text(value));
	}
}

/* Typed into what was there then: what others made of it since is told when it is saved. */
static void take_up(struct sb_form *form, const struct sb_json_value *root)
{
	const struct sb_json_value *was = sb_json_find(root, "was"), *seen = sb_json_find(root, "seen");

	fill(form, sb_json_find(root, "fields"), false);
	if (form->only_changes && was)
		fill(form, was, true);
	if (seen)
		(void)sb_json_as_int(seen, &form->version);
}

static const char *text_of(const struct sb_json_value *root, const char *key)
{
	const struct sb_json_value *value = sb_json_find(root, key);
	const char *text = value ? sb_json_as_text(value) : NULL;

	return text ? text : "";
}

/* A draft of a change begins with what is there now; what was typed is put over it. */
static struct sb_form *form_of(struct sb_desk *desk, const struct sb_cmd *cmd, const struct sb_json_value *root)
{
	const struct sb_json_value *fields = sb_json_find(root, "fields");
	struct sb_call *call = sb_call_new(desk->app, cmd);
	const char *key = text_of(root, "key");
	struct sb_error err = SB_ERROR_INIT;
	struct sb_form *form;

	sb_call_human(call, true);
	if (!*key && cmd->arg_count)
		key = text_of(fields, cmd->args[0].name);
	if (*key && sb_call_give(call, cmd->args[0].name, key, &err))
		sb_desk_fail(desk, &err);
	form = sb_form_new(desk, call);
	take_up(form, root);
	return form;
}

static const struct sb_cmd *command_of(const struct sb_json_doc *doc)
{
	return sb_cmd_find(text_of(sb_json_root(doc), "command"));
}

/* NULL: no draft for this book, or not to be had. */
static struct sb_json_doc *read_draft(const char *file, const char *book)
{
	sb_owned(json_doc) doc = NULL;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_error err = SB_ERROR_INIT;
	const struct sb_json_value *root;

	if (sb_file_read(file, DRAFT_BYTES_MAX, &text, &err) || sb_json_parse(text.data, text.len, &doc, &err))
		return NULL;
	root = sb_json_root(doc);
	if (strcmp(text_of(root, "book"), book) || !command_of(doc) || !sb_json_find(root, "fields") ||
	    sb_process_ask(text_of(root, "writer")) != SB_PROCESS_GONE)
		return NULL;
	return sb_give(doc);
}

static int is_draft(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return length > strlen(SUFFIX) && strcmp(entry->d_name + length - strlen(SUFFIX), SUFFIX) == 0;
}

struct left {
	char *file; /* owned */
	struct sb_json_doc *doc;
	struct timespec when;
};

/* Keeps what is newer than what was found before. */
static void consider(struct left *best, const char *file, const char *book)
{
	struct stat info;
	struct sb_json_doc *doc;

	if (stat(file, &info) || (best->doc && (info.st_mtim.tv_sec < best->when.tv_sec ||
						(info.st_mtim.tv_sec == best->when.tv_sec && info.st_mtim.tv_nsec <= best->when.tv_nsec))))
		return;
	doc = read_draft(file, book);
	if (!doc)
		return;
	sb_json_doc_free(best->doc);
	free(best->file);
	*best = (struct left){ .file = sb_strdup(file), .doc = doc, .when = info.st_mtim };
}

/* The newest, from here on this process's own; NULL: there is none, or another was quicker. What else was left is there for the next. */
static struct sb_json_doc *take_newest(const char *book)
{
	sb_owned_string folder = sb_path_in(SB_DIR_STATE, "drafts");
	struct dirent **entries = NULL;
	struct left best = { 0 };
	int count = scandir(folder, &entries, is_draft, alphasort);

	for (int i = 0; i < count; i++) {
		sb_auto(buf) file = SB_BUF_INIT;

		sb_buf_printf(&file, "%s/%s", folder, entries[i]->d_name);
		consider(&best, file.data, book);
		free(entries[i]);
	}
	free(entries);
	if (best.doc) {
		sb_owned_string own = draft_path(command_of(best.doc));

		if (rename(best.file, own)) {
			sb_json_doc_free(best.doc);
			best.doc = NULL;
		}
	}
	free(best.file);
	return best.doc;
}

void sb_form_offer_draft(struct sb_desk *desk)
{
	sb_owned_string book = sb_desk_book_file(desk);
	sb_owned(json_doc) doc = take_newest(book);
	struct sb_form *form;

	if (!doc)
		return;
	form = form_of(desk, command_of(doc), sb_json_root(doc));
	sb_desk_push(desk, &form->view);
	sb_form_draft_save(form); /* with this process's name in it */
	sb_desk_say(desk, SB_STYLE_MESSAGE, _("an unfinished %s from last time: go on with it, or Esc to leave it"), command_of(doc)->name);
}
