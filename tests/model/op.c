/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the values of operations are typed, and how they come about: by chance, such that most operations are possible and all mistakes occur. */
#include "op.h"

#include "stockbook/entry.h"
#include "stockbook/money.h"

#include <stdio.h>
#include <string.h>

/* No two alike, so that no name is taken for a mistyped other one. */
static const char *const codes[CODES] = { "QX7RB", "MW2LD", "ZK9PF", "HJ4TV", "BN6YC", "GS3UW", "LR8EQ", "DT5OX", "VF1IA", "CP0KM" };
static const char *const barcodes[BARCODES] = { "4006381333931", "5901234123457", "9780201379624", "7351353000006", "0012345678905" };
static const char *const odd_codes[ODD_CODES] = { "ZZ-1", "ZZ-2" };
static const char *const suppliers[SUPPLIERS] = { "Rhine Wholesale", "Acme & Sons", "Übersee-Handel" };
static const char *const supplier_codes[SUPPLIERS] = { "RW", "ACME", "UEH-1" };
static const char *const tags[TAGS] = { "kitchen", "garden", "Überraschung", "seasonal" };
static const char *const people[PEOPLE] = { "ann", "bob", "eve", "dan" };
static const char *const own_reasons[OWN_REASONS] = { "tasting", "turned_up", "7_days" };
static const char *const stores[STORES] = { "MAIN", "NORTH", "SOUTH", "EAST" };
static const char *const zones[ZONES] = { "Etc/GMT-5", "Etc/GMT+8" };

const char *op_code_text(int64_t sku, char room[CODE_BYTES])
{
	if (sku >= 0 && sku < CODES)
		return codes[sku];
	snprintf(room, CODE_BYTES, "P%06lld", (long long)(sku - CODES));
	return room;
}

const char *op_barcode_text(int64_t barcode)
{
	return barcodes[barcode];
}

const char *op_odd_text(int64_t code)
{
	return odd_codes[code];
}

const char *op_supplier(int64_t name)
{
	return suppliers[name];
}

const char *op_supplier_code(int64_t code)
{
	return supplier_codes[code];
}

const char *op_reason(int reason)
{
	return reason < REASONS ? sb_reason_at((size_t)reason)->word : own_reasons[reason - REASONS];
}

const char *op_person(int who)
{
	return people[who];
}

const char *op_store_code(int store)
{
	return stores[store];
}

const char *op_zone(int zone)
{
	return zones[zone];
}

static void print_money(int64_t minor, struct sb_buf *out)
{
	sb_buf_printf(out, "%lld.%02lld", (long long)(minor / 100), (long long)(minor % 100));
}

void op_field_text(enum field field, int64_t value, struct sb_buf *out)
{
	const struct sb_numbers plain = sb_numbers_plain();
	char room[CODE_BYTES];

	if (value == SB_NONE)
		return;
	switch (field) {
	case F_SKU:
		sb_buf_puts(out, op_code_text(value, room));
		break;
	case F_NAME:
		sb_buf_printf(out, "thing number%lldwxyz", (long long)value);
		break;
	case F_BARCODE:
		sb_buf_puts(out, barcodes[value]);
		break;
	case F_TAG:
		sb_buf_puts(out, tags[value]);
		break;
	case F_SUPPLIER:
		sb_buf_puts(out, suppliers[value]);
		break;
	case F_PRICE:
	case F_COST:
		print_money(value, out);
		break;
	case F_REORDER:
		sb_qty_print(value, 0, &plain, out);
		break;
	case F_DECIMALS:
		sb_buf_printf(out, "%lld", (long long)value);
		break;
	default:
		sb_buf_puts(out, value ? "yes" : "no");
	}
}

void op_plan_text(enum plan field, int64_t value, struct sb_buf *out)
{
	const struct sb_numbers plain = sb_numbers_plain();

	if (value == SB_NONE)
		return;
	if (field == PLAN_BIN)
		sb_buf_printf(out, "shelf %lld", (long long)value);
	else
		sb_qty_print(value, 0, &plain, out);
}

static const enum field csv_fields[] = { F_SKU, F_NAME, F_BARCODE, F_TAG, F_PRICE, F_COST, F_REORDER, F_SUPPLIER };

void op_csv(const struct op *op, struct sb_buf *out)
{
	const struct sb_numbers plain = sb_numbers_plain();

	sb_buf_puts(out, "sku,name,barcodes,tags,price,cost,reorder_point,supplier,on_hand\n");
	for (size_t i = 0; i < op->lines; i++) {
		for (size_t f = 0; f < SB_COUNT(csv_fields); f++) {
			if (op->row[i].given[csv_fields[f]])
				op_field_text(csv_fields[f], op->row[i].value[csv_fields[f]], out);
			sb_buf_putc(out, ',');
		}
		if (op->on_hand[i] != SB_NONE)
			sb_qty_print(op->on_hand[i], 0, &plain, out);
		sb_buf_putc(out, '\n');
	}
}

/* ---- by chance ---- */

int64_t op_below(struct sb_random *random, int64_t limit)
{
	return (int64_t)sb_random_below(random, (uint64_t)limit);
}

bool op_chance(struct sb_random *random, int percent)
{
	return op_below(random, 100) < percent;
}

/* Mostly whole, sometimes with decimals, sometimes nothing. */
int64_t op_any_qty(struct sb_random *random)
{
	static const int64_t steps[] = { 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 100, 10, 1 };
	int64_t step = steps[op_below(random, (int64_t)SB_COUNT(steps))];

	if (op_chance(random, 1))
		return 0;
	return (1 + op_below(random, 20)) * (step == 1000 ? 1000 : 500) + (step == 1000 ? 0 : step * op_below(random, 10));
}

static int64_t any_money(struct sb_random *random)
{
	return op_chance(random, 10) ? 0 : op_below(random, 5000);
}

static int64_t any_value(struct sb_random *random, enum field field)
{
	bool is_needed = field == F_SKU || field == F_NAME || field == F_DECIMALS;

	if (op_chance(random, is_needed ? 2 : 15))
		return SB_NONE;
	switch (field) {
	case F_SKU:
		return op_below(random, CODES);
	case F_NAME:
		return op_below(random, 1000);
	case F_BARCODE:
		return op_below(random, BARCODES);
	case F_TAG:
		return op_below(random, TAGS);
	case F_DECIMALS:
		return op_chance(random, 50) ? 0 : op_below(random, 4);
	case F_REORDER:
		return op_any_qty(random);
	case F_NEGATIVE:
		return op_below(random, 2);
	case F_SUPPLIER:
		return op_below(random, SUPPLIERS);
	default:
		return any_money(random);
	}
}

void op_any_change(struct sb_random *random, bool is_whole, struct change *out)
{
	static const int often[FIELDS] = {
		[F_SKU] = 12, [F_NAME] = 25, [F_BARCODE] = 20, [F_TAG] = 20, [F_PRICE] = 40,
		[F_COST] = 25, [F_DECIMALS] = 18, [F_REORDER] = 20, [F_NEGATIVE] = 12, [F_SUPPLIER] = 15,
	};
	bool any = false;

	for (int f = 0; f < FIELDS; f++) {
		out->given[f] = op_chance(random, is_whole && f <= F_NAME ? 97 : is_whole ? often[f] * 2 : often[f]);
		out->value[f] = any_value(random, (enum field)f);
		any |= out->given[f];
	}
	if (!any)
		out->given[F_PRICE] = true;
}

void op_any_lines(struct sb_random *random, size_t most, struct op *out)
{
	bool with_price = op_chance(random, 20), with_cost = op_chance(random, 20);

	out->lines = most == 1 || op_chance(random, 60) ? 1 : 2 + (size_t)op_below(random, (int64_t)most - 1);
	for (size_t i = 0; i < out->lines; i++) {
		struct op_line *line = &out->line[i];

		line->by = op_chance(random, 22) ? BY_SKU : op_chance(random, 12) ? BY_BARCODE : BY_UUID;
		line->which = (unsigned)op_below(random, line->by == BY_BARCODE ? BARCODES : line->by == BY_SKU ? CODES : 10000);
		line->qty_milli = op_any_qty(random);
		line->is_fine = op_chance(random, 30);
		line->price = with_price ? any_money(random) : SB_NONE;
		line->cost = with_cost ? any_money(random) : SB_NONE;
	}
}

void op_few_lines(struct sb_random *random, bool of_parts, struct op *out)
{
	op_any_lines(random, LINES_MAX, out);
	for (size_t i = 0; i < out->lines; i++) {
		struct op_line *line = &out->line[i];

		line->price = line->cost = SB_NONE;
		if (op_chance(random, 85))
			line->qty_milli = 1000 * (1 + op_below(random, 3));
		if (of_parts && op_chance(random, 90))
			line->by = BY_PART;
	}
	if (out->lines > 1 && op_chance(random, 25))
		out->line[1] = out->line[0]; /* the same twice is asked once, for more */
}

void op_any_signs(struct sb_random *random, struct op *out)
{
	for (size_t i = 0; i < out->lines; i++)
		out->line[i].qty_milli *= op_chance(random, 50) ? -1 : 1;
}

/* Each product at most once: a file that says two things of one is another test. */
void op_any_rows(struct sb_random *random, struct op *out)
{
	int64_t first = op_below(random, CODES);

	out->lines = 1 + (size_t)op_below(random, LINES_MAX);
	for (size_t i = 0; i < out->lines; i++) {
		struct change *row = &out->row[i];

		op_any_change(random, true, row);
		for (int f = 0; f < FIELDS; f++)
			row->given[f] &= row->value[f] != SB_NONE && f != F_DECIMALS && f != F_NEGATIVE;
		row->given[F_SKU] = true;
		row->value[F_SKU] = (first + (int64_t)i * 3) % CODES;
		out->on_hand[i] = op_chance(random, 40) ? op_any_qty(random) : SB_NONE;
	}
}

int64_t op_any_jump(struct sb_random *random)
{
	static const int64_t reach[] = { 1000, 60000, 3600000, 86400000, 86400000 * INT64_C(20) };
	int64_t jump = 1 + op_below(random, reach[op_below(random, (int64_t)SB_COUNT(reach))]);

	return op_chance(random, 30) ? -jump : jump;
}

void op_any_plan(struct sb_random *random, struct planned *out)
{
	bool any = false;

	for (int f = 0; f < PLANS; f++) {
		out->given[f] = op_chance(random, 45);
		out->value[f] = op_chance(random, 25) ? SB_NONE : f == PLAN_BIN ? op_below(random, BINS) : op_any_qty(random);
		any |= out->given[f];
	}
	if (!any)
		out->given[PLAN_BIN] = true;
}
