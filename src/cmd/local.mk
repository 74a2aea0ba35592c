# Sources of src/cmd, one a line.

libstockbook_a_SOURCES +=
