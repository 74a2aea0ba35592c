# Rules about the source that a compiler does not check. Each script says its rules at its top.

lint_tests = \
	tests/lint/headers.sh \
	tests/lint/install.sh \
	tests/lint/layers.sh \
	tests/lint/man.sh \
	tests/lint/postgres.sh \
	tests/lint/potfiles.sh \
	tests/lint/release.sh \
	tests/lint/scripts.sh \
	tests/lint/sizes.sh \
	tests/lint/style.sh \
	tests/lint/tables.sh \
	tests/lint/translations.sh

TESTS += $(lint_tests)
dist_check_SCRIPTS += $(lint_tests)
EXTRA_DIST += tests/lint/rule.sh

# Prints the SQL that PostgreSQL would be given; for postgres.sh.
check_PROGRAMS += tests/lint/print_sql
tests_lint_print_sql_SOURCES = tests/lint/print_sql.c
tests_lint_print_sql_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lint_print_sql_CFLAGS = $(TEST_CFLAGS)
tests_lint_print_sql_LDADD = $(TEST_LIBS)
nodist_EXTRA_tests_lint_print_sql_SOURCES = links-as.cc
