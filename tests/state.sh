#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a book holds, as text that two books which went through the same can be compared by: no numbers, ids or times of
# entries. state.sh BOOK USER; $STOCKBOOK is the program.

book=$1 user=$2

ask()
{
	"$STOCKBOOK" -b "$book" -u "$user" -o csv "$@" | tr -d '\r'
}

# TITLE COLUMNS ARGUMENT...
section()
{
	echo "== $1: $2"
	columns=$2
	shift 2
	ask "$@" --columns="$columns" | tail -n +2
}

section users user,role,pin,retired user list --sort=user
section stores code,name,allow_negative store list --sort=code
section suppliers supplier,code,lead_days,products,open_orders supplier list --sort=supplier
section products sku,name,price,cost,average_cost,supplier,barcodes,tags list --sort=sku
section stock sku,store,on_hand,held,committed,unavailable,available,on_order,in_transit,reorder_point,order_up_to,bin list --all-stores --sort=sku
section transfers from,to,status,lines,sent,received,lost,rest,user transfer list --sort=seq
section "transfer lines" sku,from,to,sent,received,lost,rest list --of=transfer_lines
section orders store,supplier,status,lines,ordered,received,open,over,short,value,user order list --sort=seq
section "order lines" store,sku,ordered,received,open,over,short,cost list --of=order_lines
for store in $(ask store list --columns=code --sort=code | tail -n +2); do
	section "holds of $store" order,status,sku,qty,products,held,committed,user -s "$store" hold list --sort=hold
	section "counts of $store" status,scope,value,blind,lines,scans,unmatched,user -s "$store" count list --sort=count
done
section "count lines" sku,counted,expected,variance,variance_value,beyond,recounted,scans,absorbed,user list --of=count_lines --sort=sku
section journal kind,user,store,lines list --of=journal --sort=seq
section movements kind,user,store,sku,qty,from,to,price,cost,reason,on_hand_after history --all-stores --sort=seq
echo "== value, average"
ask value
echo "== value, first in first out"
ask value --method=fifo
for store in $(ask store list --columns=code --sort=code | tail -n +2); do
	echo "== value of $store"
	ask value --store="$store" --method=fifo
done
