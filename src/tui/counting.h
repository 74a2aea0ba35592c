/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page of one stock count and what its parts share: a line that takes scans, each recorded at once; below it the lines counted, what
 * is still to be counted, codes nobody knows, or under review the differences.
 */
#ifndef STOCKBOOK_TUI_COUNTING_H
#define STOCKBOOK_TUI_COUNTING_H

#include "list_view.h"
#include "scan_line.h"
#include "stockbook/count.h"

enum { SB_COUNTING_LAST = 5, SB_COUNTING_TAG_OFFERS = 100, SB_COUNTING_TAG_SUMS, SB_COUNTING_CODE_BYTES = 65 };

/* What the page lists: symbol, word, title */
#define SB_COUNTING_PANES(P)                              \
	P(COUNTED, "counted", N_("Counted"))              \
	P(DIFFERENCES, "differences", N_("Differences"))  \
	P(BEYOND, "again", N_("To count again"))          \
	P(ALL, "all", N_("All lines"))                    \
	P(REST, "rest", N_("Not counted"))                \
	P(CODES, "codes", N_("Unmatched"))

enum sb_counting_pane {
#define P(symbol, word, title) SB_PANE_##symbol,
	SB_COUNTING_PANES(P)
#undef P
	SB_PANE_COUNT
};

/* A scan of this terminal, shown below the list. */
struct sb_tally {
	int64_t seq;
	int64_t product; /* SB_NONE: nothing has the code */
	char code[SB_COUNTING_CODE_BYTES];
	char name[601];
	int decimals;
	int64_t qty_milli;
	int64_t counted; /* of the line, as last read; SB_NONE: not known */
	bool is_all;	 /* the quantity is all there is, not more of it */
	bool is_outside, is_undone;
};

struct sb_counting {
	struct sb_list_view list; /* of the pane that shows */
	struct sb_arena *arena;	  /* of the count's texts */
	struct sb_count count;	  /* as last read */
	struct sb_scan_line line;
	enum sb_counting_pane pane;
	bool is_recount;
	bool is_asking; /* the panel before posting */
	struct sb_tally last[SB_COUNTING_LAST]; /* the newest first */
	size_t last_count;
	char current[SB_COUNTING_CODE_BYTES]; /* what `*12` is about: the last scanned, or chosen; "": nothing */
	char unknown[SB_COUNTING_CODE_BYTES]; /* the last code, offered to be added; "": it was known */
	char adding[SB_COUNTING_CODE_BYTES];  /* being added as a product; "": none */
	bool adopts;			      /* a product has it now */
	struct sb_count_sums sums;
	bool has_sums;
	int64_t sums_due_ms; /* when to add up again; SB_NONE: nothing changed */
	char token[40];	     /* of the posting, the same when it is tried again */
};

/* The command for this count, its number given. */
struct sb_call *sb_counting_call(struct sb_counting *counting, const char *command, struct sb_error *err);

/* counting_scan.c: what was typed or scanned */
void sb_counting_scan(struct sb_counting *counting, const char *code);
void sb_counting_enter(struct sb_counting *counting);
void sb_counting_negate(struct sb_counting *counting);
/* Counts the selected line again, or the marked ones. */
void sb_counting_recount(struct sb_counting *counting);
/* Adds a product with the code filled in; once it has it, its scans here are of that product. */
void sb_counting_add(struct sb_counting *counting, const char *code);
void sb_counting_adopt(struct sb_counting *counting);
void sb_counting_refresh_last(struct sb_counting *counting);

/* counting_panes.c: which rows show */
extern const char *const sb_counting_pane_titles[SB_PANE_COUNT]; /* translate before showing */
bool sb_counting_has_pane(const struct sb_counting *counting, enum sb_counting_pane pane);
/* How many rows it has; SB_NONE: not known yet. */
int64_t sb_counting_pane_rows(const struct sb_counting *counting, enum sb_counting_pane pane);
const struct sb_list_look *sb_counting_look(const struct sb_counting *counting);
void sb_counting_fixed(const struct sb_counting *counting, struct sb_buf *out);
void sb_counting_show_pane(struct sb_counting *counting, enum sb_counting_pane pane);
/* "next", "previous" or a pane's word. */
void sb_counting_turn_pane(struct sb_counting *counting, const char *where);

/* counting_post.c: what becomes of it */
void sb_counting_review(struct sb_counting *counting);
void sb_counting_ask_post(struct sb_counting *counting);
void sb_counting_post(struct sb_counting *counting, bool is_forced);
void sb_counting_sum(struct sb_counting *counting); /* asks for the sums */
void sb_counting_take_sums(struct sb_counting *counting, const struct sb_answer *answer);
void sb_counting_draw_panel(struct sb_counting *counting, struct sb_area area);

/* counting_draw.c */
void sb_counting_draw(struct sb_view *view, struct sb_area area);
/* "tag kitchen", "5 products" */
void sb_counting_print_scope(const struct sb_count *count, struct sb_buf *out);
/* With its sign: +3, -2, 0. */
void sb_counting_print_signed(int64_t qty_milli, int decimals, const struct sb_numbers *numbers, struct sb_buf *out);

#endif
