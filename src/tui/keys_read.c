/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a keys file. It is read into a copy of its own that knows only what the file says, checked against what is
 * there already, and merged when all of it was good.
 */
#include "keys_parts.h"
#include "stockbook/embedded.h"
#include "stockbook/path.h"
#include "stockbook/text.h"
#include <string.h>

enum { KEYS_FILE_BYTES_MAX = 1 << 20 };

struct reading {
	const struct sb_keys *before;
	struct sb_keys *file; /* what this file adds */
	const char *name;
	int line;
	bool (*known)(const char *word);
};

/* The next word of the line, ended in place; "" at its end. */
static char *next_word(char **at)
{
	char *word = *at + strspn(*at, " \t");

	*at = word + strcspn(word, " \t");
	if (**at)
		*(*at)++ = '\0';
	return word;
}

static bool has_context(const struct reading *r, const char *name)
{
	return sb_keys_has_context(r->before, name) || sb_keys_has_context(r->file, name);
}

static enum sb_status no_such_context(const struct reading *r, const char *name, struct sb_error *err)
{
	return sb_fail(err, SB_INVALID, _("%s:%d: no context is called “%s”: write `context %s PARENT` before"),
		       r->name, r->line, name, name);
}

static enum sb_status read_context(struct reading *r, char *rest, struct sb_error *err)
{
	char *name = next_word(&rest), *parent = next_word(&rest);

	if (!*name || *next_word(&rest))
		return sb_fail(err, SB_INVALID, _("%s:%d: expected `context NAME [PARENT]`"), r->name, r->line);
	if (has_context(r, name))
		return sb_fail(err, SB_CONFLICT, _("%s:%d: there is a context “%s” already: choose another name"),
			       r->name, r->line, name);
	if (*parent && !has_context(r, parent))
		return no_such_context(r, parent, err);
	sb_keys_add_context(r->file, name, *parent ? parent : NULL);
	return SB_OK;
}

static bool is_sequence_start(struct sb_chord chord)
{
	return chord.mods == SB_MOD_ALT && chord.key < 0x7f && strchr("[]OPX^_", (int)chord.key);
}

static enum sb_status read_key(const struct reading *r, const char *text, struct sb_chord *out, struct sb_error *err)
{
	if (!sb_chord_parse(text, out))
		return sb_fail(err, SB_INVALID,
			       _("%s:%d: “%s” is no key: write it as it looks, or Enter, F1, C-p, M-1, S-Tab"), r->name,
			       r->line, text);
	if (is_sequence_start(*out))
		return sb_fail(
			err, SB_INVALID,
			_("%s:%d: %s cannot be bound, terminals begin key sequences with it: choose another key"),
			r->name, r->line, text);
	return SB_OK;
}

static enum sb_status put_binding(struct reading *r, const char *context, const char *key, const char *command,
				  struct sb_error *err)
{
	struct sb_binding binding = { .context = context, .command = command, .file = r->name, .line = r->line };

	if (!has_context(r, context))
		return no_such_context(r, context, err);
	enum sb_status status = read_key(r, key, &binding.chord, err);

	if (status)
		return status;
	const struct sb_binding *same = sb_keys_at(r->file, context, binding.chord);

	if (same)
		return sb_fail(err, SB_CONFLICT, _("%s:%d: %s is bound in %s in line %d already: keep one of them"),
			       r->name, r->line, key, context, same->line);
	sb_keys_put(r->file, &binding);
	return SB_OK;
}

static bool is_known(const struct reading *r, const char *command)
{
	char word[64];
	size_t length = strcspn(command, " \t");

	if (!r->known)
		return true;
	if (length >= sizeof(word))
		return false;
	memcpy(word, command, length);
	word[length] = '\0';
	return r->known(word);
}

static enum sb_status read_bind(struct reading *r, char *rest, struct sb_error *err)
{
	char *context = next_word(&rest), *key = next_word(&rest), *command = sb_text_trim(rest);

	if (!*command)
		return sb_fail(err, SB_INVALID, _("%s:%d: expected `bind CONTEXT KEY COMMAND`"), r->name, r->line);
	if (!is_known(r, command))
		return sb_fail(err, SB_INVALID, _("%s:%d: there is no command “%s”: press ? in the program to see all"),
			       r->name, r->line, command);
	return put_binding(r, context, key, command, err);
}

static enum sb_status read_unbind(struct reading *r, char *rest, struct sb_error *err)
{
	char *context = next_word(&rest), *key = next_word(&rest);

	if (!*key || *next_word(&rest))
		return sb_fail(err, SB_INVALID, _("%s:%d: expected `unbind CONTEXT KEY`"), r->name, r->line);
	return put_binding(r, context, key, "", err);
}

static void add_hint(struct sb_keys *keys, struct sb_keys_context *context, const char *command)
{
	context->hints = sb_realloc(context->hints, (context->hint_count + 1) * sizeof(*context->hints));
	context->hints[context->hint_count++] = sb_arena_strdup(keys->arena, command);
}

static enum sb_status read_hint(struct reading *r, char *rest, struct sb_error *err)
{
	char *name = next_word(&rest), *state = NULL;

	if (!has_context(r, name))
		return no_such_context(r, name, err);
	/* A context of an earlier file gets a namesake here, to be merged by name. */
	if (!sb_keys_has_context(r->file, name))
		sb_keys_add_context(r->file, name, NULL);
	struct sb_keys_context *context = sb_keys_context(r->file, name);

	if (context->hint_count)
		return sb_fail(err, SB_CONFLICT, _("%s:%d: %s has a hint line already: keep one of them"), r->name,
			       r->line, name);
	for (char *part = strtok_r(rest, "|", &state); part; part = strtok_r(NULL, "|", &state))
		if (*sb_text_trim(part))
			add_hint(r->file, context, sb_text_trim(part));
	return SB_OK;
}

static enum sb_status read_line(struct reading *r, char *line, struct sb_error *err)
{
	static const struct {
		const char *word;
		enum sb_status (*read)(struct reading *, char *, struct sb_error *);
	} directives[] = {
		{ "context", read_context },
		{ "bind", read_bind },
		{ "unbind", read_unbind },
		{ "hint", read_hint },
	};
	char *rest = sb_text_trim(line);

	if (!*rest || *rest == '#')
		return SB_OK;
	const char *word = next_word(&rest);

	for (size_t i = 0; i < SB_COUNT(directives); i++)
		if (strcmp(directives[i].word, word) == 0)
			return directives[i].read(r, rest, err);
	return sb_fail(err, SB_INVALID,
		       _("%s:%d: “%s” is not understood: lines begin with bind, unbind, hint or context"), r->name,
		       r->line, word);
}

static void merge_hints(struct sb_keys *keys, struct sb_keys_context *to, const struct sb_keys_context *from)
{
	if (!from->hints)
		return;
	free(to->hints);
	to->hints = NULL;
	to->hint_count = 0;
	for (size_t i = 0; i < from->hint_count; i++)
		add_hint(keys, to, from->hints[i]);
}

static void merge(struct sb_keys *keys, const struct sb_keys *file)
{
	for (size_t i = 0; i < file->context_count; i++) {
		const struct sb_keys_context *from = &file->contexts[i];

		if (!sb_keys_has_context(keys, from->name))
			sb_keys_add_context(keys, from->name, from->parent);
		merge_hints(keys, sb_keys_context(keys, from->name), from);
	}
	for (size_t i = 0; i < file->binding_count; i++)
		sb_keys_put(keys, &file->bindings[i]);
}

enum sb_status sb_keys_read(struct sb_keys *keys, const char *text, const char *name, bool (*known)(const char *word),
			    struct sb_error *err)
{
	sb_owned(keys) file = sb_keys_new();
	sb_owned_string copy = sb_strdup(text);
	struct reading r = { .before = keys, .file = file, .name = name, .known = known };

	for (char *line = copy; line;) {
		char *end = strchr(line, '\n');

		if (end)
			*end = '\0';
		r.line++;
		enum sb_status status = read_line(&r, line, err);

		if (status)
			return status;
		line = end ? end + 1 : NULL;
	}
	merge(keys, file);
	return SB_OK;
}

#include "builtin.h"

enum sb_status sb_keys_read_builtin(struct sb_keys *keys, struct sb_error *err)
{
	for (const struct sb_embedded *file = sb_tui_embedded; file->name; file++)
		if (strcmp(file->name, "data/keys") == 0)
			return sb_keys_read(keys, file->text, _("built-in keys"), NULL, err);
	return sb_fail(err, SB_FAILED, _("the built-in keys are missing: build the program again"));
}

enum sb_status sb_keys_read_user(struct sb_keys *keys, const char *path, bool (*known)(const char *word),
				 struct sb_error *err)
{
	sb_owned_string usual = *path ? NULL : sb_path_in(SB_DIR_CONFIG, "keys");
	const char *file = usual ? usual : path;
	sb_auto(buf) text = SB_BUF_INIT;
	struct sb_error missing = SB_ERROR_INIT;
	enum sb_status status = sb_file_read(file, KEYS_FILE_BYTES_MAX, &text, &missing);

	if (status == SB_NOT_FOUND && usual)
		return SB_OK;
	if (status) {
		*err = missing;
		return status;
	}
	return sb_keys_read(keys, text.data, file, known, err);
}
