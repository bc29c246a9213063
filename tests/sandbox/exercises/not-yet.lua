-- Words that are read but do not run yet: an error, never silence. Each "--!" says what lint must say of its line.
return scenario {
  id = "not-yet", rev = 1, title = L{ vi = "Chưa", en = "Not yet" }, minutes = 5, level = 1, seed = 1,
  clock = { start = "2026-11-20T08:00", calendar = "mars" }, --! There is no calendar “mars”
  world = { golden = "so-khcn", dossiers = { mix("normal-day", 12, { overdue = 2 }) } }, --! does not run it yet
  cast = {
    dn = persona.business { name = synth.company(), id = synth.enterprise_code() },
    mc = persona.trainee { role = "one-stop-officer" },
    tp = persona.bot { role = "division-head", mood = "strict", takeover = true }, --! “mood = "strict"” but --! “takeover” but
  },
  steps = {
    step "a" {
      by = "mc", points = 100, goal = L{ vi = "a", en = "a" },
      given = {
        file("dn", "1.014445", { data = { capital = 3 } }), --! “file data” but
        announce(L{ vi = "a", en = "b" }), --! “announce” but
      },
      fault = { fault "portal" { kind = "timeout", calls = "1..2", heal = "after:2" } }, --! “fault” but
      want = {
        event("dossier.accepted"):by("mc"),
        ask("mc", "why", { text = L{ vi = "a", en = "a" }, choices = { "x", "y" }, right = 1 }), --! “ask” but
      },
      hints = { hint { when = function(w) return w.acts > 3 end, L{ vi = "a", en = "a" } } }, --! “when” but
      mistakes = { mistake "m" { say = L{ vi = "a", en = "a" }, sees = event("dossier.sent_back"), acts = { act("mc", "dossier.accept") } } },
      solve = { act("mc", "dossier.accept") },
    },
  },
  at = {
    at("09:40", announce(L{ vi = "a", en = "b" })), --! “at” but --! “announce” but
    at("later", act("mc", "dossier.accept")), --! “at” but --! The time “later” is not understood
  },
  score = { --! “score.group” but
    pass = 70, group = "mean",
  },
  class = { --! “class” but
    seats = { "mc" }, fill = "bots", rotate = "each 40m", trainer = { note("x"), knob("portal.down") },
  },
  acceptance = { --! “acceptance” but
    procedure = "1.014445", version = "1", run = { unattended = true, seeds = { 1 }, faults = { "portal" } }, gate = { pass = 100 }, signers = { "x" },
  },
}
