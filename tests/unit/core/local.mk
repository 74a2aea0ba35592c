# Unit tests of src/core: one file tests/unit/core/test_<module>.c a module, named in the list.

unit_programs += tests/unit_core
tests_unit_core_SOURCES = tests/support.c tests/support.h
tests_unit_core_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_core_CFLAGS = $(UNIT_CFLAGS)
tests_unit_core_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_core_SOURCES = links-as.cc
