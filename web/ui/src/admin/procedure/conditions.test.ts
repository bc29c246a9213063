import { describe, expect, it } from 'vitest'
import { fieldsOf as shown } from '@/eform/fields'
import type { JsonObject, Schema } from '@/eform/schema'
import { addCondition, alsoRequired, askable, askingFor, conditionsAt, entriesOf, moveUnder, removeCondition, setAlsoRequired, setTests, testsOf, type Condition } from './conditions'
import { addField, removeField, renameField, setRequired } from './formTree'

const FORM: JsonObject = {
  type: 'object', required: ['tru_so', 'ten'], unevaluatedProperties: false,
  properties: {
    ten: { type: 'string' },
    tru_so: { enum: ['so_huu', 'thue', 'muon'] },
    ghi_chu: { type: 'string' },
    cam_ket: { type: 'boolean' },
    nhom: { type: 'object', additionalProperties: false, properties: { ngay: { type: 'string', format: 'date' }, so: { type: 'string' } } },
  },
  allOf: [
    { if: { properties: { tru_so: { const: 'thue' } }, required: ['tru_so'] }, then: { required: ['hop_dong', 'ghi_chu'], properties: { hop_dong: { type: 'string' } } } },
    { if: { not: { required: ['cam_ket'] } }, then: { properties: { ly_do: { type: 'string' } } } },
  ],
  dependentSchemas: { ghi_chu: { properties: { nguoi_ghi: { type: 'string' } } } },
  dependentRequired: { ghi_chu: ['cam_ket'] },
}
const lines = (form: JsonObject): string[] => entriesOf(form).map((one) => `${'-'.repeat(one.depth)}${one.type === 'field' ? one.name : one.type === 'other' ? `(${one.keyword})` : `?${one.tests === null ? '*' : one.tests.map((test) => `${test.field}=${test.values.map(String).join('|')}`).join('&')}`}`)
const asked = (form: JsonObject, value: JsonObject): string[] => shown(form as Schema, form as Schema, value).map((one) => `${one.name}${one.required ? '*' : ''}`)
const first = (form: JsonObject): Condition => conditionsAt(form, '')[0]!

describe('conditional parts of an e-form', () => {
  it('are shown with the fields they bring, what is not understood among them', () => {
    expect(lines(FORM)).toEqual(['ten', 'tru_so', 'ghi_chu', 'cam_ket', 'nhom', '-ngay', '-so', '?tru_so=thue', '-hop_dong', '?*', '-ly_do', '?ghi_chu=', '-nguoi_ghi', '(dependentRequired)'])
    expect(testsOf({ properties: { a: { const: 1 } } })).toBeNull() /* holds for a field that is absent as well */
    expect(testsOf({ properties: { a: { const: 1 }, b: { enum: [1, 2] } }, required: ['a', 'b', 'c'] })).toEqual([{ field: 'a', values: [1] }, { field: 'b', values: [1, 2] }, { field: 'c', values: [] }])
    expect(testsOf({ properties: { a: { minimum: 1 } }, required: ['a'] })).toBeNull()
  })
  it('are begun on a field, and what is asked for follows', () => {
    const made = addCondition(FORM, '', 'cam_ket')
    expect(made.pointer).toBe('/allOf/2')
    const { schema } = addField(made.schema, '/allOf/2/then', 'date', { vi: 'A', en: 'B' })
    expect(asked(schema, { tru_so: 'so_huu', cam_ket: true })).toContain('muc_1')
    expect(asked(schema, { tru_so: 'so_huu', cam_ket: false })).not.toContain('muc_1')
    expect(asked(FORM, { cam_ket: true })).not.toContain('muc_1')
  })
  it('make an object that refused more fields look into its parts', () => {
    const { schema } = addCondition(FORM, '/properties/nhom', 'so')
    expect((schema.properties as { nhom: JsonObject }).nhom).toMatchObject({ unevaluatedProperties: false, allOf: [{ if: { required: ['so'] }, then: { properties: {} } }] })
    expect((schema.properties as { nhom: JsonObject }).nhom).not.toHaveProperty('additionalProperties')
  })
  it('ask for one value, for one of several, for several fields', () => {
    const two = setTests(FORM, first(FORM), [{ field: 'tru_so', values: ['thue', 'muon'] }, { field: 'cam_ket', values: [true] }])
    expect(lines(two)[7]).toBe('?tru_so=thue|muon&cam_ket=true')
    expect([asked(two, { tru_so: 'muon', cam_ket: true }).includes('hop_dong*'), asked(two, { tru_so: 'muon' }).includes('hop_dong*')]).toEqual([true, false])
    expect(setTests(FORM, first(FORM), [])).toEqual(FORM)
  })
  it('that wait for a field to be filled in keep their fields when they ask for more', () => {
    const waiting = conditionsAt(FORM, '')[2]!
    const changed = setTests(FORM, waiting, [{ field: 'ghi_chu', values: [] }, { field: 'cam_ket', values: [true] }])
    expect(changed).not.toHaveProperty('dependentSchemas')
    expect(lines(changed).slice(-3)).toEqual(['?ghi_chu=&cam_ket=true', '-nguoi_ghi', '(dependentRequired)'])
  })
  it('make fields of the object obligatory', () => {
    expect(alsoRequired(FORM, '/allOf/0/then')).toEqual(['ghi_chu'])
    const without = setAlsoRequired(FORM, '/allOf/0/then', 'ghi_chu', false)
    expect([asked(FORM, { tru_so: 'thue' }).includes('ghi_chu*'), asked(without, { tru_so: 'thue' }).includes('ghi_chu*')]).toEqual([true, false])
    expect(setAlsoRequired(without, '/allOf/0/then', 'ghi_chu', true)).toEqual(FORM)
  })
  it('leave with their fields and nothing else', () => {
    const gone = removeCondition(FORM, first(FORM))
    expect(lines(gone)).toEqual(lines(FORM).filter((one) => one !== '?tru_so=thue' && one !== '-hop_dong'))
    expect(lines(removeCondition(FORM, conditionsAt(FORM, '')[2]!))).not.toContain('-nguoi_ghi')
    const bare: JsonObject = { if: { required: ['a'] }, then: { required: ['b'] }, properties: { a: {}, b: {} } }
    expect(removeCondition(bare, first(bare))).toEqual({ properties: { a: {}, b: {} } })
  })
  it('take a field under them and give it back', () => {
    const under = moveUnder(FORM, '/properties/ghi_chu', '/allOf/0/then')!
    expect(under.pointer).toBe('/allOf/0/then/properties/ghi_chu')
    expect([asked(under.schema, { tru_so: 'thue' }).includes('ghi_chu*'), asked(under.schema, { tru_so: 'so_huu' }).some((one) => one.startsWith('ghi_chu'))]).toEqual([true, false])
    const back = moveUnder(setRequired(FORM, '/allOf/0/then/properties/hop_dong', true), '/allOf/0/then/properties/hop_dong', '')!
    expect(back.schema.required).toEqual(['tru_so', 'ten', 'hop_dong'])
    expect(asked(back.schema, { tru_so: 'so_huu' })).toContain('hop_dong*')
    expect(moveUnder(back.schema, back.pointer, '')).toBeNull()
  })
  it('follow a field that is renamed, wherever it is named', () => {
    const { schema, pointer } = renameField(FORM, '/properties/ghi_chu', 'dien_giai')!
    expect(pointer).toBe('/properties/dien_giai')
    expect(JSON.stringify(schema)).not.toContain('ghi_chu')
    expect(schema.dependentRequired).toEqual({ dien_giai: ['cam_ket'] })
    expect(renameField(FORM, '/properties/tru_so', 'noi')!.schema.allOf).toMatchObject([{ if: { properties: { noi: { const: 'thue' } }, required: ['noi'] } }, {}])
    expect(renameField(FORM, '/properties/ten', 'hop_dong')).toBeNull() /* a part has that name already */
    const inside = renameField(FORM, '/allOf/0/then/properties/hop_dong', 'so_hop_dong')!
    expect([inside.pointer, (inside.schema.allOf as JsonObject[])[0]!.then]).toEqual(['/allOf/0/then/properties/so_hop_dong', { required: ['so_hop_dong', 'ghi_chu'], properties: { so_hop_dong: { type: 'string' } } }])
  })
  it('say who depends on a field; one that goes is asked for nowhere', () => {
    expect(askingFor(FORM, '/properties/tru_so').map((one) => one.pointer)).toEqual(['/allOf/0'])
    expect(askingFor(FORM, '/properties/cam_ket').map((one) => one.pointer)).toEqual(['/allOf/1'])
    expect(askingFor(FORM, '/properties/ten')).toEqual([])
    expect(askable(FORM, first(FORM))).toEqual(['ten', 'tru_so', 'ghi_chu', 'cam_ket'])
    const without = removeField(FORM, '/allOf/0/then/properties/hop_dong')
    expect((without.allOf as JsonObject[])[0]!.then).toEqual({ required: ['ghi_chu'], properties: {} })
  })
})
