/*
 * Conditional parts of an e-form: "when the premises are rented, the contract is asked for". In the schema: an entry of `allOf` (or the
 * object itself) with if/then/else, or dependentSchemas. A condition that says only which fields hold which values is edited; whatever
 * else stands in the schema is shown and left as it is. Every function answers a new schema; places are pointers into it.
 */
import { at, below, copy, isObject, put, tokens, type Json, type JsonObject } from '@/eform/schema'
import { fieldsAt, instanceOf, kindOf, members, names, objectAt, placeOf, type FormField } from './formTree'

/* One thing that must hold: the field has one of the values; without values: it is filled in. */
export interface Test { field: string; values: Json[] }
export interface Condition {
  type: 'condition'
  pointer: string /* of the condition itself */
  holder: string /* of the object it is a condition of */
  tests: Test[] | null /* null: says something else */
  parts: { pointer: string; met: boolean }[] /* objects whose fields are asked for when it is met, or when it is not */
  depth: number
}
/* A keyword that only the JSON can change. */
export interface Other { type: 'other'; pointer: string; keyword: string; depth: number }
export type Entry = (FormField & { type: 'field' }) | Condition | Other

const OTHERS = ['anyOf', 'oneOf', 'not', 'dependentRequired', 'patternProperties', 'propertyNames', '$ref'] as const
const DEPTH_MAX = 7

/* ---- reading ---- */

function testOf(field: string, node: Json | undefined): Test | null {
  if (!isObject(node)) return null
  const said = Object.keys(node)
  if (said.length !== 1) return null
  if (said[0] === 'const') return { field, values: [node.const ?? null] }
  return said[0] === 'enum' && Array.isArray(node.enum) && node.enum.length > 0 ? { field, values: node.enum } : null
}

/* What an `if` asks, when it asks only for values of fields that must be there. */
export function testsOf(node: Json | undefined): Test[] | null {
  if (!isObject(node) || Object.keys(node).some((key) => key !== 'properties' && key !== 'required')) return null
  const must = names(node.required), asked = Object.entries(members(node))
  if (must.length === 0 || asked.some(([name]) => !must.includes(name))) return null
  const tests = must.map((name) => (name in members(node) ? testOf(name, members(node)[name]) : { field: name, values: [] }))
  return tests.some((one) => one === null) ? null : (tests as Test[])
}

function ifOf(tests: Test[]): JsonObject {
  const asked = tests.filter((one) => one.values.length > 0)
  const properties = Object.fromEntries(asked.map(({ field, values }) => [field, values.length === 1 ? { const: values[0]! } : { enum: values }]))
  return { ...(asked.length ? { properties } : {}), required: tests.map((one) => one.field) }
}

function conditionAt(root: JsonObject, holder: string, pointer: string, depth: number): Condition {
  const node = objectAt(root, pointer)
  const parts = (['then', 'else'] as const).filter((key) => isObject(node[key])).map((key) => ({ pointer: `${pointer}/${key}`, met: key === 'then' }))
  return { type: 'condition', pointer, holder, tests: testsOf(node.if), parts, depth }
}

/* The conditions of one object, in the order of the schema. */
export function conditionsAt(root: JsonObject, holder: string, depth = 0): Condition[] {
  const here = objectAt(root, holder)
  const own = here.if === undefined ? [] : [conditionAt(root, holder, holder, depth)]
  const all = Array.isArray(here.allOf) ? here.allOf.flatMap((one, i) => (isObject(one) && one.if !== undefined ? [conditionAt(root, holder, `${holder}/allOf/${i}`, depth)] : [])) : []
  const filled = isObject(here.dependentSchemas) ? Object.entries(here.dependentSchemas).flatMap(([field, one]): Condition[] => {
    const pointer = below(`${holder}/dependentSchemas`, field)
    return isObject(one) ? [{ type: 'condition', pointer, holder, tests: [{ field, values: [] }], parts: [{ pointer, met: true }], depth }] : []
  }) : []
  return [...own, ...all, ...filled]
}

function othersAt(root: JsonObject, holder: string, depth: number): Other[] {
  const here = objectAt(root, holder)
  const plain = Array.isArray(here.allOf) ? here.allOf.flatMap((one, i): Other[] => (isObject(one) && one.if === undefined ? [{ type: 'other', pointer: `${holder}/allOf/${i}`, keyword: 'allOf', depth }] : [])) : []
  return [...OTHERS.filter((key) => here[key] !== undefined).map((keyword): Other => ({ type: 'other', pointer: `${holder}/${keyword}`, keyword, depth })), ...plain]
}

/* Everything that is shown: fields, what stands inside them, then conditions with the fields they bring, then the rest. */
export function entriesOf(root: JsonObject, holder = '', depth = 0): Entry[] {
  if (depth > DEPTH_MAX) return []
  const fields = fieldsAt(root, holder, depth).flatMap((one): Entry[] => [{ ...one, type: 'field' }, ...(one.holds === null ? [] : entriesOf(root, one.holds, depth + 1))])
  const conditions = conditionsAt(root, holder, depth).flatMap((one): Entry[] => [one, ...one.parts.flatMap((part) => partEntries(root, part.pointer, holder, depth + 1))])
  return [...fields, ...conditions, ...othersAt(root, holder, depth)]
}

/* A part that is the object itself (a bare `if` in it) was listed already. */
const partEntries = (root: JsonObject, part: string, holder: string, depth: number): Entry[] => (part === holder ? [] : entriesOf(root, part, depth))

/* ---- who names a field ---- */

/* The field that a name stands for in an object: its own, else the first of a conditional part. */
export function fieldNamed(root: JsonObject, holder: string, name: string): JsonObject | null {
  const own = at(root, placeOf(holder, name))
  if (isObject(own)) return own
  for (const one of conditionsAt(root, holder)) for (const part of one.parts) {
    const found = part.pointer === holder ? null : fieldNamed(root, part.pointer, name)
    if (found) return found
  }
  return null
}

/* Conditions that ask for a field. */
export function askingFor(root: JsonObject, pointer: string): Condition[] {
  const name = tokens(pointer).at(-1) ?? ''
  const holder = instanceOf(pointer.replace(/\/properties\/[^/]*$/, ''))
  const inside = (place: string): Condition[] => conditionsAt(root, place).flatMap((one) => [one, ...one.parts.flatMap((part) => (part.pointer === place ? [] : inside(part.pointer)))])
  return inside(holder).filter((one) => one.tests === null ? JSON.stringify(objectAt(root, one.pointer).if ?? null).includes(`"${name}"`) : one.tests.some((test) => test.field === name))
}

/* Fields a condition can ask for: of the object around it, but not those that stand under it. */
export function askable(root: JsonObject, one: Condition): string[] {
  const around = instanceOf(one.holder), under = one.parts.flatMap((part) => Object.keys(members(objectAt(root, part.pointer))))
  const held = (place: string): FormField[] => [...fieldsAt(root, place, 0), ...(place === around ? [] : held(around))]
  return [...new Set(held(one.holder).filter((field) => field.holds === null && !under.includes(field.name)).map((field) => field.name))]
}

/* ---- editing ---- */

/* A new condition on a field: of a choice its first value, of a tick box that it is ticked, else that it is filled in. */
export function startOf(field: JsonObject | null): Json[] {
  if (!field) return []
  if (Array.isArray(field.enum)) return field.enum.slice(0, 1)
  return kindOf(field) === 'tick' ? [true] : []
}

export function addCondition(root: JsonObject, holder: string, field: string): { schema: JsonObject; pointer: string } {
  const schema = copy(root)
  const here = objectAt(schema, holder)
  const all = Array.isArray(here.allOf) ? here.allOf : []
  const test = { field, values: startOf(fieldNamed(root, holder, field)) }
  put(schema, `${holder}/allOf`, [...all, { if: ifOf([test]), then: { properties: {} } }])
  if (here.additionalProperties === false) { /* it does not see the fields of conditional parts */
    put(schema, `${holder}/additionalProperties`, undefined)
    put(schema, `${holder}/unevaluatedProperties`, false)
  }
  return { schema, pointer: `${holder}/allOf/${all.length}` }
}

/* Only of a condition that was understood. What depended on a field being there becomes an if/then when it asks for more than that. */
export function setTests(root: JsonObject, one: Condition, tests: Test[]): JsonObject {
  const schema = copy(root)
  if (tests.length === 0 || one.tests === null) return schema
  if (one.parts.some((part) => part.pointer === one.pointer)) {
    const part = copy(objectAt(schema, one.pointer))
    const without = removeCondition(schema, one)
    const all = objectAt(without, one.holder).allOf
    put(without, `${one.holder}/allOf`, [...(Array.isArray(all) ? all : []), { if: ifOf(tests), then: part }])
    return without
  }
  put(schema, `${one.pointer}/if`, ifOf(tests))
  return schema
}

/* Takes a condition away with the fields it brings. */
export function removeCondition(root: JsonObject, one: Condition): JsonObject {
  const schema = copy(root)
  if (one.pointer === one.holder) {
    for (const key of ['if', 'then', 'else']) put(schema, `${one.pointer}/${key}`, undefined)
    return schema
  }
  const list = one.pointer.replace(/\/[^/]*$/, ''), last = tokens(one.pointer).at(-1)!
  const around = at(schema, list)
  if (Array.isArray(around)) put(schema, list, around.length > 1 ? around.filter((_, i) => i !== Number(last)) : undefined)
  else {
    put(schema, one.pointer, undefined)
    if (Object.keys(objectAt(schema, list)).length === 0) put(schema, list, undefined)
  }
  return schema
}

/* Fields of the object itself that a part makes obligatory. */
export const alsoRequired = (root: JsonObject, part: string): string[] => names(objectAt(root, part).required).filter((name) => !(name in members(objectAt(root, part))))
export function setAlsoRequired(root: JsonObject, part: string, name: string, on: boolean): JsonObject {
  const schema = copy(root)
  const rest = names(objectAt(schema, part).required).filter((one) => one !== name)
  const all = on ? [...rest, name] : rest
  put(schema, `${part}/required`, all.length ? all : undefined)
  return schema
}

/* Moves a field between an object and its conditional parts; whether it must be filled in goes with it. */
export function moveUnder(root: JsonObject, pointer: string, part: string): { schema: JsonObject; pointer: string } | null {
  const name = tokens(pointer).at(-1)!, from = pointer.replace(/\/properties\/[^/]*$/, '')
  const node = at(root, pointer)
  if (!isObject(node) || from === part || name in members(objectAt(root, part))) return null
  const schema = copy(root)
  const must = names(objectAt(schema, from).required)
  const lists = (place: string, change: (list: string[]) => string[]): void => {
    for (const key of ['required', 'x-order'] as const) {
      if (key === 'x-order' && !Array.isArray(objectAt(schema, place)[key])) continue
      if (key === 'required' && !must.includes(name)) continue
      const next = change(names(objectAt(schema, place)[key]))
      put(schema, `${place}/${key}`, next.length ? next : undefined)
    }
  }
  lists(from, (list) => list.filter((one) => one !== name))
  put(schema, pointer, undefined)
  put(schema, placeOf(part, name), copy(node))
  lists(part, (list) => [...list.filter((one) => one !== name), name])
  return { schema, pointer: placeOf(part, name) }
}
