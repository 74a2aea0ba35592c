/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock counts in the model: what is in one, what was counted, and what was there at any moment. */
#include "model.h"

#include "stockbook/money.h"

/* ---- counts ---- */

bool model_is_count(enum sb_kind kind)
{
	return kind >= SB_KIND_COUNT_NEW && kind <= SB_KIND_COUNT_POST;
}

enum sb_count_status model_count_status(const struct m_count *count)
{
	if (count->posting)
		return SB_COUNT_POSTED;
	if (count->cancelling)
		return SB_COUNT_CANCELLED;
	return count->review ? SB_COUNT_REVIEW : SB_COUNT_OPEN;
}

int model_count_of(const struct model *model, int64_t seq)
{
	return seq > 0 && seq <= model->entries ? model->entry[seq - 1].count : -1;
}

static bool is_named(const struct m_count *count, int product)
{
	for (size_t i = 0; i < count->products; i++)
		if (count->product[i] == product)
			return true;
	return false;
}

bool model_in_scope(const struct model *model, const struct m_count *count, int product)
{
	const struct m_product *own = &model->product[product];

	if (own->archived)
		return false;
	switch (count->scope) {
	case SB_SCOPE_TAG:
		return own->field[F_TAG] == count->value;
	case SB_SCOPE_BIN:
		return model_planned(model, product, count->store, PLAN_BIN) == count->value;
	case SB_SCOPE_LIST:
		return is_named(count, product);
	default:
		return true;
	}
}

int64_t model_scope_lines(const struct model *model, const struct m_count *count)
{
	int64_t lines = 0;

	if (count->scope == SB_SCOPE_LIST)
		return (int64_t)count->products;
	for (int i = 0; i < model->products; i++)
		lines += model_in_scope(model, count, i);
	return lines;
}

/* ---- scans ---- */

/* All that each person has counted; who counts it again begins it anew. */
struct m_counted model_counted(const struct model *model, int count, int product)
{
	struct m_counted line = { .scans = 0 };
	int64_t by[PEOPLE] = { 0 };
	int again_by = -1;

	for (int i = 0; i < model->scans; i++) {
		const struct m_scan *scan = &model->scan[i];

		if (scan->count != count || scan->product != product || !scan->stands)
			continue;
		if (scan->is_again && again_by != scan->who) {
			for (int p = 0; p < PEOPLE; p++)
				by[p] = 0;
			line.at = 0;
			line.is_again = true;
			again_by = scan->who;
		}
		by[scan->who] = (scan->is_absolute ? 0 : by[scan->who]) + scan->qty;
		if (scan->at >= line.at) {
			line.at = scan->at;
			line.seq = scan->seq;
		}
		line.is_outside = scan->is_outside;
		line.scans++;
	}
	for (int p = 0; p < PEOPLE; p++)
		line.sum += by[p];
	return line;
}

int64_t model_unmatched(const struct model *model, int count)
{
	int64_t scans = 0;

	for (int i = 0; i < model->scans; i++) {
		const struct m_scan *scan = &model->scan[i];

		scans += scan->count == count && scan->stands && scan->product < 0 && !scan->resolved_by;
	}
	return scans;
}

const struct m_scan *model_last_scan(const struct model *model, int count)
{
	for (int i = model->scans - 1; i >= 0; i--)
		if (model->scan[i].count == count && model->scan[i].who == model->who && model->scan[i].stands)
			return &model->scan[i];
	return NULL;
}

static bool has_scans(const struct model *model, int count)
{
	for (int i = 0; i < model->scans; i++)
		if (model->scan[i].count == count && model->scan[i].stands)
			return true;
	return false;
}

static struct m_scan *scan_of(const struct model *model, int64_t seq)
{
	for (int i = 0; i < model->scans; i++)
		if (model->scan[i].seq == seq)
			return &model->scan[i];
	return NULL;
}

/* ---- what was there ---- */

static bool is_before(int64_t at, int64_t seq, int64_t other_at, int64_t other_seq)
{
	return at < other_at || (at == other_at && seq < other_seq);
}

const struct m_truth *model_truth(const struct model *model, int count, int product)
{
	for (int i = 0; i < model->truths; i++)
		if (model->truth[i].count == count && model->truth[i].product == product)
			return &model->truth[i];
	return NULL;
}

/* The newest truth before a moment, or the oldest behind it. */
static const struct m_truth *truth_near(const struct model *model, int product, int store, int64_t at, int64_t seq, int but, bool behind)
{
	const struct m_truth *found = NULL;

	for (int i = 0; i < model->truths; i++) {
		const struct m_truth *truth = &model->truth[i];

		if (truth->product != product || truth->count == but || model->count[truth->count].store != store ||
		    is_before(truth->at, truth->seq, at, seq) == behind)
			continue;
		if (!found || is_before(found->at, found->seq, truth->at, truth->seq) != behind)
			found = truth;
	}
	return found;
}

static int64_t happened(const struct m_entry *entry, int64_t seq, int product, const struct m_truth *since, int64_t at, int64_t until)
{
	int64_t sum = 0;

	for (size_t i = 0; i < entry->lines; i++) {
		const struct m_line *line = &entry->line[i];
		int64_t when = line->at ? line->at : entry->occurred_at;

		if (line->product != product || line->absorbed_by || (since && is_before(when, seq, since->at, since->seq)))
			continue;
		sum += is_before(at, until, when, seq) ? 0 : model_delta(line);
	}
	return sum;
}

int64_t model_book(const struct model *model, int product, int store, int64_t at, int64_t seq, int but)
{
	const struct m_truth *since = truth_near(model, product, store, at, seq, but, false);
	int64_t there = since ? since->counted : 0;

	for (int64_t i = 0; i < model->entries; i++)
		if (model->entry[i].store == store && model->entry[i].root != SB_KIND_COUNT_POST)
			there += happened(&model->entry[i], i + 1, product, since, at, seq);
	return there;
}

static int64_t cost_posted(const struct m_entry *posting, int product)
{
	for (size_t i = 0; i < posting->lines; i++)
		if (posting->line[i].product == product)
			return posting->line[i].cost;
	return SB_NONE;
}

/* What one costs: as the product says, else what deliveries cost on average. */
static int64_t cost_now(const struct m_product *product)
{
	return product->field[F_COST] != SB_NONE ? product->field[F_COST] : model_average(product);
}

/* What it cost when the count was posted, else what it costs now. */
static int64_t cost_of(const struct model *model, int count, int product)
{
	int64_t posting = model->count[count].posting;
	int64_t cost = posting ? cost_posted(&model->entry[posting - 1], product) : SB_NONE;

	return cost != SB_NONE ? cost : cost_now(&model->product[product]);
}

bool model_is_beyond(const struct model *model, int count, int product, const struct m_counted *counted, int64_t variance)
{
	const int64_t *tolerance = model->count[count].tolerance;
	int64_t off = variance < 0 ? -variance : variance, expected = counted->sum - variance, worth = 0;
	int64_t cost = cost_of(model, count, product);

	if (!off || counted->is_again)
		return false;
	if (tolerance[TOL_QTY] != SB_NONE && off > tolerance[TOL_QTY])
		return true;
	if (tolerance[TOL_PERCENT] != SB_NONE && off * 1000 > (expected < 0 ? -expected : expected) * tolerance[TOL_PERCENT])
		return true;
	return tolerance[TOL_WORTH] != SB_NONE && cost != SB_NONE && sb_line_total(off, cost, &worth) && worth > tolerance[TOL_WORTH];
}

/* ---- whether it may be ---- */

static bool takes_back(const struct m_entry *entry)
{
	return entry->kind == SB_KIND_UNDO && !entry->redo;
}

static bool fits(enum sb_kind root, bool back, enum sb_count_status status, bool is_again)
{
	bool is_at_work = status == SB_COUNT_OPEN || status == SB_COUNT_REVIEW;

	switch (root) {
	case SB_KIND_COUNT_NEW:
		return back ? is_at_work : status == SB_COUNT_CANCELLED;
	case SB_KIND_COUNT_SCAN:
		return back ? is_at_work : status == (is_again ? SB_COUNT_REVIEW : SB_COUNT_OPEN);
	case SB_KIND_COUNT_RESOLVE:
		return is_at_work;
	case SB_KIND_COUNT_REVIEW:
		return status == (back ? SB_COUNT_REVIEW : SB_COUNT_OPEN);
	case SB_KIND_COUNT_CANCEL:
		return back ? status == SB_COUNT_CANCELLED : is_at_work;
	default:
		return status == (back ? SB_COUNT_POSTED : SB_COUNT_REVIEW);
	}
}

static bool has_another(const struct model *model)
{
	for (int64_t i = 0; i < model->entries; i++)
		if (model->entry[i].who != model->who)
			return true;
	return false;
}

/* Who counted it first does not count it again, if there is anybody else. */
static bool has_seen_it(const struct model *model, const struct m_scan *wanted)
{
	for (int i = 0; i < model->scans; i++) {
		const struct m_scan *scan = &model->scan[i];

		if (scan->count == wanted->count && scan->product == wanted->product && scan->who == model->who && scan->stands && !scan->is_again)
			return has_another(model);
	}
	return false;
}

static enum sb_status check_scan(const struct model *model, const struct m_scan *scan)
{
	if (scan->product < 0)
		return SB_OK;
	if (model->product[scan->product].archived)
		return SB_REFUSED;
	if (!model_fits_decimals(scan->qty, model->product[scan->product].field[F_DECIMALS]))
		return SB_INVALID;
	return scan->is_again && has_seen_it(model, scan) ? SB_REFUSED : SB_OK;
}

/* What a product of the count is to be brought to; false: the count says nothing of it. */
static bool find_truth(const struct model *model, int count, int product, struct m_truth *out)
{
	const struct m_count *own = &model->count[count];
	const struct m_counted counted = model_counted(model, count, product);

	*out = (struct m_truth){ .count = count, .product = product, .at = counted.at, .seq = counted.seq, .counted = counted.sum,
				 .is_zeroed = !counted.scans };
	if (!counted.scans) {
		out->at = own->reviewed_at;
		out->seq = own->review;
	}
	if (!counted.scans && !(own->zeroes && model_in_scope(model, own, product)))
		return false;
	out->expected = model_book(model, product, own->store, out->at, out->seq, count);
	return counted.scans || out->expected;
}

static void add_difference(struct m_entry *entry, const struct m_truth *truth, int64_t up, int64_t cost)
{
	if (!up)
		return;
	if (entry->lines == ENTRY_LINES_MAX)
		abort();
	entry->line[entry->lines++] = (struct m_line){
		.product = truth->product,
		.from = up > 0 ? SB_AT_DIFFERENCE : SB_AT_STORE,
		.to = up > 0 ? SB_AT_STORE : SB_AT_DIFFERENCE,
		.qty = up > 0 ? up : -up,
		.price = SB_NONE,
		.cost = cost,
		.reason = model_reason("recount"),
		.at = truth->at,
	};
}

static void make_differences(const struct model *model, struct m_entry *entry)
{
	struct m_truth truth;

	entry->lines = 0;
	for (int p = 0; p < model->products; p++)
		if (find_truth(model, entry->count, p, &truth))
			add_difference(entry, &truth, truth.counted - truth.expected, cost_now(&model->product[p]));
}

/* Without the truth there is what would have been there: what came late counts again. */
void model_reverse_count(const struct model *model, int64_t posting, struct m_entry *out)
{
	const struct m_entry *entry = &model->entry[posting - 1];

	out->lines = 0;
	for (int p = 0; p < model->products; p++) {
		const struct m_truth *truth = model_truth(model, entry->count, p);
		int64_t without = truth ? model_book(model, p, entry->store, truth->at, truth->seq, entry->count) : 0;

		if (truth)
			add_difference(out, truth, without - truth->counted, cost_posted(entry, p));
	}
}

static bool names_archived(const struct model *model, const struct m_count *count)
{
	for (size_t i = 0; i < count->products; i++)
		if (model->product[count->product[i]].archived)
			return true;
	return false;
}

enum sb_status model_check_count(const struct model *model, struct m_entry *entry)
{
	const struct m_count *count = entry->count >= 0 ? &model->count[entry->count] : NULL;
	const struct m_scan *scan = &entry->scan;
	enum sb_count_status status;

	if (!count)
		return SB_OK;
	if (entry->kind == SB_KIND_COUNT_NEW && count->scope_lines <= 0)
		return SB_INVALID;
	if (entry->kind == SB_KIND_COUNT_NEW)
		return names_archived(model, count) ? SB_REFUSED : SB_OK;
	if (entry->root == SB_KIND_COUNT_POST && entry->redo)
		return SB_REFUSED;
	if (entry->root == SB_KIND_COUNT_SCAN && entry->kind == SB_KIND_UNDO)
		scan = scan_of(model, entry->root_seq);
	status = model_count_status(count);
	if (!fits(entry->root, takes_back(entry), status, scan->is_again))
		return status == SB_COUNT_OPEN || status == SB_COUNT_REVIEW ? SB_REFUSED : SB_CONFLICT;
	/* What people have counted is given up by cancelling alone. */
	if (entry->root == SB_KIND_COUNT_NEW && takes_back(entry) && has_scans(model, entry->count))
		return SB_REFUSED;
	if (entry->kind == SB_KIND_COUNT_POST)
		make_differences(model, entry);
	if (entry->kind == SB_KIND_COUNT_RESOLVE && scan->product >= 0 && model->product[scan->product].archived)
		return SB_REFUSED;
	return entry->kind == SB_KIND_COUNT_SCAN ? check_scan(model, scan) : SB_OK;
}

/* ---- late entries ---- */

/* Where a line stands; what is posted of a count stands where its last scan does. */
static void moment_of(const struct model *model, const struct m_entry *entry, const struct m_line *line, int64_t *at, int64_t *seq)
{
	const struct m_count *count = entry->root == SB_KIND_COUNT_POST ? &model->count[entry->count] : NULL;
	struct m_counted counted;

	*at = line->at ? line->at : entry->occurred_at;
	*seq = model->entries + 1;
	if (!count)
		return;
	counted = model_counted(model, entry->count, line->product);
	*seq = counted.scans ? counted.seq : count->review;
}

void model_absorb(const struct model *model, struct m_entry *entry)
{
	size_t lines = entry->lines;

	for (size_t i = 0; i < lines; i++) {
		struct m_line counter = entry->line[i];
		bool is_in = model_is_stock(counter.to);
		int64_t at, seq;

		if (model_is_stock(counter.from) == is_in)
			continue;
		moment_of(model, entry, &counter, &at, &seq);
		const struct m_truth *truth = truth_near(model, counter.product, entry->store, at, seq,
							 entry->root == SB_KIND_COUNT_POST ? entry->count : -1, true);

		if (!truth)
			continue;
		if (entry->lines == ENTRY_LINES_MAX)
			abort();
		counter.from = is_in ? SB_AT_STORE : SB_AT_DIFFERENCE;
		counter.to = is_in ? SB_AT_DIFFERENCE : SB_AT_STORE;
		counter.reason = model_reason("recount");
		counter.price = SB_NONE;
		counter.at = truth->at;
		counter.absorbed_by = model->count[truth->count].posting;
		entry->line[entry->lines++] = counter;
	}
}

/* ---- what became of it ---- */

static void change_scans(struct model *model, const struct m_entry *entry)
{
	const struct m_scan *said = entry->root_seq ? &model->entry[entry->root_seq - 1].scan : NULL;
	bool stands = !takes_back(entry);

	if (entry->root == SB_KIND_COUNT_SCAN && entry->kind == SB_KIND_UNDO)
		scan_of(model, entry->root_seq)->stands = stands;
	for (int i = 0; i < model->scans && entry->root == SB_KIND_COUNT_RESOLVE; i++) {
		struct m_scan *scan = &model->scan[i];
		bool is_meant = scan->count == entry->count && scan->code.by == said->code.by && scan->code.which == said->code.which;

		if (stands && is_meant && scan->product < 0 && !scan->resolved_by) {
			scan->product = said->product;
			scan->is_outside = said->is_outside;
			scan->resolved_by = entry->root_seq;
		} else if (!stands && scan->resolved_by == entry->root_seq) {
			scan->product = -1;
			scan->is_outside = false;
			scan->resolved_by = 0;
		}
	}
}

static void keep_truths(struct model *model, int count)
{
	struct m_truth truth;

	for (int p = 0; p < model->products; p++) {
		if (!find_truth(model, count, p, &truth))
			continue;
		model->truth = sb_realloc(model->truth, (size_t)(model->truths + 1) * sizeof(truth));
		model->truth[model->truths++] = truth;
	}
}

static void drop_truths(struct model *model, int count)
{
	int kept = 0;

	for (int i = 0; i < model->truths; i++)
		if (model->truth[i].count != count)
			model->truth[kept++] = model->truth[i];
	model->truths = kept;
}

static void count_absorbed(struct model *model, const struct m_entry *entry)
{
	for (size_t i = 0; i < entry->lines; i++) {
		const struct m_line *line = &entry->line[i];

		for (int t = 0; t < model->truths && line->absorbed_by; t++)
			if (model->truth[t].product == line->product && model->count[model->truth[t].count].posting == line->absorbed_by)
				model->truth[t].absorbed += model_delta(line);
	}
}

void model_change_count(struct model *model, const struct m_entry *entry)
{
	struct m_count *count = entry->count >= 0 ? &model->count[entry->count] : NULL;
	int64_t seq = takes_back(entry) ? 0 : model->entries;

	count_absorbed(model, entry);
	if (!count)
		return;
	change_scans(model, entry);
	if (entry->kind == SB_KIND_COUNT_SCAN) {
		model->scan = sb_realloc(model->scan, (size_t)(model->scans + 1) * sizeof(*model->scan));
		model->scan[model->scans] = entry->scan;
		model->scan[model->scans].seq = model->entries;
		model->scan[model->scans++].at = entry->occurred_at;
	}
	if (entry->kind == SB_KIND_COUNT_NEW) {
		count->seq = model->entries;
		count->opened_at = entry->occurred_at;
	}
	if (entry->root == SB_KIND_COUNT_NEW)
		count->cancelling = seq ? 0 : model->entries;
	if (entry->root == SB_KIND_COUNT_CANCEL)
		count->cancelling = seq;
	if (entry->root == SB_KIND_COUNT_REVIEW) {
		count->review = seq;
		count->reviewed_at = seq ? entry->occurred_at : 0;
	}
	if (entry->root == SB_KIND_COUNT_POST && !seq)
		drop_truths(model, entry->count);
	if (entry->root == SB_KIND_COUNT_POST && seq)
		keep_truths(model, entry->count);
	if (entry->root == SB_KIND_COUNT_POST) {
		count->posting = seq;
		count->posted_at = seq ? entry->occurred_at : 0;
	}
	count->version = model->entries;
}
