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
};

size_t starter_file_count(void) { return sizeof files / sizeof files[0]; }

struct starter_file starter_file_at(size_t index) { return files[index]; }
