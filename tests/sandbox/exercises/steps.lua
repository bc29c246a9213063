-- Steps that cannot work. Each "--!" says what lint must say of its line.
return scenario { --! The points of the steps sum to 110
  id = "steps", rev = 1, title = L{ vi = "Bước" }, minutes = 5, level = 1, seed = 1, --! “title” lacks the language en
  clock = { start = "2026-11-20T08:00" },
  cast = {
    dn = persona.business {},
    mc = persona.trainee { role = "one-stop-officer" },
    tp = persona.bot { role = "division-head" },
  },
  steps = {
    step "empty" { by = "mc", points = 10, given = { file("dn", "1.014445", { name = "x" }) } }, --! The step “empty” wants nothing --! “goal” is missing --! names no common mistake --! has no solve
    step "twice" { by = "tp", points = 20, goal = L{ vi = "a", en = "a" }, want = { event("dossier.assigned") } },
    step "twice" { by = "tp", points = 20, goal = L{ vi = "a", en = "a" }, want = { event("dossier.assigned") } }, --! Two step have the same name “twice”
    step "lost" { by = "tp", points = 20, after = "z", goal = L{ vi = "a", en = "a" }, want = { event("dossier.assigned") } }, --! There is no step “z” --! The step “lost” never opens
    step "circle-1" { by = "tp", points = 20, after = "circle-2", goal = L{ vi = "a", en = "a" }, want = { event("dossier.assigned") } }, --! The step “circle-1” never opens
    step "circle-2" { by = "tp", points = 20, after = "circle-1", goal = L{ vi = "a", en = "a" }, want = { event("dossier.assigned") } }, --! The step “circle-2” never opens
    step "nobody" { points = 0, goal = L{ vi = "a", en = "a" }, want = { event("dossier.assigned") } }, --! “by” is missing
    step "stranger" { by = "aa", points = 0, goal = L{ vi = "a", en = "a" }, want = { event("dossier.assigned") } }, --! There is no seat “aa”
    step "forbids" { --! The step “forbids” only forbids
      by = "tp", points = 0, goal = L{ vi = "a", en = "a" }, want = { never(event("dossier.assigned")), nope(event("dossier.approved")), event("dossier.filed"):count("==0") },
    },
    step "bots" { --! Bots alone could fulfil the step “bots” --! “budget” is not understood
      by = "mc", points = 0, budget = "3 workdays", goal = L{ vi = "a", en = "a" }, want = { event("dossier.assigned"), any{ event("dossier.assigned"), event("dossier.accepted"):by("mc") } },
      hints = {
        hint { after = "soon", L{ en = "a" } }, --! “hint” lacks the language vi --! “after” is not understood
      },
      mistakes = {
        mistake "m" { say = L{ vi = "a", en = "a" }, sees = event("dossier.sent_back") }, --! The mistake “m” has no acts
        mistake "m" { acts = { act("tp", "dossier.initial") } }, --! The mistake “m” has no sees --! “say” is missing --! Two mistake have the same name “m”
      },
      solve = { act("tp", "dossier.initial") },
    },
  },
}
