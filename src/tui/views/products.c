/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole range: searched as you type, sorted by any column, marked for bulk changes; beside it, from 120 columns on, what the selected product is. */
#include "../product_card.h"

static const struct sb_list_look look = {
	.list = "products",
	.columns = "sku,name,unit,on_hand,available,price,spark,tags,supplier,bin,reorder_point,cost,barcodes,description,updated_at",
	.opens = "product",
	.opens_sign = "#",
	.row_style = sb_product_row_style,
	.row_sign = sb_product_row_sign,
	.panel = sb_product_row_panel,
};

static enum sb_status open_products(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	(void)err;
	*out = sb_list_view_new(desk, &sb_view_products, &look, NULL, argument);
	return SB_OK;
}

const struct sb_view_ops sb_view_products = {
	.name = "products",
	.title = N_("Products"),
	.manual = "products",
	.open = open_products,
	SB_LIST_VIEW_OPS,
};
