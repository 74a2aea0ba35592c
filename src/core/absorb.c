/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A posted count is a checkpoint. A line that happened before one but is recorded after it gets a counter-line in the
 * same entry, to or from the count's difference: what was counted had seen it already, so on hand stays. The
 * counter-line stands where the count does, at its counted_at, and names the entry that posted it.
 */
#include "count_state.h"
#include "kinds.h"
#include "record.h"
#include "statements.h"
#include "try.h"

/* Where a line stands in time. */
struct moment {
	int64_t at, seq;
};

struct checkpoint {
	int64_t posting, count;
	int64_t counted_at;
};

/* What is posted of a count stands where the line's last scan does. */
static enum sb_status moment_of(const struct sb_recording *recording, const struct sb_line *line, struct moment *out,
				struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	struct sb_line_state counted;
	bool found = false;

	*out = (struct moment){ line->occurred_at ? line->occurred_at : entry->occurred_at, entry->seq };
	if (recording->count)
		TRY(sb_line_load(recording->book->db, recording->count->id, line->product, &found, &counted, err));
	if (found)
		out->seq = counted.counted_seq;
	return SB_OK;
}

/* The first checkpoint behind a moment: later counts have that one's difference in what they expected. */
static enum sb_status find_checkpoint(const struct sb_recording *recording, int64_t product,
				      const struct moment *moment, bool *found, struct checkpoint *out,
				      struct sb_error *err)
{
	struct sb_stmt *stmt;

	TRY(sb_db_stmt(recording->book->db, sb_sql_count_checkpoint, &stmt, err));
	sb_bind_int(stmt, 1, recording->entry.store);
	sb_bind_int(stmt, 2, product);
	sb_bind_int(stmt, 3, moment->at);
	sb_bind_int(stmt, 4, moment->seq);
	sb_bind_int(stmt, 5, recording->count ? recording->count->id : 0);
	TRY(sb_stmt_step(stmt, found, err));
	if (*found)
		*out = (struct checkpoint){
			.posting = sb_col_int(stmt, 0),
			.counted_at = sb_col_int(stmt, 1),
			.count = sb_col_int(stmt, 2),
		};
	sb_stmt_reset(stmt);
	return SB_OK;
}

static void add_counter_line(struct sb_recording *recording, size_t of, const struct checkpoint *checkpoint)
{
	struct sb_entry *entry = &recording->entry;
	const struct sb_line *line = &recording->lines[of];
	bool is_in = sb_place_is_stock(line->to);

	recording->owner[entry->line_count] = recording->owner[of];
	recording->lines[entry->line_count++] = (struct sb_line){
		.product = line->product,
		.from = is_in ? SB_AT_STORE : SB_AT_DIFFERENCE,
		.to = is_in ? SB_AT_DIFFERENCE : SB_AT_STORE,
		.qty_milli = line->qty_milli,
		.reason = "recount",
		.price_minor = SB_NONE,
		.cost_minor = line->cost_minor,
		.occurred_at = checkpoint->counted_at,
		.absorbed_by = checkpoint->posting,
	};
	recording->absorbed_by = checkpoint->count;
}

static enum sb_status absorb_line(struct sb_recording *recording, size_t i, struct sb_error *err)
{
	const struct sb_line *line = &recording->lines[i];
	const struct sb_touched *touched = &recording->touched[recording->owner[i]];
	struct checkpoint checkpoint = { 0 };
	struct moment moment;
	bool found = false;

	if (touched->counted_at == SB_NONE || sb_place_is_stock(line->from) == sb_place_is_stock(line->to))
		return SB_OK;
	TRY(moment_of(recording, line, &moment, err));
	if (moment.at > touched->counted_at)
		return SB_OK;
	TRY(find_checkpoint(recording, line->product, &moment, &found, &checkpoint, err));
	if (found)
		add_counter_line(recording, i, &checkpoint);
	return SB_OK;
}

enum sb_status sb_record_absorb(struct sb_recording *recording, struct sb_error *err)
{
	size_t count = recording->entry.line_count;

	for (size_t i = 0; i < count; i++)
		TRY(absorb_line(recording, i, err));
	return SB_OK;
}

enum sb_status sb_record_absorbed_write(struct sb_recording *recording, struct sb_error *err)
{
	const struct sb_entry *entry = &recording->entry;
	struct sb_stmt *stmt;

	for (size_t i = 0; i < entry->line_count; i++) {
		const struct sb_line *line = &entry->lines[i];

		if (!line->absorbed_by)
			continue;
		TRY(sb_db_stmt(recording->book->db, sb_sql_count_line_absorb, &stmt, err));
		sb_bind_int(stmt, 1, line->absorbed_by);
		sb_bind_int(stmt, 2, line->product);
		sb_bind_int(stmt, 3, line->to == SB_AT_STORE ? line->qty_milli : -line->qty_milli);
		TRY(sb_stmt_run(stmt, NULL, err));
	}
	return SB_OK;
}
