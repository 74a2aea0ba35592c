/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls: words find their arguments, arguments their meaning, and errors the argument they are about. */
#include "stockbook/cmd.h"
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

struct shop {
	struct sb_app app;
	char *path;
};

/* Runs "word|name=value|…"; words without a name are positional. */
static enum sb_status run_line(struct sb_app *app, const char *command, const char *line, struct sb_reply *reply, struct sb_error *err)
{
	sb_owned(call) call = sb_call_new(app, sb_cmd_find(command));
	enum sb_status st = SB_OK;

	*err = (struct sb_error)SB_ERROR_INIT;
	for (const char *at = line; *at && !st;) {
		size_t length = strcspn(at, "|");
		sb_owned_string word = sb_strndup(at, length);
		char *equals = strchr(word, '=');

		if (equals) {
			*equals = '\0';
			st = sb_call_give(call, word, equals + 1, err);
		} else {
			st = sb_call_give_next(call, word, err);
		}
		at += length + (at[length] == '|');
	}
	return st ? st : sb_call_run(call, reply, err);
}

static enum sb_status quietly(struct sb_app *app, const char *command, const char *line, struct sb_error *err)
{
	struct sb_reply reply;
	enum sb_status st;

	sb_reply_init(&reply);
	st = run_line(app, command, line, &reply, err);
	sb_reply_release(&reply);
	return st;
}

static void must(struct sb_app *app, const char *command, const char *line)
{
	struct sb_error err;

	cr_assert_eq(quietly(app, command, line, &err), SB_OK, "%s %s: %s", command, line, err.text);
}

static void open_shop(struct sb_app *app)
{
	struct sb_error err = SB_ERROR_INIT;
	char *directory = st_directory(), *path = st_path(directory, "shop.book");
	char *const none[] = { NULL };

	cr_assert_eq(sb_app_init(app, NULL, none, &err), SB_OK, "%s", err.text);
	cr_assert_eq(sb_settings_set(app->settings, "book.path", path, SB_LAYER_OPTION, "test", &err), SB_OK);
	must(app, "init", "currency=EUR|zone=UTC");
	must(app, "add", "A1|name=Apple|price=0.50|opening=10|reorder-point=3");
	must(app, "add", "B1|name=Bean|unit=kg|decimals=2|price=4|opening=2.5");
	free(directory);
	free(path);
}

Test(call, words_go_round_the_group_that_repeats)
{
	struct sb_app app;
	struct sb_error err = SB_ERROR_INIT;
	const char *const words[] = { "A1", "2", "B1", "0.25", "A1", "1" };

	open_shop(&app);
	{
		sb_owned(call) call = sb_call_new(&app, &sb_cmd_sell);

		for (size_t i = 0; i < SB_COUNT(words); i++)
			cr_assert_eq(sb_call_give_next(call, words[i], &err), SB_OK);
		cr_assert_eq(sb_call_resolve(call, &err), SB_OK, "%s", err.text);
		cr_assert_eq(sb_call_count(call, "product"), 3);
		cr_assert_eq(sb_call_value(call, "qty", 1)->n, 250);
		cr_assert_str_eq(sb_call_product(call, "product", 1)->sku, "B1");
		cr_assert_str_eq(sb_call_product(call, "product", 2)->sku, "A1");
		cr_assert(sb_call_value(call, "qty", 3)->is_null);
		cr_assert(!sb_call_has(call, "note"));
	}
	sb_app_release(&app);
}

Test(call, a_quantity_takes_the_decimals_of_its_product)
{
	struct sb_app app;
	struct sb_error err;

	open_shop(&app);
	cr_assert_eq(quietly(&app, "sell", "B1|0.25", &err), SB_OK);
	cr_assert_eq(quietly(&app, "sell", "B1|0.255", &err), SB_INVALID);
	cr_assert_str_eq(err.field, "qty");
	cr_assert_eq(quietly(&app, "sell", "B1|1|A1|0.5", &err), SB_INVALID);
	sb_app_release(&app);
}

Test(call, a_quantity_behind_a_case_counts_cases)
{
	struct sb_app app;
	struct sb_error err = SB_ERROR_INIT;

	open_shop(&app);
	must(&app, "add", "CAN|name=Can|barcode=04006381333948*24");
	{
		sb_owned(call) call = sb_call_new(&app, sb_cmd_find("receive"));
		sb_auto(buf) echo = SB_BUF_INIT;

		cr_assert_eq(sb_call_give_next(call, "04006381333948", &err), SB_OK);
		cr_assert_eq(sb_call_check(call, "qty", "2", &echo, &err), SB_OK, "%s", err.text);
		cr_assert_str_eq(echo.data, "2 cases of 24 = 48", "a form says what it comes to");
		cr_assert_eq(sb_call_give_next(call, "1.5", &err), SB_OK);
		cr_assert_eq(sb_call_resolve(call, &err), SB_OK, "%s", err.text);
		cr_assert_eq(sb_call_value(call, "qty", 0)->n, 36000);
	}
	cr_assert_eq(quietly(&app, "receive", "04006381333948|0.01", &err), SB_INVALID);
	cr_assert_str_eq(err.field, "qty");
	cr_assert_eq(quietly(&app, "sell", "04006381333948|0", &err), SB_INVALID);
	sb_app_release(&app);
}

Test(call, a_fingerprint_is_what_was_asked_and_not_when_or_how)
{
	struct sb_app app;
	struct sb_error err = SB_ERROR_INIT;
	static const struct {
		const char *product, *qty, *token;
		bool same;
	} cases[] = {
		{ "A1", "2", "t1", true },  { "a1", "2", "t2", true },	{ "appl", "2", NULL, true },
		{ "A1", "3", "t1", false }, { "B1", "2", "t1", false },
	};
	struct sb_hash first;

	open_shop(&app);
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_owned(call) call = sb_call_new(&app, &sb_cmd_sell);

		cr_assert_eq(sb_call_give_next(call, cases[i].product, &err), SB_OK);
		cr_assert_eq(sb_call_give_next(call, cases[i].qty, &err), SB_OK);
		if (cases[i].token)
			cr_assert_eq(sb_call_give(call, "token", cases[i].token, &err), SB_OK);
		cr_assert_eq(sb_call_resolve(call, &err), SB_OK, "%s", err.text);
		if (!i)
			first = *sb_call_fingerprint(call);
		cr_assert_eq(!memcmp(&first, sb_call_fingerprint(call), sizeof(first)), cases[i].same, "case %zu", i);
	}
	sb_app_release(&app);
}

Test(call, a_field_of_a_form_is_checked_alone)
{
	static const struct {
		const char *command, *name, *text;
		enum sb_status status;
		const char *echo;
	} cases[] = {
		{ "add", "sku", "a1", SB_DUPLICATE, "" },     { "add", "sku", "new-1", SB_OK, "NEW-1" },
		{ "add", "name", "", SB_INVALID, "" },	      { "add", "name", "  two   words ", SB_OK, "two words" },
		{ "add", "price", "3*2.50", SB_OK, "7.50" },  { "add", "price", "abc", SB_INVALID, "" },
		{ "add", "price", "", SB_OK, "" },	      { "sell", "product", "zzzz", SB_NOT_FOUND, "" },
		{ "sell", "product", "bea", SB_OK, "B1 Bean" }, { "sell", "qty", "0", SB_INVALID, "" },
		{ "sell", "qty", "", SB_USAGE, "" },	      { "sell", "nonsense", "1", SB_USAGE, "" },
		{ "remove", "reason", "theft", SB_OK, "theft" }, { "remove", "reason", "rain", SB_INVALID, "" },
	};
	struct sb_app app;

	open_shop(&app);
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		sb_owned(call) call = sb_call_new(&app, sb_cmd_find(cases[i].command));
		sb_auto(buf) echo = SB_BUF_INIT;
		struct sb_error err = SB_ERROR_INIT;

		cr_assert_eq(sb_call_check(call, cases[i].name, cases[i].text, &echo, &err), cases[i].status, "%s %s \"%s\": %s",
			     cases[i].command, cases[i].name, cases[i].text, err.text);
		cr_assert_str_eq(echo.data, cases[i].echo);
		if (cases[i].status)
			cr_assert_str_eq(err.field, cases[i].name);
	}
	sb_app_release(&app);
}

Test(call, a_field_that_is_doubtful_is_told_when_it_is_checked)
{
	static const char *const commands[] = { "add", "edit" };
	struct sb_app app;

	open_shop(&app);
	for (size_t i = 0; i < SB_COUNT(commands); i++) {
		sb_owned(call) call = sb_call_new(&app, sb_cmd_find(commands[i]));
		struct sb_error err = SB_ERROR_INIT;

		cr_assert_eq(sb_call_check(call, "barcode", "4006381333932", NULL, &err), SB_OK, "%s", err.text);
		cr_assert(sb_call_warning(call) && strstr(sb_call_warning(call), "4006381333932"), "its check digit is wrong");
		cr_assert_eq(sb_call_give(call, "barcode", "4006381333932", &err), SB_OK);
		cr_assert_eq(sb_call_check(call, "price", "2", NULL, &err), SB_OK);
		cr_assert_null(sb_call_warning(call), "at its own field, and not at the others");
		cr_assert_eq(sb_call_check(call, "barcode", "4006381333931", NULL, &err), SB_OK);
		cr_assert_null(sb_call_warning(call));
	}
	sb_app_release(&app);
}

/* What goes into the book is invalid, how a command is told to work is usage. */
Test(call, a_number_that_is_none_is_wrong_usage_unless_it_is_data)
{
	static const char *const data[] = { "lead-days", "decimals" };
	struct sb_app app;
	struct sb_error err;
	const struct sb_cmd *cmd;
	int tried = 0;

	open_shop(&app);
	for (size_t i = 0; (cmd = sb_cmd_at(i)); i++) {
		for (size_t a = 0; a < cmd->arg_count; a++) {
			const struct sb_arg *arg = &cmd->args[a];
			bool is_data = false;
			sb_owned(call) call = sb_call_new(&app, cmd);

			if (arg->type != SB_INT_TYPE)
				continue;
			for (size_t d = 0; d < SB_COUNT(data); d++)
				is_data |= !strcmp(arg->name, data[d]);
			err = (struct sb_error)SB_ERROR_INIT;
			cr_assert_eq(sb_call_check(call, arg->name, "x", NULL, &err), is_data ? SB_INVALID : SB_USAGE, "%s --%s: %s",
				     cmd->name, arg->name, err.text);
			cr_assert_str_eq(err.field, arg->name);
			tried++;
		}
	}
	cr_assert_gt(tried, 10);
	sb_app_release(&app);
}

Test(call, reversing_a_count_tells_what_would_be_taken_back)
{
	struct sb_app app;
	struct sb_error err = SB_ERROR_INIT;
	struct sb_hash ignored;
	char number[24], line[64];
	int64_t id;

	open_shop(&app);
	must(&app, "count new", "A1");
	cr_assert_eq(sb_book_head(app.book, &id, &ignored, &err), SB_OK);
	snprintf(number, sizeof(number), "%lld", (long long)id);
	for (int posted = 0; posted < 2; posted++) {
		sb_auto(buf) echo = SB_BUF_INIT;
		sb_owned(call) call = sb_call_new(&app, &sb_cmd_count_reverse);

		cr_assert_eq(sb_call_check(call, "count", number, &echo, &err), SB_OK, "%s", err.text);
		snprintf(line, sizeof(line), "%s%s", number, posted ? " · count posted −3 × A1 Apple" : "");
		cr_assert_str_eq(echo.data, line);
		snprintf(line, sizeof(line), "%s|A1|7", number);
		if (!posted)
			must(&app, "count scan", line), must(&app, "count post", number);
	}
	sb_app_release(&app);
}

Test(call, errors_name_the_argument_they_are_about)
{
	static const struct {
		const char *command, *line, *field;
		enum sb_status status;
	} cases[] = {
		{ "sell", "A1|99", "", SB_SHORT_STOCK },     { "sell", "A1", "qty", SB_USAGE },
		{ "sell", "A1|1|at=never", "at", SB_INVALID }, { "sell", "A1|1|price=-1", "price", SB_INVALID },
		{ "undo", "77777", "entry", SB_NOT_FOUND },  { "adjust", "A1|to=1|reason=found", "reason", SB_INVALID },
		{ "show", "nobody", "product", SB_NOT_FOUND },
	};
	struct sb_app app;

	open_shop(&app);
	for (size_t i = 0; i < SB_COUNT(cases); i++) {
		struct sb_error err;

		cr_assert_eq(quietly(&app, cases[i].command, cases[i].line, &err), cases[i].status, "%s: %s", cases[i].line, err.text);
		if (cases[i].field[0])
			cr_assert_str_eq(err.field, cases[i].field);
		cr_assert_neq(err.text[0], '\0');
	}
	sb_app_release(&app);
}

Test(reply, says_what_happened_and_what_is_left)
{
	struct sb_app app;
	struct sb_reply reply;
	struct sb_error err;
	sb_auto(buf) json = SB_BUF_INIT;

	open_shop(&app);
	sb_reply_init(&reply);
	cr_assert_eq(run_line(&app, "sell", "A1|7", &reply, &err), SB_OK);
	cr_assert_str_eq(reply.message, "sold 7 × A1 Apple · 3 left");
	cr_assert(strstr(reply.warning, "A1 is low: 3 left, its reorder point is 3"), "%s", reply.warning);
	cr_assert_eq(reply.changed_count, 1);
	cr_assert_eq(reply.changed[0].available, 3000);
	sb_reply_json(&reply, &json);
	cr_assert(strstr(json.data, "\"changed\":[{\"sku\":\"A1\",\"store\":\"MAIN\",\"on_hand\":3,\"held\":0,\"available\":3}],\"replayed\":false"),
		  "%s", json.data);
	sb_reply_release(&reply);
	sb_app_release(&app);
}

Test(reply, an_empty_one_is_an_empty_object)
{
	struct sb_reply reply;
	sb_auto(buf) json = SB_BUF_INIT;

	sb_reply_init(&reply);
	sb_reply_json(&reply, &json);
	cr_assert_str_eq(json.data, "{}");
	reply.json = "\"a\":1";
	sb_buf_clear(&json);
	sb_reply_json(&reply, &json);
	cr_assert_str_eq(json.data, "{\"a\":1}");
	reply.message = "done";
	sb_buf_clear(&json);
	sb_reply_json(&reply, &json);
	cr_assert_str_eq(json.data, "{\"message\":\"done\",\"a\":1}");
	sb_reply_release(&reply);
}
