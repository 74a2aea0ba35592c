# Sources of src/tui, one a line.

libstockbook_a_SOURCES +=
