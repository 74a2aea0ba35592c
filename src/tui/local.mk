# Sources of src/tui, one a line.

libstockbook_a_SOURCES += \
	src/tui/actions.c \
	src/tui/actions.def \
	src/tui/actions.h \
	src/tui/basket.c \
	src/tui/basket.h \
	src/tui/basket_file.c \
	src/tui/builtin.h \
	src/tui/chord.c \
	src/tui/counter_draw.c \
	src/tui/counter_inside.h \
	src/tui/counter_line.c \
	src/tui/counter_mode.c \
	src/tui/decode.c \
	src/tui/decode.h \
	src/tui/decode_keys.c \
	src/tui/decode_keys.h \
	src/tui/desk.c \
	src/tui/desk.h \
	src/tui/desk_frame.c \
	src/tui/desk_run.c \
	src/tui/desk_store.c \
	src/tui/desk_watch.c \
	src/tui/edit.c \
	src/tui/edit.h \
	src/tui/filewatch.c \
	src/tui/form.c \
	src/tui/form.h \
	src/tui/form_draft.c \
	src/tui/form_draw.c \
	src/tui/form_inside.h \
	src/tui/form_pick.c \
	src/tui/form_view.c \
	src/tui/glyphs.c \
	src/tui/glyphs.h \
	src/tui/input.h \
	src/tui/job.c \
	src/tui/job.h \
	src/tui/keys.c \
	src/tui/keys.h \
	src/tui/keys_parts.h \
	src/tui/keys_read.c \
	src/tui/layout.c \
	src/tui/layout.h \
	src/tui/list_columns.c \
	src/tui/list_columns.h \
	src/tui/list_draw.c \
	src/tui/list_rows.c \
	src/tui/list_rows.h \
	src/tui/list_view.c \
	src/tui/list_view.h \
	src/tui/loop.c \
	src/tui/loop.h \
	src/tui/outside.c \
	src/tui/outside.h \
	src/tui/pager.c \
	src/tui/pager.h \
	src/tui/pager_markdown.c \
	src/tui/palette.c \
	src/tui/product_card.c \
	src/tui/product_card.h \
	src/tui/scan.c \
	src/tui/scan.h \
	src/tui/scan_code.c \
	src/tui/scan_code.h \
	src/tui/scan_rules.c \
	src/tui/signals.c \
	src/tui/signals.h \
	src/tui/table.h \
	src/tui/term.c \
	src/tui/term.h \
	src/tui/term_curses.c \
	src/tui/term_parts.h \
	src/tui/theme.c \
	src/tui/theme.h \
	src/tui/tty.c \
	src/tui/tty.h \
	src/tui/tui.c \
	src/tui/view.c \
	src/tui/view.h \
	src/tui/views/counter.c \
	src/tui/views/entry.c \
	src/tui/views/holds.c \
	src/tui/views/jobs.c \
	src/tui/views/journal.c \
	src/tui/views/keys.c \
	src/tui/views/manual.c \
	src/tui/views/movements.c \
	src/tui/views/product.c \
	src/tui/views/products.c \
	src/tui/views/sending.c \
	src/tui/views/settings.c \
	src/tui/views/start.c \
	src/tui/views/stores.c \
	src/tui/views/table.c \
	src/tui/views/transfers.c \
	src/tui/words.c \
	src/tui/words.h \
	src/tui/worker.c \
	src/tui/worker.h

nodist_libstockbook_a_SOURCES += src/tui/embedded.c
CLEANFILES += src/tui/embedded.c
src/tui/embedded.c: data/keys data/themes/default data/themes/light data/themes/mono data/themes/high-contrast \
		src/embed-text.awk
	$(EMBED_TEXT) -v array=sb_tui_embedded $(EMBED_FILES) > $@
