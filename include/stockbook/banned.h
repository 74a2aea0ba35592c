/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Functions the program does not use, because each is easy to get wrong and has a better one. The build
 * includes this header before every C source of the program (not tests, not C++), so a use does not compile
 * and the message names the way out. Their own headers come first, so that they are still declared there.
 */
#ifndef STOCKBOOK_BANNED_H
#define STOCKBOOK_BANNED_H

#include <alloca.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SB_BANNED(name, instead) banned_##name##_use_##instead

#undef alloca
#undef asctime
#undef atof
#undef atoi
#undef atol
#undef atoll
#undef ctime
#undef gets
#undef gmtime
#undef localtime
#undef popen
#undef sprintf
#undef stpcpy
#undef strcat
#undef strcpy
#undef strncat
#undef strncpy
#undef strtok
#undef system
#undef tmpnam
#undef vsprintf

/* No bounds. */
#define gets(...)     SB_BANNED(gets, fgets)
#define sprintf(...)  SB_BANNED(sprintf, snprintf_or_sb_buf)
#define stpcpy(...)   SB_BANNED(stpcpy, sb_buf)
#define strcat(...)   SB_BANNED(strcat, sb_buf)
#define strcpy(...)   SB_BANNED(strcpy, sb_buf)
#define strncat(...)  SB_BANNED(strncat, sb_buf)
#define strncpy(...)  SB_BANNED(strncpy, sb_buf)
#define vsprintf(...) SB_BANNED(vsprintf, vsnprintf_or_sb_buf)
#define alloca(...)   SB_BANNED(alloca, sb_arena)

/* No errors. */
#define atof(...)  SB_BANNED(atof, strtod)
#define atoi(...)  SB_BANNED(atoi, strtol)
#define atol(...)  SB_BANNED(atol, strtol)
#define atoll(...) SB_BANNED(atoll, strtoll)

/* Hidden state. */
#define asctime(...)   SB_BANNED(asctime, sb_moment)
#define ctime(...)     SB_BANNED(ctime, sb_moment)
#define gmtime(...)    SB_BANNED(gmtime, gmtime_r)
#define localtime(...) SB_BANNED(localtime, sb_moment)
#define strtok(...)    SB_BANNED(strtok, strtok_r)
#define tmpnam(...)    SB_BANNED(tmpnam, mkstemp)

/* A shell between us and the program. */
#define popen(...)  SB_BANNED(popen, posix_spawn)
#define system(...) SB_BANNED(system, posix_spawn)

#endif
