/* The system administrator opens a procedure that the office knows from the catalogue alone: finds it in the list, begins its first version,
 * fills what nobody has published, adds the steps by the keyboard and publishes it for a day to come, takes it back to its draft and publishes
 * it again; on its day it can no longer be taken back; somebody files it, and it lies with reception. */
import assert from 'node:assert/strict'
import { call, edit, type, world } from '../editor.mjs'
import { closeToasts, demo, join, language, look, openDossier, readToast, standsAt, takeSeat } from '../office.mjs'

export const about = 'the first version of a procedure of the catalogue: found, filled by keys, published, taken back, refused on its day, filed'
export const gate = []

const EXERCISE = 'thuc-hanh-tu-do'
const CODE = '2.002384'
const DAY = '2027-01-04'
const STEPS = [
  ['Tiếp nhận hồ sơ, chuyển lãnh đạo phòng', 'Receive, hand over to the division head', 'intake', 'one-stop-officer', '0,5'],
  ['Phân công xử lý', 'Assign', 'assign', 'division-head', '0,5'],
  ['Thẩm định, dự thảo giấy phép', 'Appraise, draft the licence', 'appraise', 'specialist', '7'],
  ['Lãnh đạo Sở ký ban hành', 'The director decides', 'decide', 'director', '2'],
  ['Trả kết quả', 'Return the result', 'return', 'one-stop-officer', '0'],
]

/* A choice or a text that may hold the wanted value already. */
async function choose(admin, test, code) {
  if ((await admin.at(test).inputValue()) !== code) await edit(admin, () => admin.at(test).selectOption(code))
}

async function find(admin) {
  await admin.at('nav-procedures').click()
  await admin.at('procedures').waitFor()
  await admin.at('procedures-unopened').focus()
  await admin.page.keyboard.press('Enter')
  await admin.at('procedures-without').waitFor()
  await look(admin, 'list')
  await admin.at('procedures-search').fill('cap lai giay phep x-quang')
  await admin.at(`edit-${CODE}`).focus()
  await admin.page.keyboard.press('Enter')
  await admin.at('procedure-editor').waitFor()
  assert.match(await admin.at('draft-open').innerText(), /Soạn phiên bản đầu tiên/)
  await look(admin, 'no-version')
}

async function fill(admin) {
  assert.equal(await admin.at('draft-term').inputValue(), '10', 'the term that the catalogue knows')
  assert.equal(await admin.at('draft-intake').inputValue(), '', 'what it does not know is empty')
  await look(admin, 'begun')
  await edit(admin, async () => {
    await admin.at('draft-intake-unit').selectOption('workhours')
  })
  await type(admin, 'draft-intake', '8')
  for (const finding of await empty(admin)) await type(admin, finding, 'Dựng cho tập huấn')
  await admin.at('section-components').click()
  await admin.at('draft-components').waitFor()
  await look(admin, 'papers')
  const papers = Number(await admin.at('draft-components').getAttribute('data-count'))
  for (let i = 0; i < papers; i++) await choose(admin, `component-${i}-kind`, 'copy')
}

/* The plain texts in general that nothing is known of. */
async function empty(admin) {
  const out = []
  for (const test of ['draft-name-en', 'draft-legal']) if ((await admin.at(test).inputValue()) === '') out.push(test)
  return out
}

async function steps(admin) {
  await admin.at('section-steps').click()
  await admin.at('finding-no_steps').waitFor()
  await look(admin, 'no-steps')
  for (const [i, [vi, en, kind, role, share]] of STEPS.entries()) {
    await edit(admin, async () => {
      await admin.at(`step-add-${i}`).focus()
      await admin.page.keyboard.press('Enter')
    })
    await type(admin, `step-${i}-name-vi`, vi)
    await type(admin, `step-${i}-name-en`, en)
    await choose(admin, `step-${i}-kind`, kind)
    await choose(admin, `step-${i}-role`, role)
    if ((await admin.at(`step-${i}-share`).inputValue()) !== share) await type(admin, `step-${i}-share`, share)
  }
  await admin.page.locator('[data-test="step-sum"][data-fits="true"]').waitFor()
  await look(admin, 'steps')
}

/* Most tables differ little: that of another procedure is taken over, with the days of this one, and taken back. */
async function takeOver(admin) {
  await admin.at('section-steps').click()
  await admin.at('steps-from').focus()
  await admin.page.keyboard.press('Enter')
  await admin.at('steps-from-procedure').selectOption('1.014438')
  await admin.at('steps-from-table').selectOption('2')
  await admin.page.waitForFunction(() => document.querySelectorAll('[data-test="steps-from-list"] li').length === 5)
  await look(admin, 'taking-over')
  await admin.at('steps-from-take').focus()
  await edit(admin, () => admin.page.keyboard.press('Enter'))
  await admin.page.locator('[data-test="draft-steps"][data-count="5"]').waitFor()
  await admin.page.locator('[data-test="step-sum"][data-fits="true"]').waitFor()
  await standsAt(admin, 'steps-from')
  await look(admin, 'taken-over')
  await closeToasts(admin)
  await admin.at('draft-undo').click()
  await admin.page.locator('[data-test="draft-steps"][data-count="0"]').waitFor()
}

async function publish(admin) {
  await admin.at('section-review').click()
  await admin.at('draft-changes').waitFor()
  const text = await admin.at('draft-changes').innerText()
  for (const said of ['Phiên bản đầu tiên: trước phiên bản này cơ quan chưa tiếp nhận hồ sơ của thủ tục.', 'Thời hạn giải quyết: 10 ngày làm việc; thời hạn tiếp nhận: 8 giờ làm việc.', 'Quy trình có 5 bước, cộng lại 10 ngày.'])
    assert(text.includes(said), `the review says: ${said}\n${text}`)
  await look(admin, 'review')
  await admin.at('draft-publish').click()
  await admin.at('publish-form').waitFor()
  await admin.at('publish-from').fill(DAY)
  await look(admin, 'publish')
  await admin.at('publish-send').click()
  await admin.at('version-1').waitFor()
  await admin.at('publish-form').waitFor({ state: 'hidden' })
  await readToast(admin)
  await look(admin, 'published')
}

/* Asked first, with what it means; without a reason it is not sent; then the text is a draft again and the procedure is not opened. */
async function takeBack(admin) {
  await admin.at('take-back-1').focus()
  await admin.page.keyboard.press('Enter')
  await admin.at('take-back-form').waitFor()
  assert.match(await admin.at('take-back-form').innerText(), /định áp dụng từ 04\/01\/2027 là phiên bản đầu tiên[^]*chưa tiếp nhận hồ sơ của thủ tục này/, 'what it means is said')
  await admin.at('take-back-send').click()
  await standsAt(admin, 'take-back-reason')
  assert.equal(await admin.at('take-back-reason').getAttribute('aria-invalid'), 'true', 'a reason is asked for')
  await look(admin, 'take-back-refused')
  await admin.at('take-back-reason').fill('Chưa có quyết định công bố thủ tục')
  await admin.at('take-back-send').click()
  await admin.at('draft-bar').waitFor()
  assert.match(await readToast(admin), /phiên bản 1/i)
  await look(admin, 'taken-back')
  await admin.at('section-versions').click()
  await admin.page.getByText('Chưa có phiên bản nào').waitFor()
  assert.equal(await admin.at('version-1').count(), 0)
}

/* Its day comes while the question stands on the screen. */
async function tooLate(admin) {
  await admin.at('take-back-1').click()
  await admin.at('take-back-reason').fill('Chưa có quyết định công bố thủ tục')
  const { path, tag } = await world(admin)
  const said = await call(admin, 'POST', `${path}/clock`, { jump: `${DAY}T08:30` }, tag)
  assert.equal(said.status, 200, JSON.stringify(said.body))
  admin.walk.expects(400, /\/procedures\/take-back$/)
  admin.walk.expects(409, /\/procedures\/take-back$/)
  await admin.at('take-back-send').click()
  await admin.at('take-back-refusal').waitFor()
  assert.match(await admin.at('take-back-refusal').innerText(), /áp dụng/)
  await look(admin, 'take-back-too-late')
  await admin.page.keyboard.press('Escape')
  await admin.at('take-back-form').waitFor({ state: 'hidden' })
  await admin.at('take-back-1').waitFor({ state: 'detached' })
  await admin.page.locator('[data-test="version-1"][data-standing="in_force"]').waitFor()
  await look(admin, 'in-force')
}

async function file(person) {
  await takeSeat(person, 'dn')
  await closeToasts(person)
  const { path, tag } = await world(person)
  const about = (await call(person, 'GET', `${path}/filing/procedure?code=${CODE}`)).body
  const said = await call(person, 'POST', `${path}/dossiers`, { procedure: CODE, agency: 'H37.T01', channel: 'online', components: about.components.map((one) => one.code) }, tag)
  assert.equal(said.status, 201, JSON.stringify(said.body))
  return said.body.dossier.id
}

export default async function opening(walk, server) {
  const { code } = demo(server)
  const admin = await walk.person('admin')
  await admin.go('/')
  await join(admin, code, 'Lê Quản Trị')
  await admin.at('return-code-go').click()
  await admin.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await admin.at('queue').waitFor()
  await takeSeat(admin, 'qtht')
  await closeToasts(admin)
  await find(admin)
  await admin.at('draft-open').focus()
  await admin.page.keyboard.press('Enter')
  await admin.at('draft-bar').waitFor()
  await fill(admin)
  await takeOver(admin)
  await steps(admin)
  await publish(admin)
  await takeBack(admin)
  await publish(admin)
  await tooLate(admin)
  const dossier = await file(admin)
  await takeSeat(admin, 'mc')
  await closeToasts(admin)
  await admin.at('nav-dossiers').click()
  await openDossier(admin, dossier)
  await look(admin, 'filed')
  await takeSeat(admin, 'qtht')
  await closeToasts(admin)
  await language(admin, 'en')
  await admin.at('nav-procedures').click()
  await admin.at('procedures-unopened').click()
  await admin.at('procedures-without').waitFor()
  await look(admin, 'list-en')
}
