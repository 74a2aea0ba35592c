# Tests of the shell door: tests/cli/*.t, POSIX shell on tests/tap.sh. One a line.

shell_tests = \
	tests/cli/book.t \
	tests/cli/count.t \
	tests/cli/demo.t \
	tests/cli/help.t \
	tests/cli/hold.t \
	tests/cli/import.t \
	tests/cli/language.t \
	tests/cli/nonsense.t \
	tests/cli/orders.t \
	tests/cli/products.t \
	tests/cli/reasons.t \
	tests/cli/stock.t \
	tests/cli/stores.t \
	tests/cli/tamper.t \
	tests/cli/terminal.t \
	tests/cli/usage.t \
	tests/cli/users.t \
	tests/cli/week.t

TESTS += $(shell_tests)
dist_check_SCRIPTS += $(shell_tests)
EXTRA_DIST += tests/cli/lib.sh
