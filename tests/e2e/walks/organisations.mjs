/* A system administrator opens a division, renames it, tries a closing that cannot be, closes one, takes it back, and moves a unit. */
import assert from 'node:assert/strict'
import { closeToasts, demo, join, look, readToast, takeSeat } from '../office.mjs'

export const about = 'the organisations desk: a unit opened, renamed, closed with what it bears on, opened again, moved'
export const gate = []

const EXERCISE = 'thuc-hanh-tu-do'
const NEW = 'H37.T01.T91'

async function send(person) {
  await person.at('org-send').click()
  await person.at('org-send').waitFor({ state: 'detached' })
  await readToast(person)
}

async function add(admin) {
  await admin.at('add-H37.T01').click()
  await admin.at('org-kind').selectOption('room')
  await admin.at('org-code').fill('H37.T01.91')
  await admin.at('org-name').fill('Phòng Chuyển đổi số')
  admin.expects(400, /\/orgs\/add$/)
  await admin.at('org-send').click()
  await admin.page.getByText('phải bắt đầu bằng T').first().waitFor()
  await look(admin, 'add-real-code')
  await admin.at('org-code').fill(NEW)
  await send(admin)
  await admin.at(`org-${NEW}`).waitFor()
}

async function rename(admin) {
  await admin.at(`change-${NEW}`).click()
  await admin.at('org-name').fill('Phòng Chuyển đổi số và Đổi mới sáng tạo')
  await admin.at('org-reason').fill('Quyết định 12/QĐ-UBND')
  await send(admin)
  await admin.at(`org-${NEW}`).locator('.strong', { hasText: 'Đổi mới sáng tạo' }).waitFor()
}

async function close(admin) {
  await admin.at('close-H37.T01').click()
  await admin.page.locator('[data-test="org-effect"][data-may="false"]').waitFor()
  assert(await admin.at('org-send').isDisabled(), 'an agency with open units below it is not closed')
  await look(admin, 'close-refused')
  await admin.page.keyboard.press('Escape')
  await admin.at('org-effect').waitFor({ state: 'detached' })
  await admin.at('close-H37.T01.T11').click()
  await admin.page.locator('[data-test="org-effect"][data-may="true"]').waitFor()
  await admin.at('org-successor').selectOption(NEW)
  await admin.at('org-look').click()
  await admin.page.locator('[data-test="org-effect"][data-may="true"]').getByText(NEW).waitFor()
  await look(admin, 'close')
  await admin.page.keyboard.press('Escape')
  await admin.at('org-effect').waitFor({ state: 'detached' })
  await admin.at(`close-${NEW}`).click()
  await admin.at('org-reason').fill('Mở nhầm')
  await send(admin)
  await admin.page.locator(`[data-test="org-${NEW}"][data-state="closing"]`).waitFor()
  await admin.at(`reopen-${NEW}`).click()
  await admin.at('org-reason').fill('Cần dùng lại')
  await send(admin)
  await admin.page.locator(`[data-test="org-${NEW}"][data-state="open"]`).waitFor()
}

async function move(admin) {
  await admin.at('orgs-search').fill('so y te')
  await admin.at('move-H37.T03').click()
  await admin.at('org-parent').selectOption('G06')
  await admin.at('org-look').click()
  await admin.page.locator('[data-test="org-effect"][data-may="true"]').waitFor()
  await admin.at('org-reason').fill('Sắp xếp theo đề án tập huấn')
  await look(admin, 'move')
  await send(admin)
  await admin.page.locator('[data-test="org-H37.T03"][data-state="closed"]').waitFor()
  await look(admin, 'moved')
}

export default async function organisations(walk, server) {
  const { code } = demo(server)
  const admin = await walk.person('admin')
  admin.expects = (...what) => walk.expects(...what)
  await admin.go('/')
  await join(admin, code, 'Nguyễn Tổ Chức')
  await admin.at('return-code-go').click()
  await admin.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await admin.at('queue').waitFor()
  await takeSeat(admin, 'qtht')
  await admin.at('nav-orgs').click()
  await admin.at('orgs').waitFor()
  await closeToasts(admin)
  await look(admin, 'orgs')
  await add(admin)
  await rename(admin)
  await close(admin)
  await move(admin)
  await admin.at('orgs-search').fill('')
  await admin.at('language-en').click()
  await admin.page.locator('html[lang="en"]').waitFor({ state: 'attached' })
  await look(admin, 'orgs-en')
}
