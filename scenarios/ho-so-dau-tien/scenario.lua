-- Hồ sơ đầu tiên: one complete dossier from the counter to the result, one incomplete dossier sent back for its missing paper.
-- Procedure 1.014445, step table B1…B8 of Lạng Sơn province. Meaning of the words: ../README.md

return scenario {
  id = "ho-so-dau-tien", rev = 1,
  title = L{ vi = "Hồ sơ đầu tiên", en = "The first dossier" },
  minutes = 40, level = 1, seed = 20261120, track = "one-stop",
  covers = { "F4.2", "CLK-04", "FORM-01", "FORM-02", "FORM-06" },
  clock = { start = "2026-11-20T08:00", calendar = "vn", rate = 10 }, -- eight office hours last 48 minutes: reading costs nobody the limit
  world = { golden = "so-khcn" },

  cast = {
    dn = persona.business { name = synth.company(), id = synth.enterprise_code(), pace = "2h..4h" },
    hai = persona.business { name = synth.company(), id = synth.enterprise_code(), pace = "2h..4h" },
    mc = persona.trainee { role = "one-stop-officer" },
    tp = persona.trainee { role = "division-head" },
    cv = persona.trainee { role = "specialist" },
    ld = persona.trainee { role = "director" },
    vt = persona.trainee { role = "clerk" },
    ub = persona.bot { role = "committee", pace = "2h..4h" },
  },

  steps = {
    step "tiep-nhan" {
      by = "mc", budget = "8m", points = 15,
      title = L{ vi = "B1. Tiếp nhận hồ sơ đủ thành phần", en = "B1. Accept the complete dossier" },
      goal = L{
        vi = "Kiểm tra hồ sơ trực tuyến đầu tiên và tiếp nhận trong 8 giờ làm việc kể từ khi nộp.",
        en = "Check the first online dossier and accept it within 8 working hours of its filing.",
      },
      given = { file("dn", "1.014445", { name = "du" }) },
      want = {
        event("dossier.accepted"):by("mc"):within("8 workhours")
          :say(L{ vi = "Hồ sơ được tiếp nhận trong 8 giờ làm việc", en = "The dossier is accepted within 8 working hours" }),
        event("form01.issued")
          :say(L{ vi = "Giấy tiếp nhận và hẹn trả kết quả (Mẫu 01) đã phát hành", en = "The receipt and appointment slip (Form 01) is issued" }),
      },
      hints = {
        hint { after = "2m", L{
          vi = "Mở hồ sơ có đủ ba thành phần: giấy đề nghị, xác nhận kết quả KH&CN, phương án sản xuất, kinh doanh. Đủ thì chọn “Tiếp nhận”.",
          en = "Open the dossier that has all three components: application, confirmation of the S&T results, production and business plan. If nothing is missing, choose “Accept”.",
        } },
      },
      mistakes = {
        mistake "tu-choi-ho-so-du" {
          critical = true,
          acts = { act("mc", "dossier.refuse_intake", { reason = "Hồ sơ không đạt yêu cầu" }) },
          sees = event("dossier.intake_refused"):by("mc"),
          say = L{
            vi = "Đã từ chối tiếp nhận một hồ sơ đủ thành phần, đúng thẩm quyền. Chỉ được từ chối khi hồ sơ không thuộc thẩm quyền hoặc không đủ điều kiện tiếp nhận.",
            en = "A complete dossier that belongs here was refused. Intake may be refused only if the matter is not within the office's competence or may not be received.",
          },
        },
        mistake "doi-bo-sung-ho-so-du" {
          acts = { act("mc", "dossier.request_supplement", { components = { "giay-de-nghi" }, reason = "Nộp lại giấy đề nghị" }) },
          sees = event("dossier.supplement_requested"):by("mc"), cost = 5,
          say = L{
            vi = "Đã yêu cầu bổ sung một hồ sơ đã đủ thành phần. Mỗi hồ sơ chỉ được yêu cầu bổ sung một lần, và chỉ phần còn thiếu.",
            en = "A supplement was requested for a dossier that was complete. A dossier may be sent back for supplement once only, and only for what is missing.",
          },
        },
      },
      solve = { act("mc", "dossier.accept") },
    },

    step "bo-sung" {
      by = "mc", budget = "8m", points = 15,
      title = L{ vi = "B1. Yêu cầu bổ sung hồ sơ còn thiếu", en = "B1. Ask for what is missing" },
      goal = L{
        vi = "Hồ sơ trực tuyến thứ hai còn thiếu thành phần. Yêu cầu bổ sung một lần, nêu đúng phần thiếu, trong 8 giờ làm việc.",
        en = "The second online dossier lacks a component. Ask for it once, naming exactly what is missing, within 8 working hours.",
      },
      given = { file("hai", "1.014445", { name = "thieu", omit = { "phuong-an-san-xuat" } }) },
      want = {
        event("dossier.supplement_requested"):by("mc"):within("8 workhours"):with{ components = { "phuong-an-san-xuat" } }
          :say(L{
            vi = "Yêu cầu bổ sung đúng một thành phần còn thiếu, trong 8 giờ làm việc",
            en = "The supplement request names exactly the one missing component, within 8 working hours",
          }),
        event("form02.issued")
          :say(L{ vi = "Phiếu yêu cầu bổ sung (Mẫu 02) đã phát hành", en = "The supplement request slip (Form 02) is issued" }),
        never(event("dossier.accepted")):before(event("dossier.supplemented"))
          :say(L{ vi = "Không tiếp nhận khi chưa được bổ sung", en = "Not accepted before it is supplemented" }),
      },
      hints = {
        hint { after = "2m", L{
          vi = "So các thành phần đã nộp với danh mục bắt buộc của thủ tục 1.014445. Thành phần nào chưa có?",
          en = "Compare what was filed with the required list of procedure 1.014445. Which component is not there?",
        } },
        hint { after = "4m", cost = 3, L{
          vi = "Thiếu phương án sản xuất, kinh doanh. Chọn “Yêu cầu bổ sung”, đánh dấu thành phần đó và ghi rõ lý do.",
          en = "The production and business plan is missing. Choose “Request supplement”, tick that component and state the reason.",
        } },
      },
      mistakes = {
        mistake "nhan-khi-thieu" {
          critical = true,
          acts = { act("mc", "dossier.accept", { confirm_missing = true }) },
          sees = event("dossier.accepted"):with{ missing = ">0" },
          say = L{
            vi = "Đã tiếp nhận hồ sơ còn thiếu thành phần bắt buộc. Thời hạn giải quyết đã bắt đầu tính trên một hồ sơ chưa đủ.",
            en = "A dossier was accepted although a required component was missing. The statutory term now runs on an incomplete dossier.",
          },
        },
        mistake "tu-choi-thay-vi-bo-sung" {
          acts = { act("mc", "dossier.refuse_intake", { reason = "Thiếu phương án sản xuất, kinh doanh" }) },
          sees = event("dossier.intake_refused"):by("mc"), cost = 5,
          say = L{
            vi = "Đã từ chối tiếp nhận trong khi chỉ thiếu một thành phần: trường hợp này phải yêu cầu bổ sung (Mẫu 02), không từ chối (Mẫu 03).",
            en = "Intake was refused although only a component was missing: this calls for a supplement request (Form 02), not for a refusal (Form 03).",
          },
        },
        mistake "doi-giay-da-co-du-lieu" {
          acts = { act("mc", "dossier.request_supplement",
            { components = { "dang-ky-doanh-nghiep" }, reason = "Thiếu giấy chứng nhận đăng ký doanh nghiệp" }) },
          sees = event("dossier.supplement_requested"):with{ components = has{ "dang-ky-doanh-nghiep" } },
          cost = 5,
          say = L{
            vi = "Dữ liệu đăng ký doanh nghiệp đã có trong cơ sở dữ liệu quốc gia, không được yêu cầu nộp lại (NĐ 118/2025/NĐ-CP Điều 4 khoản 2a).",
            en = "The national business register already holds this; it must not be asked for again (Decree 118/2025 Art. 4.2a).",
          },
        },
        mistake "doi-phan-da-nop" {
          acts = { act("mc", "dossier.request_supplement",
            { components = { "giay-de-nghi", "phuong-an-san-xuat" }, reason = "Thiếu giấy đề nghị và phương án sản xuất, kinh doanh" }) },
          sees = any{
            event("dossier.supplement_requested"):with{ components = has{ "giay-de-nghi" } },
            event("dossier.supplement_requested"):with{ components = has{ "xac-nhan-ket-qua" } },
          },
          cost = 5,
          say = L{
            vi = "Đã yêu cầu nộp lại thành phần mà người nộp đã nộp.",
            en = "The applicant was asked again for something already filed.",
          },
        },
      },
      solve = {
        act("mc", "dossier.request_supplement", { components = { "phuong-an-san-xuat" }, reason = "Thiếu phương án sản xuất, kinh doanh" }),
      },
    },

    step "chuyen" {
      by = "mc", after = "tiep-nhan", budget = "3m", points = 5,
      title = L{ vi = "B1. Chuyển hồ sơ cho phòng chuyên môn", en = "B1. Hand the dossier over to the division" },
      goal = L{
        vi = "Chuyển hồ sơ vừa tiếp nhận cho lãnh đạo phòng. Trước 15 giờ thì chuyển ngay trong ngày; sau 15 giờ được chuyển vào ngày làm việc tiếp theo.",
        en = "Hand the accepted dossier over to the head of division: the same day, or the next working day if it is past 15:00.",
      },
      want = {
        event("dossier.handed_over"):by("mc")
          :say(L{ vi = "Hồ sơ đã chuyển cho phòng chuyên môn", en = "The dossier is handed over to the division" }),
      },
      solve = { act("mc", "dossier.hand_over") },
    },

    step "phan-cong" {
      by = "tp", after = "chuyen", budget = "3m", points = 10,
      title = L{ vi = "B2. Phân công xử lý", en = "B2. Assign" },
      goal = L{
        vi = "Đổi sang ghế lãnh đạo phòng và phân công hồ sơ cho chuyên viên thụ lý.",
        en = "Take the seat of the head of division and assign the dossier to the specialist.",
      },
      want = {
        event("dossier.assigned"):by("tp"):with{ account = "cv" }
          :say(L{ vi = "Chuyên viên được phân công thụ lý", en = "The specialist is assigned" }),
      },
      hints = {
        hint { after = "1m", L{
          vi = "Chọn “Lãnh đạo phòng” trong ô “Đang ngồi ghế”, hoặc bấm “Ngồi vào ghế này” trên trang hồ sơ.",
          en = "Choose “Head of division” under “Sitting as”, or press “Take this seat” on the page of the dossier.",
        } },
      },
      solve = { act("tp", "dossier.assign", { account = "cv" }) },
    },

    step "tham-dinh" {
      by = "cv", after = "phan-cong", budget = "8m", points = 15,
      title = L{ vi = "B3. Thẩm định và dự thảo kết quả", en = "B3. Appraise and draft the result" },
      goal = L{
        vi = "Với vai chuyên viên: ghi ý kiến thẩm định (hồ sơ đủ điều kiện), dự thảo Giấy chứng nhận kèm Tờ trình, rồi trình lãnh đạo phòng.",
        en = "As the specialist: record the appraisal (the dossier is eligible), draft the certificate with its submission note, and submit to the head of division.",
      },
      want = {
        event("dossier.appraised"):by("cv"):with{ eligible = true }
          :say(L{ vi = "Kết luận thẩm định: đủ điều kiện", en = "Appraisal: eligible" }),
        event("dossier.drafted"):by("cv"):with{ kind = "grant" }
          :say(L{ vi = "Dự thảo cấp Giấy chứng nhận", en = "A draft that grants the certificate" }),
        event("dossier.submitted"):by("cv"):after(event("dossier.drafted"))
          :say(L{ vi = "Đã trình lãnh đạo phòng", en = "Submitted to the head of division" }),
      },
      mistakes = {
        mistake "ket-luan-sai" {
          acts = { act("cv", "dossier.appraise", { eligible = false, opinion = "Không đủ điều kiện" }) },
          sees = event("dossier.appraised"):with{ eligible = false }, cost = 5,
          say = L{
            vi = "Đã kết luận không đủ điều kiện trong khi hồ sơ đủ điều kiện cấp Giấy chứng nhận.",
            en = "The dossier was found not eligible although it is.",
          },
        },
      },
      solve = {
        act("cv", "dossier.appraise", { eligible = true, opinion = "Hồ sơ đủ điều kiện cấp Giấy chứng nhận doanh nghiệp khoa học và công nghệ" }),
        act("cv", "dossier.draft", { kind = "grant", summary = "Đề nghị cấp Giấy chứng nhận doanh nghiệp khoa học và công nghệ" }),
        act("cv", "dossier.submit"),
      },
    },

    step "xem-xet" {
      by = "tp", after = "tham-dinh", budget = "3m", points = 10,
      title = L{ vi = "B4. Xem xét, ký nháy", en = "B4. Review and initial" },
      goal = L{
        vi = "Với vai lãnh đạo phòng: xem dự thảo, ký nháy và trình Lãnh đạo Sở.",
        en = "As head of division: review the draft, initial it and pass it to the director.",
      },
      want = {
        event("dossier.initialled"):by("tp")
          :say(L{ vi = "Dự thảo đã được ký nháy", en = "The draft is initialled" }),
      },
      mistakes = {
        mistake "tra-lai-khong-can-thiet" {
          acts = { act("tp", "dossier.send_back", { reason = "Đề nghị xem lại dự thảo" }) },
          sees = event("dossier.sent_back"):by("tp"), cost = 3,
          say = L{
            vi = "Đã trả lại chuyên viên một dự thảo không có sai sót; thời hạn của hồ sơ vẫn tiếp tục chạy.",
            en = "A draft without fault was sent back to the specialist; the term goes on running.",
          },
        },
      },
      solve = { act("tp", "dossier.initial") },
    },

    step "ky-duyet" {
      by = "ld", after = "xem-xet", budget = "3m", points = 10,
      title = L{ vi = "B5. Ký duyệt Tờ trình", en = "B5. Sign the submission note" },
      goal = L{
        vi = "Với vai Lãnh đạo Sở: ký duyệt Tờ trình gửi Ủy ban nhân dân tỉnh.",
        en = "As the director: sign the submission note to the provincial People's Committee.",
      },
      want = {
        event("dossier.approved"):by("ld")
          :say(L{ vi = "Tờ trình đã được ký duyệt", en = "The submission note is signed" }),
      },
      mistakes = {
        mistake "lanh-dao-tra-lai" {
          acts = { act("ld", "dossier.send_back", { reason = "Đề nghị xem lại Tờ trình" }) },
          sees = event("dossier.sent_back"):by("ld"), cost = 3,
          say = L{
            vi = "Đã trả lại một Tờ trình không có sai sót; thời hạn của hồ sơ vẫn tiếp tục chạy.",
            en = "A submission note without fault was sent back; the term goes on running.",
          },
        },
      },
      solve = { act("ld", "dossier.approve") },
    },

    step "phat-hanh" {
      by = "vt", after = "ky-duyet", budget = "3m", points = 10,
      title = L{ vi = "B6. Vào số và phát hành Tờ trình", en = "B6. Number and issue the submission note" },
      goal = L{
        vi = "Với vai văn thư: vào số rồi phát hành Tờ trình sang Ủy ban nhân dân tỉnh.",
        en = "As the clerk: number the submission note, then issue it to the provincial People's Committee.",
      },
      want = {
        event("dossier.numbered"):by("vt"):say(L{ vi = "Tờ trình đã có số", en = "The submission note has its number" }),
        event("dossier.issued"):by("vt"):say(L{ vi = "Tờ trình đã phát hành", en = "The submission note is issued" }),
      },
      hints = {
        hint { after = "1m", L{ vi = "Vào số trước, phát hành sau.", en = "The number comes first, then the issue." } },
      },
      solve = { act("vt", "dossier.number"), act("vt", "dossier.issue") },
    },

    step "tra-ket-qua" {
      by = "mc", after = "phat-hanh", budget = "6m", points = 10,
      title = L{ vi = "B7–B8. Chờ quyết định và trả kết quả", en = "B7–B8. Wait for the decision and return the result" },
      goal = L{
        vi = "Ủy ban nhân dân tỉnh quyết định (B7). Cho đồng hồ chạy đến việc tiếp theo, rồi trở lại ghế Một cửa và trả kết quả điện tử cho doanh nghiệp (B8): hồ sơ nộp trực tuyến, doanh nghiệp không yêu cầu bản giấy.",
        en = "The provincial People's Committee decides (B7). Let the clock run to what happens next, then take the one-stop seat again and return the result to the business electronically (B8): it filed online and has not asked for a paper copy.",
      },
      want = {
        event("dossier.returned"):by("mc"):with{ by = "electronic" }
          :say(L{ vi = "Kết quả điện tử đã trả cho người nộp", en = "The electronic result is returned to the applicant" }),
        field("dossier.completed_at"):before(field("dossier.due_at"))
          :say(L{ vi = "Hồ sơ giải quyết xong trước hạn", en = "The dossier is completed before it is due" }),
      },
      hints = {
        hint { after = "1m", L{
          vi = "Bấm “Đi đến việc kế tiếp” dưới đồng hồ cho đến khi hồ sơ ở trạng thái “Đã xử lý xong”.",
          en = "Press “Go to what happens next” below the clock until the dossier is “Completed”.",
        } },
      },
      mistakes = {
        mistake "tra-ban-giay" {
          acts = { wait_for("dossier.completed"), act("mc", "dossier.return_result", { by = "counter", receiver = "Người đại diện doanh nghiệp", identity = "receipt", signed = true }) },
          sees = event("dossier.returned"):with{ by = "~=electronic" }, cost = 3,
          say = L{
            vi = "Đã trả bản giấy cho hồ sơ nộp trực tuyến. Kết quả điện tử có giá trị như bản giấy; bản giấy chỉ cấp khi người nộp yêu cầu.",
            en = "A paper result was returned for a dossier filed online. The electronic result is worth as much; paper is given only when the applicant asks for it.",
          },
        },
      },
      solve = { wait_for("dossier.completed"), act("mc", "dossier.return_result", { by = "electronic" }) },
    },
  },

  score = { pass = 70, critical = "fails_attempt" },
}
