# Unit tests of src/cli: one file tests/unit/cli/test_<module>.c a module, named in the list.

unit_programs += tests/unit_cli
tests_unit_cli_SOURCES = \
	tests/unit/cli/test_options.c tests/unit/cli/test_out.c
tests_unit_cli_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_cli_CFLAGS = $(UNIT_CFLAGS)
tests_unit_cli_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_cli_SOURCES = links-as.cc
