/* Many dossiers at once: picked by hand and by filter across pages, the preview with one that cannot, the run, one undo, papers in one
 * file; a view kept under a name; the queues of the desk. */
import assert from 'node:assert/strict'
import { closeToasts, demo, join, look, readToast, takeSeat } from '../office.mjs'

export const about = 'many dossiers at once: preview, one that cannot, across pages, undo, papers; saved views; queues'
export const gate = []

const PARTY = { name: 'Công ty Cổ phần Sao Khuê', kind: 'business', id_no: '0000000001', address: 'Lạng Sơn' }
const COUNTER = { procedure: '1.014445', agency: 'H37.T01', channel: 'counter', owner: PARTY, components: ['giay-de-nghi', 'xac-nhan-ket-qua', 'phuong-an-san-xuat'] }
const MORE = 55

/* Dossiers brought to the counter: more than a page holds. */
async function fileMany(person, count) {
  await person.page.evaluate(async ([body, n]) => {
    const session = await (await fetch('/api/session')).json()
    const attempt = await (await fetch(`/api/attempts/${location.pathname.split('/')[2]}`)).json()
    for (let i = 0; i < n; i++) {
      const answer = await fetch(`/api/worlds/${attempt.world}/dossiers`, {
        method: 'POST', body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf, 'If-Match': `"${attempt.generation}.0"`, 'Idempotency-Key': `nop-ho-so-thu-${i}-x` },
      })
      if (!answer.ok) throw new Error(await answer.text())
    }
  }, [COUNTER, count])
}

async function counts(person, test) {
  const at = person.at(test)
  await at.waitFor()
  return { good: Number(await at.getAttribute('data-good')), bad: Number(await at.getAttribute('data-bad')) }
}

const queueCount = async (person, code) => Number(await person.at(`queue-${code}`).getAttribute('data-count'))
const atLeast = (person, code, n) => person.page.waitForFunction(([test, least]) => Number(document.querySelector(test)?.dataset.count) >= least, [`[data-test="queue-${code}"]`, n])

async function pickAll(person) {
  await person.at(person.walk.narrow ? 'pick-all-narrow' : 'pick-all').click()
  await person.at('bulk-bar').waitFor()
}

export default async function bulk(walk, server) {
  const person = await walk.person('officer')
  await person.go('/')
  await join(person, demo(server).code, 'Phan Văn Nhiều')
  await person.at('return-code-go').click()
  await person.at('exercise-thuc-hanh-tu-do').locator('[data-test="exercise-start"]').click()
  await person.at('queue').waitFor()
  await takeSeat(person, 'mc')
  await person.at('desk-queues').waitFor()
  const fresh = await queueCount(person, 'new')
  assert(fresh >= 4, `dossiers to accept: ${fresh}`)
  await look(person, 'desk')

  /* by hand: one lacks a component */
  await pickAll(person)
  await person.at('bulk-accept').click()
  await person.at('bulk-dialog').waitFor()
  await person.at('bulk-try').click()
  const tried = await counts(person, 'bulk-tried')
  assert(tried.good >= 2 && tried.bad >= 1, JSON.stringify(tried))
  assert.equal(tried.good + tried.bad, fresh)
  assert((await person.page.locator('[data-outcome="cannot"] .why').first().innerText()).length > 15, 'why it cannot, in a sentence')
  await look(person, 'preview')
  await person.at('bulk-run').click()
  assert.deepEqual(await counts(person, 'bulk-done'), { good: tried.good, bad: 0 })
  await look(person, 'outcome')

  /* all of it taken back at once */
  await person.at('bulk-undo').click()
  await person.at('confirm-yes').click()
  await person.at('bulk-dialog').waitFor({ state: 'hidden' })
  await closeToasts(person)
  await person.page.waitForFunction((n) => Number(document.querySelector('[data-test="queue-new"]')?.dataset.count) === n, fresh)

  /* across pages, by the filter */
  await fileMany(person, MORE)
  await person.page.reload()
  await person.at('queue').waitFor()
  await person.at('queue-new').click()
  await person.page.waitForURL(/part=new/)
  await person.at('queue-search').fill('sao khue')
  await person.page.waitForURL(/q=sao/)
  await person.at('queue-more').waitFor()
  await pickAll(person)
  assert.match(await person.at('bulk-chosen').innerText(), /50/)
  await person.at('bulk-whole').click()
  assert.match(await person.at('bulk-chosen').innerText(), new RegExp(String(MORE)))
  await look(person, 'whole')
  await person.at('bulk-accept').click()
  await person.at('bulk-try').click()
  assert.deepEqual(await counts(person, 'bulk-tried'), { good: MORE, bad: 0 })
  await person.at('bulk-run').click()
  assert.deepEqual(await counts(person, 'bulk-done'), { good: MORE, bad: 0 })
  await person.at('bulk-close').click()
  await person.at('bulk-dialog').waitFor({ state: 'hidden' })
  await closeToasts(person)

  /* a view of them, kept and lent */
  await person.at('queue-to_hand_over').click()
  await person.at('view-save').click()
  await person.at('view-name').fill('Sao Khuê chờ chuyển')
  await person.at('view-shared').click()
  await look(person, 'view')
  await person.at('view-send').click()
  await person.at('view-name').waitFor({ state: 'hidden' })
  await readToast(person)
  await person.at('view-remove').waitFor()

  /* printed in one file, handed over, and taken back as the law takes it back */
  const rows = person.page.locator('[data-test^="pick-"][data-test*="pick-"]:not([data-test^="pick-all"])')
  await rows.nth(0).check()
  await rows.nth(1).check()
  await person.at('bulk-print').click()
  await person.at('bulk-form-06').check()
  await look(person, 'print')
  await person.at('bulk-try').click()
  await person.at('bulk-run').click()
  assert.deepEqual(await counts(person, 'bulk-done'), { good: 2, bad: 0 })
  const pdf = await person.page.evaluate(async (address) => {
    const answer = await fetch(address)
    return [answer.status, new TextDecoder('latin1').decode(await answer.arrayBuffer()).slice(0, 5)]
  }, await person.at('bulk-papers').getAttribute('href'))
  assert.deepEqual(pdf, [200, '%PDF-'])
  await person.at('bulk-close').click()
  await person.at('bulk-dialog').waitFor({ state: 'hidden' })
  await rows.nth(0).check()
  await rows.nth(1).check()
  await person.at('bulk-hand-over').click()
  await person.at('bulk-try').click()
  await person.at('bulk-run').click()
  assert.deepEqual(await counts(person, 'bulk-done'), { good: 2, bad: 0 })
  await person.at('bulk-recall-these').click()
  await person.at('field-reason').fill('Chuyển nhầm, xin thu hồi để kiểm tra lại')
  await person.at('bulk-try').click()
  assert.deepEqual(await counts(person, 'bulk-tried'), { good: 2, bad: 0 })
  await person.at('bulk-run').click()
  assert.deepEqual(await counts(person, 'bulk-done'), { good: 2, bad: 0 })
  await person.at('bulk-close').click()
  await atLeast(person, 'to_hand_over', MORE)

  /* another seat has other queues, and does not see a view of another organisation */
  await closeToasts(person)
  await takeSeat(person, 'tp')
  await person.at('queue-to_assign').waitFor({ state: walk.narrow ? 'attached' : 'visible' }) /* what was handed over came back: a narrow window leaves empty queues out */
  assert.equal(await queueCount(person, 'to_assign'), 0)
  assert.equal(await person.at('queue-new').count(), 0)
  await look(person, 'head')
}
