# Sources of src/cli, one a line.

libstockbook_a_SOURCES +=
