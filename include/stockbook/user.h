/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people of a book: who they are and what they may do. A book without users asks nobody who they are and lets
 * everybody do everything; the first user is a manager, and from then on whoever acts must be one of them. Names stay, for
 * entries tell them. The journal says that a PIN or password changed; their digests lie beside it and never leave the book.
 */
#ifndef STOCKBOOK_USER_H
#define STOCKBOOK_USER_H

#include "stockbook/book.h"
#include "stockbook/secret.h"

/* Words are written to books. R(symbol, word, label) */
#define SB_ROLES(R)                            \
	R(CLERK, "clerk", N_("clerk"))         \
	R(MANAGER, "manager", N_("manager"))   \
	R(AUDITOR, "auditor", N_("auditor"))

enum sb_role {
	SB_ROLE_NONE, /* not said */
#define R(symbol, word, label) SB_ROLE_##symbol,
	SB_ROLES(R)
#undef R
		SB_ROLE_COUNT
};
const char *sb_role_word(enum sb_role role);
const char *sb_role_label(enum sb_role role);	/* translated */
enum sb_role sb_role_find(const char *word); /* SB_ROLE_NONE: no such role */

#define SB_USER_BYTES_MAX 64

/* When somebody last did something is looked for in one stretch of the journal, as long as this; which, their row says. */
#define SB_USER_STRETCH 1024

struct sb_user {
	int64_t id; /* seq of the entry that added it; 0: nobody */
	char name[SB_USER_BYTES_MAX + 1];
	enum sb_role role;
	bool retired;
	bool has[SB_SECRET_KINDS];
};

/* Retired ones count too: a book that ever had users has a manager. */
enum sb_status sb_user_count(struct sb_book *book, int64_t *out, struct sb_error *err) SB_CHECKED;
/* By name in any case. SB_NOT_FOUND. */
enum sb_status sb_user_find(struct sb_book *book, const char *name, struct sb_user *out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_user_get(struct sb_book *book, int64_t id, struct sb_user *out, struct sb_error *err) SB_CHECKED;

/* What changes: SB_ROLE_NONE, -1 and NULL leave it as it is. */
struct sb_user_change {
	enum sb_role role;
	int retired;
	const struct sb_digest *secret[SB_SECRET_KINDS];
	bool forget[SB_SECRET_KINDS]; /* none from now on */
};
/* Functions that record work within a caller's transaction; the draft holds note, token and fingerprint. SB_DUPLICATE, SB_INVALID, SB_REFUSED
 * (the first user is a manager). */
enum sb_status sb_user_add(struct sb_write *write, const char *name, const struct sb_user_change *what,
			   const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;
/* SB_REFUSED: the last manager stays one. Nothing changed: out->seq is 0. */
enum sb_status sb_user_edit(struct sb_write *write, int64_t id, const struct sb_user_change *what,
			    const struct sb_draft *draft, struct sb_outcome *out, struct sb_error *err) SB_CHECKED;

/*
 * Whether this is the user's PIN or password. SB_REFUSED: it is not, or there were so many wrong ones that the next is heard only after a while;
 * tries of all processes count. Takes its time; no write may be open.
 */
enum sb_status sb_user_prove(struct sb_book *book, const struct sb_user *user, enum sb_secret kind, const char *text,
			     struct sb_error *err) SB_CHECKED;
/* Whether this is the secret that an entry gave the user, as far as it can be told: one that was changed since cannot. A try like any other. */
enum sb_status sb_user_same_secret(struct sb_book *book, const struct sb_user *user, int64_t entry, enum sb_secret kind,
				   const char *text, bool *out, struct sb_error *err) SB_CHECKED;

/*
 * What may be done by whom: reading by everybody known, a clerk's work by clerks and managers, all else by managers.
 * Asks the book as it is now whether whoever acts (sb_book_act_as) may, and in every transaction that writes afterwards
 * whether that still holds. *who: id 0 in a book without users. SB_REFUSED says what to do.
 */
enum sb_work { SB_WORK_READING, SB_WORK_CLERKS, SB_WORK_MANAGERS };
enum sb_status sb_book_admit(struct sb_book *book, enum sb_work work, struct sb_user *who, struct sb_error *err) SB_CHECKED;
/* From here on, until somebody is admitted again, the book itself acts: to take back what was begun and is not to be finished, which nobody's
 * role stands against. */
void sb_book_admit_itself(struct sb_book *book);

#endif
