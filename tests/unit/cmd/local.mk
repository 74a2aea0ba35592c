# Unit tests of src/cmd: one file tests/unit/cmd/test_<module>.c a module, named in the list.

unit_programs += tests/unit_cmd
tests_unit_cmd_SOURCES = \
	tests/unit/cmd/test_call.c tests/unit/cmd/test_cmd.c
tests_unit_cmd_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_cmd_CFLAGS = $(UNIT_CFLAGS)
tests_unit_cmd_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_cmd_SOURCES = links-as.cc
