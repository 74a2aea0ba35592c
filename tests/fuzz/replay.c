/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a fuzz target without libFuzzer, so that every compiler and every `make check` does: all files of the
 * corpus directory, then small random changes of them. The seed is fixed: a failure today is a failure tomorrow.
 *
 *	fuzz_csv CORPUS-DIRECTORY [ROUNDS]
 *
 * The input at work is kept in the file $TMPDIR/fuzz-input, which is printed in hexadecimal if the target dies.
 */
#include <dirent.h>
#include <err.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { INPUT_MAX = 65536, SEEDS_MAX = 1024, ROUNDS = 3000, LONG_ROUNDS = 300000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
	uint8_t *bytes;
	size_t size;
};

struct corpus {
	struct input seeds[SEEDS_MAX];
	size_t count;
};

static uint8_t current[INPUT_MAX];
static volatile size_t current_size;
static uint64_t random_state = 0x9e3779b97f4a7c15u;

static uint64_t next_random(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

static size_t below(size_t limit)
{
	return limit ? (size_t)(next_random() % limit) : 0;
}

/* Only what a signal handler may do. */
static void put(const char *text, size_t bytes)
{
	if (write(STDOUT_FILENO, text, bytes) < 0)
		_exit(98);
}

static void show_input(int number)
{
	static const char digits[] = "0123456789abcdef";
	static const char before[] = "Bail out! the target died on the bytes ";

	put(before, sizeof(before) - 1);
	for (size_t i = 0; i < current_size; i++) {
		put(&digits[current[i] >> 4], 1);
		put(&digits[current[i] & 15], 1);
	}
	put("\n", 1);
	signal(number, SIG_DFL);
	raise(number);
}

static void feed(const uint8_t *bytes, size_t size)
{
	/* The target gets exactly its bytes, so that a sanitizer sees the byte behind them. */
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy)
		err(99, "no memory for an input");
	memcpy(copy, bytes, size);
	memcpy(current, bytes, size);
	current_size = size;
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static void add_seed(struct corpus *corpus, const char *path)
{
	struct input *seed = &corpus->seeds[corpus->count];
	FILE *file = fopen(path, "rb");

	if (!file)
		err(99, "cannot open %s", path);
	seed->bytes = malloc(INPUT_MAX);
	if (!seed->bytes)
		err(99, "no memory for %s", path);
	seed->size = fread(seed->bytes, 1, INPUT_MAX, file);
	fclose(file);
	corpus->count++;
}

static int by_name(const struct dirent **one, const struct dirent **other)
{
	return strcmp((*one)->d_name, (*other)->d_name);
}

static int not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void read_corpus(struct corpus *corpus, const char *directory)
{
	struct dirent **entries = NULL;
	int count = scandir(directory, &entries, not_hidden, by_name);

	for (int i = 0; i < count; i++) {
		char path[PATH_MAX];

		snprintf(path, sizeof(path), "%s/%s", directory, entries[i]->d_name);
		if (corpus->count < SEEDS_MAX)
			add_seed(corpus, path);
		free(entries[i]);
	}
	free(entries);
}

static size_t change(uint8_t *bytes, size_t size)
{
	static const char telling[] = "\0\n\r\"',;|*{}[]()<>:=!-+.0129eE%$#\\/~ \t\xff\xc3\xe2\x80\xf0";
	size_t at = below(size + 1), run = 1 + below(8);

	switch (below(6)) {
	case 0: /* take some bytes out */
		if (at + run > size)
			return size;
		memmove(bytes + at, bytes + at + run, size - at - run);
		return size - run;
	case 1: /* repeat some */
		if (at + run > size || size + run > INPUT_MAX)
			return size;
		memmove(bytes + at + run, bytes + at, size - at);
		return size + run;
	case 2: /* put one in that means something */
		if (size + 1 > INPUT_MAX)
			return size;
		memmove(bytes + at + 1, bytes + at, size - at);
		bytes[at] = (uint8_t)telling[below(sizeof(telling) - 1)];
		return size + 1;
	case 3: /* end early */
		return at;
	case 4: /* flip a bit */
		if (at < size)
			bytes[at] ^= (uint8_t)(1u << below(8));
		return size;
	default: /* any byte */
		if (at < size)
			bytes[at] = (uint8_t)next_random();
		return size;
	}
}

static void feed_changed(const struct corpus *corpus)
{
	static uint8_t bytes[INPUT_MAX];
	size_t size = 0;

	if (corpus->count) {
		const struct input *seed = &corpus->seeds[below(corpus->count)];

		size = seed->size;
		memcpy(bytes, seed->bytes, size);
	}
	for (size_t times = 1 + below(6); times > 0; times--)
		size = change(bytes, size);
	feed(bytes, size);
}

int main(int argc, char **argv)
{
	static struct corpus corpus;
	const char *wants_long = getenv("STOCKBOOK_TEST_LONG");
	long rounds = wants_long && *wants_long ? LONG_ROUNDS : ROUNDS;

	if (argc < 2 || argv[1][0] == '-')
		errx(2, "say %s CORPUS-DIRECTORY [ROUNDS]", argv[0]);
	if (argc > 2)
		rounds = strtol(argv[2], NULL, 10);
	signal(SIGABRT, show_input);
	signal(SIGSEGV, show_input);
	read_corpus(&corpus, argv[1]);
	puts("1..2");
	fflush(stdout);
	feed((const uint8_t *)"", 0);
	for (size_t i = 0; i < corpus.count; i++)
		feed(corpus.seeds[i].bytes, corpus.seeds[i].size);
	printf("ok 1 - the corpus of %zu inputs passes\n", corpus.count);
	fflush(stdout);
	for (long i = 0; i < rounds; i++)
		feed_changed(&corpus);
	printf("ok 2 - %ld changed inputs pass\n", rounds);
	for (size_t i = 0; i < corpus.count; i++)
		free(corpus.seeds[i].bytes);
	return 0;
}
