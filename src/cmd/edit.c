/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edit: what is known about a product changes. Only the fields given.
 */
#include "args.h"
#include "bulk.h"
#include "present.h"

static bool is_any_given(const struct sb_product_change *change)
{
	for (int i = 0; i < SB_PF_COUNT; i++) {
		if (change->given[i])
			return true;
	}
	return false;
}

static bool is_only_tags(const struct sb_product_change *change)
{
	for (enum sb_product_field field = 0; field < SB_PF_COUNT; field++)
		if (change->given[field] && field != SB_PF_TAGS)
			return false;
	return true;
}

/* +tag and -tag come to something else for each product, and overwrite nobody's. */
static enum sb_status edit_one(struct sb_write *write, int64_t product, const struct sb_product_change *change, const struct sb_product_extra *extra,
			       struct sb_outcome *out, struct sb_error *err)
{
	const struct sb_value *tags = &change->value[SB_PF_TAGS];
	sb_owned(arena) arena = NULL;
	struct sb_product_extra merging = *extra;
	struct sb_product_change own;
	struct sb_product now;
	enum sb_status st;

	if (!change->given[SB_PF_TAGS] || tags->is_null || !sb_product_tags_are_relative(tags->s))
		return sb_product_edit(write, product, change, extra, out, err);
	arena = sb_arena_new();
	own = *change;
	if (is_only_tags(change))
		merging.seen_version = SB_NONE;
	st = sb_product_get(sb_write_book(write), product, arena, &now, err);
	if (!st)
		st = sb_product_tags_apply(now.value[SB_PF_TAGS].is_null ? NULL : now.value[SB_PF_TAGS].s, arena, &own, err);
	return st ? st : sb_product_edit(write, product, &own, &merging, out, err);
}

static enum sb_status run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err)
{
	if (!is_any_given(sb_call_change(call)))
		return sb_fail(err, SB_USAGE, _("nothing to change: name a field, such as --price=2.50"));
	return bulk_run(call, edit_one, sb_call_int(call, "seen", SB_NONE), reply, err);
}

static enum sb_status present(struct sb_call *call, struct sb_present *out, struct sb_error *err)
{
	const struct sb_found *found = NULL;
	struct sb_product product;
	enum sb_status st = present_product(call, out, &found, &product, err);

	for (enum sb_product_field field = 0; field < SB_PF_COUNT && !st && found; field++)
		present_field(call, out, field, &product.value[field]);
	return st;
}

#define F(symbol, name, option, type, label, help) FIELD_ROW(symbol, type, option, label, help, 0, 0),

static const struct sb_arg args[] = {
	ARG_PRODUCT(SB_ARG_REQUIRED | SB_ARG_REPEAT),
	SB_PRODUCT_FIELDS(F)
	ARG_NOTE,
	ARG_SEEN,
	ARG_TOKEN,
};

const struct sb_cmd sb_cmd_edit = {
	.name = "edit",
	.group = N_("Products"),
	.summary = N_("Change what is known about a product."),
	.details = N_("Fields that are not given stay as they are; an empty one is cleared. Several barcodes or tags replace all there were; "
		      "+TAG adds one to those there are, -TAG takes one away. "
		      "Several products are changed as one, and undone as one."),
	.examples = "stockbook edit MUG-BLUE --price=7.90\n"
		    "stockbook edit MUG-BLUE --reorder-point=12 --supplier=\"Acme Ltd\"\n"
		    "stockbook edit MUG-BLUE MUG-RED --tag=kitchen --tag=gift\n"
		    "stockbook edit MUG-BLUE MUG-RED --tag=+sale --tag=-gift\n"
		    "stockbook edit MUG-BLUE --description=",
	.args = args,
	.arg_count = SB_COUNT(args),
	.flags = SB_NEEDS_WRITE | SB_FORM_FIRST,
	.run = run,
	.present = present,
};
