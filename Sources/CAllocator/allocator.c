#include "allocator.h"

// What is freed goes back to the system soon, and not after ten seconds: a build has whole pages and files to let go of.
const char *malloc_conf = "dirty_decay_ms:200";
