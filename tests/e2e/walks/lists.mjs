/* The list of dossiers: words without accents, the filter in the address through reload and back, what is shown of how many. */
import assert from 'node:assert/strict'
import { demo, join, look, takeSeat } from '../office.mjs'

export const about = 'the list: search without accents, filters that survive reload and the way back, the count'
export const gate = []

const rows = '[data-test="queue"] tbody tr'

export default async function lists(walk, server) {
  const person = await walk.person('officer')
  await person.go('/')
  await join(person, demo(server).code, 'Lê Thị Danh Sách')
  await person.at('return-code-go').click()
  await person.at('exercise-thuc-hanh-tu-do').locator('[data-test="exercise-start"]').click()
  await person.at('queue').waitFor()
  await takeSeat(person, 'mc')
  await person.at('view-all').click()
  await person.page.waitForURL(/view=all/)
  const all = await person.page.locator(rows).count()
  assert(all >= 5, `five dossiers or more: ${all}`)
  assert.match(await person.at('queue-shown').innerText(), new RegExp(`${all}.*${all}`))
  await look(person, 'all')
  await person.at('queue-search').fill('hop chuan')
  await person.page.waitForURL(/q=hop/)
  await person.page.waitForFunction(([list, n]) => document.querySelectorAll(list).length < n, [rows, all])
  const some = await person.page.locator(rows).count()
  await person.page.reload()
  await person.at('queue').waitFor()
  assert.equal(await person.at('queue-search').inputValue(), 'hop chuan', 'the words survive a reload')
  assert.equal(await person.page.locator(rows).count(), some)
  await look(person, 'words')
  await person.page.locator(`${rows} a.open`).first().click()
  await person.at('dossier-header').waitFor()
  await person.page.goBack()
  await person.at('queue').waitFor()
  assert.equal(await person.page.locator(rows).count(), some, 'back keeps the filter')
}
