/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What setting.c (the table and the check) and setting_layers.c (where values come from) share. */
#ifndef BASE_SETTING_VALUE_H
#define BASE_SETTING_VALUE_H

#include "stockbook/setting.h"

struct sb_setting_value {
	char *text;
	char *origin;
	int64_t number;
	enum sb_layer layer;
};

void sb_setting_value_release(struct sb_setting_value *value);

int sb_setting_index(const char *name); /* row of the table; -1: none */

/* Fills `out` but for the layer; SB_INVALID names origin, key, value and what was expected. */
enum sb_status sb_setting_check(const struct sb_setting *row, const char *text, const char *origin, struct sb_setting_value *out,
				struct sb_error *err) SB_CHECKED;
enum sb_status sb_setting_refuse(const struct sb_setting *row, const char *origin, const char *value, struct sb_error *err);
enum sb_status sb_setting_refuse_name(const char *name, const char *origin, struct sb_error *err);

/* Puts a checked value in force, unless a higher layer has spoken; takes what is in `value`. */
void sb_settings_take(struct sb_settings *settings, int index, enum sb_layer layer, struct sb_setting_value *value);

#endif
