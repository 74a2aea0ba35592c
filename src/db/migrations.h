/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema, step by step. migrations.c is made by embed.awk from schema/NNN-name.sql, which says what the
 * type words mean for each driver. A step is a list of statements that a driver runs in one transaction;
 * a book's version is the number of the last step it has taken.
 */
#ifndef STOCKBOOK_DB_MIGRATIONS_H
#define STOCKBOOK_DB_MIGRATIONS_H

#include <stddef.h>

struct sb_migration {
	int version; /* from 1, no gaps */
	const char *name;
	const char *const *sqlite;   /* statements, ended by NULL */
	const char *const *postgres; /* likewise; empty where the step is SQLite's only */
};

extern const struct sb_migration sb_migrations[];
extern const size_t sb_migration_count;

#endif
