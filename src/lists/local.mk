# Sources of src/lists, one a line.

libstockbook_a_SOURCES += \
	src/lists/availability.c \
	src/lists/barcodes.c \
	src/lists/count_lines.c \
	src/lists/count_scans.c \
	src/lists/counts.c \
	src/lists/hold_lines.c \
	src/lists/holds.c \
	src/lists/journal.c \
	src/lists/lists.c \
	src/lists/movements.c \
	src/lists/order_lines.c \
	src/lists/orders.c \
	src/lists/product_columns.h \
	src/lists/products.c \
	src/lists/reasons.c \
	src/lists/scan_columns.h \
	src/lists/stock.c \
	src/lists/stock_columns.h \
	src/lists/stores.c \
	src/lists/suppliers.c \
	src/lists/tags.c \
	src/lists/transfer_lines.c \
	src/lists/transfers.c \
	src/lists/unmatched.c \
	src/lists/users.c
