/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a settings file: taken whole, or refused with a sentence and nothing of it taken. */
#include "stockbook/setting.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A refused file has changed nothing. */
static void check_untouched(const struct sb_settings *settings)
{
	for (int i = 0; i < SB_SETTING_COUNT; i++)
		assert(sb_setting_layer(settings, (enum sb_setting_id)i) == SB_LAYER_DEFAULT);
}

/* What was taken is within its row of the table. */
static void check_ranges(const struct sb_settings *settings)
{
	for (int i = 0; i < SB_SETTING_COUNT; i++) {
		const struct sb_setting *row = &sb_setting_table[i];
		enum sb_setting_id id = (enum sb_setting_id)i;

		assert(sb_setting_text(settings, id));
		if (row->type != SB_SETTING_INT)
			continue;
		assert(sb_setting_int(settings, id) >= row->min && sb_setting_int(settings, id) <= row->max);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	sb_owned(settings) settings = sb_settings_new();
	struct sb_error err = SB_ERROR_INIT;

	if (sb_settings_read_text(settings, (const char *)data, size, "fuzz.toml", SB_LAYER_USER, &err)) {
		assert(err.text[0]);
		check_untouched(settings);
	} else {
		check_ranges(settings);
	}
	return 0;
}
