/* A postal licence (1.003659): the law gives two rounds of supplement, counted whether asked at the counter or while handled; the third
 * is refused with its article, and what remains is a refusal. */
import assert from 'node:assert/strict'
import { act, look, tab } from '../office.mjs'
import { practise, state } from '../hurry.mjs'

export const about = 'two rounds of supplement by law, the third refused with its article; where the rule comes from'
export const gate = []

export default async function rounds(walk, server) {
  const person = await walk.person('office')
  const office = await practise(person, server, 'Ma Thị Thư')
  const id = await office.file('mc', '1.003659', { channel: 'counter', components: ['giay-de-nghi', 'phuong-an-kinh-doanh'],
    owner: { kind: 'business', name: 'Công ty Cổ phần Bưu chính Mẫu Sơn', id_no: '0000000017', address: 'Lạng Sơn', phone: '02053871234', email: 'buuchinh@mauson.example' } })
  const rest = ['mau-hop-dong', 'mau-bieu-trung', 'bang-gia-cuoc', 'tieu-chuan-chat-luong', 'quy-dinh-boi-thuong']
  await office.open('mc', id)
  await act(person, 'request-supplement', { components: rest, reason: 'Thiếu năm thành phần theo Điều 6 Nghị định 47/2011', look: 'first-round' })
  await state(person, 'awaiting_supplement')
  await act(person, 'supplement', { components: rest })
  await state(person, 'filed')
  const [fee] = (await office.payments(id)).fees
  await office.act('mc', id, 'request-payment', { fees: [fee.basis === 'fixed' ? fee.code : `${fee.code}:1`] })
  await office.act('kt', id, 'confirm-payment', { method: 'cash' })
  await office.to(id, 3)
  await office.open('cv', id)
  await act(person, 'draft-supplement', { components: ['phuong-an-kinh-doanh'], reason: 'Phương án chưa nêu quy trình phát' })
  await office.open('tp', id)
  await act(person, 'sign-notice', { look: 'second-round' })
  await state(person, 'awaiting_supplement')
  await office.open('mc', id)
  await act(person, 'supplement', { components: ['phuong-an-kinh-doanh'] })
  await state(person, 'in_handling')
  await office.open('cv', id)
  const why = await person.at('blocked-draft-supplement').textContent()
  assert.match(why, /2 lần/)
  assert.match(why, /47\/2011/)
  await person.at('actions').locator('summary').click()
  await look(person, 'third-refused')
  await tab(person, 'deadline')
  await look(person, 'deadline')
  await person.at('header-procedure').click()
  await person.at('rule-supplement_max').waitFor()
  assert.match(await person.at('rule-supplement_max').innerText(), /tối đa 2 lần/)
  await person.at('procedure-rules').scrollIntoViewIfNeeded()
  await look(person, 'rules')
}
