# Sources of src/core, one a line, and the SQL that is compiled in.

libstockbook_a_SOURCES +=

# Reading: the query language and the engine of lists.
libstockbook_a_SOURCES += \
	src/core/compose.c \
	src/core/list_cell.c \
	src/core/list_cursor.c \
	src/core/list_each.c \
	src/core/list_page.c \
	src/core/list_plan.c \
	src/core/list_search.c \
	src/core/list_sort.c \
	src/core/list_typo.c \
	src/core/list_walk.c \
	src/core/query.c \
	src/core/query_compile.c \
	src/core/compose.h src/core/list_plan.h src/core/query_compile.h

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
