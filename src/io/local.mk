# Sources of src/io, one a line.

libstockbook_a_SOURCES += \
	src/io/demo.c \
	src/io/demo_range.c \
	src/io/demo_shop.h \
	src/io/demo_trade.c
