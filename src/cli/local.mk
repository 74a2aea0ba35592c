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

# Completions are written by the program itself, from its table of commands.
completions_made = data/completions/bash/stockbook data/completions/zsh/_stockbook data/completions/fish/stockbook.fish
bashcompletionsdir = $(datadir)/bash-completion/completions
zshcompletionsdir = $(datadir)/zsh/site-functions
fishcompletionsdir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletions_DATA = data/completions/bash/stockbook
nodist_zshcompletions_DATA = data/completions/zsh/_stockbook
nodist_fishcompletions_DATA = data/completions/fish/stockbook.fish
CLEANFILES += $(completions_made)

$(completions_made): src/stockbook$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && shell=$(@D) && \
		LC_ALL=C HOME=$(abs_builddir) STOCKBOOK_LOG_LEVEL=off src/stockbook$(EXEEXT) help --completions=$${shell##*/} > $@.tmp && \
		mv $@.tmp $@
