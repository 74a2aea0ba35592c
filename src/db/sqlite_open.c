/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening an SQLite book for trust: rules for the file, a look at whose file it is that leaves no trace,
 * then a connection with everything that is dangerous off, everything that is durable on and limits on all
 * sizes. A new book is made beside its place and appears there whole.
 */
#include "bookfile.h"
#include "sqlite.h"
#include <assert.h>
#include <string.h>
#include <sys/stat.h>
#include <threads.h>

#define OLDEST_LIBRARY 3040000

/* https://sqlite.org/fileformat.html, the database header */
#define HEADER_BYTES 100
#define MARK_AT	68

static const struct {
	int what, value;
} switches[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },	       { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },		       { SQLITE_DBCONFIG_DQS_DDL, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },  { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
	{ SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 }, /* see sqlite_checkpoint.c */
};

/* Far above what the program's own statements need; they stop a damaged or malicious file. */
static const struct {
	int what, value;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 16 << 20 },	{ SQLITE_LIMIT_SQL_LENGTH, 200000 },
	{ SQLITE_LIMIT_COLUMN, 200 },		{ SQLITE_LIMIT_EXPR_DEPTH, 500 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 50 },	{ SQLITE_LIMIT_VDBE_OP, 100000 },
	{ SQLITE_LIMIT_ATTACHED, 1 }, /* VACUUM INTO attaches its output */
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 }, { SQLITE_LIMIT_VARIABLE_NUMBER, 2000 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 10 },	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};

#define CACHE_USUAL "PRAGMA cache_size = -16384"
#define CACHE_BULK  "PRAGMA cache_size = -65536"

static const char *const settings[] = {
	"PRAGMA foreign_keys = ON",
	"PRAGMA recursive_triggers = ON",
	"PRAGMA cell_size_check = ON",
	"PRAGMA mmap_size = 0",
	"PRAGMA temp_store = MEMORY",
	"PRAGMA secure_delete = OFF",
	CACHE_USUAL,
	"PRAGMA synchronous = FULL",
	SB_SQLITE_LOG_BYTES_MOST,
	NULL,
};
static const char *const settings_alone[] = { "PRAGMA locking_mode = EXCLUSIVE", NULL };
static const char *const settings_reading[] = { "PRAGMA query_only = ON", NULL };

/* Adding up the memory in use, which nobody here asks for, takes a lock at every allocation. Before the library's first use or not at all. */
static void spare_statistics(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum sb_status sb_sqlite_connect(const char *path, int flags, sqlite3 **out, struct sb_error *err)
{
	static once_flag begun = ONCE_FLAG_INIT;
	sb_owned_sqlite3 raw = NULL;
	int code;

	call_once(&begun, spare_statistics);
	code = sqlite3_open_v2(path, &raw, flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

	for (size_t i = 0; !code && i < SB_COUNT(switches); i++)
		code = sqlite3_db_config(raw, switches[i].what, switches[i].value, NULL);
	if (code)
		return sb_sqlite_fail_raw(raw, path, code, err);
	for (size_t i = 0; i < SB_COUNT(limits); i++)
		sqlite3_limit(raw, limits[i].what, limits[i].value);
	*out = sb_give(raw);
	return SB_OK;
}

int sb_sqlite_number(sqlite3 *raw, const char *sql, int64_t *out)
{
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(raw, sql, -1, &stmt, NULL);

	if (code)
		return code;
	code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		*out = sqlite3_column_int64(stmt, 0);
	else if (code == SQLITE_DONE)
		code = SQLITE_FORMAT;
	return code == SQLITE_ROW ? sqlite3_finalize(stmt) : (sqlite3_finalize(stmt), code);
}

static enum sb_status run_settings(struct sb_sqlite *db, const char *const *texts, struct sb_error *err)
{
	for (; *texts; texts++) {
		int code = sqlite3_exec(db->raw, *texts, NULL, NULL, NULL);

		if (code)
			return sb_sqlite_fail(db, code, err);
	}
	return SB_OK;
}

void sb_sqlite_bulk(struct sb_db *base, enum sb_bulk bulk)
{
	struct sb_sqlite *db = sb_sqlite_of(base);

	assert(db->in == SB_SQLITE_IDLE && "said outside transactions");
	sqlite3_db_config(db->raw, SQLITE_DBCONFIG_ENABLE_FKEY, bulk != SB_BULK_OF_WHOLES, NULL);
	/* A trigger before INSERT makes each one copy the pages it changes, in order to take it back alone. */
	sqlite3_db_config(db->raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, bulk != SB_BULK, NULL);
	/* Without it everything works, only slower. */
	sqlite3_exec(db->raw, bulk == SB_BULK_NOT ? CACHE_USUAL : CACHE_BULK, NULL, NULL, NULL);
}

/* Answers with the mode it is in then, which is not always the one asked for. */
static enum sb_status use_log(struct sb_sqlite *db, struct sb_error *err)
{
	sqlite3_stmt *stmt;
	bool agreed = false;
	int code = sqlite3_prepare_v2(db->raw, "PRAGMA journal_mode = WAL", -1, &stmt, NULL);

	if (code)
		return sb_sqlite_fail(db, code, err);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		agreed = strcmp((const char *)sqlite3_column_text(stmt, 0), "wal") == 0;
	code = sqlite3_finalize(stmt);
	if (code)
		return sb_sqlite_fail(db, code, err);
	return agreed ? SB_OK
		      : sb_fail(err, SB_CANNOT_OPEN, _("%s cannot have a log beside it: move the book to a local disk"), db->base.where);
}

static struct sb_sqlite *new_connection(const char *where, const struct sb_db_options *options)
{
	struct sb_sqlite *db = sb_alloc(sizeof(*db));

	sb_db_init(&db->base, &sb_sqlite_ops, where);
	db->base.driver = sb_alloc(sizeof("SQLite ") + strlen(sqlite3_libversion()));
	memcpy(db->base.driver, "SQLite ", sizeof("SQLite ") - 1);
	memcpy(db->base.driver + sizeof("SQLite ") - 1, sqlite3_libversion(), strlen(sqlite3_libversion()));
	db->busy_ms = options->busy_ms;
	db->read_only = options->mode == SB_DB_READ;
	db->any_age = options->any_age;
	sb_gate_init(&db->gate, NULL, 0);
	return db;
}

static enum sb_status refuse_foreign(const char *where, struct sb_error *err)
{
	return sb_fail(err, SB_CANNOT_OPEN, _("%s is a database of another program, not a book: check the path"), where);
}

/* As the log has it. */
static enum sb_status check_mark_again(struct sb_sqlite *db, struct sb_error *err)
{
	int64_t mark = 0;
	int code = sb_sqlite_number(db->raw, "PRAGMA application_id", &mark);

	if (code)
		return sb_sqlite_fail(db, code, err);
	return mark == SB_SQLITE_APPLICATION_ID ? SB_OK : refuse_foreign(db->base.where, err);
}

/* Makes the connection and everything on it that does not depend on the schema. */
static enum sb_status set_up(struct sb_sqlite *db, const char *path, struct sb_error *err)
{
	int flags = db->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	enum sb_status status = sb_sqlite_connect(path, flags, &db->raw, err);

	if (status)
		return status;
	sb_sqlite_watch(db);
	sb_sqlite_watch_log(db);
	if (db->is_mark_unsure)
		status = check_mark_again(db, err);
	if (!status && db->exclusive)
		status = run_settings(db, settings_alone, err);
	if (!status && db->path && !db->read_only)
		status = use_log(db, err);
	if (!status)
		status = run_settings(db, settings, err);
	if (!status && db->read_only)
		status = run_settings(db, settings_reading, err);
	return status;
}

static enum sb_status fill_new_book(const char *path, struct sb_error *err)
{
	const struct sb_db_options options = { .mode = SB_DB_CREATE };
	sb_owned(db) owner = &new_connection(path, &options)->base;
	struct sb_sqlite *db = sb_sqlite_of(owner);
	enum sb_status status;

	db->path = sb_strdup(path);
	status = set_up(db, path, err);
	if (!status)
		status = sb_sqlite_migrate(db, err);
	/* Nobody else knows the file yet: closing may take the log away, so that the file alone is the book. */
	if (!status)
		sqlite3_db_config(db->raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	return status;
}

static enum sb_status make_book(const char *path, struct sb_error *err)
{
	sb_owned_string made = NULL;
	enum sb_status status = sb_bookfile_absent(path, err);

	if (!status)
		status = sb_bookfile_beside(path, &made, err);
	if (status)
		return status;
	status = fill_new_book(made, err);
	if (!status)
		status = sb_bookfile_publish(made, path, err);
	if (status)
		sb_bookfile_discard(made);
	return status;
}

/* file:PATH?immutable=1, which reads the main file and neither locks, recovers nor makes anything. */
static void immutable_uri(const char *path, struct sb_buf *out)
{
	sb_buf_puts(out, "file:");
	for (; *path; path++)
		if (strchr("?#%", *path))
			sb_buf_printf(out, "%%%02x", (unsigned)(unsigned char)*path);
		else
			sb_buf_putc(out, *path);
	sb_buf_puts(out, "?immutable=1");
}

/* The mark as it lies in the file's header. Not asked in SQL, which wants the whole file to be in order: while the log is being copied it is not. */
static enum sb_status read_mark(sqlite3 *raw, const char *where, int64_t *out, struct sb_error *err)
{
	unsigned char header[HEADER_BYTES];
	sqlite3_file *file = NULL;
	int code = sqlite3_file_control(raw, NULL, SQLITE_FCNTL_FILE_POINTER, &file);

	if (!code)
		code = file->pMethods->xRead(file, header, sizeof(header), 0);
	if (code == SQLITE_IOERR_SHORT_READ || (!code && memcmp(header, "SQLite format 3", 16) != 0))
		code = SQLITE_NOTADB;
	if (code)
		return sb_sqlite_fail_raw(raw, where, code, err);
	*out = (int64_t)header[MARK_AT] << 24 | header[MARK_AT + 1] << 16 | header[MARK_AT + 2] << 8 | header[MARK_AT + 3];
	return SB_OK;
}

static bool has_log(const char *path)
{
	sb_auto(buf) name = SB_BUF_INIT;
	struct stat st;

	sb_buf_printf(&name, "%s-wal", path);
	return stat(name.data, &st) == 0 && st.st_size > 0;
}

/* Whose file it is, before anything touches it. The mark was there before the book first had a log. */
static enum sb_status check_mark(struct sb_sqlite *db, struct sb_error *err)
{
	sb_auto(buf) uri = SB_BUF_INIT;
	sb_owned_sqlite3 raw = NULL;
	int64_t mark = 0;
	enum sb_status status;

	immutable_uri(db->path, &uri);
	status = sb_sqlite_connect(uri.data, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, &raw, err);
	if (!status)
		status = read_mark(raw, db->base.where, &mark, err);
	if (!status && mark != SB_SQLITE_APPLICATION_ID)
		status = refuse_foreign(db->base.where, err);
	if (status != SB_CANNOT_OPEN || !has_log(db->path))
		return status;
	/* When the power goes while the log is copied the header may be rubbish; it is in the log as well. */
	db->is_mark_unsure = true;
	return SB_OK;
}

static enum sb_status check_network(struct sb_sqlite *db, const char *network, const struct sb_db_options *options, struct sb_error *err)
{
	if (!network)
		return SB_OK;
	if (!options->trust_folder)
		return sb_fail(err, SB_CANNOT_OPEN,
			       _("%s lies on a network file system (%s), where locks can fail and books get damaged: move it to a local disk, "
				 "or say that you trust the folder and use the book from one program at a time"),
			       db->base.where, network);
	db->exclusive = true;
	sb_buf_printf(&db->base.warning, _("%s lies on a network file system (%s): only one program at a time can use it"),
		      db->base.where, network);
	return SB_OK;
}

static enum sb_status open_file(struct sb_sqlite *db, const struct sb_db_options *options, struct sb_error *err)
{
	struct sb_bookfile_facts facts;
	enum sb_status status = sb_bookfile_resolve(db->base.where, &db->path, err);

	if (!status && options->mode == SB_DB_CREATE)
		status = make_book(db->path, err);
	if (!status)
		status = sb_bookfile_inspect(db->path, &facts, err);
	if (!status)
		status = check_network(db, facts.network, options, err);
	if (!status)
		status = check_mark(db, err);
	if (status)
		return status;
	sb_gate_init(&db->gate, db->exclusive || db->read_only ? NULL : db->path, facts.mode);
	status = set_up(db, db->path, err);
	if (!status)
		status = sb_sqlite_check_version(db, err);
	if (!status && !db->read_only)
		status = sb_sqlite_migrate(db, err);
	return status;
}

static enum sb_status open_memory(struct sb_sqlite *db, struct sb_error *err)
{
	enum sb_status status;

	db->read_only = false;
	status = set_up(db, ":memory:", err);
	return status ? status : sb_sqlite_migrate(db, err);
}

enum sb_status sb_sqlite_open(const char *where, const struct sb_db_options *options, struct sb_db **out, struct sb_error *err)
{
	struct sb_sqlite *db = new_connection(where, options);
	sb_owned(db) owner = &db->base;
	enum sb_status status;
	bool unused;

	if (sqlite3_libversion_number() < OLDEST_LIBRARY)
		return sb_fail(err, SB_CANNOT_OPEN, _("the SQLite library is too old (%s): install 3.40 or newer"), sqlite3_libversion());
	status = strcmp(where, ":memory:") == 0 ? open_memory(db, err) : open_file(db, options, err);
	if (!status)
		status = sb_sqlite_changed(&db->base, &unused, err);
	if (status)
		return status;
	*out = sb_give(owner);
	return SB_OK;
}

void sb_sqlite_close(struct sb_db *base)
{
	struct sb_sqlite *db = sb_sqlite_of(base);
	bool closed;

	if (db->raw)
		sb_sqlite_tidy(base);
	for (size_t i = 0; i < SB_COUNT(db->own); i++)
		sqlite3_finalize(db->own[i]);
	sqlite3_close(db->helper);
	closed = sqlite3_close(db->raw) == SQLITE_OK;
	assert(closed && "a statement outlives its connection");
	(void)closed;
	sb_gate_release(&db->gate);
	free(db->path);
}

const struct sb_db_ops sb_sqlite_ops = {
	.open = sb_sqlite_open,
	.close = sb_sqlite_close,
	.library_note = sb_sqlite_library_note,
	.prepare = sb_sqlite_prepare,
	.finish = sb_sqlite_finish,
	.renew = sb_sqlite_renew,
	.reset = sb_sqlite_reset,
	.bind_int = sb_sqlite_bind_int,
	.bind_text = sb_sqlite_bind_text,
	.bind_bytes = sb_sqlite_bind_bytes,
	.bind_null = sb_sqlite_bind_null,
	.step = sb_sqlite_step,
	.changes = sb_sqlite_changes,
	.col_is_null = sb_sqlite_col_is_null,
	.col_int = sb_sqlite_col_int,
	.col_text = sb_sqlite_col_text,
	.col_bytes = sb_sqlite_col_bytes,
	.begin = sb_sqlite_begin,
	.commit = sb_sqlite_commit,
	.patience = sb_sqlite_patience,
	.rollback = sb_sqlite_rollback,
	.in_transaction = sb_sqlite_in_transaction,
	.is_awaited = sb_sqlite_is_awaited,
	.savepoint = sb_sqlite_savepoint,
	.savepoint_keep = sb_sqlite_savepoint_keep,
	.savepoint_revert = sb_sqlite_savepoint_revert,
	.read_begin = sb_sqlite_read_begin,
	.read_end = sb_sqlite_read_end,
	.interrupt = sb_sqlite_interrupt,
	.limit = sb_sqlite_limit,
	.changed = sb_sqlite_changed,
	.search_put = sb_sqlite_search_put,
	.search_drop = sb_sqlite_search_drop,
	.search_clear = sb_sqlite_search_clear,
	.search_rebuild = sb_sqlite_search_rebuild,
	.search_expression = sb_sqlite_search_expression,
	.search_fragment = sb_sqlite_search_fragment,
	.word_put = sb_sqlite_word_put,
	.word_like = sb_sqlite_word_like,
	.verify = sb_sqlite_verify,
	.backup = sb_sqlite_backup,
	.script = sb_sqlite_script,
	.unindex = sb_sqlite_unindex,
	.tidy = sb_sqlite_tidy,
	.bulk = sb_sqlite_bulk,
};
