# Unit tests of src/core: one file tests/unit/core/test_<module>.c a module, named in the list.

unit_programs += tests/unit_core
tests_unit_core_SOURCES = \
	tests/unit/core/counts.c tests/unit/core/counts.h \
	tests/unit/core/derived.c tests/unit/core/derived.h \
	tests/unit/core/ledger.c tests/unit/core/ledger.h \
	tests/unit/core/naive.c tests/unit/core/naive.h \
	tests/unit/core/shop.c tests/unit/core/shop.h \
	tests/unit/core/test_barcode.c \
	tests/unit/core/test_chain.c \
	tests/unit/core/test_check.c \
	tests/unit/core/test_count.c \
	tests/unit/core/test_count_timeline.c \
	tests/unit/core/test_effect_plain.c \
	tests/unit/core/test_fold_lines.c \
	tests/unit/core/test_hold.c \
	tests/unit/core/test_hold_rules.c \
	tests/unit/core/test_list.c \
	tests/unit/core/test_order.c \
	tests/unit/core/test_order_meets.c \
	tests/unit/core/test_plan.c \
	tests/unit/core/test_product.c \
	tests/unit/core/test_query.c \
	tests/unit/core/test_reason.c \
	tests/unit/core/test_record.c \
	tests/unit/core/test_search.c \
	tests/unit/core/test_store.c \
	tests/unit/core/test_supplier.c \
	tests/unit/core/test_undo.c \
	tests/unit/core/test_undo_kinds.c \
	tests/unit/core/test_usage.c \
	tests/unit/core/test_user.c \
	tests/unit/core/test_valuation.c
tests_unit_core_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_core_CFLAGS = $(UNIT_CFLAGS)
tests_unit_core_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_core_SOURCES = links-as.cc
