/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that can be seen of a book beside the model: here products, entries, movements, sales a day, and the book's own check. */
#include "play.h"

#include "stockbook/list.h"
#include "stockbook/product.h"

#include <string.h>

/* ---- values ---- */

bool same_number(struct game *game, const char *what, int64_t seq, const struct sb_value *value, int64_t wanted)
{
	int64_t got = value->is_null ? SB_NONE : value->n;

	return got == wanted || game_differs(game, "%s of %lld is %lld, the model says %lld", what, (long long)seq, (long long)got,
					     (long long)wanted);
}

bool same_text(struct game *game, const char *what, int64_t seq, const struct sb_value *value, const char *wanted)
{
	const char *got = value->is_null || !value->s ? "" : value->s;

	return !strcmp(got, wanted) || game_differs(game, "%s of %lld is \"%s\", the model says \"%s\"", what, (long long)seq, got, wanted);
}

static bool same_field(struct game *game, const char *what, const struct m_product *own, enum field field, const struct sb_value *value)
{
	sb_auto(buf) text = SB_BUF_INIT;

	op_field_text(field, own->field[field], &text);
	return same_text(game, what, own->seq, value, text.data);
}

/* ---- products ---- */

struct looking {
	struct game *game;
	int seen;
	int64_t at; /* movements: entry and line that come next */
	size_t line;
};

static const char product_columns[] = "sku,name,barcodes,tags,price,cost,reorder_point,on_hand,unavailable,available,"
				      "archived,created_at,updated_at,sold_14,held,committed,bin,supplier,average_cost";

const struct m_product *product_of(const struct model *model, int64_t seq, int *index)
{
	for (*index = 0; *index < model->products; ++*index)
		if (model->product[*index].seq == seq)
			return &model->product[*index];
	return NULL;
}

/* In the store worked for. */
static bool see_stock_here(struct game *game, int index, const struct sb_value *v)
{
	const struct model *model = game->model;
	int64_t seq = model->product[index].seq, expired = model_expired(model, index, model->store);
	const struct m_stock *stock = &model->product[index].in[model->store];
	sb_auto(buf) bin = SB_BUF_INIT;

	op_plan_text(PLAN_BIN, model_planned(model, index, model->store, PLAN_BIN), &bin);
	return same_number(game, "reorder point", seq, &v[6], model_planned(model, index, model->store, PLAN_REORDER)) &&
	       same_number(game, "on hand", seq, &v[7], stock->on_hand) && same_number(game, "unavailable", seq, &v[8], stock->aside) &&
	       same_number(game, "available", seq, &v[9], model_available(stock) + expired) &&
	       same_number(game, "sold in 14 days", seq, &v[13], model_sold_14(model, index, model->store)) &&
	       same_number(game, "held", seq, &v[14], stock->held - expired) && same_number(game, "committed", seq, &v[15], stock->committed) &&
	       same_text(game, "bin", seq, &v[16], bin.data);
}

static bool see_product(const struct sb_page *page, const struct sb_row *row, void *context)
{
	struct looking *looking = context;
	struct game *game = looking->game;
	const struct sb_value *v = row->values;
	int index;
	const struct m_product *own = product_of(game->model, row->id, &index);

	(void)page;
	if (!own)
		return game_differs(game, "there is a product %lld that the model does not know", (long long)row->id);
	looking->seen++;
	return same_field(game, "SKU", own, F_SKU, &v[0]) && same_field(game, "name", own, F_NAME, &v[1]) &&
	       same_field(game, "barcodes", own, F_BARCODE, &v[2]) && same_field(game, "tags", own, F_TAG, &v[3]) &&
	       same_number(game, "price", own->seq, &v[4], own->field[F_PRICE]) && same_number(game, "cost", own->seq, &v[5], own->field[F_COST]) &&
	       same_number(game, "archived", own->seq, &v[10], own->archived) && same_number(game, "created", own->seq, &v[11], own->created_at) &&
	       same_number(game, "updated", own->seq, &v[12], own->updated_at) && same_field(game, "supplier", own, F_SUPPLIER, &v[17]) &&
	       same_number(game, "average cost", own->seq, &v[18], model_average(own)) && see_stock_here(game, index, v);
}

bool see_list(struct game *game, const struct sb_list *list, const struct sb_ask *ask,
	      bool (*see)(const struct sb_page *, const struct sb_row *, void *), void *context)
{
	struct sb_error err = SB_ERROR_INIT;

	if (sb_list_each(list, game->app.book, ask, see, context, &err))
		return game_differs(game, "list %s: %s", list->name, err.text);
	return !game->said;
}

static bool compare_products(struct game *game)
{
	struct looking looking = { .game = game };
	const struct sb_ask now = { .columns = product_columns, .sort = "sku" };
	const struct sb_ask gone = { .columns = product_columns, .sort = "-name", .query = "archived:yes" };

	if (!see_list(game, &sb_list_products, &now, see_product, &looking) || !see_list(game, &sb_list_products, &gone, see_product, &looking))
		return false;
	return looking.seen == game->model->products ||
	       game_differs(game, "%d products are listed, the model has %d", looking.seen, game->model->products);
}

/* What no list shows. */
static bool compare_fields(struct game *game)
{
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error err = SB_ERROR_INIT;
	struct sb_product product;

	for (int i = 0; i < game->model->products; i++) {
		const struct m_product *own = &game->model->product[i];

		if (sb_product_get(game->app.book, own->seq, arena, &product, &err))
			return game_differs(game, "product %lld: %s", (long long)own->seq, err.text);
		if (!same_number(game, "decimals", own->seq, &product.value[SB_PF_DECIMALS], own->field[F_DECIMALS]) ||
		    !same_number(game, "may go below zero", own->seq, &product.value[SB_PF_ALLOW_NEGATIVE], own->field[F_NEGATIVE]))
			return false;
		if (product.version != own->version)
			return game_differs(game, "version of %lld is %lld, the model says %lld", (long long)own->seq,
					    (long long)product.version, (long long)own->version);
	}
	return true;
}

/* ---- entries ---- */

static int64_t column(struct sb_stmt *stmt, int at)
{
	return sb_col_is_null(stmt, at) ? 0 : sb_col_int(stmt, at);
}

static bool see_entry(struct game *game, struct sb_stmt *stmt)
{
	int64_t seq = sb_col_int(stmt, 0);
	const struct m_entry *own = seq <= game->model->entries ? &game->model->entry[seq - 1] : NULL;

	if (!own)
		return game_differs(game, "there are more entries than the model has");
	if (strcmp(sb_col_text(stmt, 1), sb_kind_word(own->kind)) != 0)
		return game_differs(game, "entry %lld is %s, the model says %s", (long long)seq, sb_col_text(stmt, 1), sb_kind_word(own->kind));
	if (strcmp(sb_col_text(stmt, 2), op_person(own->who)) != 0)
		return game_differs(game, "entry %lld is by %s", (long long)seq, sb_col_text(stmt, 2));
	if (sb_col_int(stmt, 3) != own->occurred_at || column(stmt, 4) != own->undoes || column(stmt, 5) != own->batch)
		return game_differs(game, "entry %lld happened at %lld, undoes %lld and is of batch %lld", (long long)seq,
				    (long long)sb_col_int(stmt, 3), (long long)column(stmt, 4), (long long)column(stmt, 5));
	if (sb_col_int(stmt, 6) != (own->store < 0 ? 0 : game->model->at[own->store].seq))
		return game_differs(game, "entry %lld is of store %lld", (long long)seq, (long long)sb_col_int(stmt, 6));
	return true;
}

static bool compare_entries(struct game *game)
{
	static const char sql[] = "SELECT seq, kind, who, occurred_at, undoes, batch, store FROM entries ORDER BY seq";
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;
	bool row = true;

	if (sb_db_stmt(sb_book_db(game->app.book), sql, &stmt, &err))
		return game_differs(game, "%s", err.text);
	while (row && !game->said) {
		if (sb_stmt_step(stmt, &row, &err))
			return game_differs(game, "%s", err.text);
		if (row)
			(void)see_entry(game, stmt);
	}
	sb_stmt_reset(stmt);
	return !game->said;
}

/* ---- movements ---- */

static const char movement_columns[] = "kind,sku,from,to,qty,price,cost,on_hand_after,reason,user,occurred_at";

static bool is_ours(enum sb_place place)
{
	return place == SB_AT_STORE || place == SB_AT_UNAVAILABLE || place == SB_AT_HELD || place == SB_AT_COMMITTED;
}

/* Less on the shelf, or less of what was not on it, is less. */
static int64_t signed_qty(const struct m_line *line)
{
	bool is_less = line->from == SB_AT_STORE || ((is_ours(line->from) || line->from == SB_AT_TRANSIT) && !is_ours(line->to));
	return is_less ? -line->qty : line->qty;
}

static const char *const place_words[] = {
#define P(symbol, number, word, label) [number] = word,
	SB_PLACES(P)
#undef P
};

static bool see_line(struct game *game, int64_t seq, const struct m_line *line, const struct sb_value *v)
{
	const struct m_entry *entry = &game->model->entry[seq - 1];
	char room[CODE_BYTES];

	return same_text(game, "kind", seq, &v[0], sb_kind_word(line->absorbed_by ? SB_KIND_COUNT_POST : entry->kind)) &&
	       same_text(game, "SKU", seq, &v[1], op_code_text(game->model->product[line->product].field[F_SKU], room)) &&
	       same_text(game, "from", seq, &v[2], place_words[line->from]) && same_text(game, "to", seq, &v[3], place_words[line->to]) &&
	       same_number(game, "quantity", seq, &v[4], signed_qty(line)) && same_number(game, "price", seq, &v[5], line->price) &&
	       same_number(game, "cost", seq, &v[6], line->cost) && same_number(game, "on hand after", seq, &v[7], line->after) &&
	       same_text(game, "reason", seq, &v[8], line->reason < 0 ? "" : op_reason(line->reason)) &&
	       same_text(game, "user", seq, &v[9], op_person(entry->who)) && same_number(game, "time", seq, &v[10], line->at ? line->at : entry->occurred_at);
}

/* What is ordered moves nothing yet. */
static bool is_listed(const struct m_entry *entry, size_t line)
{
	const struct m_line *one = &entry->line[line];

	return line < entry->lines && !(one->from == SB_AT_ORDERED && one->to == SB_AT_SUPPLIER) &&
	       !(one->from == SB_AT_SUPPLIER && one->to == SB_AT_ORDERED);
}

static bool see_movement(const struct sb_page *page, const struct sb_row *row, void *context)
{
	struct looking *looking = context;
	struct game *game = looking->game;
	const struct model *model = game->model;

	(void)page;
	while (looking->at < model->entries && !is_listed(&model->entry[looking->at], looking->line))
		if (++looking->line >= model->entry[looking->at].lines) {
			looking->at++;
			looking->line = 0;
		}
	if (looking->at == model->entries)
		return game_differs(game, "there are more movements than the model has");
	if (row->id != (looking->at + 1) * 2097152 + (int64_t)looking->line + 1)
		return game_differs(game, "movement %lld comes where the model has line %zu of entry %lld", (long long)row->id,
				    looking->line + 1, (long long)looking->at + 1);
	looking->seen++;
	return see_line(game, looking->at + 1, &model->entry[looking->at].line[looking->line++], row->values);
}

static bool compare_movements(struct game *game)
{
	struct looking looking = { .game = game };
	const struct sb_ask ask = { .columns = movement_columns, .sort = "seq" };
	int wanted = 0;

	for (int64_t i = 0; i < game->model->entries; i++)
		for (size_t l = 0; l < game->model->entry[i].lines; l++)
			wanted += is_listed(&game->model->entry[i], l);
	if (!see_list(game, &sb_list_movements, &ask, see_movement, &looking))
		return false;
	return looking.seen == wanted || game_differs(game, "%d movements are listed, the model has %d", looking.seen, wanted);
}

/* ---- sales a day ---- */

static bool see_day(struct game *game, int64_t seq, int64_t store, int64_t day, int64_t sold, int64_t revenue)
{
	for (int i = 0; i < game->model->days; i++) {
		const struct m_day *own = &game->model->day[i];

		if (game->model->product[own->product].seq != seq || game->model->at[own->store].seq != store || own->day != day)
			continue;
		return (own->sold == sold && own->revenue == revenue) ||
		       game_differs(game, "of %lld on day %lld were sold %lld for %lld, the model says %lld for %lld", (long long)seq, (long long)day,
				    (long long)sold, (long long)revenue, (long long)own->sold, (long long)own->revenue);
	}
	return game_differs(game, "the model knows no sale of %lld on day %lld", (long long)seq, (long long)day);
}

static bool compare_days(struct game *game)
{
	static const char sql[] = "SELECT product, store, day, sold_milli, revenue_minor FROM daily_usage";
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;
	bool row = true;
	int seen = 0;

	if (sb_db_stmt(sb_book_db(game->app.book), sql, &stmt, &err))
		return game_differs(game, "%s", err.text);
	while (!game->said) {
		if (sb_stmt_step(stmt, &row, &err))
			return game_differs(game, "%s", err.text);
		if (!row)
			break;
		seen++;
		(void)see_day(game, sb_col_int(stmt, 0), sb_col_int(stmt, 1), sb_col_int(stmt, 2), sb_col_int(stmt, 3), sb_col_int(stmt, 4));
	}
	sb_stmt_reset(stmt);
	if (game->said)
		return false;
	return seen == game->model->days || game_differs(game, "%d days with sales, the model has %d", seen, game->model->days);
}

/* ---- all ---- */

static void note_finding(const char *finding, void *context)
{
	(void)game_differs(context, "check: %s", finding);
}

static bool check_book(struct game *game)
{
	struct sb_check_summary summary;
	struct sb_error err = SB_ERROR_INIT;
	enum sb_status status = sb_book_check(game->app.book, NULL, note_finding, game, &summary, &err);

	return status ? game_differs(game, "check: %s", err.text) : true;
}

bool game_compare(struct game *game)
{
	struct sb_error err = SB_ERROR_INIT;
	int64_t products = 0, wanted = 0;

	if (sb_app_open_book(&game->app, SB_DB_WRITE, &err) || sb_book_product_count(game->app.book, &products, &err))
		return game_differs(game, "open: %s", err.text);
	for (int i = 0; i < game->model->products; i++)
		wanted += !game->model->product[i].archived;
	if (products != wanted)
		return game_differs(game, "the book counts %lld products, the model %lld", (long long)products, (long long)wanted);
	return compare_products(game) && compare_fields(game) && compare_entries(game) && compare_movements(game) && compare_days(game) &&
	       game_compare_stock(game) && game_compare_deals(game) && game_compare_counts(game) && game_compare_orders(game) && game_compare_values(game) &&
	       game_compare_people(game) && game_compare_reasons(game) && check_book(game);
}
