# Screen tests: keys in, screen text out, through a pseudo terminal and libvterm. A binary is
#
#	screen_programs += tests/screen_products
#	tests_screen_products_SOURCES = tests/screen/test_products.c tests/screen/terminal.c tests/screen/terminal.h
#	tests_screen_products_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
#	tests_screen_products_CFLAGS = $(UNIT_CFLAGS)
#	tests_screen_products_LDADD = $(UNIT_LIBS) $(VTERM_LIBS)
#	nodist_EXTRA_tests_screen_products_SOURCES = links-as.cc
