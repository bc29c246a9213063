-- Names that the office does not know. Each "--!" says what lint must say of its line.
return scenario {
  id = "names", rev = 1, title = L{ vi = "Tên", en = "Names" }, minutes = 5, level = 1, seed = 1,
  clock = { start = "2026-11-20T08:00" },
  cast = {
    dn = persona.business {},
    mc = persona.trainee { role = "one-stop-officer" },
    tp = persona.bot { role = "division-head" },
    q = persona.bot { role = "chief" }, --! The seat “q” has the role “chief”, which does not exist
    r = persona.bot {}, --! The seat “r” has no role
  },
  steps = {
    step "a" {
      by = "mc", points = 50, goal = L{ vi = "a", en = "a" }, given = { file("dn", "1.014445") },
      want = {
        event("dossier.accepted"):by("xx"), --! There is no seat “xx” in the cast
        event("dossier.accepted"):with{ mising = 0 }:by("mc"), --! The event dossier.accepted has no “mising”. It has: code, missing
        event("dossier.acepted"), --! There is no event “dossier.acepted”
        field("dossier.due"):equals(1), --! There is no field “dossier.due”
        field("dossier.due_at"), --! field("dossier.due_at") is compared with nothing
        field("world.clock"):equals(1), --! There is no field “world.clock”
        event("dossier.assigned"):by("mc"), --! The seat “mc” may do nothing that writes the event dossier.assigned
        event("dossier.accepted"):on("khac"), --! There is no dossier “khac”
        event("dossier.accepted"):count("many"), --! The count “many” is not understood
        event("dossier.accepted"):count("3..2"), --! The count “3..2” is not understood
        event("dossier.accepted"):within("soon"), --! The length of time “soon” is not understood
      },
      hints = {
        hint { when = seen("dossier.gone"), L{ vi = "a", en = "a" } }, --! There is no event “dossier.gone”
        hint { when = seen("error.E_STATE"), L{ vi = "a", en = "a" } },
        hint { when = seen("error.E_STAT"), L{ vi = "a", en = "a" } }, --! There is no event “error.E_STAT”
      },
      mistakes = {
        mistake "m" { say = L{ vi = "a", en = "a" }, sees = event("dossier.sent_back"), acts = { act("mc", "dossier.accept") } },
      },
      solve = {
        act("mc", "dossier.acept"), --! There is no act “dossier.acept”
        act("mc", "dossier.assign", { account = "tp" }), --! The seat “mc” may not do dossier.assign
        act("mc", "dossier.accept", { confirm = true }), --! dossier.accept: “confirm” – There is no su
        act("mc", "dossier.request_supplement", { components = { "a" } }), --! dossier.request_supplement: “reason” – Is required
        act("yy", "dossier.accept"), --! There is no seat “yy” in the cast
        wait_for("dossier.finished"), --! There is no event “dossier.finished”
        jump("tomorrow"), --! jump("tomorrow") is not understood
      },
    },
    step "b" {
      by = "mc", points = 50, goal = L{ vi = "a", en = "a" }, given = { file("dn", "1.014445", { name = "x" }), file("mc", "1.014445", { name = "y" }) }, --! The seat “mc” is no applicant
      want = { event("dossier.handed_over"):by("mc") }, solve = { act("mc", "dossier.hand_over") }, --! There are several dossiers and it is not clear which one dossier.handed_over is about --! There are several dossiers and it is not clear which one dossier.hand_over is about
      mistakes = { mistake "m" { say = L{ vi = "a", en = "a" }, sees = event("dossier.sent_back"):on("x"), acts = { act("mc", "dossier.accept"):on("x") } } },
    },
  },
}
