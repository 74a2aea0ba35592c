# Screen tests: keys in, screen text out, through a pseudo terminal and libvterm, on a small shop. A program is what follows
# with the name of its test.

tests_libscreen_a_SOURCES = tests/screen/shop.c tests/screen/shop.h tests/screen/vt.c tests/screen/vt.h
tests_libscreen_a_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_libscreen_a_CFLAGS = $(UNIT_CFLAGS)
SCREEN_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
SCREEN_LIBS = tests/libscreen.a $(UNIT_LIBS) $(VTERM_LIBS) -lutil

screen_programs += tests/screen_terminal
tests_screen_terminal_SOURCES = tests/screen/test_terminal.c
tests_screen_terminal_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_terminal_CFLAGS = $(UNIT_CFLAGS)
tests_screen_terminal_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_terminal_SOURCES = links-as.cc

screen_programs += tests/screen_day
tests_screen_day_SOURCES = tests/screen/test_day.c
tests_screen_day_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_day_CFLAGS = $(UNIT_CFLAGS)
tests_screen_day_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_day_SOURCES = links-as.cc

screen_programs += tests/screen_slips
tests_screen_slips_SOURCES = tests/screen/test_slips.c
tests_screen_slips_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_slips_CFLAGS = $(UNIT_CFLAGS)
tests_screen_slips_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_slips_SOURCES = links-as.cc

screen_programs += tests/screen_entries
tests_screen_entries_SOURCES = tests/screen/test_entries.c
tests_screen_entries_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_entries_CFLAGS = $(UNIT_CFLAGS)
tests_screen_entries_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_entries_SOURCES = links-as.cc

screen_programs += tests/screen_list
tests_screen_list_SOURCES = tests/screen/test_list.c
tests_screen_list_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_list_CFLAGS = $(UNIT_CFLAGS)
tests_screen_list_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_list_SOURCES = links-as.cc

screen_programs += tests/screen_frame
tests_screen_frame_SOURCES = tests/screen/test_frame.c
tests_screen_frame_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_frame_CFLAGS = $(UNIT_CFLAGS)
tests_screen_frame_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_frame_SOURCES = links-as.cc

screen_programs += tests/screen_together
tests_screen_together_SOURCES = tests/screen/test_together.c
tests_screen_together_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_together_CFLAGS = $(UNIT_CFLAGS)
tests_screen_together_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_together_SOURCES = links-as.cc

screen_programs += tests/screen_stores
tests_screen_stores_SOURCES = tests/screen/test_stores.c
tests_screen_stores_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_stores_CFLAGS = $(UNIT_CFLAGS)
tests_screen_stores_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_stores_SOURCES = links-as.cc

screen_programs += tests/screen_users
tests_screen_users_SOURCES = tests/screen/test_users.c
tests_screen_users_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_users_CFLAGS = $(UNIT_CFLAGS)
tests_screen_users_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_users_SOURCES = links-as.cc

screen_programs += tests/screen_orders
tests_screen_orders_SOURCES = tests/screen/test_orders.c
tests_screen_orders_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_orders_CFLAGS = $(UNIT_CFLAGS)
tests_screen_orders_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_orders_SOURCES = links-as.cc

screen_programs += tests/screen_count
tests_screen_count_SOURCES = tests/screen/test_count.c
tests_screen_count_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_count_CFLAGS = $(UNIT_CFLAGS)
tests_screen_count_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_count_SOURCES = links-as.cc

screen_programs += tests/screen_week
tests_screen_week_SOURCES = tests/screen/test_week.c
tests_screen_week_CPPFLAGS = $(SCREEN_CPPFLAGS)
tests_screen_week_CFLAGS = $(UNIT_CFLAGS)
tests_screen_week_LDADD = $(SCREEN_LIBS)
nodist_EXTRA_tests_screen_week_SOURCES = links-as.cc
