/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which commands there are; what one is, cmd.h says. */
#ifndef STOCKBOOK_CMD_TABLE_H
#define STOCKBOOK_CMD_TABLE_H

/* The table of commands: a word here, a file src/cmd/<word>.c, a struct sb_cmd sb_cmd_<word>. */
#define SB_CMDS(C) \
	C(init)        \
	C(add)         \
	C(edit)        \
	C(show)        \
	C(archive)     \
	C(list)        \
	C(receive)     \
	C(sell)        \
	C(return)      \
	C(remove)      \
	C(adjust)      \
	C(reason_add)  \
	C(reason_list) \
	C(transact)    \
	C(history)     \
	C(undo)        \
	C(availability) \
	C(hold_place)  \
	C(hold_allocate) \
	C(hold_convert) \
	C(hold_release) \
	C(hold_fulfil) \
	C(hold_cancel) \
	C(hold_list)   \
	C(hold_expire) \
	C(transfer)    \
	C(transfer_receive) \
	C(transfer_list) \
	C(transfer_close) \
	C(store_add)   \
	C(store_list)  \
	C(store_edit)  \
	C(store_plan)  \
	C(count_new)   \
	C(count_scan)  \
	C(count_negate) \
	C(count_recount) \
	C(count_resolve) \
	C(count_review) \
	C(count_post)  \
	C(count_cancel) \
	C(count_reverse) \
	C(count_list)  \
	C(count_show)  \
	C(count_sheet) \
	C(supplier_add) \
	C(supplier_edit) \
	C(supplier_list) \
	C(order_suggest) \
	C(order_new)   \
	C(order_edit)  \
	C(order_receive) \
	C(order_cancel) \
	C(order_list)  \
	C(order_show)  \
	C(value)       \
	C(user_add)    \
	C(user_list)   \
	C(user_edit)   \
	C(check)       \
	C(rebuild)     \
	C(backup)      \
	C(restore)     \
	C(import)      \
	C(config)      \
	C(demo)        \
	C(close)       \
	C(help)        \
	C(version)

struct sb_cmd;
#define C(word) extern const struct sb_cmd sb_cmd_##word;
SB_CMDS(C)
#undef C

#endif
