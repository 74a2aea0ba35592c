/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long work of this session: what runs, how far it is, what ended how. */
#include "../desk.h"
#include "../job.h"

static enum sb_status open_jobs(struct sb_desk *desk, const char *argument, struct sb_view **out, struct sb_error *err)
{
	struct sb_view *view = sb_alloc(sizeof(*view));

	(void)argument;
	(void)err;
	*view = (struct sb_view){ .ops = &sb_view_jobs, .desk = desk };
	*out = view;
	return SB_OK;
}

static void close_jobs(struct sb_view *view)
{
	free(view);
}

static void draw(struct sb_view *view, struct sb_area area)
{
	static const char *const states[] = { N_("running"), N_("done"), N_("failed"), N_("stopped") };
	static const unsigned styles[] = { SB_STYLE_PROGRESS, SB_STYLE_OK, SB_STYLE_ERROR, SB_STYLE_WARNING };
	struct sb_term *term = view->desk->term;
	struct sb_job_info info;
	int row = area.row;

	sb_term_cursor(term, area.row, area.col + 1, true);
	for (size_t i = 0; row < area.row + area.rows && sb_jobs_info(view->desk->jobs, i, &info); i++, row++) {
		sb_auto(buf) bar = SB_BUF_INIT;

		sb_term_printf(term, row, area.col + 1, 16, SB_STYLE_STRONG, "%d %s", info.number, info.cmd->name);
		sb_term_put(term, row, area.col + 18, 10, styles[info.state], _(states[info.state]));
		if (info.state == SB_JOB_RUNNING && sb_jobs_progress(view->desk->jobs, &bar))
			sb_term_fit(term, row, area.col + 30, area.cols - 31, SB_STYLE_PROGRESS, bar.data, false);
		else
			sb_term_fit(term, row, area.col + 30, area.cols - 31, SB_STYLE_NORMAL, info.message, false);
	}
	if (row == area.row)
		sb_term_put(term, row, area.col + 2, area.cols - 3, SB_STYLE_DIM, _("no long work in this session yet"));
}

const struct sb_view_ops sb_view_jobs = {
	.name = "jobs",
	.title = N_("Jobs"),
	.works_without_book = true,
	.manual = "jobs",
	.open = open_jobs,
	.close = close_jobs,
	.draw = draw,
};
