/* The way of one dossier through every seat, with everything that a class is for: a wrong act named at once, a rewind, a
 * reset, the trainer's board and interventions beside it, the debriefing and the results. Exercise: ho-so-dau-tien. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import {
  act, demo, inCoach, join, look, openDossier, openTimeline, readToast, rewindTo, signIn, tab, takeHolderSeat, takeSeat,
} from '../office.mjs'

export const about = 'join, act, err, rewind, reset, B1 to B8, board, interventions, debriefing, CSV and xlsx'

const EXERCISE = 'ho-so-dau-tien'
const NAME = 'Nguyễn Thị Hòa'
const STEPS = ['tiep-nhan', 'bo-sung', 'chuyen', 'phan-cong', 'tham-dinh', 'xem-xet', 'ky-duyet', 'phat-hanh', 'tra-ket-qua']

async function openClass(trainer, login) {
  await trainer.go('/')
  await signIn(trainer, login)
  await trainer.at('classes').waitFor()
  await look(trainer, 'classes')
  await trainer.at('class-create').click()
  await trainer.at('class-name-input').fill('Lớp thử đường đi')
  await trainer.at(`pick-${EXERCISE}`).click()
  await look(trainer, 'class-create')
  await trainer.at('class-create-submit').click()
  await trainer.at('class-title').waitFor()
  await look(trainer, 'class-new')
  return (await trainer.at('join-code-shown').innerText()).trim()
}

/* In by code, out, and back by the four words. */
async function enter(trainee, code) {
  await trainee.go(`/?join=${code}`)
  await trainee.at('join-code').waitFor()
  assert.equal((await trainee.at('join-code').inputValue()).toUpperCase(), code, 'the code of the QR address is filled in')
  const words = await join(trainee, code, NAME)
  await look(trainee, 'return-code')
  await trainee.at('return-code-go').click()
  await trainee.at('class-name').waitFor()
  await trainee.at('sign-out').click()
  await trainee.at('return-code').fill(words)
  await trainee.at('return-submit').click()
  await trainee.at('class-name').waitFor()
  await look(trainee, 'home')
}

/* The numbers of the complete and of the incomplete dossier, read off their lists of components. */
async function findDossiers(trainee) {
  const rows = await trainee.page.locator('[data-test="queue"] tbody tr').evaluateAll((all) => all.map((r) => r.dataset.test.replace('dossier-', '')))
  assert.equal(rows.length, 2, 'two dossiers wait in the queue')
  const found = {}
  for (const id of rows) {
    await openDossier(trainee, id)
    await tab(trainee, 'components')
    const there = await trainee.at('comp-phuong-an-san-xuat').getAttribute('data-provided')
    found[there === 'true' ? 'du' : 'thieu'] = id
  }
  assert.deepEqual(Object.keys(found).sort(), ['du', 'thieu'])
  return found
}

/* The form as a paper: a PDF that says what it is, and the same bytes again after it was printed. */
async function paper(trainee, form) {
  const get = async () => {
    const href = await trainee.at(`form-${form}`).locator('[data-test="form-view"]').getAttribute('href')
    const answer = await trainee.context.request.get(trainee.walk.base + href)
    assert.equal(answer.headers()['content-type'], 'application/pdf')
    return await answer.body()
  }
  const words = execFileSync('pdftotext', ['-', '-'], { input: await get(), encoding: 'utf8' })
  assert.match(words, /tập huấn/i, 'a paper of a world says that it is a training copy')
  const [popup] = await Promise.all([trainee.page.waitForEvent('popup'), trainee.at(`form-${form}`).locator('[data-test="form-print"]').click()])
  await trainee.at(`form-${form}`).locator('.tag-green').waitFor()
  await popup.close()
  assert((await get()).equals(await get()), 'a reprint is the same bytes')
}

async function stepStates(trainee) {
  return await inCoach(trainee, async () =>
    Object.fromEntries(await trainee.page.locator('[data-test^="step-"]').evaluateAll((all) => all.map((s) => [s.dataset.test.slice(5), s.dataset.state]))))
}

async function points(trainee) {
  return await inCoach(trainee, async () => Number((await trainee.at('score-points').innerText()).match(/-?\d+/)[0]))
}

async function acceptIncomplete(trainee, dossiers) {
  await openDossier(trainee, dossiers.thieu)
  const said = await act(trainee, 'accept', { confirm_missing: true, look: 'dialog-missing' })
  assert.match(said, /còn thiếu thành phần bắt buộc/, 'the mistake is named in the answer')
  await inCoach(trainee, async () => {
    await trainee.at('mistakes').waitFor()
    await look(trainee, 'mistake')
  })
}

async function actBeforeLast(trainee) {
  await openTimeline(trainee)
  await look(trainee, 'timeline')
  const numbers = await trainee.page.locator('[data-test^="rewind-"]').evaluateAll((all) => all.map((b) => Number(b.dataset.test.slice(7))))
  await trainee.page.keyboard.press('Escape')
  await trainee.at('timeline').waitFor({ state: 'hidden' })
  return Math.max(...numbers.filter(Number.isInteger))
}

async function askForSupplement(trainee, dossiers) {
  await openDossier(trainee, dossiers.thieu)
  const said = await act(trainee, 'request-supplement', {
    components: ['phuong-an-san-xuat'], reason: 'Thiếu phương án sản xuất, kinh doanh', look: 'dialog-supplement',
  })
  assert.match(said, /Yêu cầu bổ sung đúng một thành phần còn thiếu/, 'the check turns green in the answer')
}

/* B1 to B6 on the complete dossier; after each act the right check is green. */
async function throughTheSeats(trainee, dossiers, between) {
  await openDossier(trainee, dossiers.du)
  assert.match(await act(trainee, 'accept'), /trong 8 giờ làm việc/)
  await tab(trainee, 'forms')
  await trainee.at('form-01').waitFor()
  await look(trainee, 'forms')
  await paper(trainee, '01')
  assert.match(await act(trainee, 'hand-over'), /chuyển cho phòng chuyên môn/)
  await takeHolderSeat(trainee)
  await look(trainee, 'head-of-division')
  assert.match(await act(trainee, 'assign', { account: 'cv', look: 'dialog-assign' }), /được phân công thụ lý/)
  await between()
  await takeHolderSeat(trainee)
  await act(trainee, 'appraise', { eligible: 'yes', opinion: 'Hồ sơ đủ điều kiện', look: 'dialog-appraise' })
  await act(trainee, 'draft', { kind: 'grant', summary: 'Đề nghị cấp Giấy chứng nhận' })
  assert.match(await act(trainee, 'submit'), /trình lãnh đạo phòng/i)
  await takeHolderSeat(trainee)
  assert.match(await act(trainee, 'initial'), /ký nháy/)
  await takeHolderSeat(trainee)
  assert.match(await act(trainee, 'approve'), /ký duyệt/)
  await takeHolderSeat(trainee)
  await act(trainee, 'number')
  assert.match(await act(trainee, 'issue'), /phát hành/)
}

/* B7: the committee is a bot; the clock goes to what happens next until it has decided. B8: the result is returned. */
async function decideAndReturn(trainee) {
  const go = trainee.at('clock-next')
  await inCoach(trainee, async () => {
    for (let n = 0; n < 40; n++) {
      const done = await trainee.page.waitForFunction(() => {
        const completed = document.querySelector('[data-test="dossier-state"]')?.dataset.state === 'completed'
        return completed ? 'completed' : document.querySelector('[data-test="clock-next"]:enabled') && 'more'
      })
      if ((await done.jsonValue()) === 'completed') return
      const before = await trainee.at('clock-now').innerText()
      await go.click()
      await trainee.page.waitForFunction((b) => document.querySelector('[data-test="clock-now"]')?.innerText !== b, before)
    }
  })
  await trainee.page.locator('[data-test="dossier-state"][data-state="completed"]').waitFor()
  await takeSeat(trainee, 'mc')
  const shows = { process: 'process', deadline: 'deadline', history: 'history', control: 'control-sheet', forms: 'forms' }
  for (const name of ['info', 'components', 'process', 'deadline', 'history', 'control', 'forms']) {
    await tab(trainee, name)
    if (shows[name]) await trainee.at(shows[name]).waitFor()
    await look(trainee, `tab-${name}`)
  }
  assert.match(await act(trainee, 'return-result', { by: 'electronic' }), /Kết quả điện tử đã trả cho người nộp/)
}

/* The trainer looks on, enters the office read-only, speaks, and moves the clock of all. */
async function trainerBeside(trainer, trainee) {
  const row = trainer.page.locator('[data-test="board"] tbody tr', { hasText: NAME })
  await row.locator('td[data-state="done"]').nth(2).waitFor()
  await look(trainer, 'board')
  await row.locator('[data-test="row-open"]').click()
  await trainer.at('row-drawer').waitFor()
  await look(trainer, 'row-drawer')
  await trainer.at('row-watch').click()
  await trainer.at('read-only-bar').waitFor()
  await trainer.at('queue').or(trainer.at('queue-empty')).first().waitFor()
  assert.equal(await trainer.page.locator('[data-test^="act-"], [data-test="reset"], [data-test="finish"]').count(), 0, 'a trainer reads only')
  await look(trainer, 'watch')
  await trainer.page.goBack()
  await trainer.at('class-announce').click()
  await trainer.at('announce-text').fill('Nghỉ giải lao 10 phút.')
  await trainer.at('announce-send').click()
  await trainer.at('announce-text').waitFor({ state: 'hidden' })
  await trainee.at('toast').filter({ hasText: 'Nghỉ giải lao' }).waitFor()
  await readToast(trainee)
  const before = await inCoach(trainee, async () => await trainee.at('clock-now').innerText())
  await trainer.at('class-clock').click()
  await trainer.at('class-jump-1_workhours').click()
  await look(trainer, 'class-clock')
  await trainer.at('class-clock-send').click()
  await trainer.at('class-clock-send').waitFor({ state: 'hidden' })
  await inCoach(trainee, async () =>
    await trainee.page.waitForFunction((b) => document.querySelector('[data-test="clock-now"]')?.innerText !== b, before))
}

async function results(trainer) {
  for (const [kind, first] of [['csv', '\ufeff'], ['xlsx', 'PK']]) {
    const [download] = await Promise.all([trainer.page.waitForEvent('download'), trainer.at(`results-${kind}`).click()])
    const bytes = readFileSync(await download.path())
    assert(bytes.toString('utf8').startsWith(first), `${kind} begins as it must`)
    assert(bytes.length > 300, `${kind} is not empty`)
    if (kind === 'csv') assert.match(bytes.toString('utf8'), new RegExp(NAME))
  }
}

export default async function issue(walk, server) {
  const trainer = await walk.person('trainer')
  const trainee = await walk.person('trainee')
  const code = await openClass(trainer, demo(server))
  await enter(trainee, code)
  await trainee.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await trainee.at('queue').waitFor()
  await look(trainee, 'queue')
  await takeSeat(trainee, 'mc')
  const dossiers = await findDossiers(trainee)

  await acceptIncomplete(trainee, dossiers)
  await rewindTo(trainee, await actBeforeLast(trainee))
  assert.equal(await inCoach(trainee, async () => await trainee.at('mistakes').count()), 0, 'the rewind takes the mistake back')
  await askForSupplement(trainee, dossiers)
  assert.equal((await stepStates(trainee))['bo-sung'], 'done')

  await inCoach(trainee, async () => {
    await trainee.at('reset').click()
    await trainee.at('confirm-yes').click()
  })
  await readToast(trainee)
  assert.equal(await points(trainee), 0, 'the reset takes everything back')
  await trainee.page.goto(trainee.page.url().replace(/\/ho-so\/.*/, ''))
  await trainee.at('queue').waitFor()
  await takeSeat(trainee, 'mc')

  await askForSupplement(trainee, await findDossiers(trainee))
  await throughTheSeats(trainee, dossiers, async () => await trainerBeside(trainer, trainee))
  await decideAndReturn(trainee)
  const states = await stepStates(trainee)
  assert.deepEqual(STEPS.filter((s) => states[s] !== 'done'), [], `every step is done: ${JSON.stringify(states)}`)
  assert.equal(await points(trainee), 100)

  await inCoach(trainee, async () => {
    await trainee.at('finish').click()
    await trainee.at('confirm-yes').click()
    await trainee.at('debrief-result').waitFor()
  })
  await look(trainee, 'debrief')
  assert.match(await trainee.at('debrief-result').innerText(), /100/)
  await results(trainer)
}
