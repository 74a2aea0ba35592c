/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints the schema as PostgreSQL is given it, and every statement of the ledger as a PREPARE, so that
 * postgres.sh can show that one text of SQL serves both databases. Said as
 *
 *	print_sql DIRECTORY     makes schema.sql and statements.sql there
 */
#include "migrations.h"
#include "statements.h"

#include <err.h>
#include <stdio.h>

static FILE *create(const char *directory, const char *name)
{
	char path[4096];
	FILE *file = NULL;

	if (snprintf(path, sizeof(path), "%s/%s", directory, name) < (int)sizeof(path))
		file = fopen(path, "w");
	if (!file)
		err(1, "cannot make %s/%s", directory, name);
	return file;
}

static void print_schema(FILE *out)
{
	fputs("\\set ON_ERROR_STOP on\n", out);
	for (size_t i = 0; i < sb_migration_count; i++) {
		fprintf(out, "\\echo step %d %s\n", sb_migrations[i].version, sb_migrations[i].name);
		for (const char *const *text = sb_migrations[i].postgres; *text; text++)
			fprintf(out, "%s;\n", *text);
	}
}

static void print_statements(FILE *out)
{
	for (const struct sb_sql_statement *it = sb_sql_all; it->name; it++)
		fprintf(out, "\\echo %s\nPREPARE \"%s\" AS %s;\n", it->name, it->name, it->text);
}

int main(int argc, char **argv)
{
	FILE *schema, *statements;

	if (argc != 2)
		errx(2, "say print_sql DIRECTORY");
	schema = create(argv[1], "schema.sql");
	statements = create(argv[1], "statements.sql");
	print_schema(schema);
	print_statements(statements);
	return fclose(schema) != 0 || fclose(statements) != 0;
}
