# Sources of src/core, one a line, and the SQL that is compiled in.

libstockbook_a_SOURCES +=

# Every statement of src/core/sql/*.sql becomes sb_sql_<name>; src/core/embed.awk says how they are written.
core_sql = $(sort $(wildcard $(srcdir)/src/core/sql/*.sql))
nodist_libstockbook_a_SOURCES += src/core/statements.c src/core/statements.h
BUILT_SOURCES += src/core/statements.h
CLEANFILES += src/core/statements.c src/core/statements.h
EXTRA_DIST += src/core/embed.awk $(core_sql)

src/core/statements.c: src/core/embed.awk $(core_sql)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && LC_ALL=C $(AWK) -v kind=source -f $(srcdir)/src/core/embed.awk $(core_sql) > $@
src/core/statements.h: src/core/embed.awk $(core_sql)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && LC_ALL=C $(AWK) -v kind=header -f $(srcdir)/src/core/embed.awk $(core_sql) > $@
