/* Two people in one office, on one dossier: one lets the other in by a code; each sees whom the other is and what is being written; who is
 * slower is told what changed, fact by fact, and goes on with what was written; a dossier is taken over and back, and no draft is lost.
 * Then the trainer moves the clock and takes the office back while a dialog is open. */
import assert from 'node:assert/strict'
import { act, closeToasts, demo, inCoach, join, language, look, readToast, signIn, takeSeat } from '../office.mjs'

export const about = 'two people on one dossier: presence, conflict fact by fact, merge, take-over with the draft kept, the trainer in between'
export const gate = [1440]

const EXERCISE = 'thuc-hanh-tu-do'

async function enter(walk, name, code) {
  const person = await walk.person(name)
  await person.go('/')
  await join(person, code, name)
  await person.at('return-code-go').click()
  await person.at('class-name').waitFor()
  return person
}

const desk = async (person) => await person.at('queue').or(person.at('queue-empty')).first().waitFor()

async function open(person, id) {
  if (await person.at('to-queue').count()) await person.at('to-queue').click()
  await person.at('view-all').click()
  await person.at(`dossier-${id}`).locator('a.open').click()
  await person.at('dossier-header').waitFor()
}

async function sit(person, seat, id) {
  if (await person.at('to-queue').count()) await person.at('to-queue').click()
  await takeSeat(person, seat)
  await closeToasts(person)
  await open(person, id)
}

const dossierOf = async (person, procedure) => {
  await person.at('view-all').click()
  const row = person.page.locator('[data-test="queue"] tbody tr', { hasText: procedure }).first()
  await row.waitFor()
  return Number((await row.getAttribute('data-test')).replace('dossier-', ''))
}

/* The owner lets a colleague in; a code of nobody's is refused. */
async function invite(owner, mate, walk) {
  const code = await inCoach(owner, async () => {
    await owner.at('team-invite').click()
    await owner.at('team-code').waitFor()
    await look(owner, 'invited')
    return (await owner.at('team-code').innerText()).trim()
  })
  walk.expects(404, /\/api\/my\/accompanied$/)
  await mate.at('accompany-code').fill('222-222')
  await mate.at('accompany-send').click()
  await mate.page.locator('[data-test="accompany"] .error').waitFor()
  await look(mate, 'code-refused')
  await mate.at('accompany-code').fill(code)
  await mate.at('accompany-send').click()
  await desk(mate)
}

/* To the specialist, with the other one as a co-handler. */
async function toAppraisal(owner, id) {
  await sit(owner, 'mc', id)
  await act(owner, 'accept')
  await act(owner, 'hand-over')
  await sit(owner, 'tp', id)
  await act(owner, 'assign', { account: 'cv' })
  await owner.at('act-add-participant').click()
  await owner.at('field-colleague').selectOption('cv2')
  await owner.at('participation-co_handler').click()
  await owner.at('act-send').click()
  await owner.at('act-form').waitFor({ state: 'hidden' })
  await closeToasts(owner)
}

/* Each sees the other, with name, seat and what is being written; a seat is one person's. */
async function presence(owner, mate, id, walk) {
  await sit(owner, 'cv', id)
  await mate.at('seat-select').or(mate.at('coach-open')).first().waitFor()
  await inCoach(mate, async () => {
    await mate.page.waitForFunction(() => document.querySelector('#seat-select option[value="cv"]')?.disabled) /* a seat that is taken cannot be chosen */
    assert.equal(await mate.at('reset').count(), 0, 'the office’s time is the owner’s')
    await mate.at('next-step').getByText(/Nguyễn Văn An nộp bài/).waitFor() /* handing in is the owner’s */
  })
  await sit(mate, 'cv2', id)
  await owner.at('present-cv2').waitFor()
  await mate.at('present-cv').waitFor()
  assert.match(await mate.at('present-cv').innerText(), /Nguyễn Văn An/)
  await owner.at('act-appraise').click()
  await owner.at('act-form').waitFor()
  await owner.at('eligible-yes').click()
  await owner.at('field-opinion').fill('Hồ sơ đủ điều kiện, đề nghị cấp giấy chứng nhận.')
  await mate.page.locator('[data-test="present-cv"][data-dialog="dossier.appraise"]').waitFor()
  await owner.page.locator('[data-test="draft-line"][data-restored="false"]').waitFor()
  await look(mate, 'presence')
  walk.expects(409, /\/appraise$/)
}

/* A co-handler's opinion comes first: told as a fact, and what was written goes on from there. */
async function merge(owner, mate) {
  await mate.at('act-contribute').click()
  await mate.at('act-form').waitFor()
  await mate.at('field-contribution').fill('Đã đối chiếu bản chính quyết định thành lập.')
  await mate.at('act-send').click()
  await mate.at('act-form').waitFor({ state: 'hidden' })
  await closeToasts(mate)
  await owner.at('act-send').click()
  await owner.at('conflict').waitFor()
  const change = owner.at('change-contribution')
  await change.waitFor()
  assert.match(await change.innerText(), /Đã đối chiếu bản chính/)
  await look(owner, 'conflict')
  await owner.at('conflict-merge').click()
  await owner.at('act-form').waitFor()
  assert.match(await owner.at('field-opinion').inputValue(), /đủ điều kiện/)
  await owner.at('act-send').click()
  await owner.at('act-form').waitFor({ state: 'hidden' })
  await closeToasts(owner)
}

/* A draft outlives a reload, and lies on the dossier until it is sent. */
async function draftSurvives(owner) {
  await owner.at('act-draft').click()
  await owner.at('act-form').waitFor()
  await owner.at('kind-grant').click()
  await owner.at('field-summary').fill('Trình lãnh đạo Sở cấp giấy chứng nhận.')
  await owner.page.locator('[data-test="draft-line"]').waitFor()
  await owner.page.reload()
  await owner.at('kept-draft').waitFor()
  await owner.at('present-cv2').waitFor()
  assert.equal(await owner.at('present-cv').count(), 0, 'a window that loaded anew is nobody else')
  await look(owner, 'draft-kept')
  await owner.at('kept-draft').locator('[data-test="kept-resume"]').click()
  await owner.page.locator('[data-test="draft-line"][data-restored="true"]').waitFor()
  assert.equal(await owner.at('field-summary').inputValue(), 'Trình lãnh đạo Sở cấp giấy chứng nhận.')
}

/* The co-handler takes over while the other writes; sees that draft, writes another appraisal and begins a draft of its own. */
async function takenOver(owner, mate) {
  await mate.page.reload() /* what the other has sent meanwhile is seen first: this is no conflict */
  await mate.at('act-take-over').waitFor()
  await act(mate, 'take-over', { reason: 'Đồng nghiệp đi công tác đột xuất', look: 'take-over' })
  await mate.page.locator('[data-test="kept-draft"][data-mine="false"]').waitFor()
  assert.match(await mate.at('kept-draft').innerText(), /Trình lãnh đạo Sở/)
  await look(mate, 'others-draft')
  await act(mate, 'appraise', { eligible: 'no', opinion: 'Trụ sở chưa có giấy tờ hợp lệ.' })
  await act(mate, 'draft', { kind: 'refuse', summary: 'Trình văn bản từ chối.' })
  await mate.at('act-submit').click()
  await mate.at('act-form').waitFor()
  await mate.at('field-note').fill('Kính trình lãnh đạo phòng.')
  await mate.page.locator('[data-test="draft-line"]').waitFor()
}

/* The first one is told, takes it back with a reason, chooses field by field and sends; the other's draft is kept for both. */
async function takenBack(owner, mate, walk) {
  walk.expects(409, /\/draft$/)
  await owner.at('act-send').click()
  await owner.at('conflict-blocked').waitFor()
  assert.match(await owner.at('change-holder').innerText(), /→/)
  for (const fact of ['eligible', 'opinion', 'result_kind', 'summary']) await owner.at(`change-${fact}`).waitFor()
  await look(owner, 'taken')
  await owner.at('conflict-reason').fill('Đã trở lại làm việc, tiếp tục thụ lý')
  await owner.at('conflict-take-over').click()
  await owner.at('clash-summary').waitFor()
  await closeToasts(owner)
  await owner.at('conflict-merge').click()
  await owner.page.locator('[data-test="conflict"] .error').first().waitFor() /* both wrote the same fields: one must be chosen */
  await owner.at('clash-summary-mine').click()
  await owner.at('clash-kind-theirs').click()
  await look(owner, 'field-by-field')
  await owner.at('conflict-merge').click()
  await owner.at('act-form').waitFor()
  assert.equal(await owner.at('field-summary').inputValue(), 'Trình lãnh đạo Sở cấp giấy chứng nhận.')
  assert.equal(await owner.at('kind-refuse').locator('input').isChecked(), true)
  await owner.at('act-send').click()
  await owner.at('act-form').waitFor({ state: 'hidden' })
  await closeToasts(owner)
  await owner.page.locator('[data-test="kept-submit"][data-mine="false"]').waitFor()
  assert.match(await owner.at('kept-submit').innerText(), /Kính trình lãnh đạo phòng/)
  await mate.at('outdated').waitFor()
  await mate.at('act-cancel').click()
  await mate.page.locator('[data-test="kept-submit"][data-mine="true"]').waitFor()
  await look(mate, 'returned')
}

async function trainerBetween(walk, owner, login, id) {
  const trainer = await walk.person('giảng viên')
  await trainer.go('/')
  await signIn(trainer, login)
  await trainer.page.locator('[data-test="classes"] tbody tr a').first().click()
  await trainer.at('board-exercise').selectOption(EXERCISE)
  await trainer.page.locator('[data-test="board"] tbody tr', { hasText: 'Nguyễn Văn An' }).filter({ hasText: '100' }).locator('[data-test="row-open"]').click()
  await trainer.at('row-drawer').waitFor()
  await sit(owner, 'mc', id)
  await owner.at('act-request-supplement').click()
  await owner.at('act-form').waitFor()
  await owner.at('field-reason').fill('Hồ sơ còn thiếu giấy kiểm định thiết bị.')
  await owner.page.locator('[data-test^="component-"]').first().click()
  await owner.page.locator('[data-test="draft-line"]').waitFor()
  await trainer.at('row-clock').click()
  await trainer.at('class-jump-1_workhours').click()
  await trainer.at('class-clock-send').click()
  await trainer.at('class-clock-send').waitFor({ state: 'hidden' })
  await owner.at('clock-jumped').waitFor()
  await look(owner, 'clock-jumped')
  await closeToasts(trainer)
  await trainer.at('row-rewind').click()
  await trainer.at('rewind-before-chuyen').click()
  await trainer.at('rewind-send').click()
  await trainer.at('rewind-send').waitFor({ state: 'hidden' })
  await owner.page.locator('[data-test="conflict"][data-kind="rewound"]').waitFor()
  await closeToasts(owner)
  await look(owner, 'rewound')
  await owner.at('conflict-merge').click()
  await owner.at('act-form').waitFor()
  assert.match(await owner.at('field-reason').inputValue(), /giấy kiểm định/)
  await owner.at('act-send').click()
  await owner.at('act-form').waitFor({ state: 'hidden' })
  await closeToasts(owner)
  await owner.page.locator('[data-test="dossier-state"][data-state="awaiting_supplement"]').waitFor()
}

/* The owner asks the colleague to leave: that office is none of theirs any more. */
async function leave(owner, mate, walk) {
  walk.expects(404, /\/api\/(worlds|attempts)\//)
  await mate.go('/lop')
  await mate.at('accompanied-go').waitFor()
  await look(mate, 'accompanied')
  await inCoach(owner, async () => {
    await owner.at('companion-remove').click()
    await owner.at('confirm-yes').click()
    await owner.at('companion').waitFor({ state: 'detached' })
  })
  await mate.at('accompanied-go').click()
  await mate.at('page-error').waitFor()
}

export default async function walkTwo(walk, server) {
  const login = demo(server)
  const owner = await enter(walk, 'Nguyễn Văn An', login.code)
  const mate = await enter(walk, 'Trần Thị Bình', login.code)
  await owner.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await desk(owner)
  await invite(owner, mate, walk)
  await takeSeat(owner, 'mc')
  const id = await dossierOf(owner, '1.014391')
  const other = await dossierOf(owner, '2.002380')
  await toAppraisal(owner, id)
  await presence(owner, mate, id, walk)
  await merge(owner, mate)
  await draftSurvives(owner)
  await takenOver(owner, mate)
  await takenBack(owner, mate, walk)
  await language(mate, 'en')
  await mate.at('kept-submit').waitFor()
  await look(mate, 'english')
  await trainerBetween(walk, owner, login, other)
  await leave(owner, mate, walk)
}
