/* What comes after the decision: signed, sealed, sent by post, returned at the counter, corrected, revoked, issued anew, rated, archived. */
import assert from 'node:assert/strict'
import { act, demo, join, look, openDossier, standsAt, tab, takeSeat } from '../office.mjs'

export const about = 'from filing to the rating: seal, post, counter, correction, revocation and re-issue, the register, satisfaction, the archive'
export const gate = []

const numbers = async (person) => await person.page.locator('[data-test="result-tab"] [data-test="result-number"]').allInnerTexts()
const statuses = async (person) => await person.page.locator('[data-test="result-tab"] [data-status]').evaluateAll((all) => all.map((one) => one.dataset.status))

const numberStatuses = async (person) => await person.page.locator('[data-test="numbers-table"] tbody tr').evaluateAll((all) => all.map((one) => one.dataset.status))
const fetched = async (person, link) => await person.page.request.get(new URL(await link.getAttribute('href'), person.page.url()).href)

async function begin(person, code) {
  await person.go('/')
  await join(person, code, 'Nông Thị Kết Quả')
  await person.at('return-code-go').click()
  await person.at('exercise-thuc-hanh-tu-do').locator('[data-test="exercise-start"]').click()
  await person.at('queue').or(person.at('queue-empty')).first().waitFor()
}

/* However many tabs there are: one line, the open one in sight. */
async function tabsOnOneLine(person) {
  const { lines, at, left, right } = await person.page.evaluate(() => {
    const all = [...document.querySelectorAll('.tabs [role="tab"]')], line = document.querySelector('.tabs .strip').getBoundingClientRect()
    const open = all.find((one) => one.getAttribute('aria-selected') === 'true').getBoundingClientRect()
    return { lines: new Set(all.map((one) => Math.round(one.getBoundingClientRect().top))).size, at: [open.left, open.right], left: line.left, right: line.right }
  })
  assert.equal(lines, 1)
  assert(at[0] >= left - 1 && at[1] <= right + 1, `the open tab at ${at} of ${left} to ${right}`)
}

async function sit(person, seat, id) {
  await takeSeat(person, seat)
  await openDossier(person, id)
}

async function find(person, procedure) {
  await takeSeat(person, 'mc')
  await person.at('view-all').click()
  const row = person.page.locator('[data-test="queue"] tbody tr', { hasText: procedure }).first()
  await row.waitFor()
  return (await row.getAttribute('data-test')).replace('dossier-', '')
}

/* As far as the decision; `line` says who does what. */
async function decide(person, id, line) {
  let seat = null
  for (const [who, slug, fill] of line) {
    if (who !== seat) await sit(person, who, id)
    seat = who
    await act(person, slug, fill ?? {})
  }
}

const BEGIN = [['mc', 'accept'], ['mc', 'hand-over'], ['tp', 'assign', { account: 'cv' }],
  ['cv', 'appraise', { eligible: 'yes', opinion: 'Hồ sơ đủ điều kiện cấp' }], ['cv', 'draft', { kind: 'grant', summary: 'Cấp Giấy chứng nhận theo đề nghị' }], ['cv', 'submit'],
  ['tp', 'initial']]

/* The director decides, so the clerk has it until it is sealed; then the post, which brings it back once. */
async function sealAndSend(person, id) {
  await decide(person, id, [...BEGIN, ['ld', 'decide', { outcome: 'granted' }]])
  await tab(person, 'result')
  assert.deepEqual(await statuses(person), ['signed'])
  assert.deepEqual(await numbers(person), [])
  await tabsOnOneLine(person)
  await sit(person, 'mc', id)
  assert.equal(await person.at('act-return-result').count(), 0, 'the result waits for its seal')
  await takeSeat(person, 'vt')
  await person.at('to-queue').click()
  await person.at('view-queue').click()
  await person.at(`dossier-${id}`).locator('a.open').click()
  await act(person, 'seal-result', { look: 'seal' })
  await tab(person, 'result')
  assert.deepEqual(await numbers(person), ['1/GCN-SKHCN'])
  await sit(person, 'mc', id)
  await act(person, 'hand-to-post', { tracking: 'EA123456789VN', look: 'hand-to-post' })
  await act(person, 'post-came-back', { reason: 'Không có người nhận tại địa chỉ' })
  await act(person, 'hand-to-post', { tracking: 'EA987654321VN' })
  await sit(person, 'bd', id)
  await act(person, 'post-delivered', { receiver: 'Hoàng Thị Nhận' })
  await person.page.locator('[data-test="dossier-state"][data-state="returned"]').waitFor()
  await tab(person, 'result')
  assert.equal(await person.page.locator('[data-test="deliveries"] li').count(), 2)
  await look(person, 'posted')
}

/* The clerk has numbered the note when a fault of form shows: that number is used no more, the note comes back and takes the next. */
async function numberTwice(person, id) {
  await decide(person, id, [...BEGIN, ['ld', 'approve'], ['vt', 'number'], ['vt', 'send-back', { to_step: '3', reason: 'Thể thức Tờ trình chưa đúng' }],
    ['cv', 'submit'], ['tp', 'initial'], ['ld', 'approve'], ['vt', 'number'], ['vt', 'issue']])
}

/* The committee decides; at the counter somebody comes with an authorisation; then the paper is corrected, revoked and issued anew. */
async function counterAndChain(person, id) {
  await numberTwice(person, id)
  await decide(person, id, [['ub', 'decide', { outcome: 'granted' }]])
  await sit(person, 'mc', id)
  await person.at('act-return-result').click()
  await person.at('act-form').waitFor()
  await person.at('by-counter').click()
  await person.at('identity-authorisation').click()
  await person.at('act-send').click()
  await person.at('act-form').locator('[role="alert"]').first().waitFor() /* the authorisation's number, and the signature */
  await standsAt(person, 'field-identity_number')
  await person.at('act-form').getByText('Đánh dấu ô này sau khi người nhận đã ký nhận').waitFor()
  await look(person, 'counter')
  await person.at('field-identity_number').fill('05/2026/UQ')
  await person.at('field-receiver').fill('Vi Thị Ủy Quyền')
  await person.at('field-signed').click()
  await person.at('act-send').click()
  await person.at('act-form').waitFor({ state: 'hidden' })
  await sit(person, 'ld', id)
  assert.match(await person.at('blocked-revoke-result').innerText(), /Ủy ban nhân dân tỉnh Lạng Sơn ban hành/)
  await sit(person, 'ub', id)
  await act(person, 'correct-result', { content: 'Tên người đại diện: đọc là Nguyễn Thị Hoa', reason: 'Sai sót khi trình bày', look: 'correct' })
  await act(person, 'revoke-result', { reason: 'Cấp sai ngành nghề' })
  await act(person, 'reissue-result', { cause: 'wrong', reason: 'Cấp lại đúng ngành nghề', new_content: 'Ngành nghề: sản xuất thiết bị đo', look: 'reissue' })
  await tab(person, 'result')
  assert.deepEqual(await statuses(person), ['revoked', 'valid', 'valid', 'valid'])
  assert.deepEqual(await numbers(person), ['1/GCN-UBND', '1/UBND-TTHC', '1/QĐ-UBND', '2/GCN-UBND'])
  await look(person, 'chain')
  const bytes = async () => await (await fetched(person, person.at('result-pdf').first())).body()
  const first = await bytes()
  assert.equal(first.subarray(0, 4).toString(), '%PDF')
  assert(first.equals(await bytes()), 'the same paper twice')
}

async function rateAndArchive(person, id) {
  await sit(person, 'dn', id)
  for (const [code, score] of [['total_time', 2], ['contacts', 1], ['attitude', 2], ['online', 0]]) await person.at(`rating-${code}-${score}`).click()
  await person.at('rate-comment').fill('Hướng dẫn rõ ràng, trả kết quả đúng hẹn')
  await look(person, 'rate')
  await person.at('rate-send').click()
  await person.at('rated').waitFor()
  assert.equal(await person.at('rate-send').count(), 0, 'once')
  await sit(person, 'mc', id)
  await tab(person, 'result')
  assert.match(await person.at('rating-total').innerText(), /5\/8 điểm, 4\/9 tiêu chí/)
  await act(person, 'archive', { retention: '20', look: 'archive' })
  await tab(person, 'result')
  assert.match(await person.at('archive').innerText(), /20 năm/)
  await look(person, 'whole')
}

/* Form 07 of the month, and the control sheets (form 06) behind their list: issued at the counter, the same bytes twice. */
async function issue(person, form, number) {
  await person.at('tracking-form').selectOption(form)
  await person.at('tracking-issue').click()
  const line = person.page.locator('[data-test="registers"] li', { hasText: number })
  const link = line.locator('[data-test="tracking-pdf"]')
  await link.waitFor()
  const [first, again] = [await (await fetched(person, link)).body(), await (await fetched(person, link)).body()]
  assert.equal(first.subarray(0, 4).toString(), '%PDF')
  assert(first.equals(again), `${number} twice the same`)
}

async function tracking(person) {
  await takeSeat(person, 'mc')
  await person.at('nav-results').click()
  await person.at('tracking-from').fill('2026-11-01')
  await person.at('tracking-to').fill('2026-11-30')
  await issue(person, '07', '1/STD-TTPVHCC')
  await issue(person, '06', '1/BKPKS-TTPVHCC')
  await look(person, 'tracking')
}

async function register(person) {
  await takeSeat(person, 'ks')
  await person.at('nav-results').click()
  await person.at('results').waitFor()
  assert.equal(await person.page.locator('[data-test="results"] tbody tr').count(), 5)
  await look(person, 'register')
  assert.deepEqual(await numberStatuses(person), ['issued', 'voided'])
  await person.at('numbers').scrollIntoViewIfNeeded()
  await look(person, 'numbers')
  await person.at('numbers-filter').selectOption('true')
  await person.page.locator('[data-test="numbers-table"] tr[data-status="issued"]').waitFor({ state: 'detached' })
  assert.match(await person.at('numbers-table').innerText(), /1\/TTr-SKHCN[\s\S]*Không sử dụng[\s\S]*Thể thức Tờ trình chưa đúng/)
  await person.at('results-status').selectOption('revoked')
  await person.page.locator('[data-test="results"] tbody tr').nth(1).waitFor({ state: 'detached' })
  assert.deepEqual(await person.page.locator('[data-test="results"] tbody tr').evaluateAll((all) => all.map((one) => one.dataset.status)), ['revoked'])
  await person.at('results-status').selectOption('')
  await person.at('results-search').fill('2/gcn')
  await person.page.locator('[data-test="results"] tbody tr', { hasText: '2/GCN-UBND' }).waitFor()
  await person.page.locator('[data-test="results"] tbody tr').nth(1).waitFor({ state: 'detached' })
  const csv = await (await fetched(person, person.at('results-csv'))).text()
  assert.match(csv, /2\/GCN-UBND/)
  assert.match(csv, /BẢN TẬP HUẤN/)
  await person.at('nav-reports').click()
  await person.at('satisfaction-table').waitFor()
  assert.equal(await person.at('satisfaction-attitude').locator('[data-column="twos"]').innerText(), '1')
  assert.equal(await person.at('satisfaction-online').locator('[data-column="mean"]').innerText(), '0,00')
  await look(person, 'satisfaction')
}

export default async function result(walk, server) {
  walk.expects(409, /\/open$/)
  const { code } = demo(server)
  const person = await walk.person('office')
  await begin(person, code)
  await sealAndSend(person, await find(person, '1.014391'))
  await person.at('to-queue').click()
  const id = await find(person, '1.014445')
  await counterAndChain(person, id)
  await rateAndArchive(person, id)
  await tracking(person)
  await register(person)
}
