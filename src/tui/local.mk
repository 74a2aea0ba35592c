# Sources of src/tui, one a line.

libstockbook_a_SOURCES += \
	src/tui/actions.c \
	src/tui/actions.def \
	src/tui/actions.h \
	src/tui/chord.c \
	src/tui/decode.c \
	src/tui/decode.h \
	src/tui/decode_keys.c \
	src/tui/decode_keys.h \
	src/tui/edit.c \
	src/tui/edit.h \
	src/tui/filewatch.c \
	src/tui/glyphs.c \
	src/tui/glyphs.h \
	src/tui/input.h \
	src/tui/keys.c \
	src/tui/keys.h \
	src/tui/keys_parts.h \
	src/tui/keys_read.c \
	src/tui/layout.c \
	src/tui/layout.h \
	src/tui/loop.c \
	src/tui/loop.h \
	src/tui/scan.c \
	src/tui/scan.h \
	src/tui/scan_code.c \
	src/tui/scan_code.h \
	src/tui/scan_rules.c \
	src/tui/signals.c \
	src/tui/signals.h \
	src/tui/term.c \
	src/tui/term.h \
	src/tui/term_curses.c \
	src/tui/term_parts.h \
	src/tui/theme.c \
	src/tui/theme.h \
	src/tui/tty.c \
	src/tui/tty.h

nodist_libstockbook_a_SOURCES += src/tui/embedded.c
CLEANFILES += src/tui/embedded.c
src/tui/embedded.c: data/keys data/themes/default data/themes/light data/themes/mono data/themes/high-contrast \
		src/embed-text.awk
	$(EMBED_TEXT) -v array=sb_tui_embedded $(EMBED_FILES) > $@
