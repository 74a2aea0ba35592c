/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A command is one object declared once in src/cmd: the shell's subcommand, the terminal's form and palette, --help, completions and the
 * manual's entry are read from it. A command checks its arguments, does one thing to the book and fills a reply; it never prints, asks
 * or draws.
 */
#ifndef STOCKBOOK_CMD_H
#define STOCKBOOK_CMD_H

#include "stockbook/app.h"
#include "stockbook/cmd_table.h"
#include "stockbook/list.h"
#include "stockbook/product.h"

enum {
	SB_ARG_POSITIONAL = 1,
	SB_ARG_REQUIRED = 2,
	SB_ARG_REPEAT = 4, /* given several times; positional ones that repeat in a row repeat as a group: PRODUCT QTY [PRODUCT QTY …] */
	SB_ARG_SIGNED = 8, /* QTY below zero is meant */
	SB_ARG_PLUS = 16,  /* QTY above zero */
	SB_ARG_ADVANCED = 32, /* left out of the terminal's form (tokens, paths) */
	SB_ARG_SECRET = 64, /* takes no word on a command line: doors ask for it unseen, forms show dots; in no draft and no fingerprint */
	SB_ARG_MANY_LINES = 128,
	SB_ARG_FIELD = 256, /* a field of the product (its option in SB_PRODUCT_FIELDS): read by sb_product_set into sb_call_change() */
	SB_ARG_NEEDED = 512, /* marked in forms as what must be there, though the shell may leave it to the rules to say so */
	SB_ARG_INPUT = 1024, /* TEXT: for - the shell gives the lines of its standard input */
	SB_ARG_PACKS = 2048, /* QTY: behind the barcode of a case it counts cases */
	SB_ARG_HOW = 4096, /* says how the command works and not what goes into the book: what cannot be read is SB_USAGE */
	SB_ARG_READ = 8192, /* FILE: it is there and may be read */
};

struct sb_arg {
	const char *name; /* option without dashes; positional: its word in lower case */
	enum sb_type type;
	unsigned flags;
	const char *value; /* "QTY", in usage */
	const char *label; /* in forms; translate */
	const char *help;  /* one sentence; translate */
	const char *fallback; /* NULL: none */
	const char *choices;  /* CHOICE: "a|b|c"; what `offer` gives besides may be chosen as well */
	const char *unless;   /* positional: left out when the argument of this name is given; NULL: never */
	/* Completion and pick-lists: values that exist, given to each(). NULL: by type (products, files, choices). */
	enum sb_status (*offer)(struct sb_app *app, const char *beginning, int most, bool (*each)(const char *value, const char *meaning, void *context),
				void *context, struct sb_error *err);
	/* Beside its field and in a question: appends what is meant by what was typed, or nothing. NULL: by type. */
	void (*tell)(struct sb_app *app, const char *text, struct sb_buf *out);
};

enum {
	SB_NEEDS_BOOK = 1,  /* opened for reading at least */
	SB_NEEDS_WRITE = 2, /* opened for writing */
	SB_IS_LONG = 4,	    /* runs as a job with progress; may be cancelled */
	SB_IS_SHELL_ONLY = 8,
	SB_ASKS_FIRST = 16, /* the terminal confirms before it runs */
	SB_ASKS_ALONE = 32, /* the shell asks for the arguments, one by one, when none is given on a terminal */
	SB_FORM_FIRST = 128, /* in the terminal its form comes first when only its subject is given */
	SB_PREVIEWS = 64,   /* has --dry-run: the terminal shows what it would do first and then asks */
	SB_BY_ANYONE = 256, /* changes nothing: an auditor may run it */
	SB_BY_CLERK = 512,  /* a clerk's work; with neither of these two it is a manager's */
};

struct sb_call;
struct sb_reply;

/* How the arguments of a command that changes something read now. Lies in the call's arena. */
struct sb_present {
	const char *about;  /* "MUG-BLUE Blue mug"; NULL: about nothing, or about several */
	const char *key;    /* what its first argument takes to mean the same thing, whatever that is called meanwhile; NULL: it has one name */
	int64_t version;    /* what its argument `seen` takes back */
	const char **texts; /* in the order of its arguments; NULL: not said */
};

/* Values an argument may take that exist and begin like this, with what they mean: its own `offer`, else by its type and name (products, tags,
 * suppliers, choices, yes and no). Nothing to offer is SB_OK. */
enum sb_status sb_arg_offer(struct sb_app *app, const struct sb_arg *arg, const char *beginning, int most,
			    bool (*each)(const char *value, const char *meaning, void *context), void *context,
			    struct sb_error *err) SB_CHECKED;

struct sb_cmd {
	const char *name;    /* "receive", "hold place"; the word in the table of commands and of its file, which has _ for the blank */
	const char *aliases; /* "list-products|ls", NULL: none */
	const char *group;   /* heading in help: N_("Stock"), … */
	const char *summary; /* one line; translate */
	const char *details; /* paragraphs for --help and the manual; translate; NULL: none */
	const char *examples; /* lines of shell, NULL: none */
	const struct sb_arg *args;
	size_t arg_count;
	unsigned flags;
	enum sb_status (*run)(struct sb_call *call, struct sb_reply *reply, struct sb_error *err);
	/* Of commands that change what is there: how that is now, for the one thing that was given. NULL: forms begin empty. */
	enum sb_status (*present)(struct sb_call *call, struct sb_present *out, struct sb_error *err);
};

const struct sb_cmd *sb_cmd_at(size_t index);		/* NULL: past the end */
const struct sb_cmd *sb_cmd_find(const char *word);	/* by name or alias; NULL: no such command */
/* The command that a line begins with; *taken: how many of its words that was, one or two. NULL: none. */
const struct sb_cmd *sb_cmd_find_words(const char *const *words, size_t count, size_t *taken);
/* A name may hold one blank: "hold place" is "place" of the family "hold". What it is called there; NULL: it is none of that family. */
const char *sb_cmd_in_family(const struct sb_cmd *cmd, const char *family);
bool sb_cmd_is_family(const char *word);
/* The words that may follow, "place, convert, …". */
void sb_cmd_print_family(const char *family, struct sb_buf *out);
/* The nearest command's name to a mistyped one, or NULL. */
const char *sb_cmd_nearest(const char *word);
const struct sb_arg *sb_cmd_arg(const struct sb_cmd *cmd, const char *name); /* NULL: no such argument */
/* "receive PRODUCT QTY [PRODUCT QTY …] [--cost=MONEY] …" */
void sb_cmd_usage(const struct sb_cmd *cmd, struct sb_buf *out);
static inline bool sb_arg_is_bare(const struct sb_arg *arg) /* an option without a value behind it */
{
	return arg->type == SB_BOOL_TYPE || arg->flags & SB_ARG_SECRET;
}
/* What an argument is called when spoken of: "QTY" or "--cost". */
void sb_cmd_arg_name(const struct sb_arg *arg, struct sb_buf *out);
/* Markdown of one command: usage, what it does, its arguments, examples. Headings are of `level` number signs; 0: none. */
void sb_cmd_print_help(const struct sb_cmd *cmd, int level, struct sb_buf *out);

/* The whole manual as Markdown. */
void sb_manual_print(struct sb_buf *out);

/* Options of the program itself, understood before and behind every command. */
struct sb_option {
	const char *name;  /* "book" */
	char letter;	   /* 'b'; 0: none */
	const char *value; /* "BOOK"; NULL: takes none */
	const char *choices; /* "auto|always|never"; NULL: any */
	const char *help;  /* one sentence; translate */
};
const struct sb_option *sb_option_at(size_t index); /* NULL: past the end */

/*
 * A call: a command, its arguments as text, and once checked as values. Doors fill it with sb_call_give() in the order typed and then run it.
 */
struct sb_call *sb_call_new(struct sb_app *app, const struct sb_cmd *cmd);
void sb_call_free(struct sb_call *call);
SB_OWNABLE(call, sb_call_free)
/* The same command and arguments for another application (a job's thread with its own book). */
struct sb_call *sb_call_copy(const struct sb_call *call, struct sb_app *app);
const struct sb_cmd *sb_call_cmd(const struct sb_call *call);
/* A named argument; copies. SB_USAGE: no such argument, or given twice though it does not repeat. */
enum sb_status sb_call_give(struct sb_call *call, const char *name, const char *text, struct sb_error *err) SB_CHECKED;
/* The next positional argument. SB_USAGE: one too many. */
enum sb_status sb_call_give_next(struct sb_call *call, const char *text, struct sb_error *err) SB_CHECKED;
/* Numbers as the locale writes them (forms) instead of plainly (scripts); plain is the default. */
void sb_call_human(struct sb_call *call, bool human);
/* Answers offered beside arguments: the progress of long work, and a book seen in a certain version. */
void sb_call_watch(struct sb_call *call, const struct sb_progress *progress);

/* Checks one argument's text alone, as forms do when a field is left: type, range, existence. *echo (may be NULL) is appended how it was understood. */
enum sb_status sb_call_check(struct sb_call *call, const char *name, const char *text, struct sb_buf *echo, struct sb_error *err) SB_CHECKED;
/* The checks alone, without running (also done by run). */
enum sb_status sb_call_resolve(struct sb_call *call, struct sb_error *err) SB_CHECKED;
/* Whether whoever acts may run it: a user of the book with a role for it, and the PIN shown if there is one; opens the book as the command needs.
 * Done by resolve and run too; doors ask before they ask for arguments. SB_REFUSED. */
enum sb_status sb_call_admit(struct sb_call *call, struct sb_error *err) SB_CHECKED;
/* What a form about one thing begins with, and compares with when it was changed meanwhile; the book must be open. */
enum sb_status sb_call_present(struct sb_call *call, struct sb_present *out, struct sb_error *err) SB_CHECKED;
/* Checks all (SB_USAGE for missing ones), opens the book as the command needs, runs it. Errors carry the argument in err->field. */
enum sb_status sb_call_run(struct sb_call *call, struct sb_reply *reply, struct sb_error *err) SB_CHECKED;

/* For commands: what was given. Index counts repetitions. */
struct sb_app *sb_call_app(struct sb_call *call);
struct sb_arena *sb_call_arena(struct sb_call *call);
size_t sb_call_count(const struct sb_call *call, const char *name);
bool sb_call_has(const struct sb_call *call, const char *name);
const struct sb_value *sb_call_value(const struct sb_call *call, const char *name, size_t index); /* a null value if not given */
const char *sb_call_text(const struct sb_call *call, const char *name); /* as typed; NULL: not given */
const char *sb_call_text_at(const struct sb_call *call, const char *name, size_t index); /* the index-th time; NULL: not so often */
/* The product a PRODUCT argument was resolved to; NULL: not given. */
const struct sb_found *sb_call_product(const struct sb_call *call, const char *name, size_t index);
/* What the arguments that are product fields say. */
const struct sb_product_change *sb_call_change(const struct sb_call *call);
/* How values are read in this call. */
const struct sb_style *sb_call_style(struct sb_call *call);
/* Something noticed while checking, all of it or one argument, that is no error ("check digit …"); NULL: nothing. */
const char *sb_call_warning(const struct sb_call *call);
int64_t sb_call_int(const struct sb_call *call, const char *name, int64_t otherwise);
const struct sb_progress *sb_call_progress(const struct sb_call *call);
/* With a token argument: command, resolved products and arguments as given, digested. */
const struct sb_hash *sb_call_fingerprint(struct sb_call *call);

/*
 * What a command answers. Doors show `message` (or JSON of it all), then the table or the text.
 */
struct sb_changed {
	char sku[65], store[33];
	int64_t product, on_hand, held, available;
	int decimals;
};

struct sb_reply {
	struct sb_arena *arena;
	const char *message;  /* one sentence, translated: "sold 6 × 85123A White hanging heart · 3 left"; NULL: none */
	const char *warning;  /* NULL: none; several are joined by "; " */
	struct sb_error verdict; /* what was looked at is wrong, though looking went well: where an answer has a status, it is this one's */
	const char *text;     /* plain lines, or Markdown if is_markdown (help, show); NULL: none */
	bool is_markdown;
	bool is_verbatim;     /* text holds nothing of a book, such as completions: written byte for byte */
	const char *json;     /* members to add to the JSON object, without braces: "\"import\":{…}"; NULL: none */
	bool has_outcome;
	struct sb_outcome outcome; /* the entry written; undo offers it */
	const struct sb_changed *changed;
	size_t changed_count;
	bool has_page;
	struct sb_page page; /* a table to show, whole if `ask` names its columns; released with the reply */
	const struct sb_list *stream; /* a list to be streamed by the door with `ask`, for list and exports; NULL: none */
	struct sb_ask ask;
	struct sb_style style; /* how machines read the values above; set by sb_call_run(), valid while the book is open */
	const char *open; /* what the terminal goes to: "products", "product #42"; NULL: stay */
};
void sb_reply_init(struct sb_reply *reply);
void sb_reply_release(struct sb_reply *reply);
/* One row as a JSON object, its keys the names of the columns. */
void sb_row_json(const struct sb_page *columns, const struct sb_row *row, const struct sb_style *style, struct sb_buf *out);
/* The reply as one JSON object: entry, changed, replayed, message, warning, text, rows of the page, extra members. */
void sb_reply_json(const struct sb_reply *reply, struct sb_buf *out);

#endif
