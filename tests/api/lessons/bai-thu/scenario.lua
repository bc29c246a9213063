-- Bài thử: the lesson that the API tests play. Every seat of the main line but the applicant's is a person's, hints are open at once.

return scenario {
  id = "bai-thu", rev = 1, minutes = 10, level = 1, seed = 7,
  title = L{ vi = "Bài thử", en = "Test lesson" },
  clock = { start = "2026-11-20T08:00", calendar = "vn", rate = 60 },

  cast = {
    dn = persona.business { name = synth.company(), id = synth.enterprise_code(), pace = "2h..4h" },
    nn = persona.trainee { role = "applicant", name = synth.company(), id = synth.enterprise_code() },
    mc = persona.trainee { role = "one-stop-officer" },
    mc2 = persona.trainee { role = "one-stop-officer", agency = "H26.T02" }, -- receives for this department
    tp = persona.trainee { role = "division-head" },
    cv = persona.trainee { role = "specialist" },
    cv2 = persona.trainee { role = "specialist" },
    ld = persona.trainee { role = "director" },
    vt = persona.trainee { role = "clerk" },
    ub = persona.trainee { role = "committee" },
    qtdv = persona.trainee { role = "unit-admin" },
    qtht = persona.trainee { role = "system-admin" },
    ks = persona.trainee { role = "controller" },
  },

  steps = {
    step "tiep-nhan" {
      by = "mc", points = 60,
      title = L{ vi = "Tiếp nhận", en = "Accept" },
      goal = L{ vi = "Tiếp nhận hồ sơ đủ thành phần.", en = "Accept the complete dossier." },
      given = { file("dn", "1.014445", { name = "du", channel = "counter" }) },
      want = { event("dossier.accepted"):by("mc") },
      hints = {
        hint { L{ vi = "Mở hồ sơ đủ thành phần.", en = "Open the complete dossier." } },
        hint { cost = 7, L{ vi = "Bấm “Tiếp nhận”.", en = "Press “Accept”." } },
      },
      mistakes = {
        mistake "tu-choi" {
          cost = 5,
          acts = { act("mc", "dossier.refuse_intake", { reason = "Không thuộc thẩm quyền" }) },
          sees = event("dossier.intake_refused"),
          say = L{ vi = "Hồ sơ này thuộc thẩm quyền của Sở.", en = "This dossier belongs to the department." },
        },
      },
      solve = { act("mc", "dossier.accept") },
    },
    step "bo-sung" {
      by = "mc", points = 40, on = "thieu",
      title = L{ vi = "Yêu cầu bổ sung", en = "Request supplement" },
      goal = L{ vi = "Yêu cầu bổ sung hồ sơ còn thiếu.", en = "Ask for what is missing." },
      given = {
        file("dn", "1.014445", { name = "thieu", channel = "counter", omit = { "phuong-an-san-xuat" } }),
        file("nn", "1.014445", { name = "cua-nguoi" }),
      },
      want = { event("dossier.supplement_requested"):by("mc") },
      mistakes = {
        mistake "nhan-khi-thieu" {
          cost = 5,
          acts = { act("mc", "dossier.accept", { confirm_missing = true }) },
          sees = event("dossier.accepted"),
          say = L{ vi = "Đã tiếp nhận hồ sơ còn thiếu.", en = "An incomplete dossier was accepted." },
        },
      },
      solve = {
        act("mc", "dossier.request_supplement", { components = { "phuong-an-san-xuat" }, reason = "Thiếu phương án sản xuất" }),
      },
    },
  },
}
