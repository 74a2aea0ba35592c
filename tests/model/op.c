/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes operations by chance, such that most of them are possible and all mistakes occur. */
#include "op.h"

#include "stockbook/entry.h"
#include "stockbook/money.h"

#include <stdio.h>
#include <string.h>

/* No two alike, so that no name is taken for a mistyped other one. */
static const char *const codes[CODES] = { "QX7RB", "MW2LD", "ZK9PF", "HJ4TV", "BN6YC", "GS3UW", "LR8EQ", "DT5OX", "VF1IA", "CP0KM" };
static const char *const barcodes[BARCODES] = { "4006381333931", "5901234123457", "9780201379624", "7351353000006", "0012345678905" };
static const char *const tags[TAGS] = { "kitchen", "garden", "Überraschung", "seasonal" };
static const char *const people[PEOPLE] = { "ann", "bob" };

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

const char *op_tag_text(int64_t tag)
{
	return tags[tag];
}

const char *op_person(int who)
{
	return people[who];
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

static const enum field csv_fields[] = { F_SKU, F_NAME, F_BARCODE, F_TAG, F_PRICE, F_COST, F_REORDER };

void op_csv(const struct op *op, struct sb_buf *out)
{
	const struct sb_numbers plain = sb_numbers_plain();

	sb_buf_puts(out, "sku,name,barcodes,tags,price,cost,reorder_point,on_hand\n");
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

static int64_t below(struct sb_random *random, uint64_t limit)
{
	return (int64_t)sb_random_below(random, limit);
}

static bool chance(struct sb_random *random, int percent)
{
	return below(random, 100) < percent;
}

static enum verb any_verb(struct sb_random *random)
{
	static const int often[OP_VERB_COUNT] = {
#define V(symbol, word, times) times,
		OP_VERBS(V)
#undef V
	};
	int64_t all = 0, at;
	int verb = 0;

	for (int i = 0; i < OP_VERB_COUNT; i++)
		all += often[i];
	for (at = below(random, (uint64_t)all); at >= often[verb]; verb++)
		at -= often[verb];
	return (enum verb)verb;
}

/* Mostly whole, sometimes with decimals, sometimes nothing. */
static int64_t any_qty(struct sb_random *random)
{
	static const int64_t steps[] = { 1000, 1000, 1000, 1000, 1000, 100, 10, 1 };
	int64_t step = steps[below(random, SB_COUNT(steps))];

	if (chance(random, 1))
		return 0;
	return (1 + below(random, 20)) * (step == 1000 ? 1000 : 500) + (step == 1000 ? 0 : step * below(random, 10));
}

static int64_t any_money(struct sb_random *random)
{
	return chance(random, 10) ? 0 : below(random, 5000);
}

static int64_t any_value(struct sb_random *random, enum field field)
{
	bool is_needed = field == F_SKU || field == F_NAME || field == F_DECIMALS;

	if (chance(random, is_needed ? 2 : 15))
		return SB_NONE;
	switch (field) {
	case F_SKU:
		return below(random, CODES);
	case F_NAME:
		return below(random, 1000);
	case F_BARCODE:
		return below(random, BARCODES);
	case F_TAG:
		return below(random, TAGS);
	case F_DECIMALS:
		return chance(random, 60) ? 0 : below(random, 4);
	case F_REORDER:
		return any_qty(random);
	case F_NEGATIVE:
		return below(random, 2);
	default:
		return any_money(random);
	}
}

static void any_change(struct sb_random *random, bool is_whole, struct change *out)
{
	static const int often[FIELDS] = {
		[F_SKU] = 12, [F_NAME] = 25, [F_BARCODE] = 20, [F_TAG] = 20, [F_PRICE] = 40,
		[F_COST] = 25, [F_DECIMALS] = 12, [F_REORDER] = 20, [F_NEGATIVE] = 12,
	};
	bool any = false;

	for (int f = 0; f < FIELDS; f++) {
		out->given[f] = chance(random, is_whole && f <= F_NAME ? 97 : is_whole ? often[f] * 2 : often[f]);
		out->value[f] = any_value(random, (enum field)f);
		any |= out->given[f];
	}
	if (!any)
		out->given[F_PRICE] = true;
}

static void any_lines(struct sb_random *random, size_t most, struct op *out)
{
	bool with_price = chance(random, 20), with_cost = chance(random, 20);

	out->lines = most == 1 || chance(random, 60) ? 1 : 2 + (size_t)below(random, most - 1);
	for (size_t i = 0; i < out->lines; i++) {
		struct op_line *line = &out->line[i];

		line->by = chance(random, 75) ? BY_SKU : chance(random, 50) ? BY_BARCODE : BY_UUID;
		line->which = (unsigned)below(random, line->by == BY_BARCODE ? BARCODES : line->by == BY_SKU ? CODES : 1000);
		line->qty_milli = any_qty(random);
		line->price = with_price ? any_money(random) : SB_NONE;
		line->cost = with_cost ? any_money(random) : SB_NONE;
	}
}

static void any_signs(struct sb_random *random, struct op *out)
{
	for (size_t i = 0; i < out->lines; i++)
		out->line[i].qty_milli *= chance(random, 50) ? -1 : 1;
}

/* Each product at most once: a file that says two things of one is another test. */
static void any_rows(struct sb_random *random, struct op *out)
{
	int64_t first = below(random, CODES);

	out->lines = 1 + (size_t)below(random, LINES_MAX);
	for (size_t i = 0; i < out->lines; i++) {
		struct change *row = &out->row[i];

		any_change(random, true, row);
		for (int f = 0; f < FIELDS; f++)
			row->given[f] &= row->value[f] != SB_NONE && f != F_DECIMALS && f != F_NEGATIVE;
		row->given[F_SKU] = true;
		row->value[F_SKU] = (first + (int64_t)i * 3) % CODES;
		out->on_hand[i] = chance(random, 40) ? any_qty(random) : SB_NONE;
	}
}

static int64_t any_jump(struct sb_random *random)
{
	static const int64_t reach[] = { 1000, 60000, 3600000, 86400000, 86400000 * INT64_C(20) };
	int64_t jump = 1 + below(random, (uint64_t)reach[below(random, SB_COUNT(reach))]);

	return chance(random, 30) ? -jump : jump;
}

static bool takes_token(enum verb verb)
{
	return verb < OP_RESTART && verb != OP_UNDO_LAST && verb != OP_REDO;
}

static bool takes_time(enum verb verb)
{
	return verb == OP_ADD || (verb >= OP_RECEIVE && verb <= OP_TRANSACT);
}

/* The same again, as somebody does who got no answer. */
static bool again(struct sb_random *random, const struct op *before, size_t count, struct op *out)
{
	for (int tries = 0; tries < 10 && count; tries++) {
		const struct op *one = &before[below(random, count)];

		if (one->token < 0)
			continue;
		*out = *one;
		return true;
	}
	return false;
}

void op_make(struct sb_random *random, const struct op *before, size_t count, int64_t now, struct op *out)
{
	if (chance(random, 4) && again(random, before, count, out))
		return;
	*out = (struct op){ .verb = any_verb(random), .opening = SB_NONE, .at = SB_NONE, .reason = -1, .token = -1 };
	out->pick = (unsigned)below(random, 1U << 20);
	out->jump_ms = any_jump(random);
	if (out->verb == OP_IMPORT)
		any_rows(random, out);
	else
		any_lines(random, out->verb == OP_ADJUST_TO || out->verb == OP_ASIDE || out->verb == OP_TRANSACT ? 1 : LINES_MAX, out);
	if (out->verb == OP_ADJUST || out->verb == OP_ASIDE || out->verb == OP_TRANSACT)
		any_signs(random, out);
	if (out->verb == OP_ADD || out->verb == OP_EDIT)
		any_change(random, out->verb == OP_ADD, &out->change);
	if (out->verb == OP_EDIT && chance(random, 80))
		out->lines = 1;
	if (out->verb == OP_ADD && chance(random, 50))
		out->opening = any_qty(random);
	if (chance(random, 40))
		out->reason = (int)below(random, 10);
	if (takes_time(out->verb) && chance(random, 25))
		out->at = (now - any_jump(random)) / 1000 * 1000;
	if (takes_token(out->verb) && chance(random, 25))
		out->token = (int)below(random, TOKENS);
}
