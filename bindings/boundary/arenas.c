#include "arenas.h"

#if defined(__linux__)

#include <sys/mman.h>

#define ARENA ((size_t)1 << 20)
#define HUGE (2 * ARENA)

// So many detections fill three arenas.
#define MANY (16 << 10)

// A huge page with two arenas.
typedef struct {
    char *base; // NULL: none
    int used;   // 1: its first arena is in use, 2: its second one
} page;

// When all are taken, further arenas are ordinary ones.
#define PAGES 1024

static page pages[PAGES];
static char *second; // the second half of the newest page, if no arena is in it yet
static int wanted;

static PyObjectArenaAllocator before; // what gives all other arenas
static int installed;

static char *page_of(char *address) { return (char *)((uintptr_t)address & ~(uintptr_t)(HUGE - 1)); }

// find returns the page with this base, or NULL.
static page *find(const char *base) {
    for (page *p = pages; p < pages + PAGES; p++)
        if (p->base == base)
            return p;
    return NULL;
}

// map_page returns memory for a huge page, or NULL.
static char *map_page(void) {
    char *memory = mmap(NULL, 2 * HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return NULL;
    char *base = page_of(memory + HUGE - 1);
    if (base > memory)
        munmap(memory, (size_t)(base - memory));
    if (base < memory + HUGE)
        munmap(base + HUGE, (size_t)(memory + HUGE - base));
    madvise(base, HUGE, MADV_HUGEPAGE);
    return base;
}

static void *take(void *context, size_t size) {
    if (!wanted || size != ARENA)
        return before.alloc(context, size);
    if (second == NULL) {
        page *free = find(NULL);
        char *base = free == NULL ? NULL : map_page();
        if (base == NULL)
            return before.alloc(context, size);
        *free = (page){base, 1 | 2};
        second = base + ARENA;
        return base;
    }
    char *arena = second;
    second = NULL;
    return arena;
}

static void give_back(void *context, void *arena, size_t size) {
    page *p = find(page_of(arena));
    int half = (char *)arena == page_of(arena) ? 1 : 2;
    // Where one half was given back, the system may put other memory.
    if (p == NULL || !(p->used & half)) {
        before.free(context, arena, size);
        return;
    }
    munmap(arena, size);
    p->used &= ~half;
    if (p->used == 0)
        p->base = NULL;
}

void piigo_arenas_begin(int64_t detections) {
    if (detections < MANY)
        return;
    if (!installed) {
        PyObject_GetArenaAllocator(&before);
        PyObjectArenaAllocator ours = {before.ctx, take, give_back};
        PyObject_SetArenaAllocator(&ours);
        installed = 1;
    }
    wanted = 1;
}

void piigo_arenas_end(void) {
    wanted = 0;
    if (second != NULL)
        give_back(NULL, second, ARENA);
    second = NULL;
}

#else

void piigo_arenas_begin(int64_t detections) {}
void piigo_arenas_end(void) {}

#endif
