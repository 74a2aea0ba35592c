# The manual pages, written in Markdown (the program shows the same text as help) and made by lowdown. The page
# NAME.SECTION is written in man/NAME.SECTION.md; a release carries both. The files begin with no metadata.

man_pages = man/stockbook.1 man/stockbook.conf.5 man/stockbook-query.7

if HAVE_MAN
dist_man_MANS = $(man_pages)
endif
EXTRA_DIST += $(man_pages:=.md) man/page.sh man/update.sh
CLEANFILES += $(man_made)

if MAKE_MAN
man_made = $(man_pages)
$(man_pages): %: %.md man/page.sh
	$(AM_V_GEN)$(MKDIR_P) man && LOWDOWN='$(LOWDOWN)' VERSION='$(PACKAGE_VERSION)' \
		$(SHELL) $(srcdir)/man/page.sh $(filter %.md,$^) $@
endif
