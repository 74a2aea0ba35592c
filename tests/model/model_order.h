/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suppliers and purchase orders in the model, and what goods have cost on average. */
#ifndef STOCKBOOK_TESTS_MODEL_ORDER_H
#define STOCKBOOK_TESTS_MODEL_ORDER_H

#include "op.h"
#include "stockbook/order.h"

struct model;
struct m_entry;
struct m_product;
struct answer;

/* What is agreed with a supplier, or given of it. */
struct m_terms {
	bool given[TERMS];
	int64_t value[TERMS]; /* SB_NONE: nothing */
};

struct m_supplier {
	int64_t seq, version;
	int name;
	int64_t term[TERMS];
	bool is_gone;
};

struct m_purchase {
	int64_t seq, ordered_at;
	int store, supplier;
	int64_t day; /* SB_NONE: not known */
};

/* A product in an order. */
struct m_wanted {
	int purchase, product;
	int64_t ordered, received, over, dropped, cost; /* SB_NONE: no cost is agreed */
};

int model_find_supplier(const struct model *model, bool by_code, int64_t which); /* -1: it was never added */
bool model_is_supplier_named(const struct model *model, int name);		/* by a product, archived ones too */
bool model_is_ordered_from(const struct model *model, int supplier);

int64_t model_rest(const struct m_wanted *wanted);
/* On order for a store. */
int64_t model_ordered(const struct model *model, int product, int store);
/* NULL: the order has nothing of it. */
struct m_wanted *model_wanted(const struct model *model, int purchase, int product);
enum sb_order_status model_order_status(const struct model *model, int purchase);
/* What to order of a product for a store; 0: nothing. */
int64_t model_suggested(const struct model *model, int product, int store);
/* SB_NONE: nothing is known. */
int64_t model_average(const struct m_product *product);

/* ---- as entries ---- */

enum sb_status model_check_supplier(const struct model *model, const struct m_entry *entry);
void model_change_supplier(struct model *model, const struct m_entry *entry);
/* An order's lines against what is open of it. */
enum sb_status model_deal(struct model *model, struct m_entry *entry);
/* What a delivery sets the cost of its products to, as part of it. */
enum sb_status model_follow_cost(struct model *model, const struct answer *delivery);
/* Before the lines move. */
void model_change_worth(struct model *model, const struct m_entry *entry);

#endif
