/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets: what fits and what does not, and who may read the file one lies in. */
#include "stockbook/secret.h"
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static struct sb_error err;

Test(secret, a_digest_fits_its_secret_and_no_other)
{
	struct sb_digest first, second;

	cr_assert_eq(sb_secret_digest(SB_SECRET_PIN, "0042", &first, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_secret_digest(SB_SECRET_PIN, "0042", &second, &err), SB_OK);
	cr_assert_eq(strncmp(first.text, "$argon2id$v=19$", 15), 0, "%s", first.text);
	cr_assert_neq(strcmp(first.text, second.text), 0, "salted");
	cr_assert(sb_secret_fits(&first, "0042"));
	cr_assert(sb_secret_fits(&second, "0042"));
	cr_assert_not(sb_secret_fits(&first, "42"));
	cr_assert_not(sb_secret_fits(&first, ""));
}

Test(secret, what_is_no_pin_or_password_is_refused)
{
	static const struct {
		enum sb_secret kind;
		const char *text;
	} bad[] = {
		{ SB_SECRET_PIN, "123" },	   { SB_SECRET_PIN, "12a4" },
		{ SB_SECRET_PIN, "123456789012345678901" }, { SB_SECRET_PIN, "" },
		{ SB_SECRET_PASSWORD, "too short" }, { SB_SECRET_PASSWORD, "not \xff UTF-8 at all" },
	};
	struct sb_digest digest;

	for (size_t i = 0; i < SB_COUNT(bad); i++) {
		cr_assert_eq(sb_secret_digest(bad[i].kind, bad[i].text, &digest, &err), SB_INVALID, "%s", bad[i].text);
		cr_assert_str_eq(err.field, sb_secret_word(bad[i].kind));
		cr_assert(!*bad[i].text || !strstr(err.text, bad[i].text), "the sentence does not tell it: %s", err.text);
	}
}

Test(secret, made_passwords_are_long_and_differ)
{
	sb_auto(buf) first = SB_BUF_INIT;
	sb_auto(buf) second = SB_BUF_INIT;

	sb_secret_make(&first);
	sb_secret_make(&second);
	cr_assert_eq(first.len, 30u, "%s", first.data);
	cr_assert_neq(strcmp(first.data, second.data), 0);
	sb_secret_wipe_buf(&first);
	cr_assert_eq(first.len, 0u);
}

Test(secret, a_file_that_others_can_read_is_refused)
{
	sb_owned_string directory = st_directory();
	sb_owned_string path = st_path(directory, "pin");
	sb_auto(buf) text = SB_BUF_INIT;
	FILE *file = fopen(path, "w");

	cr_assert(file);
	fputs("4711\nnot this\n", file);
	fclose(file);
	cr_assert_eq(chmod(path, 0644), 0);
	cr_assert_eq(sb_secret_read(path, &text, &err), SB_REFUSED);
	cr_assert_eq(chmod(path, 0600), 0);
	cr_assert_eq(sb_secret_read(path, &text, &err), SB_OK, "%s", err.text);
	cr_assert_str_eq(text.data, "4711");
}
