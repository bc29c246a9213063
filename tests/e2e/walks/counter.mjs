/* What may go wrong before a dossier is accepted: a supplement asked for once, a second one refused with the article, a withdrawal that
 * is refused, a refusal to receive; and an applicant who stays silent until the dossier closes by itself. */
import assert from 'node:assert/strict'
import { act, closeToasts, look, tab } from '../office.mjs'
import { practise, state } from '../hurry.mjs'

export const about = 'supplement when received, withdrawal refused, asked at the counter, while a fee is due; refusal to receive, silence that lapses, a fee never paid'
export const gate = []

async function supplement(person, office, id) {
  await office.open('mc', id, 'components')
  await person.at('tick-bad-phuong-an-san-xuat').click()
  await person.at('check-save').click()
  await person.at('checked-phuong-an-san-xuat').waitFor()
  await act(person, 'request-supplement', { components: ['phuong-an-san-xuat'], reason: 'Phương án sản xuất, kinh doanh chưa có', look: 'request' })
  await state(person, 'awaiting_supplement')
  await look(person, 'waiting')
  await tab(person, 'forms')
  await person.at('form-02').waitFor()
  await office.open('dn', id)
  await look(person, 'applicant-asked')
  await person.at('supplement-send').click()
  await person.at('confirm-yes').click() /* without a file: the simulated paper stands in */
  await person.at('supplement').waitFor({ state: 'detached' })
  await closeToasts(person)
  await state(person, 'filed')
  await office.open('mc', id)
  const why = await person.at('blocked-request-supplement').textContent()
  assert.match(why, /1 lần.*Điều 11/, 'a second request is refused with the article')
}

async function withdrawal(person, office, id) {
  await office.open('dn', id)
  await act(person, 'request-withdrawal', { reason: 'Tạm dừng kế hoạch sản xuất' })
  await state(person, 'withdrawal_requested')
  await office.open('mc', id)
  await act(person, 'refuse-withdrawal', { reason: 'Người đề nghị chưa chứng minh là chủ hồ sơ', look: 'refuse-withdrawal' })
  await state(person, 'filed')
  await act(person, 'refuse-intake', { reason: 'Lĩnh vực này thuộc thẩm quyền của Bộ Khoa học và Công nghệ', look: 'refuse-intake' })
  await state(person, 'intake_refused')
  await tab(person, 'forms')
  await person.at('form-03').waitFor()
  await look(person, 'refused')
  await office.open('dn', id)
  await look(person, 'applicant-refused')
}

async function silence(person, office) {
  const id = await office.file('dn', '1.014391', { components: ['don-dang-ky'] })
  await office.act('mc', id, 'request-supplement', { components: ['quyet-dinh-thanh-lap'], reason: 'Thiếu quyết định thành lập' })
  await office.open('mc', id)
  await look(person, 'silent')
  await office.clock('2026-12-15T09:00')
  await office.open('mc', id, 'history')
  await state(person, 'stopped')
  assert.match(await person.at('history').innerText(), /Hệ thống/, 'no seat did it')
  await look(person, 'lapsed')
  await tab(person, 'forms')
  await person.at('form-05').waitFor()
}

const OWNER = { kind: 'other', name: 'Viện Nghiên cứu Bắc Sơn', id_no: '0100109106', address: 'Số 1 phố Kỳ Lừa, tỉnh Lạng Sơn', phone: '0912345678' }

/* Handed in at the counter: there it is asked back too. The fee that a business does not pay: it gives up, or the director stops. */
async function givenUp(person, office) {
  const id = await office.file('mc', '1.014391', { channel: 'counter', owner: OWNER })
  await office.open('mc', id)
  await act(person, 'request-withdrawal', { reason: 'Viện không còn nhu cầu mở văn phòng đại diện', look: 'asked-at-the-counter' })
  await state(person, 'withdrawal_requested')
  await act(person, 'confirm-withdrawal')
  await state(person, 'withdrawn')
  const owing = [await office.file('dn', '2.001209'), await office.file('dn', '2.001209')]
  for (const one of owing) await office.act('mc', one, 'request-payment', { fees: ['le-phi'] })
  await office.open('dn', owing[0])
  await act(person, 'request-withdrawal', { reason: 'Doanh nghiệp không tiếp tục công bố' })
  await office.open('mc', owing[0])
  await look(person, 'asked-while-owing')
  await act(person, 'confirm-withdrawal')
  await state(person, 'withdrawn')
  await office.open('ld', owing[1])
  assert.match(await person.at('interruption').innerText(), /từ .*\d\d\/12\/2026/, 'since when it waits')
  await act(person, 'stop', { reason: 'Đã thông báo mà doanh nghiệp không nộp lệ phí', look: 'stop-unpaid' })
  await state(person, 'stopped')
  await tab(person, 'forms')
  await person.at('form-05').waitFor()
}

export default async function counter(walk, server) {
  const person = await walk.person('office')
  const office = await practise(person, server, 'Vi Thị Quầy')
  const id = await office.file('dn', '1.014445', { components: ['giay-de-nghi', 'xac-nhan-ket-qua'] })
  await supplement(person, office, id)
  await withdrawal(person, office, id)
  await silence(person, office)
  await givenUp(person, office)
}
