# Figures: `make bench` makes its own data and prints measured, target and yardstick. Not part of `make check`.
# bench.c says what BENCH_SIZES, BENCH_ONLY, BENCH_SALES and BENCH_FOLDER are for.

EXTRA_PROGRAMS += tests/bench_stockbook
tests_bench_stockbook_SOURCES = tests/bench/bench.c tests/bench/bench.h \
	tests/bench/bench_counts.c \
	tests/bench/bench_data.c \
	tests/bench/bench_files.c \
	tests/bench/bench_lists.c \
	tests/bench/bench_past.c \
	tests/bench/bench_past.h \
	tests/bench/bench_posts.c \
	tests/bench/bench_raw.c \
	tests/bench/bench_raw.h \
	tests/bench/bench_turns.c
if HAVE_VTERM
tests_bench_stockbook_SOURCES += tests/bench/bench_screen.c tests/screen/vt.c tests/screen/vt.h
else
tests_bench_stockbook_SOURCES += tests/bench/without_screen.c
endif
tests_bench_stockbook_CPPFLAGS = $(TEST_CPPFLAGS) -I$(srcdir) $(VTERM_CFLAGS)
tests_bench_stockbook_CFLAGS = $(TEST_CFLAGS)
tests_bench_stockbook_LDADD = $(TEST_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_bench_stockbook_SOURCES = links-as.cc
CLEANFILES += tests/bench_stockbook

bench: tests/bench_stockbook$(EXEEXT) src/stockbook$(EXEEXT)
	./tests/bench_stockbook $(BENCH_ARGS)
clean-local: clean-bench
clean-bench:
	rm -rf bench-data
