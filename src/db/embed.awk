# SPDX-License-Identifier: GPL-3.0-or-later
#
# Turns schema/NNN-name.sql into migrations.c. The files are one SQL for all drivers with these words:
#
#	word               SQLite                    PostgreSQL
#	INT64_KEY          INTEGER PRIMARY KEY       bigint PRIMARY KEY
#	INT64              INTEGER                   bigint
#	BYTES              BLOB                      bytea
#	STRICT_TABLE       STRICT
#	CLUSTERED_TABLE    STRICT, WITHOUT ROWID
#
#	APPEND_ONLY(table, key, key...);
#
# refuses UPDATE, DELETE and an INSERT that meets a row with the same key. Keys are alternatives: each of
# them alone must be new. A key of several columns is written with +, as in APPEND_ONLY(lines, seq+line).
# All unique keys of the table must be listed, since SQLite's INSERT OR REPLACE removes the row it meets
# without asking the triggers on DELETE.
#
# A statement ends with a ; at the end of a line. Comments are dropped. A file NNN-name.sqlite.sql is a step
# that only SQLite takes.

BEGIN {
	sqlite["INT64_KEY"] = "INTEGER PRIMARY KEY"
	postgres["INT64_KEY"] = "bigint PRIMARY KEY"
	sqlite["INT64"] = "INTEGER"
	postgres["INT64"] = "bigint"
	sqlite["BYTES"] = "BLOB"
	postgres["BYTES"] = "bytea"
	sqlite["STRICT_TABLE"] = "STRICT"
	postgres["STRICT_TABLE"] = ""
	sqlite["CLUSTERED_TABLE"] = "STRICT, WITHOUT ROWID"
	postgres["CLUSTERED_TABLE"] = ""
	print "/* Made by src/db/embed.awk from src/db/schema: do not edit. */"
	print "#include \"migrations.h\""
}

function fail(why)
{
	printf "%s:%d: %s\n", FILENAME, FNR, why > "/dev/stderr"
	failed = 1
	exit 1
}

# The text with each word that `meaning` knows replaced.
function expand(text, meaning,    done, word)
{
	done = ""
	while (match(text, /[A-Za-z_][A-Za-z_0-9]*/)) {
		word = substr(text, RSTART, RLENGTH)
		done = done substr(text, 1, RSTART - 1) (word in meaning ? meaning[word] : word)
		text = substr(text, RSTART + RLENGTH)
	}
	return done text
}

function quoted(text)
{
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	gsub(/\t/, "\\t", text)
	gsub(/\n/, "\\n\"\n\t\"", text)
	return "\t\"" text "\",\n"
}

function for_sqlite(statement)
{
	sqlite_text = sqlite_text quoted(statement)
}

function for_postgres(statement)
{
	if (!sqlite_only)
		postgres_text = postgres_text quoted(statement)
}

function append_only_sqlite(table, keys, n,    i, j, m, columns, same, met)
{
	for_sqlite("CREATE TRIGGER " table "_no_update BEFORE UPDATE ON " table \
		" BEGIN SELECT RAISE(ABORT, '" table " is append-only'); END")
	for_sqlite("CREATE TRIGGER " table "_no_delete BEFORE DELETE ON " table \
		" BEGIN SELECT RAISE(ABORT, '" table " is append-only'); END")
	met = ""
	for (i = 1; i <= n; i++) {
		m = split(keys[i], columns, "+")
		same = ""
		for (j = 1; j <= m; j++)
			same = same (j > 1 ? " AND " : "") columns[j] " = NEW." columns[j]
		met = met (i > 1 ? "\n\tOR " : "") "EXISTS (SELECT 1 FROM " table " WHERE " same ")"
	}
	for_sqlite("CREATE TRIGGER " table "_no_replace BEFORE INSERT ON " table \
		"\n\tWHEN " met "\n\tBEGIN SELECT RAISE(ABORT, '" table " is append-only'); END")
}

# PostgreSQL has no INSERT OR REPLACE; ON CONFLICT DO UPDATE is an UPDATE to triggers.
function append_only_postgres(table)
{
	for_postgres("CREATE FUNCTION " table "_refuse() RETURNS trigger LANGUAGE plpgsql AS" \
		" $$ BEGIN RAISE EXCEPTION '" table " is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$")
	for_postgres("CREATE TRIGGER " table "_append_only BEFORE UPDATE OR DELETE ON " table \
		" FOR EACH ROW EXECUTE FUNCTION " table "_refuse()")
	for_postgres("CREATE TRIGGER " table "_no_truncate BEFORE TRUNCATE ON " table \
		" FOR EACH STATEMENT EXECUTE FUNCTION " table "_refuse()")
}

function append_only(text,    n, i, words, keys)
{
	sub(/^APPEND_ONLY\(/, "", text)
	sub(/\)$/, "", text)
	gsub(/[ \t\n]/, "", text)
	n = split(text, words, ",")
	if (n < 2)
		fail("APPEND_ONLY wants a table and its keys")
	for (i = 2; i <= n; i++)
		keys[i - 1] = words[i]
	append_only_sqlite(words[1], keys, n - 1)
	append_only_postgres(words[1])
}

function finish_statement()
{
	if (statement ~ /^APPEND_ONLY\(/) {
		append_only(statement)
	} else {
		for_sqlite(expand(statement, sqlite))
		for_postgres(expand(statement, postgres))
	}
	statement = ""
}

function finish_file()
{
	if (version == 0)
		return
	if (statement != "")
		fail("the last statement does not end with ;")
	for_sqlite("PRAGMA user_version = " version)
	printf "\nstatic const char *const sqlite_%d[] = {\n%s\tNULL,\n};\n", version, sqlite_text
	printf "static const char *const postgres_%d[] = {\n%s\tNULL,\n};\n", version, postgres_text
	rows = rows sprintf("\t{ .version = %d, .name = \"%s\", .sqlite = sqlite_%d, .postgres = postgres_%d },\n", \
		version, name, version, version)
}

FNR == 1 {
	finish_file()
	name = FILENAME
	sub(/.*\//, "", name)
	sqlite_only = sub(/\.sqlite\.sql$/, "", name)
	sub(/\.sql$/, "", name)
	if (name !~ /^[0-9][0-9][0-9]-[a-z-]+$/ || substr(name, 1, 3) + 0 != version + 1)
		fail("expected a file named NNN-name.sql with the number " version + 1)
	version++
	name = substr(name, 5)
	sqlite_text = postgres_text = statement = ""
}

{
	sub(/[ \t]*--.*/, "")
	sub(/[ \t]+$/, "")
	if ($0 == "")
		next
	statement = statement (statement == "" ? "" : "\n") $0
	if (sub(/;$/, "", statement))
		finish_statement()
}

END {
	if (failed)
		exit 1
	finish_file()
	if (failed)
		exit 1
	printf "\nconst struct sb_migration sb_migrations[] = {\n%s};\n", rows
	print "const size_t sb_migration_count = sizeof(sb_migrations) / sizeof(sb_migrations[0]);"
}
