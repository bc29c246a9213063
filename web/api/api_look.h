/* api_look: how a handler inside a world looks at its office. */
#ifndef API_API_LOOK_H
#define API_API_LOOK_H

#include "api/app.h"
#include "api/view_dossier.h"

/* The office as it stands at the world's clock, seen by that seat; NULL: read only. */
static inline struct view_look world_look(struct visit *v, const struct actor *actor)
{
    return (struct view_look){.office = play_office(v->play), .actor = actor, .now = play_clock(v->play)->office_at,
                              .world = world_id(v->world), .act = world_act(v->world)};
}

#endif
