/* A system administrator adds a holiday after seeing what it does, takes another out, and a unit's administrator sets hours. */
import { act, closeToasts, demo, join, look, openDossier, readToast, takeSeat } from '../office.mjs'

export const about = 'the calendar desk: a day tried and written, a day taken out, office hours, what is to be recomputed'
export const gate = []

const EXERCISE = 'thuc-hanh-tu-do'

async function acceptOne(person) {
  await takeSeat(person, 'mc')
  await person.at('view-all').click()
  await person.at('queue-search').fill('1.014445')
  await person.page.waitForFunction(() => document.querySelectorAll('[data-test="queue"] tbody tr').length === 1)
  const row = await person.page.locator('[data-test="queue"] tbody tr').first().getAttribute('data-test')
  await openDossier(person, row.replace('dossier-', ''))
  await act(person, 'accept', { confirm_missing: false })
  return await person.at('dossier-due').innerText()
}

async function addDay(person, day) {
  await person.at('add-day').fill(day)
  await person.at('add-kind').selectOption('holiday')
  await person.at('add-name').fill('Ngày nghỉ đột xuất do bão')
  await person.at('add-source').fill('QĐ 12/QĐ-TTg')
  await person.at('add-look').click()
}

export default async function calendar(walk, server) {
  const { code } = demo(server)
  const admin = await walk.person('admin')
  await admin.go('/')
  await join(admin, code, 'Trần Quản Trị')
  await admin.at('return-code-go').click()
  await admin.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await admin.at('queue').waitFor()
  const due = await acceptOne(admin)
  const [, d, m, y] = due.match(/(\d\d)\/(\d\d)\/(\d{4})/)
  await takeSeat(admin, 'qtht')
  await admin.at('nav-calendar').click()
  await admin.at('calendar-days').waitFor()
  await closeToasts(admin)
  await look(admin, 'calendar')
  await addDay(admin, `${y}-${m}-${d}`)
  await admin.page.waitForFunction(() => document.querySelector('form [data-test="effect"]')?.dataset.count === '1')
  await look(admin, 'tried')
  await admin.at('add-write').click()
  await admin.at(`day-${y}-${m}-${d}`).waitFor()
  await readToast(admin)
  await admin.page.waitForFunction(() => document.querySelector('[data-test="recompute"] [data-test="effect"]').dataset.count === '1')
  await look(admin, 'written')
  await admin.at('recompute-reason').fill('Nghỉ theo QĐ 12/QĐ-TTg')
  await admin.at('recompute-send').click()
  await readToast(admin)
  await admin.page.waitForFunction(() => document.querySelector('[data-test="recompute"] [data-test="effect"]').dataset.count === '0')
  await look(admin, 'recomputed')
  walk.expects(409, /\/calendar\/try-add$/)
  await addDay(admin, `${y}-${m}-${d}`)
  await admin.page.getByText('đã có trong lịch').first().waitFor()
  await admin.at(`remove-${y}-${m}-${d}`).click()
  await admin.at('remove-reason').waitFor()
  await look(admin, 'remove')
  await admin.at('remove-reason').fill('Ghi nhầm ngày')
  await admin.at('remove-send').click()
  await admin.at(`day-${y}-${m}-${d}`).waitFor({ state: 'detached' })
  await readToast(admin)
  await takeSeat(admin, 'qtdv')
  await admin.at('add-day').waitFor({ state: 'detached' }) /* days are the system administrator’s */
  await admin.at('set-hours-H37.T01').click()
  await admin.at('hours-text').fill('07:00-11:30, 13:30-17:00')
  await admin.at('hours-look').click()
  await admin.at('hours-write').waitFor()
  await look(admin, 'hours')
  await admin.at('hours-write').click()
  await admin.at('hours-H37.T01').getByText('13:30-17:00').waitFor()
  await readToast(admin)
  await admin.at('language-en').click() /* the exercise’s brief names seats in Vietnamese: only keys are looked for */
  await admin.page.locator('html[lang="en"]').waitFor({ state: 'attached' })
  await admin.page.reload()
  await admin.at('calendar-days').waitFor()
  await look(admin, 'calendar-en')
}
