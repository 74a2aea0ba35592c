# Model tests: random operations against a tiny reference model. Binaries as in tests/unit/*/local.mk, named
# tests/model_<what>; more rounds when STOCKBOOK_TEST_LONG is set.
