/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands about people have in common. */
#ifndef CMD_USERS_H
#define CMD_USERS_H

#include "stockbook/cmd.h"
#include "stockbook/user.h"

/* Secrets as a call gave them, digested. */
struct users_secrets {
	struct sb_digest digest[SB_SECRET_KINDS];
	struct sb_buf made; /* the password made here, to be shown once; empty: none */
};
void users_secrets_release(struct users_secrets *secrets);
/* Reads --pin, --password and --generate, or makes a password if `generate`, and points `what` to them. */
enum sb_status users_secrets_read(struct sb_call *call, bool generate, struct users_secrets *out,
				  struct sb_user_change *what, struct sb_error *err) SB_CHECKED;
/* Of a request seen before: the secrets typed are those it was made with. What was written then holds nothing of them, so they are
 * compared with the ones that came of it. SB_CONFLICT. */
enum sb_status users_match_secrets(struct sb_call *call, int64_t id, const struct sb_outcome *outcome, struct sb_error *err) SB_CHECKED;
/* Adds "user":{…} to what machines are told, and the password made, for the one time it is. */
enum sb_status users_tell(struct sb_call *call, struct sb_reply *reply, int64_t id, const struct users_secrets *secrets,
			  struct sb_error *err) SB_CHECKED;
/* Names, for completion and pick-lists. */
enum sb_status users_offer(struct sb_app *app, const char *beginning, int most,
			   bool (*each)(const char *value, const char *meaning, void *context), void *context,
			   struct sb_error *err);

#define ROLE_WORD(symbol, word, label) "|" word
#define ARG_ROLE(otherwise)                                                                             \
	{                                                                                               \
		.name = "role", .type = SB_CHOICE_TYPE, .value = "ROLE", .label = N_("Role"),           \
		.help = N_("clerk: sells, receives, counts; manager: does everything; auditor: looks."), \
		.choices = SB_ROLES(ROLE_WORD), .fallback = (otherwise),                                        \
	}
#define ARG_SECRETS                                                                                      \
	{                                                                                                \
		.name = "pin", .type = SB_TEXT_TYPE, .flags = SB_ARG_SECRET, .label = N_("PIN"),         \
		.help = N_("Digits to be typed before acting in this name; asked for, never shown."),    \
	},                                                                                               \
	{                                                                                                \
		.name = "password", .type = SB_TEXT_TYPE, .flags = SB_ARG_SECRET, .label = N_("Password"), \
		.help = N_("A password for other programs; asked for, never shown."),                        \
	},                                                                                               \
	{                                                                                                \
		.name = "generate", .type = SB_BOOL_TYPE, .label = N_("Make a password"),                \
		.help = N_("Make a password, which is shown only now."),                                 \
	}

#endif
