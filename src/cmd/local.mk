# Sources of src/cmd, one a line: a command is the file of its name.

libstockbook_a_SOURCES += \
	src/cmd/add.c \
	src/cmd/adjust.c \
	src/cmd/admit.c \
	src/cmd/answer.c \
	src/cmd/app.c \
	src/cmd/archive.c \
	src/cmd/availability.c \
	src/cmd/backup.c \
	src/cmd/backups.c \
	src/cmd/bulk.c \
	src/cmd/call.c \
	src/cmd/check.c \
	src/cmd/close.c \
	src/cmd/cmd.c \
	src/cmd/completions.c \
	src/cmd/config.c \
	src/cmd/count_cancel.c \
	src/cmd/count_list.c \
	src/cmd/count_negate.c \
	src/cmd/count_new.c \
	src/cmd/count_post.c \
	src/cmd/count_recount.c \
	src/cmd/count_resolve.c \
	src/cmd/count_reverse.c \
	src/cmd/count_review.c \
	src/cmd/count_scan.c \
	src/cmd/count_sheet.c \
	src/cmd/count_show.c \
	src/cmd/counting.c \
	src/cmd/counting_lines.c \
	src/cmd/counting_scan.c \
	src/cmd/demo.c \
	src/cmd/edit.c \
	src/cmd/help.c \
	src/cmd/history.c \
	src/cmd/hold_allocate.c \
	src/cmd/hold_cancel.c \
	src/cmd/hold_convert.c \
	src/cmd/hold_expire.c \
	src/cmd/hold_fulfil.c \
	src/cmd/hold_list.c \
	src/cmd/hold_place.c \
	src/cmd/hold_release.c \
	src/cmd/holding.c \
	src/cmd/import.c \
	src/cmd/init.c \
	src/cmd/list.c \
	src/cmd/manual.c \
	src/cmd/move.c \
	src/cmd/offer.c \
	src/cmd/option.c \
	src/cmd/packs.c \
	src/cmd/packs.h \
	src/cmd/present.c \
	src/cmd/present.h \
	src/cmd/order_cancel.c \
	src/cmd/order_edit.c \
	src/cmd/order_list.c \
	src/cmd/order_new.c \
	src/cmd/order_receive.c \
	src/cmd/order_show.c \
	src/cmd/order_suggest.c \
	src/cmd/ordering.c \
	src/cmd/ordering.h \
	src/cmd/reason_add.c \
	src/cmd/reason_list.c \
	src/cmd/rebuild.c \
	src/cmd/receive.c \
	src/cmd/remove.c \
	src/cmd/reply.c \
	src/cmd/resolve.c \
	src/cmd/restore.c \
	src/cmd/return.c \
	src/cmd/rows.c \
	src/cmd/sell.c \
	src/cmd/show.c \
	src/cmd/store_add.c \
	src/cmd/store_edit.c \
	src/cmd/store_list.c \
	src/cmd/store_plan.c \
	src/cmd/stores.c \
	src/cmd/stores.h \
	src/cmd/supplier_add.c \
	src/cmd/supplier_edit.c \
	src/cmd/supplier_list.c \
	src/cmd/transact.c \
	src/cmd/transfer.c \
	src/cmd/transfer_close.c \
	src/cmd/transfer_list.c \
	src/cmd/transfer_receive.c \
	src/cmd/undo.c \
	src/cmd/user_add.c \
	src/cmd/user_edit.c \
	src/cmd/user_list.c \
	src/cmd/users.c \
	src/cmd/users.h \
	src/cmd/value.c \
	src/cmd/version.c

# The manual is also the help.
nodist_libstockbook_a_SOURCES += src/cmd/embedded.c
CLEANFILES += src/cmd/embedded.c
src/cmd/embedded.c: man/stockbook.1.md man/stockbook.conf.5.md man/stockbook-query.7.md src/embed-text.awk
	$(EMBED_TEXT) -v array=sb_cmd_embedded $(EMBED_FILES) $(WHOLE)
