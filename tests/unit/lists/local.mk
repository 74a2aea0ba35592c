# Unit tests of src/lists: one file tests/unit/lists/test_<module>.c a module, named in the list.

unit_programs += tests/unit_lists
tests_unit_lists_SOURCES = \
	tests/unit/lists/test_lists.c
tests_unit_lists_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_lists_CFLAGS = $(UNIT_CFLAGS)
tests_unit_lists_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_lists_SOURCES = links-as.cc
