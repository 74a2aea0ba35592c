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
