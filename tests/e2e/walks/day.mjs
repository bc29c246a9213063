/* An officer's day by keyboard alone: not one call of the mouse. The help overlay, the queues, from row to row, search, opening, tabs, the
 * main act with its dialog, the next dossier, many at once, a view kept, changing seats, and the keys turned off. */
import assert from 'node:assert/strict'
import { demo, look } from '../office.mjs'
import { press, tabTo, type } from '../keyboard.mjs'

export const about = "an officer's whole day by keyboard alone, shortcuts on and off"
export const widths = [1440]

const key = (person, name) => person.page.keyboard.press(name)
const focusedTest = (person) => person.page.evaluate(() => document.activeElement?.closest('[data-test]')?.getAttribute('data-test') ?? null)
const focusShows = (person) => person.page.evaluate(() => {
  const style = getComputedStyle(document.activeElement)
  return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
})
const gone = (person, test) => person.at(test).waitFor({ state: 'hidden' })

async function closeToasts(person) {
  for (let n = 0; n < 8 && (await person.at('toast-close').count()); n++) await press(person, 'toast-close').catch(() => {})
}

/* The list as it answers what was last asked; until then an earlier answer may be shown. */
const listed = (person) => person.page.waitForFunction(() => document.querySelector('[data-test="queue-panel"]')?.getAttribute('aria-busy') === 'false')

/* A list in another order comes late, while the keys go on: they stay on the dossier they stand on. */
async function lateList(p) {
  const order = () => p.page.locator('[data-test="queue"] tbody tr').evaluateAll((all) => all.map((one) => one.dataset.test))
  const before = await order()
  let ask, answer
  const asked = new Promise((resolve) => { ask = resolve })
  const late = new Promise((resolve) => { answer = resolve })
  await p.page.route('**/dossiers?*', async (route) => {
    ask()
    await late
    await route.continue().catch(() => {}) /* asked no more */
  })
  await tabTo(p, 'queue-sort')
  await key(p, 'End')
  await asked
  await p.page.evaluate(() => document.activeElement?.blur())
  for (const row of before.slice(0, 3)) {
    await key(p, 'j')
    assert.equal(await focusedTest(p), row)
  }
  answer()
  await listed(p)
  const after = await order()
  assert.notDeepEqual(after.slice(0, before.length), before, 'another order')
  assert.equal(await focusedTest(p), before[2], 'the list is drawn anew below the keys')
  await p.page.unrouteAll({ behavior: 'ignoreErrors' })
  await tabTo(p, 'queue-sort')
  await key(p, 'Home')
  await p.page.waitForFunction(() => !location.search.includes('sort='))
  await listed(p)
  await p.page.evaluate(() => document.activeElement?.blur())
}

/* To the row below until it is the dossier of that number. */
async function rowOf(person, test, name = 'j') {
  for (let n = 0; n < 60; n++) {
    if ((await focusedTest(person)) === test) return
    await key(person, name)
  }
  assert.fail(`${name} never came to ${test}`)
}

async function seat(person, id) {
  await key(person, 's')
  await person.at('seat-dialog').waitFor()
  for (let n = 0; n < 40 && (await focusedTest(person)) !== `seat-${id}`; n++) await key(person, 'ArrowDown')
  assert.equal(await focusedTest(person), `seat-${id}`)
  await key(person, 'Enter')
  await gone(person, 'seat-dialog')
  await person.page.waitForFunction((one) => document.getElementById('seat-select')?.value === one, id)
  await closeToasts(person)
  await person.page.evaluate(() => document.activeElement?.blur())
}

async function sendWithKeys(person) {
  await key(person, 'Control+Enter')
  await gone(person, 'act-form')
  await person.at('toast').last().waitFor()
  await closeToasts(person)
  await person.page.evaluate(() => document.activeElement?.blur())
}

export default async function day(walk, server) {
  const p = await walk.person('officer')
  await p.go('/')
  await p.at('join-code').waitFor()
  await type(p, 'join-code', demo(server).code)
  await type(p, 'join-name', 'Đỗ Thị Bàn Phím')
  await key(p, 'Enter')
  await p.at('return-card').waitFor()
  await press(p, 'return-code-go')
  await p.at('exercise-thuc-hanh-tu-do').waitFor()
  await p.page.locator('[data-test="exercise-thuc-hanh-tu-do"] [data-test="exercise-start"]').focus()
  await key(p, 'Enter')
  await p.at('queue').waitFor()
  await closeToasts(p)
  await p.page.evaluate(() => document.activeElement?.blur())

  /* ? shows them all; Esc goes back */
  await key(p, '?')
  await p.at('key-help').waitFor()
  assert((await p.page.locator('[data-test="key-help"] kbd').count()) > 15)
  await look(p, 'help')
  await key(p, 'j') /* nothing behind a dialog */
  await key(p, 'Escape')
  await gone(p, 'key-help')

  await seat(p, 'mc')
  await p.at('desk-queues').waitFor()

  /* from row to row, with the focus to be seen */
  const rows = await p.page.locator('[data-test="queue"] tbody tr').evaluateAll((all) => all.map((one) => one.dataset.test))
  assert(rows.length >= 4)
  await key(p, 'j')
  assert.equal(await focusedTest(p), rows[0])
  assert(await focusShows(p), 'the focus shows')
  await key(p, 'j')
  assert.equal(await focusedTest(p), rows[1])
  await key(p, 'k')
  assert.equal(await focusedTest(p), rows[0])
  await look(p, 'row')

  /* single letters are letters while one types */
  await key(p, '/')
  assert.equal(await focusedTest(p), 'queue-search')
  await p.page.keyboard.type('jk?s')
  assert.equal(await p.at('queue-search').inputValue(), 'jk?s')
  assert.equal(await p.at('key-help').count() && await p.at('key-help').isVisible(), false)
  for (let n = 0; n < 4; n++) await key(p, 'Backspace')
  await p.page.keyboard.type('1.014391')
  await p.page.waitForURL(/q=1.014391/)
  await p.page.waitForFunction(() => document.querySelectorAll('[data-test="queue"] tbody tr').length === 1)
  await listed(p)
  await key(p, 'Tab')
  await p.page.evaluate(() => document.activeElement?.blur())
  await key(p, 'j')
  await key(p, 'o')
  await p.at('dossier-header').waitFor()

  /* its tabs, its main act, sent with Ctrl+Enter from within the text */
  await key(p, '2')
  await p.page.waitForURL(/tab=components/)
  await key(p, 'm')
  await p.at('act-form').waitFor()
  await tabTo(p, 'field-note')
  await p.page.keyboard.insertText('Đã kiểm tra đủ thành phần')
  await sendWithKeys(p)
  await p.page.waitForFunction(() => document.querySelector('[data-test="dossier-state"]')?.dataset.state === 'accepted')
  await key(p, 'm')
  await p.at('act-form').waitFor()
  await key(p, 'Escape') /* left without doing it */
  await gone(p, 'act-form')
  await p.page.evaluate(() => document.activeElement?.blur())
  await key(p, 'm')
  await p.at('act-form').waitFor()
  await sendWithKeys(p)
  await p.page.waitForFunction(() => document.querySelector('[data-test="dossier-state"]')?.dataset.state === 'in_handling')

  /* back to the list as it was left; the whole list again */
  await key(p, 'u')
  await p.page.waitForURL(/q=1.014391/)
  await key(p, '/')
  for (let n = 0; n < 8; n++) await key(p, 'Backspace')
  await p.page.waitForFunction(() => !location.search.includes('q=') && document.querySelectorAll('[data-test="queue"] tbody tr').length >= 3)
  await listed(p)
  await key(p, 'Tab')
  await p.page.evaluate(() => document.activeElement?.blur())
  await lateList(p)

  /* the next dossier and the one before, without the list between */
  await key(p, 'j')
  await key(p, 'Enter')
  await p.at('dossier-header').waitFor()
  const first = new URL(p.page.url()).pathname
  assert.match(await p.at('dossier-at').innerText(), /^1\//)
  await key(p, 'j')
  await p.page.waitForFunction((was) => location.pathname !== was, first)
  await p.page.waitForFunction(() => document.querySelector('[data-test="dossier-at"]')?.textContent.startsWith('2/'))
  await look(p, 'next')
  await key(p, 'k')
  await p.page.waitForFunction((was) => location.pathname === was, first)
  await key(p, 'j')
  await p.page.waitForFunction(() => document.querySelector('[data-test="dossier-at"]')?.textContent.startsWith('2/'))
  const second = p.page.url().match(/ho-so\/(\d+)/)[1]
  await key(p, 'u')
  await p.page.waitForFunction((id) => document.activeElement?.closest('[data-test]')?.dataset.test === `dossier-${id}`, second) /* where one left it */
  await key(p, 'Enter')
  await p.at('dossier-header').waitFor()
  await key(p, 'h')
  await p.at('queue').waitFor()

  /* many at once */
  await key(p, 'j')
  await key(p, 'x')
  await p.at('bulk-bar').waitFor()
  await key(p, 'a')
  await key(p, 'b')
  assert.equal(await focusedTest(p), 'bulk-accept')
  await key(p, 'Enter')
  await p.at('bulk-dialog').waitFor()
  await key(p, 'Control+Enter')
  await p.at('bulk-tried').waitFor()
  assert(Number(await p.at('bulk-tried').getAttribute('data-bad')) >= 1)
  await key(p, 'Control+Enter')
  await p.at('bulk-done').waitFor()
  await key(p, 'Control+Enter')
  await gone(p, 'bulk-dialog')
  await closeToasts(p)
  await p.page.evaluate(() => document.activeElement?.blur())

  /* a queue of the desk, kept as a view */
  await key(p, 'q')
  await rowOf(p, 'queue-to_hand_over', 'Tab')
  await key(p, 'Enter')
  await p.page.waitForURL(/part=to_hand_over/)
  await press(p, 'view-save')
  await p.at('view-name').waitFor()
  await type(p, 'view-name', 'Chờ chuyển sáng nay')
  await key(p, 'Enter')
  await gone(p, 'view-name')
  await p.at('view-remove').waitFor()
  await closeToasts(p)
  await p.page.evaluate(() => document.activeElement?.blur())

  /* the next seat of the day: the head assigns */
  await seat(p, 'tp')
  await p.at('queue-to_assign').waitFor()
  await p.page.waitForURL((now) => !now.search.includes('part=')) /* a queue that this seat does not have is left */
  await key(p, 'q')
  await rowOf(p, 'queue-to_assign', 'Tab')
  await key(p, 'Enter')
  await p.page.waitForURL(/part=to_assign/)
  await p.page.evaluate(() => document.activeElement?.blur())
  await p.page.waitForFunction(() => document.querySelectorAll('[data-test="queue"] tbody tr').length === 1)
  await listed(p)
  await key(p, 'j')
  await key(p, 'o')
  await p.at('act-assign').waitFor()
  await key(p, 'm')
  await p.at('act-form').waitFor()
  await tabTo(p, 'assignee-cv')
  await key(p, 'Space')
  await sendWithKeys(p)

  /* turned off, letters do nothing; the button still shows the overlay, which turns them on again */
  await press(p, 'keys-open')
  await p.at('key-help').waitFor()
  await press(p, 'keys-on', 'Space')
  await key(p, 'Escape')
  await gone(p, 'key-help')
  await p.page.evaluate(() => document.activeElement?.blur())
  await key(p, 'u')
  await key(p, '?')
  await p.page.waitForTimeout(400)
  assert(await p.at('dossier-header').isVisible(), 'no key acts')
  await p.page.reload()
  await p.at('dossier-header').waitFor()
  await key(p, 'u')
  await p.page.waitForTimeout(400)
  assert(await p.at('dossier-header').isVisible(), 'and that is remembered')
  await press(p, 'keys-open')
  await p.at('key-help').waitFor()
  await press(p, 'keys-on', 'Space')
  await key(p, 'Escape')
  await gone(p, 'key-help')
  await p.page.evaluate(() => document.activeElement?.blur())
  await key(p, 'u')
  await p.at('desk-queues').waitFor()
}
