/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A call: arguments given in the order typed, and asked for by the command that runs. What they mean is
 * found out in resolve.c.
 */
#include "call.h"
#include "stockbook/text.h"

#include <assert.h>
#include <string.h>

struct sb_call *sb_call_new(struct sb_app *app, const struct sb_cmd *cmd)
{
	struct sb_call *call = sb_alloc(sizeof(*call));

	call->app = app;
	call->cmd = cmd;
	call->arena = sb_arena_new();
	return call;
}

void sb_call_free(struct sb_call *call)
{
	if (!call)
		return;
	for (size_t i = 0; i < call->count; i++)
		if (call->given[i].arg->flags & SB_ARG_SECRET)
			sb_secret_wipe(call->given[i].text);
	sb_arena_free(call->arena);
	free(call->given);
	free(call);
}

struct sb_call *sb_call_copy(const struct sb_call *call, struct sb_app *app)
{
	struct sb_call *copy = sb_call_new(app, call->cmd);

	for (size_t i = 0; i < call->count; i++) {
		if (!call->given[i].is_fallback)
			call_add(copy, call->given[i].arg, call->given[i].text);
	}
	for (size_t i = 0; i < copy->count; i++)
		copy->given[i].is_next = call->given[i].is_next;
	copy->positional = call->positional;
	copy->human = call->human;
	return copy;
}

const struct sb_cmd *sb_call_cmd(const struct sb_call *call)
{
	return call->cmd;
}

void call_add(struct sb_call *call, const struct sb_arg *arg, const char *text)
{
	if (call->count == call->cap) {
		call->cap = call->cap ? call->cap * 2 : 8;
		call->given = sb_realloc(call->given, call->cap * sizeof(*call->given));
	}
	char *copy = sb_arena_strdup(call->arena, text);
	call->given[call->count++] = (struct given){
		.arg = arg,
		.text = copy,
		.value = { .type = arg->type, .is_null = true, .s = copy },
	};
}

enum sb_status sb_call_give(struct sb_call *call, const char *name, const char *text, struct sb_error *err)
{
	const struct sb_arg *arg = sb_cmd_arg(call->cmd, name);

	if (!arg)
		return sb_fail_field(err, SB_USAGE, name, _("%s has no argument %s: see \"stockbook help %s\""), call->cmd->name, name,
				     call->cmd->name);
	if (!(arg->flags & SB_ARG_REPEAT) && sb_call_has(call, name))
		return sb_fail_field(err, SB_USAGE, name, _("%s is given twice: give it once"), name);
	call_add(call, arg, text);
	return SB_OK;
}

static bool takes_words(const struct sb_call *call, const struct sb_arg *arg)
{
	return arg->flags & SB_ARG_POSITIONAL && !(arg->unless && sb_call_has(call, arg->unless));
}

/* The argument for the next bare word: those declared, in order; then the ones that repeat, again and again. */
static const struct sb_arg *next_positional(const struct sb_call *call)
{
	size_t total = 0, once = 0, wanted = call->positional;

	for (size_t i = 0; i < call->cmd->arg_count; i++) {
		const struct sb_arg *arg = &call->cmd->args[i];

		total += takes_words(call, arg);
		once += takes_words(call, arg) && !(arg->flags & SB_ARG_REPEAT);
	}
	if (wanted >= total && once == total)
		return NULL;
	if (wanted >= total)
		wanted = once + (wanted - once) % (total - once);
	for (size_t i = 0; i < call->cmd->arg_count; i++) {
		if (takes_words(call, &call->cmd->args[i]) && !wanted--)
			return &call->cmd->args[i];
	}
	return NULL;
}

enum sb_status sb_call_give_next(struct sb_call *call, const char *text, struct sb_error *err)
{
	const struct sb_arg *arg = next_positional(call);

	if (!arg) {
		sb_auto(buf) usage = SB_BUF_INIT;

		sb_cmd_usage(call->cmd, &usage);
		return sb_fail(err, SB_USAGE, _("\"%s\" is one word too many: stockbook %s"), text, usage.data);
	}
	call->positional++;
	call_add(call, arg, text);
	call->given[call->count - 1].is_next = true;
	return SB_OK;
}

void call_settle(struct sb_call *call)
{
	call->positional = 0;
	for (size_t i = 0; i < call->count; i++) {
		struct given *given = &call->given[i];
		const struct sb_arg *arg = given->is_next ? next_positional(call) : NULL;

		call->positional += given->is_next;
		if (!arg)
			continue;
		given->arg = arg;
		given->value.type = arg->type;
	}
}

void sb_call_human(struct sb_call *call, bool human)
{
	call->human = human;
}

void sb_call_watch(struct sb_call *call, const struct sb_progress *progress)
{
	call->progress = *progress;
}

struct sb_app *sb_call_app(struct sb_call *call)
{
	return call->app;
}

struct sb_arena *sb_call_arena(struct sb_call *call)
{
	return call->arena;
}

const struct given *call_find(const struct sb_call *call, const char *name, size_t index)
{
	for (size_t i = 0; i < call->count; i++) {
		if (!strcmp(call->given[i].arg->name, name) && !index--)
			return &call->given[i];
	}
	return NULL;
}

size_t sb_call_count(const struct sb_call *call, const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < call->count; i++)
		count += !strcmp(call->given[i].arg->name, name) && !call->given[i].is_fallback;
	return count;
}

bool sb_call_has(const struct sb_call *call, const char *name)
{
	return sb_call_count(call, name) > 0;
}

const struct sb_value *sb_call_value(const struct sb_call *call, const char *name, size_t index)
{
	static const struct sb_value none = { .is_null = true };
	const struct given *given = call_find(call, name, index);

	return given ? &given->value : &none;
}

const char *sb_call_text(const struct sb_call *call, const char *name)
{
	const struct given *given = call_find(call, name, 0);

	return given ? given->text : NULL;
}

const char *sb_call_text_at(const struct sb_call *call, const char *name, size_t index)
{
	const struct given *given = call_find(call, name, index);

	return given ? given->text : NULL;
}

int64_t sb_call_int(const struct sb_call *call, const char *name, int64_t otherwise)
{
	const struct sb_value *value = sb_call_value(call, name, 0);

	return value->is_null ? otherwise : value->n;
}

const struct sb_found *sb_call_product(const struct sb_call *call, const char *name, size_t index)
{
	const struct given *given = call_find(call, name, index);

	return given ? given->found : NULL;
}

const struct sb_product_change *sb_call_change(const struct sb_call *call)
{
	return &call->change;
}

const char *sb_call_warning(const struct sb_call *call)
{
	return call->warning;
}

const struct sb_progress *sb_call_progress(const struct sb_call *call)
{
	return &call->progress;
}

bool call_says_yes(const struct sb_call *call, const char *name)
{
	const struct sb_value *value = sb_call_value(call, name, 0);

	return !value->is_null && value->n;
}

int call_yes_or_no(const struct sb_call *call, const char *name, int otherwise)
{
	const char *word = sb_call_text(call, name);

	return word && *word ? !strcmp(word, "yes") : otherwise;
}

const struct sb_hash *sb_call_fingerprint(struct sb_call *call)
{
	struct sb_hasher hasher;

	sb_hash_start(&hasher, "stockbook call 1");
	sb_hash_text(&hasher, call->cmd->name);
	for (size_t a = 0; a < call->cmd->arg_count; a++) {
		for (size_t i = 0; i < call->count; i++) {
			const struct given *given = &call->given[i];

			if (given->arg != &call->cmd->args[a] || given->is_fallback || !strcmp(given->arg->name, "token"))
				continue;
			sb_hash_text(&hasher, given->arg->name);
			/* that there is one, but nothing it could be guessed from */
			if (given->arg->flags & SB_ARG_SECRET)
				continue;
			if (given->found)
				sb_hash_int(&hasher, given->found->id);
			else
				sb_hash_text(&hasher, given->text);
			/* 2 cases of 24 are not 2 */
			if (given->packs_of)
				sb_hash_int(&hasher, given->packs_of->qty_milli);
		}
	}
	sb_hash_end(&hasher, &call->fingerprint);
	return &call->fingerprint;
}
