#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

// Swift cannot call functions with a variable number of arguments, and does not see the one that glibc has for this.

// The next names of an open folder, as many as there is space for: how many bytes they take, 0 at the end, -1 and errno.
static inline long gloss_list(int folder, void *space, size_t size) {
  return syscall(SYS_getdents64, folder, space, size);
}

// Of a name: how many bytes it takes, its type, and the name itself, which ends in 0.
enum { gloss_size_at = 16, gloss_type_at = 18, gloss_name_at = 19 };
