/* Conditional parts of an e-form without the JSON: a condition on a choice with a field of its own, seen at once in the preview; a field
 * moved under it; another value; a field in use that cannot be taken away; a renamed field; a structure the screen does not edit stays. */
import assert from 'node:assert/strict'
import { edit, openEditor, takeBack, type } from '../editor.mjs'
import { closeToasts, demo, join, language, look, readToast } from '../office.mjs'

export const about = 'conditions of an e-form made on the screen, the preview following, what is not understood untouched'
export const gate = []

const EXERCISE = 'thuc-hanh-tu-do'
const CODE = '1.014391'

const sentence = (admin, place) => admin.at(`condition-${place}`).innerText()

async function makeOne(admin) {
  await admin.at('condition-add-field').selectOption('tru_so')
  await edit(admin, () => admin.at('condition-add').click())
  assert.equal(await admin.at('condition-value-0-so_huu').isChecked(), true, 'it begins with the first value')
  await edit(admin, () => admin.at('condition-bring').click())
  await type(admin, 'field-title-vi', 'Số giấy chứng nhận quyền sử dụng đất')
  await type(admin, 'field-title-en', 'Number of the land title')
  await edit(admin, () => admin.at('field-required').click())
  await type(admin, 'field-name', 'so_so_do')
}

/* The preview asks for the field just when the condition holds. */
async function follows(admin) {
  const field = admin.at('eform-field-/so_so_do')
  assert.equal(await field.count(), 0, 'not asked for yet')
  await admin.at('eform-option-/tru_so-so_huu').click()
  await field.waitFor()
  await admin.at('eform-option-/tru_so-thue').click()
  await field.waitFor({ state: 'detached' })
}

async function moveUnder(admin) {
  await edit(admin, async () => {
    await admin.at('field-add-kind').last().selectOption('text')
    await admin.at('field-add').click()
  })
  await type(admin, 'field-title-vi', 'Diện tích đất')
  await type(admin, 'field-title-en', 'Area')
  await type(admin, 'field-name', 'dien_tich')
  await admin.at('eform-field-/dien_tich').waitFor()
  await edit(admin, () => admin.at('field-when').selectOption('/allOf/1/then'))
  await admin.at('eform-field-/dien_tich').waitFor({ state: 'detached' })
  await admin.at('field-/allOf/1/then/properties/dien_tich').waitFor()
}

async function otherValues(admin) {
  await admin.at('condition-/allOf/1').click()
  await edit(admin, () => admin.at('condition-value-0-thue').click())
  assert.match(await sentence(admin, '/allOf/1'), / hoặc /, 'either of two')
  await admin.at('eform-field-/so_so_do').waitFor()
  await look(admin, 'condition')
  await edit(admin, () => admin.at('condition-value-0-thue').click())
}

async function inUse(admin) {
  await admin.at('field-/properties/tru_so').click()
  await admin.at('field-/properties/tru_so-remove').click()
  await admin.page.getByText('đang dùng trong điều kiện').first().waitFor()
  await closeToasts(admin)
  await type(admin, 'field-name', 'noi_lam_viec')
  assert.equal(await admin.at('condition-/allOf/1').count(), 1, 'the conditions follow the new name')
  await takeBack(admin, () => admin.at('draft-undo').click())
}

/* What only the JSON can say is shown, and stays through edits on the screen. */
async function untouched(admin) {
  const odd = { if: { not: { required: ['ghi_chu'] } }, then: { properties: { ly_do: { type: 'string', 'x-title_vi': 'Lý do', 'x-title_en': 'Reason' } } } }
  await admin.at('eform-how-source').click()
  const schema = JSON.parse(await admin.at('form-source').inputValue())
  schema.allOf.push(odd)
  schema.dependentRequired = { tru_so: ['cam_ket'] }
  await admin.at('form-source').fill(JSON.stringify(schema, null, 2))
  await edit(admin, () => admin.at('source-apply').click())
  await admin.at('eform-how-fields').click()
  await admin.at('condition-/allOf/2').click()
  await admin.at('condition-other').waitFor()
  await admin.at('other-/dependentRequired').waitFor()
  await look(admin, 'untouched')
  await admin.at('condition-/allOf/1').click()
  await admin.at('condition-remove-/allOf/1').click()
  await edit(admin, () => admin.at('confirm-yes').click())
  await admin.at('eform-how-source').click()
  const kept = JSON.parse(await admin.at('form-source').inputValue())
  assert.deepEqual([kept.allOf.length, kept.allOf[1], kept.dependentRequired], [2, odd, { tru_so: ['cam_ket'] }])
  await takeBack(admin, () => admin.at('draft-undo').click())
  await admin.at('eform-how-fields').click()
}

export default async function conditions(walk, server) {
  const { code } = demo(server)
  const admin = await walk.person('admin')
  await admin.go('/')
  await join(admin, code, 'Phạm Biểu Mẫu')
  await admin.at('return-code-go').click()
  await admin.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await admin.at('queue').waitFor()
  await openEditor(admin, CODE)
  await admin.at('draft-open').click()
  await admin.at('draft-bar').waitFor()
  await admin.at('section-eforms').click()
  await admin.at('form-fields').waitFor()
  assert.match(await sentence(admin, '/allOf/0'), /^Khi “.+” là “.+”$/, 'the shipped condition is a sentence')
  await makeOne(admin)
  await follows(admin)
  await moveUnder(admin)
  await otherValues(admin)
  await inUse(admin)
  await untouched(admin)
  await admin.at('trial-example').click()
  await admin.at('section-review').click()
  assert.match(await admin.at('draft-changes').innerText(), /Số giấy chứng nhận quyền sử dụng đất/)
  await language(admin, 'en')
  await admin.at('section-eforms').click()
  assert.match(await sentence(admin, '/allOf/0'), /^When “.+” is “.+”$/)
  await admin.at('condition-/allOf/0').click()
  await look(admin, 'condition-en')
  await admin.at('section-review').click()
  await admin.at('draft-publish').click()
  await admin.at('publish-form').waitFor()
  await admin.at('publish-send').click()
  await admin.at('version-3').waitFor()
  await readToast(admin)
}
