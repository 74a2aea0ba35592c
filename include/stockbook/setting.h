/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Settings: one table with name, type, range or choices, default and the sentence people read; layered
 * built-in < system file < user file < environment < options. The table is data/settings.def,
 * an X-macro file; stockbook.conf(5), `stockbook config` and the settings view are made from it.
 *
 * S(symbol, "section.key", type, default as text, minimum, maximum, "choice|choice", N_("sentence"))
 */
#ifndef STOCKBOOK_SETTING_H
#define STOCKBOOK_SETTING_H

#include "stockbook/error.h"

enum sb_setting_type { SB_SETTING_TEXT, SB_SETTING_INT, SB_SETTING_BOOL, SB_SETTING_CHOICE, SB_SETTING_PATH };

enum sb_setting_id {
#define S(symbol, name, type, fallback, min, max, choices, sentence) SB_SET_##symbol,
#include "settings.def"
#undef S
	SB_SETTING_COUNT
};

enum sb_layer { SB_LAYER_DEFAULT, SB_LAYER_SYSTEM, SB_LAYER_USER, SB_LAYER_ENVIRONMENT, SB_LAYER_OPTION };

struct sb_setting { /* a row of the table */
	const char *name; /* "book.path" */
	enum sb_setting_type type;
	const char *fallback;
	int64_t min, max;
	const char *choices; /* "a|b|c" or NULL */
	const char *sentence; /* translate before showing */
};
extern const struct sb_setting sb_setting_table[SB_SETTING_COUNT];

struct sb_settings; /* every setting's value and where it came from */

struct sb_settings *sb_settings_new(void); /* all defaults */
void sb_settings_free(struct sb_settings *settings);
SB_OWNABLE(settings, sb_settings_free)

/* A TOML file; absent is SB_OK unless `must_exist`. Unknown keys, wrong types and ranges are SB_INVALID naming file, line, key,
 * value and what was expected; nothing of a bad file is taken. */
enum sb_status sb_settings_read_file(struct sb_settings *settings, const char *path, enum sb_layer layer, bool must_exist,
				     struct sb_error *err) SB_CHECKED;
/* TOML text as from a file called `name` (for tests and fuzzing). */
enum sb_status sb_settings_read_text(struct sb_settings *settings, const char *text, size_t bytes, const char *name,
				     enum sb_layer layer, struct sb_error *err) SB_CHECKED;
/* STOCKBOOK_SECTION_KEY=value for every row of the table. `environ_like` is NULL-terminated. */
enum sb_status sb_settings_read_environment(struct sb_settings *settings, char *const *environ_like, struct sb_error *err) SB_CHECKED;
/* The five layers of a start: /etc/xdg, $XDG_CONFIG_HOME (or `config_file`, which must exist), environment. */
enum sb_status sb_settings_load(struct sb_settings *settings, const char *config_file, char *const *environ_like, struct sb_error *err) SB_CHECKED;
enum sb_status sb_settings_set(struct sb_settings *settings, const char *name, const char *value, enum sb_layer layer,
			       const char *origin, struct sb_error *err) SB_CHECKED;

const char *sb_setting_text(const struct sb_settings *settings, enum sb_setting_id id); /* until the next set */
int64_t sb_setting_int(const struct sb_settings *settings, enum sb_setting_id id);	/* BOOL gives 0 or 1 */
enum sb_layer sb_setting_layer(const struct sb_settings *settings, enum sb_setting_id id);
/* "built in", "/etc/xdg/stockbook/stockbook.toml:12", "STOCKBOOK_BOOK_PATH", "-b" */
const char *sb_setting_origin(const struct sb_settings *settings, enum sb_setting_id id);

#endif
