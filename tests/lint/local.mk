# Rules about the source that a compiler does not check. Each script says its rule at its top.

lint_tests =

TESTS += $(lint_tests)
dist_check_SCRIPTS += $(lint_tests)
