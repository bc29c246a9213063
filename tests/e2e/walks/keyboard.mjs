/* An officer without a mouse: in by code, one dossier checked and asked for what it lacks, one accepted and handed over, a
 * change of seat, an assignment, a rewind. Only keys; whatever has the focus must show it. */
import assert from 'node:assert/strict'
import { demo } from '../office.mjs'
import { choose, focusIs, press, tabTo, type } from '../keyboard.mjs'

export const about = "an officer's tasks by keyboard alone"
export const gate = []
export const widths = [1440]

const EXERCISE = 'ho-so-dau-tien'

async function sent(person) {
  await press(person, 'act-send')
  await person.at('act-form').waitFor({ state: 'hidden' })
  await person.at('toast').last().waitFor()
  for (let n = await person.at('toast-close').count(); n > 0; n--) await press(person, 'toast-close')
}

async function begin(person, slug) {
  await press(person, `act-${slug}`)
  await person.at('act-form').waitFor()
}

async function openNth(person, nth) {
  const ids = await person.page.locator('[data-test="queue"] tbody tr').evaluateAll((all) => all.map((r) => r.dataset.test))
  await tabTo(person, ids[nth])
  await person.page.keyboard.press('Enter')
  await person.at('dossier-header').waitFor()
}

export default async function keyboard(walk, server) {
  const t = await walk.person('trainee')
  await t.go('/')
  await t.at('join-code').waitFor()
  await type(t, 'join-code', demo(server).code)
  await type(t, 'join-name', 'Trần Không Chuột')
  await t.page.keyboard.press('Enter')
  await t.at('return-card').waitFor()
  await press(t, 'return-code-go')
  await t.at(`exercise-${EXERCISE}`).waitFor()
  await press(t, 'exercise-start')
  await t.at('queue').waitFor()

  await openNth(t, 0)
  const complete = (await t.at('act-accept').count()) > 0
  assert(complete, 'the first dossier can be accepted')
  await begin(t, 'request-supplement')
  await t.page.keyboard.press('Escape') /* a dialog can be left by key */
  await t.at('act-form').waitFor({ state: 'hidden' })
  await focusIs(t, 'act-request-supplement')

  await begin(t, 'accept')
  if (await t.at('confirm-missing').count()) await press(t, 'confirm-missing', 'Space')
  await sent(t)
  await begin(t, 'hand-over')
  await sent(t)
  await press(t, 'take-holder-seat')
  await t.at('act-assign').waitFor()
  for (let n = await t.at('toast-close').count(); n > 0; n--) await press(t, 'toast-close')
  await begin(t, 'assign')
  await choose(t, 'assignee-', 'assignee-cv')
  await sent(t)

  await press(t, 'timeline-open')
  await t.at('timeline').waitFor()
  const back = await t.page.locator('[data-test^="rewind-"]').first().getAttribute('data-test')
  await press(t, back)
  await press(t, 'confirm-yes')
  await t.at('timeline').waitFor({ state: 'hidden' })
  await t.at('act-assign').waitFor()
}
