/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TAP for test programs with a main() of their own. */
#include "tap.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int count, failed;

static void print_sentence(bool passed, const char *format, va_list args)
{
	printf("%s %d - ", passed ? "ok" : "not ok", ++count);
	vprintf(format, args);
}

bool tap_ok(bool passed, const char *format, ...)
{
	va_list args;

	failed += !passed;
	va_start(args, format);
	print_sentence(passed, format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
	return passed;
}

void tap_skip(const char *sentence, const char *why)
{
	printf("ok %d - %s # SKIP %s\n", ++count, sentence, why);
	fflush(stdout);
}

void tap_note(const char *format, ...)
{
	char text[4096];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	for (char *line = text, *end; line; line = end) {
		end = strchr(line, '\n');
		if (end)
			*end++ = '\0';
		printf("# %s\n", line);
	}
	fflush(stdout);
}

int tap_done(void)
{
	printf("1..%d\n", count);
	fflush(stdout);
	return failed != 0;
}

uint64_t tap_seed(void)
{
	const char *given = getenv("SEED"), *wants_long = getenv("STOCKBOOK_TEST_LONG");
	struct timespec now;
	uint64_t seed = 20260321;

	clock_gettime(CLOCK_REALTIME, &now);
	if (given && *given)
		seed = strtoull(given, NULL, 0);
	else if (wants_long && *wants_long)
		seed = (uint64_t)now.tv_sec * 1000003 + (uint64_t)now.tv_nsec;
	tap_note("SEED=%llu", (unsigned long long)seed);
	return seed;
}

long tap_amount(const char *name, long otherwise)
{
	const char *given = getenv(name);

	return given && *given ? strtol(given, NULL, 10) : otherwise;
}

int64_t tap_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
