#ifndef STARTER_H
#define STARTER_H

#include <stddef.h>

/// One file of the site that `gloss new` writes. The bytes are part of the program and live as long as it does.
struct starter_file {
  /// Relative to the new site's folder, with `/` between components.
  const char *path;
  const unsigned char *bytes;
  size_t length;
};

size_t starter_file_count(void);

/// `index` is less than the count. Files are in the order of their paths.
struct starter_file starter_file_at(size_t index);

#endif
