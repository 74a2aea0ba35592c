/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people of the book; of their secrets only whether they have some. */
#include "stockbook/list.h"
#include "stockbook/user.h"

#define HAS(secret) \
	"CASE WHEN EXISTS (SELECT 1 FROM credentials c WHERE c.user_id = o.id AND c." secret " IS NOT NULL) THEN 1 ELSE 0 END"

#define SPELT(number) #number
#define AS_SQL(number) SPELT(number)

static const struct sb_column columns[] = {
	{ .name = "user",
	  .title = N_("Name"),
	  .type = SB_TEXT_TYPE,
	  .width = 20,
	  .priority = 1,
	  .sql = "o.name",
	  .sort_sql = "o.name_key",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS | SB_COL_KEY | SB_COL_GROWS },
	{ .name = "role",
	  .title = N_("Role"),
	  .type = SB_CHOICE_TYPE,
	  .width = 9,
	  .priority = 2,
	  .sql = "o.role",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "pin",
	  .title = N_("PIN"),
	  .type = SB_BOOL_TYPE,
	  .width = 4,
	  .priority = 4,
	  .sql = HAS("pin"),
	  .flags = SB_COL_SHOWN },
	{ .name = "password",
	  .title = N_("Password"),
	  .type = SB_BOOL_TYPE,
	  .width = 8,
	  .priority = 6,
	  .sql = HAS("password"),
	  .flags = SB_COL_SHOWN },
	{ .name = "retired",
	  .title = N_("Retired"),
	  .type = SB_BOOL_TYPE,
	  .width = 7,
	  .priority = 3,
	  .sql = "o.retired",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "last_active",
	  .title = N_("Last active"),
	  .type = SB_MOMENT_TYPE,
	  .width = 16,
	  .priority = 5,
	  .sql = "(SELECT e.recorded_at FROM entries e WHERE e.seq > o.id AND e.seq >= o.active_from AND e.seq < o.active_from + "
		 AS_SQL(SB_USER_STRETCH) " AND e.who = o.name ORDER BY e.seq DESC LIMIT 1)",
	  .flags = SB_COL_SHOWN },
	{ .name = "created_at",
	  .title = N_("Since"),
	  .type = SB_MOMENT_TYPE,
	  .width = 16,
	  .priority = 7,
	  .sql = "o.created_at",
	  .sort_sql = "o.id",
	  .flags = SB_COL_SHOWN | SB_COL_SORTS },
	{ .name = "id",
	  .title = N_("Id"),
	  .type = SB_ID_TYPE,
	  .width = 36,
	  .priority = 99,
	  .sql = "(SELECT e.id FROM entries e WHERE e.seq = o.id)" },
};

#define ROLE(symbol, word, label) "|" word

static const struct sb_query_field fields[] = {
	{ .name = "user", .help = N_("the user's name, or its beginning"), .match = SB_MATCH_FOLDED, .expression = "o.name_key" },
	{ .name = "role",
	  .help = N_("clerk, manager or auditor"),
	  .match = SB_MATCH_EXACT,
	  .expression = "o.role",
	  .choices = SB_ROLES(ROLE) },
	{ .name = "retired", .help = N_("yes or no: whether they work here no more"), .match = SB_MATCH_YESNO, .expression = "o.retired" },
};

const struct sb_list sb_list_users = {
	.name = "users",
	.title = N_("Users"),
	.summary = N_("people of the book"),
	.columns = columns,
	.column_count = SB_COUNT(columns),
	.from = "users o",
	.id_sql = "o.id",
	.default_sort = "user",
	.fields = fields,
	.field_count = SB_COUNT(fields),
};
