# Unit tests of src/db: one file tests/unit/db/test_<module>.c a module, named in the list.

unit_programs += tests/unit_db
tests_unit_db_SOURCES = tests/support.c tests/support.h
tests_unit_db_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_db_CFLAGS = $(UNIT_CFLAGS)
tests_unit_db_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_db_SOURCES = links-as.cc
