/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Barcode scanners type. This stage stands between the decoder and the program, lets typing through
 * and turns what a scanner typed into one SB_INPUT_SCAN. Pure: inputs and the time in, inputs out.
 *
 * A scan is what follows the configured prefix, which needs no timing; or, without a prefix, a burst: at least 6
 * printable characters, median gap at most gap_ms, no gap over 80 ms, not one character repeated, not beginning
 * with / or :, and ended by Enter, line feed or Tab, or by silence alone if it holds a digit. (Characters of one
 * read() have gaps of 0.) The suffix is swallowed, late or doubled too; prefix, control characters, GS and AIM
 * identifier are stripped.
 *
 * What happens to characters while it is not yet known what they are:
 * - In text (sb_scanner_focus(..., true)) the first character passes at once. One that follows within gap_ms is
 *   withheld until the run is a scan or gap_ms pass in silence; then all withheld pass as keys. So single keys are
 *   never delayed and fast pairs by gap_ms at most. A run is still watched after that: if it turns out a scan, its
 *   characters that already passed are counted in `retract` and the text field takes them back.
 * - Where keys are commands the first character waits gap_ms too, unless `harmless` says it may act at once (moving
 *   the selection); and once two came close together they wait for 80 ms, so that no code ever runs commands. A
 *   key held down passes.
 * - With a prefix configured nothing is ever withheld but the prefix itself and what follows it.
 */
#ifndef STOCKBOOK_TUI_SCAN_H
#define STOCKBOOK_TUI_SCAN_H

#include "input.h"
#include "stockbook/error.h"

enum {
	SB_SCAN_LEAST = 6,       /* characters of a burst */
	SB_SCAN_GAP_MAX_MS = 80, /* a longer gap ends it */
	SB_SCAN_BYTES_MAX = 512, /* of a code; longer ones are typing */
	SB_SCAN_PREFIX_MAX = 16, /* characters */
	SB_SCAN_QUEUE_MAX = 256,
};

enum sb_scan_suffix { SB_SUFFIX_ENTER, SB_SUFFIX_TAB, SB_SUFFIX_NONE };

struct sb_scan_rules {
	struct sb_chord prefix[SB_SCAN_PREFIX_MAX];
	int prefix_count; /* 0: bursts */
	enum sb_scan_suffix suffix;
	int gap_ms;
	/* Whether a key may act at once outside text although it may begin a scan. NULL: none may. */
	bool (*harmless)(void *with, struct sb_chord key);
	void *with;
};

/* From the settings' text. Prefix: characters, \xHH, \\ and <F13>. SB_INVALID with the field "scan.prefix". */
enum sb_status sb_scan_rules_parse(const char *prefix, const char *suffix, int64_t gap_ms, struct sb_scan_rules *out,
				   struct sb_error *err) SB_CHECKED;

struct sb_scanner;

struct sb_scanner *sb_scanner_new(const struct sb_scan_rules *rules, struct sb_sink sink);
void sb_scanner_free(struct sb_scanner *scanner);
SB_OWNABLE(scanner, sb_scanner_free)
/* Other rules from now on; what was withheld passes as typing. */
void sb_scanner_use(struct sb_scanner *scanner, const struct sb_scan_rules *rules);

/* Whether printable keys are text where the focus is now. Starts false. */
void sb_scanner_focus(struct sb_scanner *scanner, bool text);
void sb_scanner_take(struct sb_scanner *scanner, const struct sb_input *input);
/* When to call sb_scanner_expire(); SB_NONE when nothing is pending. */
int64_t sb_scanner_deadline(const struct sb_scanner *scanner);
void sb_scanner_expire(struct sb_scanner *scanner, int64_t now_ms);

/* Codes that wait while one is being booked: first in, first out. */
struct sb_scan_queue {
	char *codes[SB_SCAN_QUEUE_MAX];
	size_t first, count;
};
#define SB_SCAN_QUEUE_INIT \
	{                  \
		.count = 0 \
	}
void sb_scan_queue_release(struct sb_scan_queue *queue);
bool sb_scan_queue_put(struct sb_scan_queue *queue, const char *code); /* false when full: say so, never drop quietly */
char *sb_scan_queue_take(struct sb_scan_queue *queue);                 /* yours; NULL when empty */

/* The check digit of a code of 8, 12, 13 or 14 digits (GS1 General Specifications 7.9). */
enum sb_check sb_scan_check(const char *code);

#endif
