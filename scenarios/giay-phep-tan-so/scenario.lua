-- Giấy phép tần số: a licence that is ready but may only be handed out once its fees are paid. Everybody but the counter and the fee
-- clerk is played by bots; the business rates the service in the end. Procedure 1.010277. The amounts are made up for training. Meaning of the words: ../README.md

return scenario {
  id = "giay-phep-tan-so", rev = 2,
  title = L{ vi = "Chỉ giao giấy phép khi đã nộp đủ phí", en = "No licence before its fees are paid" },
  minutes = 25, level = 2, seed = 20261124, track = "one-stop",
  covers = { "F4.2", "F4.7" },
  clock = { start = "2026-11-20T08:00", calendar = "vn", rate = 10 },
  world = { golden = "cuc-tan-so" },

  cast = {
    dn = persona.business { name = synth.company(), id = synth.enterprise_code(), pace = "2h..4h", rates = "truthful" },
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
        mistake "doi-bo-sung-ho-so-du" {
          cost = 5,
          acts = { act("mc", "dossier.request_supplement", { components = { "ban-khai" }, reason = "Nộp lại bản khai" }) },
          sees = event("dossier.supplement_requested"):by("mc"),
          say = L{
            vi = "Đã yêu cầu bổ sung một hồ sơ đã đủ thành phần. Doanh nghiệp phải làm lại một việc không cần thiết, và sẽ nói điều đó khi đánh giá.",
            en = "A supplement was requested for a dossier that was complete. The business has to do something over for nothing, and will say so when it rates the service.",
          },
        },
      },
      hints = {
        hint { after = "2m", L{
          vi = "Thành phần bắt buộc chỉ có bản khai, và đã nộp. Giấy đăng ký doanh nghiệp và căn cước có trong cơ sở dữ liệu quốc gia, không đòi nộp.",
          en = "The declaration is the only required component, and it is there. Business registration and identity card are in the national databases and are not to be asked for.",
        } },
      },
      solve = { act("mc", "dossier.accept"), act("mc", "dossier.hand_over") },
    },

    step "thu-phi" {
      by = "mc", after = "tiep-nhan", budget = "6m", points = 40,
      title = L{ vi = "Thông báo nộp phí khi giấy phép đã ký", en = "Ask for the fees once the licence is signed" },
      goal = L{
        vi = "Cho đồng hồ chạy đến khi hồ sơ xử lý xong. Giấy phép chỉ được giao khi đã nộp đủ hai khoản: gửi thông báo nộp lệ phí cấp phép 600.000 đồng và phí sử dụng tần số 4.800.000 đồng (mức dựng cho tập huấn). Doanh nghiệp chuyển khoản: ngồi ghế kế toán thu phí để xác nhận.",
        en = "Let the clock run until the dossier is completed. The licence may only be handed out once both are paid: ask for the licence fee, 600,000 đồng, and the frequency fee, 4,800,000 đồng (amounts made up for training). The business pays by bank transfer: take the fee clerk's seat and confirm it.",
      },
      want = {
        event("dossier.payment_requested"):by("mc"):with{ amount = 5400000 }:after(event("dossier.completed"))
          :say(L{ vi = "Đã thông báo nộp đủ hai khoản, 5.400.000 đồng, sau khi giấy phép được ký", en = "Both fees, 5,400,000 đồng, were asked for after the licence was signed" }),
        event("dossier.payment_confirmed"):by("kt"):with{ method = "transfer" }
          :say(L{ vi = "Kế toán đã xác nhận khoản chuyển tiền, biên lai có số", en = "The fee clerk confirmed the transfer; the receipt has its number" }),
      },
      hints = {
        hint { after = "1m", L{
          vi = "Khi hồ sơ “Đã xử lý xong”, trên trang hồ sơ chọn “Thông báo nộp phí”. Chưa thu đủ thì nút “Trả kết quả” bị khóa và nói rõ vì sao.",
          en = "When the dossier is completed, choose “Request payment” on its page. Until everything is paid “Return the result” is blocked, and says why.",
        } },
      },
      mistakes = {
        mistake "thieu-mot-khoan" {
          cost = 5,
          acts = { wait_for("dossier.completed"), act("mc", "dossier.request_payment", { fees = { "le-phi-cap:600000" } }) },
          sees = event("dossier.payment_requested"):with{ amount = "<5400000" },
          say = L{
            vi = "Thông báo nộp phí thiếu một khoản: giấy phép tần số chỉ giao khi đã nộp cả lệ phí cấp phép và phí sử dụng tần số.",
            en = "One fee was left out: a frequency licence is handed out only once both the licence fee and the frequency fee are paid.",
          },
        },
        mistake "sai-hinh-thuc" {
          cost = 3,
          acts = {
            wait_for("dossier.completed"),
            act("mc", "dossier.request_payment", { fees = { "le-phi-cap:600000", "phi-su-dung:4800000" } }),
            act("kt", "dossier.confirm_payment", { method = "cash" }),
          },
          sees = event("dossier.payment_confirmed"):with{ method = "~=transfer" },
          say = L{
            vi = "Biên lai ghi sai hình thức nộp: doanh nghiệp đã chuyển khoản. Sai hình thức thì không đối chiếu được với sao kê ngân hàng.",
            en = "The receipt names another way of paying than the bank transfer that was made: it will not match the bank's statement.",
          },
        },
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
        vi = "Phí đã nộp đủ: trả giấy phép điện tử cho doanh nghiệp. Rồi cho đồng hồ chạy tiếp: doanh nghiệp đánh giá mức độ hài lòng theo chín tiêu chí, xem ở thẻ Kết quả của hồ sơ.",
        en = "The fees are paid: return the licence to the business electronically. Then let the clock run on: the business rates the service by nine indicators, shown with the result of the dossier.",
      },
      want = {
        event("dossier.returned"):by("mc"):with{ by = "electronic" }
          :say(L{ vi = "Giấy phép điện tử đã trả cho người nộp", en = "The electronic licence is returned to the applicant" }),
        event("dossier.rated"):by("dn"):with{ total = ">=16" }
          :say(L{ vi = "Doanh nghiệp hài lòng ở mọi tiêu chí đã trả lời: đúng hạn, không phải bổ sung", en = "The business is satisfied by every indicator it answered: in time, nothing asked for twice" }),
      },
      hints = {
        hint { after = "1m", L{
          vi = "Trả kết quả xong, bấm “Đi đến việc kế tiếp” dưới đồng hồ: doanh nghiệp đánh giá sau vài giờ làm việc.",
          en = "Once the result is returned press “Go to what happens next” below the clock: the business rates the service some working hours later.",
        } },
      },
      mistakes = {
        mistake "tra-ban-giay" {
          cost = 3,
          acts = { act("mc", "dossier.return_result", { by = "counter", receiver = "Người đại diện doanh nghiệp", identity = "receipt", signed = true }) },
          sees = event("dossier.returned"):with{ by = "~=electronic" },
          say = L{
            vi = "Đã trả bản giấy cho hồ sơ nộp trực tuyến mà doanh nghiệp không yêu cầu bản giấy. Giấy phép điện tử có giá trị như bản giấy.",
            en = "A paper licence was returned for a dossier filed online, though no paper was asked for. The electronic licence is worth as much.",
          },
        },
      },
      solve = { act("mc", "dossier.return_result", { by = "electronic" }), wait_for("dossier.rated") },
    },
  },

  score = { pass = 60, critical = "fails_attempt" },
}
