/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sink that writes down what it hears as one line: "j C-p Up <paste hello> <scan 4006381333931> <press left 3,7>". */
#ifndef STOCKBOOK_TESTS_HEARD_H
#define STOCKBOOK_TESTS_HEARD_H

#include "stockbook/buf.h"
#include "tui/input.h"

struct heard {
	struct sb_buf text;
	int inputs;
	int retract; /* of the last scan */
	enum sb_check check;
	enum sb_scan_trouble trouble;
};
#define HEARD_INIT                  \
	{                           \
		.text = SB_BUF_INIT \
	}

struct sb_sink heard_sink(struct heard *heard);
void heard_clear(struct heard *heard);

#endif
