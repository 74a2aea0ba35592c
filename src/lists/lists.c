/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of lists, made from their words. */
#include "stockbook/list.h"
#include <string.h>

static const struct sb_list *const list_table[] = {
#define L(word) &sb_list_##word,
	SB_LISTS(L)
#undef L
};

const struct sb_list *sb_list_at(size_t index)
{
	return index < SB_COUNT(list_table) ? list_table[index] : NULL;
}

const struct sb_list *sb_list_find(const char *name)
{
	for (size_t i = 0; i < SB_COUNT(list_table); i++)
		if (strcmp(list_table[i]->name, name) == 0)
			return list_table[i];
	return NULL;
}
