/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a form share: its fields, its pick-list, what it is asking. */
#ifndef STOCKBOOK_TUI_FORM_INSIDE_H
#define STOCKBOOK_TUI_FORM_INSIDE_H

#include "edit.h"
#include "form.h"

enum { SB_FIELDS_MAX = 40, SB_PICKS_MAX = 8 };

struct sb_field {
	const struct sb_arg *arg;
	struct sb_edit edit;
	char *initial; /* what stood there at the beginning; only what differs is given when `only_changes` */
	char *error;   /* shown under the field; NULL: none */
	char *caution; /* noticed and no error: shown like one; NULL: nothing */
	char *echo;    /* how it was understood; NULL: nothing to add */
	char *once;    /* a secret as it was typed the first time; NULL: it was not */
	bool is_sure;  /* typed twice alike */
	char *theirs;  /* what somebody else made of it meanwhile, beside what was typed here; NULL: they left it alone */
};

struct sb_pick {
	char *value[SB_PICKS_MAX], *meaning[SB_PICKS_MAX];
	size_t count, chosen;
	bool is_entered; /* an arrow went into the list */
};

enum sb_form_state { SB_FORM_EDITING, SB_FORM_CONFIRMING, SB_FORM_LEAVING, SB_FORM_CLASHING };

struct sb_form {
	struct sb_view view;
	const struct sb_cmd *cmd;
	struct sb_call *given; /* what was given beside the fields: rows it is about */
	struct sb_field fields[SB_FIELDS_MAX];
	size_t count, current;
	int top; /* first line shown */
	struct sb_pick pick;
	enum sb_form_state state;
	bool only_asks;	   /* nothing is left to fill in: it asks, and leaving the question leaves the form */
	bool only_changes; /* a change of one thing: what is the same is not given */
	int64_t version;   /* of what is changed, one thing or several, as it stood here at the beginning; SB_NONE */
	char *key;	   /* names the one thing changed, in place of the first field as long as that is not typed into; NULL: the field does */
	char *about;	   /* title: "85123A White hanging heart", "5 products"; NULL: none */
	int64_t draft_due_ms; /* SB_NONE: the draft on disk is what stands here */
};

/* form.c */
/* A call of what stands in the fields now; NULL with err when a field cannot be given. Yours. */
struct sb_call *sb_form_call(struct sb_form *form, struct sb_error *err);
/* Checks a field: strictly says what is missing too. False: its error is set. */
bool sb_form_check(struct sb_form *form, size_t index, bool strictly);
bool sb_form_is_changed(const struct sb_form *form);
void sb_form_changed(struct sb_form *form); /* the current field's text is another */
void sb_form_go(struct sb_form *form, size_t index);
void sb_form_save(struct sb_form *form);  /* checks all, then asks for confirmation or books */
void sb_form_book(struct sb_form *form);  /* runs the command; closes when it was done */
size_t sb_form_find(const struct sb_form *form, const char *name); /* SIZE_MAX: no such field */
/* How a field reads now; NULL: not said. */
const char *sb_form_present_text(const struct sb_form *form, const struct sb_present *present, size_t field);
bool sb_form_is_same(const struct sb_field *field); /* as it was at the beginning */
void sb_form_set(char **slot, const char *text);    /* a copy in its place; empty text is NULL */
/* What stands in the fields was not typed into them: leaving loses nothing. */
void sb_form_settle(struct sb_form *form);
struct sb_form *sb_form_new(struct sb_desk *desk, struct sb_call *call);
void sb_form_free(struct sb_form *form);

/* form_clash.c */
/* What others changed meanwhile: where nothing was typed it stands there now; where it was, both are shown and a choice is asked for.
 * False: there is nothing to choose between, saving again overwrites. */
bool sb_form_meanwhile(struct sb_form *form, const struct sb_error *err);
void sb_form_keep_mine(struct sb_form *form);
void sb_form_take_theirs(struct sb_form *form);
void sb_form_look_again(struct sb_form *form); /* back to the fields, with theirs told under each */
void sb_form_draw_clash(struct sb_form *form, struct sb_area area);

/* form_secret.c */
bool sb_form_secrets_are_sure(struct sb_form *form); /* false: one must be typed again, as its field says */
void sb_form_secret_forget(struct sb_field *field);

/* form_pick.c */
void sb_form_pick(struct sb_form *form, bool always); /* offers what fits the current field; `always` although nothing is typed */
void sb_form_pick_close(struct sb_form *form);
void sb_form_pick_take(struct sb_form *form);

/* form_draft.c */
void sb_form_draft_save(struct sb_form *form);
void sb_form_draft_drop(const struct sb_form *form);

/* form_draw.c */
void sb_form_draw(struct sb_view *view, struct sb_area area);

#endif
