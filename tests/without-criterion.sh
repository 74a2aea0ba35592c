#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Stands in for the tests that need criterion, so that their absence is seen.
echo "1..0 # SKIP criterion was not found by configure"
