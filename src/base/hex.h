/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hexadecimal digits, lower case. */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include <stdint.h>

static inline void hex_put(char two[2], uint8_t byte)
{
	static const char digits[16] = { '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f' };

	two[0] = digits[byte >> 4];
	two[1] = digits[byte & 15];
}

/* -1: not a digit. */
static inline int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

#endif
