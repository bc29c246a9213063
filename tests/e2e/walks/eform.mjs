/* A declaration on the screen: offered values, conditional and repeated rows, errors made and mended, what the server says, to read and print. */
import assert from 'node:assert/strict'
import * as keys from '../keyboard.mjs'
import { demo, join, language, look, openDossier, tab, takeSeat } from '../office.mjs'

export const about = 'an e-form with conditions and rows is filled, refused, mended and read, in both languages'
export const gate = []

const input = (person, pointer) => person.at(`eform-input-${pointer}`)
const type = async (person, values) => { for (const [pointer, text] of Object.entries(values)) await input(person, pointer).fill(text) }
const pick = async (person, pointer, value) => await person.at(`eform-option-${pointer}-${value}`).click()
/* An entry of a long list, by its place. */
const choose = async (person, pointer, index) => await input(person, pointer).selectOption({ index: index + 1 })
const error = async (person, pointer) => ((await person.at(`eform-error-${pointer}`).count()) ? (await person.at(`eform-error-${pointer}`).innerText()).replace(/^Lỗi:\s*/, '') : '')

async function begin(person, code) {
  await person.go('/')
  await join(person, code, 'Trần Văn Khai')
  await person.at('return-code-go').click()
  await person.at('exercise-thuc-hanh-tu-do').locator('[data-test="exercise-start"]').click()
  await person.at('queue').or(person.at('queue-empty')).first().waitFor()
  await takeSeat(person, 'dn')
  await person.at('nav-eforms').click()
  await person.at('eform-procedure').selectOption('2.002380')
  await person.at('eform').waitFor()
}

async function offered(person) {
  assert.match(await person.at('eform-note-/to_chuc/ten').innerText(), /tài khoản định danh/)
  assert.notEqual(await input(person, '/to_chuc/ten').inputValue(), '')
  assert.match(await person.at('eform-note-/nguoi_dung_dau/ho_ten').innerText(), /tờ khai ngày 20\/11\/2026/, 'and what was declared earlier')
  await input(person, '/to_chuc/ten').fill('Phòng khám đa khoa Bình Minh')
  assert.equal(await person.at('eform-note-/to_chuc/ten').count(), 0, 'a changed value is no longer the offered one')
}

/* Sent off empty: the summary has the focus, names every place, and leads there. */
async function refused(person) {
  await person.at('eform-check').click()
  const summary = person.at('eform-summary')
  await summary.waitFor()
  assert(await summary.evaluate((it) => document.activeElement === it), 'the summary has the focus')
  assert(await summary.locator('li').count() >= 20, 'every place is named')
  await look(person, 'refused')
  await person.at('eform-go-/thiet_bi/0/so_may').click()
  assert(await input(person, '/thiet_bi/0/so_may').evaluate((it) => document.activeElement === it || it.querySelector('input') === document.activeElement), 'the way leads to the field')
}

const day = { '/phu_trach_an_toan/ngay_sinh': '3/9/1985' }
async function people(person) {
  await type(person, {
    '/nguoi_dung_dau/ho_ten': 'Lương Thị Ánh', '/nguoi_dung_dau/chuc_vu': 'Giám đốc', '/nguoi_dung_dau/so_dinh_danh': '020085001234',
    '/phu_trach_an_toan/ho_ten': 'Hoàng Văn Đức', '/phu_trach_an_toan/so_dinh_danh': '0200850', ...day,
    '/nhan_vien/0/ho_ten': 'Nguyễn Thị Huệ', '/nhan_vien/0/ngay_sinh': '12/11/1990', '/nhan_vien/0/so_dinh_danh': '020190004321',
    '/nhan_vien/0/chuyen_mon': 'Kỹ thuật viên hình ảnh', '/nhan_vien/0/so_dao_tao': '15/2025/ATBX', '/dia_diem': 'Số 12 đường Trần Đăng Ninh, phường Lương Văn Tri',
  })
  assert.equal(await input(person, '/phu_trach_an_toan/ngay_sinh').inputValue(), '03/09/1985', 'a day is written in full')
  assert.match(await error(person, '/phu_trach_an_toan/so_dinh_danh'), /12 chữ số/)
  await input(person, '/phu_trach_an_toan/so_dinh_danh').fill('020085005678')
  assert.equal(await error(person, '/phu_trach_an_toan/so_dinh_danh'), '', 'mended')
  await pick(person, '/phu_trach_an_toan/chung_chi', 'nop_kem')
  assert.equal(await input(person, '/phu_trach_an_toan/so_chung_chi').count(), 0)
  await pick(person, '/phu_trach_an_toan/chung_chi', 'co')
  await type(person, { '/phu_trach_an_toan/so_chung_chi': '118/CC', '/phu_trach_an_toan/ngay_chung_chi': '31/02/2024', '/phu_trach_an_toan/noi_cap': 'Sở Khoa học và Công nghệ' })
  await input(person, '/phu_trach_an_toan/noi_cap').blur()
  assert.match(await error(person, '/phu_trach_an_toan/ngay_chung_chi'), /ngày có thật/)
  await input(person, '/phu_trach_an_toan/ngay_chung_chi').fill('28/02/2024')
}

/* Rows with parts of their own: what is asked depends on the kind of device; a row that goes takes its values with it. */
async function devices(person) {
  const device = (i, more) => type(person, Object.fromEntries(Object.entries({ ma_hieu: 'DRX-1', hang_san_xuat: 'Shimadzu, Nhật Bản', nam_san_xuat: '2022', so_may: `SM-${i}`, so_bong: `B-${i}`,
    dien_ap: '125', dong: '500,5', so_kiem_dinh: `KĐ-${i}/2026`, ngay_kiem_dinh: '02/03/2026', ...more }).map(([name, text]) => [`/thiet_bi/${i}/${name}`, text])))
  await choose(person, '/thiet_bi/0/loai', 3)
  await device(0, { phong_dat: 'Phòng X-quang, tầng 1', dien_tich: '25,5' })
  for (const i of [1, 2]) {
    await person.at('eform-add-/thiet_bi').click()
    await person.at(`eform-row-/thiet_bi/${i}`).waitFor()
  }
  assert(await person.at('eform-row-/thiet_bi/2').evaluate((it) => it.contains(document.activeElement)), 'the focus is in the new row')
  await choose(person, '/thiet_bi/1/loai', 2)
  assert.equal(await input(person, '/thiet_bi/1/phong_dat').count(), 0)
  await device(1, { noi_su_dung: 'Khoa Cấp cứu, khoa Nội' })
  await choose(person, '/thiet_bi/2/loai', 6)
  await device(2, { phong_dat: 'Phòng CT, tầng 1', dien_tich: '40', so_lat: 'sáu mươi tư' })
  await input(person, '/thiet_bi/2/so_lat').blur()
  assert.match(await error(person, '/thiet_bi/2/so_lat'), /số nguyên/)
  await look(person, 'rows')
  await person.at('eform-remove-/thiet_bi/1').click()
  await person.at('eform-row-/thiet_bi/2').waitFor({ state: 'detached' })
  assert.equal(await input(person, '/thiet_bi/1/so_may').inputValue(), 'SM-2', 'the row behind moved up with its values')
  assert.equal(await input(person, '/thiet_bi/1/so_lat').inputValue(), 'sáu mươi tư')
}

async function mended(person) {
  await person.at('eform-check').click()
  await person.at('eform-summary').waitFor()
  assert.equal(await person.at('eform-summary').locator('li').count(), 2, 'the number of slices and the pledge')
  await person.at('eform-ask').click()
  await person.at('eform-verdict').waitFor()
  assert.match(await person.at('eform-verdict').innerText(), /2 chỗ chưa đúng/)
  await person.at('eform-go-/thiet_bi/1/so_lat').click()
  await input(person, '/thiet_bi/1/so_lat').fill('64')
  await input(person, '/cam_ket').click()
  await person.at('eform-summary').waitFor({ state: 'detached' })
  await person.at('eform-ask').click()
  await person.page.locator('.notice-green[data-test="eform-verdict"]').waitFor()
}

/* The same screens in English, at an officer's desk. */
async function english(walk, code) {
  const officer = await walk.person('officer')
  await officer.go('/')
  await language(officer, 'en')
  await join(officer, code, 'Mary Officer')
  await officer.at('return-code-go').click()
  await officer.at('exercise-ho-so-dau-tien').locator('[data-test="exercise-start"]').click()
  await officer.at('queue').or(officer.at('queue-empty')).first().waitFor()
  await officer.at('nav-eforms').click()
  await officer.at('eform-procedure').selectOption('1.014445')
  await officer.at('eform').waitFor()
  assert.equal(await input(officer, '/doanh_nghiep/ten').inputValue(), '', 'nothing is offered to an officer')
  await pick(officer, '/duoi_5_nam', 'false')
  await type(officer, { '/doanh_nghiep/von_dieu_le': '1250000000', '/ty_le': '12.5' })
  await input(officer, '/ty_le').blur()
  assert.equal(await input(officer, '/doanh_nghiep/von_dieu_le').inputValue(), '1,250,000,000', 'numbers as the language writes them')
  await officer.at('eform-check').click()
  await officer.at('eform-summary').waitFor()
  await look(officer, 'english')
  await officer.at('eform-read').click()
  await officer.at('eform-view').waitFor()
  await look(officer, 'english-reading')
}

/* What the applicant declared, at the officer's desk. */
async function atTheDesk(person) {
  await takeSeat(person, 'mc')
  await person.at('nav-dossiers').click()
  await person.at('view-all').click()
  const row = await person.page.locator('[data-test="queue"] tbody tr', { hasText: '2.002380' }).first().getAttribute('data-test')
  await openDossier(person, row.replace('dossier-', ''))
  await tab(person, 'declaration')
  await person.at('declaration').waitFor()
  assert.match(await person.at('eform-value-/to_chuc/ten').innerText(), /Công ty/)
  await look(person, 'desk')
}

/* The same by keys alone: typing, choosing, rows, the way from the summary to a field. */
async function byKeys(walk, code) {
  const person = await walk.person('keys')
  await person.go('/')
  await join(person, code, 'Lê Thị Phím')
  await person.at('return-code-go').click()
  await person.at('exercise-ho-so-dau-tien').locator('[data-test="exercise-start"]').click()
  await person.at('queue').or(person.at('queue-empty')).first().waitFor()
  await person.at('nav-eforms').click()
  await person.at('eform-procedure').selectOption('1.014445')
  await person.at('eform').waitFor()
  await keys.type(person, 'eform-input-/doanh_nghiep/ten', 'Công ty Bàn Phím')
  await keys.press(person, 'eform-add-/ket_qua')
  await keys.focusIs(person, 'eform-input-/ket_qua/1/ten')
  await keys.type(person, 'eform-input-/ket_qua/1/ten', 'Quy trình')
  await keys.tabTo(person, 'eform-remove-/ket_qua/1', { back: true })
  await person.page.keyboard.press('Enter')
  await person.at('eform-row-/ket_qua/1').waitFor({ state: 'detached' })
  await keys.choose(person, 'eform-option-/duoi_5_nam', 'eform-option-/duoi_5_nam-false')
  await keys.type(person, 'eform-input-/ty_le', '120,5')
  await keys.press(person, 'eform-input-/cam_ket', 'Space')
  await keys.press(person, 'eform-check')
  await keys.focusIs(person, 'eform-summary')
  await keys.press(person, 'eform-go-/ty_le')
  await keys.focusIs(person, 'eform-input-/ty_le')
  assert.match(await error(person, '/ty_le'), /không được quá 100/i)
  assert.equal(await error(person, '/cam_ket'), '', 'ticked by the space bar')
}

export default async function eform(walk, server) {
  const { code } = demo(server)
  const person = await walk.person('applicant')
  await begin(person, code)
  await look(person, 'offered')
  await offered(person)
  await refused(person)
  await people(person)
  await devices(person)
  await mended(person)
  await person.at('eform-read').click()
  await person.at('eform-view').waitFor()
  assert.match(await person.at('eform-view').innerText(), /25,5 m²/)
  assert.match(await person.at('eform-view').innerText(), /02\/03\/2026/)
  await look(person, 'reading')
  await person.at('eform-read').click()
  assert.equal(await input(person, '/thiet_bi/0/dong').inputValue(), '500,5', 'what was declared is still there')
  await atTheDesk(person)
  await byKeys(walk, code)
  await english(walk, code)
}
