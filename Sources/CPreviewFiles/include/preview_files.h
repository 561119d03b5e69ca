#ifndef PREVIEW_FILES_H
#define PREVIEW_FILES_H

#include <stddef.h>

/// A file that the preview adds to the site. The bytes are part of the program and live as long as it does.
struct preview_file {
  const unsigned char *bytes;
  size_t length;
};

struct preview_file preview_live_script(void);
struct preview_file preview_live_style(void);
struct preview_file preview_margin_script(void);
struct preview_file preview_margin_style(void);

#endif
