/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decoder: what sequences mean, that splitting them changes nothing, and that nothing unknown ever becomes keys. */
#include "heard.h"
#include "tui/decode.h"
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

static void set_up(void)
{
	setlocale(LC_ALL, "C.UTF-8");
}

TestSuite(decode, .init = set_up);

static const struct {
	const char *bytes, *means;
} known[] = {
	{ "jkG", "j k G" },
	{ "\r\n\t\b\177 ", "Enter C-j Tab BSpace BSpace Space" },
	{ "\001\020\032\037", "C-a C-p C-z C-_" },
	{ "\303\251\342\202\254\360\237\246\204", "\303\251 \342\202\254 \360\237\246\204" },
	{ "\033[A\033[B\033[C\033[D\033[H\033[F", "Up Down Right Left Home End" },
	{ "\033OA\033OB\033OC\033OD\033OH\033OF", "Up Down Right Left Home End" },
	{ "\033OP\033OQ\033OR\033OS\033[15~\033[17~\033[24~", "F1 F2 F3 F4 F5 F6 F12" },
	{ "\033[[A\033[[E\033[11~\033[14~", "F1 F5 F1 F4" },
	{ "\033[1;5C\033[1;3A\033[1;2D\033[5;5~\033[3;2~", "C-Right M-Up S-Left C-PgUp S-Del" },
	{ "\033[1~\033[4~\033[7~\033[8~\033[2~\033[5~\033[6~", "Home End Home End Ins PgUp PgDn" },
	{ "\033[Z\033[1;5P\033O5P", "S-Tab C-F1 C-F1" },
	{ "\033Oa\033[a\033[3^\033[3$\033[3@\033\033[A", "C-Up S-Up C-Del S-Del C-S-Del M-Up" },
	{ "\033Op\033Oy\033Ok\033OM", "0 9 + Enter" },
	{ "\033x\0331\033\r\033\303\251\033\177", "M-x M-1 M-Enter M-\303\251 M-BSpace" },
	{ "\033[13;5u\033[97;5u\033[27u\033[65;2u\033[97:65;2u\033[57399u", "C-Enter C-a Esc A A 0" },
	{ "\033[27;5;13~\033[27;2;97~", "C-Enter A" },
	{ "\033[97;1:3u\033[97;9u", "" }, /* a release; a key of the window system */
	{ "\033[I\033[O", "<in> <out>" },
	{ "\033[<0;8;4M\033[<0;8;4m\033[<64;1;1M\033[<32;3;2M\033[M !!",
	  "<press left 3,7> <release left 3,7> <press up 0,0> <drag left 1,2> <press left 0,0>" },
	{ "\033[200~one\r\ntwo\033[A\033[201~x", "<paste one\ntwo[A> x" },
	{ "\033[200~\033[200~\033[20\033[201~", "<paste [200~[20>" },
};

/* Known to some terminal, unknown to us, or broken: the letter q behind them must be all that is heard. */
static const char *const swallowed[] = {
	"\033[?1;2c",
	"\033[>41;354;0c",
	"\033[12;40R",
	"\033[?2026;2$y",
	"\033]11;rgb:0000/0000/0000\033\\",
	"\033]0;title\007",
	"\033P1+r544e=1b\033\\",
	"\033_Gi=31;OK\033\\",
	"\033^private\033\\",
	"\033[99~",
	"\033[5;6;7;8X",
	"\033[1;2;3;4;5;6;7;8;9;10;11;12z",
	"\033[?!!p",
	"\033[<0;1M",
	"\033Oz",
	"\033O7z",
	"\033[[Z",
	"\033[57358u",
	"\033[99999999999999999999u",
	"\033[;;;~",
	"\033[9;;x",
	"\033]unfinished\030",
	"\033[12\030",
	"\033[E",
	"\033[200;1~",
	"\302\205",
};

static void feed_all(struct sb_decoder *decoder, const char *bytes, size_t count)
{
	sb_decoder_feed(decoder, bytes, count, 0);
}

Test(decode, sequences_mean_what_terminals_mean_by_them)
{
	for (size_t i = 0; i < SB_COUNT(known); i++) {
		struct heard heard = HEARD_INIT;
		sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));

		feed_all(decoder, known[i].bytes, strlen(known[i].bytes));
		cr_assert_str_eq(heard.text.data, known[i].means, "row %zu: heard %s", i, heard.text.data);
		cr_assert_eq(sb_decoder_deadline(decoder), SB_NONE);
		sb_buf_release(&heard.text);
	}
}

Test(decode, every_split_into_two_reads_means_the_same)
{
	for (size_t i = 0; i < SB_COUNT(known); i++) {
		size_t length = strlen(known[i].bytes);

		for (size_t cut = 0; cut <= length; cut++) {
			struct heard heard = HEARD_INIT;
			sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));

			sb_decoder_feed(decoder, known[i].bytes, cut, 0);
			sb_decoder_feed(decoder, known[i].bytes + cut, length - cut, 900);
			cr_assert_str_eq(heard.text.data, known[i].means, "row %zu cut at %zu: heard %s", i, cut,
					 heard.text.data);
			sb_buf_release(&heard.text);
		}
	}
}

Test(decode, byte_by_byte_means_the_same)
{
	for (size_t i = 0; i < SB_COUNT(known); i++) {
		struct heard heard = HEARD_INIT;
		sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));

		for (const char *at = known[i].bytes; *at; at++)
			sb_decoder_feed(decoder, at, 1, 0);
		cr_assert_str_eq(heard.text.data, known[i].means);
		sb_buf_release(&heard.text);
	}
}

Test(decode, what_is_unknown_never_becomes_keys)
{
	for (size_t i = 0; i < SB_COUNT(swallowed); i++) {
		size_t length = strlen(swallowed[i]);

		for (size_t cut = 0; cut <= length; cut++) {
			struct heard heard = HEARD_INIT;
			sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));

			sb_decoder_feed(decoder, swallowed[i], cut, 0);
			sb_decoder_feed(decoder, swallowed[i] + cut, length - cut, 500);
			feed_all(decoder, "q", 1);
			cr_assert_str_eq(heard.text.data, "q", "row %zu cut at %zu: heard %s", i, cut, heard.text.data);
			sb_buf_release(&heard.text);
		}
	}
}

Test(decode, a_lone_esc_is_a_key_after_a_moment_of_silence)
{
	struct heard heard = HEARD_INIT;
	sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));

	sb_decoder_feed(decoder, "\033", 1, 1000);
	cr_assert_eq(sb_decoder_deadline(decoder), 1000 + SB_ESC_WAIT_MS);
	sb_decoder_expire(decoder, 1000 + SB_ESC_WAIT_MS - 1);
	cr_assert_str_eq(heard.text.data, "");
	sb_decoder_expire(decoder, 1000 + SB_ESC_WAIT_MS);
	cr_assert_str_eq(heard.text.data, "Esc");
	feed_all(decoder, "[A", 2);
	cr_assert_str_eq(heard.text.data, "Esc [ A");
	sb_buf_release(&heard.text);
}

Test(decode, esc_twice_is_two_keys)
{
	struct heard heard = HEARD_INIT;
	sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));

	sb_decoder_feed(decoder, "\033\033", 2, 0);
	sb_decoder_expire(decoder, 100);
	cr_assert_str_eq(heard.text.data, "Esc Esc");
	sb_buf_release(&heard.text);
}

Test(decode, inside_a_sequence_a_slow_line_gets_a_second_and_then_it_is_dropped)
{
	struct heard heard = HEARD_INIT;
	sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));

	sb_decoder_feed(decoder, "\033[1;", 4, 0);
	sb_decoder_expire(decoder, 999);
	sb_decoder_feed(decoder, "5C", 2, 999);
	cr_assert_str_eq(heard.text.data, "C-Right");
	heard_clear(&heard);
	sb_decoder_feed(decoder, "\033[1;", 4, 2000);
	sb_decoder_expire(decoder, 3000);
	sb_decoder_feed(decoder, "q", 1, 3001);
	cr_assert_str_eq(heard.text.data, "q");
	sb_buf_release(&heard.text);
}

Test(decode, a_cut_off_sequence_does_not_eat_the_next_one)
{
	struct heard heard = HEARD_INIT;
	sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));

	static const char bytes[] = "\033[1;\033[A\033[\rx\033[M\033[B\033[[\033OC";

	feed_all(decoder, bytes, sizeof(bytes) - 1);
	cr_assert_str_eq(heard.text.data, "Up Enter x Down Right");
	sb_buf_release(&heard.text);
}

Test(decode, bad_utf8_is_shown_as_such_and_loses_nothing_around_it)
{
	struct heard heard = HEARD_INIT;
	sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));

	static const char bytes[] = "a\303b\377c\340\200\200d\355\240\200e";

	feed_all(decoder, bytes, sizeof(bytes) - 1);
	cr_assert_not_null(strstr(heard.text.data, "a \357\277\275 b \357\277\275 c "));
	cr_assert_eq(heard.text.data[heard.text.len - 1], 'e');
	sb_buf_release(&heard.text);
}

Test(decode, a_paste_is_bounded_and_says_that_it_was_cut)
{
	struct heard heard = HEARD_INIT;
	sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));
	sb_owned_string much = sb_alloc(SB_PASTE_BYTES_MAX + 100);

	memset(much, 'x', SB_PASTE_BYTES_MAX + 100);
	feed_all(decoder, "\033[200~", 6);
	feed_all(decoder, much, SB_PASTE_BYTES_MAX + 100);
	feed_all(decoder, "\033[201~q", 7);
	cr_assert_eq(heard.inputs, 2);
	cr_assert_not_null(strstr(heard.text.data, "x cut> q"));
	cr_assert_eq(heard.text.len, SB_PASTE_BYTES_MAX + strlen("<paste  cut> q"));
	sb_buf_release(&heard.text);
}

Test(decode, a_paste_without_an_end_is_delivered_after_a_while)
{
	struct heard heard = HEARD_INIT;
	sb_owned(decoder) decoder = sb_decoder_new(heard_sink(&heard));

	sb_decoder_feed(decoder, "\033[200~half", 10, 0);
	sb_decoder_expire(decoder, SB_PASTE_WAIT_MS);
	cr_assert_str_eq(heard.text.data, "<paste half>");
	cr_assert_eq(sb_decoder_deadline(decoder), SB_NONE);
	sb_buf_release(&heard.text);
}
