/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several entries that are one in the model. */
#ifndef STOCKBOOK_TESTS_MODEL_BATCH_H
#define STOCKBOOK_TESTS_MODEL_BATCH_H

#include "verb.h"

/* One product of those named. */
typedef enum sb_status batch_one(struct model *model, const struct op *op, int product, int64_t batch, const struct asked *asked,
				 struct answer *out);
/* One is an entry; several are a batch, of which nothing is left if it changed nothing. */
enum sb_status batch_each(struct model *model, const struct op *op, const struct meaning *meaning, batch_one *one, const struct asked *asked,
			  struct answer *out);
/* What a new product begins with, in the store worked for; SB_NONE: nothing. */
enum sb_status batch_open_stock(struct model *model, int product, int64_t qty, int64_t batch, const struct asked *asked);
/* A small file: all rows are looked at first, then written as one. */
enum sb_status batch_import(struct model *model, const struct op *op, const struct meaning *meaning, struct asked *asked, struct answer *out);

#endif
