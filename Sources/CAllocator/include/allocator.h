#pragma once

/// What jemalloc(3) reads before the program begins.
extern const char *malloc_conf;
