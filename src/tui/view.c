/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of views. */
#include "view.h"

#include <string.h>

static const struct sb_view_ops *const views[] = {
#define V(word) &sb_view_##word,
	SB_VIEWS(V)
#undef V
};

enum {
#define V(word) TAB_##word,
	SB_TABS(V)
#undef V
	TABS
};

const size_t sb_view_tabs = TABS;

const struct sb_view_ops *sb_view_at(size_t index)
{
	return index < SB_COUNT(views) ? views[index] : NULL;
}

const struct sb_view_ops *sb_view_find(const char *name)
{
	for (size_t i = 0; i < SB_COUNT(views); i++)
		if (!strcmp(views[i]->name, name))
			return views[i];
	return NULL;
}
