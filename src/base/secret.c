/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PINs and passwords, by the library made for them. */
#include "stockbook/secret.h"
#include "stockbook/path.h"
#include "stockbook/text.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

static_assert(SB_DIGEST_BYTES >= crypto_pwhash_STRBYTES, "a digest must fit");

enum { FILE_BYTES_MAX = 4096 };

/* A PIN is typed at a counter with a queue before it: it takes 50 ms, and what it lacks in length the delay after wrong ones makes good. */
static const struct secret_rule {
	const char *word, *label;
	size_t least, most; /* characters */
	bool is_digits;
	unsigned long long passes;
	size_t memory;
} rules[SB_SECRET_KINDS] = {
	[SB_SECRET_PIN] = { "pin", N_("PIN"), 4, 20, true, 3, (size_t)32 << 20 },
	[SB_SECRET_PASSWORD] = { "password", N_("password"), 10, 128, false, 3, (size_t)64 << 20 },
};

const char *sb_secret_word(enum sb_secret kind)
{
	return rules[kind].word;
}

const char *sb_secret_label(enum sb_secret kind)
{
	return _(rules[kind].label);
}

static enum sb_status check(enum sb_secret kind, const char *text, struct sb_error *err)
{
	const struct secret_rule *rule = &rules[kind];
	size_t bytes = strlen(text), bad_at, count;

	if (!sb_utf8_valid(text, bytes, &bad_at))
		return sb_fail_field(err, SB_INVALID, rule->word, _("the %s is not UTF-8 text: type it again"), _(rule->label));
	count = sb_utf8_count(text);
	bool fits = count >= rule->least && count <= rule->most && bytes <= SB_SECRET_BYTES_MAX;
	if (rule->is_digits && (!fits || strspn(text, "0123456789") != bytes))
		return sb_fail_field(err, SB_INVALID, rule->word, _("a %s has digits only: choose %zu to %zu of them"), _(rule->label),
				     rule->least, rule->most);
	if (!fits)
		return sb_fail_field(err, SB_INVALID, rule->word, _("a %s has %zu to %zu characters: choose another"), _(rule->label),
				     rule->least, rule->most);
	return SB_OK;
}

enum sb_status sb_secret_digest(enum sb_secret kind, const char *text, struct sb_digest *out, struct sb_error *err)
{
	struct sb_digest made = { 0 };
	enum sb_status status = check(kind, text, err);

	if (status != SB_OK)
		return status;
	if (sodium_init() < 0 || crypto_pwhash_str_alg(made.text, text, strlen(text), rules[kind].passes, rules[kind].memory,
						       crypto_pwhash_ALG_ARGON2ID13) != 0)
		return sb_fail(err, SB_FAILED, _("there is not memory enough to keep a %s safely: close other programs"),
			       _(rules[kind].label));
	*out = made;
	return SB_OK;
}

bool sb_secret_fits(const struct sb_digest *digest, const char *text)
{
	return sodium_init() >= 0 && crypto_pwhash_str_verify(digest->text, text, strlen(text)) == 0;
}

void sb_secret_make(struct sb_buf *out)
{
	/* Without those that are mistaken for others. */
	static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
	enum { CHARACTERS = 26, GROUP = 5 };

	static_assert(sizeof(letters) - 1 == 32, "five bits a character");
	if (sodium_init() < 0)
		abort();
	for (int i = 0; i < CHARACTERS; i++) {
		if (i && i % GROUP == 0 && i + 1 < CHARACTERS)
			sb_buf_putc(out, '-');
		sb_buf_putc(out, letters[randombytes_uniform(sizeof(letters) - 1)]);
	}
}

static enum sb_status refuse_open_to_others(const char *path, struct sb_error *err)
{
	struct stat info;

	if (stat(path, &info))
		return sb_fail_errno(err, SB_NOT_FOUND, _("cannot open %s"), path);
	if (S_ISREG(info.st_mode) && info.st_mode & (S_IRWXG | S_IRWXO))
		return sb_fail(err, SB_REFUSED, _("others can read %s: take that from them with `chmod 600`"), path);
	return SB_OK;
}

enum sb_status sb_secret_read(const char *path, struct sb_buf *out, struct sb_error *err)
{
	sb_auto(buf) text = SB_BUF_INIT;
	enum sb_status status = refuse_open_to_others(path, err);

	if (status == SB_OK)
		status = sb_file_read(path, FILE_BYTES_MAX, &text, err);
	if (status == SB_OK)
		sb_buf_add(out, text.data ? text.data : "", text.data ? strcspn(text.data, "\r\n") : 0);
	sb_secret_wipe_buf(&text);
	return status;
}

void sb_secret_wipe(char *text)
{
	if (text)
		sodium_memzero(text, strlen(text));
}

void sb_secret_wipe_buf(struct sb_buf *buf)
{
	if (buf->len)
		sodium_memzero(buf->data, buf->len);
	sb_buf_clear(buf);
}
