/* Form II.06a, as a director and a controller read it: figures that follow the work, periods of the law, two days of one's own, CSV. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { act, demo, join, look, openDossier, takeSeat } from '../office.mjs'

export const about = 'the period report: who may read it, what it counts, its periods, its file, in both languages'
export const gate = [1440]

const cell = async (person, column) => Number(await person.page.locator(`[data-test="report-total"] [data-column="${column}"]`).innerText())

async function begin(walk, server) {
  const person = await walk.person('officer')
  await person.go('/')
  await join(person, demo(server).code, 'Trần Thị Báo Cáo')
  await person.at('return-code-go').click()
  await person.at('exercise-thuc-hanh-tu-do').locator('[data-test="exercise-start"]').click()
  await person.at('queue').waitFor()
  return person
}

export default async function report(walk, server) {
  const person = await begin(walk, server)
  await takeSeat(person, 'mc')
  assert.equal(await person.at('nav-reports').count(), 0, 'the report is no room of the one-stop officer')
  const first = (await person.page.locator('[data-test="queue"] tbody tr').first().getAttribute('data-test')).replace('dossier-', '')
  await openDossier(person, first)
  await act(person, 'accept', (await person.page.locator('[data-test="confirm-missing"]').count()) ? { confirm_missing: true } : {})
  await takeSeat(person, 'ld')
  await person.at('nav-reports').click()
  await person.at('report').waitFor()
  await look(person, 'report')
  const [right, width] = await person.at('report').evaluate((one) => [one.getBoundingClientRect().right, window.innerWidth])
  assert(right <= width, `the form ends at ${right} of ${width} px: nothing of it is out of sight`)
  assert.equal(await cell(person, 'received'), 1)
  assert.equal(await cell(person, 'open'), 1)
  assert.equal(await person.at('report-check').getAttribute('data-balanced'), 'true')
  assert.match(await person.at('report-period').innerText(), /15\/11\/2026.*14\/12\/2026/)
  await person.at('report-until').waitFor()
  const file = person.page.waitForEvent('download')
  await person.at('report-csv').click()
  const saved = await file
  assert.equal(saved.suggestedFilename(), 'bieu-II06a-2026-11-15-2026-12-14.csv')
  const text = readFileSync(await saved.path(), 'utf8')
  assert(text.startsWith('\uFEFF"Biểu số II.06a') && text.includes('BẢN TẬP HUẤN') && /"Tổng cộng",1,1,0,0,0,/.test(text), text)
  await person.at('report-before').click()
  await person.at('report-empty').waitFor()
  await look(person, 'empty')
  await person.at('report-kind').selectOption('year')
  await person.page.waitForFunction(() => /15\/12\/2025/.test(document.querySelector('[data-test="report-period"]')?.innerText))
  await person.at('report-kind').selectOption('range')
  await person.at('report-from').fill('2026-11-20')
  await person.at('report-to').fill('2026-11-20')
  await person.page.waitForFunction(() => /20\/11\/2026.*20\/11\/2026/.test(document.querySelector('[data-test="report-period"]')?.innerText))
  await person.page.reload()
  await person.at('report').waitFor()
  assert.equal(await cell(person, 'received'), 1, 'the period survives a reload')
  /* The exercise's own briefing holds Vietnamese words, so the sentences are not held against English here: that is walks/english.mjs. */
  await person.at('language-en').click()
  await person.page.reload()
  await person.at('report').waitFor()
  await look(person, 'report-en')
  await person.at('language-vi').click()
  const asked = person.page.waitForResponse((one) => one.url().includes('/reports/period?'))
  await takeSeat(person, 'ks')
  assert.equal((await asked).status(), 200)
  await person.at('report').waitFor()
  assert.equal(await cell(person, 'received'), 1, 'the controller of the province reads the department’s figures')
  await takeSeat(person, 'vt')
  await person.at('report-closed').waitFor()
  await look(person, 'closed')
}
