/* Papers and money at the desk: a paper brought to the counter is scanned, looked at, taken back and sent again; a file that is none
 * is refused; a fee that comes first is asked for, taken by the fee clerk, and the dossier can be accepted. Exercise: thuc-hanh-tu-do. */
import assert from 'node:assert/strict'
import { act, closeToasts, demo, join, look, openDossier, signIn, standsAt, tab, takeSeat } from '../office.mjs'

export const about = 'attach, view, take back, refuse, mark how digitised; fee first: ask, pay, receipt'
export const gate = [1440]

const EXERCISE = 'thuc-hanh-tu-do'
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n')
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

async function openClass(trainer, login) {
  await trainer.go('/')
  await signIn(trainer, login)
  await trainer.at('class-create').click()
  await trainer.at('class-name-input').fill('Lớp giấy tờ và phí')
  await trainer.at(`pick-${EXERCISE}`).click()
  await trainer.at('class-create-submit').click()
  await trainer.at('class-title').waitFor()
  return (await trainer.at('join-code-shown').innerText()).trim()
}

/* The number of the dossier of that procedure, read off the list of all. */
async function numberOf(person, procedure) {
  await person.at('view-all').click()
  const row = person.page.locator('[data-test="queue"] tbody tr', { hasText: procedure }).first()
  await row.waitFor()
  return (await row.getAttribute('data-test')).replace('dossier-', '')
}

async function send(person, component, name, buffer) {
  const before = await person.at(`upload-item-${component}`).count()
  await person.at(`upload-input-${component}`).setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  const item = person.at(`upload-item-${component}`).nth(before)
  await person.page.waitForFunction(
    ([test, n]) => ['done', 'failed'].includes(document.querySelectorAll(`[data-test="upload-item-${test}"]`)[n]?.dataset.state), [component, before])
  return await item.getAttribute('data-state')
}

async function files(walk, trainee) {
  const id = await numberOf(trainee, '1.014390')
  await openDossier(trainee, id)
  await tab(trainee, 'components')
  await trainee.at('upload-don-de-nghi').waitFor()
  await look(trainee, 'files-none')
  assert.equal(await send(trainee, 'don-de-nghi', 'Đơn đề nghị.pdf', PDF), 'done')
  assert.equal(await send(trainee, 'don-de-nghi', 'Trang 2.png', PNG), 'done')
  walk.expects(400, /documents/)
  assert.equal(await send(trainee, 'don-de-nghi', 'Trang 3.pdf', Buffer.from('<html><script>alert(1)</script></html>')), 'failed')
  await look(trainee, 'files')
  const row = trainee.page.locator('[data-test^="file-"]', { hasText: 'Trang 2.png' }).first()
  await row.locator('[data-test="file-view"]').click()
  await trainee.at('file-viewer').locator('img').waitFor()
  await look(trainee, 'file-viewer')
  await trainee.page.keyboard.press('Escape')
  await trainee.at('file-viewer').waitFor({ state: 'hidden' })
  await row.locator('[data-test="file-remove"]').click()
  await trainee.at('confirm-yes').click()
  await row.locator('.tag-amber').waitFor()
  await mark(walk, trainee)
  await trainee.at('to-queue').click()
}

/* How a file was digitised, put right by hand: reused needs a source, and the history tells before and after. */
async function mark(walk, trainee) {
  const row = trainee.page.locator('[data-test^="file-"]', { hasText: 'Đơn đề nghị.pdf' }).first()
  await row.locator('[data-test^="mark-file-"]').click()
  await trainee.at('mark-dialog').waitFor()
  await trainee.at('mark-3').click()
  await trainee.at('mark-reason').fill('Lấy từ giấy phép đã cấp, không quét lại')
  walk.expects(400, /mark-digitised/)
  await trainee.at('mark-send').click()
  await trainee.page.locator('[data-test="mark-dialog"] .error').waitFor()
  await look(trainee, 'mark-dialog')
  await trainee.at('mark-source').fill('12/GP-SKHCN')
  await trainee.at('mark-send').click()
  await trainee.at('mark-dialog').waitFor({ state: 'hidden' })
  await row.locator('.tag', { hasText: 'Tái sử dụng từ kết quả khác' }).waitFor()
  await look(trainee, 'marked')
  await tab(trainee, 'history')
  await trainee.page.locator('text=12/GP-SKHCN').first().waitFor()
}

async function money(trainee) {
  const id = await numberOf(trainee, '2.002380')
  await openDossier(trainee, id)
  assert(await trainee.at('blocked-accept').count(), 'the fee comes before acceptance')
  await trainee.at('act-request-payment').click()
  await trainee.at('fee-rang').check()
  await trainee.at('fee-number-rang').fill('0')
  trainee.walk.expects(400, /request-payment$/)
  await trainee.at('act-send').click()
  await standsAt(trainee, 'fee-number-rang')
  assert.match(await trainee.at('fees-error').innerText(), /Phí thẩm định: thiết bị X-quang chụp răng: chưa ghi số lượng[^]*Hãy ghi/)
  await trainee.at('fee-number-rang').pressSequentially('99999999')
  assert.equal(await trainee.at('fee-number-rang').inputValue(), '0999', 'no more digits than a number of items has')
  await trainee.at('fee-number-rang').fill('2')
  assert.equal(await trainee.at('fees-error').innerText(), '', 'what is corrected is not wrong any more')
  await trainee.at('fee-thuong').check()
  assert.match(await trainee.at('fee-total').innerText(), /7\.000\.000/)
  await look(trainee, 'fee-dialog')
  await trainee.at('act-send').click()
  await trainee.at('act-form').waitFor({ state: 'hidden' })
  await closeToasts(trainee)
  await tab(trainee, 'fees')
  await trainee.at('payment-1').waitFor()
  await look(trainee, 'fee-due')
  await takeSeat(trainee, 'kt')
  await trainee.at('to-queue').click()
  await trainee.at('view-queue').click()
  await trainee.at(`dossier-${id}`).waitFor()
  await look(trainee, 'fee-clerk-queue')
  await openDossier(trainee, id)
  await trainee.at('act-confirm-payment').click()
  await trainee.at('method-transfer').click()
  await trainee.at('act-send').click()
  await trainee.at('act-form').waitFor({ state: 'hidden' })
  await closeToasts(trainee)
  await tab(trainee, 'fees')
  await trainee.at('receipt').waitFor()
  await look(trainee, 'fee-paid')
  await takeSeat(trainee, 'mc')
  await trainee.at('act-accept').waitFor()
}

export default async function papers(walk, server) {
  const trainer = await walk.person('trainer')
  const code = await openClass(trainer, demo(server))
  const trainee = await walk.person('trainee')
  await trainee.go(`/?join=${code}`)
  await join(trainee, trainee.code ?? code, 'Lý Thị Giấy')
  await trainee.at('return-code-go').click()
  await trainee.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await trainee.at('queue').waitFor()
  await takeSeat(trainee, 'mc')
  await closeToasts(trainee)
  await files(walk, trainee)
  await money(trainee)
}
