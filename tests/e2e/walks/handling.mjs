/* A dossier that goes back and forth while it is handled: taken back before it was opened and not after, sent back to a step that is
 * chosen, refused on its merits as a result that is returned like any other; and one that the director stops. */
import assert from 'node:assert/strict'
import { act, look, tab } from '../office.mjs'
import { practise, state } from '../hurry.mjs'

export const about = 'recall before opening, sending back to a chosen step, refusal as a result, a stop by the director'
export const gate = []

async function recall(person, office, id) {
  await office.act('mc', id, 'accept')
  await office.open('mc', id)
  await act(person, 'hand-over')
  await act(person, 'recall', { reason: 'Chuyển nhầm phòng, xin lấy lại', look: 'recall' })
  await act(person, 'hand-over')
  await office.open('tp', id)
  await person.at('act-assign').waitFor()
  await person.page.waitForLoadState('networkidle') /* opening is told */
  await office.open('mc', id)
  assert.match(await person.at('blocked-recall').textContent(), /mở/, 'what was opened is not taken back')
  await look(person, 'opened')
}

async function sendBack(person, office, id) {
  await office.act('tp', id, 'assign', { account: 'cv' })
  await office.act('cv', id, 'appraise', { eligible: true, opinion: 'Hồ sơ đủ điều kiện theo quy định' })
  await office.act('cv', id, 'draft', { kind: 'grant', summary: 'Tờ trình cấp giấy chứng nhận' })
  await office.act('cv', id, 'submit')
  await office.act('tp', id, 'initial')
  await office.open('ld', id)
  await act(person, 'send-back', { to_step: '3', reason: 'Kết quả khoa học và công nghệ chưa thuộc quyền sử dụng của doanh nghiệp', look: 'send-back' })
  await person.at('dossier-step').getByText('B3').waitFor()
  await office.open('cv', id, 'control')
  await person.at('control-sheet').waitFor()
  await look(person, 'control-sheet')
}

async function refusal(person, office, id) {
  await act(person, 'appraise', { eligible: 'no', opinion: 'Doanh nghiệp không có quyền sử dụng kết quả khoa học và công nghệ' })
  await act(person, 'draft', { kind: 'refuse', summary: 'Công văn từ chối, nêu rõ lý do', look: 'draft-refusal' })
  await act(person, 'submit')
  await office.to(id, 7)
  await office.open('ub', id)
  await act(person, 'decide', { outcome: 'refused', look: 'decide' })
  await state(person, 'completed')
  await office.open('mc', id)
  await act(person, 'return-result', { by: 'electronic' })
  await state(person, 'returned')
  await look(person, 'returned')
  await office.open('dn', id)
  await look(person, 'applicant')
}

async function stop(person, office) {
  const id = await office.file('dn', '1.014391')
  await office.to(id, 3)
  await office.open('ld', id)
  await act(person, 'stop', { reason: 'Doanh nghiệp giải thể theo quyết định của Tòa án', look: 'stop' })
  await state(person, 'stopped')
  await tab(person, 'forms')
  await person.at('form-05').waitFor()
  await office.open('dn', id)
  await look(person, 'applicant-stopped')
}

export default async function handling(walk, server) {
  const person = await walk.person('office')
  const office = await practise(person, server, 'Đàm Thị Xử')
  const id = await office.file('dn', '1.014445')
  await recall(person, office, id)
  await sendBack(person, office, id)
  await refusal(person, office, id)
  await stop(person, office)
}
