-- A step whose `given` moves the clock: used by test_play.
return scenario {
  id = "jump", rev = 1, title = L{ vi = "Nhảy", en = "Jump" }, minutes = 5, level = 1, seed = 7,
  clock = { start = "2026-11-20T10:00", calendar = "vn", rate = 10 },
  world = { golden = "so-khcn" },
  cast = {
    dn = persona.business { name = synth.company(), id = synth.enterprise_code() },
    mc = persona.trainee { role = "one-stop-officer" },
    tp = persona.bot { role = "division-head", pace = "1h..1h" },
    cv = persona.bot { role = "specialist", pace = "1h..1h" },
  },
  steps = {
    step "nhan" {
      by = "mc", points = 50, goal = L{ vi = "Tiếp nhận", en = "Accept" },
      given = { file("dn", "1.014445", { name = "du" }) },
      want = { event("dossier.accepted"):by("mc") },
      hints = { hint { when = seen("error.E_STATE"), L{ vi = "Tiếp nhận trước đã.", en = "Accept it first." } } },
      solve = { act("mc", "dossier.accept") },
    },
    step "chuyen" {
      by = "mc", after = "nhan", points = 50, goal = L{ vi = "Chuyển", en = "Hand over" },
      given = { jump("+1 workdays") },
      want = { event("dossier.handed_over"):by("mc") },
      solve = { act("mc", "dossier.hand_over") },
    },
  },
  score = { pass = 50 },
}
