/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags that add to those there are, or take from them. */
#include "many.h"
#include "stockbook/product.h"
#include "stockbook/text.h"
#include "try.h"

static bool has_sign(const char *tag)
{
	return *tag == '+' || *tag == '-';
}

bool sb_product_tags_are_relative(const char *tags)
{
	struct sb_many many;

	for (sb_many_start(&many, tags); sb_many_next(&many);)
		if (has_sign(many.at))
			return true;
	return false;
}

/* Whether "-tag" stands among those given. */
static bool is_taken(const char *given, const char *tag)
{
	sb_auto(buf) wanted = SB_BUF_INIT;
	struct sb_many many;

	sb_text_fold(tag, &wanted);
	for (sb_many_start(&many, given); sb_many_next(&many);) {
		sb_auto(buf) one = SB_BUF_INIT;
		sb_auto(buf) folded = SB_BUF_INIT;

		if (*many.at != '-')
			continue;
		sb_buf_add(&one, many.at + 1, many.length - 1);
		sb_text_fold(sb_text_trim(one.data), &folded);
		if (!strcmp(folded.data, wanted.data))
			return true;
	}
	return false;
}

static void keep(const char *given, const char *tag, struct sb_buf *out)
{
	if (!is_taken(given, tag))
		sb_buf_printf(out, "%s%s", out->len ? "|" : "", tag);
}

/* Those without a sign, or all that are there now if each has one. */
static void put_base(const char *given, const char *now, struct sb_arena *arena, struct sb_buf *out)
{
	bool any = false;
	struct sb_many many;

	for (sb_many_start(&many, given); sb_many_next(&many);) {
		if (has_sign(many.at))
			continue;
		keep(given, sb_arena_strndup(arena, many.at, many.length), out);
		any = true;
	}
	for (sb_many_start(&many, any ? NULL : now); sb_many_next(&many);)
		keep(given, sb_arena_strndup(arena, many.at, many.length), out);
}

enum sb_status sb_product_tags_apply(const char *now, struct sb_arena *arena, struct sb_product_change *change, struct sb_error *err)
{
	static const struct sb_style none = { 0 };
	const char *given = change->value[SB_PF_TAGS].s;
	sb_auto(buf) tags = SB_BUF_INIT;
	struct sb_many many;

	put_base(given, now, arena, &tags);
	for (sb_many_start(&many, given); sb_many_next(&many);)
		if (*many.at == '+')
			sb_buf_printf(&tags, "%s%s", tags.len ? "|" : "", sb_arena_strndup(arena, many.at + 1, many.length - 1));
	return sb_product_set(&none, "", SB_PF_TAGS, tags.data, NULL, arena, change, NULL, err);
}
