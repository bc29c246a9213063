-- Nothing to complain about.
local steps = {}
for i, name in ipairs { "mot", "hai" } do
  steps[i] = step(name) {
    by = "mc", points = 50, goal = L{ vi = "Việc " .. i, en = "Task " .. i }, given = { file("dn", "1.014445", { name = "ho-so-" .. name }) },
    want = { event("dossier.accepted"):by("mc"):within("8 workhours"):count("==1") },
    mistakes = {
      mistake "tu-choi" {
        acts = { act("mc", "dossier.refuse_intake", { reason = "Không thuộc thẩm quyền" }) }, sees = event("dossier.intake_refused"),
        say = L{ vi = "Từ chối sai", en = "A wrong refusal" },
      },
    },
    solve = { act("mc", "dossier.accept") },
  }
end
return scenario {
  id = "good", rev = 1, title = L{ vi = "Tốt", en = "Good" }, minutes = 5, level = 1, seed = 1,
  clock = { start = "2026-11-20T08:00" },
  cast = { dn = persona.business {}, mc = persona.trainee { role = "one-stop-officer" } },
  steps = steps,
}
