#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# PostgreSQL accepts the schema and prepares every statement of the ledger. A server of its own is started for
# this, on a socket in a directory that goes away with it; as root it runs as the user postgres or nobody.

. "$srcdir/tests/lint/rule.sh"

programs=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)")
if [ ! -x "$programs/initdb" ]; then
	programs=$(dirname "$(command -v initdb 2>/dev/null || echo none/none)")
fi
if [ ! -x "$programs/initdb" ] || ! command -v psql >/dev/null; then
	echo "1..0 # SKIP PostgreSQL is not installed"
	exit 0
fi
if [ ! -x "$builddir/tests/lint/print_sql" ]; then
	echo "1..0 # SKIP tests/lint/print_sql was not built"
	exit 0
fi

server=
as_server()
{
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
	elif id postgres >/dev/null 2>&1; then
		setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
	else
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	fi
}

# The server's own number is in its directory. TERM would wait for clients, INT does not.
stop()
{
	number=$(head -n 1 "$home/data/postmaster.pid" 2>/dev/null)
	[ -z "$number" ] || kill -INT "$number" 2>/dev/null
	[ -z "$server" ] || wait "$server" 2>/dev/null
	rm -rf "$scratch" "$home"
}
home=$(mktemp -d /tmp/stockbook-pg.XXXXXX) || exit 99
trap stop EXIT

chmod 755 "$home"
mkdir "$home/data" "$home/socket"
if [ "$(id -u)" -eq 0 ]; then
	as_server true || exit 99
	owner=$(as_server id -u)
	chown "$owner" "$home" "$home/data" "$home/socket"
fi
cd / || exit 99
if ! as_server "$programs/initdb" -D "$home/data" -A trust -U stockbook -E UTF8 --locale=C --no-sync >"$home/initdb.log" 2>&1; then
	sed 's/^/# /' "$home/initdb.log"
	echo "Bail out! initdb failed"
	exit 1
fi
as_server "$programs/postgres" -D "$home/data" -k "$home/socket" -c listen_addresses= -c fsync=off \
	-c max_connections=8 >"$home/server.log" 2>&1 &
server=$!

ask()
{
	psql -X -q -h "$home/socket" -U stockbook -d postgres "$@"
}

tries=0
until ask -c 'SELECT 1' >/dev/null 2>&1; do
	tries=$((tries + 1))
	if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
		sed 's/^/# /' "$home/server.log"
		echo "Bail out! the server does not answer"
		exit 1
	fi
	sleep 0.1
done
"$builddir/tests/lint/print_sql" "$scratch" || exit 99

schema()
{
	ask -f "$scratch/schema.sql" 2>&1 | grep -A 3 -E 'ERROR|FATAL' | sed "s|$scratch/||"
}

statements()
{
	ask -f "$scratch/statements.sql" 2>&1 | awk '
		/ERROR|FATAL/ { sub(/^psql:.*: (ERROR|FATAL): */, ""); print name ": " $0; shown = 2; next }
		/^[a-z][a-z0-9_]*$/ { name = $0; shown = 0; next }
		shown-- > 0 { print "    " $0 }'
}

rule "PostgreSQL takes the schema" schema
rule "PostgreSQL prepares every statement" statements
finish_rules
