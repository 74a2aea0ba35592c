/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for bench_screen.c where the terminal of the tests is not there. */
#include "bench.h"

void bench_screen(struct bench *bench)
{
	bench_skip(bench, "first paint and keys", "< 50 ms", "libvterm is not there");
}
