/* A system administrator writes new versions of 1.014391: first one with fifteen days, then one that cuts them to ten, asks for a paper
 * more, moves a step and changes the e-form; what differs is read before publishing. The dossier filed in between keeps its fifteen
 * days, one filed after gets ten. */
import assert from 'node:assert/strict'
import { call, edit, openEditor, takeBack, type, world } from '../editor.mjs'
import { closeToasts, demo, join, look, openDossier, readToast, takeSeat } from '../office.mjs'

export const about = 'a procedure’s versions: draft, checks, step table and picture, e-form with preview, differences, publication'
export const gate = [1440]

const EXERCISE = 'thuc-hanh-tu-do'
const CODE = '1.014391'
const PAPERS = ['don-dang-ky', 'quyet-dinh-thanh-lap', 'ho-so-nguoi-dung-dau', 'giay-to-tru-so']

async function jumpOneDay(person) {
  const { path, tag } = await world(person)
  const said = await call(person, 'POST', `${path}/clock`, { jump: '+1 workdays' }, tag)
  assert.equal(said.status, 200, JSON.stringify(said.body))
}

async function file(person, papers, more = {}) {
  await takeSeat(person, 'dn')
  await closeToasts(person)
  const { path, tag } = await world(person)
  const forms = await call(person, 'GET', `${path}/eforms/procedure?code=${CODE}`)
  const form = { 'to-khai': { ...forms.body.eforms[0].schema.examples[0], ...more } }
  const said = await call(person, 'POST', `${path}/dossiers`, { procedure: CODE, agency: 'H37.T01', channel: 'online', components: papers, form }, tag)
  assert.equal(said.status, 201, JSON.stringify(said.body))
  return said.body.dossier.id
}

async function publish(admin, n) {
  await admin.at('draft-publish').click()
  await admin.at('publish-form').waitFor()
  await look(admin, `publish-${n}`)
  const from = await admin.at('publish-from').inputValue()
  await admin.at('publish-send').click()
  await admin.at(`version-${n}`).waitFor()
  await admin.at('publish-form').waitFor({ state: 'hidden' })
  await readToast(admin)
  return from
}

async function fifteenDays(admin) {
  await openEditor(admin, CODE)
  await admin.at('draft-open').click()
  await admin.at('draft-bar').waitFor()
  await type(admin, 'draft-term', '15')
  await admin.at('section-steps').click()
  await admin.page.locator('[data-test="step-sum"][data-fits="false"]').waitFor()
  await admin.at('step-open-2').click()
  await look(admin, 'steps-differ')
  await type(admin, 'step-2-share', '10,5')
  await admin.page.locator('[data-test="step-sum"][data-fits="true"]').waitFor()
  await publish(admin, 3)
}

async function cutTerm(admin) {
  await type(admin, 'draft-term', '10')
  await type(admin, 'draft-legal', 'NĐ 262/2025/NĐ-CP; QĐ 3578/QĐ-BKHCN ngày 07/11/2025')
  await look(admin, 'general')
}

async function askForPaper(admin) {
  await admin.at('section-components').click()
  await admin.at('draft-components').waitFor()
  await edit(admin, () => admin.at('component-add').click())
  assert(await admin.page.locator('[data-test="finding-field"]').count() > 0, 'a paper without a name is an error')
  await type(admin, 'component-4-name-vi', 'Sơ đồ vị trí trụ sở')
  await type(admin, 'component-4-name-en', 'Plan of the premises')
  await type(admin, 'component-4-code', 'so-do-tru-so')
  await look(admin, 'components')
}

async function moveStep(admin) {
  await admin.at('section-steps').click()
  await admin.at('step-open-2').click()
  await type(admin, 'step-2-share', '5,5')
  await admin.at('step-open-0').click()
  await edit(admin, () => admin.at('step-add-1').click())
  await type(admin, 'step-1-name-vi', 'Xem xét hồ sơ ban đầu')
  await type(admin, 'step-1-name-en', 'First look')
  await type(admin, 'step-1-share', '0')
  assert.equal(await admin.at('flow-picture').getAttribute('data-steps'), '7')
  await edit(admin, () => admin.at('step-1-down').click())
  assert.equal(await admin.at('step-2-name-vi').inputValue(), 'Xem xét hồ sơ ban đầu')
  await look(admin, 'steps')
  const [download] = await Promise.all([admin.page.waitForEvent('download'), admin.at('draft-bpmn').click()])
  assert.match(download.suggestedFilename(), /1\.014391-draft-0\.bpmn/)
}

async function editForm(walk, admin) {
  await admin.at('section-eforms').click()
  await admin.at('form-fields').waitFor()
  await edit(admin, async () => {
    await admin.at('field-add-kind').last().selectOption('choice')
    await admin.at('field-add').click()
  })
  await type(admin, 'field-title-vi', 'Hình thức nhận kết quả')
  await type(admin, 'field-title-en', 'How the result is received')
  await edit(admin, () => admin.at('field-required').click())
  await type(admin, 'field-name', 'nhan_ket_qua')
  await admin.at('eform-field-/nhan_ket_qua').waitFor()
  await look(admin, 'eform-fields')
  await admin.at('trial-example').click()
  await admin.at('trial-judge').click()
  await admin.page.locator('[data-test="trial-verdict"][data-fits="false"]').waitFor()
  await admin.at('eform-option-/nhan_ket_qua-co').click()
  await admin.at('trial-judge').click()
  await admin.page.locator('[data-test="trial-verdict"][data-fits="true"]').waitFor()
  await admin.at('eform-how-source').click()
  const source = await admin.at('form-source').inputValue()
  await admin.at('form-source').fill(source.replace('{', '{,'))
  await admin.at('source-fault').waitFor()
  await admin.at('form-source').fill(source.replace('"maxLength": 300', '"maxLenght": 300'))
  await edit(admin, () => admin.at('source-apply').click())
  await admin.at('source-findings').getByText('/properties/to_chuc/properties/ten/maxLenght', { exact: true }).waitFor()
  assert.equal(await admin.at('draft-publish').isDisabled(), true, 'an unsupported keyword keeps it from publication')
  await look(admin, 'eform-source')
  await takeBack(admin, () => admin.at('draft-undo').click())
  await admin.at('source-findings').waitFor({ state: 'detached' })
}
async function review(admin) {
  await admin.at('section-review').click()
  await admin.at('draft-changes').waitFor()
  const text = await admin.at('draft-changes').innerText()
  for (const said of ['Thời hạn giải quyết giảm từ 15 ngày làm việc xuống 10 ngày làm việc.', 'Thêm thành phần hồ sơ bắt buộc “Sơ đồ vị trí trụ sở”.', 'Thêm bước 3 “Xem xét hồ sơ ban đầu”',
    'Thêm mục bắt buộc “Hình thức nhận kết quả”.', 'Thời gian bước 4', 'Căn cứ pháp lý đổi từ'])
    assert(text.includes(said), `the difference says: ${said}\n${text}`)
  await look(admin, 'review')
}

async function termOf(person, id) {
  const { path } = await world(person)
  const { body } = await call(person, 'GET', `${path}/dossiers/${id}`)
  return body.procedure.term.text
}

export default async function procedure(walk, server) {
  const { code } = demo(server)
  const admin = await walk.person('admin')
  await admin.go('/')
  await join(admin, code, 'Trần Quản Trị')
  await admin.at('return-code-go').click()
  await admin.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await admin.at('queue').waitFor()
  await takeSeat(admin, 'qtht')
  await closeToasts(admin)
  await admin.at('nav-procedures').click()
  await admin.at('procedures').waitFor()
  await look(admin, 'list')
  await fifteenDays(admin)
  await look(admin, 'versions')
  await jumpOneDay(admin)
  const old = await file(admin, PAPERS)
  await openEditor(admin, CODE)
  await admin.at('draft-open').click()
  await admin.at('draft-bar').waitFor()
  await cutTerm(admin)
  await askForPaper(admin)
  await moveStep(admin)
  await editForm(walk, admin)
  await review(admin)
  await publish(admin, 4)
  assert((await admin.at('version-3').innerText()).includes('1 đang giải quyết'), 'the dossier filed in between stays')
  await jumpOneDay(admin)
  const fresh = await file(admin, [...PAPERS, 'so-do-tru-so'], { nhan_ket_qua: 'co' })
  assert.deepEqual([await termOf(admin, old), await termOf(admin, fresh)], ['15 ngày làm việc', '10 ngày làm việc'])
  await takeSeat(admin, 'mc')
  await closeToasts(admin)
  await admin.at('nav-dossiers').click()
  await openDossier(admin, fresh)
  await look(admin, 'new-dossier')
  await admin.at('language-en').click()
  await admin.page.locator('html[lang="en"]').waitFor({ state: 'attached' })
  await openEditor(admin, CODE)
  await admin.at('versions').waitFor()
  await look(admin, 'versions-en')
}
