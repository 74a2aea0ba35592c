/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same operations by the program itself, as somebody at a shell: arguments in, JSON and an exit status out. */
#include "actor.h"

#include "stockbook/json.h"

#include <err.h>
#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { WORDS = 16, WORD_BYTES = 512 };

struct command {
	char words[WORDS][WORD_BYTES];
	char *argv[WORDS + 1];
	size_t count;
};

static void say(struct command *command, const char *format, ...) SB_PRINTF(2, 3);

static void say(struct command *command, const char *format, ...)
{
	va_list args;

	if (command->count == WORDS)
		errx(99, "a command has too many words");
	va_start(args, format);
	vsnprintf(command->words[command->count], WORD_BYTES, format, args);
	va_end(args);
	command->argv[command->count] = command->words[command->count];
	command->argv[++command->count] = NULL;
}

/* False: this is not done at a shell here. */
static bool word_it(const struct event *event, struct command *command)
{
	int product = event->product;
	long qty = (long)(event->qty_milli / 1000), target = (long)event->target;

	switch (event->act) {
	case ACT_READ: say(command, "availability"), say(command, "A%d", product); return true;
	case ACT_UNDO: say(command, "undo"), say(command, "%ld", target); return true;
	case ACT_SELL:
	case ACT_BASKET: say(command, "sell"); break;
	case ACT_RECEIVE: say(command, "receive"); break;
	case ACT_REMOVE: say(command, "remove"), say(command, "--reason=damage"); break;
	case ACT_PLACE: say(command, "hold"), say(command, "place"), say(command, "--expires=%ld", (long)(event->expires_ms / 1000)); break;
	case ACT_CONVERT: say(command, "hold"), say(command, "convert"), say(command, "%ld", target); break;
	case ACT_RELEASE: say(command, "hold"), say(command, "release"), say(command, "%ld", target); break;
	default: return false;
	}
	for (int i = 0; i < (event->act == ACT_BASKET ? 2 : 1) && qty; i++)
		say(command, "A%d", (product + i) % HISTORY_PRODUCTS), say(command, "%ld", qty);
	if (event->token >= 0)
		say(command, "--token=shared-%d", event->token);
	return true;
}

/* ---- running ---- */

static void read_all(int fd, struct sb_buf *out)
{
	char bytes[4096];
	ssize_t got;

	while ((got = read(fd, bytes, sizeof(bytes))) > 0 || (got < 0 && errno == EINTR))
		if (got > 0)
			sb_buf_add(out, bytes, (size_t)got);
}

static void run(struct command *command, struct sb_buf *out)
{
	posix_spawn_file_actions_t files;
	int ends[2], status;
	pid_t child;

	if (pipe(ends))
		err(99, "pipe");
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, ends[1], 1);
	posix_spawn_file_actions_adddup2(&files, ends[1], 2);
	posix_spawn_file_actions_addclose(&files, ends[0]);
	posix_spawn_file_actions_addclose(&files, ends[1]);
	if (posix_spawn(&child, command->argv[0], &files, NULL, command->argv, environ))
		errx(99, "cannot run %s", command->argv[0]);
	posix_spawn_file_actions_destroy(&files);
	close(ends[1]);
	read_all(ends[0], out);
	close(ends[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (!WIFEXITED(status))
		errx(99, "%s died: %x", command->argv[1], (unsigned)status);
}

/* ---- understanding ---- */

static int64_t number(const struct sb_json_value *object, const char *key, int64_t factor)
{
	const struct sb_json_value *value = object ? sb_json_find(object, key) : NULL;
	int64_t whole;

	return value && sb_json_as_int(value, &whole) ? whole * factor : SB_NONE;
}

static enum sb_status status_of(const char *code)
{
	for (enum sb_status status = SB_OK; status <= SB_INTERRUPTED; status++)
		if (code && !strcmp(sb_status_code(status), code))
			return status;
	return SB_FAILED;
}

static void understand_error(struct event *event, const struct sb_json_value *failure)
{
	const struct sb_json_value *code = sb_json_find(failure, "code"), *message = sb_json_find(failure, "message");
	double told;

	event->status = status_of(code ? sb_json_as_text(code) : NULL);
	if (event->status == SB_SHORT_STOCK && message && sscanf(sb_json_as_text(message), "only %lf of", &told) == 1)
		event->told_milli = (int64_t)(told * 1000 + 0.5);
}

static void understand_read(struct event *event, const struct sb_json_value *row)
{
	event->seen = (struct sb_stock){
		.on_hand = number(row, "on_hand", 1000),
		.held = number(row, "held", 1000),
		.available = number(row, "available", 1000),
		.version = number(row, "version", 1),
	};
	event->seen.committed = event->seen.on_hand - event->seen.held - event->seen.available;
}

/* With the entry the program says what stock was like behind it: a read of its own, not before that entry. */
static void log_changed(struct actor *actor, const struct event *event, const struct sb_json_value *changed)
{
	struct event seen = *event;
	const struct sb_json_value *sku;

	for (size_t i = 0; i < sb_json_count(changed); i++) {
		sku = sb_json_find(sb_json_at(changed, i), "sku");
		seen.act = ACT_READ;
		seen.seq = SB_NONE;
		seen.replayed = false;
		seen.token = -1;
		seen.after = event->seq;
		seen.product = sku ? sb_json_as_text(sku)[1] - '0' : 0;
		understand_read(&seen, sb_json_at(changed, i));
		history_log(actor->log, &seen);
	}
}

static void understand(struct actor *actor, struct event *event, const struct sb_buf *text)
{
	struct sb_error err = SB_ERROR_INIT;
	sb_owned(json_doc) doc = NULL;
	const struct sb_json_value *root, *failure;

	if (sb_json_parse(text->data, text->len, &doc, &err))
		errx(99, "%s said: %s", act_word(event->act), text->data);
	root = sb_json_root(doc);
	failure = sb_json_find(root, "error");
	if (failure) {
		understand_error(event, failure);
	} else if (event->act == ACT_READ) {
		understand_read(event, sb_json_at(sb_json_find(root, "rows"), 0));
	} else {
		event->seq = number(sb_json_find(root, "entry"), "seq", 1);
		(void)sb_json_as_bool(sb_json_find(root, "replayed"), &event->replayed);
		if (event->act != ACT_UNDO)
			log_changed(actor, event, sb_json_find(root, "changed"));
	}
	if (event->status == SB_FAILED)
		warnx("%s at a shell: %s", act_word(event->act), text->data);
}

bool actor_shell(struct actor *actor, struct event *event)
{
	struct command command = { .count = 0 };
	sb_auto(buf) text = SB_BUF_INIT;
	struct event now;

	say(&command, "%s", getenv("STOCKBOOK"));
	say(&command, "--book=%s", actor->path);
	say(&command, "--store=%s", actor_stores[event->store]);
	say(&command, "--output=json");
	if (!word_it(event, &command))
		return false;
	now = event_begin(event->act, event->process);
	event->begun_ns = now.begun_ns;
	event->begun_ms = now.begun_ms;
	run(&command, &text);
	event_end(event);
	understand(actor, event, &text);
	return true;
}
