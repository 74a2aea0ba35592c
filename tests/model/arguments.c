/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an operation is in the words of the commands. */
#include "play.h"

#include "stockbook/product.h"

#include <stdio.h>
#include <string.h>

static const enum sb_product_field product_fields[FIELDS] = {
	[F_SKU] = SB_PF_SKU,	   [F_NAME] = SB_PF_NAME,	  [F_BARCODE] = SB_PF_BARCODES,
	[F_TAG] = SB_PF_TAGS,	   [F_PRICE] = SB_PF_PRICE,	  [F_COST] = SB_PF_COST,
	[F_DECIMALS] = SB_PF_DECIMALS, [F_REORDER] = SB_PF_REORDER_POINT, [F_NEGATIVE] = SB_PF_ALLOW_NEGATIVE,
};

const char *game_word(enum verb verb)
{
	static const char *const words[OP_VERB_COUNT] = {
#define V(symbol, word, often) word,
		OP_VERBS(V)
#undef V
	};
	return words[verb];
}

static void add(struct arguments *out, const char *name, const char *text)
{
	if (out->count == ARGS_MAX)
		abort();
	out->of[out->count].name = name;
	snprintf(out->of[out->count++].text, sizeof(out->of[0].text), "%s", text);
}

static void add_qty(struct arguments *out, const char *name, int64_t milli)
{
	const struct sb_numbers plain = sb_numbers_plain();
	sb_auto(buf) text = SB_BUF_INIT;

	sb_qty_print(milli, 0, &plain, &text);
	add(out, name, text.data);
}

static void add_int(struct arguments *out, const char *name, const char *format, int64_t number)
{
	char text[40];

	snprintf(text, sizeof(text), "%s%lld", format, (long long)number);
	add(out, name, text);
}

static void add_money(struct arguments *out, const char *name, int64_t minor)
{
	sb_auto(buf) text = SB_BUF_INIT;

	op_field_text(F_PRICE, minor, &text);
	add(out, name, text.data);
}

static void add_product(struct arguments *out, const struct model *model, const struct op_line *line)
{
	char room[CODE_BYTES];

	if (line->by == BY_SKU)
		add(out, NULL, op_code_text(line->which, room));
	else if (line->by == BY_BARCODE)
		add(out, NULL, op_barcode_text(line->which));
	else
		add(out, NULL, model->products ? model->product[line->which % (unsigned)model->products].uuid : "nothing 77777");
}

static void add_change(struct arguments *out, const struct change *change)
{
	for (int f = 0; f < FIELDS; f++) {
		sb_auto(buf) text = SB_BUF_INIT;

		if (!change->given[f])
			continue;
		op_field_text((enum field)f, change->value[f], &text);
		add(out, sb_product_field_table[product_fields[f]].option, text.data);
	}
}

static void add_pairs(struct arguments *out, const struct model *model, const struct op *op)
{
	bool by_option = op->verb == OP_ADJUST_TO || op->verb == OP_ASIDE;
	bool has_price = op->verb == OP_SELL || op->verb == OP_RETURN_IN || op->verb == OP_RETURN_OUT;

	for (size_t i = 0; i < op->lines; i++) {
		add_product(out, model, &op->line[i]);
		add_qty(out, !by_option ? NULL : op->verb == OP_ASIDE ? "unavailable" : "to", op->line[i].qty_milli);
		if (has_price && op->line[i].price != SB_NONE)
			add_money(out, "price", op->line[i].price);
		if (op->verb == OP_RECEIVE && op->line[i].cost != SB_NONE)
			add_money(out, "cost", op->line[i].cost);
	}
	if (op->verb == OP_RETURN_OUT)
		add(out, "to-supplier", "yes");
}

static void add_rest(struct arguments *out, const struct op *op)
{
	bool has_reason = op->verb >= OP_RETURN_IN && op->verb <= OP_ASIDE;
	bool has_time = op->verb == OP_ADD || (op->verb >= OP_RECEIVE && op->verb <= OP_TRANSACT);
	sb_auto(buf) text = SB_BUF_INIT;

	if (has_reason && op->reason >= 0)
		add(out, "reason", sb_reason_at((size_t)op->reason)->word);
	if (has_time && op->at != SB_NONE) {
		sb_moment_print(op->at, &text);
		add(out, "at", text.data);
	}
	if (op->token >= 0)
		add_int(out, "token", "token-", op->token);
}

void game_arguments(const struct model *model, const struct op *op, const char *folder, struct arguments *out)
{
	struct meaning meaning;
	char path[160];

	out->count = 0;
	model_understand(model, op, &meaning);
	snprintf(path, sizeof(path), "%s/import.csv", folder);
	if (op->verb == OP_UNDO || op->verb == OP_REDO)
		add_int(out, NULL, "", meaning.entry);
	else if (op->verb == OP_UNDO_LAST)
		add(out, NULL, "last");
	else if (op->verb == OP_IMPORT)
		add(out, NULL, path);
	if (op->verb == OP_EDIT || op->verb == OP_ARCHIVE)
		for (size_t i = 0; i < op->lines; i++)
			add_product(out, model, &op->line[i]);
	if (op->verb == OP_ADD || op->verb == OP_EDIT)
		add_change(out, &op->change);
	if (op->verb == OP_ADD && op->opening != SB_NONE)
		add_qty(out, "opening", op->opening);
	if (op->verb >= OP_RECEIVE && op->verb <= OP_TRANSACT)
		add_pairs(out, model, op);
	add_rest(out, op);
}

void game_print(const struct model *model, const struct op *op, struct sb_buf *out)
{
	struct arguments arguments;

	sb_buf_printf(out, "%s", game_word(op->verb));
	if (op->verb == OP_CLOCK)
		sb_buf_printf(out, " %+lld ms", (long long)op->jump_ms);
	if (op->verb >= OP_RESTART)
		return;
	game_arguments(model, op, ".", &arguments);
	for (size_t i = 0; i < arguments.count; i++) {
		const char *name = arguments.of[i].name, *mark = strchr(arguments.of[i].text, ' ') ? "'" : "";

		sb_buf_printf(out, " %s%s%s%s%s%s", name ? "--" : "", name ? name : "", name ? "=" : "", mark, arguments.of[i].text, mark);
	}
	if (op->verb == OP_IMPORT) {
		sb_buf_puts(out, "\n    ");
		op_csv(op, out);
	}
}
