/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: the table, the values in force, and the check that every layer's values pass. */
#include "stockbook/setting.h"
#include "stockbook/buf.h"
#include "stockbook/path.h"
#include "stockbook/text.h"
#include "excerpt.h"
#include "setting_value.h"
#include <assert.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

const struct sb_setting sb_setting_table[SB_SETTING_COUNT] = {
#define S(symbol, dotted, kind, built_in, least, largest, words, says)                                                \
	[SB_SET_##symbol] = {                                                                                         \
		.name = (dotted), .type = SB_SETTING_##kind, .fallback = (built_in), .min = (least), .max = (largest), \
		.choices = (words), .sentence = (says),                                                               \
	},
#include "settings.def"
#undef S
};

struct sb_settings {
	struct sb_setting_value values[SB_SETTING_COUNT];
};

void sb_setting_value_release(struct sb_setting_value *value)
{
	free(value->text);
	free(value->origin);
	*value = (struct sb_setting_value){ .text = NULL };
}

int sb_setting_index(const char *name)
{
	for (int i = 0; i < SB_SETTING_COUNT; i++)
		if (strcmp(sb_setting_table[i].name, name) == 0)
			return i;
	return -1;
}

/* ---- checking one value ---- */

static bool read_bool(const char *text, int64_t *out)
{
	static const char *const words[][2] = { { "false", "true" }, { "no", "yes" }, { "off", "on" }, { "0", "1" } };

	for (size_t i = 0; i < SB_COUNT(words); i++) {
		for (int answer = 0; answer < 2; answer++) {
			if (strcasecmp(text, words[i][answer]) == 0) {
				*out = answer;
				return true;
			}
		}
	}
	return false;
}

static bool read_int(const char *text, int64_t *out)
{
	char *end;

	if (!*text || strspn(text, "+-0123456789") != strlen(text))
		return false;
	errno = 0;
	long long number = strtoll(text, &end, 10);

	if (errno || *end)
		return false;
	*out = number;
	return true;
}

static bool is_choice(const char *choices, const char *text)
{
	size_t length = strlen(text);

	for (const char *at = choices; length > 0; at++) {
		size_t word = strcspn(at, "|");

		if (word == length && memcmp(at, text, length) == 0)
			return true;
		at += word;
		if (!*at)
			return false;
	}
	return false;
}

/* What would have been right, in words. */
static void describe(const struct sb_setting *row, struct sb_buf *out)
{
	static const char *const plain[] = {
		[SB_SETTING_TEXT] = N_("text"),
		[SB_SETTING_INT] = N_("a whole number"),
		[SB_SETTING_BOOL] = N_("true or false"),
		[SB_SETTING_PATH] = N_("the path of a file, as text"),
	};

	if (row->type == SB_SETTING_CHOICE) {
		sb_buf_puts(out, _("one of"));
		for (const char *at = row->choices; *at;) {
			size_t word = strcspn(at, "|");

			sb_buf_printf(out, " \"%.*s\"%s", (int)word, at, at[word] ? "," : "");
			at += word + (at[word] == '|');
		}
	} else if (row->type == SB_SETTING_INT && row->min < row->max) {
		sb_buf_printf(out, _("a whole number from %lld to %lld"), (long long)row->min, (long long)row->max);
	} else {
		sb_buf_puts(out, _(plain[row->type]));
	}
}

enum sb_status sb_setting_refuse(const struct sb_setting *row, const char *origin, const char *value, struct sb_error *err)
{
	struct excerpt said = excerpt_of(value);
	sb_auto(buf) expected = SB_BUF_INIT;

	describe(row, &expected);
	return sb_fail_field(err, SB_INVALID, row->name, _("%s: %s is \"%s\": it must be %s"), origin, row->name, said.text,
			     expected.data);
}

enum sb_status sb_setting_refuse_name(const char *name, const char *origin, struct sb_error *err)
{
	const char *nearest = NULL;
	int distance = 4;
	struct excerpt said = excerpt_of(name);

	for (size_t i = 0; i < SB_SETTING_COUNT; i++) {
		int d = sb_text_distance(name, sb_setting_table[i].name, distance - 1);

		if (d < distance) {
			distance = d;
			nearest = sb_setting_table[i].name;
		}
	}
	if (nearest)
		return sb_fail_field(err, SB_INVALID, name, _("%s: no setting is called \"%s\": did you mean \"%s\"?"), origin,
				     said.text, nearest);
	return sb_fail_field(err, SB_INVALID, name, _("%s: no setting is called \"%s\": \"stockbook config\" lists them all"),
			     origin, said.text);
}

static char *without_tilde(const char *path)
{
	const char *home = getenv("HOME");
	sb_auto(buf) out = SB_BUF_INIT;

	if (strncmp(path, "~/", 2) == 0 && home)
		sb_buf_printf(&out, "%s%s", home, path + 1);
	else
		sb_buf_puts(&out, path);
	return sb_buf_take(&out);
}

enum sb_status sb_setting_check(const struct sb_setting *row, const char *text, const char *origin, struct sb_setting_value *out,
				struct sb_error *err)
{
	int64_t number = 0;
	bool fits = sb_utf8_valid(text, strlen(text), NULL);

	if (row->type == SB_SETTING_BOOL)
		fits = read_bool(text, &number);
	else if (row->type == SB_SETTING_CHOICE)
		fits = is_choice(row->choices, text);
	else if (row->type == SB_SETTING_INT)
		fits = read_int(text, &number) && (row->min >= row->max || (number >= row->min && number <= row->max));
	if (!fits)
		return sb_setting_refuse(row, origin, text, err);

	out->text = row->type == SB_SETTING_PATH ? without_tilde(text) : sb_strdup(text);
	if (row->type == SB_SETTING_BOOL) {
		free(out->text);
		out->text = sb_strdup(number ? "true" : "false");
	}
	out->number = number;
	out->origin = sb_strdup(origin);
	return SB_OK;
}

/* ---- the values in force ---- */

void sb_settings_take(struct sb_settings *settings, int index, enum sb_layer layer, struct sb_setting_value *value)
{
	struct sb_setting_value *kept = &settings->values[index];

	if (layer < kept->layer) {
		sb_setting_value_release(value);
		return;
	}
	sb_setting_value_release(kept);
	*kept = *value;
	kept->layer = layer;
	*value = (struct sb_setting_value){ .text = NULL };
}

struct sb_settings *sb_settings_new(void)
{
	struct sb_settings *settings = sb_alloc(sizeof(*settings));

	for (int i = 0; i < SB_SETTING_COUNT; i++) {
		struct sb_error err = SB_ERROR_INIT;
		enum sb_status status =
			sb_setting_check(&sb_setting_table[i], sb_setting_table[i].fallback, _("built in"), &settings->values[i], &err);

		assert(status == SB_OK);
		(void)status;
	}
	return settings;
}

void sb_settings_free(struct sb_settings *settings)
{
	if (!settings)
		return;
	for (int i = 0; i < SB_SETTING_COUNT; i++)
		sb_setting_value_release(&settings->values[i]);
	free(settings);
}

enum sb_status sb_settings_set(struct sb_settings *settings, const char *name, const char *value, enum sb_layer layer,
			       const char *origin, struct sb_error *err)
{
	int index = sb_setting_index(name);
	struct sb_setting_value checked = { .text = NULL };

	if (index < 0)
		return sb_setting_refuse_name(name, origin, err);

	enum sb_status status = sb_setting_check(&sb_setting_table[index], value, origin, &checked, err);

	if (status)
		return status;
	sb_settings_take(settings, index, layer, &checked);
	return SB_OK;
}

static const struct sb_setting_value *value_of(const struct sb_settings *settings, enum sb_setting_id id)
{
	assert((unsigned int)id < SB_SETTING_COUNT);
	return &settings->values[id];
}

const char *sb_setting_text(const struct sb_settings *settings, enum sb_setting_id id)
{
	return value_of(settings, id)->text;
}

int64_t sb_setting_int(const struct sb_settings *settings, enum sb_setting_id id)
{
	return value_of(settings, id)->number;
}

enum sb_layer sb_setting_layer(const struct sb_settings *settings, enum sb_setting_id id)
{
	return value_of(settings, id)->layer;
}

const char *sb_setting_origin(const struct sb_settings *settings, enum sb_setting_id id)
{
	return value_of(settings, id)->origin;
}
