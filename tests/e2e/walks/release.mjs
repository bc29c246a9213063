/* A frequency licence (1.010277): handled by bots, signed, and not handed out before both of its fees are paid. */
import assert from 'node:assert/strict'
import { act, closeToasts, look, tab } from '../office.mjs'
import { practise, state } from '../hurry.mjs'

export const about = 'a licence that is ready and waits for its fees: refused, asked for, paid, returned, rated'
export const gate = []

async function askForFees(person) {
  await person.at('act-request-payment').click()
  for (const [code, amount] of [['le-phi-cap', '600000'], ['phi-su-dung', '4800000']]) {
    await person.at(`fee-${code}`).check()
    await person.at(`fee-number-${code}`).fill(amount)
  }
  assert.match(await person.at('fee-total').innerText(), /5\.400\.000/)
  await look(person, 'fees')
  await person.at('act-send').click()
  await person.at('act-form').waitFor({ state: 'hidden' })
  await closeToasts(person)
}

export default async function release(walk, running) {
  walk.expects(409, /\/open$/)
  walk.expects(403, /\/open$/)
  const person = await walk.person('office')
  const office = await practise(person, running, 'Triệu Thị Sóng', 'giay-phep-tan-so')
  const row = await person.page.locator('[data-test^="dossier-"]').first().getAttribute('data-test')
  const id = Number(row.replace('dossier-', ''))
  await office.open('mc', id)
  await act(person, 'accept')
  await act(person, 'hand-over')
  await office.clock('2026-12-14T09:00') /* the division, the specialist and the head of the authority are played */
  await office.open('mc', id)
  await state(person, 'completed')
  assert.match(await person.at('blocked-return-result').textContent(), /phí/, 'no licence before its fees')
  assert.match(await person.page.locator('#pane-info').innerText(), /Chưa phát sinh nghĩa vụ tài chính/, 'fees that are not asked for yet are not “none”')
  await look(person, 'unpaid')
  await askForFees(person)
  assert.equal(await person.at('act-return-result').count(), 0, 'asked for is not paid')
  await office.open('kt', id)
  await act(person, 'confirm-payment', { method: 'transfer' })
  await office.open('mc', id)
  await act(person, 'return-result', { by: 'electronic' })
  await state(person, 'returned')
  await tab(person, 'fees')
  await look(person, 'paid')
  await office.clock('2026-12-15T17:00') /* the business rates the service, by what happened */
  await office.open('mc', id)
  await tab(person, 'result')
  assert.match(await person.at('rating-total').innerText(), /16/, 'in time, nothing asked for twice')
  await look(person, 'rated')
}
