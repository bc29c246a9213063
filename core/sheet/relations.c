/* A part NAME in FOLDER has its relations in FOLDER/_rels/NAME.rels; what they point at is named from FOLDER. */
#include "sheet/relations.h"

#include <string.h>

#define RELATIONS_MAX 200
#define NAME_MAX_BYTES 1000 /* longer ones name nothing: no program writes them */

struct relation {
    const char *id, *kind, *part;
};
struct relations {
    const char *folder; /* targets are named from here */
    struct relation items[RELATIONS_MAX];
    size_t count;
};

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* A target as a name in the package; one that leads out of it names nothing. */
static const char *target_of(struct op *op, const char *folder, const char *target)
{
    const char *path = target[0] == '/' ? target + 1 : arena_printf(op->arena, "%s%s", folder, target);
    char *out = arena_strdup(op->arena, path), *end = out;
    for (const char *at = path; *at != '\0';) {
        size_t n = strcspn(at, "/");
        bool last = at[n] == '\0';
        if (n == 2 && strncmp(at, "..", 2) == 0) {
            end -= end > out; /* the slash */
            while (end > out && end[-1] != '/') {
                end--;
            }
        } else if (n > 0 && !(n == 1 && *at == '.')) {
            memmove(end, at, n);
            end += n;
            if (!last) {
                *end++ = '/';
            }
        }
        at += last ? n : n + 1;
    }
    *end = '\0';
    return out;
}

static bool is_short(const char *text)
{
    return text != NULL && strlen(text) <= NAME_MAX_BYTES;
}

static bool open_relation(struct op *op, void *self, const char *name, const char *const *attributes)
{
    struct relations *r = self;
    const char *id = package_attribute(attributes, "Id"), *kind = package_attribute(attributes, "Type"),
               *target = package_attribute(attributes, "Target"), *mode = package_attribute(attributes, "TargetMode");
    if (!is(name, "Relationship") || !is_short(id) || !is_short(kind) || !is_short(target) || (mode != NULL && is(mode, "External"))) {
        return true;
    }
    if (r->count == RELATIONS_MAX) {
        return fail_field(op, E_LIMIT, "file", "workbook.entries", "max", arena_int(op->arena, RELATIONS_MAX), NULL);
    }
    const char *last = strrchr(kind, '/');
    r->items[r->count++] = (struct relation){arena_strdup(op->arena, id), arena_strdup(op->arena, last == NULL ? kind : last + 1),
                                             target_of(op, r->folder, target)};
    return true;
}

struct relations *relations_read(struct op *op, struct package *package, const char *part)
{
    const char *slash = strrchr(part, '/');
    int folder = slash == NULL ? 0 : (int)(slash - part) + 1;
    struct relations *r = arena_alloc(op->arena, sizeof *r);
    r->folder = arena_printf(op->arena, "%.*s", folder, part);
    const char *name = arena_printf(op->arena, "%s_rels/%s.rels", r->folder, part + folder);
    struct package_reader reader = {open_relation, NULL, NULL, r};
    return !package_has(package, name) || package_read(op, package, name, &reader) ? r : NULL;
}

const char *relations_of_kind(const struct relations *r, const char *kind)
{
    for (size_t i = 0; i < r->count; i++) {
        if (is(r->items[i].kind, kind)) {
            return r->items[i].part;
        }
    }
    return NULL;
}

const char *relations_sheet(const struct relations *r, const char *id)
{
    for (size_t i = 0; i < r->count; i++) {
        if (is(r->items[i].id, id)) {
            return is(r->items[i].kind, "worksheet") ? r->items[i].part : NULL;
        }
    }
    return NULL;
}
