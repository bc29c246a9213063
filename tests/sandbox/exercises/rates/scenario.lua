-- Applicants that rate the service once their result is returned, each as its author says: used by test_play.
return scenario {
  id = "rates", rev = 1, title = L{ vi = "Đánh giá", en = "Rating" }, minutes = 5, level = 1, seed = 7,
  clock = { start = "2026-11-20T09:00", calendar = "vn", rate = 10 },
  world = { golden = "so-khcn-thuc-hanh" },
  cast = {
    that = persona.business { name = synth.company(), id = synth.enterprise_code(), pace = "1h..1h", rates = "truthful" },
    khen = persona.business { name = synth.company(), id = synth.enterprise_code(), pace = "1h..1h", rates = "satisfied" },
    che = persona.business { name = synth.company(), id = synth.enterprise_code(), pace = "1h..1h", rates = "dissatisfied" },
    im = persona.business { name = synth.company(), id = synth.enterprise_code(), pace = "1h..1h" },
    mc = persona.trainee { role = "one-stop-officer" },
    tp = persona.trainee { role = "division-head" },
    cv = persona.trainee { role = "specialist" },
    ld = persona.trainee { role = "director" },
    vt = persona.trainee { role = "clerk" },
    ub = persona.trainee { role = "committee" },
  },
  steps = {
    step "nhan" {
      by = "mc", points = 50, goal = L{ vi = "Tiếp nhận", en = "Accept" },
      given = {
        file("that", "1.014445", { name = "that" }), file("khen", "1.014445", { name = "khen" }),
        file("che", "1.014445", { name = "che" }), file("im", "1.014445", { name = "im" }),
      },
      want = { event("dossier.accepted"):by("mc") },
      solve = { act("mc", "dossier.accept") },
    },
  },
  score = { pass = 50 },
}
