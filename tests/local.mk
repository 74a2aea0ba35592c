# The tests. tests/README says how to run one and how to write one.
#
#	make check        all of them             make check-long   with more rounds
#	make bench        figures                 make fuzz         each fuzz target for FUZZ_SECONDS
#
# Everything speaks TAP. A program without ending is a Criterion binary or, named fuzz_*, model_*, crash_* or concurrent_*, one that writes TAP itself.

TEST_EXTENSIONS = .sh .t
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
T_LOG_DRIVER = $(LOG_DRIVER)
LOG_COMPILER = $(SHELL) $(srcdir)/tests/run-program.sh
SH_LOG_COMPILER = timeout -k 10 $${TEST_SECONDS-900} $(SHELL)
T_LOG_COMPILER = $(SH_LOG_COMPILER)
AM_TESTS_ENVIRONMENT = \
	srcdir='$(abs_top_srcdir)'; builddir='$(abs_top_builddir)'; STOCKBOOK='$(abs_top_builddir)/src/stockbook'; \
	CC='$(CC)'; CXX='$(CXX)'; AWK='$(AWK)'; \
	ASAN_OPTIONS="detect_leaks=1:$${ASAN_OPTIONS-}"; UBSAN_OPTIONS="print_stacktrace=1:$${UBSAN_OPTIONS-}"; \
	export srcdir builddir STOCKBOOK CC CXX AWK ASAN_OPTIONS UBSAN_OPTIONS; \
	unset LC_ALL LANGUAGE STOCKBOOK_BOOK; LANG=C.UTF-8; TZ=UTC; export LANG TZ;

TEST_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/tests -DSB_FIXTURES='"$(abs_top_srcdir)/tests/fixtures"' \
	-DSB_TOP_SRCDIR='"$(abs_top_srcdir)"' -DSB_TOP_BUILDDIR='"$(abs_top_builddir)"'
TEST_CFLAGS = $(PLAIN_CFLAGS)
TEST_LIBS = tests/libshared.a libstockbook.a $(SB_LIBS)
UNIT_CPPFLAGS = $(TEST_CPPFLAGS) $(CRITERION_CFLAGS)
# Criterion's own macros are not written for the first two; tables of long texts are what the third doubts.
UNIT_CFLAGS = $(TEST_CFLAGS) -Wno-conversion -Wno-pedantic -Wno-string-concatenation
UNIT_LIBS = $(TEST_LIBS) $(CRITERION_LIBS)

# What several programs use is compiled once.
check_LIBRARIES = tests/libshared.a
tests_libshared_a_SOURCES = tests/support.c tests/support.h tests/tap.c tests/tap.h
tests_libshared_a_CPPFLAGS = $(TEST_CPPFLAGS)
tests_libshared_a_CFLAGS = $(TEST_CFLAGS)

EXTRA_DIST += tests/README tests/run-program.sh tests/state.sh tests/tap.sh $(wildcard $(srcdir)/tests/fixtures)
unit_programs =
screen_programs =

if HAVE_CRITERION
check_PROGRAMS += $(unit_programs)
TESTS += $(unit_programs)
if HAVE_VTERM
check_LIBRARIES += tests/libscreen.a
check_PROGRAMS += $(screen_programs)
TESTS += $(screen_programs)
else
TESTS += tests/without-vterm.sh
endif
else
TESTS += tests/without-criterion.sh
endif
EXTRA_DIST += tests/without-vterm.sh tests/without-criterion.sh

include tests/unit/base/local.mk
include tests/unit/db/local.mk
include tests/unit/core/local.mk
include tests/unit/io/local.mk
include tests/unit/lists/local.mk
include tests/unit/cmd/local.mk
include tests/unit/cli/local.mk
include tests/unit/tui/local.mk
include tests/model/local.mk
include tests/conformance/local.mk
include tests/crash/local.mk
include tests/concurrent/local.mk
include tests/screen/local.mk
include tests/cli/local.mk
include tests/lint/local.mk
include tests/fuzz/local.mk
include tests/bench/local.mk

check-long:
	STOCKBOOK_TEST_LONG=1 TEST_SECONDS=3600 $(MAKE) $(AM_MAKEFLAGS) check
.PHONY: check-long bench fuzz
