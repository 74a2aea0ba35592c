/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products written straight into the derived tables. */
#include "shop.h"
#include "stockbook/text.h"
#include <criterion/criterion.h>
#include <string.h>

static int64_t fixed_now(void *context)
{
	(void)context;
	return SHOP_NOW;
}

void shop_open(struct shop *shop, uint64_t seed)
{
	static const struct sb_book_new what = { .currency = "EUR",
						 .store_code = "MAIN",
						 .store_name = "Main",
						 .zone = "UTC",
						 .who = "ann",
						 .station = "till" };
	struct sb_error err = SB_ERROR_INIT;

	*shop = (struct shop){ .random = { .seeded = true, .state = seed }, .arena = sb_arena_new() };
	shop->world = (struct sb_world){ .now = fixed_now, .random = &shop->random };
	cr_assert_eq(sb_book_create(":memory:", &what, &shop->world, &shop->book, &err), SB_OK, "%s", err.text);
}

void shop_close(struct shop *shop)
{
	sb_book_close(shop->book);
	sb_arena_free(shop->arena);
	free(shop->products);
}

int64_t shop_below(struct shop *shop, int64_t limit)
{
	return (int64_t)sb_random_below(&shop->random, (uint64_t)limit);
}

static struct sb_stmt *prepare(struct shop *shop, const char *sql)
{
	struct sb_error err = SB_ERROR_INIT;
	struct sb_stmt *stmt;

	cr_assert_eq(sb_db_compose(sb_book_db(shop->book), sql, &stmt, &err), SB_OK, "%s", err.text);
	return stmt;
}

static void run(struct sb_stmt *stmt)
{
	struct sb_error err = SB_ERROR_INIT;

	cr_assert_eq(sb_stmt_run(stmt, NULL, &err), SB_OK, "%s", err.text);
}

static bool begin(struct shop *shop)
{
	struct sb_error err = SB_ERROR_INIT;

	if (sb_db_in_transaction(sb_book_db(shop->book)))
		return false;
	cr_assert_eq(sb_db_begin(sb_book_db(shop->book), &err), SB_OK, "%s", err.text);
	return true;
}

static void commit(struct shop *shop, bool begun)
{
	struct sb_error err = SB_ERROR_INIT;

	if (begun)
		cr_assert_eq(sb_db_commit(sb_book_db(shop->book), &err), SB_OK, "%s", err.text);
}

void shop_run(struct shop *shop, const char *sql)
{
	bool begun = begin(shop);

	run(prepare(shop, sql));
	commit(shop, begun);
}

static const char *folded(struct shop *shop, const char *text)
{
	sb_auto(buf) buf = SB_BUF_INIT;

	sb_text_fold(text, &buf);
	return sb_arena_strdup(shop->arena, buf.data);
}

static const char *joined_tags(struct shop *shop, const struct shop_product *product, const char *between)
{
	sb_auto(buf) buf = SB_BUF_INIT;

	for (size_t i = 0; i < product->tag_count; i++)
		sb_buf_printf(&buf, "%s%s", i ? between : "", product->tags[i]);
	return sb_arena_strdup(shop->arena, buf.data);
}

static void insert_product(struct shop *shop, const struct shop_product *product, const char *tags)
{
	struct sb_stmt *stmt = prepare(
		shop,
		"INSERT INTO products (id, version, sku, name, name_key, unit, decimals, price_minor, cost_minor, "
		"supplier, bin, alerts, archived, tags, barcodes, popularity, popularity_day, search_id, "
		"search_text, created_at, updated_at) VALUES ($1, $1, $2, $3, $4, 'piece', $5, $6, $7, $8, $9, 1, "
		"$10, $11, $12, 0, 0, $13, $14, $1, $1)");

	sb_bind_int(stmt, 1, product->id);
	sb_bind_text(stmt, 2, product->sku);
	sb_bind_text(stmt, 3, product->name);
	sb_bind_text(stmt, 4, product->name_key);
	sb_bind_int(stmt, 5, product->decimals);
	sb_bind_int(stmt, 6, product->price);
	sb_bind_int(stmt, 7, product->cost);
	sb_bind_text(stmt, 8, product->supplier);
	sb_bind_text(stmt, 9, product->bin);
	sb_bind_int(stmt, 10, product->archived);
	sb_bind_text(stmt, 11, tags);
	sb_bind_text(stmt, 12, product->barcode ? product->barcode : "");
	sb_bind_int(stmt, 13, product->search_id);
	sb_bind_text(stmt, 14, product->search_text);
	run(stmt);
}

static void insert_stock(struct shop *shop, const struct shop_product *product)
{
	struct sb_stmt *stmt = prepare(
		shop,
		"INSERT INTO stock (store, product, on_hand, held, committed, unavailable, version, ring, ring_day) "
		"VALUES ($1, $2, $3, $4, 0, 0, 1, $5, $6)");
	uint8_t ring[112] = { 0 };

	for (size_t i = 0; i < 14; i++)
		ring[i * 8 + 1] = (uint8_t)(i * 4); /* slot i: i * 1024 */
	sb_bind_int(stmt, 1, sb_book_store(shop->book)->id);
	sb_bind_int(stmt, 2, product->id);
	sb_bind_int(stmt, 3, product->on_hand);
	sb_bind_int(stmt, 4, product->held);
	sb_bind_bytes(stmt, 5, ring, sizeof(ring));
	sb_bind_int(stmt, 6, SHOP_NOW / SB_DAY_MS - 2);
	run(stmt);
}

static void insert_tags(struct shop *shop, const struct shop_product *product)
{
	for (size_t i = 0; i < product->tag_count; i++) {
		struct sb_stmt *stmt =
			prepare(shop, "INSERT INTO product_tags (tag, product, shown) VALUES ($1, $2, $3)");
		sb_bind_text(stmt, 1, folded(shop, product->tags[i]));
		sb_bind_int(stmt, 2, product->id);
		sb_bind_text(stmt, 3, product->tags[i]);
		run(stmt);
	}
}

static void insert_barcode(struct shop *shop, const struct shop_product *product)
{
	struct sb_stmt *stmt =
		prepare(shop, "INSERT INTO barcodes (code, product, printed, pack_milli) VALUES ($1, $2, $1, 1000)");

	sb_bind_text(stmt, 1, product->barcode);
	sb_bind_int(stmt, 2, product->id);
	run(stmt);
}

static void insert_words(struct shop *shop, const struct shop_product *product)
{
	struct sb_error err = SB_ERROR_INIT;
	char *words = sb_arena_strdup(shop->arena, product->search_text), *rest = NULL;

	for (char *word = strtok_r(words, " -|", &rest); word; word = strtok_r(NULL, " -|", &rest))
		if (strlen(word) >= 3)
			cr_assert_eq(sb_db_word_put(sb_book_db(shop->book), word, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_db_search_put(sb_book_db(shop->book), product->search_id, product->search_text, &err), SB_OK,
		     "%s", err.text);
}

struct shop_product *shop_add(struct shop *shop, const struct shop_product *product, int popularity)
{
	bool begun = begin(shop);

	if (shop->count == shop->cap) {
		shop->cap = shop->cap ? shop->cap * 2 : 64;
		shop->products = sb_realloc(shop->products, shop->cap * sizeof(*shop->products));
	}
	struct shop_product *added = &shop->products[shop->count++];
	*added = *product;
	added->id = 1000 + (int64_t)shop->count;
	added->search_id = ((int64_t)popularity << 40) | added->id;
	added->name_key = folded(shop, product->name);
	added->search_text = folded(shop, sb_arena_printf(shop->arena, "%s %s %s %s", product->name, product->sku,
							  product->barcode ? product->barcode : "",
							  joined_tags(shop, product, "|")));
	insert_product(shop, added, joined_tags(shop, product, "|"));
	insert_stock(shop, added);
	insert_tags(shop, added);
	if (product->barcode && !product->archived)
		insert_barcode(shop, added);
	if (!product->archived)
		insert_words(shop, added);
	commit(shop, begun);
	return added;
}

static const char *pick(struct shop *shop, const char *const *words, size_t count)
{
	return words[shop_below(shop, (int64_t)count)];
}

static void fill_one(struct shop *shop)
{
	static const char *const colours[] = { "Blue", "Red", "Green", "Crème" }, *const things[] = {
		"Mug", "Bowl", "Mugwort tea", "Saucer", "Kitchen towel"
	};
	static const char *const tags[] = { "Kitchen", "Gift", "Old stock" }, *const makers[] = { "Acme Ltd", "Brown",
												  "acme" };
	int64_t index = (int64_t)shop->count, tag_mask = shop_below(shop, 8);
	struct shop_product product = {
		.sku = sb_arena_printf(shop->arena, "%s-%03lld", index % 3 ? "AB" : "ZX", (long long)(999 - index)),
		.price = shop_below(shop, 4) ? shop_below(shop, 5) * 100 : SB_NONE,
		.cost = shop_below(shop, 3) ? shop_below(shop, 3) * 50 : SB_NONE,
		.supplier = shop_below(shop, 3) ? pick(shop, makers, SB_COUNT(makers)) : NULL,
		.bin = shop_below(shop, 2) ? "A1" : NULL,
		.on_hand = shop_below(shop, 4) * 1000 - 1000,
		.archived = shop_below(shop, 8) == 0,
		.decimals = shop_below(shop, 2) * 3,
	};

	product.held = product.on_hand > 0 ? shop_below(shop, 2) * 1000 : 0;
	product.name = shop_below(shop, 2)
			       ? sb_arena_printf(shop->arena, "%s %s", pick(shop, colours, 4), pick(shop, things, 5))
			       : sb_arena_printf(shop->arena, "%s %s", pick(shop, things, 5), pick(shop, colours, 4));
	for (int i = 0; i < 3; i++)
		if (tag_mask >> i & 1)
			product.tags[product.tag_count++] = tags[i];
	if (shop_below(shop, 3) == 0)
		product.barcode = sb_arena_printf(shop->arena, "%014lld", (long long)(4006381300000 + index));
	shop_add(shop, &product, (int)shop_below(shop, 4));
}

void shop_fill(struct shop *shop, size_t count)
{
	bool begun = begin(shop);

	while (count--)
		fill_one(shop);
	commit(shop, begun);
}
