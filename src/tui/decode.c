/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The input decoder: a state machine over single bytes, so that how reads split them cannot matter. Each state is one
 * function that takes the next byte; what a finished sequence means is looked up in decode_keys.c.
 *
 * Alt with [ ] O P X ^ or _ cannot be told from the beginning of a sequence and is no key; keys.c refuses to bind them.
 */
#include "decode.h"

#include "decode_keys.h"
#include "stockbook/text.h"
#include <string.h>

enum state { GROUND, ESCAPE, CSI, SS3, STRING, UTF8, X10_MOUSE, LINUX_FUNCTION, PASTE };
enum { ESC = 0x1b, BEL = 0x07, CAN = 0x18, SUB = 0x1a };

static const char paste_end[] = "\033[201~";

struct sb_decoder {
	struct sb_sink sink;
	enum state state;
	bool alt;           /* an Esc came before what is being read */
	bool string_escape; /* in a string, Esc has come: a backslash ends it */
	int64_t last_ms;    /* when the latest byte came */
	uint64_t batch;
	char sequence[SB_SEQUENCE_BYTES_MAX];
	size_t sequence_bytes;
	int modifier; /* SS3 */
	uint32_t code_point, code_least;
	int code_missing; /* UTF-8 bytes to come */
	struct sb_buf paste;
	size_t paste_matched; /* of paste_end */
	bool paste_cut;
};

static void take(struct sb_decoder *d, unsigned char byte);

struct sb_decoder *sb_decoder_new(struct sb_sink sink)
{
	struct sb_decoder *d = sb_alloc(sizeof(*d));

	d->sink = sink;
	d->paste = (struct sb_buf)SB_BUF_INIT;
	return d;
}

void sb_decoder_free(struct sb_decoder *d)
{
	sb_buf_release(&d->paste);
	free(d);
}

static void emit(struct sb_decoder *d, struct sb_input *input)
{
	input->at_ms = d->last_ms;
	input->batch = d->batch;
	d->sink.take(d->sink.with, input);
}

static void emit_key(struct sb_decoder *d, struct sb_chord chord)
{
	struct sb_input input = { .kind = SB_INPUT_KEY, .key = chord };

	if (!chord.key)
		return;
	if (d->alt)
		input.key.mods |= SB_MOD_ALT;
	emit(d, &input);
}

static void to_ground(struct sb_decoder *d)
{
	d->state = GROUND;
	d->alt = false;
}

static void finish_key(struct sb_decoder *d, struct sb_chord chord)
{
	emit_key(d, chord);
	to_ground(d);
}

/* ---- UTF-8 ---- */

static void begin_utf8(struct sb_decoder *d, unsigned char byte)
{
	static const struct {
		unsigned char first, last, mask;
		int more;
		uint32_t least;
	} leads[] = {
		{ 0xc2, 0xdf, 0x1f, 1, 0x80 },
		{ 0xe0, 0xef, 0x0f, 2, 0x800 },
		{ 0xf0, 0xf4, 0x07, 3, 0x10000 },
	};

	for (size_t i = 0; i < SB_COUNT(leads); i++) {
		if (byte < leads[i].first || byte > leads[i].last)
			continue;
		d->state = UTF8;
		d->code_point = byte & leads[i].mask;
		d->code_missing = leads[i].more;
		d->code_least = leads[i].least;
		return;
	}
	finish_key(d, (struct sb_chord){ 0xfffd, 0 });
}

static void take_utf8(struct sb_decoder *d, unsigned char byte)
{
	if ((byte & 0xc0) != 0x80) {
		finish_key(d, (struct sb_chord){ 0xfffd, 0 });
		take(d, byte);
		return;
	}
	d->code_point = d->code_point << 6 | (byte & 0x3fu);
	if (--d->code_missing)
		return;
	uint32_t c = d->code_point;

	if (c < d->code_least || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = 0xfffd;
	/* C1 controls are no key. */
	finish_key(d, (struct sb_chord){ c < 0xa0 ? 0 : c, 0 });
}

/* ---- sequences ---- */

static void begin_sequence(struct sb_decoder *d, enum state state)
{
	d->state = state;
	d->sequence_bytes = 0;
	d->modifier = 0;
	d->string_escape = false;
}

static void take_escape(struct sb_decoder *d, unsigned char byte)
{
	bool twice = d->alt;

	if (byte == '[') {
		begin_sequence(d, CSI);
	} else if (byte == 'O') {
		begin_sequence(d, SS3);
	} else if (byte == ESC) {
		if (twice) {
			d->alt = false;
			emit_key(d, sb_key_of_byte(ESC));
		}
		d->alt = true;
	} else {
		d->alt = false;
		if (twice)
			emit_key(d, sb_key_of_byte(ESC));
		if (byte && strchr("]PX^_", byte)) {
			begin_sequence(d, STRING);
			return;
		}
		d->state = GROUND;
		d->alt = true;
		if (byte < 0x80)
			finish_key(d, sb_key_of_byte(byte));
		else
			begin_utf8(d, byte);
	}
}

static void begin_paste(struct sb_decoder *d)
{
	to_ground(d);
	d->state = PASTE;
	sb_buf_clear(&d->paste);
	d->paste_matched = 0;
	d->paste_cut = false;
}

static void finish_csi(struct sb_decoder *d, char final)
{
	struct sb_csi csi = sb_csi_parse(d->sequence, d->sequence_bytes, final);
	struct sb_input input = { .kind = SB_INPUT_FOCUS, .focused = final == 'I' };

	/* Longer than any we know: its end was swallowed with the rest. */
	if (d->sequence_bytes == sizeof(d->sequence)) {
		to_ground(d);
		return;
	}
	if (final == '~' && csi.values[0][0] == 200 && csi.count == 1) {
		begin_paste(d);
		return;
	}
	if (!d->sequence_bytes && (final == 'I' || final == 'O'))
		emit(d, &input);
	else if (sb_mouse_of_csi(&csi, &input))
		emit(d, &input);
	else
		emit_key(d, sb_key_of_csi(&csi));
	to_ground(d);
}

static bool all_digits(const char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bytes[i] < '0' || bytes[i] > '9')
			return false;
	return count > 0;
}

static void take_csi(struct sb_decoder *d, unsigned char byte)
{
	if (byte < ' ' || byte > '~') {
		/* Cut off: what was read of it is dropped, and this byte begins something new. */
		to_ground(d);
		if (byte != CAN && byte != SUB)
			take(d, byte);
		return;
	}
	if (byte == '[' && !d->sequence_bytes) {
		d->state = LINUX_FUNCTION;
	} else if (byte == 'M' && !d->sequence_bytes) {
		begin_sequence(d, X10_MOUSE);
	} else if (byte >= '@' || (byte == '$' && all_digits(d->sequence, d->sequence_bytes))) {
		finish_csi(d, (char)byte);
	} else if (d->sequence_bytes < sizeof(d->sequence)) {
		d->sequence[d->sequence_bytes++] = (char)byte;
	}
}

static void take_ss3(struct sb_decoder *d, unsigned char byte)
{
	if (byte < ' ' || byte > '~') {
		to_ground(d);
		if (byte != CAN && byte != SUB)
			take(d, byte);
	} else if ((byte >= '0' && byte <= '9') || byte == ';') {
		d->modifier = byte == ';' ? 0 : d->modifier > 99 ? 0 : d->modifier * 10 + (byte - '0');
	} else {
		finish_key(d, sb_key_of_ss3(d->modifier, (char)byte));
	}
}

/* OSC, DCS, APC, PM and SOS: answers nobody asked for. Ended by BEL, by Esc \ or cancelled. */
static void take_string(struct sb_decoder *d, unsigned char byte)
{
	if (d->string_escape && byte != '\\') {
		to_ground(d);
		take(d, ESC);
		take(d, byte);
	} else if (d->string_escape || byte == BEL || byte == CAN || byte == SUB) {
		to_ground(d);
	} else if (byte == ESC) {
		d->string_escape = true;
	}
}

static void take_x10(struct sb_decoder *d, unsigned char byte)
{
	struct sb_input input = { .kind = SB_INPUT_MOUSE };

	if (byte < ' ') {
		to_ground(d);
		take(d, byte);
		return;
	}
	d->sequence[d->sequence_bytes++] = (char)byte;
	if (d->sequence_bytes < 3)
		return;
	const unsigned char bytes[3] = { (unsigned char)d->sequence[0], (unsigned char)d->sequence[1],
					 (unsigned char)d->sequence[2] };

	sb_mouse_of_x10(bytes, &input);
	emit(d, &input);
	to_ground(d);
}

/* ---- paste ---- */

/* UTF-8, line ends as LF, no control characters but Tab: what can be text in a field. */
static void clean_paste(const struct sb_buf *raw, struct sb_buf *out)
{
	const char *at = raw->data, *end = raw->data + raw->len;

	while (at < end) {
		bool cr = *at == '\r';
		int32_t c = sb_utf8_next(&at, end);

		if (cr && at < end && *at == '\n')
			continue;
		if (cr)
			c = '\n';
		if (c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0)))
			sb_utf8_put(out, c);
	}
}

static void finish_paste(struct sb_decoder *d)
{
	sb_auto(buf) text = SB_BUF_INIT;

	clean_paste(&d->paste, &text);
	sb_buf_release(&d->paste);
	to_ground(d);
	struct sb_input input = { .kind = SB_INPUT_PASTE, .text = text.data, .bytes = text.len, .cut = d->paste_cut };

	emit(d, &input);
}

static void add_to_paste(struct sb_decoder *d, const char *bytes, size_t count)
{
	if (d->paste_cut || d->paste.len + count > SB_PASTE_BYTES_MAX)
		d->paste_cut = true;
	else
		sb_buf_add(&d->paste, bytes, count);
}

static void take_paste(struct sb_decoder *d, unsigned char byte)
{
	char c = (char)byte;

	if (c == paste_end[d->paste_matched]) {
		if (++d->paste_matched == sizeof(paste_end) - 1)
			finish_paste(d);
		return;
	}
	/* Esc is only at the front of the mark, so no shorter beginning can hide in what had matched. */
	add_to_paste(d, paste_end, d->paste_matched);
	d->paste_matched = c == ESC;
	if (!d->paste_matched)
		add_to_paste(d, &c, 1);
}

/* ---- bytes and time ---- */

static void take_ground(struct sb_decoder *d, unsigned char byte)
{
	if (byte == ESC)
		d->state = ESCAPE;
	else if (byte < 0x80)
		emit_key(d, sb_key_of_byte(byte));
	else
		begin_utf8(d, byte);
}

static void take_linux_function(struct sb_decoder *d, unsigned char byte)
{
	if (byte >= ' ') {
		finish_key(d, sb_key_of_linux_function((char)byte));
		return;
	}
	to_ground(d);
	take(d, byte);
}

static void take(struct sb_decoder *d, unsigned char byte)
{
	static void (*const states[])(struct sb_decoder *, unsigned char) = {
		[GROUND] = take_ground, [ESCAPE] = take_escape,
		[CSI] = take_csi,       [SS3] = take_ss3,
		[STRING] = take_string, [UTF8] = take_utf8,
		[X10_MOUSE] = take_x10, [LINUX_FUNCTION] = take_linux_function,
		[PASTE] = take_paste,
	};

	states[d->state](d, byte);
}

void sb_decoder_feed(struct sb_decoder *d, const void *bytes, size_t count, int64_t now_ms)
{
	const unsigned char *at = bytes;

	d->last_ms = now_ms;
	d->batch++;
	for (size_t i = 0; i < count; i++)
		take(d, at[i]);
}

int64_t sb_decoder_deadline(const struct sb_decoder *d)
{
	switch (d->state) {
	case GROUND:
		return SB_NONE;
	case ESCAPE:
		return d->last_ms + SB_ESC_WAIT_MS;
	case PASTE:
		return d->last_ms + SB_PASTE_WAIT_MS;
	case CSI:
	case SS3:
	case STRING:
	case UTF8:
	case X10_MOUSE:
	case LINUX_FUNCTION:
		break;
	}
	return d->last_ms + SB_SEQUENCE_WAIT_MS;
}

void sb_decoder_expire(struct sb_decoder *d, int64_t now_ms)
{
	int64_t deadline = sb_decoder_deadline(d);
	bool twice = d->alt;

	if (deadline == SB_NONE || now_ms < deadline)
		return;
	if (d->state == PASTE) {
		finish_paste(d);
	} else if (d->state == UTF8) {
		finish_key(d, (struct sb_chord){ 0xfffd, 0 });
	} else if (d->state == ESCAPE) {
		to_ground(d);
		emit_key(d, sb_key_of_byte(ESC));
		if (twice)
			emit_key(d, sb_key_of_byte(ESC));
	} else {
		to_ground(d);
	}
}
