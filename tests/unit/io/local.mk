# Unit tests of src/io: one file tests/unit/io/test_<module>.c a module, named in the list.

unit_programs += tests/unit_io
tests_unit_io_SOURCES = \
	tests/unit/io/test_csv_read.c \
	tests/unit/io/test_demo.c \
	tests/unit/io/test_import.c
tests_unit_io_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(srcdir)/src/io
tests_unit_io_CFLAGS = $(UNIT_CFLAGS)
tests_unit_io_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_io_SOURCES = links-as.cc
