/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one variable a signal handler may write, and who reads it.
 */
#include "signals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t came;

/* What was committed is on disk and what was not will be taken back at the next start: ending at once harms nothing. */
static void note_signal(int number)
{
	if (came)
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

bool signals_came(void *context)
{
	(void)context;
	return came;
}
