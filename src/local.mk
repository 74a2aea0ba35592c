# The program: main.c and everything else.

bin_PROGRAMS += src/stockbook
src_stockbook_SOURCES = src/main.c
nodist_EXTRA_src_stockbook_SOURCES = links-as.cc
src_stockbook_LDADD = libstockbook.a $(SB_LIBS)

# The catalogues where the program finds them when it runs from the build tree: locale/<language>/LC_MESSAGES.
# Only languages listed in po/LINGUAS are made.
locale-stamp: $(srcdir)/po/LINGUAS $(wildcard $(srcdir)/po/*.po)
	$(AM_V_GEN)for lang in `$(SED) 's/#.*//' $(srcdir)/po/LINGUAS`; do \
		$(MKDIR_P) locale/$$lang/LC_MESSAGES && \
		$(GMSGFMT) -o locale/$$lang/LC_MESSAGES/stockbook.mo $(srcdir)/po/$$lang.po || exit 1; \
	done; echo made > $@
noinst_DATA += locale-stamp
CLEANFILES += locale-stamp
clean-local: clean-locale
clean-locale:
	rm -rf locale

# What the shells complete, told by the program itself from its table of commands.
bash_completiondir = $(datadir)/bash-completion/completions
zsh_completiondir = $(datadir)/zsh/site-functions
fish_completiondir = $(datadir)/fish/vendor_completions.d
nodist_bash_completion_DATA = completions/stockbook
nodist_zsh_completion_DATA = completions/_stockbook
nodist_fish_completion_DATA = completions/stockbook.fish
completions/stockbook: complete_for = bash
completions/_stockbook: complete_for = zsh
completions/stockbook.fish: complete_for = fish
completion_files = $(nodist_bash_completion_DATA) $(nodist_zsh_completion_DATA) $(nodist_fish_completion_DATA)
$(completion_files): src/stockbook$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) completions && \
		LC_ALL=C STOCKBOOK_LOG_LEVEL=off src/stockbook -c /dev/null help --completions=$(complete_for) $(WHOLE)
CLEANFILES += $(completion_files)
