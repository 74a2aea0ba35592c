/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A process is known by its machine, its number and when it was started (field 22 of /proc/PID/stat), because numbers are given
 * again. Where there is no /proc the start is 0 and the number alone decides.
 */
#include "stockbook/process.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define START_FIELD 22
#define COMM_FIELD  2

static unsigned long long started_at(long pid)
{
	char path[64], line[1024];
	unsigned long long start = 0;

	(void)snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	FILE *file = fopen(path, "re");
	if (!file)
		return 0;
	/* the second field is the program's name in brackets and may hold anything, brackets too */
	const char *at = fgets(line, sizeof(line), file) ? strrchr(line, ')') : NULL;
	for (int field = COMM_FIELD; at && field < START_FIELD; field++)
		at = strchr(at + 1, ' ');
	if (at)
		start = strtoull(at, NULL, 10);
	(void)fclose(file);
	return start;
}

static void host_name(char *out, size_t size)
{
	if (gethostname(out, size) != 0)
		out[0] = '\0';
	out[size - 1] = '\0';
}

void sb_process_name(struct sb_buf *out)
{
	char host[256];
	long pid = (long)getpid();

	host_name(host, sizeof(host));
	sb_buf_printf(out, "%s/%ld/%llu", host, pid, started_at(pid));
}

void sb_process_file_name(struct sb_buf *out)
{
	sb_auto(buf) name = SB_BUF_INIT;

	sb_process_name(&name);
	for (char *at = name.data; *at; at++)
		*at = *at == '/' ? '-' : *at;
	sb_buf_puts(out, name.data);
}

enum sb_process_state sb_process_ask(const char *name)
{
	char host[256];
	const char *slash = strchr(name, '/');
	char *end;

	host_name(host, sizeof(host));
	if (!slash || strlen(host) != (size_t)(slash - name) || strncmp(host, name, strlen(host)) != 0)
		return SB_PROCESS_ELSEWHERE;
	long pid = strtol(slash + 1, &end, 10);
	unsigned long long start = *end == '/' ? strtoull(end + 1, NULL, 10) : 0;
	if (pid <= 0 || (kill((pid_t)pid, 0) != 0 && errno == ESRCH))
		return SB_PROCESS_GONE;
	return start == 0 || started_at(pid) == start ? SB_PROCESS_ALIVE : SB_PROCESS_GONE;
}
