# Sources of src/db, one a line, and the migrations that are compiled in.

libstockbook_a_SOURCES += \
	src/db/cache.c \
	src/db/db.c \
	src/db/driver.h \
	src/db/migrations.h

# src/db/embed.awk says how schema/NNN-name.sql is written.
db_schema = $(sort $(wildcard $(srcdir)/src/db/schema/*.sql))
nodist_libstockbook_a_SOURCES += src/db/migrations.c
CLEANFILES += src/db/migrations.c
EXTRA_DIST += src/db/embed.awk $(db_schema)

src/db/migrations.c: src/db/embed.awk $(db_schema)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && LC_ALL=C $(AWK) -f $(srcdir)/src/db/embed.awk $(db_schema) > $@
