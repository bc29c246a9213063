/* Who watches over the work: the controller nudges about all that is late in one go, the director directs, the officer is told on the dossier,
 * finds it in a queue, and reports; who directed reads the report. */
import assert from 'node:assert/strict'
import { act, closeToasts, look, tab, takeSeat } from '../office.mjs'
import { practise } from '../hurry.mjs'

export const about = 'nudges about many late dossiers, a direction with its report, the queue of directions'
export const gate = []

async function nudgeAll(person, office) {
  await office.room('ks', '')
  await person.at('queue-all_overdue').click()
  await person.at('queue').waitFor()
  await person.at(person.walk.narrow ? 'pick-all-narrow' : 'pick-all').click()
  await person.at('bulk-nudge').click()
  await person.at('field-note').fill('Hồ sơ đã quá hạn, đề nghị khẩn trương')
  await person.at('bulk-try').click()
  await person.at('bulk-tried').waitFor()
  assert(Number(await person.at('bulk-tried').getAttribute('data-good')) >= 1, 'some can be nudged about')
  await look(person, 'nudge-tried')
  await person.at('bulk-run').click()
  await person.at('bulk-done').waitFor()
  assert.equal(await person.at('bulk-done').getAttribute('data-bad'), '0')
  assert.equal(await person.at('bulk-undo').count(), 1)
  await look(person, 'nudge-done')
  await person.at('bulk-close').click()
  await closeToasts(person)
}

export default async function oversight(walk, server) {
  const person = await walk.person('office')
  const office = await practise(person, server, 'Lý Thị Giám Sát')
  const id = await office.file('dn', '1.014445')
  await office.to(id, 3)
  await office.clock('2026-12-28T09:00')
  await nudgeAll(person, office)

  await office.open('cv', id)
  await person.page.locator('[data-test="watched"][data-kind="nudge"]').waitFor()
  await look(person, 'nudged')

  await office.open('ld', id)
  await act(person, 'direct', { direction: 'Thẩm định xong và trình trong ngày mai; giải trình lý do chậm', look: 'direct' })
  await person.page.locator('[data-test="watched"][data-kind="direction"][data-yours="false"]').waitFor()
  await look(person, 'directed')

  await office.room('cv', '')
  await person.at('queue-directed').click()
  await person.at(`dossier-${id}`).waitFor()
  await look(person, 'queue')
  await office.open('cv', id)
  await person.page.locator('[data-test="watched"][data-yours="true"]').waitFor()
  await act(person, 'report', { report: 'Chậm do chờ đối chiếu số liệu; đã thẩm định xong, trình chiều nay', look: 'report' })
  await person.page.locator('[data-test="watched"][data-kind="direction"]').waitFor({ state: 'detached' })

  await takeSeat(person, 'ld')
  await office.open('ld', id)
  await tab(person, 'sharing')
  assert.match(await person.at('oversight').innerText(), /trình chiều nay/)
  await look(person, 'reported')
  await tab(person, 'history')
  assert.match(await person.at('history').innerText(), /Báo cáo .* việc thực hiện chỉ đạo/)
  await look(person, 'history')
}
