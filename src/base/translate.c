/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text in the language of whoever reads it; one that was marked with a context is looked up with it and shown without. */
#include "stockbook/base.h"

#include <libintl.h>
#include <string.h>

const char *sb_translate(const char *text)
{
	const char *translated = gettext(text);
	const char *mark = translated == text ? strchr(text, SB_CONTEXT_MARK[0]) : NULL;

	return mark ? mark + 1 : translated;
}
