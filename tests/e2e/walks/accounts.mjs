/*
 * A unit's administrator adds, moves, disables and enables an account, and adds a list after seeing each row's outcome: CSV, then a
 * workbook first with errors and then right. The new one-stop officer is sat in and accepts a dossier. Roles and what looks wrong.
 */
import assert from 'node:assert/strict'
import { act, closeToasts, demo, inCoach, join, look, openDossier, readToast, standsAt, takeSeat } from '../office.mjs'
import { workbook } from '../xlsx.mjs'

export const about = 'the accounts desk: add, move, disable, enable, lists from CSV and .xlsx tried and added whole, an added account sat in, roles, the check of the configuration'
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

const TITLES = [['DANH SÁCH CÔNG CHỨC BỘ PHẬN MỘT CỬA'], [], ['STT', 'Họ và tên', 'Mã tài khoản', 'Vai trò', 'Đơn vị']]

async function chooseBook(person, rows, hidden) {
  const counts = await person.at('import-counts').count()
  if (counts) await person.at('import-counts').evaluate((one) => one.setAttribute('data-old', ''))
  await person.at('import-file').setInputFiles({ name: 'mot-cua.xlsx', mimeType: 'application/octet-stream', buffer: workbook([...TITLES, ...rows], undefined, hidden) })
  await person.page.locator('[data-test="import-counts"]:not([data-old])').waitFor()
}

/* Rows left out by a filter, units in a hidden column: counted above the table and marked in it. */
async function hiddenRows(admin) {
  await chooseBook(admin, [['1', 'Hoàng Thị Mới', 'mc-moi', 'Công chức Bộ phận Một cửa', 'H37.T02'], ['2', 'Đỗ Đức Nam', 'do-nam', 'Văn thư', 'H37.T01'], ['3', 'Vi Thị Ẩn', 'vi-an', 'Văn thư', 'H37.T01']], { rows: [5, 6], columns: [5] })
  assert.equal(await admin.at('import-hidden').getAttribute('data-rows'), '2')
  assert.match(await admin.at('import-hidden').innerText(), /2 trên 3 dòng đang bị ẩn[^]*Cột đang bị ẩn[^]*Đơn vị/)
  assert.deepEqual(await admin.page.locator('[data-test="import-rows"] tbody tr').evaluateAll((all) => all.map((one) => one.dataset.hidden)), ['false', 'true', 'true'])
  await look(admin, 'import-hidden')
  await admin.at('import-hidden-only').click()
  await admin.at('import-row-4').waitFor({ state: 'detached' })
  assert.equal(await admin.page.locator('[data-test="import-rows"] tbody tr').count(), 2)
}

/* A system administrator's list for the one-stop unit, wrong, then right. */
async function importBook(admin) {
  await takeSeat(admin, 'qtht')
  await closeToasts(admin)
  await admin.at('account-import').click()
  await chooseBook(admin, [['1', 'Hoàng Thị Mới', 46346, 'Công chức Bộ phận Một cửa', 'H37.T02'], ['2', '=Đỗ Nam', 'do-nam', 'thủ kho', 'H37.T99']])
  assert(await admin.at('import-send').isDisabled(), 'a workbook with errors cannot be added')
  await admin.at('import-row-4').getByText('C4').waitFor()
  await admin.at('import-row-5').getByText('E5').waitFor()
  await look(admin, 'import-xlsx-wrong')
  await hiddenRows(admin)
  await chooseBook(admin, [['1', 'Hoàng Thị Mới', 'mc-moi', 'Công chức Bộ phận Một cửa', 'H37.T02']])
  assert.equal(await admin.at('import-hidden').count(), 0)
  await look(admin, 'import-xlsx-right')
  await admin.at('import-send').click()
  await admin.at('import-send').waitFor({ state: 'detached' })
  await readToast(admin)
  await admin.at('account-mc-moi').waitFor()
}

/* Whoever was added can be sat in, found by a search without accents, and does the work of the role. */
async function sitInNew(admin) {
  await inCoach(admin, async () => {
    await admin.at('seat-search').fill('hoang thi moi')
    await admin.page.waitForFunction(() => document.querySelector('#seat-select option[value="mc-moi"]'))
    if (!admin.walk.narrow) await look(admin, 'seats')
  })
  await takeSeat(admin, 'mc-moi')
  await closeToasts(admin)
  await admin.at('nav-dossiers').click()
  await admin.at('queue').waitFor()
  const row = admin.page.locator('[data-test="queue"] [data-test^="dossier-"][data-state="filed"]').filter({ hasText: 'văn phòng đại diện' }).first()
  await row.locator('a.open').click()
  await admin.at('dossier-header').waitFor()
  await act(admin, 'accept')
  await admin.page.locator('[data-test="dossier-state"][data-state="accepted"]').waitFor()
  await look(admin, 'accepted-by-new')
}

/* The controller has the most rooms: on a wide screen all are in sight. */
async function roomsOnOneLine(person) {
  for (const seat of ['ks', 'qtht']) {
    await takeSeat(person, seat)
    const line = await person.at('desk-nav').evaluate((nav) => ({ all: nav.scrollWidth, seen: nav.clientWidth, rooms: nav.children.length, wide: innerWidth >= 1440 }))
    assert.ok(line.rooms >= 9 && (!line.wide || line.all <= line.seen), `${seat}: ${line.rooms} rooms take ${line.all} px of ${line.seen}`)
  }
}

async function rights(admin) {
  await roomsOnOneLine(admin)
  await closeToasts(admin)
  await admin.at('nav-accounts').click()
  await admin.at('setup').waitFor()
  await admin.at('move-tp').click()
  await admin.at('account-role').selectOption('specialist')
  await admin.at('account-reason').fill('Thử cấu hình')
  await send(admin)
  await admin.at('setup-room_no_head').waitFor()
  await look(admin, 'setup')
  await admin.at('to-rights').click()
  await admin.at('rights').waitFor()
  await admin.at('rights-role').selectOption('fee-clerk')
  await admin.at('right-dossier.confirm_payment').waitFor()
  assert.equal(await admin.at('right-dossier.accept').count(), 0, 'a fee clerk does not accept')
  await look(admin, 'rights')
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
  await standsAt(admin, 'account-name')
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
  assert.equal(await admin.at('account-send').innerText(), 'Khóa tài khoản', 'the button says what it does')
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
  await admin.at('accounts-search').fill('')
  await importBook(admin)
  await sitInNew(admin)
  await rights(admin)
  await admin.at('nav-accounts').click()
  await admin.at('accounts').waitFor()
  await admin.at('language-en').click() /* the exercise’s brief names seats in Vietnamese: only keys are looked for */
  await admin.page.locator('html[lang="en"]').waitFor({ state: 'attached' })
  await look(admin, 'accounts-en')
}
