# Tests of the shell door: tests/cli/*.t, POSIX shell on tests/tap.sh. One a line.

shell_tests =

TESTS += $(shell_tests)
dist_check_SCRIPTS += $(shell_tests)
