/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * restore: a backup takes the book's place. It is checked before, and the book that was there is kept.
 */
#include "answer.h"
#include "call.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_TRIED = 1000 };

static void ignore_finding(const char *finding, void *context)
{
	(void)finding;
	(void)context;
}

/* A backup is copied on only when it is whole: the same proof as for a book. */
static enum sb_status copy_checked(struct sb_call *call, const char *file, enum sb_db_mode mode, const char *copy,
				   struct sb_check_summary *summary, struct sb_error *err)
{
	struct sb_db_options options = { .mode = mode, .busy_ms = 1000, .trust_folder = true };
	sb_owned(book) book = NULL;
	enum sb_status st = sb_book_open(file, &options, &sb_call_app(call)->world, &book, err);

	/* No 'stockbook init' makes one, as is said of a book that is missing. */
	if (st == SB_NOT_FOUND)
		return sb_fail_field(err, SB_NOT_FOUND, "file", _("there is no backup at %s: check the path"), file);
	if (!st)
		st = sb_book_check(book, sb_call_progress(call), ignore_finding, NULL, summary, err);
	if (!st)
		st = sb_db_backup(sb_book_db(book), copy, sb_call_progress(call), err);
	return st;
}

static enum sb_status copy_as_it_is(struct sb_call *call, const char *file, const char *copy, struct sb_error *err)
{
	struct sb_db_options options = { .mode = SB_DB_READ, .busy_ms = 1000, .trust_folder = true, .any_age = true };
	sb_owned(db) db = NULL;
	enum sb_status st = sb_db_open(file, &options, &db, err);

	return st ? st : sb_db_backup(db, copy, sb_call_progress(call), err);
}

/* A book with all that lies beside it while it is open. */
static void remove_book(const char *path)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", "-gate" };

	for (size_t i = 0; i < SB_COUNT(suffixes); i++) {
		sb_auto(buf) name = SB_BUF_INIT;

		sb_buf_printf(&name, "%s%s", path, suffixes[i]);
		(void)unlink(name.data);
	}
}

/* A backup of an older stockbook is brought up to date as a copy: the file stays what it is. */
static enum sb_status copy_any_age(struct sb_call *call, const char *file, const char *copy, struct sb_check_summary *summary, bool *was_older,
				   struct sb_error *err)
{
	struct sb_error why = SB_ERROR_INIT;
	const char *renewed = sb_arena_printf(sb_call_arena(call), "%s-older", copy);
	enum sb_status st = copy_checked(call, file, SB_DB_READ, copy, summary, &why);

	*was_older = st == SB_OUTDATED;
	if (!*was_older) {
		if (st)
			*err = why;
		return st;
	}
	st = copy_as_it_is(call, file, renewed, err);
	if (!st)
		st = copy_checked(call, renewed, SB_DB_WRITE, copy, summary, err);
	remove_book(renewed);
	return st;
}

/* BOOK.before-restore, or with a number behind it if an earlier one is still there. */
static char *free_name(const char *path)
{
	struct sb_buf name = SB_BUF_INIT;

	for (int i = 1; i <= NAMES_TRIED; i++) {
		sb_buf_clear(&name);
		sb_buf_printf(&name, i == 1 ? "%s.before-restore" : "%s.before-restore-%d", path, i);
		if (access(name.data, F_OK) && errno == ENOENT)
			break;
	}
	return sb_buf_take(&name);
}

/* The people of the book that is replaced decide, as far as it can still tell them. */
static enum sb_status check_right(struct sb_call *call, struct sb_error *err)
{
	struct sb_error why = SB_ERROR_INIT;
	enum sb_status st = sb_app_open_book(sb_call_app(call), SB_DB_WRITE, &why);

	if (!st)
		st = call_admit(call, SB_WORK_MANAGERS, &why);
	if (!st || st == SB_CORRUPT || st == SB_CANNOT_OPEN)
		return SB_OK;
	*err = why;
	return st;
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	struct sb_app *app = sb_call_app(call);
	const char *file = sb_call_text(call, "file");
	sb_owned_string where = sb_app_book_path(app);
	const char *path;
	enum sb_status st = sb_db_path(where, &path, err);

	if (st)
		return st;
	sb_owned_string kept = free_name(path);
	const char *copy = sb_arena_printf(reply->arena, "%s.restoring-%ld", path, (long)getpid());
	struct sb_check_summary summary = { 0 };
	bool was_there = !access(path, F_OK), was_older = false;

	if (was_there)
		st = check_right(call, err);
	if (!st)
		st = copy_any_age(call, file, copy, &summary, &was_older, err);
	if (st)
		return st;
	sb_app_close_book(app);
	st = sb_db_replace(path, copy, kept, err);
	if (st) {
		(void)unlink(copy);
		return st;
	}
	answer_printf(reply,
		      was_there ? ngettext("restored %s with %lld entry; the book that was there is kept as %s",
					   "restored %s with %lld entries; the book that was there is kept as %s",
					   (unsigned long)summary.entries) :
				  ngettext("restored %s with %lld entry", "restored %s with %lld entries", (unsigned long)summary.entries),
		      file, (long long)summary.entries, kept);
	if (was_older)
		answer_warn(reply, sb_arena_printf(reply->arena, _("%s is of an older stockbook: the book is up to date, the file is as it was"), file));
	reply->json = sb_arena_printf(reply->arena, "\"entries\":%" PRId64, summary.entries);
	return SB_OK;
}

static const struct sb_arg args[] = {
	{
		.name = "file",
		.type = SB_FILE_TYPE,
		.flags = SB_ARG_POSITIONAL | SB_ARG_REQUIRED,
		.value = "FILE",
		.label = N_("File"),
		.help = N_("A backup made by backup or close."),
	},
};

const struct sb_cmd sb_cmd_restore = {
	.name = "restore",
	.group = N_("Book"),
	.summary = N_("Put a backup in the book's place."),
	.details = N_("The backup is checked first. The book that was there is kept beside it, and nobody may have it open."),
	.examples = "stockbook restore /media/stick/shop-2026-03-01.book",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_IS_LONG | SB_ASKS_FIRST | SB_IS_SHELL_ONLY,
	.run = run,
};
