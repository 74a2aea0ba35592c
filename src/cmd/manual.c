/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The manual as far as it is made from tables, and its pages, which are compiled in, chapter by chapter.
 */
#include "manual.h"
#include "stockbook/embedded.h"
#include "stockbook/text.h"

#include <string.h>
#include <strings.h>

extern const struct sb_embedded sb_cmd_embedded[]; /* man/NAME.SECTION.md */

static bool is_new_group(size_t index)
{
	const struct sb_cmd *cmd = sb_cmd_at(index);

	for (size_t i = 0; i < index; i++) {
		if (!strcmp(sb_cmd_at(i)->group, cmd->group))
			return false;
	}
	return true;
}

static void add_group(const char *group, struct sb_buf *out)
{
	const struct sb_cmd *cmd;

	sb_buf_printf(out, "## %s\n\n", _(group));
	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		if (!strcmp(cmd->group, group))
			sb_buf_printf(out, "- **%s** - %s\n", cmd->name, _(cmd->summary));
	}
	sb_buf_putc(out, '\n');
}

void manual_overview(struct sb_buf *out)
{
	const struct sb_cmd *cmd;

	sb_buf_puts(out, "`stockbook [OPTION …] [COMMAND [ARGUMENT …]]`\n\n");
	sb_buf_printf(out, "%s\n\n", _("Keeps the stock of a shop. Without a command the terminal program starts."));
	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		if (is_new_group(i))
			add_group(cmd->group, out);
	}
	sb_buf_printf(out, "## %s\n\n", _("Options"));
	manual_options(out);
	sb_buf_printf(out, "%s\n", _("More: `stockbook help COMMAND`, `stockbook help settings`, `stockbook help query`, `stockbook help "
				     "\"exit status\"`."));
}

void manual_commands(struct sb_buf *out)
{
	const struct sb_cmd *cmd;

	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++)
		sb_cmd_print_help(cmd, 2, out);
}

void manual_options(struct sb_buf *out)
{
	const struct sb_option *option;

	for (size_t i = 0; (option = sb_option_at(i)); i++) {
		sb_buf_puts(out, "- **");
		if (option->letter)
			sb_buf_printf(out, "-%c %s**, **", option->letter, option->value);
		sb_buf_printf(out, "--%s%s%s** - %s", option->name, option->value ? "=" : "", option->value ? option->value : "",
			      _(option->help));
		for (const char *at = option->choices; at && *at;) {
			size_t length = strcspn(at, "|");

			sb_buf_printf(out, "%s`%.*s`", at == option->choices ? _(" One of ") : ", ", (int)length, at);
			at += length + (at[length] == '|');
		}
		sb_buf_puts(out, option->choices ? ".\n" : "\n");
	}
	sb_buf_putc(out, '\n');
}

static void add_range(const struct sb_setting *setting, struct sb_buf *out)
{
	static const char *const types[] = {
		[SB_SETTING_TEXT] = N_("text"),	  [SB_SETTING_INT] = N_("number"), [SB_SETTING_BOOL] = N_("yes or no"),
		[SB_SETTING_CHOICE] = N_("choice"), [SB_SETTING_PATH] = N_("path"),
	};

	if (setting->type == SB_SETTING_INT)
		sb_buf_printf(out, _("number, %lld to %lld"), (long long)setting->min, (long long)setting->max);
	else if (setting->choices)
		for (const char *at = setting->choices; *at; at++)
			sb_buf_printf(out, *at == '|' ? ", " : "%c", *at);
	else
		sb_buf_puts(out, _(types[setting->type]));
}

void manual_settings(struct sb_buf *out)
{
	for (int id = 0; id < SB_SETTING_COUNT; id++) {
		const struct sb_setting *setting = &sb_setting_table[id];
		size_t section = strcspn(setting->name, ".");

		if (!id || strncmp(sb_setting_table[id - 1].name, setting->name, section + 1))
			sb_buf_printf(out, "%s## %.*s\n\n", id ? "\n" : "", (int)section, setting->name);
		sb_buf_printf(out, "- **%s** - %s (", setting->name, _(setting->sentence));
		add_range(setting, out);
		if (setting->fallback[0])
			sb_buf_printf(out, _("; without it `%s`"), setting->fallback);
		sb_buf_puts(out, ")\n");
	}
	sb_buf_putc(out, '\n');
}

/* ---- pages and chapters ---- */

static bool is_page(const struct sb_embedded *page, const char *topic)
{
	static const char *const nicknames[][2] = {
		{ "settings", "stockbook.conf" }, { "conf", "stockbook.conf" }, { "query", "stockbook-query" }, { "manual", "stockbook" },
	};
	const char *slash = strrchr(page->name, '/'), *name = slash ? slash + 1 : page->name;
	size_t length = 0;

	for (size_t i = 0; i < SB_COUNT(nicknames); i++) {
		if (!strcasecmp(topic, nicknames[i][0]))
			topic = nicknames[i][1];
	}
	length = strlen(topic);
	/* NAME.SECTION.md */
	return !strncmp(name, topic, length) && name[length] == '.' && name[length + 1] >= '0' && name[length + 1] <= '9';
}

static const char *next_chapter(const char *at)
{
	if (!strncmp(at, "# ", 2))
		return at;
	at = strstr(at, "\n# ");
	return at ? at + 1 : NULL;
}

static const char *find_chapter(const char *body, const char *topic)
{
	for (const char *at = next_chapter(body); at; at = next_chapter(at + 2)) {
		size_t length = strcspn(at + 2, "\n");

		if (length == strlen(topic) && !strncasecmp(at + 2, topic, length))
			return at;
	}
	return NULL;
}

enum sb_status manual_topic(const char *topic, struct sb_buf *out, struct sb_error *err)
{
	for (const struct sb_embedded *page = sb_cmd_embedded; page->name; page++) {
		const char *body = page->text, *chapter = find_chapter(body, topic), *end = chapter ? next_chapter(chapter + 2) : NULL;

		if (is_page(page, topic)) {
			sb_buf_puts(out, body);
			return SB_OK;
		}
		if (chapter) {
			sb_buf_add(out, chapter, end ? (size_t)(end - chapter) : strlen(chapter));
			return SB_OK;
		}
	}
	return sb_fail_field(err, SB_NOT_FOUND, "topic", _("there is no help on \"%s\": `help` names commands and topics"), topic);
}

void sb_manual_print(struct sb_buf *out)
{
	for (const struct sb_embedded *page = sb_cmd_embedded; page->name; page++)
		sb_buf_puts(out, page->text);
}
