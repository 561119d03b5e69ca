#include "preview_files.h"

#define FILE_FUNCTION(name) \
  struct preview_file preview_##name(void) { return (struct preview_file){name, sizeof name}; }

static const unsigned char live_script[] = {
#embed "live.js"
};
FILE_FUNCTION(live_script)

static const unsigned char live_style[] = {
#embed "live.css"
};
FILE_FUNCTION(live_style)

static const unsigned char margin_script[] = {
#embed "margin.js"
};
FILE_FUNCTION(margin_script)

static const unsigned char margin_style[] = {
#embed "margin.css"
};
FILE_FUNCTION(margin_style)
