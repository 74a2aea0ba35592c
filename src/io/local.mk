# Sources of src/io, one a line.

libstockbook_a_SOURCES +=
