"""Fees over real HTTP: asked for before receipt, taken by the fee clerk, a receipt that never changes; bad input."""
from client import Trainee
from testing import Cases, refused, same, test


def begin(server, name="Trần Thị Thu"):
    staff = server.passwords["giangvien"]
    trainer = Trainee(server)
    trainer.must("POST", "/api/session", {"username": "giangvien", "password": staff})
    code = trainer.must("POST", "/api/classes", {"name": "Lớp thu phí", "exercises": ["thuc-hanh-tu-do"]})["code"]
    one = Trainee(server).join(code, name).begin("thuc-hanh-tu-do", "mc").freeze()
    one.full = one.of_procedure("2.002380")
    return one


def actions(one):
    return {a["act"]: a["blocked"] for a in one.dossier()["actions"]}


@test
def a_licence_for_devices_is_paid_for_by_the_device_before_it_is_accepted(server):
    mc = begin(server)
    assert actions(mc)["dossier.accept"] and actions(mc)["dossier.request_payment"] is None
    fees = mc.must("GET", f"{mc.at}/dossiers/{mc.full}/payments")
    same(fees["stage"], "first")
    assert {"rang", "thuong"} <= {one["code"] for one in fees["fees"]}, fees
    refused(mc.act("accept", {"confirm_missing": True}), 409, "payment.unpaid_first")
    done = mc.did("request-payment", {"fees": ["rang:2", "thuong:1"]})
    same((done["dossier"]["state"], done["dossier"]["financial"]), ("awaiting_payment", "due"))
    same(done["dossier"]["statuses"]["portal"]["code"], "6")
    kt = mc.sit("kt")
    queue = kt.must("GET", kt.at + "/dossiers?view=queue")
    same([one["id"] for one in queue["dossiers"]], [kt.full])
    kt.did("confirm-payment", {"method": "transfer"})
    same(kt.must("GET", kt.at + "/dossiers?view=queue")["dossiers"], [])
    paid = kt.must("GET", f"{kt.at}/dossiers/{kt.full}/payments")["requests"][0]
    same((paid["total"], paid["total_text"], paid["receipt_number"]), (7000000, "7.000.000 đồng", "0000001"))
    first, again = kt.get(paid["receipt_url"]), kt.get(paid["receipt_url"])
    assert first.body.startswith(b"%PDF") and first.body == again.body
    mc.sit("mc").did("accept", {"confirm_missing": True})
    assert kt.get(paid["receipt_url"]).status == 200
    text = mc.must("GET", f"{mc.at}/dossiers/{mc.full}/history")["history"]
    assert any("7.000.000 đồng" in line["text"] for line in text), text


@test
def what_is_no_fee_is_refused_and_changes_nothing(server):
    mc = begin(server, "Lê Văn Sai")
    before, cases = mc.digest(), Cases()
    for label, fees, status, key in [
            ("none", [], 400, "input.invalid"), ("unknown", ["khong-co"], 400, "payment.fee_unknown"),
            ("twice", ["rang:1", "rang:1"], 400, "payment.fee_twice"), ("no number", ["rang"], 400, "payment.number_missing"),
            ("zero", ["rang:0"], 400, "payment.number_missing"), ("negative", ["rang:-1"], 400, "payment.number_odd"),
            ("too many", ["rang:1001"], 400, "payment.number_odd"), ("huge", ["rang:999999999999999"], 400, "payment.number_odd"),
            ("words", ["rang:hai"], 400, "payment.number_odd"), ("no list", "rang:1", 400, "input.invalid"),
            ("a path", ["../rang:1"], 400, "payment.fee_unknown")]:
        answer = mc.act("request-payment", {"fees": fees})
        cases.check((answer.status, answer.key) == (status, key), label, repr(answer))
    refused(mc.act("request-payment", {"fees": ["rang:1"], "amount": 1}), 400, "input.invalid")
    mc.sit("kt")
    refused(mc.act("confirm-payment", {"method": "cash"}), 409, "dossier.wrong_state")
    refused(mc.act("confirm-payment", {"method": "vàng"}), 400, "input.invalid")
    refused(mc.get(f"{mc.at}/dossiers/{mc.full}/receipts/1/pdf"), 404, "payment.no_receipt")
    mc.sit("mc")
    same(mc.digest(), before)
    cases.end(11)


@test
def money_of_a_refused_dossier_goes_back(server):
    mc = begin(server, "Vũ Thị Hoàn")
    mc.did("request-payment", {"fees": ["ct:1"]}) if any(
        one["code"] == "ct" for one in mc.must("GET", f"{mc.at}/dossiers/{mc.full}/payments")["fees"]) else mc.did(
        "request-payment", {"fees": ["rang:1"]})
    mc.sit("kt").did("confirm-payment", {"method": "cash"})
    refused(mc.act("refund", {"reason": "Người nộp đề nghị"}), 409, "dossier.wrong_state")
    mc.sit("mc").did("refuse-intake", {"reason": "Không thuộc thẩm quyền"})
    mc.sit("kt").did("refund", {"reason": "Hồ sơ bị từ chối tiếp nhận"})
    same(mc.dossier()["financial"], "refunded")


WITHDRAW, STOP = {"reason": "Doanh nghiệp không còn nhu cầu"}, {"reason": "Quá thời hạn mà không nộp phí"}


@test
def a_fee_that_never_comes_does_not_hold_a_dossier_for_ever(server):
    mc = begin(server, "Đỗ Văn Chờ")
    waiting = mc.did("request-payment", {"fees": ["rang:1"]})["dossier"]
    assert waiting["interruption"]["since"] and "…" not in waiting["interruption"]["text"], waiting["interruption"]
    act = mc.look()["act"]
    asked = mc.sit("dn2").did("request-withdrawal", WITHDRAW)["dossier"]
    same(asked["state"], "withdrawal_requested")
    back = mc.sit("mc").did("refuse-withdrawal", {"reason": "Người đề nghị không phải chủ hồ sơ"})["dossier"]
    same((back["state"], back["financial"]), ("awaiting_payment", "due"))
    paid = mc.sit("kt").did("confirm-payment", {"method": "cash"})["dossier"]
    same((paid["state"], paid["financial"]), ("filed", "paid"))
    mc.moved("rewind", {"act": act})
    mc.sit("dn2").did("request-withdrawal", WITHDRAW)
    gone = mc.sit("mc").did("confirm-withdrawal", {})["dossier"]
    same((gone["state"], gone["financial"], [f["form"] for f in gone["forms"]]), ("withdrawn", "none", ["05"]))
    same(mc.sit("kt").must("GET", mc.at + "/dossiers?view=queue")["dossiers"], [])
    mc.moved("rewind", {"act": act})
    done = mc.sit("ld").did("stop", STOP)["dossier"]
    same((done["state"], done["statuses"]["portal"]["code"], done["financial"]), ("stopped", "8", "none"))


@test
def no_dossier_ends_while_money_is_said_to_be_on_its_way(server):
    mc = begin(server, "Hồ Thị Chuyển")
    mc.did("request-payment", {"fees": ["rang:1"]})
    mc.sit("dn2").did("claim-payment", {"reference": "FT26325000123"})
    refused(mc.sit("ld").act("stop", STOP), 409, "payment.claim_waits")
    assert "Kế toán" in actions(mc)["dossier.stop"]
    mc.sit("kt").did("refuse-claim", {"reason": "Chưa thấy tiền về tài khoản"})
    same(mc.sit("ld").did("stop", STOP)["dossier"]["state"], "stopped")
