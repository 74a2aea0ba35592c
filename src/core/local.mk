# Sources of src/core, one a line, and the SQL that is compiled in.

# Writing: entries, products, stock, and what is derived from the journal.
libstockbook_a_SOURCES += \
	src/core/absorb.c \
	src/core/admit.c \
	src/core/apply_cost.c \
	src/core/apply_count.c \
	src/core/apply_hold.c \
	src/core/apply_order.c \
	src/core/apply_product.c \
	src/core/apply_stock.c \
	src/core/apply_store.c \
	src/core/apply_user.c \
	src/core/barcode.c \
	src/core/book.c \
	src/core/chain.c \
	src/core/check.c \
	src/core/check_chain.c \
	src/core/check_count.c \
	src/core/check_derived.c \
	src/core/check_hold.c \
	src/core/check_order.c \
	src/core/check_reasons.c \
	src/core/check_stores.c \
	src/core/check_users.c \
	src/core/cost.c \
	src/core/count.c \
	src/core/count_post.c \
	src/core/count_read.c \
	src/core/count_rules.c \
	src/core/count_store.c \
	src/core/credential.c \
	src/core/describe.c \
	src/core/effect.c \
	src/core/effect_count.c \
	src/core/effect_order.c \
	src/core/effect_plain.c \
	src/core/effect_reason.c \
	src/core/effect_store.c \
	src/core/effect_user.c \
	src/core/entry.c \
	src/core/entry_facts.c \
	src/core/fold.c \
	src/core/fold_count.c \
	src/core/fold_hold.c \
	src/core/fold_lines.c \
	src/core/fold_order.c \
	src/core/fold_reasons.c \
	src/core/fold_stores.c \
	src/core/fold_users.c \
	src/core/heaps.c \
	src/core/hold.c \
	src/core/hold_expire.c \
	src/core/hold_rules.c \
	src/core/hold_store.c \
	src/core/kinds.c \
	src/core/order.c \
	src/core/order_stale.c \
	src/core/order_store.c \
	src/core/order_suggest.c \
	src/core/pile.c \
	src/core/product_before.c \
	src/core/product_check.c \
	src/core/product_field.c \
	src/core/product_find.c \
	src/core/product_set.c \
	src/core/product_store.c \
	src/core/product_tags.c \
	src/core/product_write.c \
	src/core/reason.c \
	src/core/rebuild.c \
	src/core/record.c \
	src/core/record_count.c \
	src/core/record_hold.c \
	src/core/record_lines.c \
	src/core/record_order.c \
	src/core/record_product.c \
	src/core/record_reason.c \
	src/core/record_stale.c \
	src/core/record_store.c \
	src/core/record_transfer.c \
	src/core/record_user.c \
	src/core/recover.c \
	src/core/search_index.c \
	src/core/sku.c \
	src/core/store.c \
	src/core/store_write.c \
	src/core/supplier.c \
	src/core/touch.c \
	src/core/transfer.c \
	src/core/undo.c \
	src/core/usage.c \
	src/core/user.c \
	src/core/user_store.c \
	src/core/valuation.c \
	src/core/write.c

# Reading: the query language and the engine of lists.
libstockbook_a_SOURCES += \
	src/core/compose.c \
	src/core/list_cell.c \
	src/core/list_cursor.c \
	src/core/list_each.c \
	src/core/list_page.c \
	src/core/list_plan.c \
	src/core/list_rows.c \
	src/core/list_search.c \
	src/core/list_sort.c \
	src/core/list_typo.c \
	src/core/list_walk.c \
	src/core/query.c \
	src/core/query_compile.c \
	src/core/compose.h src/core/list_plan.h src/core/query_compile.h

# Every statement of src/core/sql/*.sql becomes sb_sql_<name>; src/core/embed.awk says how they are written.
core_sql = $(sort $(wildcard $(srcdir)/src/core/sql/*.sql))
nodist_libstockbook_a_SOURCES += src/core/statements.c src/core/statements.h
BUILT_SOURCES += src/core/statements.h
CLEANFILES += src/core/statements.c src/core/statements.h
EXTRA_DIST += src/core/embed.awk $(core_sql)

src/core/statements.c: src/core/embed.awk $(core_sql)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && LC_ALL=C $(AWK) -v kind=source -f $(srcdir)/src/core/embed.awk $(core_sql) $(WHOLE)
src/core/statements.h: src/core/embed.awk $(core_sql)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && LC_ALL=C $(AWK) -v kind=header -f $(srcdir)/src/core/embed.awk $(core_sql) $(WHOLE)
