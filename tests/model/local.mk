# Model tests: random operations against a tiny reference model. Programs named tests/model_<what> with a main() of
# their own that write TAP (tests/tap.h); more rounds when STOCKBOOK_TEST_LONG is set.

check_PROGRAMS += tests/model_ledger
TESTS += tests/model_ledger
tests_model_ledger_SOURCES = tests/support.c tests/support.h tests/tap.c tests/tap.h \
	tests/crash/disk.c \
	tests/crash/disk.h \
	tests/model/arguments.c \
	tests/model/compare.c \
	tests/model/model.c \
	tests/model/model.h \
	tests/model/model_do.c \
	tests/model/model_import.c \
	tests/model/model_ledger.c \
	tests/model/model_undo.c \
	tests/model/op.c \
	tests/model/op.h \
	tests/model/play.c \
	tests/model/play.h
tests_model_ledger_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_ledger_CFLAGS = $(TEST_CFLAGS)
tests_model_ledger_LDADD = $(TEST_LIBS)
nodist_EXTRA_tests_model_ledger_SOURCES = links-as.cc
