/* The kiosk: one person files, prints and leaves or is left; the next finds nothing of it, by going back, reloading, in storage or on the
 * page; a code is looked up by typing, by a picture of its QR, and a wrong one is refused; targets are large. */
import assert from 'node:assert/strict'
import { closeToasts, demo, join, look, takeHolderSeat, takeSeat, act } from '../office.mjs'

export const about = 'kiosk: file, slip, end and idle, nothing left for the next; look-up by code and QR; left with the words of who opened it'
export const gate = [1440]
export const widths = [1440, 390, 1080]

const input = (person, pointer) => person.at(`eform-input-${pointer}`)
const SECRET = ['Triệu Thị Hương', '12/ĐK-KH&CN'] /* what person one types */

async function begin(person, code) {
  await person.go('/')
  const words = await join(person, code, 'Ma Thị Ki Ốt')
  await person.at('return-code-go').click()
  await person.at('exercise-thuc-hanh-tu-do').locator('[data-test="exercise-start"]').click()
  await person.at('queue').or(person.at('queue-empty')).first().waitFor()
  await takeSeat(person, 'dn')
  return words
}

/* Everything that can be pressed is at least 48 px high or wide enough to be hit. */
async function largeTargets(person, where) {
  const small = await person.page.evaluate(() => [...document.querySelectorAll('.kiosk button, .kiosk a, .kiosk select, .kiosk .el-input, .kiosk .tick, .kiosk summary')]
    .filter((one) => one.checkVisibility() && !one.closest('.sr-only') && one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 47.5)
    .map((one) => `${one.tagName} ${one.className} ${one.dataset.test ?? ''} ${Math.round(one.getBoundingClientRect().height)}`))
  assert.deepEqual(small, [], `${where}: small targets`)
}

/* Nothing of person one, in any place a browser keeps things. */
async function nothingLeft(person, names, where) {
  await person.at('kiosk-welcome').waitFor()
  const kept = await person.page.evaluate(async () => ({
    page: document.documentElement.outerHTML, local: JSON.stringify({ ...localStorage }), session: JSON.stringify({ ...sessionStorage }),
    databases: typeof indexedDB.databases === 'function' ? (await indexedDB.databases()).length : 0, caches: 'caches' in window ? (await caches.keys()).length : 0,
    fields: [...document.querySelectorAll('input, textarea')].map((one) => one.value).join(' '), entries: history.length, scroll: window.scrollY,
  }))
  for (const name of names) for (const part of ['page', 'local', 'session', 'fields']) assert(!kept[part].includes(name), `${where}: “${name}” is in ${part}`)
  assert.equal(kept.session, '{}', `${where}: session storage`)
  assert.deepEqual([kept.databases, kept.caches, kept.scroll], [0, 0, 0], where)
  assert.equal(kept.entries, 1, `${where}: there is nothing to go back to`)
  assert.equal(await person.at('kiosk-serving').count(), 0, where)
}

async function file(person) {
  await person.at('kiosk-file').click()
  await person.at('kiosk-as-dn').waitFor()
  await look(person, 'identify')
  await person.at('kiosk-as-dn').click()
  await person.at('kiosk-serving').waitFor()
  const name = (await person.at('kiosk-serving').innerText()).split(': ')[1]
  await closeToasts(person)
  await person.at('filing-search').fill('1.014390')
  await person.at('file-1.014390').locator('[data-test="file-pick"]').click()
  await person.at('filing-form').waitFor()
  await person.at('upload-input-don-de-nghi').setInputFiles({ name: 'don.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n') })
  await person.at('filing-part-don-de-nghi').and(person.page.locator('[data-given="true"]')).waitFor()
  for (const [pointer, value] of [['/to_chuc/nguoi_dung_dau', SECRET[0]], ['/to_chuc/so_giay_chung_nhan', SECRET[1]], ['/to_chuc/ngay_cap', '20/01/2020']]) await input(person, pointer).fill(value)
  await look(person, 'fill')
  await largeTargets(person, 'fill')
  return name
}

async function finish(person) {
  await person.at('eform-option-/loai-cap_lai').click()
  await person.at('eform-option-/ly_do-rach').click()
  await input(person, '/cam_ket').click()
  await person.at('filing-review').click()
  await person.at('filing-send').click()
  await person.at('kiosk-filed').waitFor()
  await person.at('slip-print').waitFor()
  await closeToasts(person)
  await look(person, 'filed')
  await person.page.evaluate(() => { window.printed = 0; window.print = () => { window.printed += 1 } })
  await person.at('slip-print').click()
  assert.equal(await person.page.evaluate(() => window.printed), 1, 'the slip goes to the printer')
  const slip = await person.at('slip').innerText()
  assert.match(slip, /BẢN TẬP HUẤN/)
  return slip
}

/* Person two tries what a curious person tries. */
async function curious(person, world, names) {
  await nothingLeft(person, names, 'after the end')
  await person.page.goBack({ timeout: 3000 }).catch(() => null)
  await nothingLeft(person, names, 'after going back')
  await person.page.reload()
  await nothingLeft(person, names, 'after reloading')
  const asked = await person.page.evaluate(async (id) => await Promise.all(['drafts', 'papers', 'filing'].map(async (one) => await (await fetch(`/api/worlds/${id}/${one}`)).text())), world)
  for (const name of names) assert(!asked.join(' ').includes(name), `the server still shows “${name}”`)
}

/* A code that was accepted in the office, looked up here in two ways; a wrong one. */
async function lookUp(kiosk, code, owner) {
  await kiosk.at('kiosk-lookup').click()
  await kiosk.at('code-input').fill('H37.T01-261120-99')
  await kiosk.at('code-input').press('Enter')
  await kiosk.page.locator('[data-test="code-form"] [role="alert"]').waitFor()
  kiosk.walk.expects(404, /\/look-up$/)
  await kiosk.at('code-input').fill(`${code.slice(0, -4)}9999`)
  await kiosk.at('code-input').press('Enter')
  await kiosk.page.locator('[data-test="code-form"] [role="alert"]').waitFor()
  await kiosk.at('code-input').fill(code)
  await kiosk.at('code-input').press('Enter')
  await kiosk.at('looked-up').waitFor()
  const shown = await kiosk.at('looked-up').innerText()
  assert(shown.includes(code) && !shown.includes(owner), 'status and dates, no name')
  await kiosk.at('slip-qr').waitFor()
  await look(kiosk, 'looked-up')
  await largeTargets(kiosk, 'looked-up')
  await kiosk.at('slip-qr').scrollIntoViewIfNeeded()
  const picture = await kiosk.at('slip-qr').screenshot({ caret: 'initial', animations: 'allow' })
  await kiosk.at('kiosk-end').click()
  await nothingLeft(kiosk, [code], 'after a look-up')
  await kiosk.at('kiosk-lookup').click()
  await kiosk.at('code-file').setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer: picture })
  await kiosk.at('looked-up').waitFor()
  assert((await kiosk.at('looked-up').innerText()).includes(code), 'the QR code holds the code and nothing else')
  await kiosk.at('code-file').setInputFiles({ name: 'trang.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64') })
  await kiosk.page.locator('[data-test="code-form"] [role="alert"]').waitFor()
}

/* Out of the kiosk: not without words, not with wrong ones, nor by the history; who leaves the screen alone is back at its start. */
async function tryToLeave(kiosk) {
  kiosk.walk.expects(403, /\/kiosk\/leave$/)
  const error = kiosk.page.locator('.kiosk-words [role="alert"]')
  await kiosk.at('kiosk-leave').click()
  await kiosk.at('kiosk-leave-send').click()
  await error.waitFor()
  await kiosk.at('kiosk-leave-code').fill('ban cam muoi trang')
  await kiosk.at('kiosk-leave-send').click()
  await error.getByText('không phải mã quay lại').waitFor()
  assert.equal(await kiosk.at('kiosk-leave-code').inputValue(), '', 'what was typed does not stay')
  await look(kiosk, 'leave-refused')
  await largeTargets(kiosk, 'leave')
  await kiosk.page.goBack({ timeout: 3000 }).catch(() => null)
  await kiosk.at('kiosk').waitFor()
  await kiosk.at('kiosk-leave-code').fill('ban cam')
  await kiosk.at('kiosk-leave-stay').click()
  await kiosk.at('kiosk-welcome').waitFor()
  await kiosk.at('kiosk-leave').click()
  assert.equal(await kiosk.at('kiosk-leave-code').inputValue(), '', 'nor for the next who tries')
  await kiosk.at('kiosk-leave-stay').click()
}

async function leave(kiosk, words) {
  await kiosk.at('kiosk-leave').click()
  await kiosk.at('kiosk-leave-code').fill(words.toUpperCase())
  await kiosk.at('kiosk-leave-send').click()
  await kiosk.page.waitForURL((url) => /^\/bai\/[^/]+$/.test(url.pathname))
  await kiosk.at('desk-nav').or(kiosk.at('coach-open')).first().waitFor()
}

export default async function walkKiosk(walk, server) {
  const { code } = demo(server)
  const person = await walk.person('văn phòng')
  walk.expects(409, /\/open$/)
  const words = await begin(person, code)
  const [page] = await Promise.all([person.context.waitForEvent('page'), person.at('nav-kiosk').click()])
  const kiosk = Object.assign(Object.create(Object.getPrototypeOf(person)), person, { page, name: 'ki-ốt' })
  await kiosk.at('kiosk-welcome').waitFor()
  const world = (await (await page.request.get(`${walk.base}/api/attempts/${new URL(page.url()).pathname.split('/')[2]}`)).json()).world
  await look(kiosk, 'home')
  await largeTargets(kiosk, 'home')
  await tryToLeave(kiosk)

  /* One: files, prints, ends. */
  const name = await file(kiosk)
  const slip = await finish(kiosk)
  assert(!slip.includes(name), 'no name on the slip')
  await kiosk.at('kiosk-end').click()
  await curious(kiosk, world, [name, ...SECRET])

  /* Two: begins to file and walks away. Warned, stays; then is ended by the kiosk itself, and the draft with the file is gone. */
  await page.clock.install()
  await page.reload()
  await kiosk.at('kiosk-welcome').waitFor()
  await file(kiosk)
  await page.clock.fastForward(91_000)
  await kiosk.at('kiosk-stay').waitFor()
  await look(kiosk, 'idle')
  await kiosk.at('kiosk-stay').click()
  await kiosk.at('kiosk-stay').waitFor({ state: 'hidden' })
  await page.clock.fastForward(91_000)
  await kiosk.at('kiosk-stay').waitFor()
  await page.clock.runFor(21_000)
  await curious(kiosk, world, [name, ...SECRET])

  /* Three: reloads in the middle, which is an end as well. */
  await file(kiosk)
  await page.reload()
  await curious(kiosk, world, [name, ...SECRET])

  /* The office accepts; whoever holds the receipt looks it up. */
  await person.page.bringToFront()
  await takeSeat(person, 'mc')
  await person.at('nav-dossiers').click()
  await person.at('view-all').click()
  await person.page.locator('[data-test="queue"] tbody tr', { hasText: '1.014390' }).first().locator('a.open').click()
  await person.at('dossier-header').waitFor()
  if (!(await person.at('act-accept').count())) await takeHolderSeat(person)
  await act(person, 'accept')
  const accepted = (await person.at('dossier-code').innerText()).trim()
  await page.bringToFront()
  await page.reload()
  await kiosk.at('kiosk-welcome').waitFor()
  await lookUp(kiosk, accepted, name)
  await kiosk.at('kiosk-home').click()
  await leave(kiosk, words)
}
