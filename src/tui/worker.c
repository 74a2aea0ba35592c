/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The thread that answers questions to lists. Questions and answers pass through two short queues under one lock; the
 * book is touched by the thread alone, but for the interrupt.
 */
#include "worker.h"
#include "loop.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

enum { QUESTIONS_MAX = 16, ANSWERS_MAX = 32 };

struct question {
	const void *asker;
	int tag;
	const struct sb_list *list;
	struct sb_ask ask; /* texts owned */
	/* NULL: the list is asked */
	enum sb_status (*make)(struct sb_book *book, int64_t about, struct sb_page *out, struct sb_error *err);
	int64_t about;
};

struct sb_worker {
	struct sb_book *book;
	struct sb_loop *loop;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t asked;
	bool is_ending, is_running, is_stale; /* stale: the running question was replaced or forgotten */
	struct question running;
	struct question questions[QUESTIONS_MAX];
	size_t question_count;
	struct sb_answer answers[ANSWERS_MAX];
	size_t answer_count;
};

static char *copy(const char *text)
{
	return text ? sb_strdup(text) : NULL;
}

static void question_release(struct question *question)
{
	free((char *)question->ask.query);
	free((char *)question->ask.sort);
	free((char *)question->ask.columns);
	free((char *)question->ask.after);
	free((char *)question->ask.before);
}

static void answer_release(struct sb_answer *answer)
{
	if (answer->status == SB_OK)
		sb_page_release(&answer->page);
}

static bool is_same(const void *asker, int tag, const void *other, int other_tag)
{
	return asker == other && (tag == other_tag || tag < 0);
}

/* Removes what is queued of an asker (and tag, unless negative); the lock is held. */
static void drop(struct sb_worker *worker, const void *asker, int tag)
{
	size_t kept = 0;

	for (size_t i = 0; i < worker->question_count; i++) {
		struct question *question = &worker->questions[i];

		if (is_same(asker, tag, question->asker, question->tag))
			question_release(question);
		else
			worker->questions[kept++] = *question;
	}
	worker->question_count = kept;
	kept = 0;
	for (size_t i = 0; i < worker->answer_count; i++) {
		struct sb_answer *answer = &worker->answers[i];

		if (is_same(asker, tag, answer->asker, answer->tag))
			answer_release(answer);
		else
			worker->answers[kept++] = *answer;
	}
	worker->answer_count = kept;
	if (worker->is_running && is_same(asker, tag, worker->running.asker, worker->running.tag)) {
		worker->is_stale = true;
		sb_db_interrupt(sb_book_db(worker->book));
	}
}

static int64_t micros_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void answer_one(struct sb_worker *worker, struct sb_answer *answer)
{
	const struct question *question = &worker->running;
	int64_t begun = micros_now();

	*answer = (struct sb_answer){ .asker = question->asker, .tag = question->tag };
	answer->status = question->make ? question->make(worker->book, question->about, &answer->page, &answer->error)
					: sb_list_page(question->list, worker->book, &question->ask, &answer->page, &answer->error);
	answer->micros = micros_now() - begun;
}

/* Queues an answer unless nobody waits for it any more; the lock is held. */
static void deliver(struct sb_worker *worker, struct sb_answer *answer)
{
	if (worker->is_stale || answer->status == SB_INTERRUPTED || worker->answer_count == ANSWERS_MAX) {
		answer_release(answer);
		return;
	}
	worker->answers[worker->answer_count++] = *answer;
}

static void *work(void *with)
{
	struct sb_worker *worker = with;
	struct sb_answer answer;

	pthread_mutex_lock(&worker->lock);
	for (;;) {
		while (!worker->question_count && !worker->is_ending)
			pthread_cond_wait(&worker->asked, &worker->lock);
		if (worker->is_ending)
			break;
		worker->running = worker->questions[0];
		worker->question_count--;
		memmove(worker->questions, worker->questions + 1, worker->question_count * sizeof(worker->questions[0]));
		worker->is_running = true;
		worker->is_stale = false;
		pthread_mutex_unlock(&worker->lock);
		answer_one(worker, &answer);
		pthread_mutex_lock(&worker->lock);
		worker->is_running = false;
		deliver(worker, &answer);
		question_release(&worker->running);
		sb_loop_wake(worker->loop);
	}
	pthread_mutex_unlock(&worker->lock);
	return NULL;
}

enum sb_status sb_worker_open(struct sb_app *app, struct sb_loop *loop, struct sb_worker **out, struct sb_error *err)
{
	struct sb_worker *worker = sb_alloc(sizeof(*worker));
	enum sb_status status = sb_app_open_again(app, SB_DB_READ, &worker->book, err);

	if (status) {
		free(worker);
		return status;
	}
	worker->loop = loop;
	pthread_mutex_init(&worker->lock, NULL);
	pthread_cond_init(&worker->asked, NULL);
	if (pthread_create(&worker->thread, NULL, work, worker)) {
		sb_book_close(worker->book);
		free(worker);
		return sb_fail(err, SB_FAILED, _("cannot start a second thread: close other programs and try again"));
	}
	*out = worker;
	return SB_OK;
}

void sb_worker_close(struct sb_worker *worker)
{
	if (!worker)
		return;
	pthread_mutex_lock(&worker->lock);
	worker->is_ending = true;
	if (worker->is_running) {
		worker->is_stale = true;
		sb_db_interrupt(sb_book_db(worker->book));
	}
	pthread_cond_signal(&worker->asked);
	pthread_mutex_unlock(&worker->lock);
	pthread_join(worker->thread, NULL);
	for (size_t i = 0; i < worker->question_count; i++)
		question_release(&worker->questions[i]);
	for (size_t i = 0; i < worker->answer_count; i++)
		answer_release(&worker->answers[i]);
	pthread_mutex_destroy(&worker->lock);
	pthread_cond_destroy(&worker->asked);
	sb_book_close(worker->book);
	free(worker);
}

/* Takes the question, in place of the same one that waits or runs. */
static void enqueue(struct sb_worker *worker, struct question *question)
{
	pthread_mutex_lock(&worker->lock);
	drop(worker, question->asker, question->tag);
	if (worker->question_count < QUESTIONS_MAX)
		worker->questions[worker->question_count++] = *question;
	else
		question_release(question);
	pthread_cond_signal(&worker->asked);
	pthread_mutex_unlock(&worker->lock);
}

void sb_worker_ask(struct sb_worker *worker, const void *asker, int tag, const struct sb_list *list, const struct sb_ask *ask)
{
	struct question question = { .asker = asker, .tag = tag, .list = list, .ask = *ask };

	question.ask.query = copy(ask->query);
	question.ask.sort = copy(ask->sort);
	question.ask.columns = copy(ask->columns);
	question.ask.after = copy(ask->after);
	question.ask.before = copy(ask->before);
	enqueue(worker, &question);
}

void sb_worker_ask_made(struct sb_worker *worker, const void *asker, int tag, int64_t about,
			enum sb_status (*make)(struct sb_book *book, int64_t about, struct sb_page *out, struct sb_error *err))
{
	struct question question = { .asker = asker, .tag = tag, .make = make, .about = about };

	enqueue(worker, &question);
}

void sb_worker_forget(struct sb_worker *worker, const void *asker)
{
	pthread_mutex_lock(&worker->lock);
	drop(worker, asker, -1);
	pthread_mutex_unlock(&worker->lock);
}

bool sb_worker_take(struct sb_worker *worker, struct sb_answer *out)
{
	bool any;

	pthread_mutex_lock(&worker->lock);
	any = worker->answer_count > 0;
	if (any) {
		*out = worker->answers[0];
		worker->answer_count--;
		memmove(worker->answers, worker->answers + 1, worker->answer_count * sizeof(worker->answers[0]));
	}
	pthread_mutex_unlock(&worker->lock);
	return any;
}

bool sb_worker_is_busy(struct sb_worker *worker)
{
	bool busy;

	pthread_mutex_lock(&worker->lock);
	busy = worker->is_running || worker->question_count || worker->answer_count;
	pthread_mutex_unlock(&worker->lock);
	return busy;
}
