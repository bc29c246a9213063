/* What a trainer does to people in the middle of their work: sees a mistake, lets a check go, takes one person back, starts one
 * again, gives a lost return code, closes the class; and what the others see of it. Exercise: ho-so-dau-tien. */
import assert from 'node:assert/strict'
import { act, closeToasts, demo, inCoach, join, look, openDossier, readToast, signIn, standsAt, tab, takeSeat } from '../office.mjs'

export const about = 'interventions on one person: waive, rewind, reset, a new return code, closing the class'
export const gate = [1440]

const EXERCISE = 'ho-so-dau-tien'

async function enter(walk, name, code) {
  const person = await walk.person(name.split(' ')[0].toLowerCase())
  await person.go('/')
  await join(person, code, name)
  await person.at('return-code-go').click()
  await person.at('class-name').waitFor()
  return person
}

/* Starts, and accepts the dossier that lacks a paper. */
async function err(person) {
  await person.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await person.at('queue').waitFor()
  await takeSeat(person, 'mc')
  const rows = await person.page.locator('[data-test="queue"] tbody tr').evaluateAll((all) => all.map((r) => r.dataset.test.replace('dossier-', '')))
  for (const id of rows) {
    await openDossier(person, id)
    await tab(person, 'components')
    if ((await person.at('comp-phuong-an-san-xuat').getAttribute('data-provided')) !== 'true') break
  }
  await act(person, 'accept', { confirm_missing: true })
}

const rowOf = (trainer, name) => trainer.page.locator('[data-test="board"] tbody tr', { hasText: name })

/* Nobody has begun: nothing changes, and that is said. What is not chosen is asked for where it is chosen. */
async function beforeAnybody(trainer) {
  await trainer.at('class-rewind').click()
  await trainer.at('rewind-send').click()
  await trainer.page.getByText('Vui lòng chọn một mục.').waitFor()
  await trainer.page.waitForFunction(() => document.activeElement?.closest('[data-test^="rewind-before-"]'))
  await trainer.page.keyboard.press('Escape')
  await trainer.at('rewind-send').waitFor({ state: 'hidden' })
  await trainer.at('class-announce').click()
  await trainer.at('announce-send').click()
  await standsAt(trainer, 'announce-text')
  await trainer.page.keyboard.press('Escape')
  await trainer.at('announce-send').waitFor({ state: 'hidden' })
  await trainer.at('class-clock').click()
  await trainer.at('class-clock-send').click()
  assert.match(await readToast(trainer), /chưa học viên nào bắt đầu bài/)
}

async function openRow(trainer, name) {
  await rowOf(trainer, name).locator('[data-test="row-open"]').click()
  await trainer.at('row-drawer').waitFor()
}

async function closeRow(trainer) {
  await closeToasts(trainer)
  await trainer.page.keyboard.press('Escape')
  await trainer.at('row-drawer').waitFor({ state: 'hidden' })
}

async function waiveOne(trainer, trainee) {
  const button = trainer.at('row-drawer').locator('[data-test^="waive-"]').first()
  const check = (await button.getAttribute('data-test')).replace('waive-', '')
  await button.click()
  await trainer.at('waive-reason').fill('Đã thảo luận tại lớp')
  await look(trainer, 'waive')
  await trainer.at('waive-send').click()
  await trainer.at('waive-reason').waitFor({ state: 'hidden' })
  await inCoach(trainee, async () => await trainee.page.locator(`[data-test="check-${check}"][data-verdict="waived"]`).first().waitFor({ state: 'attached' }))
}

async function comeBack(walk, words, name) {
  const person = await walk.person('back')
  await person.go('/')
  await person.at('return-code').fill(words)
  await person.at('return-submit').click()
  await person.at('class-name').waitFor()
  if (!walk.narrow) assert.match(await person.at('who').innerText(), new RegExp(name))
}

export default async function trainerAtWork(walk, server) {
  const login = demo(server)
  const trainer = await walk.person('trainer')
  const hoa = await enter(walk, 'Hòa Lê', login.code)
  const binh = await enter(walk, 'Bình Trần', login.code)
  await trainer.go('/')
  await signIn(trainer, login)
  await trainer.page.locator('[data-test="classes"] tbody tr a').first().click()
  await beforeAnybody(trainer)

  await err(hoa)
  await rowOf(trainer, 'Hòa Lê').locator('.tag-red').waitFor()
  await rowOf(trainer, 'Bình Trần').waitFor()
  await look(trainer, 'board')

  await openRow(trainer, 'Hòa Lê')
  await look(trainer, 'row')
  await waiveOne(trainer, hoa)

  await trainer.at('row-rewind').click()
  await trainer.at('rewind-before-bo-sung').click()
  await trainer.at('rewind-send').click()
  await trainer.at('rewind-send').waitFor({ state: 'hidden' })
  assert.match(await readToast(trainer), /1/)
  await hoa.at('toast').waitFor()
  await look(hoa, 'rewound')
  await closeToasts(hoa)
  await inCoach(hoa, async () => await hoa.at('mistakes').waitFor({ state: 'detached' }))

  await trainer.at('row-reset').click()
  await trainer.at('confirm-yes').click()
  await readToast(trainer)
  await closeRow(trainer)

  await openRow(trainer, 'Bình Trần')
  walk.expects(401, /^\/api\/my$/) /* the window that had the old code is out, and says so */
  await trainer.at('row-release').click()
  await trainer.at('confirm-yes').click()
  const words = (await trainer.at('released-code').innerText()).trim()
  assert.equal(words.split(/\s+/).length, 4)
  await look(trainer, 'released')
  await closeRow(trainer)
  await binh.at('session-again').waitFor()
  await look(binh, 'signed-out')
  await comeBack(walk, words, 'Bình Trần')

  await trainer.at('class-close').click()
  await trainer.at('confirm-yes').click()
  await trainer.at('join-panel').waitFor({ state: 'hidden' })
  await look(trainer, 'closed')
  walk.expects(404, /^\/api\/join$/)
  walk.expects(409, /^\/api\/join$/)
  const late = await walk.person('late')
  await late.go('/')
  await late.at('join-code').fill(login.code)
  await late.at('join-name').fill('Người Đến Muộn')
  await late.at('join-submit').click()
  await late.page.locator('[data-test="join-refusal"], .error[role="alert"]').first().waitFor()
}
