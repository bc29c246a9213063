/* The exceptions of a dossier's life on the screen: a supplement while it is appraised, an apology with a new date, a withdrawal, a stop. */
import assert from 'node:assert/strict'
import { act, readToast, demo, join, look, openDossier, tab, takeSeat } from '../office.mjs'

export const about = 'supplement while appraised, apology, withdrawal and stop: dialogs, banners, both due dates, papers'
export const gate = []

const state = async (person) => await person.at('dossier-state').getAttribute('data-state')
const shows = async (person, wanted) => {
  await person.page.locator(`[data-test="dossier-state"][data-state="${wanted}"]`).waitFor()
  assert.equal(await state(person), wanted)
}

/* The seat, on the page of that dossier. */
async function sit(person, seat, id) {
  await takeSeat(person, seat)
  await openDossier(person, id)
}

async function begin(person, code) {
  await person.go('/')
  await join(person, code, 'Lý Thị Ngoại Lệ')
  await person.at('return-code-go').click()
  await person.at('exercise-thuc-hanh-tu-do').locator('[data-test="exercise-start"]').click()
  await person.at('queue').or(person.at('queue-empty')).first().waitFor()
}

/* The dossiers of procedure 1.014445 and 1.014391, by what their rows say. */
async function find(person) {
  await takeSeat(person, 'mc')
  await person.at('view-all').click()
  await person.page.locator('[data-test="queue"] tbody tr', { hasText: '1.014391' }).waitFor()
  const of = async (procedure) => (await person.page.locator('[data-test="queue"] tbody tr', { hasText: procedure }).first().getAttribute('data-test')).replace('dossier-', '')
  return { main: await of('1.014445'), other: await of('1.014391') }
}

async function toAppraisal(person, id) {
  await sit(person, 'mc', id)
  await act(person, 'accept', {})
  await act(person, 'hand-over')
  await sit(person, 'tp', id)
  await act(person, 'assign', { account: 'cv' })
}

/* Drafted, seen and signed by the head of division; what stands still is said; the applicant gives; the term runs from zero. */
async function supplement(person, id) {
  await sit(person, 'cv', id)
  await act(person, 'draft-supplement', { components: ['phuong-an-san-xuat'], reason: 'Phương án chưa nêu nguồn công nghệ', look: 'draft-supplement' })
  await person.at('notice').waitFor()
  await sit(person, 'tp', id)
  await look(person, 'notice-to-sign')
  await act(person, 'sign-notice', { look: 'sign-notice' })
  await shows(person, 'awaiting_supplement')
  assert.equal(await person.at('interruption').getAttribute('data-kind'), 'supplement')
  await look(person, 'waiting')
  const due = await person.at('dossier-due').innerText()
  await sit(person, 'dn', id)
  await person.at('supplement-send').click()
  await person.at('confirm-yes').click() /* without a file: the simulated paper stands in */
  await person.at('supplement').waitFor({ state: 'detached' })
  await readToast(person)
  await shows(person, 'in_handling')
  assert.equal(await person.at('interruption').count(), 0)
  return due
}

async function apology(person, id) {
  await sit(person, 'cv', id)
  await person.at('act-draft-apology').click()
  await person.at('act-form').waitFor()
  await person.at('field-new_due').fill('2026-12-21T10:00')
  await person.at('field-reason').fill('Chờ kết quả đo kiểm của phòng thử nghiệm')
  await look(person, 'draft-apology')
  await person.at('act-send').click()
  await person.at('act-form').waitFor({ state: 'hidden' })
  await sit(person, 'ld', id)
  await act(person, 'sign-notice')
  assert.equal(await person.at('dossier-due').innerText(), '21/12/2026 10:00')
  await person.at('dossier-original-due').waitFor()
  await tab(person, 'deadline')
  assert.equal(await person.at('term-changes').locator('li').count(), 2, 'the restart and the extension')
  await person.at('time-used').waitFor()
  await look(person, 'deadline')
}

async function withdrawal(person, id) {
  await sit(person, 'dn', id)
  await act(person, 'request-withdrawal', { reason: 'Doanh nghiệp không còn nhu cầu', look: 'request-withdrawal' })
  await shows(person, 'withdrawal_requested')
  await sit(person, 'mc', id)
  await look(person, 'withdrawal-asked')
  await act(person, 'confirm-withdrawal')
  await shows(person, 'withdrawn')
  await tab(person, 'forms')
  await person.at('form-05').waitFor()
  await look(person, 'withdrawn-papers')
}

async function stop(person, id) {
  await toAppraisal(person, id)
  await sit(person, 'cv', id)
  await act(person, 'draft-stop', { reason: 'Hồ sơ phải dừng theo kết luận thanh tra' })
  await sit(person, 'ld', id)
  await act(person, 'sign-notice', { look: 'sign-stop' })
  await shows(person, 'stopped')
  await look(person, 'stopped')
}

export default async function exceptions(walk, server) {
  const { code } = demo(server)
  const person = await walk.person('office')
  await begin(person, code)
  const { main, other } = await find(person)
  await toAppraisal(person, main)
  await supplement(person, main)
  await apology(person, main)
  await withdrawal(person, main)
  await stop(person, other)
}
