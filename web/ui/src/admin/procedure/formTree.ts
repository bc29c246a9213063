/*
 * An e-form's schema as a tree of fields, and the edits of it. Every function answers a new schema; places are pointers into it. What
 * is no field (conditions, definitions) is left as it is.
 */
import { at, below, copy, isObject, put, tokens, type Json, type JsonObject } from '@/eform/schema'

export const FIELD_KINDS = ['text', 'textarea', 'number', 'date', 'choice', 'tick', 'group', 'table'] as const
export type FieldKind = (typeof FIELD_KINDS)[number] | 'other'
export interface FormField { pointer: string; name: string; kind: FieldKind; schema: JsonObject; required: boolean; depth: number; index: number; count: number; holds: string | null }

export function kindOf(schema: JsonObject): FieldKind {
  if (Array.isArray(schema.enum)) return 'choice'
  switch (schema.type) {
    case 'object': return 'group'
    case 'array': return isObject(schema.items) && schema.items.type === 'object' ? 'table' : 'other'
    case 'boolean': return 'tick'
    case 'number': case 'integer': return 'number'
    case 'string': return schema.format === 'date' ? 'date' : schema['x-widget'] === 'textarea' ? 'textarea' : 'text'
    default: return 'other'
  }
}

const objectAt = (root: JsonObject, place: string): JsonObject => { const node = at(root, place); return isObject(node) ? node : {} }
const members = (holder: JsonObject): JsonObject => (isObject(holder.properties) ? holder.properties : {})
const names = (list: Json | undefined): string[] => (Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [])

/* The schema whose `properties` the field's own fields stand in; null for a field without any. */
export function holderOf(pointer: string, kind: FieldKind): string | null {
  return kind === 'group' ? pointer : kind === 'table' ? `${pointer}/items` : null
}
export const parentOf = (pointer: string): string => pointer.replace(/\/properties\/[^/]*$/, '')
export const nameOf = (pointer: string): string => tokens(pointer).at(-1) ?? ''
export const placeOf = (holder: string, name: string): string => below(`${holder}/properties`, name)

/* All fields, each before those inside it. */
export function fieldsOf(root: JsonObject, holder = '', depth = 0): FormField[] {
  const schema = objectAt(root, holder)
  const must = names(schema.required)
  const all = Object.entries(members(schema))
  return all.flatMap(([name, node], index) => {
    if (!isObject(node)) return []
    const pointer = placeOf(holder, name), kind = kindOf(node), holds = holderOf(pointer, kind)
    const own: FormField = { pointer, name, kind, schema: node, required: must.includes(name), depth, index, count: all.length, holds }
    return [own, ...(holds === null || depth > 6 ? [] : fieldsOf(root, holds, depth + 1))]
  })
}

/* Parts that only show under a condition: they are edited in the source. */
export function conditionsOf(root: JsonObject): number {
  const here = (node: Json | undefined): number => {
    if (!isObject(node)) return 0
    const own = (node.if === undefined ? 0 : 1) + (Array.isArray(node.allOf) ? node.allOf.filter((one) => isObject(one) && one.if !== undefined).length : 0)
    return own + Object.values(members(node)).reduce((sum: number, one) => sum + here(one), 0) + here(node.items)
  }
  return here(root)
}

function fresh(kind: FieldKind, title: { vi: string; en: string }): JsonObject {
  const named: JsonObject = { 'x-title_vi': title.vi, 'x-title_en': title.en }
  switch (kind) {
    case 'textarea': return { type: 'string', ...named, maxLength: 2000, 'x-widget': 'textarea' }
    case 'number': return { type: 'integer', ...named, minimum: 0 }
    case 'date': return { type: 'string', ...named, format: 'date' }
    case 'choice': return { enum: ['co', 'khong'], ...named, 'x-enum_vi': ['Có', 'Không'], 'x-enum_en': ['Yes', 'No'], 'x-widget': 'radio' }
    case 'tick': return { type: 'boolean', ...named }
    case 'group': return { type: 'object', ...named, properties: {}, additionalProperties: false }
    case 'table': return { type: 'array', ...named, maxItems: 50, items: { type: 'object', ...named, properties: {}, additionalProperties: false } }
    default: return { type: 'string', ...named, maxLength: 300 }
  }
}

export function addField(root: JsonObject, holder: string, kind: FieldKind, title: { vi: string; en: string }): { schema: JsonObject; pointer: string } {
  const schema = copy(root)
  const there = members(objectAt(schema, holder))
  let n = Object.keys(there).length + 1
  while (`muc_${n}` in there) n++
  const pointer = placeOf(holder, `muc_${n}`)
  put(schema, pointer, fresh(kind, title))
  const order = objectAt(schema, holder)['x-order']
  if (Array.isArray(order)) put(schema, `${holder}/x-order`, [...order, `muc_${n}`])
  return { schema, pointer }
}

/* The names of a holder's fields written anew, in the order and under the names that `change` answers. */
function rewrite(root: JsonObject, holder: string, change: (list: [string, Json | undefined][]) => [string, Json | undefined][], renamed: (name: string) => string | null): JsonObject {
  const schema = copy(root)
  const here = objectAt(schema, holder)
  const list = change(Object.entries(members(here)))
  put(schema, `${holder}/properties`, Object.fromEntries(list))
  const kept = (all: string[]): string[] => all.map(renamed).filter((name): name is string => name !== null)
  if (Array.isArray(here.required)) {
    const left = kept(names(here.required))
    put(schema, `${holder}/required`, left.length ? left : undefined)
  }
  if (Array.isArray(here['x-order'])) put(schema, `${holder}/x-order`, list.map(([name]) => name))
  return schema
}

export function removeField(root: JsonObject, pointer: string): JsonObject {
  const gone = nameOf(pointer)
  return rewrite(root, parentOf(pointer), (list) => list.filter(([name]) => name !== gone), (name) => (name === gone ? null : name))
}

export function moveField(root: JsonObject, pointer: string, to: number): JsonObject {
  const moving = nameOf(pointer)
  return rewrite(root, parentOf(pointer), (list) => {
    const one = list.find(([name]) => name === moving)
    const rest = list.filter(([name]) => name !== moving)
    if (one) rest.splice(to, 0, one)
    return rest
  }, (name) => name)
}

/* Answers the schema and the field's new place; a name that is taken or odd changes nothing. */
export function renameField(root: JsonObject, pointer: string, to: string): { schema: JsonObject; pointer: string } | null {
  const holder = parentOf(pointer), before = nameOf(pointer)
  if (to === before || !/^[a-z][a-z0-9_]{0,59}$/.test(to) || to in members(objectAt(root, holder))) return null
  const schema = rewrite(root, holder, (list) => list.map(([name, node]) => [name === before ? to : name, node]), (name) => (name === before ? to : name))
  return { schema, pointer: placeOf(holder, to) }
}

export function setRequired(root: JsonObject, pointer: string, on: boolean): JsonObject {
  const schema = copy(root), holder = parentOf(pointer), name = nameOf(pointer)
  const rest = names(objectAt(schema, holder).required).filter((one) => one !== name)
  const all = on ? [...rest, name] : rest
  put(schema, `${holder}/required`, all.length ? all : undefined)
  return schema
}

/* Choices: the value and its two labels, row by row. */
export interface Choice { value: string; vi: string; en: string }
export function choicesOf(schema: JsonObject): Choice[] {
  const vi = names(schema['x-enum_vi']), en = names(schema['x-enum_en'])
  return (Array.isArray(schema.enum) ? schema.enum : []).map((value, i) => ({ value: String(value), vi: vi[i] ?? String(value), en: en[i] ?? String(value) }))
}
export function withChoices(schema: JsonObject, list: Choice[]): JsonObject {
  return { ...schema, enum: list.map((one) => one.value), 'x-enum_vi': list.map((one) => one.vi), 'x-enum_en': list.map((one) => one.en) }
}

/* Where the text of a JSON error is, as line and column. */
export function parseSource(text: string): { schema: JsonObject } | { fault: string; line: number } {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? { schema: value } : { fault: '', line: 1 }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const position = Number(/position (\d+)/.exec(said)?.[1] ?? NaN)
    const line = Number(/line (\d+)/.exec(said)?.[1] ?? NaN)
    return { fault: said, line: Number.isFinite(line) ? line : Number.isFinite(position) ? text.slice(0, position).split('\n').length : 1 }
  }
}
