# Sources of src/lists, one a line.

libstockbook_a_SOURCES +=
