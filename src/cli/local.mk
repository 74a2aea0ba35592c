# Sources of src/cli, one a line.

libstockbook_a_SOURCES += \
	src/cli/cli.c \
	src/cli/markdown.c \
	src/cli/options.c \
	src/cli/out.c \
	src/cli/out_csv.c \
	src/cli/out_json.c \
	src/cli/out_table.c \
	src/cli/progress.c \
	src/cli/prompt.c \
	src/cli/report.c \
	src/cli/screen.c \
	src/cli/secret.c \
	src/cli/secret.h \
	src/cli/signals.c
