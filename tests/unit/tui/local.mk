# Unit tests of src/tui: one file tests/unit/tui/test_<module>.c a module, named in the list.

unit_programs += tests/unit_tui
tests_unit_tui_SOURCES = \
	tests/unit/tui/heard.c \
	tests/unit/tui/heard.h \
	tests/unit/tui/test_basket.c \
	tests/unit/tui/test_decode.c \
	tests/unit/tui/test_edit.c \
	tests/unit/tui/test_keys.c \
	tests/unit/tui/test_reorder.c \
	tests/unit/tui/test_scan.c \
	tests/unit/tui/test_theme.c \
	tests/unit/tui/test_wrap.c
tests_unit_tui_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_tui_CFLAGS = $(UNIT_CFLAGS)
tests_unit_tui_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_tui_SOURCES = links-as.cc
