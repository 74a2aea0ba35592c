# Concurrency tests: many processes on one book, and a judge of what each of them saw. Programs named
# tests/concurrent_<what> with a main() of their own that write TAP (tests/tap.h).

concurrent_common = \
	tests/concurrent/actor.c \
	tests/concurrent/actor.h \
	tests/concurrent/actor_shell.c \
	tests/concurrent/history.c \
	tests/concurrent/history.h \
	tests/concurrent/judge.c \
	tests/concurrent/judge.h \
	tests/concurrent/judge_inside.h \
	tests/concurrent/judge_readers.c \
	tests/concurrent/past.c \
	tests/concurrent/past.h \
	tests/concurrent/play.c \
	tests/concurrent/play.h

check_PROGRAMS += tests/concurrent_history
TESTS += tests/concurrent_history
tests_concurrent_history_SOURCES = tests/concurrent/concurrent_history.c tests/concurrent/planted.c tests/concurrent/planted.h \
	$(concurrent_common)
tests_concurrent_history_CPPFLAGS = $(TEST_CPPFLAGS) -I$(srcdir)/tests/crash
tests_concurrent_history_CFLAGS = $(TEST_CFLAGS)
tests_concurrent_history_LDADD = $(CRASH_LIBS)
nodist_EXTRA_tests_concurrent_history_SOURCES = links-as.cc

check_PROGRAMS += tests/concurrent_holds
TESTS += tests/concurrent_holds
tests_concurrent_holds_SOURCES = tests/concurrent/concurrent_holds.c $(concurrent_common)
tests_concurrent_holds_CPPFLAGS = $(TEST_CPPFLAGS) -I$(srcdir)/tests/crash
tests_concurrent_holds_CFLAGS = $(TEST_CFLAGS)
tests_concurrent_holds_LDADD = $(CRASH_LIBS)
nodist_EXTRA_tests_concurrent_holds_SOURCES = links-as.cc
