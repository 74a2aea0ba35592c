/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The scanner stage. Characters that follow each other closely are a run; of a run some may have been shown already and
 * the rest is withheld. A run ends as a scan, or is released as typing.
 */
#include "scan.h"

#include "decode_keys.h"
#include "keys.h"
#include "scan_code.h"
#include "stockbook/text.h"
#include <string.h>

enum {
	SILENCE_MS = 60,           /* ends a scan that has no suffix */
	LATE_SUFFIX_MS = 250,      /* a suffix after such an end still belongs to it */
	PREFIXED_SILENCE_MS = 250, /* ends a scan that began with the prefix but whose suffix is lost */
	PREFIXED_LEAST = 3,
	KEY_HELD_DOWN = 4, /* the same character so often in a row is a key that repeats */
};

struct item {
	struct sb_chord key;
	int64_t at_ms;
	uint64_t batch;
};

struct sb_scanner {
	struct sb_scan_rules rules;
	struct sb_sink sink;
	bool in_text;
	bool refocused;  /* while some of the run was withheld */
	bool alt_digits; /* the run is of Alt-digits */
	int prefix_matched;
	struct item run[SB_SCAN_BYTES_MAX]; /* with a prefix: the prefix too, until the scan ends */
	int count, shown;
	int printable;  /* characters of the run that are text */
	int taken_back; /* of those shown, how many the text field must give back */
	int close_gaps; /* gaps no longer than gap_ms */
	bool varied, has_digit;
	int64_t swallow_until_ms; /* a suffix before that belongs to the scan just ended */
	bool swallow_any;         /* else only the LF of CR LF */
};

struct sb_scanner *sb_scanner_new(const struct sb_scan_rules *rules, struct sb_sink sink)
{
	struct sb_scanner *s = sb_alloc(sizeof(*s));

	s->rules = *rules;
	s->sink = sink;
	s->swallow_until_ms = SB_NONE;
	return s;
}

void sb_scanner_free(struct sb_scanner *s)
{
	free(s);
}

static void forget_run(struct sb_scanner *s)
{
	s->count = s->shown = s->printable = s->taken_back = s->close_gaps = s->prefix_matched = 0;
	s->varied = s->has_digit = s->alt_digits = s->refocused = false;
}

/* What passed before belongs to another place: a code that follows closely does not begin with it. */
void sb_scanner_focus(struct sb_scanner *s, bool text)
{
	if (s->in_text == text)
		return;
	s->in_text = text;
	s->taken_back = 0;
	if (s->shown == s->count)
		forget_run(s);
	else
		s->refocused = true;
}

static void show_next(struct sb_scanner *s)
{
	const struct item *item = &s->run[s->shown++];
	struct sb_input input = { .kind = SB_INPUT_KEY, .key = item->key, .at_ms = item->at_ms, .batch = item->batch };

	s->taken_back += s->in_text && sb_input_is_text(&input);
	s->sink.take(s->sink.with, &input);
}

/* What was withheld passes as typing. */
static void release(struct sb_scanner *s)
{
	while (s->shown < s->count)
		show_next(s);
	if (s->refocused)
		forget_run(s);
}

static void release_and_forget(struct sb_scanner *s)
{
	release(s);
	forget_run(s);
}

void sb_scanner_use(struct sb_scanner *s, const struct sb_scan_rules *rules)
{
	release_and_forget(s);
	s->rules = *rules;
}

static bool same(struct sb_chord a, struct sb_chord b)
{
	return a.key == b.key && a.mods == b.mods;
}

static bool is_harmless(const struct sb_scanner *s, struct sb_chord key)
{
	return s->rules.harmless && s->rules.harmless(s->rules.with, key);
}

/* ---- what a run is ---- */

static bool is_burst(const struct sb_scanner *s)
{
	int characters = s->alt_digits ? s->count : s->printable;
	uint32_t first = s->run[0].key.key;

	/* What is typed into a slow line arrives at once. No code begins like a filter or a command. */
	if (first == '/' || first == ':')
		return false;
	/* The median gap is small when at least half of the gaps are. */
	return characters >= SB_SCAN_LEAST && s->close_gaps * 2 >= s->count - 1 && s->varied;
}

static bool ends_by_silence(const struct sb_scanner *s)
{
	return is_burst(s) && s->has_digit;
}

static int silence_ms(const struct sb_scanner *s)
{
	return s->rules.suffix == SB_SUFFIX_NONE ? SILENCE_MS : SB_SCAN_GAP_MAX_MS;
}

static bool looks_like_digit(uint32_t key)
{
	/* On a wrong layout digits are something else; whether they were is seen when the run is whole. */
	return (key >= '0' && key <= '9') || (key >= 0xc0 && key < 0x180);
}

/* ---- delivering ---- */

static void collect(const struct sb_scanner *s, struct sb_buf *out)
{
	for (int i = s->rules.prefix_count; i < s->count; i++) {
		const struct sb_input input = { .kind = SB_INPUT_KEY, .key = s->run[i].key };

		if (sb_input_is_text(&input))
			sb_utf8_put(out, (int32_t)input.key.key);
	}
}

static void deliver(struct sb_scanner *s, int64_t at_ms)
{
	sb_auto(buf) received = SB_BUF_INIT;
	sb_auto(buf) code = SB_BUF_INIT;
	struct sb_input input = { .at_ms = at_ms, .batch = s->run[s->count - 1].batch, .retract = s->taken_back };
	bool is_code = true;

	if (s->alt_digits) {
		input.kind = SB_INPUT_SCAN;
		input.trouble = SB_SCAN_ALT_DIGITS;
		input.text = input.raw = "";
	} else {
		collect(s, &received);
		is_code = sb_scan_read(&received, &code, &input);
	}
	forget_run(s);
	if (is_code)
		s->sink.take(s->sink.with, &input);
}

static void deliver_on_suffix(struct sb_scanner *s, const struct sb_input *suffix)
{
	deliver(s, suffix->at_ms);
	s->swallow_until_ms = suffix->at_ms + s->rules.gap_ms;
	s->swallow_any = false;
}

static void deliver_on_silence(struct sb_scanner *s, int64_t at_ms)
{
	deliver(s, at_ms);
	s->swallow_until_ms = s->rules.suffix == SB_SUFFIX_NONE ? SB_NONE : at_ms + LATE_SUFFIX_MS;
	s->swallow_any = true;
}

/* ---- bursts ---- */

static void add(struct sb_scanner *s, const struct sb_input *input)
{
	if (s->count) {
		s->close_gaps += input->at_ms - s->run[s->count - 1].at_ms <= s->rules.gap_ms;
		s->varied |= !same(input->key, s->run[0].key);
	}
	s->printable += sb_input_is_text(input);
	s->has_digit |= looks_like_digit(input->key.key);
	s->run[s->count++] = (struct item){ input->key, input->at_ms, input->batch };
}

static bool is_apart(const struct sb_scanner *s)
{
	return s->count > 1 && s->run[s->count - 1].at_ms - s->run[s->count - 2].at_ms >= s->rules.gap_ms;
}

/* Whether the run so far may pass although it is not yet known what it is. */
static bool may_pass(const struct sb_scanner *s)
{
	struct sb_chord newest = s->run[s->count - 1].key;

	if (newest.mods & (SB_MOD_CTRL | SB_MOD_ALT))
		return false;
	if (s->in_text)
		return !s->varied || is_apart(s);
	if (!s->varied && s->count >= KEY_HELD_DOWN)
		return true;
	return is_harmless(s, newest) && (!s->varied || (is_apart(s) && s->shown == s->count - 1));
}

static int64_t burst_deadline(const struct sb_scanner *s)
{
	int64_t last = s->run[s->count - 1].at_ms;

	if (ends_by_silence(s))
		return last + silence_ms(s);
	if (s->shown == s->count)
		return SB_NONE;
	return last + (s->in_text || !s->close_gaps ? s->rules.gap_ms : SB_SCAN_GAP_MAX_MS);
}

static void end_by_silence(struct sb_scanner *s, int64_t at_ms)
{
	if (ends_by_silence(s))
		deliver_on_silence(s, at_ms);
	else
		release(s);
}

static bool is_suffix(const struct sb_input *input)
{
	return sb_input_is_key(input, SB_KEY_ENTER, 0) || sb_input_is_key(input, 'j', SB_MOD_CTRL) ||
	       sb_input_is_key(input, SB_KEY_TAB, 0);
}

/* A word and the key to the next field, typed into a slow line: codes of letters alone do not end so. */
static bool is_word_and_tab(const struct sb_scanner *s, const struct sb_input *input)
{
	return s->in_text && !s->has_digit && !s->alt_digits && sb_input_is_key(input, SB_KEY_TAB, 0);
}

static bool swallow(struct sb_scanner *s, const struct sb_input *input)
{
	bool fits = s->swallow_any || sb_input_is_key(input, 'j', SB_MOD_CTRL);
	bool in_time = s->swallow_until_ms != SB_NONE && input->at_ms <= s->swallow_until_ms;

	s->swallow_until_ms = SB_NONE;
	return in_time && fits;
}

/* STX, GS and other separators in front of or inside a code. */
static bool is_separator(const struct sb_input *input)
{
	static const char letters[] = "b]^\\d";

	return input->kind == SB_INPUT_KEY && input->key.mods == SB_MOD_CTRL && input->key.key < 0x7f &&
	       strchr(letters, (int)input->key.key);
}

static bool may_begin(const struct sb_input *input)
{
	return sb_input_is_text(input) || sb_input_is_key(input, 'b', SB_MOD_CTRL) ||
	       sb_input_is_key(input, ']', SB_MOD_CTRL);
}

static bool is_alt_digit(const struct sb_input *input)
{
	return input->kind == SB_INPUT_KEY && input->key.mods == SB_MOD_ALT && input->key.key >= '0' &&
	       input->key.key <= '9';
}

static bool belongs(const struct sb_scanner *s, const struct sb_input *input)
{
	if (s->count == SB_SCAN_BYTES_MAX)
		return false;
	if (!s->count)
		return is_alt_digit(input) || may_begin(input);
	if (s->alt_digits)
		return is_alt_digit(input);
	return sb_input_is_text(input) || is_separator(input);
}

static void take_for_burst(struct sb_scanner *s, const struct sb_input *input)
{
	if (s->count && input->at_ms - s->run[s->count - 1].at_ms > SB_SCAN_GAP_MAX_MS) {
		end_by_silence(s, input->at_ms);
		forget_run(s);
	}
	if (is_suffix(input)) {
		if (s->count && is_burst(s) && !is_word_and_tab(s, input)) {
			deliver_on_suffix(s, input);
			return;
		}
		if (!s->count && swallow(s, input))
			return;
	}
	if (s->count && !belongs(s, input))
		release_and_forget(s);
	if (!belongs(s, input)) {
		s->sink.take(s->sink.with, input);
		return;
	}
	s->alt_digits = is_alt_digit(input);
	add(s, input);
	if (may_pass(s))
		release(s);
}

/* ---- prefix ---- */

static bool is_collecting(const struct sb_scanner *s)
{
	return s->rules.prefix_count && s->prefix_matched == s->rules.prefix_count;
}

static void end_prefixed(struct sb_scanner *s, int64_t at_ms)
{
	int least = s->rules.suffix == SB_SUFFIX_NONE ? 1 : PREFIXED_LEAST;

	if (is_collecting(s) && s->count - s->rules.prefix_count >= least)
		deliver_on_silence(s, at_ms);
	else
		release_and_forget(s);
}

static void match_prefix(struct sb_scanner *s, const struct sb_input *input)
{
	if (input->kind == SB_INPUT_KEY && same(input->key, s->rules.prefix[s->prefix_matched])) {
		add(s, input);
		s->prefix_matched++;
		return;
	}
	bool again = s->prefix_matched > 0;

	release_and_forget(s);
	if (again)
		match_prefix(s, input);
	else if (!is_suffix(input) || !swallow(s, input))
		s->sink.take(s->sink.with, input);
}

static void take_for_prefix(struct sb_scanner *s, const struct sb_input *input)
{
	if (s->count && input->at_ms - s->run[s->count - 1].at_ms > PREFIXED_SILENCE_MS)
		end_prefixed(s, input->at_ms);
	if (!is_collecting(s)) {
		match_prefix(s, input);
	} else if (is_suffix(input)) {
		if (s->count > s->rules.prefix_count) {
			deliver_on_suffix(s, input);
			return;
		}
		release_and_forget(s);
		s->sink.take(s->sink.with, input);
	} else if (s->count < SB_SCAN_BYTES_MAX && (sb_input_is_text(input) || is_separator(input))) {
		add(s, input);
	} else {
		release_and_forget(s);
		s->sink.take(s->sink.with, input);
	}
}

static int64_t prefix_deadline(const struct sb_scanner *s)
{
	bool by_silence = s->rules.suffix == SB_SUFFIX_NONE && s->count > s->rules.prefix_count;

	return s->run[s->count - 1].at_ms + (by_silence ? SILENCE_MS : PREFIXED_SILENCE_MS);
}

/* ---- both ---- */

void sb_scanner_take(struct sb_scanner *s, const struct sb_input *input)
{
	if (s->rules.prefix_count)
		take_for_prefix(s, input);
	else
		take_for_burst(s, input);
}

int64_t sb_scanner_deadline(const struct sb_scanner *s)
{
	if (!s->count)
		return SB_NONE;
	return s->rules.prefix_count ? prefix_deadline(s) : burst_deadline(s);
}

void sb_scanner_expire(struct sb_scanner *s, int64_t now_ms)
{
	int64_t deadline = sb_scanner_deadline(s);

	if (deadline == SB_NONE || now_ms < deadline)
		return;
	if (s->rules.prefix_count)
		end_prefixed(s, now_ms);
	else
		end_by_silence(s, now_ms);
}
