/* Absence and leaving: a specialist lets a colleague stand in, who works and is named so in the history; it is ended early; then all work
 * of one who leaves is looked at, handed over in one act, and taken back. */
import assert from 'node:assert/strict'
import { act, closeToasts, look, readToast, standsAt, tab, takeSeat } from '../office.mjs'
import { practise } from '../hurry.mjs'

export const about = 'standing in during an absence, and handing over the work of one who leaves'
export const gate = []

async function grant(person) {
  await takeSeat(person, 'cv')
  await person.at('nav-cover').click()
  await person.at('cover-none').waitFor()
  await person.at('cover-grant').click()
  await person.at('cover-send').click()
  await standsAt(person, 'cover-to')
  await person.page.getByText('Vui lòng chọn một mục.').waitFor()
  await person.at('cover-to').selectOption('cv2')
  await person.at('cover-to-at').fill('2026-11-20T08:00')
  await person.at('cover-reason').fill('Nghỉ phép năm. '.repeat(40))
  await person.at('cover-reason-full').waitFor() /* what is pasted and does not fit is not lost in silence */
  await person.at('cover-reason').fill('Nghỉ phép năm theo đơn ngày 18/11/2026')
  await person.at('cover-reason-full').waitFor({ state: 'detached' })
  person.walk.expects(400, /\/delegations$/)
  await person.at('cover-send').click()
  await person.page.locator('[role="alert"]').first().waitFor() /* ends before it begins */
  await standsAt(person, 'cover-to-at')
  await person.at('cover-to-at').fill('2026-11-30T08:00')
  await look(person, 'grant')
  await person.at('cover-send').click()
  await person.at('cover-absent').waitFor()
  await readToast(person)
  await look(person, 'mine')
}

async function standIn(person, office, id) {
  await takeSeat(person, 'cv2')
  await person.at('cover-standIn').waitFor()
  await look(person, 'to-me')
  await office.open('cv2', id)
  await act(person, 'appraise', { eligible: 'yes', opinion: 'Hồ sơ đủ điều kiện' })
  await tab(person, 'history')
  assert.match(await person.at('history').innerText(), /\(thay /, 'the history says for whom')
  await look(person, 'history')
}

async function end(person, office, id) {
  await office.room('cv', 'xu-ly-thay')
  await person.at('cover-absent').waitFor()
  await person.page.locator('[data-test^="revoke-"]').click()
  await person.at('cover-end-send').waitFor()
  await look(person, 'end')
  await person.at('cover-end-send').click()
  await person.at('cover-none').waitFor()
  await closeToasts(person)
  await office.open('cv2', id)
  assert.equal(await person.at('act-draft').count(), 0, 'who no longer stands in has nothing to do')
}

async function handOver(person, office, id) {
  await office.room('qtdv', 'xu-ly-thay')
  await person.at('hand-over-work').waitFor()
  await person.at('work-from').selectOption('cv')
  await person.at('work-preview').waitFor()
  assert.equal(await person.at('work-preview').getAttribute('data-count'), '2')
  await person.at('work-to').selectOption('cv2')
  await person.at('work-reason').fill('Chuyển công tác theo QĐ 45/QĐ-SKHCN')
  await look(person, 'preview')
  await person.at('work-send').click()
  await person.at('work-done').waitFor()
  await closeToasts(person)
  await person.at('work-nothing').waitFor()
  await look(person, 'handed-over')
  await person.at('work-undo').click()
  await person.at('confirm-yes').click()
  await person.at('work-done').waitFor({ state: 'detached' })
  await closeToasts(person)
  await office.open('cv', id)
  await person.at('act-draft').waitFor() /* as before the hand-over */
}

export default async function cover(walk, server) {
  const person = await walk.person('office')
  const office = await practise(person, server, 'Nông Thị Thay')
  const id = await office.file('dn', '1.014445')
  const other = await office.file('dn', '1.014391')
  await office.to(id, 3)
  await office.to(other, 3)
  await office.room('cv', '')
  await grant(person)
  await standIn(person, office, id)
  await end(person, office, id)
  await handOver(person, office, id)
}
