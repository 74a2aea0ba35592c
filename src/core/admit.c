/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what: the one place that knows. */
#include "admit.h"
#include "statements.h"
#include "try.h"
#include "users_inside.h"
#include <string.h>

static const bool may[SB_ROLE_COUNT][SB_WORK_MANAGERS + 1] = {
	[SB_ROLE_CLERK] = { [SB_WORK_READING] = true, [SB_WORK_CLERKS] = true },
	[SB_ROLE_MANAGER] = { [SB_WORK_READING] = true, [SB_WORK_CLERKS] = true, [SB_WORK_MANAGERS] = true },
	[SB_ROLE_AUDITOR] = { [SB_WORK_READING] = true },
};

/* "ana, ben, …" */
static enum sb_status list_names(struct sb_book *book, struct sb_buf *out, struct sb_error *err)
{
	enum { MOST = 5 };
	struct sb_stmt *stmt;
	bool row;

	TRY(sb_db_stmt(book->db, sb_sql_user_names, &stmt, err));
	for (int i = 0;; i++) {
		TRY(sb_stmt_step(stmt, &row, err));
		if (!row)
			break;
		sb_buf_printf(out, "%s%s", i ? ", " : "", i < MOST ? sb_col_text(stmt, 0) : "…");
	}
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status refuse_unknown(struct sb_book *book, struct sb_error *err)
{
	sb_auto(buf) names = SB_BUF_INIT;

	TRY(list_names(book, &names, err));
	return sb_fail_field(err, SB_REFUSED, "user",
			     _("\"%s\" is no user of this book: say who acts with -u NAME (%s), in the terminal with F9"), book->who, names.data);
}

static enum sb_status refuse_role(const struct sb_user *user, enum sb_work work, struct sb_error *err)
{
	if (work == SB_WORK_CLERKS)
		return sb_fail_field(err, SB_REFUSED, "user", _("%s may only look (%s): let a clerk or manager do it (-u NAME, F9 in the terminal)"),
				     user->name, sb_role_label(user->role));
	return sb_fail_field(err, SB_REFUSED, "user", _("%s may not do this (%s): let a manager do it (-u NAME, F9 in the terminal)"), user->name,
			     sb_role_label(user->role));
}

/* Entries tell the name as it was given, however it was typed. */
static void take_name(struct sb_book *book, const char *name)
{
	char *copy = sb_strdup(name);

	free(book->who);
	book->who = copy;
}

enum sb_status sb_book_admit(struct sb_book *book, enum sb_work work, struct sb_user *who, struct sb_error *err)
{
	struct sb_user user = { 0 };
	struct sb_error unknown = SB_ERROR_INIT;
	int64_t count = 0;

	sb_book_admit_itself(book);
	TRY(sb_user_count(book, &count, err));
	if (count == 0) {
		book->admitted.is_known = true;
		*who = user;
		return SB_OK;
	}
	enum sb_status status = sb_user_find(book, book->who, &user, &unknown);
	if (status == SB_NOT_FOUND)
		return refuse_unknown(book, err);
	if (status != SB_OK) {
		*err = unknown;
		return status;
	}
	if (user.retired)
		return sb_fail_field(err, SB_REFUSED, "user", _("%s is retired: say who acts with -u NAME, in the terminal with F9"), user.name);
	if (!may[user.role][work])
		return refuse_role(&user, work, err);
	take_name(book, user.name);
	book->admitted = (struct sb_admitted){ .is_known = true, .user = user.id, .role = (int)user.role };
	*who = user;
	return SB_OK;
}

void sb_book_admit_itself(struct sb_book *book)
{
	book->admitted = (struct sb_admitted){ 0 };
}

static enum sb_status stands(struct sb_book *book, bool *out, struct sb_error *err)
{
	const struct sb_admitted *admitted = &book->admitted;
	int64_t count = 0;
	struct sb_stmt *stmt;
	bool row;

	if (!admitted->user) {
		TRY(sb_user_count(book, &count, err));
		*out = count == 0;
		return SB_OK;
	}
	TRY(sb_db_stmt(book->db, sb_sql_user_standing, &stmt, err));
	sb_bind_int(stmt, 1, admitted->user);
	TRY(sb_stmt_step(stmt, &row, err));
	*out = row && (int)sb_role_find(sb_col_text(stmt, 0)) == admitted->role && sb_col_int(stmt, 1) == 0;
	sb_stmt_reset(stmt);
	return SB_OK;
}

enum sb_status sb_admitted_still(struct sb_book *book, struct sb_error *err)
{
	bool still = true;

	if (book->admitted.is_known)
		TRY(stands(book, &still, err));
	return still ? SB_OK : sb_fail_field(err, SB_REFUSED, "user", _("what %s may do was changed just now: try again"), book->who);
}
