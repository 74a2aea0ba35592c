/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One supplier: what is known of it, and the orders it got. */
#include "../product_card.h"
#include "../purchases.h"
#include "../words.h"

#include <string.h>

enum { TWO_COLUMNS_FROM = 76, LEFT_CELLS = 38 };

struct vendor_view {
	struct sb_list_view list; /* its orders */
	struct sb_arena *arena;
	struct sb_supplier supplier;
};

static struct vendor_view *self(struct sb_view *view)
{
	return (struct vendor_view *)view;
}

static const char *name_of(const struct vendor_view *vendor)
{
	return vendor->supplier.value[SB_SF_NAME].s;
}

static enum sb_status open_vendor(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	sb_owned(arena) arena = sb_arena_new();
	sb_auto(buf) fixed = SB_BUF_INIT;
	struct vendor_view *vendor;
	struct sb_supplier supplier;
	enum sb_status status;

	if (!*argument)
		return sb_fail(err, SB_USAGE, _("no supplier is named: e names one for this product, :suppliers lists them all"));
	status = sb_supplier_find(desk->app->book, argument, arena, &supplier, err);
	if (status)
		return status;
	vendor = sb_alloc(sizeof(*vendor));
	vendor->supplier = supplier;
	vendor->arena = sb_give(arena);
	sb_put_named(&fixed, name_of(vendor));
	sb_list_view_init(&vendor->list, desk, &sb_view_vendor, &sb_orders_look, fixed.data, NULL);
	*out = &vendor->list.view;
	return SB_OK;
}

static void close_vendor(struct sb_view *view)
{
	sb_arena_free(self(view)->arena);
	sb_list_view_close(view);
}

static void reload(struct sb_view *view)
{
	struct vendor_view *vendor = self(view);
	sb_owned(arena) arena = sb_arena_new();
	struct sb_error ignored = SB_ERROR_INIT;
	struct sb_supplier supplier;

	/* One that nothing names any more keeps what was known of it. */
	if (!sb_supplier_find(view->desk->app->book, name_of(vendor), arena, &supplier, &ignored)) {
		sb_arena_free(vendor->arena);
		vendor->supplier = supplier;
		vendor->arena = sb_give(arena);
	}
	sb_list_view_reload(view);
}

/* Fields in one or two columns; returns the rows used. */
static int draw_fields(struct vendor_view *vendor, struct sb_area area)
{
	bool is_wide = area.cols >= TWO_COLUMNS_FROM;
	struct sb_style how;
	int at = 0;

	sb_desk_style(vendor->list.view.desk, &how);
	for (size_t i = SB_SF_NAME + 1; i < SB_SF_COUNT; i++) {
		const struct sb_value *value = &vendor->supplier.value[i];
		struct sb_area half = area;
		sb_auto(buf) text = SB_BUF_INIT;

		if (value->is_null || (value->s && !*value->s) || (i == SB_SF_RETIRED && !value->n))
			continue;
		sb_value_print(value, &how, &text);
		half.cols = is_wide ? LEFT_CELLS : area.cols;
		if (is_wide && at % 2) {
			half.col += LEFT_CELLS + 1;
			half.cols = area.cols - LEFT_CELLS - 1;
		}
		sb_card_line(vendor->list.view.desk->term, half, area.row + (is_wide ? at / 2 : at), _(sb_supplier_field_table[i].label),
			     SB_STYLE_NORMAL, text.data);
		at++;
	}
	return is_wide ? (at + 1) / 2 : at;
}

static void draw(struct sb_view *view, struct sb_area area)
{
	struct vendor_view *vendor = self(view);
	const char *what = vendor->supplier.id == SB_NONE ? _("  only products name it: e adds it")
			   : vendor->supplier.value[SB_SF_RETIRED].n ? _("  retired: nothing is ordered there any more")
								     : "";
	int used;

	sb_term_printf(view->desk->term, area.row, area.col + 1, area.cols - 2, SB_STYLE_STRONG, "%s%s", name_of(vendor), what);
	area.row++;
	used = 1 + draw_fields(vendor, area);
	area.row += used - 1;
	area.rows -= used;
	sb_list_view_draw(view, area);
}

static bool subject(struct sb_view *view, const char *word, struct sb_buf *out)
{
	struct vendor_view *vendor = self(view);
	sb_auto(buf) query = SB_BUF_INIT;

	if (!strcmp(word, "supplier")) {
		sb_word_quote(out, name_of(vendor));
	} else if (!strcmp(word, "change")) {
		sb_buf_puts(out, vendor->supplier.id == SB_NONE ? "add" : "edit");
	} else if (!strcmp(word, "named")) {
		sb_put_named(&query, name_of(vendor));
		sb_word_quote(out, query.data);
	} else {
		return sb_list_view_subject(view, word, out);
	}
	return true;
}

const struct sb_view_ops sb_view_vendor = {
	.name = "vendor",
	.title = N_("Supplier"),
	.manual = "orders",
	.open = open_vendor,
	.close = close_vendor,
	.draw = draw,
	.input = sb_list_view_input,
	.act = sb_list_view_act,
	.arrived = sb_list_view_arrived,
	.reload = reload,
	.context = sb_list_view_context,
	.wants_text = sb_list_view_wants_text,
	.subject = subject,
};
