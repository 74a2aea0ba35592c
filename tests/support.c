/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What unit tests share.
 */
#include "support.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

char *st_path(const char *directory, const char *name)
{
	char *path = NULL;

	if (asprintf(&path, "%s/%s", directory, name) < 0)
		err(99, "no memory for a path");
	return path;
}

char *st_directory(void)
{
	const char *tmp = getenv("TMPDIR");
	char *path = st_path(tmp ? tmp : "/tmp", "st.XXXXXX");

	if (!mkdtemp(path))
		err(99, "cannot make %s", path);
	return path;
}

char *st_fixture(const char *name)
{
	return st_path(SB_FIXTURES, name);
}

char *st_read(const char *path, size_t *bytes)
{
	FILE *file = fopen(path, "rb");
	char *content = NULL;
	size_t used = 0, room = 0, got = 0;

	if (!file)
		err(99, "cannot open %s", path);
	do {
		used += got;
		if (used + 1 >= room)
			content = realloc(content, room = room * 2 + 4096);
		if (!content)
			err(99, "no memory for %s", path);
		got = fread(content + used, 1, room - used - 1, file);
	} while (got > 0);
	if (ferror(file))
		err(99, "cannot read %s", path);
	fclose(file);
	content[used] = '\0';
	if (bytes)
		*bytes = used;
	return content;
}

void st_write(const char *path, const void *content, size_t bytes)
{
	FILE *file = fopen(path, "wb");

	if (!file || fwrite(content, 1, bytes, file) != bytes || fclose(file) != 0)
		err(99, "cannot write %s", path);
}

const char *st_status(int status)
{
	static char words[64];

	if (WIFSIGNALED(status))
		snprintf(words, sizeof(words), "signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		snprintf(words, sizeof(words), "exit status %d", WEXITSTATUS(status));
	return words;
}

bool st_long(void)
{
	const char *wanted = getenv("STOCKBOOK_TEST_LONG");

	return wanted && *wanted;
}
