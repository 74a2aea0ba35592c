/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People: who may do what, secrets beside the journal, and replaying that makes what recording made. */
#include "ledger.h"
#include "stockbook/list.h"
#include "stockbook/user.h"
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

static struct ledger ledger;

static const struct sb_draft nothing = SB_DRAFT(SB_KIND_BATCH);

static void open_book(void)
{
	lg_open(&ledger, false);
}

static void close_book(void)
{
	lg_close(&ledger);
}

TestSuite(user, .init = open_book, .fini = close_book);

static enum sb_status add(const char *name, enum sb_role role, const struct sb_digest *pin, int64_t *id)
{
	const struct sb_user_change what = { .role = role, .retired = -1, .secret = { [SB_SECRET_PIN] = pin } };
	sb_owned(write) write = NULL;
	struct sb_outcome out = { 0 };
	enum sb_status status = sb_write_begin(ledger.book, &write, &ledger.err);

	if (!status)
		status = sb_user_add(write, name, &what, &nothing, &out, &ledger.err);
	if (!status)
		status = sb_write_commit(write, &ledger.err);
	if (id)
		*id = out.seq;
	return status;
}

static int64_t added(const char *name, enum sb_role role, const struct sb_digest *pin)
{
	int64_t id;

	cr_assert_eq(add(name, role, pin, &id), SB_OK, "%s", ledger.err.text);
	return id;
}

static enum sb_status edit(int64_t id, struct sb_user_change what, struct sb_outcome *out)
{
	sb_owned(write) write = NULL;
	enum sb_status status = sb_write_begin(ledger.book, &write, &ledger.err);

	if (!status)
		status = sb_user_edit(write, id, &what, &nothing, out, &ledger.err);
	return status || !out->seq ? status : sb_write_commit(write, &ledger.err);
}

static enum sb_status admit(const char *name, enum sb_work work)
{
	struct sb_user who;

	sb_book_act_as(ledger.book, name, "till");
	return sb_book_admit(ledger.book, work, &who, &ledger.err);
}

Test(user, in_a_book_without_users_everybody_may_do_everything)
{
	struct sb_user who = { .id = 7 };

	cr_assert_eq(sb_book_admit(ledger.book, SB_WORK_MANAGERS, &who, &ledger.err), SB_OK);
	cr_assert_eq(who.id, 0);
}

Test(user, the_first_is_a_manager_and_one_always_remains)
{
	struct sb_outcome out;
	int64_t ana, ben;

	cr_assert_eq(add("ben", SB_ROLE_CLERK, NULL, NULL), SB_REFUSED);
	cr_assert_str_eq(ledger.err.field, "role");
	ana = added("ana", SB_ROLE_MANAGER, NULL);
	ben = added("ben", SB_ROLE_CLERK, NULL);
	cr_assert_eq(edit(ana, (struct sb_user_change){ .role = SB_ROLE_CLERK, .retired = -1 }, &out), SB_REFUSED);
	cr_assert_eq(edit(ana, (struct sb_user_change){ .retired = 1 }, &out), SB_REFUSED);
	cr_assert_eq(edit(ben, (struct sb_user_change){ .role = SB_ROLE_MANAGER, .retired = -1 }, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(edit(ana, (struct sb_user_change){ .retired = 1 }, &out), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(edit(ben, (struct sb_user_change){ .retired = 1 }, &out), SB_REFUSED);
	cr_assert_eq(edit(ana, (struct sb_user_change){ .retired = 1 }, &out), SB_OK);
	cr_assert_eq(out.seq, 0, "so it was already");
	lg_whole(&ledger);
}

Test(user, a_name_is_used_once_in_any_case)
{
	static const char *const bad[] = { "ana", "ANA", "Äna", "", "a:b", "a\"b", "a\tb",
					   "a name of more than sixty-four bytes, which is more than any name has" };

	added("Ana", SB_ROLE_MANAGER, NULL);
	for (size_t i = 0; i < SB_COUNT(bad); i++)
		cr_assert_eq(add(bad[i], SB_ROLE_CLERK, NULL, NULL), i < 3 ? SB_DUPLICATE : SB_INVALID, "%s: %s", bad[i], ledger.err.text);
	added("Ana B", SB_ROLE_CLERK, NULL);
}

Test(user, roles_say_who_may_do_what)
{
	static const struct {
		const char *name;
		enum sb_work work;
		bool may;
	} table[] = {
		{ "mia", SB_WORK_READING, true },  { "mia", SB_WORK_CLERKS, true },  { "mia", SB_WORK_MANAGERS, true },
		{ "cleo", SB_WORK_READING, true }, { "cleo", SB_WORK_CLERKS, true }, { "cleo", SB_WORK_MANAGERS, false },
		{ "otto", SB_WORK_READING, true }, { "otto", SB_WORK_CLERKS, false }, { "otto", SB_WORK_MANAGERS, false },
		{ "gone", SB_WORK_READING, false }, { "nobody", SB_WORK_READING, false },
	};
	struct sb_outcome out;

	added("mia", SB_ROLE_MANAGER, NULL);
	added("cleo", SB_ROLE_CLERK, NULL);
	added("otto", SB_ROLE_AUDITOR, NULL);
	cr_assert_eq(edit(added("gone", SB_ROLE_MANAGER, NULL), (struct sb_user_change){ .retired = 1 }, &out), SB_OK);
	for (size_t i = 0; i < SB_COUNT(table); i++)
		cr_assert_eq(admit(table[i].name, table[i].work), table[i].may ? SB_OK : SB_REFUSED, "%s %d: %s", table[i].name,
			     (int)table[i].work, ledger.err.text);
	cr_assert(strstr(ledger.err.text, "-u NAME (cleo, mia, otto)"), "%s", ledger.err.text);
}

Test(user, entries_tell_the_name_as_it_was_added)
{
	struct sb_entry entry;
	int64_t mug = lg_add(&ledger, "name=Mug;price=1", 5000);

	added("Mia", SB_ROLE_MANAGER, NULL);
	cr_assert_eq(admit("MIA", SB_WORK_CLERKS), SB_OK);
	cr_assert_eq(sb_entry_get(ledger.book, lg_moved(&ledger, SB_KIND_SALE, mug, 1000), ledger.arena, &entry, &ledger.err), SB_OK);
	cr_assert_str_eq(entry.who, "Mia");
}

Test(user, what_was_changed_meanwhile_stops_the_next_write)
{
	struct sb_outcome out;
	int64_t mug = lg_add(&ledger, "name=Mug;price=1", 5000);

	cr_assert_eq(admit("passer-by", SB_WORK_CLERKS), SB_OK, "there are no users yet");
	lg_sql(&ledger, "INSERT INTO users (id, name, name_key, role, retired, created_at) VALUES (1, 'x', 'x', 'manager', 0, 0)");
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 1000, &out), SB_REFUSED, "now there are");
	cr_assert_eq(admit("x", SB_WORK_CLERKS), SB_OK);
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 1000, &out), SB_OK, "%s", ledger.err.text);
	lg_sql(&ledger, "UPDATE users SET role = 'auditor'");
	cr_assert_eq(lg_move(&ledger, SB_KIND_SALE, mug, 1000, &out), SB_REFUSED);
	cr_assert_eq(lg_on_hand(&ledger, mug), 4000);
}

Test(user, secrets_survive_rebuilding_and_stand_in_no_entry)
{
	struct sb_outcome out;
	struct sb_digest pin;
	struct sb_user user;
	int64_t ana, entries;

	cr_assert_eq(sb_secret_digest(SB_SECRET_PIN, "4711", &pin, &ledger.err), SB_OK);
	ana = added("ana", SB_ROLE_MANAGER, &pin);
	cr_assert_eq(edit(ana, (struct sb_user_change){ .retired = -1, .secret = { &pin } }, &out), SB_OK);
	lg_whole(&ledger);
	cr_assert_eq(sb_book_rebuild(ledger.book, NULL, &entries, &ledger.err), SB_OK, "%s", ledger.err.text);
	lg_whole(&ledger);
	cr_assert_eq(sb_user_find(ledger.book, "ANA", &user, &ledger.err), SB_OK);
	cr_assert(user.has[SB_SECRET_PIN] && !user.has[SB_SECRET_PASSWORD]);
	cr_assert_eq(sb_user_prove(ledger.book, &user, SB_SECRET_PIN, "4711", &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_number(&ledger, "SELECT COUNT(*) FROM entries WHERE body LIKE '%argon%'"), 0);
	cr_assert_eq(lg_number(&ledger, "SELECT COUNT(*) FROM entries WHERE body LIKE '%\"secrets\":[\"pin\"]%'"), 2);
	cr_assert_eq(edit(ana, (struct sb_user_change){ .retired = -1, .forget = { true } }, &out), SB_OK);
	cr_assert_eq(sb_user_get(ledger.book, ana, &user, &ledger.err), SB_OK);
	cr_assert_not(user.has[SB_SECRET_PIN]);
	cr_assert_eq(sb_user_prove(ledger.book, &user, SB_SECRET_PIN, "4711", &ledger.err), SB_REFUSED);
}

Test(user, wrong_tries_are_counted_and_slowed)
{
	struct sb_digest pin;
	struct sb_user user;

	cr_assert_eq(sb_secret_digest(SB_SECRET_PIN, "4711", &pin, &ledger.err), SB_OK);
	added("ana", SB_ROLE_MANAGER, &pin);
	cr_assert_eq(sb_user_find(ledger.book, "ana", &user, &ledger.err), SB_OK);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(sb_user_prove(ledger.book, &user, SB_SECRET_PIN, "0000", &ledger.err), SB_REFUSED);
	cr_assert_eq(sb_user_prove(ledger.book, &user, SB_SECRET_PIN, "4711", &ledger.err), SB_REFUSED, "the right one is not heard now");
	cr_assert(strstr(ledger.err.text, "1 second"), "%s", ledger.err.text);
	ledger.now -= 86400000;
	cr_assert_eq(sb_user_prove(ledger.book, &user, SB_SECRET_PIN, "4711", &ledger.err), SB_REFUSED);
	cr_assert(strstr(ledger.err.text, "1 second"), "a clock set back is no longer wait: %s", ledger.err.text);
	ledger.now += 86400000 + 1000;
	cr_assert_eq(sb_user_prove(ledger.book, &user, SB_SECRET_PIN, "0000", &ledger.err), SB_REFUSED);
	ledger.now += 1000;
	cr_assert_eq(sb_user_prove(ledger.book, &user, SB_SECRET_PIN, "4711", &ledger.err), SB_REFUSED, "the delay has doubled");
	ledger.now += 1000;
	cr_assert_eq(sb_user_prove(ledger.book, &user, SB_SECRET_PIN, "4711", &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(lg_number(&ledger, "SELECT failures FROM credentials"), 0);
}

Test(user, the_check_finds_a_role_nobody_gave)
{
	added("ana", SB_ROLE_MANAGER, NULL);
	added("ben", SB_ROLE_CLERK, NULL);
	lg_sql(&ledger, "UPDATE users SET role = 'manager' WHERE name = 'ben'");
	cr_assert_eq(lg_check(&ledger), SB_CORRUPT);
	cr_assert(strstr(ledger.findings.data, "ben"), "%s", ledger.findings.data);
}

static int64_t last_active(const char *name)
{
	struct sb_ask ask = { .query = name, .columns = "last_active" };
	struct sb_page page;
	int64_t at;

	cr_assert_eq(sb_list_page(sb_list_find("users"), ledger.book, &ask, &page, &ledger.err), SB_OK, "%s", ledger.err.text);
	cr_assert_eq(page.count, 1);
	at = page.rows[0].values[0].is_null ? SB_NONE : page.rows[0].values[0].n;
	sb_page_release(&page);
	return at;
}

static int64_t works(const char *name, int64_t product, int entries)
{
	sb_book_act_as(ledger.book, name, "till");
	while (entries--) {
		ledger.now += 1000;
		lg_moved(&ledger, SB_KIND_RECEIVE, product, 1000);
	}
	return ledger.now;
}

Test(user, when_somebody_did_something_last_is_known_however_much_others_did_since)
{
	int64_t product = lg_add(&ledger, "sku=MUG;name=Mug", SB_NONE), ana, ben;

	works("ana", product, 3);
	added("ana", SB_ROLE_MANAGER, NULL);
	added("ben", SB_ROLE_CLERK, NULL);
	added("cleo", SB_ROLE_CLERK, NULL);
	cr_assert_eq(last_active("user:ben"), SB_NONE);
	ben = works("ben", product, 2);
	ana = works("ana", product, 2 * SB_USER_STRETCH);
	ben = works("ben", product, 1);
	ana = works("ana", product, 3 * SB_USER_STRETCH);
	cr_assert_eq(last_active("user:ana"), ana);
	cr_assert_eq(last_active("user:ben"), ben);
	cr_assert_eq(last_active("user:cleo"), SB_NONE);
	lg_rebuilt_alike(&ledger);
	lg_sql(&ledger, "UPDATE users SET active_from = 0 WHERE name = 'ben'");
	cr_assert_eq(lg_check(&ledger), SB_CORRUPT);
	cr_assert(strstr(ledger.findings.data, "ben"), "%s", ledger.findings.data);
}

Test(user, what_became_of_people_is_not_undone)
{
	struct sb_outcome out;

	added("ana", SB_ROLE_MANAGER, NULL);
	cr_assert_eq(lg_undo(&ledger, lg_head(&ledger), &out), SB_REFUSED);
}
