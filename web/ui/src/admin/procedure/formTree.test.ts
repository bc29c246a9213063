import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/eform/schema'
import { addField, choicesOf, fieldsOf, moveField, parseSource, removeField, renameField, setRequired, withChoices } from './formTree'

const FORM: JsonObject = {
  type: 'object', required: ['ten', 'bang'], 'x-order': ['ten', 'nhom', 'bang'],
  properties: {
    ten: { type: 'string' },
    nhom: { type: 'object', properties: { ngay: { type: 'string', format: 'date' } } },
    bang: { type: 'array', items: { type: 'object', required: ['so'], properties: { so: { type: 'integer' } } } },
  },
  allOf: [{ if: { required: ['ten'] }, then: { required: ['nhom'] } }],
}
const shape = (form: JsonObject): string[] => fieldsOf(form).map((one) => `${'-'.repeat(one.depth)}${one.name}:${one.kind}${one.required ? '*' : ''}`)

describe('the tree of an e-form', () => {
  it('shows groups and tables with their fields inside', () => {
    expect(shape(FORM)).toEqual(['ten:text*', 'nhom:group', '-ngay:date', 'bang:table*', '-so:number*'])
    expect(fieldsOf(FORM)[4]!.pointer).toBe('/properties/bang/items/properties/so')
  })
  it('adds a field where it is asked for, under a name that is free', () => {
    const { schema, pointer } = addField(FORM, '/properties/nhom', 'choice', { vi: 'A', en: 'B' })
    expect(pointer).toBe('/properties/nhom/properties/muc_2')
    expect(shape(schema)).toEqual(['ten:text*', 'nhom:group', '-ngay:date', '-muc_2:choice', 'bang:table*', '-so:number*'])
    expect(shape(addField(FORM, '/properties/bang/items', 'text', { vi: 'A', en: 'B' }).schema).at(-1)).toBe('-muc_2:text')
    expect(addField(FORM, '', 'tick', { vi: 'A', en: 'B' }).schema['x-order']).toEqual(['ten', 'nhom', 'bang', 'muc_4'])
    expect(shape(FORM)).toHaveLength(5)
  })
  it('removes, moves and renames with what names the field', () => {
    const without = removeField(FORM, '/properties/ten')
    expect([shape(without)[0], without.required, without['x-order']]).toEqual(['nhom:group', ['bang'], ['nhom', 'bang']])
    const first = moveField(FORM, '/properties/bang', 0)
    expect([Object.keys(first.properties as JsonObject), first['x-order']]).toEqual([['bang', 'ten', 'nhom'], ['bang', 'ten', 'nhom']])
    const renamed = renameField(FORM, '/properties/ten', 'ho_ten')!
    expect([renamed.pointer, renamed.schema.required, shape(renamed.schema)[0]]).toEqual(['/properties/ho_ten', ['ho_ten', 'bang'], 'ho_ten:text*'])
    expect(renameField(FORM, '/properties/ten', 'nhom')).toBeNull()
    expect(renameField(FORM, '/properties/ten', 'Họ tên')).toBeNull()
  })
  it('says what must be filled in', () => {
    expect(setRequired(FORM, '/properties/nhom/properties/ngay', true)).toMatchObject({ properties: { nhom: { required: ['ngay'] } } })
    expect((setRequired(FORM, '/properties/bang/items/properties/so', false) as { properties: { bang: { items: object } } }).properties.bang.items).not.toHaveProperty('required')
  })
  it('keeps a value and its labels together', () => {
    const schema = withChoices({ 'x-title_vi': 'T' }, [{ value: 'a', vi: 'Một', en: 'One' }, { value: 'b', vi: 'Hai', en: 'Two' }])
    expect(schema).toEqual({ 'x-title_vi': 'T', enum: ['a', 'b'], 'x-enum_vi': ['Một', 'Hai'], 'x-enum_en': ['One', 'Two'] })
    expect(choicesOf(schema)[1]).toEqual({ value: 'b', vi: 'Hai', en: 'Two' })
  })
  it('says in which line the source is no JSON', () => {
    expect(parseSource('{"a": 1}')).toEqual({ schema: { a: 1 } })
    expect(parseSource('{\n"a": 1,\n}')).toMatchObject({ line: 3 })
    expect(parseSource('[]')).toMatchObject({ line: 1 })
  })
})
