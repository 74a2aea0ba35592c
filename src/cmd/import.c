/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import: products out of a file, looked at before anything is written.
 */
#include "stockbook/import.h"
#include "answer.h"
#include "args.h"
#include "stockbook/json.h"

#include <string.h>

enum { ROWS_MAX = 10000 };

static const struct sb_column row_columns[] = {
	{ .name = "line", .title = N_("Line"), .type = SB_INT_TYPE, .flags = SB_COL_SHOWN, .width = 6 },
	{ .name = "action", .title = N_("Does"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN, .width = 10 },
	{ .name = "sku", .title = N_("SKU"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_KEY, .width = 14 },
	{ .name = "name", .title = N_("Name"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_GROWS, .width = 24 },
	{ .name = "what", .title = N_("What"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN, .width = 40 },
};
static const struct sb_list rows_list = {
	.name = "import",
	.title = N_("Import"),
	.columns = row_columns,
	.column_count = SB_COUNT(row_columns),
};

static const struct sb_column finding_columns[] = {
	{ .name = "line", .title = N_("Line"), .type = SB_INT_TYPE, .flags = SB_COL_SHOWN, .width = 6 },
	{ .name = "level", .title = N_("Level"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN, .width = 8 },
	{ .name = "column", .title = N_("Column"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN, .width = 14 },
	{ .name = "value", .title = N_("Value"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN, .width = 18 },
	{ .name = "message", .title = N_("Found"), .type = SB_TEXT_TYPE, .flags = SB_COL_SHOWN | SB_COL_GROWS, .width = 50 },
};
static const struct sb_list findings_list = {
	.name = "findings",
	.title = N_("Findings"),
	.columns = finding_columns,
	.column_count = SB_COUNT(finding_columns),
};

static bool add_row(const struct sb_import_row *row, void *context)
{
	struct sb_value *values = answer_table_row(context);

	values[0] = (struct sb_value){ .type = SB_INT_TYPE, .n = row->line };
	answer_table_text(context, &values[1], sb_import_action_label(row->action));
	answer_table_text(context, &values[2], row->sku);
	answer_table_text(context, &values[3], row->name);
	answer_table_text(context, &values[4], row->what);
	return true;
}

static bool add_finding(const struct sb_import_finding *finding, void *context)
{
	struct sb_value *values = answer_table_row(context);

	values[0] = (struct sb_value){ .type = SB_INT_TYPE, .n = finding->line };
	answer_table_text(context, &values[1], finding->is_error ? _("error") : _("warning"));
	answer_table_text(context, &values[2], finding->column);
	answer_table_text(context, &values[3], finding->value);
	answer_table_text(context, &values[4], finding->message);
	return true;
}

/* A dry run shows what each row would do; a real one only what is wrong. */
static enum sb_status fill_page(struct sb_import *import, bool dry_run, struct sb_reply *reply, struct sb_error *err)
{
	struct answer_table table;
	enum sb_status st = SB_OK;

	answer_table_begin(&table, reply, dry_run ? &rows_list : &findings_list);
	if (dry_run)
		st = sb_import_each_row(import, ~0U, 0, ROWS_MAX, add_row, &table, err);
	else
		st = sb_import_each_finding(import, 0, ROWS_MAX, add_finding, &table, err);
	answer_table_end(&table);
	return st;
}

static void add_counts(const struct sb_import_summary *summary, bool dry_run, struct sb_reply *reply)
{
	sb_auto(buf) text = SB_BUF_INIT;
	sb_auto(buf) out = SB_BUF_INIT;
	struct sb_json json;

	sb_json_init(&json, &out);
	sb_json_open(&json, NULL, '{');
	sb_json_text(&json, "format", summary->format ? summary->format->name : NULL);
	sb_json_bool(&json, "dry_run", dry_run);
	sb_json_int(&json, "rows", summary->rows);
	for (int i = 0; i < SB_IMPORT_ACTION_COUNT; i++) {
		sb_json_int(&json, sb_import_action_word((enum sb_import_action)i), summary->count[i]);
		sb_buf_printf(&text, "%s%s %lld", text.len ? ", " : "", sb_import_action_label((enum sb_import_action)i),
			      (long long)summary->count[i]);
	}
	sb_json_int(&json, "warnings", summary->warnings);
	sb_json_text(&json, "unknown_columns", summary->unknown);
	sb_json_text(&json, "rejects", summary->rejects);
	sb_json_close(&json, '}');
	reply->json = sb_arena_printf(reply->arena, "\"import\":%s", out.data);
	answer_printf(reply,
		      dry_run ? ngettext("would import %lld row as %s: %s", "would import %lld rows as %s: %s", (unsigned long)summary->rows) :
				ngettext("imported %lld row as %s: %s", "imported %lld rows as %s: %s", (unsigned long)summary->rows),
		      (long long)summary->rows,
		      summary->format ? _(summary->format->title) : "CSV", text.data);
	if (summary->unknown && summary->unknown[0])
		answer_warn(reply, sb_arena_printf(reply->arena, _("columns left out, for nobody knows them: %s"), summary->unknown));
	if (summary->rejects)
		answer_warn(reply, sb_arena_printf(reply->arena, _("rows with errors are in %s"), summary->rejects));
}

/* NULL: it is not given, or left empty. */
static const char *named(const struct sb_call *call, const char *name)
{
	const char *text = sb_call_text(call, name);

	return text && *text ? text : NULL;
}

/* What follows an open quote may be anything: nothing of the file is taken, whatever is left out. */
static enum sb_status check_read(const struct sb_import_summary *summary, struct sb_error *err)
{
	if (!summary->unread_from)
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "file", _("a quote in line %lld hides what follows, and nothing is imported: mend that first"),
			     (long long)summary->unread_from);
}

/* What a real run would say of the rows that have errors. */
static void judge(struct sb_call *call, const struct sb_import_summary *summary, struct sb_reply *reply)
{
	int64_t wrong = summary->count[SB_IMPORT_ERROR];

	if (check_read(summary, &reply->verdict))
		return;
	if (wrong && !named(call, "rejects"))
		(void)sb_fail_field(&reply->verdict, SB_INVALID, "file",
				    ngettext("%lld row has an error: mend it, or leave it out with --rejects=FILE",
					     "%lld rows have errors: mend them, or leave them out with --rejects=FILE", (unsigned long)wrong),
				    (long long)wrong);
}

static enum sb_status commit(struct sb_call *call, struct sb_import *import, struct sb_reply *reply, struct sb_error *err)
{
	const struct sb_import_summary *summary = sb_import_summary(import);
	const char *token = sb_call_text(call, "token"), *note = sb_call_text(call, "note");
	struct sb_import_commit how = {
		.exclusive = sb_call_int(call, "exclusive", 0),
		.token = token,
		.fingerprint = token ? sb_call_fingerprint(call) : NULL,
		.note = note,
		.progress = sb_call_progress(call),
	};
	struct sb_outcome outcome = { 0 };
	bool was_done = false;
	enum sb_status st = sb_import_replay(import, &how, &was_done, &outcome, err);

	if (!st && !was_done)
		st = check_read(summary, err);
	if (!st && !was_done && summary->count[SB_IMPORT_ERROR] && !named(call, "rejects"))
		return sb_fail_field(err, SB_INVALID, "file",
				     ngettext("%lld row has an error and nothing was imported: mend it, or leave it out with --rejects=FILE",
					      "%lld rows have errors and nothing was imported: mend them, or leave them out with --rejects=FILE",
					      (unsigned long)summary->count[SB_IMPORT_ERROR]),
				     (long long)summary->count[SB_IMPORT_ERROR]);
	if (!st && !was_done)
		st = sb_import_commit(import, &how, &outcome, err);
	if (st)
		return st;
	reply->has_outcome = outcome.seq != 0;
	reply->outcome = outcome;
	reply->open = "products";
	return SB_OK;
}

static enum sb_status check_format(const char *name, struct sb_error *err)
{
	const struct sb_import_format *format;
	sb_auto(buf) known = SB_BUF_INIT;

	for (size_t i = 0; name && (format = sb_import_format_at(i)); i++) {
		if (!strcmp(format->name, name))
			return SB_OK;
		sb_buf_printf(&known, "%s%s", i ? ", " : "", format->name);
	}
	if (!known.len)
		return SB_OK;
	return sb_fail_field(err, SB_INVALID, "format", _("\"%s\" is none of the choices: choose one of %s"), name, known.data);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_app *app = sb_call_app(call);
	bool dry_run = sb_call_int(call, "dry-run", 0);
	struct sb_import_options options = {
		.format = named(call, "format"),
		.sku_pattern = sb_setting_text(app->settings, SB_SET_PRODUCT_SKU_PATTERN),
		.rejects = dry_run ? NULL : named(call, "rejects"),
		.progress = sb_call_progress(call),
	};
	sb_owned(import) import = NULL;
	enum sb_status st = check_format(options.format, err);

	if (!st)
		st = sb_import_open(app->book, sb_call_text(call, "file"), &options, &import, err);

	if (!st)
		st = fill_page(import, dry_run, reply, err);
	if (!st && !dry_run)
		st = commit(call, import, reply, err);
	if (!st)
		add_counts(sb_import_summary(import), dry_run, reply);
	if (!st && dry_run)
		judge(call, sb_import_summary(import), reply);
	return st;
}

static enum sb_status offer_formats(struct sb_app *app, const char *beginning, int most,
				    bool (*each)(const char *value, const char *meaning, void *context), void *context, struct sb_error *err)
{
	const struct sb_import_format *format;

	(void)app;
	(void)err;
	for (size_t i = 0; (format = sb_import_format_at(i)) && most > 0; i++) {
		if (strncmp(format->name, beginning, strlen(beginning)))
			continue;
		most--;
		if (!each(format->name, _(format->title), context))
			break;
	}
	return SB_OK;
}

static const struct sb_arg args[] = {
	{
		.name = "file",
		.type = SB_FILE_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED | SB_ARG_READ,
		.value = "FILE",
		.label = N_("File"),
		.help = N_("A CSV file, ours or another shop program's."),
	},
	{
		.name = "format",
		.type = SB_TEXT_TYPE,
		.value = "FORMAT",
		.label = N_("Format"),
		.help = N_("Whose file it is; recognised by its header row if not given."),
		.offer = offer_formats,
	},
	{
		.name = "dry-run",
		.type = SB_BOOL_TYPE,
		.label = N_("Only look"),
		.help = N_("Show what each row would do and write nothing; with errors the exit status is that of the import."),
	},
	{
		.name = "exclusive",
		.type = SB_BOOL_TYPE,
		.flags = SB_ARG_ADVANCED,
		.label = N_("Alone"),
		.help = N_("Write everything in one transaction, however long others wait."),
	},
	{
		.name = "rejects",
		.type = SB_FILE_TYPE,
		.flags = SB_ARG_ADVANCED,
		.value = "FILE",
		.label = N_("Rejects"),
		.help = N_("Leave out rows with errors, and write them here with what is wrong."),
	},
	ARG_NOTE,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_import = {
	.name = "import",
	.aliases = "import-data",
	.group = N_("Files"),
	.summary = N_("Take in products from a CSV file."),
	.details = N_("Columns match by name in any order; an empty cell leaves the field alone. Every error in the file is listed with its line, "
		      "column and value, and as long as there is one nothing is written, unless --rejects says to go on without those rows. "
		      "The whole import can be taken back with undo."),
	.examples = "stockbook import products.csv --dry-run\n"
		    "stockbook import products.csv --rejects=left-out.csv",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_IS_LONG | SB_PREVIEWS,
	.run = run,
};
