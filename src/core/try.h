/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passes a failure on: the lowest level has written its sentence, there is nothing to add. */
#ifndef SB_TRY_H
#define SB_TRY_H

#include "stockbook/error.h"

#define TRY(call)                               \
	do {                                    \
		enum sb_status tried_ = (call); \
		if (tried_ != SB_OK)            \
			return tried_;          \
	} while (0)

#endif
