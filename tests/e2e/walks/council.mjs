/* Procedures with a council: 1.014444, whose council is set up and meets; 1.014438 with one, whose applicant explains in time of its
 * own, and another one that does not and is closed. */
import assert from 'node:assert/strict'
import { call } from '../editor.mjs'
import { act, look, tab } from '../office.mjs'
import { practise, state } from '../hurry.mjs'

export const about = 'a council set up and met, an applicant’s step done in time, and one that lapses'
export const gate = []

async function assessment(person, office) {
  const id = await office.file('dn', '1.014444')
  await office.to(id, 7)
  await office.open('ub', id)
  await act(person, 'complete-step', { done: 'Quyết định số 1203/QĐ-UBND thành lập hội đồng đánh giá', look: 'set-up' })
  await office.open('cv', id)
  await act(person, 'complete-step', { done: 'Hội đồng họp ngày 20/11/2026, biên bản số 02/BB-HĐ', look: 'met' })
  await tab(person, 'process')
  await look(person, 'process')
  await person.at('act-appraise').waitFor() /* what the council said is appraised anew */
}

/* What comes next by the clock: beside the desk, on a phone behind the steps' button; here as the server says it. */
async function clockLine(person) {
  const attempt = new URL(person.page.url()).pathname.split('/')[2]
  const { body } = await call(person, 'GET', `/api/attempts/${attempt}`)
  return (await call(person, 'GET', `/api/worlds/${body.world}`)).body.clock.next.what
}

async function explains(person, office) {
  const id = await office.file('dn', '1.014438')
  await office.open('mc', id)
  await act(person, 'change-variant', { variant: 'council', reason: 'Trung tâm phải qua hội đồng tư vấn công nhận', look: 'variant' })
  await office.to(id, 13)
  await office.open('mc', id)
  assert.equal(await person.at('interruption').getAttribute('data-kind'), 'applicant_step')
  assert.match(await clockLine(person), /thực hiện bước của mình: hồ sơ dừng giải quyết/, 'nothing was asked to be supplemented')
  await look(person, 'waits-for-applicant')
  await office.open('dn', id)
  await look(person, 'applicant-asked')
  await act(person, 'explain', { explanation: 'Bổ sung hợp đồng thuê phòng thí nghiệm theo kết luận của hội đồng', look: 'explain' })
  await state(person, 'in_handling')
  await office.open('cv', id, 'deadline')
  await person.at('term-changes').waitFor()
  await look(person, 'term')
}

async function lapses(person, office) {
  const id = await office.file('dn', '1.014438', { variant: 'council' })
  await office.to(id, 13)
  await office.clock('2026-12-01T09:30')
  await office.open('dn', id)
  await state(person, 'stopped')
  await look(person, 'applicant-lapsed')
  await office.open('mc', id, 'history')
  assert.match(await person.at('history').innerText(), /Hệ thống/)
  await look(person, 'lapsed')
  await tab(person, 'forms')
  await person.at('form-05').waitFor()
}

export default async function council(walk, server) {
  const person = await walk.person('office')
  const office = await practise(person, server, 'Lường Thị Hội')
  await assessment(person, office)
  await explains(person, office)
  await lapses(person, office)
}
