import { describe, expect, test } from 'vitest'
import { begin, fieldsOf, placesOf, tidy } from './fields'
import { fits, judge, placed, schemaAt } from './judge'
import { at, type Json, type JsonObject, put, type Schema } from './schema'
import { readDay, readNumber, show } from './show'
import { placeName } from './words'

const form: Schema = {
  type: 'object', unevaluatedProperties: false, required: ['owner', 'kind', 'agreed'],
  $defs: { name: { type: 'string', minLength: 2, 'x-title_vi': 'Tên', 'x-title_en': 'Name' } },
  properties: {
    owner: { type: 'object', 'x-title_vi': 'Chủ hồ sơ', required: ['name'], properties: { name: { $ref: '#/$defs/name', 'x-title_vi': 'Tên chủ hồ sơ' }, phone: { type: 'string', format: 'vn-phone' } } },
    kind: { enum: ['new', 'again'], 'x-enum_vi': ['Cấp mới', 'Cấp lại'] },
    devices: { type: 'array', 'x-title_vi': 'Thiết bị', minItems: 1, items: { type: 'object', required: ['power'], properties: {
      power: { type: 'number', minimum: 1, 'x-title_vi': 'Công suất' }, model: { $ref: '#/$defs/name' } } } },
    agreed: { type: 'boolean', const: true },
  },
  allOf: [
    { if: { properties: { kind: { const: 'again' } }, required: ['kind'] }, then: { required: ['reason', 'number'], properties: { reason: { enum: ['lost', 'torn'] }, number: { type: 'string' } } } },
    { if: { properties: { reason: { const: 'torn' } }, required: ['reason'] }, then: { required: ['returned'], properties: { returned: { type: 'boolean' } } } },
  ],
}
const names = (value: Json): string[] => fieldsOf(form, form, value).map((one) => one.name)
const faults = (value: Json): string[] => judge(form, value).map((one) => `${one.pointer} ${one.keyword}`)
const good: JsonObject = { owner: { name: 'Sao Khuê' }, kind: 'new', agreed: true }

describe('from a schema to fields', () => {
  test('a field knows its kind, its words and whether it must be filled', () => {
    const [owner, kind, devices, agreed] = fieldsOf(form, form, {})
    expect([owner!.kind, kind!.kind, devices!.kind, agreed!.kind]).toEqual(['section', 'choice', 'rows', 'boolean'])
    expect([owner!.required, devices!.required]).toEqual([true, false])
    expect(fieldsOf(form, owner!.schema, {})[0]!.schema).toMatchObject({ 'x-title_vi': 'Tên chủ hồ sơ', minLength: 2 })
  })
  test('a conditional part comes after the field it depends on', () => {
    expect(names({})).toEqual(['owner', 'kind', 'devices', 'agreed'])
    expect(names({ kind: 'again' })).toEqual(['owner', 'kind', 'reason', 'number', 'devices', 'agreed'])
    expect(names({ kind: 'again', reason: 'torn' })).toEqual(['owner', 'kind', 'reason', 'returned', 'number', 'devices', 'agreed'])
  })
  test('two conditions on one field keep their order', () => {
    const part = (name: string): Schema => ({ if: { properties: { a: { const: 1 } }, required: ['a'] }, then: { properties: { [name]: {} } } })
    const some: Schema = { type: 'object', properties: { a: {}, z: {} }, allOf: [part('b'), part('c')] }
    expect(fieldsOf(some, some, { a: 1 }).map((one) => one.name)).toEqual(['a', 'b', 'c', 'z'])
  })
  test('a condition on a field that is gone no longer holds', () => {
    expect(names({ kind: 'new', reason: 'torn', returned: true })).toEqual(['owner', 'kind', 'devices', 'agreed'])
  })
  test('false takes a field away; x-order and x-widget hidden are obeyed', () => {
    const some: Schema = { type: 'object', 'x-order': ['c', 'a'], properties: { a: { type: 'string' }, b: { type: 'boolean' }, c: {}, d: { 'x-widget': 'hidden' } },
      if: { properties: { b: { const: true } }, required: ['b'] }, else: { properties: { a: false } } }
    expect(fieldsOf(some, some, { b: true }).map((one) => one.name)).toEqual(['c', 'a', 'b'])
    expect(fieldsOf(some, some, {}).map((one) => one.name)).toEqual(['c', 'b'])
  })
  test('what is declared holds only what is asked for', () => {
    expect(tidy(form, form, { kind: 'new', reason: 'lost', number: '1', owner: { name: '', x: 1 }, devices: [], more: 1 })).toEqual({ owner: {}, kind: 'new' })
    expect(tidy(form, form, { devices: [{ power: 3, model: '' }, {}] })).toEqual({ owner: {}, devices: [{ power: 3 }, {}] })
    expect(tidy(form, form, { kind: 'again', reason: 'lost' })).toEqual({ owner: {}, kind: 'again', reason: 'lost' })
  })
  test('places come in the order of the screen', () => {
    expect(placesOf(form, form, { kind: 'again', devices: [{}, {}] })).toEqual(['/owner', '/owner/name', '/owner/phone', '/kind', '/reason', '/number', '/devices',
      '/devices/0', '/devices/0/power', '/devices/0/model', '/devices/1', '/devices/1/power', '/devices/1/model', '/agreed'])
  })
  test('a declaration begins with the offers', () => {
    expect(begin(form, [{ pointer: '/owner/name', value: 'A b', text: '' }, { pointer: '/kind', value: 'new', text: '' }], put)).toEqual({ owner: { name: 'A b' }, kind: 'new', devices: [{}] })
  })
})

describe('judging', () => {
  test('what fits has no fault', () => {
    expect(faults(good)).toEqual([])
    expect(fits(form, form.allOf![0]!, { kind: 'again' })).toBe(false)
  })
  test('each fault stands where it is mended', () => {
    expect(faults({ owner: { phone: '12' }, kind: 'again', devices: [{ power: 0 }, { model: 'x' }], agreed: false }).sort()).toEqual([
      '/agreed const', '/devices/0/power minimum', '/devices/1/model minLength', '/devices/1/power required', '/number required', '/owner/name required',
      '/owner/phone format', '/reason required',
    ])
  })
  test('a limit is said, also behind a reference', () => {
    expect(judge(form, { ...good, devices: [{ power: 1, model: 'x' }] })).toEqual([{ pointer: '/devices/0/model', keyword: 'minLength', limit: '2', kind: '' }])
  })
  test('what the form does not know is told when all else fits', () => {
    expect(faults({ ...good, more: 1 })).toEqual(['/more false'])
    expect(faults({ ...good, more: 1, agreed: false })).toEqual(['/agreed const'])
  })
  test('the server\'s errors come to their places', () => {
    expect(placed([{ field: 'form/to-khai/owner/a~1b', detail: 'Sai' }, { field: 'form/to-khai', detail: 'Thiếu' }, { field: 'form/to-khai-2/x', detail: '' }, { field: 'agency', detail: '' }], 'to-khai'))
      .toEqual([{ pointer: '/owner/a~1b', text: 'Sai' }, { pointer: '', text: 'Thiếu' }])
  })
  test('a place has a name, with the number of its row', () => {
    expect(placeName(form, '/devices/1/power', 'vi', '')).toBe('Thiết bị 2 – Công suất')
    expect(placeName(form, '/owner/name', 'vi', '')).toBe('Chủ hồ sơ – Tên chủ hồ sơ')
    expect(placeName(form, '', 'vi', 'Toàn bộ')).toBe('Toàn bộ')
    expect(schemaAt(form, '/reason').enum).toEqual(['lost', 'torn'])
  })
})

describe('places and values', () => {
  test('a value is set and found by its pointer', () => {
    const value: JsonObject = { rows: [{ a: 1 }] }
    put(value, '/rows/0/a~1b', 2)
    put(value, '/x/y', 3)
    put(value, '/rows/0/a', undefined)
    expect(value).toEqual({ rows: [{ 'a/b': 2 }], x: { y: 3 } })
    expect(at(value, '/rows/0/a~1b')).toBe(2)
    expect(at(value, '/rows/7/a')).toBeUndefined()
    expect(at(value, '/constructor')).toBeUndefined()
  })
  test('days and numbers are read as people write them', () => {
    expect([readDay('5/3/2026'), readDay('05-03-2026'), readDay('31/02/2026'), readDay('mai')]).toEqual(['2026-03-05', '2026-03-05', '2026-02-31', 'mai'])
    expect([readNumber('1.250.000', 'vi'), readNumber('12,5', 'vi'), readNumber('1,250.5', 'en'), readNumber('-3', 'vi'), readNumber('1.2', 'vi'), readNumber('ba', 'vi')]).toEqual([1250000, 12.5, 1250.5, -3, '1.2', 'ba'])
    expect(show({ format: 'date' }, '2026-03-05', 'vi', '', '')).toBe('05/03/2026')
    expect(show({ enum: ['a'], 'x-enum_vi': ['Một'] }, 'a', 'vi', '', '')).toBe('Một')
    expect([show({}, 1250000, 'vi', '', ''), show({}, 2026, 'vi', '', '')]).toEqual(['1.250.000', '2026'])
    expect(show({}, false, 'vi', 'Có', 'Không')).toBe('Không')
  })
})
