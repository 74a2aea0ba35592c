/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Typing mistakes. When nothing matches as typed, each word that occurs nowhere is changed to the most alike word of
 * the index that is one edit away (two for words of six characters and more). The time this may take is bounded: a
 * search that finds nothing must not hold up the typist.
 */
#include "list_plan.h"
#include "stockbook/text.h"
#include <string.h>

#define LONG_WORD    6
#define ALIKE_MOST   200
#define TYPO_TIME_MS 200

struct alike {
	const char *word;
	int limit;
	int distance;
	struct sb_arena *arena;
	const char *best;
};

static bool consider(const char *candidate, void *context)
{
	struct alike *alike = context;
	int distance = sb_text_distance(alike->word, candidate, alike->limit);

	if (distance < alike->distance) {
		alike->distance = distance;
		alike->best = sb_arena_strdup(alike->arena, candidate);
	}
	return distance > 1;
}

static enum sb_status find_alike(const struct sb_plan *plan, const char *word, const char **out, struct sb_error *err)
{
	int limit = sb_utf8_count(word) >= LONG_WORD ? 2 : 1;
	struct alike alike = { .word = word, .limit = limit, .distance = limit + 1, .arena = plan->arena };
	enum sb_status status = sb_db_word_like(plan->db, word, ALIKE_MOST, consider, &alike, err);

	if (!status)
		*out = alike.best;
	return status;
}

/* Whether any document holds these words. */
static enum sb_status occurs(const struct sb_plan *plan, const char *const *words, const bool *is_beginning,
			     size_t count, bool *out, struct sb_error *err)
{
	const char *fragment = sb_db_search_fragment(plan->db);
	struct sb_stmt *stmt;
	bool row;
	sb_auto(buf) expression = SB_BUF_INIT;
	sb_auto(compose) compose = SB_COMPOSE_INIT(plan->names);

	sb_db_search_expression(plan->db, words, is_beginning, count, &expression);
	sb_compose_add(&compose, "SELECT m.id FROM (");
	sb_compose_open(&compose, fragment);
	sb_compose_text(&compose, expression.data);
	sb_compose_close(&compose, fragment);
	sb_compose_add(&compose, ") m LIMIT 1");
	enum sb_status status = sb_compose_prepare(&compose, plan->db, &stmt, err);
	if (!status)
		status = sb_stmt_step(stmt, &row, err);
	if (status)
		return status;
	*out = row;
	sb_stmt_reset(stmt);
	return SB_OK;
}

static enum sb_status correct_word(struct sb_plan *plan, size_t i, bool *changed, struct sb_error *err)
{
	struct sb_filter *filter = &plan->filter;
	const char *alike = NULL;
	bool is_known;
	enum sb_status status = occurs(plan, &filter->words[i], &filter->is_beginning[i], 1, &is_known, err);

	if (status || is_known || strchr(filter->words[i], ' '))
		return status;
	status = find_alike(plan, filter->words[i], &alike, err);
	if (status || !alike)
		return status;
	filter->words[i] = alike;
	*changed = true;
	return SB_OK;
}

static enum sb_status correct_words(struct sb_plan *plan, bool *changed, struct sb_error *err)
{
	struct sb_filter *filter = &plan->filter;
	bool matches;
	enum sb_status status = occurs(plan, filter->words, filter->is_beginning, filter->word_count, &matches, err);

	if (status || matches)
		return status;
	for (size_t i = 0; !status && i < filter->typed_count; i++)
		status = correct_word(plan, i, changed, err);
	return status;
}

enum sb_status sb_typo_correct(struct sb_plan *plan, const char **corrected, struct sb_error *err)
{
	bool changed = false;

	sb_db_limit(plan->db, TYPO_TIME_MS);
	enum sb_status status = correct_words(plan, &changed, err);
	sb_db_limit(plan->db, 0);
	*corrected = NULL;
	if (status == SB_INTERRUPTED)
		return SB_OK;
	if (status || !changed)
		return status;
	sb_plan_match(plan);
	*corrected = plan->beginning;
	return SB_OK;
}
