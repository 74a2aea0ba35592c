/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks a book from one snapshot, while others work. */
#include "check.h"
#include "book_inside.h"
#include "fold.h"
#include "try.h"

#define PROGRESS_EVERY 4096

void sb_check_found(struct sb_checking *checking, const char *format, ...)
{
	sb_auto(buf) text = SB_BUF_INIT;
	va_list args;

	va_start(args, format);
	sb_buf_vprintf(&text, format, args);
	va_end(args);
	checking->summary.findings++;
	checking->report(text.data, checking->context);
}

enum sb_status sb_check_count(struct sb_checking *checking, struct sb_error *err)
{
	const struct sb_progress *progress = checking->progress;

	checking->done++;
	if (checking->done % PROGRESS_EVERY != 0 || !progress || !progress->step)
		return SB_OK;
	if (progress->step(checking->done, checking->total, progress->context))
		return SB_OK;
	return sb_fail(err, SB_INTERRUPTED, _("interrupted"));
}

static void found_by_database(const char *finding, void *context)
{
	sb_check_found(context, "%s", finding);
}

/* Rows so damaged that a part can make nothing of them are a finding as well: the others go on. */
static enum sb_status check_part(struct sb_checking *checking, enum sb_status (*part)(struct sb_checking *, struct sb_error *), struct sb_error *err)
{
	struct sb_error inner = SB_ERROR_INIT;
	enum sb_status status = part(checking, &inner);

	if (status == SB_NOT_FOUND || status == SB_INVALID || status == SB_REFUSED) {
		sb_check_found(checking, "%s", inner.text);
		return SB_OK;
	}
	if (status != SB_OK)
		*err = inner;
	return status;
}

static enum sb_status check_snapshot(struct sb_checking *checking, struct sb_error *err)
{
	static enum sb_status (*const parts[])(struct sb_checking *, struct sb_error *) = {
		sb_check_chain, sb_check_users, sb_check_reasons, sb_check_derived, sb_check_holds, sb_check_counts,
	};
	struct sb_head head;
	int64_t rows;

	TRY(sb_head_get(checking->book->db, &head, err));
	TRY(sb_fold_total(checking->book->db, &rows, err));
	checking->total = head.seq + rows;
	checking->summary.entries = head.seq;
	checking->summary.head = head.hash;
	for (size_t i = 0; i < SB_COUNT(parts); i++)
		TRY(check_part(checking, parts[i], err));
	return SB_OK;
}

enum sb_status sb_book_check(struct sb_book *book, const struct sb_progress *progress,
			     void (*report)(const char *finding, void *context), void *context,
			     struct sb_check_summary *out, struct sb_error *err)
{
	static const struct sb_progress nobody;
	struct sb_checking checking = { .book = book, .progress = progress, .report = report, .context = context };

	TRY(sb_db_read_begin(book->db, err));
	enum sb_status status = check_snapshot(&checking, err);
	sb_db_read_end(book->db);
	if (status != SB_OK)
		return status;
	TRY(sb_db_verify(book->db, progress ? progress : &nobody, found_by_database, &checking, err));
	*out = checking.summary;
	if (checking.summary.findings == 0)
		return SB_OK;
	return sb_fail(err, SB_CORRUPT, _("the check found %lld faults: what is derived is made anew by `stockbook rebuild`, for the rest restore a backup"),
		       (long long)checking.summary.findings);
}
