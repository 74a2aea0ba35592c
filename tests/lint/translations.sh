#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every language of po/LINGUAS is complete: each text of the program has a translation, none is doubtful, and
# formats take the same arguments.

. "$srcdir/tests/lint/rule.sh"

for tool in xgettext msgmerge msgfmt msgattrib; do
	if ! command -v $tool >/dev/null; then
		skip "the translations are complete" "gettext is not installed"
		finish_rules
	fi
done

sed -e 's/#.*//' -e '/^[ 	]*$/d' po/POTFILES.in >"$scratch/files"
xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
	--keyword=ngettext:1,2 --flag=sb_fail:3:c-format \
	--flag=sb_fail_field:4:c-format --flag=sb_fail_errno:3:c-format --add-comments=TRANSLATORS: \
	--files-from="$scratch/files" --output="$scratch/all.pot" 2>"$scratch/xgettext"

faults()
{
	msgfmt --check --output-file=/dev/null "po/$1.po" 2>&1 | grep -v '^[0-9]* translated'
}

gaps()
{
	[ -s "$scratch/all.pot" ] || return
	msgmerge --quiet --no-fuzzy-matching --output-file="$scratch/merged.po" "po/$1.po" "$scratch/all.pot" 2>&1
	msgattrib --untranslated --no-obsolete "$scratch/merged.po" | sed -n 's/^msgid \(".*"\)$/untranslated: \1/p' | grep -v ': ""$'
	msgattrib --only-fuzzy --no-obsolete "$scratch/merged.po" | sed -n 's/^msgid \(".*"\)$/doubtful: \1/p' | grep -v ': ""$'
}

extraction()
{
	cat "$scratch/xgettext"
}

rule "texts can be extracted without a warning" extraction
for language in $(sed 's/#.*//' po/LINGUAS); do
	rule "po/$language.po has no faults" faults "$language"
	rule "po/$language.po is complete" gaps "$language"
done
finish_rules
