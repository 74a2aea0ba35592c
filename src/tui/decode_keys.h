/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What finished sequences mean: the tables behind the decoder. A key of 0 means the sequence is none we know. */
#ifndef STOCKBOOK_TUI_DECODE_KEYS_H
#define STOCKBOOK_TUI_DECODE_KEYS_H

#include "input.h"

enum { SB_CSI_VALUES = 8, SB_CSI_PARTS = 3 };

struct sb_csi {
	char lead;         /* < = > ? before the numbers, or 0 */
	char intermediate; /* the last one, or 0 */
	char final;
	int count;
	int values[SB_CSI_VALUES][SB_CSI_PARTS]; /* 1:2:3;… ; what is left out is 0 */
};

/* CSI `bytes` final: never fails, what does not fit is left out. */
struct sb_csi sb_csi_parse(const char *bytes, size_t count, char final);

struct sb_chord sb_key_of_byte(unsigned char byte); /* 0 to 0x7f */
struct sb_chord sb_key_of_csi(const struct sb_csi *csi);
struct sb_chord sb_key_of_ss3(int modifier, char final);
struct sb_chord sb_key_of_linux_function(char final); /* ESC [ [ A … E */

/* SGR mouse; false if it is none. */
bool sb_mouse_of_csi(const struct sb_csi *csi, struct sb_input *out);
/* The three bytes after CSI M. */
void sb_mouse_of_x10(const unsigned char bytes[3], struct sb_input *out);

/* One spelling for each key: Shift is in the letter, Ctrl-letters are lower case. */
struct sb_chord sb_chord_normal(uint32_t key, unsigned mods);

#endif
