/* The catalogue, as an officer looks something up: from a dossier's procedure, by words without accents, by an old code, by conditions. */
import assert from 'node:assert/strict'
import { demo, join, language, look, openDossier } from '../office.mjs'

export const about = 'the catalogue: browse, search without accents, a procedure with its step tables, in both languages'
export const gate = []

/* Waits until the list holds the procedure and has at most so many rows; answers how many. */
async function shown(person, some, most = 186) {
  const rows = '[data-test="catalogue"] tbody tr'
  await person.page.waitForFunction(([want, max, all]) => document.querySelector(`[data-test="procedure-${want}"]`) && document.querySelectorAll(all).length <= max, [some, most, rows])
  return await person.page.locator(rows).count()
}

async function search(person, words, want) {
  await person.at('catalogue-search').fill(words)
  await shown(person, want, 30)
}

async function browse(person) {
  await person.at('nav-catalogue').click()
  assert.equal(await shown(person, '1.014445'), 186)
  await look(person, 'catalogue')
  await search(person, 'dang ky nhan hieu', 'T.dang-ky-nhan-hieu')
  await look(person, 'search')
  await search(person, '2.002278', '1.014445')
  await person.at('catalogue-clear').click()
  await person.at('catalogue-field').selectOption('buu-chinh')
  await person.page.waitForFunction(() => document.querySelectorAll('[data-test="catalogue"] tbody tr').length === 9)
  await person.at('catalogue-known').selectOption('core')
  await person.page.waitForFunction(() => document.querySelectorAll('[data-test="catalogue"] tbody tr').length === 4)
  await look(person, 'sifted')
  await person.page.reload()
  await person.page.waitForFunction(() => document.querySelectorAll('[data-test="catalogue"] tbody tr').length === 4)
}

async function open(person, code, where) {
  await person.at('catalogue-search').fill(code)
  await shown(person, code, 30)
  await person.page.locator(`[data-test="procedure-${code}"] a`).click()
  await person.at('procedure-page').waitFor()
  await look(person, where)
}

export default async function catalogue(walk, server) {
  const { code } = demo(server)
  const officer = await walk.person('officer')
  await officer.go('/')
  await join(officer, code, 'Nguyễn Thị Tra Cứu')
  await officer.at('return-code-go').click()
  await officer.at('exercise-ho-so-dau-tien').locator('[data-test="exercise-start"]').click()
  await officer.at('queue').waitFor()
  await browse(officer)
  await officer.at('catalogue-clear').click()
  await open(officer, 'T.dang-ky-nhan-hieu', 'fees')
  assert.equal(await officer.at('procedure-code-unknown').count(), 1, 'a training key is not shown as a code')
  await officer.at('to-catalogue').click()
  await open(officer, '1.010277', 'papers')
  await officer.at('nav-dossiers').click()
  const row = await officer.page.locator('[data-test="queue"] tbody tr').first().getAttribute('data-test')
  await openDossier(officer, row.replace('dossier-', ''))
  await officer.at('header-procedure').click()
  await officer.at('procedure-page').waitFor()
  assert.equal((await officer.at('procedure-code').innerText()).trim(), '1.014445')
  assert(await officer.at('procedure-tables').locator('article').count() >= 3, 'step tables of two provinces and the own one')
  await look(officer, 'procedure')
  assert.equal(await officer.at('flow-picture').getAttribute('data-steps'), '8', 'the office’s own eight steps')
  await officer.at('procedure-flow').scrollIntoViewIfNeeded()
  await look(officer, 'flow')
  await officer.at('flow-table').selectOption({ index: 1 })
  await officer.page.waitForFunction(() => document.querySelector('[data-test="flow-picture"]').dataset.steps === '5')
  const file = officer.page.waitForEvent('download')
  await officer.at('flow-bpmn').click()
  assert.match((await file).suggestedFilename(), /^1\.014445-w\d+\.bpmn$/)
  await language(officer, 'en')
  await officer.page.reload()
  await officer.at('procedure-page').waitFor()
  await look(officer, 'procedure-en')
  await officer.at('to-catalogue').click()
  await shown(officer, '1.014445')
  await look(officer, 'catalogue-en')
}
