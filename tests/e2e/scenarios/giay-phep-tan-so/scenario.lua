-- Giấy phép tần số: a licence that is ready but may only be handed out once its fees are paid. Everybody but the counter and the fee
-- clerk is played by bots. Procedure 1.010277. Meaning of the words: ../README.md

return scenario {
  id = "giay-phep-tan-so", rev = 1,
  title = L{ vi = "Chỉ giao giấy phép khi đã nộp đủ phí", en = "No licence before its fees are paid" },
  minutes = 25, level = 2, seed = 20261124, track = "one-stop",
  covers = { "F4.2", "F4.7" },
  clock = { start = "2026-11-20T08:00", calendar = "vn", rate = 10 },
  world = { golden = "cuc-tan-so" },

  cast = {
    dn = persona.business { name = synth.company(), id = synth.enterprise_code(), pace = "2h..4h" },
    mc = persona.trainee { role = "one-stop-officer" },
    kt = persona.trainee { role = "fee-clerk" },
    tp = persona.bot { role = "division-head", pace = "1h..2h" },
    cv = persona.bot { role = "specialist", pace = "4h..8h" },
    ld = persona.bot { role = "director", pace = "2h..4h" },
  },

  steps = {
    step "tiep-nhan" {
      by = "mc", budget = "6m", points = 30,
      title = L{ vi = "Tiếp nhận và chuyển hồ sơ", en = "Accept and hand over" },
      goal = L{
        vi = "Tiếp nhận hồ sơ xin giấy phép sử dụng tần số trong 8 giờ làm việc và chuyển cho phòng chuyên môn. Lúc này chưa thu phí.",
        en = "Accept the dossier for a frequency licence within 8 working hours and hand it over to the division. No fee is taken yet.",
      },
      given = { file("dn", "1.010277", { name = "mang-dung-rieng" }) },
      want = {
        event("dossier.accepted"):by("mc"):within("8 workhours")
          :say(L{ vi = "Hồ sơ được tiếp nhận trong 8 giờ làm việc", en = "The dossier is accepted within 8 working hours" }),
        event("dossier.handed_over"):by("mc")
          :say(L{ vi = "Hồ sơ đã chuyển cho phòng chuyên môn", en = "The dossier is handed over to the division" }),
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
      solve = { act("mc", "dossier.accept"), act("mc", "dossier.hand_over") },
    },

    step "thu-phi" {
      by = "mc", after = "tiep-nhan", budget = "6m", points = 40,
      title = L{ vi = "Thông báo nộp phí khi giấy phép đã ký", en = "Ask for the fees once the licence is signed" },
      goal = L{
        vi = "Cho đồng hồ chạy đến khi hồ sơ xử lý xong. Giấy phép chỉ được giao khi đã nộp đủ lệ phí cấp phép và phí sử dụng tần số: gửi thông báo nộp phí, rồi ngồi ghế kế toán thu phí để xác nhận.",
        en = "Let the clock run until the dossier is completed. The licence may only be handed out once both the licence fee and the frequency fee are paid: ask for them, then take the fee clerk's seat and confirm the payment.",
      },
      want = {
        event("dossier.payment_requested"):by("mc"):after(event("dossier.completed"))
          :say(L{ vi = "Đã thông báo nộp phí sau khi giấy phép được ký", en = "The fees were asked for after the licence was signed" }),
        event("dossier.payment_confirmed"):by("kt")
          :say(L{ vi = "Kế toán đã xác nhận thu phí, biên lai có số", en = "The fee clerk confirmed the payment; the receipt has its number" }),
      },
      hints = {
        hint { after = "1m", L{
          vi = "Khi hồ sơ “Đã xử lý xong”, trên trang hồ sơ chọn “Thông báo nộp phí”. Chưa thu đủ thì nút “Trả kết quả” bị khóa và nói rõ vì sao.",
          en = "When the dossier is completed, choose “Request payment” on its page. Until everything is paid “Return the result” is blocked, and says why.",
        } },
      },
      solve = {
        wait_for("dossier.completed"),
        act("mc", "dossier.request_payment", { fees = { "le-phi-cap:600000", "phi-su-dung:4800000" } }),
        act("kt", "dossier.confirm_payment", { method = "transfer" }),
      },
    },

    step "tra-giay-phep" {
      by = "mc", after = "thu-phi", budget = "3m", points = 30,
      title = L{ vi = "Trả giấy phép", en = "Return the licence" },
      goal = L{
        vi = "Phí đã nộp đủ: trả giấy phép điện tử cho doanh nghiệp.",
        en = "The fees are paid: return the licence to the business electronically.",
      },
      want = {
        event("dossier.returned"):by("mc"):with{ by = "electronic" }
          :say(L{ vi = "Giấy phép điện tử đã trả cho người nộp", en = "The electronic licence is returned to the applicant" }),
      },
      solve = { act("mc", "dossier.return_result", { by = "electronic" }) },
    },
  },

  score = { pass = 60, critical = "fails_attempt" },
}
