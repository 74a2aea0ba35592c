/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shell door: one command line, one command, one answer.
 */
#include "stockbook/cli.h"
#include "markdown.h"
#include "options.h"
#include "out.h"
#include "progress.h"
#include "prompt.h"
#include "report.h"
#include "screen.h"
#include "secret.h"
#include "signals.h"
#include "stockbook/path.h"
#include "stockbook/text.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { HELP_CELLS = 78, INPUT_MAX = 16 * 1024 * 1024 };

/* ---- settings ---- */

static enum sb_status take_option(struct sb_app *app, const char *setting, const char *value, const char *origin, struct sb_error *err)
{
	return value ? sb_settings_set(app->settings, setting, value, SB_LAYER_OPTION, origin, err) : SB_OK;
}

static enum sb_status take_options(struct sb_app *app, const struct options *options, struct sb_error *err)
{
	enum sb_status st = take_option(app, "book.path", options->book, "-b", err);

	if (!st)
		st = take_option(app, "book.store", options->store, "-s", err);
	if (!st)
		st = take_option(app, "user.name", options->user, "-u", err);
	if (!st)
		st = take_option(app, "log.level", options->log_level, "--log-level", err);
	if (!st && options->log_level)
		st = sb_app_reopen_log(app, err);
	return st;
}

/* ---- answers ---- */

static void write_text(const struct sb_reply *reply, struct out *out)
{
	sb_auto(buf) visible = SB_BUF_INIT;
	int width = out->width ? out->width - 1 : HELP_CELLS;

	if (reply->is_markdown) {
		markdown_print(reply->text, width < HELP_CELLS ? width : HELP_CELLS, out->color, &out->line);
	} else {
		for (const char *at = reply->text; *at;) {
			size_t length = strcspn(at, "\n");
			sb_owned_string line = sb_strndup(at, length);

			sb_text_visible(line, &visible);
			at += length + (at[length] == '\n');
			sb_buf_putc(&visible, '\n');
		}
		sb_buf_puts(&out->line, visible.data);
	}
	out_flush(out);
}

static void write_sentence(const char *sentence, struct out *out)
{
	sb_text_visible(sentence, &out->line);
	sb_buf_putc(&out->line, '\n');
	out_flush(out);
}

/* Of a page of a list that holds every column, those that its table shows. */
static void take_shown(const struct sb_page *page, struct sb_arena *arena, struct sb_page *out)
{
	const struct sb_column **columns = sb_arena_alloc(arena, (page->column_count + 1) * sizeof(*columns));
	struct sb_row *rows = sb_arena_alloc(arena, (page->count + 1) * sizeof(*rows));

	*out = *page;
	out->columns = columns;
	out->column_count = 0;
	out->rows = rows;
	for (size_t row = 0; row < page->count; row++) {
		struct sb_value *values = sb_arena_alloc(arena, (page->column_count + 1) * sizeof(*values));

		rows[row] = page->rows[row];
		rows[row].values = values;
		for (size_t i = 0; i < page->column_count; i++)
			if (sb_page_shows(page, page->columns[i]))
				*values++ = page->rows[row].values[i];
	}
	for (size_t i = 0; i < page->column_count; i++)
		if (sb_page_shows(page, page->columns[i]))
			columns[out->column_count++] = page->columns[i];
}

static void write_page(const struct sb_reply *reply, struct out *out)
{
	const struct sb_page *page = &reply->page;
	sb_owned(arena) arena = sb_arena_new();
	struct sb_page shown = *page;

	if (!reply->ask.columns && page->list)
		take_shown(page, arena, &shown);
	out_page(out, &shown);
}

static void write_for_people(const struct sb_reply *reply, struct out *out)
{
	if (reply->message)
		write_sentence(reply->message, out);
	if (reply->text && reply->is_verbatim) {
		sb_buf_puts(&out->line, reply->text);
		out_flush(out);
	} else if (reply->text) {
		write_text(reply, out);
	} else if (reply->has_page) {
		write_page(reply, out);
	}
}

static void write_json(const struct sb_reply *reply, struct out *out)
{
	/* A table and nothing else is a list like any other. */
	if (reply->has_page && !reply->has_outcome && !reply->json && !reply->message) {
		out_page(out, &reply->page);
		return;
	}
	if (reply->text && reply->is_verbatim) {
		sb_buf_puts(&out->line, reply->text);
		out_flush(out);
		return;
	}
	sb_reply_json(reply, &out->line);
	sb_buf_putc(&out->line, '\n');
	out_flush(out);
}

static enum sb_status write_stream(struct sb_app *app, const struct sb_reply *reply, enum format format, struct out *out,
				   struct sb_error *err)
{
	sb_owned_string corrected = NULL;
	struct sb_ask ask = reply->ask;
	enum sb_status st = SB_OK;

	/* Programs get every column: what is shown to people may change. */
	if (format != FORMAT_TABLE && !ask.columns)
		ask.columns = "*";
	st = out_stream(out, app, reply->stream, &ask, &corrected, err);

	if (st || format != FORMAT_TABLE || !isatty(STDERR_FILENO))
		return st;
	if (corrected && out->count) {
		sb_auto(buf) note = SB_BUF_INIT;

		sb_buf_printf(&note, _("nothing is spelled like that: shown is what matches %s"), corrected);
		report_note(note.data);
	} else if (!out->count) {
		report_note(_("nothing matches"));
	}
	return SB_OK;
}

/* What is booked stays so: whoever takes the status for a refusal would book it again. */
static enum sb_status fail_unwritten(const struct sb_reply *reply, int trouble, struct sb_error *err)
{
	errno = trouble;
	if (reply->has_outcome && !reply->outcome.replayed)
		return sb_fail(err, SB_FAILED, _("entry %lld is booked, only its answer cannot be written: do not book it again, see `history`"),
			       (long long)reply->outcome.seq);
	return sb_fail_errno(err, SB_FAILED, _("cannot write the answer"));
}

static enum sb_status write_reply(struct sb_app *app, const struct sb_reply *reply, const struct options *options, struct sb_error *err)
{
	struct out out;
	enum sb_status st = SB_OK;

	signals_end_at_once();
	out_init(&out, stdout, options->format, app, options->color);
	/* An answer that says itself what it is in words or JSON has its list for those who want rows. */
	if (reply->stream && !(options->format == FORMAT_TABLE && (reply->text || reply->has_page)) && !(options->format == FORMAT_JSON && reply->json))
		st = write_stream(app, reply, options->format, &out, err);
	else if (options->format == FORMAT_TABLE)
		write_for_people(reply, &out);
	else if (reply->has_page && (options->format == FORMAT_CSV || (options->format == FORMAT_JSONL && !reply->json)))
		out_page(&out, &reply->page);
	else if (options->format == FORMAT_CSV)
		write_for_people(reply, &out);
	else
		write_json(reply, &out);
	out_release(&out);
	/* The first failure says why; what comes after it only that there was one. */
	if (!st && (fflush(stdout) || ferror(stdout)))
		st = fail_unwritten(reply, out.trouble ? out.trouble : errno, err);
	if (reply->warning && (options->format == FORMAT_TABLE || options->format == FORMAT_CSV))
		report_note(reply->warning);
	return st;
}

/* ---- running ---- */

/* All of standard input, for an argument that is - and takes it. */
static enum sb_status read_input(struct sb_buf *out, struct sb_error *err)
{
	char block[4096];
	size_t count;

	while ((count = fread(block, 1, sizeof(block), stdin)) > 0) {
		if (memchr(block, '\0', count))
			return sb_fail(err, SB_INVALID, _("standard input is not text: give lines of text"));
		sb_buf_add(out, block, count);
		if (out->len > INPUT_MAX)
			return sb_fail(err, SB_INVALID, _("standard input is longer than %d bytes: give it in parts"), INPUT_MAX);
	}
	sb_buf_putc(out, '\n');
	return ferror(stdin) ? sb_fail_errno(err, SB_FAILED, _("cannot read standard input")) : SB_OK;
}

static const struct sb_arg *positional_at(const struct sb_cmd *cmd, size_t index)
{
	for (size_t i = 0; i < cmd->arg_count; i++)
		if (cmd->args[i].flags & SB_ARG_POSITIONAL && index-- == 0)
			return &cmd->args[i];
	return NULL;
}

static enum sb_status give_positional(struct sb_call *call, const char *text, size_t index, struct sb_error *err)
{
	const struct sb_arg *arg = positional_at(sb_call_cmd(call), index);
	sb_auto(buf) input = SB_BUF_INIT;
	enum sb_status st = SB_OK;

	if (!arg || !(arg->flags & SB_ARG_INPUT) || strcmp(text, "-"))
		return sb_call_give_next(call, text, err);
	st = read_input(&input, err);
	return st ? st : sb_call_give_next(call, input.data, err);
}

/* Nobody types a secret only to be told that they may not, or that there is nothing to change. */
static enum sb_status check_before_secrets(struct sb_call *call, struct sb_error *err)
{
	struct sb_present ignored;
	enum sb_status st = sb_call_admit(call, err);

	return st ? st : sb_call_present(call, &ignored, err);
}

static enum sb_status give_secrets(struct sb_call *call, const struct options *options, struct sb_error *err)
{
	bool is_checked = false;
	enum sb_status st = SB_OK;

	for (size_t i = 0; i < options->word_count && !st; i++) {
		if (options->words[i].text)
			continue;
		if (!is_checked)
			st = check_before_secrets(call, err);
		is_checked = true;
		if (!st)
			st = secret_give(call, options->words[i].name, err);
	}
	return st;
}

static enum sb_status give_words(struct sb_call *call, const struct options *options, struct sb_error *err)
{
	enum sb_status st = SB_OK;
	size_t positional = 0;

	for (size_t i = 0; i < options->word_count && !st; i++) {
		const struct word *word = &options->words[i];

		if (word->text)
			st = word->name ? sb_call_give(call, word->name, word->text, err)
					: give_positional(call, word->text, positional++, err);
	}
	return st ? st : give_secrets(call, options, err);
}

static void say_at_opening(const struct sb_app *app, const struct sb_cmd *cmd)
{
	if (!app->book)
		return;
	if (cmd->flags & SB_NEEDS_WRITE && sb_db_warning(sb_book_db(app->book))[0])
		report_note(sb_db_warning(sb_book_db(app->book)));
	if (app->recovered) {
		sb_auto(buf) note = SB_BUF_INIT;

		sb_buf_printf(&note,
			      ngettext("an import that was cut off was taken back: %lld entry", "an import that was cut off was taken back: %lld entries",
				       (unsigned long)app->recovered),
			      (long long)app->recovered);
		report_note(note.data);
	}
}

static enum sb_status ask_or_give(struct sb_call *call, const struct options *options, struct sb_error *err)
{
	enum sb_status st = SB_OK;

	if (options->word_count || !(options->cmd->flags & SB_ASKS_ALONE) || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return give_words(call, options, err);
	st = sb_call_admit(call, err);
	return st ? st : prompt_call(call, options->cmd, stdin, stdout, err);
}

static enum sb_status run_command(struct sb_app *app, const struct options *options, struct sb_error *err)
{
	sb_owned(call) call = sb_call_new(app, options->cmd);
	struct progress progress;
	struct sb_progress watching;
	struct sb_reply reply;
	struct sb_error unwritten = SB_ERROR_INIT;
	enum sb_status st = ask_or_give(call, options, err);

	if (st)
		return st;
	sb_reply_init(&reply);
	progress_begin(&progress, &watching);
	sb_call_watch(call, &watching);
	st = sb_call_run(call, &reply, err);
	progress_end(&progress);
	say_at_opening(app, options->cmd);
	/* Findings are shown although what found them failed. */
	if (!st)
		st = write_reply(app, &reply, options, err);
	else if (reply.has_page && reply.page.count)
		(void)write_reply(app, &reply, options, &unwritten);
	if (!st && reply.verdict.status) {
		*err = reply.verdict;
		st = reply.verdict.status;
	}
	sb_reply_release(&reply);
	return st;
}

static struct options plain_command(const struct sb_cmd *cmd, const struct options *like)
{
	return (struct options){ .cmd = cmd, .format = like->format, .color = like->color };
}

static enum sb_status run_help(struct sb_app *app, const struct options *options, struct sb_error *err)
{
	struct options help = plain_command(options->version ? &sb_cmd_version : &sb_cmd_help, options);
	struct word topic = { .text = options->cmd ? options->cmd->name : options->family };

	if (!options->version && topic.text) {
		help.words = &topic;
		help.word_count = 1;
	}
	return run_command(app, &help, err);
}

/* The sample shop's book, made if it is not there. */
static enum sb_status enter_demo(struct sb_app *app, struct sb_error *err)
{
	sb_owned_string path = sb_app_demo_path();
	struct sb_reply reply;
	enum sb_status st = SB_OK;

	if (access(path, F_OK)) {
		sb_owned(call) call = sb_call_new(app, &sb_cmd_demo);

		sb_reply_init(&reply);
		st = sb_call_run(call, &reply, err);
		sb_reply_release(&reply);
		sb_app_close_book(app);
	}
	return st ? st : sb_settings_set(app->settings, "book.path", path, SB_LAYER_OPTION, "--demo", err);
}

/* It has a place of its own: with another book named, one of the two would be written over unasked. */
static enum sb_status check_demo(const struct options *options, struct sb_error *err)
{
	if (options->book && (options->demo || options->cmd == &sb_cmd_demo))
		return sb_fail_field(err, SB_USAGE, "book", _("the sample shop has a place of its own: leave out -b, or open %s without the sample shop"),
				     options->book);
	return SB_OK;
}

static void log_outcome(struct sb_app *app, const struct options *options, enum sb_status st, const struct sb_error *err)
{
	bool serious = st == SB_FAILED || st == SB_CORRUPT || st == SB_CANNOT_OPEN;

	sb_log_event(app->log, serious ? SB_LOG_ERROR : SB_LOG_INFO, "command", "name", options->cmd ? options->cmd->name : "", "status",
		     sb_status_code(st), "message", st ? err->text : "", NULL);
}

static int run(struct sb_app *app, const struct options *options, sb_terminal_door *terminal, struct sb_error *err)
{
	enum sb_status st = check_demo(options, err);

	if (!st)
		st = take_options(app, options, err);
	if (!st && options->demo && !options->help && !options->version && options->cmd != &sb_cmd_demo)
		st = enter_demo(app, err);
	if (!st && (options->help || options->version))
		st = run_help(app, options, err);
	else if (!st && options->cmd)
		st = run_command(app, options, err);
	else if (!st && (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)))
		st = sb_fail(err, SB_USAGE, _("no command, and no terminal to show the book on: \"stockbook help\" names the commands"));
	else if (!st)
		return terminal(app, options->plain);
	log_outcome(app, options, st, err);
	if (st)
		report_error(err, options->format);
	return sb_status_exit(st);
}

int sb_cli_main(int argc, char **argv, char *const *environ_like, sb_terminal_door *terminal)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct options options;
	struct sb_app app = { 0 };
	enum sb_status st = options_parse(argc, argv, arena, &options, &err);
	int status = 0;

	if (!st)
		st = sb_app_init(&app, options.config, environ_like, &err);
	if (st) {
		report_error(&err, options.format);
		return sb_status_exit(st);
	}
	if (options.cmd)
		signals_catch();
	app.cancelled = signals_came;
	app.ask_secret = options.cmd && isatty(STDIN_FILENO) ? secret_ask : NULL;
	status = run(&app, &options, terminal, &err);
	sb_app_release(&app);
	return status;
}
