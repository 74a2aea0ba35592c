# Conformance tests: one suite that every database driver passes. Binaries as in tests/unit/*/local.mk, named
# tests/conformance_<what>.
