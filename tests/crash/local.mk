# Crash tests: the process dies in the middle, the book does not. Binaries as in tests/unit/*/local.mk, named
# tests/crash_<what>, or shell tests *.t added to shell_tests.
