/* Filing: a business online with a draft and an e-form, followed to the result; the counter for an owner with a proxy; a counter
 * in another province that checks and passes on. */
import assert from 'node:assert/strict'
import { act, closeToasts, demo, join, language, look, readToast, tab, takeHolderSeat, takeSeat } from '../office.mjs'

export const about = 'filing online to the result, at the counter by proxy, and for an agency elsewhere'
export const gate = []

const input = (person, pointer) => person.at(`eform-input-${pointer}`)
const rowOf = (person, id) => person.at(`dossier-${id}`)

async function begin(person, code) {
  await person.go('/')
  await join(person, code, 'Lê Thị Nộp')
  await person.at('return-code-go').click()
  await person.at('exercise-thuc-hanh-tu-do').locator('[data-test="exercise-start"]').click()
  await person.at('queue').or(person.at('queue-empty')).first().waitFor()
}

async function choose(person, words, code) {
  await person.at('nav-filing').click()
  await person.at('filing-search').fill(words)
  await person.at(`file-${code}`).waitFor()
  await person.page.waitForFunction(() => document.querySelectorAll('[data-test^="file-"]:not([data-test="file-pick"])').length <= 2)
}

/* Answers the number of the new dossier. */
async function send(person) {
  await person.at('filing-review').click()
  await person.at('filing-reviewed').waitFor()
  await look(person, 'review')
  await person.at('filing-send').click()
  await person.at('filing-done').waitFor()
  await readToast(person)
  const href = await person.at('filing-open').getAttribute('href')
  await person.at('filing-open').click()
  await person.at('dossier-header').waitFor()
  return Number(href.split('/').pop())
}

async function online(person) {
  await takeSeat(person, 'dn')
  await choose(person, 'cap lai giay chung nhan dang ky to chuc', '1.014390')
  await look(person, 'choose')
  await person.at('file-1.014390').locator('[data-test="file-pick"]').click()
  await person.at('filing-form').waitFor()
  assert.notEqual(await input(person, '/to_chuc/ten').inputValue(), '', 'the identity is prefilled')
  await person.at('filing-comp-don-de-nghi').check()
  await input(person, '/to_chuc/nguoi_dung_dau').fill('Triệu Thị Hương')
  await person.at('filing-save').click()
  await readToast(person)
  await person.at('filing-change').click()
  await person.at('draft-resume').click()
  await person.at('filing-form').waitFor()
  assert.equal(await input(person, '/to_chuc/nguoi_dung_dau').inputValue(), 'Triệu Thị Hương', 'the draft holds what was typed')
  assert(await person.at('filing-comp-don-de-nghi').isChecked())
  await person.at('filing-review').click()
  await person.at('eform-summary').waitFor() /* an incomplete declaration does not get to the review */
  await look(person, 'incomplete')
  await input(person, '/to_chuc/so_giay_chung_nhan').fill('12/ĐK-KH&CN')
  await input(person, '/to_chuc/ngay_cap').fill('20/01/2020')
  await person.at('eform-option-/loai-cap_lai').click()
  await person.at('eform-option-/ly_do-rach').click()
  await input(person, '/cam_ket').click()
  return await send(person)
}

async function toTheResult(person, id) {
  assert.match(await person.at('now-what').innerText(), /đang kiểm tra hồ sơ/)
  await look(person, 'now')
  await takeHolderSeat(person)
  for (const [slug, fill] of [['accept'], ['hand-over'], ['assign', { account: '' }], ['appraise', { eligible: 'yes', opinion: 'Hồ sơ đủ điều kiện' }],
    ['draft', { kind: 'grant', summary: 'Cấp lại giấy chứng nhận' }], ['submit'], ['initial'], ['decide', { outcome: 'granted' }], ['seal-result'], ['return-result', { by: 'electronic' }]]) {
    if (!(await person.at(`act-${slug}`).count())) await takeHolderSeat(person)
    await act(person, slug, fill ?? {})
  }
  await person.at('to-queue').click()
  await takeSeat(person, 'dn')
  await rowOf(person, id).locator('a.open').click()
  await person.at('now-what').filter({ hasText: 'Kết quả đã trả' }).waitFor() /* what was seen before may be shown first */
}

async function counter(person) {
  await takeSeat(person, 'mc')
  await choose(person, '1.014391', '1.014391')
  await person.at('file-1.014391').locator('[data-test="file-pick"]').click()
  await person.at('filing-form').waitFor()
  await person.at('filing-review').click()
  await person.page.locator('[data-test="owner-name"]:focus').waitFor() /* nobody's dossier does not get to the review */
  await look(person, 'nameless')
  await person.at('owner-from').selectOption('dn2')
  await person.at('filing-proxy').check()
  await person.at('submitter-from').selectOption('cd')
  for (const code of ['don-dang-ky', 'quyet-dinh-thanh-lap', 'ho-so-nguoi-dung-dau', 'giay-to-tru-so']) await person.at(`filing-comp-${code}`).check()
  await look(person, 'counter')
  await person.at('filing-review').click()
  person.walk.expects(400, /\/dossiers$/)
  await person.at('filing-send').click()
  assert.match(await person.at('filing-refusal').innerText(), /chọn “Quay lại sửa” và sửa các mục sau\.\s+Giấy tờ ủy quyền: /) /* no paper that authorises the proxy */
  await person.at('filing-back').click()
  await person.at('filing-proxy-paper').fill('Giấy ủy quyền số 12/UQ ngày 18/11/2026')
  await send(person)
  await act(person, 'accept')
  await tab(person, 'forms')
  assert.match(await person.at('forms').innerText(), /Mẫu số 01/)
  await person.at('to-queue').click()
}

async function elsewhere(person) {
  await takeSeat(person, 'mc2')
  await choose(person, '1.014445', '1.014445')
  await person.at('file-1.014445').locator('[data-test="file-pick"]').click()
  await person.at('filing-form').waitFor()
  await person.at('owner-from').selectOption('dn')
  const codes = ['giay-de-nghi', 'xac-nhan-ket-qua', 'phuong-an-san-xuat']
  for (const code of codes) await person.at(`filing-comp-${code}`).check()
  const id = await send(person)
  await person.at('blocked-transfer').waitFor({ state: 'attached' })
  await tab(person, 'components')
  for (const code of codes) await person.at(`tick-good-${code}`).click()
  await person.at('check-save').click()
  await readToast(person)
  await person.at(`checked-${codes[0]}`).waitFor()
  await look(person, 'checked')
  await act(person, 'transfer', { note: 'Gửi kèm bản giấy' })
  await person.at('to-queue').click()
  await takeSeat(person, 'mc')
  await rowOf(person, id).locator('a.open').click()
  await person.at('act-accept').waitFor()
  await act(person, 'accept')
}

export default async function walkFiling(walk, server) {
  const { code } = demo(server)
  const person = await walk.person('người nộp')
  await begin(person, code)
  await toTheResult(person, await online(person))
  await person.at('to-queue').click()
  await counter(person)
  await elsewhere(person)
  await takeSeat(person, 'dn')
  await closeToasts(person)
  await language(person, 'en')
  await person.at('nav-filing').click()
  await person.at('file-1.014391').waitFor()
  await look(person, 'english')
}
