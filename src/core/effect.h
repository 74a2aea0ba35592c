/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an entry does besides moving stock, as its body says it. Bodies are canonical JSON, members in this order:
 *
 *	book        {"currency":"EUR","format":1}
 *	store_add   {"code":"MAIN","name":"Main store","zone":"Europe/Berlin","allow_negative":false}
 *	add         {"set":{"sku":"A1","name":"Mug","price":1250,…}}         fields in the order of the table, minor units, thousandths
 *	edit        {"set":{"price":1300},"was":{"price":1250}}              only what really changed
 *	archive     {}
 *	hold_place  {"order":"7","expires_ms":300000,"strategy":"optimistic"}  the order if there is one
 *	hold_allocate {"order":"7","strategy":"pessimistic"}
 *	hold_cancel {"reason":"customer gone"}                               the reason if there is one
 *	store_edit  {"set":{"name":"North"},"was":{"name":"Nord"}}           name, allow_negative
 *	plan        {"set":{"reorder_point":5000},"was":{"reorder_point":null}}  reorder_point, order_up_to, bin; null: as the product says
 *	transfer_out {"to":"0199…"}                                          the UUID of the store it goes to
 *	user_add    {"name":"ana","role":"manager","secrets":["password"]}     which secrets were given, if any
 *	user_edit   {"set":{"role":"clerk"},"was":{"role":"manager"},"secrets":["pin"]}  role, retired; each part if there is one
 *	supplier_add  {"set":{"name":"Rhine","lead_days":4,…}}                 fields in the order of the table; the name always
 *	supplier_edit {"set":{"lead_days":5},"was":{"lead_days":4}}
 *	order_new   {"supplier":"0199…","expected":20791}                    its UUID; the day it should arrive, since 1970, or null
 *	order_edit  {"set":{"expected":20798},"was":{"expected":20791}}      if the day changes
 *	order_cancel {"reason":"out of print"}                               the reason if there is one
 *	count_new   {"scope":"tag","value":"kitchen","blind":true,"zeroes":false,"tolerance":2000,"lines":412}  tolerances if there are any;
 *		    of the scope list "products":["0199…"] instead of a value; lines: how many products there were
 *	count_scan  {"product":"0199…","code":"4006…","qty":3000,"absolute":true,"recount":true,"outside":true}  what is so, and the code if one
 *		    was read; without a product it is unmatched
 *	count_resolve {"product":"0199…","code":"4006…","outside":true}      without a product it is left out
 *	count_cancel {"reason":"wrong shelf"}                                the reason if there is one
 *	reason_add  {"word":"breakage","label":"broken here","direction":"out","shrinkage":true,"demand":false}  out, in or both
 *	undo        {"of":"edit","at":1772323200000,"redo":false,"set":{…},"was":{…},"archived":true}
 *
 * In an undo "of" and "at" are kind and time of the entry at the root of undoing and redoing; "set", "was" and "archived" are there if
 * it does that, and of the addition of a store, supplier or reason "gone" instead.
 */
#ifndef SB_EFFECT_H
#define SB_EFFECT_H

#include "stockbook/count.h"
#include "stockbook/json.h"
#include "stockbook/order.h"
#include "stockbook/product.h"
#include "stockbook/user.h"

struct sb_store_change {
	const char *name;   /* NULL: left as it is */
	int allow_negative; /* -1: left as it is */
};

enum sb_said { SB_UNSAID, SB_YES, SB_NO };

struct sb_user_part {
	enum sb_role role;   /* SB_ROLE_NONE: left as it is */
	enum sb_said retired;
};

/* What undoing and redoing do to a store, supplier or reason added. */
enum sb_store_fate { SB_STORE_STAYS, SB_STORE_GOES, SB_STORE_RETURNS };

/* count_new, count_scan, count_resolve */
struct sb_count_effect {
	enum sb_count_scope scope;
	const char *value;
	const struct sb_id *products;
	size_t product_count;
	bool is_blind, zeroes;
	int64_t tolerance_milli, tolerance_percent, tolerance_minor; /* SB_NONE: not asked */
	int64_t scope_lines;
	bool has_product;
	struct sb_id product;
	const char *code;
	int64_t qty_milli;
	bool is_absolute, is_recount, is_outside;
};
#define SB_COUNT_EFFECT { .tolerance_milli = SB_NONE, .tolerance_percent = SB_NONE, .tolerance_minor = SB_NONE }

struct sb_effect {
	const char *currency;		       /* book */
	const char *code, *name, *zone;	       /* store_add; user_add has a name */
	bool allow_negative;
	bool has_set;
	struct sb_product_change set, was;     /* add, edit, undo */
	bool has_plan;			       /* set and was are what the store plans, and the product stays as it is */
	bool has_store_set;
	struct sb_store_change store_set, store_was; /* store_edit, undo of it */
	enum sb_store_fate fate;	       /* undo of store_add, supplier_add, reason_add */
	struct sb_id to;		       /* transfer_out */
	int archived;			       /* -1: left as it is */
	enum sb_kind of;		       /* undo; else the kind itself */
	int64_t at;			       /* undo; else SB_NONE */
	bool redo;
	const char *order, *strategy;	       /* hold_place, hold_allocate; NULL: none */
	int64_t expires_ms;		       /* hold_place; else SB_NONE */
	struct sb_user_part user_set, user_was; /* user_add, user_edit */
	unsigned secrets;		       /* likewise; a bit for each enum sb_secret that changed */
	const char *reason;		       /* hold_cancel, order_cancel, count_cancel; NULL: none */
	struct sb_reason reason_new;	       /* reason_add */
	bool has_supplier_set;
	struct sb_supplier_change supplier_set, supplier_was; /* supplier_add, supplier_edit, undo of it */
	struct sb_id supplier;		       /* order_new */
	bool has_expected;
	int64_t expected, expected_was;	       /* order_new, order_edit, undo of it; SB_NONE: not known */
	const struct sb_count_effect *count;   /* of entries about counts; NULL: of others */
};

/* Errors: SB_CORRUPT, naming what is wrong in the body. Texts lie in the arena. */
enum sb_status sb_effect_read(enum sb_kind kind, const char *body, struct sb_arena *arena, struct sb_effect *out,
			      struct sb_error *err) SB_CHECKED;
void sb_effect_print(enum sb_kind kind, const struct sb_effect *effect, struct sb_buf *out);

/* What undoing an entry with this effect does. `kind` and `at` are those of the entry. */
void sb_effect_reverse(enum sb_kind kind, int64_t at, const struct sb_effect *effect, struct sb_effect *out);

/* effect_plain.c. False: the body is not as plain as that, though it may be a good one; `out`, zeroed before, is then of no use. */
bool sb_effect_read_plain(const char *body, struct sb_arena *arena, struct sb_product_change *out) SB_CHECKED;

/* effect_store.c: the parts of bodies that are about stores. */
enum sb_status sb_effect_read_store(enum sb_kind of, bool is_undo, const struct sb_json_value *root, struct sb_arena *arena,
				    struct sb_effect *out, struct sb_error *err) SB_CHECKED;
enum sb_status sb_effect_read_fate(const struct sb_json_value *root, struct sb_effect *out, struct sb_error *err) SB_CHECKED;
void sb_effect_print_store(enum sb_kind kind, const struct sb_effect *effect, struct sb_json *json);
/* effect_user.c: those about people. */
enum sb_status sb_effect_read_user(enum sb_kind kind, const struct sb_json_value *root, struct sb_arena *arena, struct sb_effect *out,
				   struct sb_error *err) SB_CHECKED;
void sb_effect_print_user(enum sb_kind kind, const struct sb_effect *effect, struct sb_json *json);
/* effect_order.c: the parts that are about suppliers and orders. */
enum sb_status sb_effect_read_order(enum sb_kind of, bool is_undo, const struct sb_json_value *root, struct sb_arena *arena,
				    struct sb_effect *out, struct sb_error *err) SB_CHECKED;
void sb_effect_print_order(enum sb_kind kind, const struct sb_effect *effect, struct sb_json *json);
void sb_effect_reverse_order(enum sb_kind kind, const struct sb_effect *effect, struct sb_effect *out);
/* A value as bodies have it. False: it is no such value. */
bool sb_effect_read_value(enum sb_type type, const struct sb_json_value *json, struct sb_arena *arena, struct sb_value *out);
void sb_effect_print_value(struct sb_json *json, const char *key, const struct sb_value *value);
/* effect_reason.c: those that add a reason. */
enum sb_status sb_effect_read_reason(const struct sb_json_value *root, struct sb_arena *arena, struct sb_effect *out,
				     struct sb_error *err) SB_CHECKED;
void sb_effect_print_reason(const struct sb_effect *effect, struct sb_json *json);
/* effect_count.c: the bodies of entries about counts. */
enum sb_status sb_effect_read_count(enum sb_kind kind, const struct sb_json_value *root, struct sb_arena *arena,
				    struct sb_effect *out, struct sb_error *err) SB_CHECKED;
void sb_effect_print_count(enum sb_kind kind, const struct sb_effect *effect, struct sb_json *json);
enum sb_status sb_effect_broken(struct sb_error *err, const char *what);

#endif
