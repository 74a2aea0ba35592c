# Data is compiled in by the folder that uses it (EMBED_TEXT); the directory goes into a release whole.
