/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the characters of a scan: the bare code, and what is wrong with it. */
#ifndef STOCKBOOK_TUI_SCAN_CODE_H
#define STOCKBOOK_TUI_SCAN_CODE_H

#include "input.h"
#include "stockbook/buf.h"

/* Fills the SCAN members of `out` from the characters received; text and raw are borrowed from the buffers. False when
 * nothing is left after stripping. */
bool sb_scan_read(const struct sb_buf *received, struct sb_buf *code, struct sb_input *out);

#endif
