# Sources of src/io, one a line.

libstockbook_a_SOURCES += \
	src/io/csv_read.c \
	src/io/csv_read.h \
	src/io/demo.c \
	src/io/demo_calendar.c \
	src/io/demo_counts.c \
	src/io/demo_deliveries.c \
	src/io/demo_holds.c \
	src/io/demo_kiosk.c \
	src/io/demo_order.c \
	src/io/demo_range.c \
	src/io/demo_shop.h \
	src/io/demo_trade.c \
	src/io/import.c \
	src/io/import_cell.c \
	src/io/import_columns.c \
	src/io/import_commit.c \
	src/io/import_keys.c \
	src/io/import_match.c \
	src/io/import_parts.h \
	src/io/import_record.c \
	src/io/import_rejects.c \
	src/io/import_row.c \
	src/io/spool.c \
	src/io/spool.h
