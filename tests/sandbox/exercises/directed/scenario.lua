-- Officers who were directed to do something, each with a manner of reporting: used by test_play_bots.
return scenario {
  id = "directed", rev = 1, title = L{ vi = "Chỉ đạo", en = "Directions" }, minutes = 5, level = 1, seed = 7,
  clock = { start = "2026-11-20T08:00", calendar = "vn", rate = 10 },
  world = { golden = "so-khcn-thuc-hanh" },
  cast = {
    dn = persona.business { name = synth.company(), id = synth.enterprise_code() },
    mc = persona.bot { role = "one-stop-officer", pace = "1h..1h" },
    tp = persona.trainee { role = "division-head" },
    cv = persona.bot { role = "specialist", pace = "30m..30m" },
    lau = persona.bot { role = "specialist", pace = "200h..200h" },
    cham = persona.bot { role = "specialist", pace = "30m..30m", reports = "late" },
    im = persona.bot { role = "specialist", pace = "30m..30m", reports = "never" },
    ld = persona.trainee { role = "director" },
    qt = persona.trainee { role = "unit-admin" },
  },
  steps = {
    step "phan-cong" {
      by = "tp", points = 50, goal = L{ vi = "Phân công", en = "Assign" },
      given = { file("dn", "1.014445", { name = "du" }) },
      want = { event("dossier.assigned"):by("tp") },
      solve = { act("tp", "dossier.assign", { account = "cv" }) },
    },
  },
  score = { pass = 50 },
}
