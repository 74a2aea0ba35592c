/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the program begins.
 */
#include <stdio.h>

int main(void)
{
	return puts(PACKAGE_STRING) < 0;
}
