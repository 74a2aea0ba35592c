# Unit tests of src/db: one file tests/unit/db/test_<module>.c a module, named in the list.

unit_programs += tests/unit_db
tests_unit_db_SOURCES = \
	tests/unit/db/db_fixture.c \
	tests/unit/db/db_fixture.h \
	tests/unit/db/test_facts.c \
	tests/unit/db/test_gate.c \
	tests/unit/db/test_migrations.c \
	tests/unit/db/test_sqlite_backup.c \
	tests/unit/db/test_sqlite_open.c \
	tests/unit/db/test_sqlite_search.c \
	tests/unit/db/test_sqlite_stmt.c \
	tests/unit/db/test_sqlite_tx.c
tests_unit_db_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_db_CFLAGS = $(UNIT_CFLAGS)
tests_unit_db_LDADD = $(UNIT_LIBS)
nodist_EXTRA_tests_unit_db_SOURCES = links-as.cc
