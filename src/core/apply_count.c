/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What entries do to a count. A line is the sum of its scans: each person's are added up, an absolute one takes the
 * place of what that person counted before, and a recount by somebody begins the line anew.
 */
#include "count_state.h"
#include "kinds.h"
#include <assert.h>
#include <string.h>

__extension__ typedef __int128 wide;

static const struct {
	const char *word, *label;
} state_table[SB_COUNT_STATUS_COUNT] = {
#define S(symbol, word_, label_) [SB_COUNT_##symbol] = { .word = word_, .label = label_ },
	SB_COUNT_STATES(S)
#undef S
};

static const struct {
	const char *word, *label;
} scope_table[SB_SCOPE_COUNT] = {
#define S(symbol, word_, label_) [SB_SCOPE_##symbol] = { .word = word_, .label = label_ },
	SB_COUNT_SCOPES(S)
#undef S
};

const char *sb_count_word(enum sb_count_status status)
{
	return state_table[status].word;
}

const char *sb_count_label(enum sb_count_status status)
{
	return _(state_table[status].label);
}

const char *sb_count_scope_word(enum sb_count_scope scope)
{
	return scope_table[scope].word;
}

const char *sb_count_scope_label(enum sb_count_scope scope)
{
	return _(scope_table[scope].label);
}

bool sb_count_status_find(const char *word, enum sb_count_status *out)
{
	for (size_t i = 0; i < SB_COUNT_STATUS_COUNT; i++) {
		if (strcmp(state_table[i].word, word) != 0)
			continue;
		*out = (enum sb_count_status)i;
		return true;
	}
	return false;
}

bool sb_count_scope_find(const char *word, enum sb_count_scope *out)
{
	for (size_t i = 0; i < SB_SCOPE_COUNT; i++) {
		if (strcmp(scope_table[i].word, word) != 0)
			continue;
		*out = (enum sb_count_scope)i;
		return true;
	}
	return false;
}

bool sb_kind_is_count(enum sb_kind kind)
{
	return sb_kind_subject(kind) == SB_KIND_COUNT_NEW;
}

enum sb_count_status sb_count_status_of(const struct sb_count_state *count)
{
	if (count->posting != SB_NONE)
		return SB_COUNT_POSTED;
	if (count->cancelling != SB_NONE)
		return SB_COUNT_CANCELLED;
	return count->review != SB_NONE ? SB_COUNT_REVIEW : SB_COUNT_OPEN;
}

void sb_apply_count_begin(struct sb_count_state *count, int64_t seq, int64_t store, int64_t occurred_at,
			  const struct sb_count_effect *effect)
{
	*count = (struct sb_count_state){
		.id = seq,
		.store = store,
		.scope = effect->scope,
		.value = effect->value,
		.is_blind = effect->is_blind,
		.zeroes = effect->zeroes,
		.tolerance_milli = effect->tolerance_milli,
		.tolerance_percent = effect->tolerance_percent,
		.tolerance_minor = effect->tolerance_minor,
		.scope_lines = effect->scope_lines,
		.opened_at = occurred_at,
		.reviewed_at = SB_NONE,
		.posted_at = SB_NONE,
		.review = SB_NONE,
		.posting = SB_NONE,
		.cancelling = SB_NONE,
		.version = seq,
	};
}

void sb_apply_count_step(struct sb_count_state *count, enum sb_kind root, bool stands, int64_t seq, int64_t occurred_at)
{
	if (root == SB_KIND_COUNT_NEW)
		count->cancelling = stands ? SB_NONE : seq;
	if (root == SB_KIND_COUNT_CANCEL)
		count->cancelling = stands ? seq : SB_NONE;
	if (root == SB_KIND_COUNT_REVIEW) {
		count->review = stands ? seq : SB_NONE;
		count->reviewed_at = stands ? occurred_at : SB_NONE;
	}
	if (root == SB_KIND_COUNT_POST) {
		count->posting = stands ? seq : SB_NONE;
		count->posted_at = stands ? occurred_at : SB_NONE;
	}
	count->version = seq;
}

/* ---- lines ---- */

/* What one person has counted of a line. */
struct tally {
	const char *who;
	int64_t sum;
};

static struct tally *tally_of(struct tally *tallies, size_t *count, const char *who)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(tallies[i].who, who) == 0)
			return &tallies[i];
	tallies[*count] = (struct tally){ .who = who };
	return &tallies[(*count)++];
}

static bool add_up(const struct tally *tallies, size_t count, int64_t *out)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		if (!sb_add(sum, tallies[i].sum, &sum))
			return false;
	*out = sum;
	return sum <= SB_QTY_MAX;
}

static void date_line(struct sb_line_state *line, const struct sb_scan_state *scan)
{
	if (line->counted_at != SB_NONE && line->counted_at > scan->counted_at)
		return;
	line->counted_at = scan->counted_at;
	line->counted_seq = scan->seq;
}

bool sb_apply_count_scans(const struct sb_scan_state *scans, size_t scan_count, struct sb_line_state *out)
{
	struct sb_line_state line = { .counted_at = SB_NONE, .expected = SB_NONE, .absorbed = SB_NONE };
	struct tally *tallies = sb_alloc((scan_count + 1) * sizeof(*tallies));
	const char *recounter = NULL;
	size_t tally_count = 0;
	bool fits = true;

	for (size_t i = 0; i < scan_count && fits; i++) {
		const struct sb_scan_state *scan = &scans[i];

		if (!scan->stands)
			continue;
		if (scan->is_recount && (!recounter || strcmp(recounter, scan->who) != 0)) {
			recounter = scan->who;
			tally_count = 0;
			line.recounted++;
			line.counted_at = SB_NONE;
		}
		struct tally *tally = tally_of(tallies, &tally_count, scan->who);

		if (scan->is_absolute)
			tally->sum = scan->qty_milli;
		else
			fits = sb_add(tally->sum, scan->qty_milli, &tally->sum);
		date_line(&line, scan);
		line.product = scan->product;
		line.is_outside = scan->is_outside;
		line.scans++;
	}
	fits = fits && add_up(tallies, tally_count, &line.counted);
	free(tallies);
	if (fits)
		*out = line;
	return fits;
}

void sb_apply_count_sum(struct sb_count_state *count, const struct sb_line_state *line, int sign)
{
	if (!line->scans)
		return;
	count->lines += sign;
	count->lines_in_scope += line->is_outside ? 0 : sign;
	count->total_milli += sign * line->counted;
}

/* ---- differences ---- */

static int64_t magnitude(int64_t n)
{
	return n < 0 ? -n : n;
}

int64_t sb_count_worth(int64_t qty_milli, int64_t cost_minor)
{
	int64_t total;

	if (cost_minor == SB_NONE || !sb_line_total(magnitude(qty_milli), cost_minor, &total))
		return SB_NONE;
	return qty_milli < 0 ? -total : total;
}

bool sb_count_is_beyond(const struct sb_count_state *count, const struct sb_compared *compared, int64_t cost_minor)
{
	int64_t off = magnitude(compared->variance), expected = magnitude(compared->line.expected), worth;

	if (!off || compared->line.recounted)
		return false;
	if (count->tolerance_milli != SB_NONE && off > count->tolerance_milli)
		return true;
	/* tenths of a percent */
	if (count->tolerance_percent != SB_NONE && off > (wide)expected * count->tolerance_percent / 1000)
		return true;
	worth = sb_count_worth(off, cost_minor);
	return count->tolerance_minor != SB_NONE && worth != SB_NONE && worth > count->tolerance_minor;
}
