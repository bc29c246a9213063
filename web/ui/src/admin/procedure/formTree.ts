/*
 * An e-form's schema as a tree of fields, and the edits of it. Every function answers a new schema; places are pointers into it. What
 * is no field (definitions) is left as it is; conditional parts: conditions.ts.
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

export const objectAt = (root: JsonObject, place: string): JsonObject => { const node = at(root, place); return isObject(node) ? node : {} }
export const members = (holder: JsonObject): JsonObject => (isObject(holder.properties) ? holder.properties : {})
export const names = (list: Json | undefined): string[] => (Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [])

/* The schema whose `properties` the field's own fields stand in; null for a field without any. */
export function holderOf(pointer: string, kind: FieldKind): string | null {
  return kind === 'group' ? pointer : kind === 'table' ? `${pointer}/items` : null
}
export const parentOf = (pointer: string): string => pointer.replace(/\/properties\/[^/]*$/, '')
export const nameOf = (pointer: string): string => tokens(pointer).at(-1) ?? ''
export const placeOf = (holder: string, name: string): string => below(`${holder}/properties`, name)

/* The fields of one object. */
export function fieldsAt(root: JsonObject, holder: string, depth = 0): FormField[] {
  const schema = objectAt(root, holder)
  const must = names(schema.required)
  const all = Object.entries(members(schema))
  return all.flatMap(([name, node], index) => {
    if (!isObject(node)) return []
    const pointer = placeOf(holder, name), kind = kindOf(node)
    return [{ pointer, name, kind, schema: node, required: must.includes(name), depth, index, count: all.length, holds: holderOf(pointer, kind) }]
  })
}

/* All fields, each before those inside it. */
export function fieldsOf(root: JsonObject, holder = '', depth = 0): FormField[] {
  return fieldsAt(root, holder, depth).flatMap((own) => [own, ...(own.holds === null || depth > 6 ? [] : fieldsOf(root, own.holds, depth + 1))])
}

/* ---- who else names a field ---- */

/* The object whose value a schema speaks about: conditional parts speak about the object around them. */
export function instanceOf(holder: string): string {
  const around = holder.replace(/(\/(then|else|if)|\/(allOf|anyOf|oneOf)\/\d+|\/dependentSchemas\/[^/]+)$/, '')
  return around === holder ? holder : instanceOf(around)
}

/* The schemas that speak about the same value as `node`, itself first. */
function together(node: Json | undefined): JsonObject[] {
  if (!isObject(node)) return []
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (Array.isArray(node[key]) ? (node[key] as Json[]) : []))
  const named = isObject(node.dependentSchemas) ? Object.values(node.dependentSchemas) : []
  return [node, ...[...lists, node.if, node.then, node.else, node.not, ...named].flatMap(together)]
}

/* Every name of a field that is asked for in the object `holder` belongs to. */
const namesAround = (root: JsonObject, holder: string): string[] => together(at(root, instanceOf(holder))).flatMap((one) => Object.keys(members(one)))

const named = (node: JsonObject, change: (name: string) => string | null): JsonObject => Object.fromEntries(Object.entries(node).flatMap(([name, one]) => { const now = change(name); return now === null ? [] : [[now, one]] }))

/* Writes the names of an object's fields anew wherever its schemas name them: `change` answers null for one that is gone. */
function renameAround(root: JsonObject, holder: string, change: (name: string) => string | null): void {
  const listed = (list: Json | undefined): string[] => names(list).map(change).filter((name): name is string => name !== null)
  for (const one of together(at(root, instanceOf(holder)))) {
    for (const key of ['properties', 'dependentSchemas', 'dependentRequired']) if (isObject(one[key])) one[key] = named(one[key] as JsonObject, change)
    if (isObject(one.dependentRequired)) for (const [name, list] of Object.entries(one.dependentRequired)) one.dependentRequired[name] = listed(list)
    for (const key of ['required', 'x-order']) if (Array.isArray(one[key])) {
      const left = listed(one[key] as Json)
      if (left.length || key === 'x-order') one[key] = left
      else delete one[key]
    }
  }
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
  const there = namesAround(schema, holder)
  let n = Object.keys(members(objectAt(schema, holder))).length + 1
  while (there.includes(`muc_${n}`)) n++
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

/* Where nothing else asks for it, whatever names it is rid of it; conditions on it are the caller's to mind (conditions.ts). */
export function removeField(root: JsonObject, pointer: string): JsonObject {
  const gone = nameOf(pointer), holder = parentOf(pointer)
  const schema = rewrite(root, holder, (list) => list.filter(([name]) => name !== gone), (name) => (name === gone ? null : name))
  if (!namesAround(schema, holder).includes(gone)) renameAround(schema, holder, (name) => (name === gone ? null : name))
  return schema
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
  if (to === before || !/^[a-z][a-z0-9_]{0,59}$/.test(to) || namesAround(root, holder).includes(to)) return null
  const schema = copy(root)
  renameAround(schema, holder, (name) => (name === before ? to : name))
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
