#include "allocator.h"

// What is freed goes back to the system soon, and not after ten seconds: a build has whole pages and files to let go of.
// Fresh memory is asked for in huge pages, where the system has them: a build that recalls the last one would else spend a
// tenth of its time on faults.
const char *malloc_conf = "dirty_decay_ms:500,thp:always";
