/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where files lie (XDG base directories) and how they are written so that a crash leaves the old or the new one. */
#ifndef STOCKBOOK_PATH_H
#define STOCKBOOK_PATH_H

#include "stockbook/buf.h"
#include "stockbook/error.h"

enum sb_dir { SB_DIR_DATA, SB_DIR_CONFIG, SB_DIR_STATE };
/* $XDG_…_HOME/stockbook/NAME or its default under $HOME; yours. */
char *sb_path_in(enum sb_dir dir, const char *name);
/* The same for one file however it is named: from the root, without links. A path that leads nowhere stays as it is. Yours. */
char *sb_path_real(const char *path);
/* mkdir -p of the folder a path lies in, mode 0700. */
enum sb_status sb_path_make_parent(const char *path, struct sb_error *err) SB_CHECKED;
/* Reads a whole file of at most `most` bytes. */
enum sb_status sb_file_read(const char *path, size_t most, struct sb_buf *out, struct sb_error *err) SB_CHECKED;
/* Writes beside, syncs, renames, syncs the folder; mode 0600. */
enum sb_status sb_file_write(const char *path, const void *bytes, size_t count, struct sb_error *err) SB_CHECKED;

#endif
