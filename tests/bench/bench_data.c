/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Books to measure with: as many products as asked for, each with an opening, and sales that fall on few products often and on most
 * seldom, over the last ninety days. Products, openings and the newest sales are recorded as a shop's would be, so that what is measured
 * is what a shop has; the sales before are written as facts (bench_past.h), for recording them would take longer than measuring.
 */
#include "bench_past.h"

#include "stockbook/product.h"
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIRST_MOMENT	INT64_C(1767225600000) /* 2026-01-01 */
#define DAYS		90
#define ROWS_A_WRITE	5000
#define SALES_A_WRITE	1000
#define SALES_A_PRODUCT	9  /* with its opening ten movements */
#define RECORDED	10 /* a sale for as many products is recorded, one line each */

static const char *const brands[] = { "Meadowbell", "Harbour", "Lumora", "Crispo", "Teahaven", "Solara", "Fizzard", "Orchard",
				      "Nivara", "Inkwell", "Bergquell", "Kakaomi", "Larder", "Polari", "Voltro", "Whiskerly" };
static const char *const kinds[] = { "red", "blue", "green", "small", "large", "classic", "fresh", "organic", "dark", "light",
				     "sweet", "salted", "smoked", "dried", "ground", "whole", "soft", "hard", "fine", "rough" };
static const char *const things[] = { "soap", "candle", "biscuit", "coffee", "tea", "jam", "honey", "pasta", "rice", "bread",
				      "milk", "butter", "yoghurt", "cheese", "apple", "pear", "grape", "water", "juice", "beer",
				      "wine", "chocolate", "crisps", "nuts", "paper", "pencil", "notebook", "brush", "bulb", "battery",
				      "cable", "lamp", "glass", "plate", "cup", "bowl", "fork", "knife", "spoon", "towel" };

/* A number that looks like chance and is always the same. */
static uint64_t mixed(uint64_t number)
{
	number = (number + 1) * UINT64_C(0x9e3779b97f4a7c15);
	number = (number ^ number >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	return number ^ number >> 27;
}

void bench_sku(int64_t number, char out[16])
{
	snprintf(out, 16, "B%07lld", (long long)number % 100000000);
}

void bench_barcode(int64_t number, char out[16])
{
	snprintf(out, 16, "952%09lld", (long long)number % 1000000000);
	out[12] = sb_gtin_check_digit(out, 12);
	out[13] = '\0';
}

const char *bench_word(int64_t number)
{
	return things[mixed((uint64_t)number) % SB_COUNT(things)];
}

struct article {
	char sku[16], barcode[16], name[96], tag[16], supplier[32];
	int64_t price, cost, reorder_point;
};

static void make_article(int64_t number, struct article *out)
{
	uint64_t chance = mixed((uint64_t)number);
	const char *thing = bench_word(number);

	bench_sku(number, out->sku);
	bench_barcode(number, out->barcode);
	snprintf(out->name, sizeof(out->name), "%s %s %s %d", brands[chance >> 8 & 15], kinds[(chance >> 16) % SB_COUNT(kinds)], thing,
		 (int)(chance >> 32 & 1023));
	snprintf(out->tag, sizeof(out->tag), "%s", thing);
	snprintf(out->supplier, sizeof(out->supplier), "Supplier %d", (int)(chance >> 42 & 63));
	out->price = 50 + (int64_t)(chance >> 20 & 4095);
	out->cost = out->price * 6 / 10;
	out->reorder_point = (int64_t)(chance >> 12 & 15) * 1000;
}

/* ---- the book ---- */

struct making {
	struct bench *bench;
	struct sb_book *book;
	int64_t now, step;
	struct bench_article *articles;
};

static int64_t making_clock(void *context)
{
	return ((struct making *)context)->now;
}

static void set_text(struct sb_product_change *change, enum sb_product_field field, const char *text)
{
	change->given[field] = true;
	change->value[field] = (struct sb_value){ .type = sb_product_field_table[field].type, .s = text };
}

static void set_number(struct sb_product_change *change, enum sb_product_field field, int64_t number)
{
	change->given[field] = true;
	change->value[field] = (struct sb_value){ .type = sb_product_field_table[field].type, .n = number };
}

static void add_article(struct making *making, struct sb_write *write, int64_t number)
{
	struct article article;
	struct sb_product_change change = { 0 };
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_error why = SB_ERROR_INIT;
	struct sb_outcome outcome;

	make_article(number, &article);
	set_text(&change, SB_PF_SKU, article.sku);
	set_text(&change, SB_PF_NAME, article.name);
	set_text(&change, SB_PF_BARCODES, article.barcode);
	set_text(&change, SB_PF_TAGS, article.tag);
	set_text(&change, SB_PF_SUPPLIER, article.supplier);
	set_number(&change, SB_PF_PRICE, article.price);
	set_number(&change, SB_PF_COST, article.cost);
	set_number(&change, SB_PF_REORDER_POINT, article.reorder_point);
	extra.opening_milli = INT64_C(1000000000);
	making->now += making->step;
	bench_must(sb_product_add(write, &change, &extra, &outcome, &why), &why, article.sku);
	making->articles[number] = (struct bench_article){ .id = outcome.seq, .uuid = outcome.id, .on_hand = extra.opening_milli };
}

static void add_articles(struct making *making)
{
	struct sb_error why = SB_ERROR_INIT;

	for (int64_t i = 0; i < making->bench->products;) {
		sb_owned(write) write = NULL;
		bench_must(sb_write_begin(making->book, &write, &why), &why, "begin");
		for (int64_t end = i + ROWS_A_WRITE; i < end && i < making->bench->products; i++)
			add_article(making, write, i);
		bench_must(sb_write_commit(write, &why), &why, "commit");
	}
}

/* Which article a line sells, and how many thousandths. */
static int64_t pick(const void *context, int64_t line, int64_t *qty_milli)
{
	const struct bench *bench = context;
	uint64_t chance = mixed((uint64_t)line ^ UINT64_C(0x5a1e));
	/* The third power: a hundredth of the products make a fifth of the sales. */
	double share = (double)(chance >> 11) / (double)(UINT64_C(1) << 53);

	*qty_milli = (int64_t)(chance & 3) * 1000 + 1000;
	return (int64_t)(share * share * share * (double)bench->products);
}

static void sell_one(struct making *making, struct sb_write *write, int64_t number)
{
	struct sb_line line = { .price_minor = 100, .cost_minor = 60 };
	struct sb_draft draft = SB_DRAFT(SB_KIND_SALE);
	struct sb_error why = SB_ERROR_INIT;
	struct sb_outcome outcome;

	line.product = making->articles[pick(making->bench, number, &line.qty_milli)].id;
	draft.lines = &line;
	draft.line_count = 1;
	making->now += making->step;
	bench_must(sb_write_record(write, &draft, &outcome, &why), &why, "sale");
}

static void add_sales(struct making *making, int64_t from, int64_t sales)
{
	struct sb_error why = SB_ERROR_INIT;

	for (int64_t i = from; i < sales;) {
		sb_owned(write) write = NULL;
		bench_must(sb_write_begin(making->book, &write, &why), &why, "begin");
		for (int64_t end = i + SALES_A_WRITE; i < end && i < sales; i++)
			sell_one(making, write, i);
		bench_must(sb_write_commit(write, &why), &why, "commit");
	}
}

/* The sales before those that are recorded. */
static int64_t add_past(struct making *making, const char *path, int64_t sales)
{
	struct bench_past past = {
		.articles = making->articles,
		.pick = pick,
		.context = making->bench,
		.lines = sales > making->bench->products / RECORDED ? sales - making->bench->products / RECORDED : 0,
		.now = making->now,
		.step = making->step,
		.random = &making->bench->random,
	};

	bench_past_write(path, &past);
	making->now = past.now;
	return past.lines;
}

static void open_book(struct making *making, const char *path, const struct sb_world *world)
{
	const struct sb_db_options options = { .mode = SB_DB_WRITE, .busy_ms = 5000, .trust_folder = true };
	struct sb_error why = SB_ERROR_INIT;
	int64_t entries;

	bench_must(sb_book_open(path, &options, world, &making->book, &why), &why, path);
	bench_must(sb_book_rebuild(making->book, NULL, &entries, &why), &why, "rebuild");
	sb_book_act_as(making->book, "bench", "bench");
}

static void make_book(struct bench *bench, const char *path, int64_t sales)
{
	static const struct sb_book_new what = { .currency = "EUR", .store_code = "MAIN", .store_name = "Main", .zone = "UTC",
						 .who = "bench", .station = "bench" };
	struct making making = { .bench = bench, .now = FIRST_MOMENT };
	const struct sb_world world = { .now = making_clock, .context = &making, .random = &bench->random };
	struct sb_error why = SB_ERROR_INIT;
	int64_t past;

	making.step = DAYS * SB_DAY_MS / (bench->products + sales + 1) + 1;
	making.articles = sb_alloc((size_t)bench->products * sizeof(making.articles[0]));
	bench_must(sb_book_create(path, &what, &world, &making.book, &why), &why, path);
	sb_db_bulk(sb_book_db(making.book), SB_BULK);
	add_articles(&making);
	sb_book_close(making.book);
	past = add_past(&making, path, sales);
	open_book(&making, path, &world);
	add_sales(&making, past, sales);
	sb_book_close(making.book);
	free(making.articles);
}

/* The log first: a book without it would lack its end. */
static void rename_with(const char *from, const char *to, const char *ending)
{
	sb_auto(buf) source = SB_BUF_INIT;
	sb_auto(buf) target = SB_BUF_INIT;

	sb_buf_printf(&source, "%s%s", from, ending);
	sb_buf_printf(&target, "%s%s", to, ending);
	if (rename(source.data, target.data) != 0 && *ending == '\0')
		err(1, "%s", target.data);
}

void bench_prepare(struct bench *bench)
{
	const char *asked = getenv("BENCH_SALES");
	int64_t sales = bench->products * (asked ? strtol(asked, NULL, 10) : SALES_A_PRODUCT);
	sb_auto(buf) path = SB_BUF_INIT;
	sb_auto(buf) half = SB_BUF_INIT;
	double start = bench_now_us();

	sb_buf_printf(&path, "%s/%lld-%lld.book", bench->folder, (long long)bench->products, (long long)sales);
	bench->prepared = sb_strdup(path.data);
	bench->movements = bench->products + sales;
	if (access(path.data, R_OK) == 0)
		return;
	sb_buf_printf(&half, "%s/half-made.book", bench->folder);
	bench_remove(sb_strdup(half.data));
	make_book(bench, half.data, sales);
	rename_with(half.data, path.data, "-wal");
	rename_with(half.data, path.data, "");
	bench_remove(sb_strdup(half.data));
	fprintf(stderr, "made a book of %lld products and %lld movements in %.0f s\n", (long long)bench->products,
		(long long)bench->movements, (bench_now_us() - start) / 1e6);
}

char *bench_csv(struct bench *bench)
{
	sb_auto(buf) path = SB_BUF_INIT;
	FILE *out;

	sb_buf_printf(&path, "%s/%lld.csv", bench->folder, (long long)bench->products);
	if (access(path.data, R_OK) == 0)
		return sb_buf_take(&path);
	out = fopen(path.data, "we");
	if (!out)
		err(1, "%s", path.data);
	fprintf(out, "sku,name,price,cost,barcodes,tags,supplier,reorder_point\n");
	for (int64_t i = 0; i < bench->products; i++) {
		struct article article;
		make_article(i, &article);
		fprintf(out, "%s,%s,%d.%02d,%d.%02d,%s,%s,%s,%d\n", article.sku, article.name, (int)article.price / 100,
			(int)article.price % 100, (int)article.cost / 100, (int)article.cost % 100, article.barcode, article.tag,
			article.supplier, (int)(article.reorder_point / 1000));
	}
	if (fclose(out) != 0)
		err(1, "%s", path.data);
	return sb_buf_take(&path);
}
