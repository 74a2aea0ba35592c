# Figures: `make bench` makes its own data and prints measured, target and yardstick. Not part of `make check`.
# The program's sources are added to the list when there are some.

EXTRA_PROGRAMS += tests/bench_stockbook
tests_bench_stockbook_SOURCES =
tests_bench_stockbook_CPPFLAGS = $(TEST_CPPFLAGS)
tests_bench_stockbook_CFLAGS = $(TEST_CFLAGS)
tests_bench_stockbook_LDADD = $(TEST_LIBS)
nodist_EXTRA_tests_bench_stockbook_SOURCES = links-as.cc
CLEANFILES += tests/bench_stockbook

bench: tests/bench_stockbook$(EXEEXT)
	./tests/bench_stockbook $(BENCH_ARGS)
