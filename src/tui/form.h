/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form made from a command's declaration: one field an argument, checked softly while typing, strictly when left, again when saved; the error
 * stands under its field and what was typed stays. Kept on disk as a draft at each change until it is saved or thrown away.
 */
#ifndef STOCKBOOK_TUI_FORM_H
#define STOCKBOOK_TUI_FORM_H

#include "desk.h"

/* Shows the form of a call's command with what it was already given filled in, the cursor in the field `asked` (NULL: the first that is empty). Takes
 * the call. */
void sb_form_show(struct sb_desk *desk, struct sb_call *call, const char *asked);
/* Offers the newest draft left by an earlier session, if there is one: shows it filled in and says so. */
void sb_form_offer_draft(struct sb_desk *desk);

#endif
