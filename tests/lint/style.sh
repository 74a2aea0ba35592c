#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Habits of the house: each file says its licence and its purpose, no struct hides behind a typedef, nothing jumps,
# no function is cut up by the preprocessor, and functions that are easy to get wrong stay out (banned.h has the
# reasons; here also where its macros do not reach).

. "$srcdir/tests/lint/rule.sh"

ours()
{
	program_sources
	test_sources
}

# Without comments and strings, line numbers kept.
code_of()
{
	awk '{
		line = $0
		if (inside) {
			if (!sub(/^.*\*\//, "", line))
				next
			inside = 0
		}
		gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
		gsub(/\/\*([^*]|\*[^\/])*\*\//, "", line)
		sub(/\/\/.*/, "", line)
		if (sub(/\/\*.*/, "", line))
			inside = 1
		print FILENAME ":" FNR ": " line
	}
	FNR == 1 { inside = 0 }' "$@"
}

banned_calls()
{
	code_of $(program_sources | grep -v '/banned\.h$') |
		grep -E '[^A-Za-z0-9_.>](strcpy|strcat|stpcpy|strncpy|strncat|sprintf|vsprintf|gets|strtok|atoi|atol|atoll|atof|localtime|gmtime|asctime|ctime|tmpnam|system|popen|alloca)[ 	]*\('
}

# Criterion 2.4.1's gt() passes whatever it is given; say lt() with the sides changed, or cr_assert_gt().
broken_macro()
{
	code_of $(test_sources) | grep -E '[^A-Za-z0-9_]gt[ 	]*\('
}

typedefs()
{
	code_of $(ours) | grep -E '\btypedef[ 	]+(struct|union|enum)\b[^(]*[{;][ 	]*$'
}

jumps()
{
	code_of $(program_sources) | grep -E '\bgoto\b'
}

licences()
{
	for file in $(ours; find src -name '*.cc' -o -name '*.awk'); do
		head -n 2 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || echo "$file: no SPDX line"
	done
}

purposes()
{
	for file in $(ours); do
		sed -n 2p "$file" | grep -q '^/\*' || echo "$file: no comment about its purpose in line 2"
	done
}

cut_functions()
{
	awk '
		FNR == 1 || /^}/ { inside = 0 }
		/^{/ { inside = 1 }
		inside && /^[ \t]*#[ \t]*(if|ifdef|ifndef|else|elif|endif)/ { print FILENAME ":" FNR ": " $0 }
	' $(program_sources)
}

globals()
{
	code_of $(program_sources | grep '\.c$') |
		grep -E ':[0-9]+: static [a-z_A-Z][a-zA-Z_0-9 *]*(\[[^]]*\])*( = [^;]*)?;' |
		grep -vE ':[0-9]+: static (_Thread_local )?(volatile sig_atomic_t|const )|: static [a-z ]*struct [a-z_]+ \*const|\* ?const [a-z_]+'
}

blank_ends()
{
	grep -nE '[ 	]+$' $(ours) /dev/null
}

rule "functions of banned.h are not called" banned_calls
rule "tests do not use Criterion's gt()" broken_macro
rule "no struct, union or enum has a typedef" typedefs
rule "nothing jumps" jumps
rule "every source names its licence" licences
rule "every source says its purpose" purposes
rule "no function is cut up by the preprocessor" cut_functions
rule "there are no variables outside functions" globals
rule "no line ends with blanks" blank_ends
finish_rules
