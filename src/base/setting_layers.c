/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where settings come from: TOML files and the environment. A layer is checked whole before any of it is taken. */
#include "stockbook/buf.h"
#include "stockbook/path.h"
#include "stockbook/text.h"
#include "setting_value.h"
#include "toml.h"
#include <string.h>

#define SYSTEM_FILE	"/etc/xdg/stockbook/stockbook.toml"
#define USER_FILE	"stockbook.toml"
#define MOST_FILE_BYTES (1024 * 1024)

/* Values of one layer, checked and waiting. */
struct sb_draft {
	const char *file;
	struct sb_error *err;
	struct sb_setting_value values[SB_SETTING_COUNT];
};

static void sb_draft_release(struct sb_draft *draft)
{
	for (int i = 0; i < SB_SETTING_COUNT; i++)
		sb_setting_value_release(&draft->values[i]);
}

static void take_draft(struct sb_settings *settings, struct sb_draft *draft, enum sb_layer layer)
{
	for (int i = 0; i < SB_SETTING_COUNT; i++)
		if (draft->values[i].text)
			sb_settings_take(settings, i, layer, &draft->values[i]);
}

static enum sb_status draft_value(struct sb_draft *draft, int index, const char *text, const char *origin, struct sb_error *err)
{
	struct sb_setting_value checked = { .text = NULL };
	enum sb_status status = sb_setting_check(&sb_setting_table[index], text, origin, &checked, err);

	if (status)
		return status;
	sb_setting_value_release(&draft->values[index]);
	draft->values[index] = checked;
	return SB_OK;
}

/* A number written as text, or a text written as a number, is a mistake that TOML lets us see. */
static bool is_written_as(const struct sb_setting *row, enum sb_toml_kind kind)
{
	static const enum sb_toml_kind kinds[] = {
		[SB_SETTING_TEXT] = SB_TOML_TEXT,     [SB_SETTING_INT] = SB_TOML_INT,	[SB_SETTING_BOOL] = SB_TOML_BOOL,
		[SB_SETTING_CHOICE] = SB_TOML_TEXT, [SB_SETTING_PATH] = SB_TOML_TEXT,
	};

	/* "color = 16" is what anyone would write. */
	return kind == kinds[row->type] || (row->type == SB_SETTING_CHOICE && kind == SB_TOML_INT);
}

/* The value as text, whatever its kind. */
static void print_item(const struct sb_toml_item *item, struct sb_buf *out)
{
	if (item->kind == SB_TOML_INT)
		sb_buf_printf(out, "%lld", (long long)item->number);
	else if (item->kind == SB_TOML_BOOL)
		sb_buf_puts(out, item->number ? "true" : "false");
	else
		sb_buf_puts(out, item->text);
}

static int draft_item(void *context, const struct sb_toml_item *item)
{
	struct sb_draft *draft = context;
	sb_auto(buf) origin = SB_BUF_INIT;
	sb_auto(buf) value = SB_BUF_INIT;
	int index = sb_setting_index(item->name);

	sb_buf_printf(&origin, "%s:%u", draft->file, item->line);
	print_item(item, &value);
	if (index < 0)
		return (int)sb_setting_refuse_name(item->name, origin.data, draft->err);
	if (!is_written_as(&sb_setting_table[index], item->kind))
		return (int)sb_setting_refuse(&sb_setting_table[index], origin.data, value.data, draft->err);
	return (int)draft_value(draft, index, value.data, origin.data, draft->err);
}

enum sb_status sb_settings_read_text(struct sb_settings *settings, const char *text, size_t bytes, const char *name,
				     enum sb_layer layer, struct sb_error *err)
{
	sb_auto(draft) draft = { .file = name, .err = err };
	struct sb_toml_fault fault = { .line = 0 };

	switch (sb_toml_each(text, bytes, draft_item, &draft, &fault)) {
	case SB_TOML_DONE:
		take_draft(settings, &draft, layer);
		return SB_OK;
	case SB_TOML_STOPPED:
		return err->status;
	case SB_TOML_BAD:
		sb_fail(err, SB_INVALID, _("%s:%u: this is not TOML, at column %u: %s"), name, fault.line, fault.column,
			fault.text);
		err->column = (int)fault.column;
		return SB_INVALID;
	case SB_TOML_NO_MEMORY:
	default:
		return sb_fail(err, SB_FAILED, _("%s: out of memory: is this the settings file?"), name);
	}
}

enum sb_status sb_settings_read_file(struct sb_settings *settings, const char *path, enum sb_layer layer, bool must_exist,
				     struct sb_error *err)
{
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_error missing = SB_ERROR_INIT;
	enum sb_status status = sb_file_read(path, MOST_FILE_BYTES, &text, &missing);

	if (status == SB_NOT_FOUND && !must_exist)
		return SB_OK;
	if (status) {
		*err = missing;
		return status;
	}
	return sb_settings_read_text(settings, text.data, text.len, path, layer, err);
}

/* "book.busy_ms" -> "STOCKBOOK_BOOK_BUSY_MS" */
static void print_variable(const char *name, struct sb_buf *out)
{
	sb_buf_puts(out, "STOCKBOOK_");
	size_t start = out->len;

	sb_buf_puts(out, name);
	sb_text_upper(out->data + start);
	for (char *dot = out->data + start; (dot = strchr(dot, '.'));)
		*dot = '_';
}

static const char *look_up(char *const *environ_like, const struct sb_buf *variable)
{
	for (; *environ_like; environ_like++)
		if (strncmp(*environ_like, variable->data, variable->len) == 0 && (*environ_like)[variable->len] == '=')
			return *environ_like + variable->len + 1;
	return NULL;
}

enum sb_status sb_settings_read_environment(struct sb_settings *settings, char *const *environ_like, struct sb_error *err)
{
	sb_auto(draft) draft = { .file = NULL };
	sb_auto(buf) variable = SB_BUF_INIT;

	for (int i = 0; i < SB_SETTING_COUNT; i++) {
		sb_buf_clear(&variable);
		print_variable(sb_setting_table[i].name, &variable);

		const char *value = look_up(environ_like, &variable);
		enum sb_status status = value ? draft_value(&draft, i, value, variable.data, err) : SB_OK;

		if (status)
			return status;
	}
	take_draft(settings, &draft, SB_LAYER_ENVIRONMENT);
	return SB_OK;
}

enum sb_status sb_settings_load(struct sb_settings *settings, const char *config_file, char *const *environ_like,
				struct sb_error *err)
{
	sb_owned_string user_file = config_file ? sb_strdup(config_file) : sb_path_in(SB_DIR_CONFIG, USER_FILE);
	enum sb_status status = sb_settings_read_file(settings, SYSTEM_FILE, SB_LAYER_SYSTEM, false, err);

	if (!status)
		status = sb_settings_read_file(settings, user_file, SB_LAYER_USER, config_file != NULL, err);
	if (!status)
		status = sb_settings_read_environment(settings, environ_like, err);
	return status;
}
