# Unit tests of src/base: one file tests/unit/base/test_<module>.c a module, named in the list.

unit_programs += tests/unit_base
tests_unit_base_SOURCES = \
	tests/unit/base/test_base.c \
	tests/unit/base/test_files.c \
	tests/unit/base/test_id.c \
	tests/unit/base/test_json.c \
	tests/unit/base/test_moment.c \
	tests/unit/base/test_money.c \
	tests/unit/base/test_secret.c \
	tests/unit/base/test_setting.c \
	tests/unit/base/test_text.c \
	tests/unit/base/test_value.c
tests_unit_base_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(srcdir)/src/base
tests_unit_base_CFLAGS = $(UNIT_CFLAGS)
tests_unit_base_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_base_SOURCES = links-as.cc
