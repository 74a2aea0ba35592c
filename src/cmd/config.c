/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * config: every setting, its value, where that came from and what it is for.
 */
#include "answer.h"

#include <string.h>

static const struct sb_column columns[] = {
	{ .name = "key", .title = N_("Setting"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_KEY, .width = 22 },
	{ .name = "value", .title = N_("Value"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN, .width = 20 },
	{ .name = "origin", .title = NC_("setting", "From"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN, .width = 20, .priority = 1 },
	{ .name = "meaning", .title = N_("Meaning"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_GROWS, .width = 40, .priority = 2 },
};
static const struct sb_list settings_list = {
	.name = "settings",
	.title = N_("Settings"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
};

/* A section is asked for by its name: "scan" is all of scan.… */
static bool is_asked(const char *name, const char *asked)
{
	size_t length = asked ? strlen(asked) : 0;

	return !length || !strcmp(name, asked) || (!strncmp(name, asked, length) && name[length] == '.');
}

static void add_setting(struct answer_table *table, const struct sb_settings *settings, enum sb_setting_id id)
{
	struct sb_value *row = answer_table_row(table);

	answer_table_text(table, &row[0], sb_setting_table[id].name);
	answer_table_text(table, &row[1], sb_setting_text(settings, id));
	answer_table_text(table, &row[2], sb_setting_origin(settings, id));
	answer_table_text(table, &row[3], _(sb_setting_table[id].sentence));
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	const char *asked = sb_call_text(call, "key");
	struct answer_table table;

	answer_table_begin(&table, reply, &settings_list);
	for (int id = 0; id < SB_SETTING_COUNT; id++) {
		if (is_asked(sb_setting_table[id].name, asked))
			add_setting(&table, sb_call_app(call)->settings, (enum sb_setting_id)id);
	}
	answer_table_end(&table);
	if (!reply->page.count)
		return sb_fail_field(err, SB_NOT_FOUND, "key", _("there is no setting %s: `config` shows all"), asked);
	return SB_OK;
}

static enum sb_status offer_keys(struct sb_app *app, const char *beginning, int most,
				 bool (*each)(const char *value, const char *meaning, void *context), void *context, struct sb_error *err)
{
	(void)app;
	(void)err;
	for (int id = 0; id < SB_SETTING_COUNT && most > 0; id++) {
		const struct sb_setting *setting = &sb_setting_table[id];

		if (strncmp(setting->name, beginning, strlen(beginning)))
			continue;
		most--;
		if (!each(setting->name, _(setting->sentence), context))
			break;
	}
	return SB_OK;
}

static const struct sb_arg args[] = {
	{
		.name = "key",
		.type = SB_TEXT_TYPE,
		.flags = SB_ARG_POSITIONAL,
		.value = "KEY",
		.label = N_("Setting"),
		.help = N_("One setting or section, such as book.path or scan; all if not given."),
		.offer = offer_keys,
	},
};

const struct sb_cmd sb_cmd_config = {
	.name = "config",
	.group = N_("Help"),
	.summary = N_("Show each setting, where it came from and what it is for."),
	.examples = "stockbook config\n"
		    "stockbook config scan",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_IS_SHELL_ONLY | SB_BY_ANYONE,
	.run = run,
};
