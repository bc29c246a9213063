-- Thực hành tự do: an office with every seat free, synthetic citizens and businesses, dossiers of several procedures. Two small checks
-- only; the rest is what whoever practises wants to try. Meaning of the words: ../README.md

return scenario {
  id = "thuc-hanh-tu-do", rev = 2,
  title = L{ vi = "Thực hành tự do", en = "Free practice" },
  minutes = 120, level = 1, seed = 20261121, track = "free-practice",
  covers = { "F4.1", "F4.2", "CLK-04", "FORM-01" },
  clock = { start = "2026-11-20T08:00", calendar = "vn", rate = 10 },
  world = { golden = "so-khcn-thuc-hanh" },

  cast = {
    -- who files: synthetic identities from ranges that no live system accepts
    dn = persona.trainee { role = "applicant", name = synth.company(), id = synth.enterprise_code() },
    dn2 = persona.trainee { role = "applicant", name = synth.company(), id = synth.enterprise_code() },
    cd = persona.trainee { role = "applicant", name = synth.person(), id = synth.personal_id() },
    -- the one-stop unit, and one in another province that may receive for this department
    mc = persona.trainee { role = "one-stop-officer" },
    mc2 = persona.trainee { role = "one-stop-officer", agency = "H26.T02" },
    bd = persona.trainee { role = "postal-agent" },
    kt = persona.trainee { role = "fee-clerk" },
    -- the department
    tp = persona.trainee { role = "division-head" },
    cv = persona.trainee { role = "specialist" },
    cv2 = persona.trainee { role = "specialist" },
    ld = persona.trainee { role = "director" },
    vt = persona.trainee { role = "clerk" },
    -- beside it
    ub = persona.trainee { role = "committee" },
    ph = persona.trainee { role = "coordinating-agency" },
    ks = persona.trainee { role = "controller" },
    qtdv = persona.trainee { role = "unit-admin" },
    qtht = persona.trainee { role = "system-admin" },
  },
  seats = "office", -- accounts that an administrator adds can be sat in too

  steps = {
    step "tiep-nhan" {
      by = "mc", points = 60, on = "van-phong-dai-dien",
      title = L{ vi = "Tiếp nhận một hồ sơ đủ thành phần", en = "Accept a complete dossier" },
      goal = L{
        vi = "Trong hàng việc của Một cửa có hồ sơ thủ tục 1.014391 đã nộp đủ thành phần. Kiểm tra và tiếp nhận trong 8 giờ làm việc.",
        en = "In the one-stop queue there is a dossier for procedure 1.014391 with all its components. Check it and accept it within 8 working hours.",
      },
      given = {
        file("dn", "1.014391", { name = "van-phong-dai-dien" }),
        file("dn2", "2.002380", { name = "x-quang-thieu", omit = { "giay-kiem-dinh" } }),
        jump("+40m"),
        file("cd", "1.014390", { name = "cap-lai", channel = "counter" }),
        jump("+50m"),
        file("dn", "1.014445", { name = "doanh-nghiep-khcn" }),
        file("dn2", "2.001209", { name = "hop-chuan" }),
      },
      want = {
        event("dossier.accepted"):by("mc"):within("8 workhours"):with{ missing = 0 }
          :say(L{ vi = "Hồ sơ đủ thành phần được tiếp nhận trong 8 giờ làm việc", en = "The complete dossier is accepted within 8 working hours" }),
        event("form01.issued")
          :say(L{ vi = "Giấy tiếp nhận và hẹn trả kết quả (Mẫu 01) đã phát hành", en = "The receipt and appointment slip (Form 01) is issued" }),
      },
      hints = {
        hint { after = "3m", L{
          vi = "Ngồi vào ghế công chức Một cửa, mở hồ sơ “Cấp Giấy chứng nhận văn phòng đại diện, chi nhánh”, xem thẻ Thành phần rồi chọn “Tiếp nhận”.",
          en = "Take the seat of the one-stop officer, open the dossier for the representative office certificate, look at its components, then choose “Accept”.",
        } },
      },
      mistakes = {
        mistake "tu-choi-ho-so-du" {
          cost = 10,
          acts = { act("mc", "dossier.refuse_intake", { reason = "Hồ sơ không đạt yêu cầu" }) },
          sees = event("dossier.intake_refused"):by("mc"),
          say = L{
            vi = "Đã từ chối tiếp nhận một hồ sơ đủ thành phần, đúng thẩm quyền.",
            en = "A complete dossier that belongs here was refused.",
          },
        },
      },
      solve = { act("mc", "dossier.accept") },
    },

    step "chuyen" {
      by = "mc", after = "tiep-nhan", points = 40,
      title = L{ vi = "Chuyển hồ sơ cho phòng chuyên môn", en = "Hand the dossier over to the division" },
      goal = L{
        vi = "Chuyển hồ sơ vừa tiếp nhận cho lãnh đạo phòng. Từ đây, bạn có thể ngồi ghế nào tùy ý và thử mọi thao tác.",
        en = "Hand the accepted dossier over to the head of division. From here on take any seat you like and try everything.",
      },
      want = {
        event("dossier.handed_over"):by("mc")
          :say(L{ vi = "Hồ sơ đã chuyển cho phòng chuyên môn", en = "The dossier is handed over to the division" }),
      },
      mistakes = {
        mistake "chuyen-nham-ho-so" {
          acts = { act("mc", "dossier.accept"):on("cap-lai"), act("mc", "dossier.hand_over"):on("cap-lai") },
          sees = event("dossier.handed_over"):by("mc"):on("cap-lai"),
          say = L{
            vi = "Hồ sơ được chuyển không phải hồ sơ của bước này. Không sao: hồ sơ của bước vẫn đang chờ chuyển.",
            en = "The dossier handed over is not the one of this step. No harm done: that one is still waiting.",
          },
        },
      },
      solve = { act("mc", "dossier.hand_over") },
    },
  },

  score = { pass = 60, critical = "fails_attempt" },
}
