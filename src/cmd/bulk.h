/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change of master data made to each product of a call: all of them in one transaction, several as one batch that is undone as one. */
#ifndef CMD_BULK_H
#define CMD_BULK_H

#include "stockbook/cmd.h"

typedef enum sb_status bulk_change(struct sb_write *write, int64_t product, const struct sb_product_change *change,
				   const struct sb_product_extra *extra, struct sb_outcome *out, struct sb_error *err);

/* `seen` is the version an edit was made against, SB_NONE: any. */
enum sb_status bulk_run(struct sb_call *call, bulk_change *make, int64_t seen, struct sb_reply *reply, struct sb_error *err) SB_CHECKED;

#endif
