/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a signal handler may write, and who reads it.
 */
#include "signals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t came, at_once;

/* What was committed is on disk and what was not will be taken back at the next start: ending at once harms nothing. */
static void note_signal(int number)
{
	if (came || at_once)
		_exit(128 + number);
	came = 1;
}

void signals_catch(void)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = note_signal };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct sigaction old;

		/* nohup and shells in the background had their reasons. */
		if (!sigaction(numbers[i], NULL, &old) && old.sa_handler != SIG_IGN)
			(void)sigaction(numbers[i], &action, NULL);
	}
}

void signals_end_at_once(void)
{
	at_once = 1;
}

bool signals_came(void *context)
{
	(void)context;
	return came;
}
