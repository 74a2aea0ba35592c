# Fuzz targets: tests/fuzz/fuzz_<what>.c with LLVMFuzzerTestOneInput(); seeds in tests/fuzz/corpus/<what>/.
# Without --enable-fuzz a target is linked with replay.c and `make check` runs its corpus and some thousand small
# changes of it; with --enable-fuzz (clang) it is a libFuzzer binary, and `make fuzz` runs each for FUZZ_SECONDS.
# A target is
#
#	fuzz_targets += tests/fuzz_csv
#	tests_fuzz_csv_SOURCES = tests/fuzz/fuzz_csv.c $(FUZZ_MAIN)
#	tests_fuzz_csv_CPPFLAGS = $(TEST_CPPFLAGS)
#	tests_fuzz_csv_CFLAGS = $(TEST_CFLAGS)
#	tests_fuzz_csv_LDADD = $(TEST_LIBS)
#	tests_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
#	nodist_EXTRA_tests_fuzz_csv_SOURCES = links-as.cc

fuzz_targets =
FUZZ_SECONDS = 60

if FUZZ
FUZZ_MAIN =
else
FUZZ_MAIN = tests/fuzz/replay.c
endif

fuzz_targets += tests/fuzz_amounts
tests_fuzz_amounts_SOURCES = tests/fuzz/fuzz_amounts.c $(FUZZ_MAIN)
tests_fuzz_amounts_CPPFLAGS = $(TEST_CPPFLAGS)
tests_fuzz_amounts_CFLAGS = $(TEST_CFLAGS)
tests_fuzz_amounts_LDADD = $(TEST_LIBS)
tests_fuzz_amounts_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
nodist_EXTRA_tests_fuzz_amounts_SOURCES = links-as.cc

fuzz_targets += tests/fuzz_csv
tests_fuzz_csv_SOURCES = tests/fuzz/fuzz_csv.c $(FUZZ_MAIN)
tests_fuzz_csv_CPPFLAGS = $(TEST_CPPFLAGS)
tests_fuzz_csv_CFLAGS = $(TEST_CFLAGS)
tests_fuzz_csv_LDADD = $(TEST_LIBS)
tests_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
nodist_EXTRA_tests_fuzz_csv_SOURCES = links-as.cc

fuzz_targets += tests/fuzz_keys
tests_fuzz_keys_SOURCES = tests/fuzz/fuzz_keys.c $(FUZZ_MAIN)
tests_fuzz_keys_CPPFLAGS = $(TEST_CPPFLAGS)
tests_fuzz_keys_CFLAGS = $(TEST_CFLAGS)
tests_fuzz_keys_LDADD = $(TEST_LIBS)
tests_fuzz_keys_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
nodist_EXTRA_tests_fuzz_keys_SOURCES = links-as.cc

fuzz_targets += tests/fuzz_query
tests_fuzz_query_SOURCES = tests/fuzz/fuzz_query.c $(FUZZ_MAIN)
tests_fuzz_query_CPPFLAGS = $(TEST_CPPFLAGS)
tests_fuzz_query_CFLAGS = $(TEST_CFLAGS)
tests_fuzz_query_LDADD = $(TEST_LIBS)
tests_fuzz_query_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
nodist_EXTRA_tests_fuzz_query_SOURCES = links-as.cc

fuzz_targets += tests/fuzz_settings
tests_fuzz_settings_SOURCES = tests/fuzz/fuzz_settings.c $(FUZZ_MAIN)
tests_fuzz_settings_CPPFLAGS = $(TEST_CPPFLAGS)
tests_fuzz_settings_CFLAGS = $(TEST_CFLAGS)
tests_fuzz_settings_LDADD = $(TEST_LIBS)
tests_fuzz_settings_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
nodist_EXTRA_tests_fuzz_settings_SOURCES = links-as.cc

check_PROGRAMS += $(fuzz_targets)
TESTS += $(fuzz_targets)
EXTRA_DIST += tests/fuzz/replay.c $(wildcard $(srcdir)/tests/fuzz/corpus)

fuzz: $(fuzz_targets)
	@for target in $(fuzz_targets); do \
		what=`basename $$target | $(SED) s/fuzz_//`; mkdir -p fuzz-found/$$what; \
		echo "== $$what, $(FUZZ_SECONDS) s"; \
		$(SHELL) $(srcdir)/tests/fuzz/run.sh ./$$target $(FUZZ_SECONDS) fuzz-found/$$what \
			$(srcdir)/tests/fuzz/corpus/$$what || exit 1; \
	done
EXTRA_DIST += tests/fuzz/run.sh
clean-local: clean-fuzz
clean-fuzz:
	rm -rf fuzz-found
