# SPDX-License-Identifier: GPL-3.0-or-later
#
# Turns text files into one C array of struct sb_embedded (include/stockbook/embedded.h), so that the program
# needs nothing installed beside it.
#
#	awk -v array=sb_tui_embedded -v strip=../ -f embed-text.awk ../data/keys ../data/themes/dark > embedded.c
#
# A row is a file: its path without `strip`, its text, its length. The last row is all zero. An empty file is
# not distinguishable from none, and not allowed.

function quoted(line)
{
	gsub(/\\/, "&&", line)
	gsub(/"/, "\\\"", line)
	gsub(/\t/, "\\t", line)
	gsub(/\r/, "\\r", line)
	gsub(/\?\?/, "?\"\"?", line)
	return "\t\"" line "\\n\""
}

BEGIN {
	if (array == "") {
		print "embed-text.awk: say -v array=NAME" > "/dev/stderr"
		failed = 1
		exit 1
	}
	print "/* Made by src/embed-text.awk: do not edit. */"
	print "#include \"stockbook/embedded.h\"\n"
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\""
	print "#pragma GCC diagnostic ignored \"-Wpragmas\"\n"
}

FNR == 1 {
	if (count)
		print "\t;"
	name = FILENAME
	if (strip != "" && index(name, strip) == 1)
		name = substr(name, length(strip) + 1)
	names[++count] = name
	printf "\nstatic const char text_%d[] = /* %s */\n", count, name
}

{
	print quoted($0)
}

END {
	if (failed)
		exit 1
	if (count)
		print "\t;"
	printf "\nextern const struct sb_embedded %s[];\nconst struct sb_embedded %s[] = {\n", array, array
	for (i = 1; i <= count; i++)
		printf "\t{ \"%s\", text_%d, sizeof(text_%d) - 1 },\n", names[i], i, i
	print "\t{ NULL, NULL, 0 }\n};"
}
