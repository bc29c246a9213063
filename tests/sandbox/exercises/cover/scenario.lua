-- Bots beside people: one who stands in, one who is away, one who works along, a counter elsewhere: used by test_play.
return scenario {
  id = "cover", rev = 1, title = L{ vi = "Xử lý thay", en = "Cover" }, minutes = 5, level = 1, seed = 7,
  clock = { start = "2026-11-20T09:00", calendar = "vn", rate = 10 },
  world = { golden = "so-khcn-thuc-hanh" },
  cast = {
    dn = persona.trainee { role = "applicant", name = synth.company(), id = synth.enterprise_code() },
    mc = persona.trainee { role = "one-stop-officer" },
    mc2 = persona.bot { role = "one-stop-officer", agency = "H26.T02", pace = "1h..1h" },
    tp = persona.trainee { role = "division-head" },
    cv = persona.trainee { role = "specialist" },
    cv2 = persona.bot { role = "specialist", pace = "1h..1h" },
    ph = persona.bot { role = "coordinating-agency", pace = "1h..1h" },
    qt = persona.trainee { role = "unit-admin" },
  },
  steps = {
    step "nhan" {
      by = "mc", points = 50, goal = L{ vi = "Tiếp nhận", en = "Accept" },
      given = { file("dn", "1.014445", { name = "du" }) },
      want = { event("dossier.accepted"):by("mc") },
      solve = { act("mc", "dossier.accept") },
    },
  },
  score = { pass = 50 },
}
