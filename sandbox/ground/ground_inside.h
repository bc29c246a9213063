/* ground_inside: what ground.c (the ground, its attempts) and visit.c (what happens inside one world) share. Nobody else looks in here. */
#ifndef GROUND_GROUND_INSIDE_H
#define GROUND_GROUND_INSIDE_H

#include "ground/ground.h"

struct ground {
    struct store *lab;
    struct world_store *worlds;
    struct shelf *shelf;
    struct presence_table *presence;
    struct owner_table *owners;
    struct desk_table *desk;
    struct batch_table *batches;
    char *blobs;
};

#endif
