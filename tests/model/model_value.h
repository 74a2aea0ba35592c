/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goods are worth in the model: every standing line of a product, played from the beginning. */
#ifndef STOCKBOOK_TESTS_MODEL_VALUE_H
#define STOCKBOOK_TESTS_MODEL_VALUE_H

#include "model.h"

/* False: nothing is told of it. `store` -1: the whole book. Texts, product and decimals of *out are left out. */
bool model_value(const struct model *model, int product, int store, enum sb_valuation_method method, struct sb_valued *out);

#endif
