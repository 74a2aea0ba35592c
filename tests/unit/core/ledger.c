/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A book for tests of recording. */
#include "ledger.h"
#include "stockbook/list.h"
#include "stockbook/reason.h"
#include "stockbook/text.h"
#include <criterion/criterion.h>
#include <string.h>

static int64_t held_now(void *context)
{
	const struct ledger *ledger = context;

	return ledger->now;
}

static void prepare(struct ledger *ledger)
{
	*ledger = (struct ledger){ .random = { .seeded = true, .state = 42 }, .now = LEDGER_NOW, .arena = sb_arena_new(),
				   .findings = SB_BUF_INIT };
	ledger->world = (struct sb_world){ .now = held_now, .context = ledger, .random = &ledger->random };
}

void lg_create(struct ledger *ledger, const char *where, bool allow_negative)
{
	const struct sb_book_new what = { .currency = "EUR", .store_code = "MAIN", .store_name = "Main store", .zone = "Europe/Berlin",
					  .allow_negative = allow_negative, .who = "ann", .station = "till" };

	prepare(ledger);
	cr_assert_eq(sb_book_create(where, &what, &ledger->world, &ledger->book, &ledger->err), SB_OK, "%s", ledger->err.text);
}

void lg_open(struct ledger *ledger, bool allow_negative)
{
	lg_create(ledger, ":memory:", allow_negative);
}

void lg_reopen(struct ledger *ledger, const char *where)
{
	const struct sb_db_options options = { .mode = SB_DB_WRITE, .busy_ms = 5000 };

	prepare(ledger);
	ledger->random.state = 43; /* its ids are not those of the book's first entries */
	cr_assert_eq(sb_book_open(where, &options, &ledger->world, &ledger->book, &ledger->err), SB_OK, "%s", ledger->err.text);
	sb_book_act_as(ledger->book, "ann", "till");
}

void lg_close(struct ledger *ledger)
{
	sb_book_close(ledger->book);
	sb_arena_free(ledger->arena);
	sb_buf_release(&ledger->findings);
}

/* Products. */

static void set(struct ledger *ledger, struct sb_product_change *change, char *field)
{
	const struct sb_numbers plain = sb_numbers_plain();
	const struct sb_style style = { sb_book_currency(ledger->book), &plain, sb_book_store(ledger->book)->zone, ledger->now };
	char *equals = strchr(field, '=');

	cr_assert_not_null(equals, "%s", field);
	*equals = '\0';
	enum sb_product_field found = sb_product_field_find(field);
	cr_assert_lt((int)found, (int)SB_PF_COUNT, "%s", field);
	cr_assert_eq(sb_product_set(&style, NULL, found, equals + 1, NULL, ledger->arena, change, NULL, &ledger->err), SB_OK, "%s",
		     ledger->err.text);
}

struct sb_product_change lg_change(struct ledger *ledger, const char *fields)
{
	struct sb_product_change change = { 0 };
	char *at = sb_arena_strdup(ledger->arena, fields), *save = NULL;

	for (char *field = strtok_r(at, ";", &save); field; field = strtok_r(NULL, ";", &save))
		set(ledger, &change, field);
	return change;
}

enum sb_status lg_try_add(struct ledger *ledger, const char *fields, const struct sb_product_extra *extra, struct sb_outcome *out)
{
	const struct sb_product_change change = lg_change(ledger, fields);
	sb_owned(write) write = NULL;

	cr_assert_eq(sb_write_begin(ledger->book, &write, &ledger->err), SB_OK, "%s", ledger->err.text);
	enum sb_status status = sb_product_add(write, &change, extra, out, &ledger->err);
	return status ? status : sb_write_commit(write, &ledger->err);
}

int64_t lg_add(struct ledger *ledger, const char *fields, int64_t opening_milli)
{
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	struct sb_outcome out;

	extra.opening_milli = opening_milli;
	cr_assert_eq(lg_try_add(ledger, fields, &extra, &out), SB_OK, "%s", ledger->err.text);
	return out.seq;
}

enum sb_status lg_edit(struct ledger *ledger, int64_t id, const char *fields, int64_t seen_version, struct sb_outcome *out)
{
	const struct sb_product_change change = lg_change(ledger, fields);
	struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	sb_owned(write) write = NULL;

	extra.seen_version = seen_version;
	cr_assert_eq(sb_write_begin(ledger->book, &write, &ledger->err), SB_OK, "%s", ledger->err.text);
	enum sb_status status = sb_product_edit(write, id, &change, &extra, out, &ledger->err);
	return status ? status : sb_write_commit(write, &ledger->err);
}

enum sb_status lg_archive(struct ledger *ledger, int64_t id, struct sb_outcome *out)
{
	const struct sb_product_extra extra = SB_PRODUCT_EXTRA;
	sb_owned(write) write = NULL;

	cr_assert_eq(sb_write_begin(ledger->book, &write, &ledger->err), SB_OK, "%s", ledger->err.text);
	enum sb_status status = sb_product_archive(write, id, &extra, out, &ledger->err);
	return status ? status : sb_write_commit(write, &ledger->err);
}

/* Stock. */

struct sb_line lg_line(int64_t product, int64_t qty_milli)
{
	return (struct sb_line){ .product = product, .qty_milli = qty_milli, .price_minor = SB_NONE, .cost_minor = SB_NONE };
}

enum sb_status lg_move(struct ledger *ledger, enum sb_kind kind, int64_t product, int64_t qty_milli, struct sb_outcome *out)
{
	struct sb_line line = lg_line(product, qty_milli < 0 ? -qty_milli : qty_milli);
	struct sb_draft draft = SB_DRAFT(kind);

	if (kind == SB_KIND_ADJUST) {
		line.from = qty_milli < 0 ? SB_AT_STORE : SB_AT_DIFFERENCE;
		line.to = qty_milli < 0 ? SB_AT_DIFFERENCE : SB_AT_STORE;
	}
	draft.lines = &line;
	draft.line_count = 1;
	return sb_book_post(ledger->book, &draft, out, &ledger->err);
}

int64_t lg_moved(struct ledger *ledger, enum sb_kind kind, int64_t product, int64_t qty_milli)
{
	struct sb_outcome out;

	cr_assert_eq(lg_move(ledger, kind, product, qty_milli, &out), SB_OK, "%s", ledger->err.text);
	return out.seq;
}

enum sb_status lg_undo(struct ledger *ledger, int64_t seq, struct sb_outcome *out)
{
	return sb_book_undo(ledger->book, seq, NULL, NULL, out, &ledger->err);
}

/* Asking. */

int64_t lg_add_reason(struct ledger *ledger, const char *word)
{
	const struct sb_reason what = { .word = word, .label = "for a reason", .direction = -1, .is_demand = true };
	const struct sb_draft nothing = SB_DRAFT(SB_KIND_REASON_ADD);
	struct sb_outcome out;

	cr_assert_eq(LG_RECORD(ledger, &out, sb_reason_add, &what, &nothing), SB_OK, "%s", ledger->err.text);
	return out.seq;
}

int64_t lg_removed(struct ledger *ledger, int64_t product, int64_t qty_milli, const char *reason)
{
	struct sb_draft draft = SB_DRAFT(SB_KIND_REMOVE);
	struct sb_line line = lg_line(product, qty_milli);
	struct sb_outcome out;

	line.reason = reason;
	draft.lines = &line;
	draft.line_count = 1;
	cr_assert_eq(sb_book_post(ledger->book, &draft, &out, &ledger->err), SB_OK, "%s", ledger->err.text);
	return out.seq;
}

struct sb_stock lg_stock(struct ledger *ledger, int64_t product)
{
	struct sb_stock stock;

	cr_assert_eq(sb_stock_get(ledger->book, product, &stock, &ledger->err), SB_OK, "%s", ledger->err.text);
	return stock;
}

int64_t lg_on_hand(struct ledger *ledger, int64_t product)
{
	return lg_stock(ledger, product).on_hand;
}

struct sb_product lg_product(struct ledger *ledger, int64_t id)
{
	struct sb_product product;

	cr_assert_eq(sb_product_get(ledger->book, id, ledger->arena, &product, &ledger->err), SB_OK, "%s", ledger->err.text);
	return product;
}

int64_t lg_head(struct ledger *ledger)
{
	struct sb_hash hash;
	int64_t seq;

	cr_assert_eq(sb_book_head(ledger->book, &seq, &hash, &ledger->err), SB_OK, "%s", ledger->err.text);
	return seq;
}

int64_t lg_number(struct ledger *ledger, const char *sql)
{
	struct sb_stmt *stmt;
	bool row;

	cr_assert_eq(sb_db_compose(sb_book_db(ledger->book), sql, &stmt, &ledger->err), SB_OK, "%s", ledger->err.text);
	cr_assert_eq(sb_stmt_step(stmt, &row, &ledger->err), SB_OK, "%s", ledger->err.text);
	int64_t number = row ? sb_col_int(stmt, 0) : SB_NONE;
	sb_stmt_reset(stmt);
	return number;
}

void lg_sql(struct ledger *ledger, const char *sql)
{
	struct sb_db *db = sb_book_db(ledger->book);

	cr_assert_eq(sb_db_begin(db, &ledger->err), SB_OK, "%s", ledger->err.text);
	cr_assert_eq(sb_db_script(db, sql, &ledger->err), SB_OK, "%s", ledger->err.text);
	cr_assert_eq(sb_db_commit(db, &ledger->err), SB_OK, "%s", ledger->err.text);
}

int64_t lg_below(struct ledger *ledger, int64_t limit)
{
	return (int64_t)sb_random_below(&ledger->random, (uint64_t)limit);
}

static void note_finding(const char *finding, void *context)
{
	struct ledger *ledger = context;

	sb_buf_puts(&ledger->findings, finding);
	sb_buf_putc(&ledger->findings, '\n');
}

enum sb_status lg_check(struct ledger *ledger)
{
	sb_buf_clear(&ledger->findings);
	return sb_book_check(ledger->book, NULL, note_finding, ledger, &ledger->summary, &ledger->err);
}

void lg_whole(struct ledger *ledger)
{
	cr_assert_eq(lg_check(ledger), SB_OK, "%s\n%s", ledger->err.text, ledger->findings.data);
}

/* Everything the lists show, as one text. */
static char *derived(struct ledger *ledger)
{
	const struct sb_numbers plain = sb_numbers_plain();
	const struct sb_style style = { sb_book_currency(ledger->book), &plain, sb_book_store(ledger->book)->zone, ledger->now };
	struct sb_buf text = SB_BUF_INIT;

	for (size_t l = 0; sb_list_at(l); l++) {
		const struct sb_ask ask = { .columns = "*", .limit = SB_PAGE_MAX };
		struct sb_page page;

		cr_assert_eq(sb_list_page(sb_list_at(l), ledger->book, &ask, &page, &ledger->err), SB_OK, "%s", ledger->err.text);
		for (size_t r = 0; r < page.count; r++)
			for (size_t c = 0; c < page.column_count; c++) {
				sb_value_print_plain(&page.rows[r].values[c], &style, &text);
				sb_buf_putc(&text, c + 1 < page.column_count ? ',' : '\n');
			}
		sb_page_release(&page);
	}
	return sb_buf_take(&text);
}

void lg_rebuilt_alike(struct ledger *ledger)
{
	char *before = derived(ledger), *after;
	int64_t entries;

	lg_whole(ledger);
	cr_assert_eq(sb_book_rebuild(ledger->book, NULL, &entries, &ledger->err), SB_OK, "%s", ledger->err.text);
	lg_whole(ledger);
	after = derived(ledger);
	cr_assert_str_eq(after, before);
	free(before);
	free(after);
}
