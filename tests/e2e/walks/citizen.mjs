/* A business on its own, from the catalogue to its papers: what it needs, a file attached while filing and after a resumed draft, a supplement
 * with a file, a fee reported and not found and reported again, a withdrawal asked for with its reason, the result, papers used again. */
import assert from 'node:assert/strict'
import { act, closeToasts, demo, join, language, look, readToast, standsAt, takeHolderSeat, takeSeat } from '../office.mjs'

export const about = 'catalogue, file with attachments, supplement, result, rating, pay, withdraw, papers, look-up'
export const gate = [1440]

const PDF = { name: 'Đơn đề nghị.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n', 'latin1') }
const input = (person, pointer) => person.at(`eform-input-${pointer}`)

async function begin(person, code) {
  await person.go('/')
  await join(person, code, 'Trần Văn Công Dân')
  await person.at('return-code-go').click()
  await person.at('exercise-thuc-hanh-tu-do').locator('[data-test="exercise-start"]').click()
  await person.at('queue').or(person.at('queue-empty')).first().waitFor()
}

async function chooseIdentity(person) {
  await takeSeat(person, 'cd')
  await person.at('nav-identity').click()
  await person.at('identity-own').waitFor()
  await look(person, 'identity')
  await person.at('identity-dn').locator('[data-test="identity-take"]').click()
  await readToast(person)
  await person.at('identity-dn').locator('.tag-green').waitFor()
}

async function attach(person, component, file) {
  await person.at(`upload-input-${component}`).setInputFiles(file)
  await person.at(`upload-item-${component}`).last().and(person.page.locator('[data-state="done"], [data-state="failed"]')).waitFor()
  return await person.at(`upload-item-${component}`).last().getAttribute('data-state')
}

/* Guide, form, files, draft left and resumed, the e-form refused by its field, review, filed. Answers the number. */
async function file(person) {
  await person.at('nav-filing').click()
  await person.at('filing-search').fill('cap lai giay chung nhan dang ky to chuc')
  await person.at('file-1.014390').locator('[data-test="file-guide"]').click()
  await person.at('guide').waitFor()
  assert.match(await person.at('guide-long').innerText(), /10 ngày làm việc/)
  await look(person, 'guide')
  await person.at('guide-begin').click()
  await person.at('filing-form').waitFor()
  assert.equal(await attach(person, 'don-de-nghi', PDF), 'done')
  person.walk.expects(400, /\/drafts\/\d+\/documents$/)
  assert.equal(await attach(person, 'don-de-nghi', { name: 'trang.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<!doctype html><script>1</script>') }), 'failed')
  assert.equal(await attach(person, 'don-de-nghi', { name: 'rong.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }), 'failed')
  await person.at('filing-part-don-de-nghi').and(person.page.locator('[data-given="true"]')).waitFor()
  await look(person, 'attached')
  await person.at('filing-save').click()
  await closeToasts(person)
  await person.at('nav-dossiers').click()
  await person.at('nav-filing').click()
  await person.at('draft-resume').click()
  await person.at('filing-form').waitFor()
  await person.at('filing-part-don-de-nghi').locator('[data-test^="draft-file-"]').first().waitFor()
  await person.at('filing-review').click()
  await person.at('eform-summary').waitFor()
  for (const [pointer, value] of [['/to_chuc/nguoi_dung_dau', 'Triệu Thị Hương'], ['/to_chuc/so_giay_chung_nhan', '12/ĐK-KH&CN'], ['/to_chuc/ngay_cap', '20/01/2020']]) await input(person, pointer).fill(value)
  await person.at('eform-option-/loai-cap_lai').click()
  await person.at('eform-option-/ly_do-rach').click()
  await input(person, '/cam_ket').click()
  await person.at('filing-review').click()
  await person.at('filing-reviewed').waitFor()
  assert.match(await person.at('filing-reviewed').innerText(), /Đơn đề nghị\.pdf/)
  await look(person, 'review')
  await person.at('filing-send').click()
  await person.at('filing-done').waitFor()
  await closeToasts(person)
  const href = await person.at('filing-open').getAttribute('href')
  await person.at('filing-open').click()
  await person.at('time-line').waitFor()
  return Number(href.split('/').pop())
}

async function openMine(person, id) {
  await person.at('nav-dossiers').click()
  await person.at('view-all').click()
  await person.at(`dossier-${id}`).locator('a.open').click()
  await person.at('dossier-header').waitFor()
}

const status = async (person, wanted) => {
  await person.at('track-status').and(person.page.locator(`[data-status="${wanted}"]`)).waitFor()
}

async function supplement(person, id) {
  await status(person, 1)
  await look(person, 'filed')
  await takeHolderSeat(person)
  await act(person, 'request-supplement', { components: ['don-de-nghi'], reason: 'Đơn chưa có chữ ký' })
  await takeSeat(person, 'dn')
  await openMine(person, id)
  await status(person, 5)
  await person.at('supplement').waitFor()
  assert.equal(await attach(person, 'don-de-nghi', { ...PDF, name: 'Đơn đã ký.pdf' }), 'done')
  await look(person, 'supplement')
  await person.at('supplement-send').click()
  await status(person, 1)
  await closeToasts(person)
}

async function toTheResult(person, id) {
  await takeHolderSeat(person)
  for (const [slug, fill] of [['accept'], ['hand-over'], ['assign', { account: '' }], ['appraise', { eligible: 'yes', opinion: 'Hồ sơ đủ điều kiện' }],
    ['draft', { kind: 'grant', summary: 'Cấp lại giấy chứng nhận' }], ['submit'], ['initial'], ['decide', { outcome: 'granted' }], ['seal-result'], ['return-result', { by: 'electronic' }]]) {
    if (!(await person.at(`act-${slug}`).count())) await takeHolderSeat(person)
    await act(person, slug, fill ?? {})
  }
  await takeSeat(person, 'dn')
  await openMine(person, id)
  await status(person, 10)
  assert((await person.at('time-line').locator('li').count()) >= 6, 'the whole course is told')
  await look(person, 'result')
  for (const [code, score] of [['attitude', 2], ['total_time', 1], ['online', 2]]) await person.at(`rating-${code}-${score}`).click()
  await person.at('rate-comment').fill('Cán bộ hướng dẫn rõ ràng')
  await look(person, 'rating')
  await person.at('rate-send').click()
  await person.at('rated').waitFor()
  await closeToasts(person)
}

/* The fee of 2.001209: asked for, reported, not found, reported again, confirmed, its receipt. */
async function pay(person) {
  await takeSeat(person, 'mc')
  await person.at('nav-dossiers').click()
  await person.at('view-all').click()
  const row = person.page.locator('[data-test="queue"] tbody tr', { hasText: '2.001209' }).first()
  const id = Number((await row.getAttribute('data-test')).replace('dossier-', ''))
  await row.locator('a.open').click()
  await person.at('act-request-payment').click()
  await person.at('fee-le-phi').check()
  await person.at('act-send').click()
  await person.at('act-form').waitFor({ state: 'hidden' })
  await closeToasts(person)
  await takeSeat(person, 'dn2')
  await openMine(person, id)
  await status(person, 6)
  await person.at('pay-content').waitFor()
  await look(person, 'pay')
  person.walk.expects(400, /\/claim-payment$/)
  await person.at('pay-reference').fill('đã nộp')
  await person.at('pay-claim').click()
  await person.page.locator('[data-test="pay"] [role="alert"]').waitFor()
  await person.at('pay-reference').fill('FT26325000123')
  await person.at('pay-claim').click()
  await person.at('pay-claimed').waitFor()
  await closeToasts(person)
  await takeSeat(person, 'kt')
  await person.page.locator('#tab-fees').click()
  await person.at('payment-claim').waitFor()
  await look(person, 'fee-clerk')
  await act(person, 'refuse-claim', { reason: 'Chưa thấy tiền về tài khoản' })
  await takeSeat(person, 'dn2')
  await person.at('pay-refused').waitFor()
  await person.at('pay-reference').fill('FT26325000999')
  await person.at('pay-claim').click()
  await person.at('pay-claimed').waitFor()
  await closeToasts(person)
  await takeSeat(person, 'kt')
  await person.at('act-confirm-payment').click()
  await person.at('act-form').waitFor()
  await person.at('method-transfer').click()
  await person.at('act-send').click()
  await person.at('act-form').waitFor({ state: 'hidden' })
  await closeToasts(person)
  return id
}

async function withdraw(person, id) {
  await takeSeat(person, 'dn2')
  await status(person, 1)
  await person.page.locator('[data-test="papers"] [data-kind="receipt"]').waitFor()
  await act(person, 'request-withdrawal', { reason: 'Doanh nghiệp không còn nhu cầu', look: 'withdraw' })
  await status(person, 7)
  await takeSeat(person, 'mc')
  await act(person, 'confirm-withdrawal')
  await takeSeat(person, 'dn2')
  await openMine(person, id)
  await status(person, 8)
  await look(person, 'withdrawn')
}

async function papers(person) {
  await person.at('nav-dossiers').click() /* what is open is another's */
  await takeSeat(person, 'dn')
  await person.at('nav-papers').click()
  await person.at('papers').waitFor()
  await person.at('own-files').waitFor()
  assert.match(await person.at('papers').innerText(), /Giấy tiếp nhận hồ sơ và hẹn trả kết quả/)
  const paper = await person.at('papers').locator('[data-test="paper-open"]').first().getAttribute('href')
  const answer = await person.page.request.get(person.walk.base + paper)
  assert.equal(answer.headers()['content-type'], 'application/pdf')
  await look(person, 'papers')
  await person.at('nav-filing').click()
  await person.at('file-1.014390').locator('[data-test="file-pick"]').click()
  await person.at('filing-form').waitFor()
  assert.notEqual(await input(person, '/to_chuc/nguoi_dung_dau').inputValue(), '', 'what was declared before is offered')
  await person.page.locator('[data-test^="draft-reuse-"]').first().click()
  await person.at('filing-part-don-de-nghi').and(person.page.locator('[data-given="true"]')).waitFor()
  await closeToasts(person)
  await look(person, 'reused')
}

async function lookUp(person) {
  await takeSeat(person, 'mc')
  await person.at('nav-dossiers').click()
  await person.at('view-all').click()
  const code = (await person.page.locator('[data-test="queue"] tbody tr', { hasText: '1.014390' }).locator('a.open').first().innerText()).match(/H37\S+/)?.[0]
  assert(code, 'a code to look up')
  await person.at('nav-lookup').click()
  for (const [typed, said] of [['', /Hãy nhập mã hồ sơ/], ['H37.T01', /không đúng dạng; mã có dạng H37\.T01-261120-060001/]]) {
    await person.at('code-input').fill(typed)
    await person.at('code-send').click()
    await standsAt(person, 'code-input')
    assert.match(await person.at('code-form').locator('[role="alert"]').innerText(), said)
  }
  await person.at('code-input').fill(code.toLowerCase())
  await person.at('code-input').press('Enter') /* as a hand scanner does */
  await person.at('looked-up').waitFor()
  await person.at('lookup-open').click()
  await person.at('dossier-header').waitFor()
}

export default async function walkCitizen(walk, server) {
  const { code } = demo(server)
  const person = await walk.person('công dân')
  walk.expects(409, /\/open$/)
  await begin(person, code)
  await chooseIdentity(person)
  const id = await file(person)
  await supplement(person, id)
  await toTheResult(person, id)
  await withdraw(person, await pay(person))
  await papers(person)
  await lookUp(person)
  await person.at('to-queue').click()
  await takeSeat(person, 'dn')
  await closeToasts(person)
  await language(person, 'en')
  await openMine(person, id)
  await person.at('time-line').waitFor()
  await look(person, 'english')
}
