/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may become of a hold in which state. What is held may be allocated, released, cancelled or expire; what is
 * allocated may be handed over or cancelled; each part once. Later attempts are told what it became.
 */
#include "hold_state.h"
#include "kinds.h"

/* What a hold says to those who come too late, or too early; %lld is its number. */
static const struct {
	enum sb_status status;
	const char *sentence;
} answer_table[SB_HOLD_STATUS_COUNT] = {
	[SB_HOLD_HELD] = { SB_REFUSED, N_("hold %lld is not allocated yet: allocate it first with `hold convert`") },
	[SB_HOLD_ALLOCATED] = { SB_CONFLICT,
				N_("hold %lld was already allocated: hand it over with `hold fulfil`, or cancel it") },
	[SB_HOLD_FULFILLED] = { SB_CONFLICT, N_("hold %lld was already handed over: take goods back with `return`") },
	[SB_HOLD_RELEASED] = { SB_CONFLICT, N_("hold %lld was already released: place a new one") },
	[SB_HOLD_CANCELLED] = { SB_CONFLICT, N_("hold %lld was already cancelled: place a new one") },
	[SB_HOLD_EXPIRED] = { SB_REFUSED, N_("hold %lld has expired: place a new one") },
};

static enum sb_status answer(const struct sb_hold_state *hold, enum sb_hold_status as, struct sb_error *err)
{
	return sb_fail(err, answer_table[as].status, _(answer_table[as].sentence), (long long)hold->id);
}

/* Which part of a hold a kind of entry takes from. */
static bool wants_held(enum sb_kind kind)
{
	return kind == SB_KIND_HOLD_CONVERT || kind == SB_KIND_HOLD_RELEASE;
}

static bool has_expired(const struct sb_hold_state *hold, int64_t now)
{
	return hold->status == SB_HOLD_HELD && hold->expires_at <= now;
}

/* Taking back the placing itself: only of a hold nothing has happened to. */
static enum sb_status allow_undo(const struct sb_hold_state *hold, int64_t now, struct sb_error *err)
{
	if (has_expired(hold, now))
		return answer(hold, SB_HOLD_EXPIRED, err);
	if (hold->version != hold->id && (hold->status == SB_HOLD_HELD || hold->status == SB_HOLD_ALLOCATED))
		return sb_fail(err, SB_REFUSED,
			       _("hold %lld was changed since it was placed: release or cancel what is left of it"),
			       (long long)hold->id);
	return hold->version == hold->id ? SB_OK : answer(hold, hold->status, err);
}

enum sb_status sb_hold_allow(const struct sb_hold_state *hold, enum sb_kind kind, int64_t now, struct sb_error *err)
{
	enum sb_hold_status is = sb_hold_status_at(hold, now);
	bool is_held = sb_hold_held(hold) && !has_expired(hold, now), is_committed = sb_hold_committed(hold);

	if (kind == SB_KIND_UNDO)
		return allow_undo(hold, now, err);
	if (kind == SB_KIND_HOLD_EXPIRE)
		return has_expired(hold, now)
			       ? SB_OK
			       : sb_fail(err, SB_REFUSED, _("hold %lld does not expire now: nothing was changed"),
					 (long long)hold->id);
	if (wants_held(kind))
		return is_held ? SB_OK : answer(hold, has_expired(hold, now) ? SB_HOLD_EXPIRED : is, err);
	if (kind == SB_KIND_HOLD_FULFIL)
		return is_committed ? SB_OK : answer(hold, is, err);
	return is_held || is_committed ? SB_OK : answer(hold, is, err);
}
