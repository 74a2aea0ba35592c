/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner's settings as text, and the queue of codes that wait while one is being booked. */
#include "decode_keys.h"
#include "keys.h"
#include "scan.h"
#include "stockbook/text.h"
#include <string.h>

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* One character or escape at *at; false when it is malformed. */
static bool parse_one(const char **at, struct sb_chord *out)
{
	const char *text = *at, *close = strchr(text, '>');
	char name[16];

	if (text[0] == '\\' && text[1] == 'x' && hex_value(text[2]) >= 0 && hex_value(text[3]) >= 0) {
		int byte = hex_value(text[2]) * 16 + hex_value(text[3]);

		*at += 4;
		*out = sb_key_of_byte((unsigned char)byte);
		return byte < 0x80;
	}
	if (text[0] == '\\') {
		*at += 2;
		*out = (struct sb_chord){ '\\', 0 };
		return text[1] == '\\';
	}
	if (text[0] == '<' && close && close > text + 1 && (size_t)(close - text) < sizeof(name)) {
		memcpy(name, text + 1, (size_t)(close - text - 1));
		name[close - text - 1] = '\0';
		*at = close + 1;
		return sb_chord_parse(name, out);
	}
	*out = (struct sb_chord){ (uint32_t)sb_utf8_next(at, text + strlen(text)), 0 };
	return true;
}

enum sb_status sb_scan_rules_parse(const char *prefix, const char *suffix, int64_t gap_ms, struct sb_scan_rules *out,
				   struct sb_error *err)
{
	static const char *const suffixes[] = {
		[SB_SUFFIX_ENTER] = "enter",
		[SB_SUFFIX_TAB] = "tab",
		[SB_SUFFIX_NONE] = "none",
	};
	struct sb_scan_rules rules = { .gap_ms = (int)gap_ms };
	const char *at = prefix;

	while (*at) {
		if (rules.prefix_count == SB_SCAN_PREFIX_MAX)
			return sb_fail_field(err, SB_INVALID, "scan.prefix",
					     _("the scanner prefix has more than %d characters: shorten it"),
					     SB_SCAN_PREFIX_MAX);
		const char *begin = at;

		if (!parse_one(&at, &rules.prefix[rules.prefix_count++]))
			return sb_fail_field(
				err, SB_INVALID, "scan.prefix",
				_("scanner prefix not understood at “%s”: write characters, \\x02 or <F13>"), begin);
	}
	for (size_t i = 0; i < SB_COUNT(suffixes); i++)
		if (strcmp(suffix, suffixes[i]) == 0)
			rules.suffix = (enum sb_scan_suffix)i;
	*out = rules;
	return SB_OK;
}

void sb_scan_queue_release(struct sb_scan_queue *queue)
{
	while (queue->count)
		free(sb_scan_queue_take(queue));
}

bool sb_scan_queue_put(struct sb_scan_queue *queue, const char *code)
{
	if (queue->count == SB_SCAN_QUEUE_MAX)
		return false;
	queue->codes[(queue->first + queue->count++) % SB_SCAN_QUEUE_MAX] = sb_strdup(code);
	return true;
}

char *sb_scan_queue_take(struct sb_scan_queue *queue)
{
	if (!queue->count)
		return NULL;
	char *code = queue->codes[queue->first];

	queue->first = (queue->first + 1) % SB_SCAN_QUEUE_MAX;
	queue->count--;
	return code;
}
