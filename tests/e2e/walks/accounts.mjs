/* A unit's administrator adds, moves, disables and enables an account, and adds a list after seeing each row's outcome. */
import assert from 'node:assert/strict'
import { closeToasts, demo, join, look, readToast, takeSeat } from '../office.mjs'

export const about = 'the accounts desk: add, move, disable, enable, a list tried and added whole'
export const gate = [1440]

const EXERCISE = 'thuc-hanh-tu-do'
const HEADER = 'Mã tài khoản;Họ và tên;Vai trò;Đơn vị\n'

async function send(person) {
  await person.at('account-send').click()
  await person.at('account-send').waitFor({ state: 'detached' })
  await readToast(person)
}

async function choose(person, text) {
  await person.at('import-file').setInputFiles({ name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(HEADER + text) })
  await person.at('import-counts').waitFor()
}

export default async function accounts(walk, server) {
  const { code } = demo(server)
  const admin = await walk.person('admin')
  await admin.go('/')
  await join(admin, code, 'Lê Quản Trị')
  await admin.at('return-code-go').click()
  await admin.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await admin.at('queue').waitFor()
  await takeSeat(admin, 'qtdv')
  await admin.at('nav-accounts').click()
  await admin.at('accounts').waitFor()
  await closeToasts(admin)
  await look(admin, 'accounts')
  await admin.at('account-add').click()
  await admin.at('account-id').fill('nv-an')
  await admin.at('account-name').fill('=Nguyễn Văn An')
  await admin.at('account-org').fill('H37.T01.T11')
  walk.expects(400, /\/accounts\/(add|import)$/)
  await admin.at('account-send').click()
  await admin.page.getByText('bảng tính').first().waitFor()
  await look(admin, 'add')
  await admin.at('account-name').fill('Nguyễn Văn An')
  await send(admin)
  await admin.at('account-nv-an').waitFor()
  await admin.at('move-nv-an').click()
  await admin.at('account-role').selectOption('clerk')
  await admin.at('account-reason').fill('Điều động theo QĐ 5')
  await send(admin)
  await admin.at('account-nv-an').getByText('Văn thư').waitFor()
  await admin.at('switch-nv-an').click()
  await admin.at('account-reason').fill('Nghỉ việc')
  await look(admin, 'disable')
  await send(admin)
  await admin.page.locator('[data-test="account-nv-an"][data-active="false"]').waitFor()
  await admin.at('switch-nv-an').click()
  await send(admin)
  await admin.page.locator('[data-test="account-nv-an"][data-active="true"]').waitFor()
  await admin.at('account-import').click()
  await choose(admin, 'tran-binh;Trần Bình;Chuyên viên thụ lý;H37.T01.T11\nnv-an;;thủ kho;H37\n')
  assert(await admin.at('import-send').isDisabled(), 'a list with errors cannot be added')
  await look(admin, 'import')
  await choose(admin, 'tran-binh;Trần Bình;Chuyên viên thụ lý;H37.T01.T11\nle-chi;Lê Chi;Văn thư;H37.T01\n')
  await admin.page.waitForFunction(() => !document.querySelector('[data-test="import-send"]').disabled)
  await admin.at('import-send').click()
  await admin.at('account-le-chi').waitFor()
  await readToast(admin)
  await admin.at('accounts-search').fill('tran binh')
  await admin.page.waitForFunction(() => document.querySelectorAll('[data-test="accounts"] tbody tr').length === 1)
  await admin.at('language-en').click() /* the exercise’s brief names seats in Vietnamese: only keys are looked for */
  await admin.page.locator('html[lang="en"]').waitFor({ state: 'attached' })
  await look(admin, 'accounts-en')
}
