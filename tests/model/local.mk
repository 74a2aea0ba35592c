# Model tests: random operations against a tiny reference model. Programs named tests/model_<what> with a main() of
# their own that write TAP (tests/tap.h); more rounds when STOCKBOOK_TEST_LONG is set.

check_PROGRAMS += tests/model_ledger
TESTS += tests/model_ledger
tests_model_ledger_SOURCES = \
	tests/model/batch.c \
	tests/model/batch.h \
	tests/model/compare.c \
	tests/model/compare_count.c \
	tests/model/compare_deals.c \
	tests/model/compare_order.c \
	tests/model/compare_stock.c \
	tests/model/compare_value.c \
	tests/model/model.h \
	tests/model/model_count.c \
	tests/model/model_count.h \
	tests/model/model_hold.c \
	tests/model/model_hold.h \
	tests/model/model_ledger.c \
	tests/model/model_order.c \
	tests/model/model_order.h \
	tests/model/model_product.c \
	tests/model/model_reason.c \
	tests/model/model_reason.h \
	tests/model/model_state.c \
	tests/model/model_stock.c \
	tests/model/model_store.c \
	tests/model/model_undo.c \
	tests/model/model_user.c \
	tests/model/model_user.h \
	tests/model/model_value.c \
	tests/model/model_value.h \
	tests/model/op.c \
	tests/model/op.h \
	tests/model/play.c \
	tests/model/play.h \
	tests/model/verb.c \
	tests/model/verb.h \
	tests/model/verbs_count.c \
	tests/model/verbs_hold.c \
	tests/model/verbs_order.c \
	tests/model/verbs_product.c \
	tests/model/verbs_reason.c \
	tests/model/verbs_stock.c \
	tests/model/verbs_store.c \
	tests/model/verbs_undo.c \
	tests/model/verbs_user.c \
	tests/model/verbs_world.c
tests_model_ledger_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_ledger_CFLAGS = $(TEST_CFLAGS)
tests_model_ledger_LDADD = $(CRASH_LIBS)
nodist_EXTRA_tests_model_ledger_SOURCES = links-as.cc
