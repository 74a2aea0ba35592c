# Sources of src/base, one a line.

libstockbook_a_SOURCES += \
	src/base/alloc.c \
	src/base/arena.c \
	src/base/buf.c \
	src/base/civil.c \
	src/base/currency.c \
	src/base/error.c \
	src/base/excerpt.h \
	src/base/hash.c \
	src/base/hex.h \
	src/base/id.c \
	src/base/json_read.c \
	src/base/json_write.c \
	src/base/log.c \
	src/base/moment.c \
	src/base/moment_parse.c \
	src/base/money.c \
	src/base/number.h \
	src/base/number_parse.c \
	src/base/number_print.c \
	src/base/path.c \
	src/base/process.c \
	src/base/secret.c \
	src/base/setting.c \
	src/base/setting_layers.c \
	src/base/setting_value.h \
	src/base/text.c \
	src/base/text_cells.c \
	src/base/text_csv.c \
	src/base/text_match.c \
	src/base/toml.cc \
	src/base/toml.h \
	src/base/translate.c \
	src/base/utf8.c \
	src/base/value.c \
	src/base/zone.c \
	src/base/zone.h \
	src/base/zone_file.c \
	src/base/zone_rule.c
