# Sources of src/db, one a line, and the migrations that are compiled in.

libstockbook_a_SOURCES += \
	src/db/bookfile.c \
	src/db/bookfile.h \
	src/db/cache.c \
	src/db/db.c \
	src/db/driver.h \
	src/db/gate.c \
	src/db/gate.h \
	src/db/migrations.h \
	src/db/sqlite.h \
	src/db/sqlite_backup.c \
	src/db/sqlite_checkpoint.c \
	src/db/sqlite_error.c \
	src/db/sqlite_index.c \
	src/db/sqlite_migrate.c \
	src/db/sqlite_open.c \
	src/db/sqlite_replace.c \
	src/db/sqlite_search.c \
	src/db/sqlite_stmt.c \
	src/db/sqlite_tx.c \
	src/db/sqlite_verify.c \
	src/db/sqlite_watch.c

db_schema = $(sort $(wildcard $(srcdir)/src/db/schema/*.sql))
nodist_libstockbook_a_SOURCES += src/db/migrations.c
CLEANFILES += src/db/migrations.c
EXTRA_DIST += src/db/embed.awk $(db_schema)
src/db/migrations.c: src/db/embed.awk $(db_schema)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && LC_ALL=C $(AWK) -f $(srcdir)/src/db/embed.awk $(db_schema) $(WHOLE)
