/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns of stock, said once for every list that has them: what each is called and where it comes from; how wide it
 * is and whether it is shown, the list adds. The rows have a product p and its stock s (which may be missing); `store` is
 * the fragment that names the store the stock is in.
 */
#ifndef LISTS_STOCK_COLUMNS_H
#define LISTS_STOCK_COLUMNS_H

#include "product_columns.h"

/* Held by what has expired and is not recorded so yet: it counts no more. */
#define STOCK_EXPIRED(store)                                                                                   \
	"CAST((SELECT coalesce(sum(x.held), 0) FROM hold_lines x WHERE x.store = " store                       \
	" AND x.product = p.id AND x.held > 0 AND x.expires_at <= $now) AS bigint)"
#define STOCK_AVAILABLE(store) "coalesce(s.available, 0) + " STOCK_EXPIRED(store)
#define STOCK_COMING(store, lines, its_store)                                                \
	"coalesce((SELECT CAST(sum(w.rest) AS bigint) FROM " lines " w WHERE w." its_store " = " store \
	" AND w.product = p.id AND w.rest > 0), 0)"
#define STOCK_IN_TRANSIT(store) STOCK_COMING(store, "transfer_lines", "to_store")
#define STOCK_ON_ORDER(store)	STOCK_COMING(store, "order_lines", "store")
#define STOCK_INCOMING(store)	STOCK_ON_ORDER(store) " + " STOCK_IN_TRANSIT(store)
/* The store's own, else the product's. */
#define STOCK_PLANNED(store, field)                                                                          \
	"coalesce((SELECT n." field " FROM plans n WHERE n.store = " store " AND n.product = p.id), p." field ")"

#define STOCK_COLUMN(word, label, fragment) \
	.name = (word), .title = (label), .type = SB_QTY_TYPE, .scale_sql = "p.decimals", .sql = fragment

#define STOCK_COLUMN_ON_HAND		STOCK_COLUMN("on_hand", N_("On hand"), "coalesce(s.on_hand, 0)")
#define STOCK_COLUMN_HELD(store)	STOCK_COLUMN("held", N_("Held"), "coalesce(s.held, 0) - " STOCK_EXPIRED(store))
#define STOCK_COLUMN_COMMITTED		STOCK_COLUMN("committed", N_("Committed"), "coalesce(s.committed, 0)")
#define STOCK_COLUMN_UNAVAILABLE	STOCK_COLUMN("unavailable", N_("Unavailable"), "coalesce(s.unavailable, 0)")
#define STOCK_COLUMN_AVAILABLE(store)	STOCK_COLUMN("available", N_("Avail"), STOCK_AVAILABLE(store))
#define STOCK_COLUMN_ON_ORDER(store)	STOCK_COLUMN("on_order", N_("On order"), STOCK_ON_ORDER(store))
#define STOCK_COLUMN_IN_TRANSIT(store)	STOCK_COLUMN("in_transit", N_("In transit"), STOCK_IN_TRANSIT(store))
#define STOCK_COLUMN_INCOMING(store)	STOCK_COLUMN("incoming", N_("Incoming"), STOCK_INCOMING(store))
#define STOCK_COLUMN_PROJECTED(store) \
	STOCK_COLUMN("projected", N_("Projected"), STOCK_AVAILABLE(store) " + " STOCK_INCOMING(store))
#define STOCK_COLUMN_REORDER_POINT(store) \
	STOCK_COLUMN("reorder_point", N_("Reorder point"), STOCK_PLANNED(store, "reorder_point"))
#define STOCK_COLUMN_ORDER_UP_TO(store) \
	STOCK_COLUMN("order_up_to", N_("Order up to"), STOCK_PLANNED(store, "order_up_to"))
#define STOCK_COLUMN_BIN(store) \
	.name = "bin", .title = N_("Bin"), .type = SB_TEXT_TYPE, .sql = STOCK_PLANNED(store, "bin")

#endif
