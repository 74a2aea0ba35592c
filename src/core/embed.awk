# SPDX-License-Identifier: GPL-3.0-or-later
#
# Turns files of SQL into C. A line "-- name: stock_take" begins a statement that runs to the next such line or
# the end of the file; other "--" lines are comment and are dropped. The statement becomes
#
#	const char sb_sql_stock_take[] = "...";
#
# and a row of sb_sql_all[], which ends with a row of two NULLs. With -v kind=header the declarations are
# written, with -v kind=source the text. A name used twice or SQL before the first name ends the build.

function finish()
{
	if (name == "")
		return
	sub(/[ \t\n]+$/, "", text)
	sub(/;$/, "", text)
	if (text == "")
		fail("statement '" name "' is empty")
	names[++count] = name
	texts[count] = text
	name = text = ""
}

function fail(why)
{
	printf "%s:%d: %s\n", FILENAME, FNR, why > "/dev/stderr"
	failed = 1
	exit 1
}

function quoted(line)
{
	gsub(/\\/, "\\\\", line)
	gsub(/"/, "\\\"", line)
	gsub(/\t/, "\\t", line)
	return "\"" line "\\n\""
}

FNR == 1 {
	finish()
}

/^-- name:/ {
	finish()
	name = $3
	if (name !~ /^[a-z][a-z0-9_]*$/)
		fail("a statement's name is lower case letters, digits and _")
	if (name in seen)
		fail("statement '" name "' was already named in " seen[name])
	seen[name] = FILENAME
	next
}

/^[ \t]*--/ || /^[ \t]*$/ {
	next
}

{
	if (name == "")
		fail("SQL before the first '-- name:' line")
	text = text $0 "\n"
}

function write_header(i)
{
	print "/* Made by src/core/embed.awk from src/core/sql: do not edit. */"
	print "#ifndef STOCKBOOK_STATEMENTS_H\n#define STOCKBOOK_STATEMENTS_H\n"
	print "struct sb_sql_statement {\n\tconst char *name;\n\tconst char *text;\n};\n"
	print "extern const struct sb_sql_statement sb_sql_all[];\n"
	for (i = 1; i <= count; i++)
		print "extern const char sb_sql_" names[i] "[];"
	print "\n#endif"
}

function write_source(i, j, n, lines)
{
	print "/* Made by src/core/embed.awk from src/core/sql: do not edit. */"
	print "#include \"statements.h\"\n"
	print "#include <stddef.h>\n"
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
	for (i = 1; i <= count; i++) {
		print "const char sb_sql_" names[i] "[] ="
		n = split(texts[i], lines, "\n")
		for (j = 1; j <= n; j++)
			printf "\t%s%s\n", quoted(lines[j]), j == n ? ";\n" : ""
	}
	print "const struct sb_sql_statement sb_sql_all[] = {"
	for (i = 1; i <= count; i++)
		print "\t{ \"" names[i] "\", sb_sql_" names[i] " },"
	print "\t{ NULL, NULL }\n};"
}

END {
	if (failed)
		exit 1
	finish()
	if (failed)
		exit 1
	if (kind == "header")
		write_header()
	else
		write_source()
}
