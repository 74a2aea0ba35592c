#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# In another language people read other words; machines read the same.

. "$srcdir/tests/cli/lib.sh"
[ -f "$builddir/locale/de/LC_MESSAGES/stockbook.mo" ] || skip_all "there is no German catalogue"
make_shop
LANG=C.UTF-8 LANGUAGE=de
export LANG LANGUAGE

sb help
unlike "$out" 'Sell to a customer' "help is in German"
sb sell NOPE 1
exits 3 "the exit status is the same"
unlike "$err" 'no product has' "the error is in German"
sb list -o csv --columns=sku,on_hand
like "$out" '^sku,on_hand' "CSV is the same"
sb sell MUG-BLUE 1 -o json
is "$(json "d['entry']['kind']")" sale "so is JSON"
sb list --columns=sku,price
like "$out" 'MUG-BLUE' "tables are still tables"
sb hold place MUG-BLUE 1
sb hold list
like "$out" 'gehalten' "but the words of tables are German"
sb hold list -o csv --columns=status
like "$out" '^held' "and not in files"
done_testing
