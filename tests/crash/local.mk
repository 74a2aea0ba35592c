# Crash tests: the process dies, the disk fails or the power goes in the middle, the book does not. Programs named
# tests/crash_<what> with a main() of their own that write TAP (tests/tap.h), or shell tests *.t added to shell_tests.

# The scenes they play, the disk that fails and memory that is refused: also for the model and what runs side by side.
check_LIBRARIES += tests/libcrash.a
tests_libcrash_a_SOURCES = \
	tests/crash/deals.c \
	tests/crash/deals.h \
	tests/crash/disk.c \
	tests/crash/disk.h \
	tests/crash/memory.c \
	tests/crash/memory.h \
	tests/crash/scene.c \
	tests/crash/scene.h \
	tests/crash/scene_counts.c \
	tests/crash/scene_deals.c \
	tests/crash/strike.c \
	tests/crash/strike.h
tests_libcrash_a_CPPFLAGS = $(TEST_CPPFLAGS)
tests_libcrash_a_CFLAGS = $(TEST_CFLAGS)
CRASH_LIBS = tests/libcrash.a $(TEST_LIBS)

check_PROGRAMS += tests/crash_kill
TESTS += tests/crash_kill
tests_crash_kill_SOURCES = tests/crash/crash_kill.c
tests_crash_kill_CPPFLAGS = $(TEST_CPPFLAGS)
tests_crash_kill_CFLAGS = $(TEST_CFLAGS)
tests_crash_kill_LDADD = $(CRASH_LIBS)
nodist_EXTRA_tests_crash_kill_SOURCES = links-as.cc

check_PROGRAMS += tests/crash_disk
TESTS += tests/crash_disk
tests_crash_disk_SOURCES = tests/crash/crash_disk.c
tests_crash_disk_CPPFLAGS = $(TEST_CPPFLAGS)
tests_crash_disk_CFLAGS = $(TEST_CFLAGS)
tests_crash_disk_LDADD = $(CRASH_LIBS)
nodist_EXTRA_tests_crash_disk_SOURCES = links-as.cc

check_PROGRAMS += tests/crash_deals
TESTS += tests/crash_deals
tests_crash_deals_SOURCES = tests/crash/crash_deals.c
tests_crash_deals_CPPFLAGS = $(TEST_CPPFLAGS)
tests_crash_deals_CFLAGS = $(TEST_CFLAGS)
tests_crash_deals_LDADD = $(CRASH_LIBS)
nodist_EXTRA_tests_crash_deals_SOURCES = links-as.cc

check_PROGRAMS += tests/crash_memory
TESTS += tests/crash_memory
tests_crash_memory_SOURCES = tests/crash/crash_memory.c
tests_crash_memory_CPPFLAGS = $(TEST_CPPFLAGS)
tests_crash_memory_CFLAGS = $(TEST_CFLAGS)
tests_crash_memory_LDADD = $(CRASH_LIBS)
nodist_EXTRA_tests_crash_memory_SOURCES = links-as.cc

check_PROGRAMS += tests/crash_many
TESTS += tests/crash_many
tests_crash_many_SOURCES = tests/crash/crash_many.c
tests_crash_many_CPPFLAGS = $(TEST_CPPFLAGS)
tests_crash_many_CFLAGS = $(TEST_CFLAGS)
tests_crash_many_LDADD = $(CRASH_LIBS)
nodist_EXTRA_tests_crash_many_SOURCES = links-as.cc

check_PROGRAMS += tests/crash_full
TESTS += tests/crash_full
tests_crash_full_SOURCES = tests/crash/crash_full.c
tests_crash_full_CPPFLAGS = $(TEST_CPPFLAGS)
tests_crash_full_CFLAGS = $(TEST_CFLAGS)
tests_crash_full_LDADD = $(CRASH_LIBS)
nodist_EXTRA_tests_crash_full_SOURCES = links-as.cc
