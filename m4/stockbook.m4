dnl SPDX-License-Identifier: GPL-3.0-or-later
dnl
dnl The few questions configure.ac asks more than once.

dnl SB_TRY_FLAGS(VARIABLE, FLAGS, FLAG-VARIABLE, COMPILE-OR-LINK): adds each flag the tool takes without complaint.
AC_DEFUN([SB_TRY_FLAGS], [
	for sb_flag in m4_normalize([$2]); do
		AC_MSG_CHECKING([whether $sb_flag works])
		sb_saved_flags=$[$3]
		$3="$[$3] $[$1] -Werror $sb_flag"
		$4([AC_LANG_PROGRAM([], [])],
			[AC_MSG_RESULT([yes])
			$1="$[$1] $sb_flag"],
			[AC_MSG_RESULT([no])])
		$3=$sb_saved_flags
	done
])
AC_DEFUN([SB_TRY_CFLAGS], [SB_TRY_FLAGS([$1], [$2], [CFLAGS], [AC_COMPILE_IFELSE])])
AC_DEFUN([SB_TRY_CXXFLAGS], [SB_TRY_FLAGS([$1], [$2], [CXXFLAGS], [AC_COMPILE_IFELSE])])
AC_DEFUN([SB_TRY_LDFLAGS], [SB_TRY_FLAGS([$1], [$2], [LDFLAGS], [AC_LINK_IFELSE])])

dnl SB_NEED(NAME, PKG-CONFIG-MODULES, DEBIAN-PACKAGE): a library the program cannot do without.
AC_DEFUN([SB_NEED], [
	PKG_CHECK_MODULES([$1], [$2], [], [sb_missing="$sb_missing $3"])
])

dnl SB_PART(NAME, PKG-CONFIG-MODULES, DEBIAN-PACKAGE, WHAT-IT-IS): an optional part; on when its library is found,
dnl an error when asked for by --with-NAME and not found. Sets the conditional HAVE_<NAME>.
AC_DEFUN([SB_PART], [
	AC_ARG_WITH([$1], [AS_HELP_STRING([--without-$1], [leave out $4])], [], [with_$1=check])
	have_$1=no
	AS_IF([test "x$with_$1" != xno], [
		PKG_CHECK_MODULES(AS_TR_CPP([$1]), [$2], [have_$1=yes], [
			AS_IF([test "x$with_$1" = xyes],
				[AC_MSG_ERROR([--with-$1 was asked for and $2 was not found: apt-get install $3])])
		])
	])
	AM_CONDITIONAL([HAVE_]AS_TR_CPP([$1]), [test "x$have_$1" = xyes])
])
