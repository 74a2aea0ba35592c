# Screen tests: keys in, screen text out, through a pseudo terminal and libvterm. A binary is
#
#	screen_programs += tests/screen_products
#	tests_screen_products_SOURCES = tests/screen/test_products.c tests/support.c tests/support.h $(VT)
#	tests_screen_products_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
#	tests_screen_products_CFLAGS = $(UNIT_CFLAGS)
#	tests_screen_products_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
#	nodist_EXTRA_tests_screen_products_SOURCES = links-as.cc

VT = tests/screen/vt.c tests/screen/vt.h

screen_programs += tests/screen_terminal
tests_screen_terminal_SOURCES = tests/screen/test_terminal.c tests/support.c tests/support.h $(VT)
tests_screen_terminal_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_terminal_CFLAGS = $(UNIT_CFLAGS)
tests_screen_terminal_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_terminal_SOURCES = links-as.cc

SHOP = tests/screen/shop.c tests/screen/shop.h

screen_programs += tests/screen_day
tests_screen_day_SOURCES = tests/screen/test_day.c tests/support.c tests/support.h $(SHOP) $(VT)
tests_screen_day_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_day_CFLAGS = $(UNIT_CFLAGS)
tests_screen_day_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_day_SOURCES = links-as.cc

screen_programs += tests/screen_slips
tests_screen_slips_SOURCES = tests/screen/test_slips.c tests/support.c tests/support.h $(SHOP) $(VT)
tests_screen_slips_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_slips_CFLAGS = $(UNIT_CFLAGS)
tests_screen_slips_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_slips_SOURCES = links-as.cc

screen_programs += tests/screen_entries
tests_screen_entries_SOURCES = tests/screen/test_entries.c tests/support.c tests/support.h $(SHOP) $(VT)
tests_screen_entries_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_entries_CFLAGS = $(UNIT_CFLAGS)
tests_screen_entries_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_entries_SOURCES = links-as.cc

screen_programs += tests/screen_list
tests_screen_list_SOURCES = tests/screen/test_list.c tests/support.c tests/support.h $(SHOP) $(VT)
tests_screen_list_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_list_CFLAGS = $(UNIT_CFLAGS)
tests_screen_list_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_list_SOURCES = links-as.cc

screen_programs += tests/screen_frame
tests_screen_frame_SOURCES = tests/screen/test_frame.c tests/support.c tests/support.h $(SHOP) $(VT)
tests_screen_frame_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_frame_CFLAGS = $(UNIT_CFLAGS)
tests_screen_frame_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_frame_SOURCES = links-as.cc

screen_programs += tests/screen_together
tests_screen_together_SOURCES = tests/screen/test_together.c tests/support.c tests/support.h $(SHOP) $(VT)
tests_screen_together_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_together_CFLAGS = $(UNIT_CFLAGS)
tests_screen_together_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_together_SOURCES = links-as.cc

screen_programs += tests/screen_stores
tests_screen_stores_SOURCES = tests/screen/test_stores.c tests/support.c tests/support.h $(SHOP) $(VT)
tests_screen_stores_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_stores_CFLAGS = $(UNIT_CFLAGS)
tests_screen_stores_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_stores_SOURCES = links-as.cc

screen_programs += tests/screen_users
tests_screen_users_SOURCES = tests/screen/test_users.c tests/support.c tests/support.h $(SHOP) $(VT)
tests_screen_users_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_users_CFLAGS = $(UNIT_CFLAGS)
tests_screen_users_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_users_SOURCES = links-as.cc

screen_programs += tests/screen_orders
tests_screen_orders_SOURCES = tests/screen/test_orders.c tests/support.c tests/support.h $(SHOP) $(VT)
tests_screen_orders_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_orders_CFLAGS = $(UNIT_CFLAGS)
tests_screen_orders_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_orders_SOURCES = links-as.cc

screen_programs += tests/screen_count
tests_screen_count_SOURCES = tests/screen/test_count.c tests/support.c tests/support.h $(SHOP) $(VT)
tests_screen_count_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_count_CFLAGS = $(UNIT_CFLAGS)
tests_screen_count_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_count_SOURCES = links-as.cc

screen_programs += tests/screen_week
tests_screen_week_SOURCES = tests/screen/test_week.c tests/support.c tests/support.h $(VT)
tests_screen_week_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
tests_screen_week_CFLAGS = $(UNIT_CFLAGS)
tests_screen_week_LDADD = $(UNIT_LIBS) $(VTERM_LIBS) -lutil
nodist_EXTRA_tests_screen_week_SOURCES = links-as.cc
