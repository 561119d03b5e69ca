// Written by scripts/embed.
#include "starter.h"

static const unsigned char file_1[] = {
#embed "starter/.gitignore"
};
static const unsigned char file_2[] = {
#embed "starter/Content/episodes/fog-of-1878.md"
};
static const unsigned char file_3[] = {
#embed "starter/Content/episodes/founders-offer.md"
};
static const unsigned char file_4[] = {
#embed "starter/Content/essays/the-bell/brief.md"
};
static const unsigned char file_5[] = {
#embed "starter/Content/essays/the-bell/commentary/episodes.md"
};
static const unsigned char file_6[] = {
#embed "starter/Content/essays/the-bell/commentary/terms.md"
};
static const unsigned char file_7[] = {
#embed "starter/Content/essays/the-bell/essay.yaml"
};
static const unsigned char file_8[] = {
#embed "starter/Content/essays/the-bell/full.md"
};
static const unsigned char file_9[] = {
#embed "starter/Content/pages/introduction.md"
};
static const unsigned char file_10[] = {
#embed "starter/Content/site.yaml"
};
static const unsigned char file_11[] = {
#embed "starter/Content/sources.json"
};
static const unsigned char file_12[] = {
#embed "starter/Content/terms/passing-bell.md"
};
static const unsigned char file_13[] = {
#embed "starter/Content/terms/rota.md"
};
static const unsigned char file_14[] = {
#embed "starter/README.md"
};
static const unsigned char file_15[] = {
#embed "../../Templates/changes.mustache"
};
static const unsigned char file_16[] = {
#embed "../../Templates/compare.css"
};
static const unsigned char file_17[] = {
#embed "../../Templates/compare.mustache"
};
static const unsigned char file_18[] = {
#embed "../../Templates/earlier.mustache"
};
static const unsigned char file_19[] = {
#embed "../../Templates/entries.mustache"
};
static const unsigned char file_20[] = {
#embed "../../Templates/entry.mustache"
};
static const unsigned char file_21[] = {
#embed "../../Templates/figures.css"
};
static const unsigned char file_22[] = {
#embed "../../Templates/heading.mustache"
};
static const unsigned char file_23[] = {
#embed "../../Templates/home.mustache"
};
static const unsigned char file_24[] = {
#embed "../../Templates/layout.mustache"
};
static const unsigned char file_25[] = {
#embed "../../Templates/not-found.mustache"
};
static const unsigned char file_26[] = {
#embed "../../Templates/note.mustache"
};
static const unsigned char file_27[] = {
#embed "../../Templates/notes.mustache"
};
static const unsigned char file_28[] = {
#embed "../../Templates/page.mustache"
};
static const unsigned char file_29[] = {
#embed "../../Templates/preview.mustache"
};
static const unsigned char file_30[] = {
#embed "../../Templates/reader.js"
};
static const unsigned char file_31[] = {
#embed "../../Templates/reading.mustache"
};
static const unsigned char file_32[] = {
#embed "../../Templates/redirect.mustache"
};
static const unsigned char file_33[] = {
#embed "../../Templates/search.css"
};
static const unsigned char file_34[] = {
#embed "../../Templates/search.js"
};
static const unsigned char file_35[] = {
#embed "../../Templates/search.mustache"
};
static const unsigned char file_36[] = {
#embed "../../Templates/sources.mustache"
};
static const unsigned char file_37[] = {
#embed "../../Templates/style.css"
};

static const struct starter_file files[] = {
  {".gitignore", file_1, sizeof file_1},
  {"Content/episodes/fog-of-1878.md", file_2, sizeof file_2},
  {"Content/episodes/founders-offer.md", file_3, sizeof file_3},
  {"Content/essays/the-bell/brief.md", file_4, sizeof file_4},
  {"Content/essays/the-bell/commentary/episodes.md", file_5, sizeof file_5},
  {"Content/essays/the-bell/commentary/terms.md", file_6, sizeof file_6},
  {"Content/essays/the-bell/essay.yaml", file_7, sizeof file_7},
  {"Content/essays/the-bell/full.md", file_8, sizeof file_8},
  {"Content/pages/introduction.md", file_9, sizeof file_9},
  {"Content/site.yaml", file_10, sizeof file_10},
  {"Content/sources.json", file_11, sizeof file_11},
  {"Content/terms/passing-bell.md", file_12, sizeof file_12},
  {"Content/terms/rota.md", file_13, sizeof file_13},
  {"README.md", file_14, sizeof file_14},
  {"Templates/changes.mustache", file_15, sizeof file_15},
  {"Templates/compare.css", file_16, sizeof file_16},
  {"Templates/compare.mustache", file_17, sizeof file_17},
  {"Templates/earlier.mustache", file_18, sizeof file_18},
  {"Templates/entries.mustache", file_19, sizeof file_19},
  {"Templates/entry.mustache", file_20, sizeof file_20},
  {"Templates/figures.css", file_21, sizeof file_21},
  {"Templates/heading.mustache", file_22, sizeof file_22},
  {"Templates/home.mustache", file_23, sizeof file_23},
  {"Templates/layout.mustache", file_24, sizeof file_24},
  {"Templates/not-found.mustache", file_25, sizeof file_25},
  {"Templates/note.mustache", file_26, sizeof file_26},
  {"Templates/notes.mustache", file_27, sizeof file_27},
  {"Templates/page.mustache", file_28, sizeof file_28},
  {"Templates/preview.mustache", file_29, sizeof file_29},
  {"Templates/reader.js", file_30, sizeof file_30},
  {"Templates/reading.mustache", file_31, sizeof file_31},
  {"Templates/redirect.mustache", file_32, sizeof file_32},
  {"Templates/search.css", file_33, sizeof file_33},
  {"Templates/search.js", file_34, sizeof file_34},
  {"Templates/search.mustache", file_35, sizeof file_35},
  {"Templates/sources.mustache", file_36, sizeof file_36},
  {"Templates/style.css", file_37, sizeof file_37},
};

size_t starter_file_count(void) { return sizeof files / sizeof files[0]; }

struct starter_file starter_file_at(size_t index) { return files[index]; }
