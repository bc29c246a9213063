/*
 * From a schema to the fields of the screen, for the values at hand: which are asked, in what order, which must be filled. A
 * conditional part (if/then/else, dependentSchemas) adds its fields after the field it depends on, or takes fields away with
 * `false`. Parts are asked again until nothing changes, so that a condition on a field that is gone no longer holds.
 */
import { below, copy, isObject, type Json, type JsonObject, labels, type Node, type Schema, settled } from './schema'
import { fits } from './judge'

export type Kind = 'section' | 'rows' | 'checks' | 'choice' | 'boolean' | 'number' | 'date' | 'textarea' | 'text'

export interface Field {
  name: string
  schema: Schema
  kind: Kind
  required: boolean
}

const ROUNDS = 6

export function typeOf(schema: Schema): string {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type
  if (type) return type
  const one = schema.const ?? schema.enum?.[0]
  return schema.properties ? 'object' : schema.items ? 'array' : one === undefined || one === null ? 'string' : typeof one
}

export function kindOf(root: Node, schema: Schema): Kind {
  const type = typeOf(schema)
  if (type === 'object') return 'section'
  if (type === 'array') return settled(root, schema.items).enum ? 'checks' : 'rows'
  if (type === 'boolean') return 'boolean'
  if (schema.enum) return 'choice'
  if (type === 'integer' || type === 'number') return 'number'
  if (schema.format === 'date') return 'date'
  return schema['x-widget'] === 'textarea' ? 'textarea' : 'text'
}

/* Radio buttons for a few short answers, unless the form says otherwise. */
export function asRadio(schema: Schema): boolean {
  const said = schema['x-widget']
  return said === 'radio' || (said !== 'select' && (schema.enum?.length ?? 0) <= 4 && labels(schema, 'vi').every((one) => one.length <= 60))
}

/* ---- parts of an object schema ---- */

interface Part { schema: Schema; after: string[] }

/* The names that a condition looks at. */
function asked(root: Schema, node: Node | undefined): string[] {
  const schema = settled(root, node)
  return [...Object.keys(schema.properties ?? {}), ...(schema.required ?? []), ...(schema.allOf ?? []).flatMap((one) => asked(root, one))]
}

/* The schema and every part of it that speaks about this value. */
function partsOf(root: Schema, node: Node, value: JsonObject, after: string[], depth = 0): Part[] {
  const schema = settled(root, node)
  if (depth > 8) return []
  const found: Part[] = [{ schema, after }]
  const add = (one: Node | undefined, from: string[]): void => { if (typeof one === 'object') found.push(...partsOf(root, one, value, from, depth + 1)) }
  for (const one of schema.allOf ?? []) add(one, after)
  if (schema.if !== undefined) add(fits(root, schema.if, value) ? schema.then : schema.else, asked(root, schema.if))
  for (const [name, one] of Object.entries(schema.dependentSchemas ?? {})) if (value[name] !== undefined) add(one, [name])
  return found
}

function ordered(schema: Schema): string[] {
  const names = Object.keys(schema.properties ?? {})
  const first = (schema['x-order'] ?? []).filter((one) => names.includes(one))
  return [...first, ...names.filter((one) => !first.includes(one))]
}

/* After the last field the condition looks at, behind what an earlier condition put there. */
function place(names: string[], fresh: string[], after: string[], tails: Map<string, string>): string[] {
  const anchor = names[Math.max(-1, ...after.map((one) => names.indexOf(one)))]
  if (anchor === undefined || fresh.length === 0) return [...names, ...fresh]
  const at = names.indexOf(tails.get(anchor) ?? anchor)
  tails.set(anchor, fresh[fresh.length - 1]!)
  return [...names.slice(0, at + 1), ...fresh, ...names.slice(at + 1)]
}

function gather(root: Schema, parts: Part[]): Field[] {
  let names: string[] = []
  const schemas = new Map<string, Schema>()
  const gone = new Set<string>()
  const tails = new Map<string, string>()
  const required = new Set<string>()
  for (const { schema, after } of parts) {
    for (const one of schema.required ?? []) required.add(one)
    const fresh = ordered(schema).filter((one) => !names.includes(one) && schema.properties?.[one] !== false)
    names = place(names, fresh, after, tails)
    for (const [name, one] of Object.entries(schema.properties ?? {})) {
      if (one === false) gone.add(name)
      else schemas.set(name, { ...schemas.get(name), ...settled(root, one) })
    }
  }
  return names.filter((name) => !gone.has(name)).map((name) => {
    const schema = schemas.get(name) ?? {}
    return { name, schema, kind: kindOf(root, schema), required: required.has(name) }
  }).filter(({ schema }) => schema['x-widget'] !== 'hidden')
}

/* The fields of an object for its value. */
export function fieldsOf(root: Schema, schema: Node, value: Json | undefined): Field[] {
  const whole = cleaned(isObject(value) ? value : {})
  let seen = whole
  let fields = gather(root, partsOf(root, schema, seen, []))
  for (let round = 0; round < ROUNDS; round++) {
    const next = Object.fromEntries(Object.entries(whole).filter(([name]) => fields.some((one) => one.name === name)))
    if (Object.keys(next).length === Object.keys(seen).length) break
    seen = next
    fields = gather(root, partsOf(root, schema, seen, []))
  }
  return fields
}

/* ---- the declaration ---- */

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === ''

/* Without members that hold nothing. */
function cleaned(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => !isEmpty(one)).map(([name, one]) => [name, isObject(one) ? cleaned(one) : one]))
}

function tidyField(root: Schema, field: Field, value: Json | undefined): Json | undefined {
  if (field.kind === 'section') {
    const inner = tidy(root, field.schema, value)
    return Object.keys(inner).length || field.required ? inner : undefined
  }
  if (field.kind === 'rows' && Array.isArray(value)) {
    const items = settled(root, field.schema.items)
    const rows = kindOf(root, items) === 'section' ? value.map((row) => tidy(root, items, row)) : value.filter((row) => !isEmpty(row))
    return rows.length || field.required ? rows : undefined
  }
  if (Array.isArray(value)) return value.length || field.required ? value : undefined
  return isEmpty(value) ? undefined : value
}

/* What is declared: only what is asked for, and nothing that holds nothing. */
export function tidy(root: Schema, schema: Node, value: Json | undefined): JsonObject {
  const out: JsonObject = {}
  for (const field of fieldsOf(root, schema, value)) {
    const one = tidyField(root, field, isObject(value) ? value[field.name] : undefined)
    if (one !== undefined) out[field.name] = one
  }
  return out
}

/* Every place of the form in the order of the screen, sections and rows before what is in them. */
export function placesOf(root: Schema, schema: Node, value: Json | undefined, pointer = ''): string[] {
  return fieldsOf(root, schema, value).flatMap((field) => {
    const place = below(pointer, field.name)
    const own = isObject(value) ? value[field.name] : undefined
    if (field.kind === 'section') return [place, ...placesOf(root, field.schema, own, place)]
    const rows = field.kind === 'rows' && Array.isArray(own) ? own : []
    return [place, ...rows.flatMap((row, i) => [below(place, i), ...placesOf(root, settled(root, field.schema.items), row, below(place, i))])]
  })
}

/* ---- what is offered ---- */

export interface Offer { pointer: string; value: Json; text: string }

/* A declaration to begin with: the offers at their places, a row where rows are demanded. */
export function begin(root: Schema, offers: Offer[], put: (value: JsonObject, pointer: string, to: Json) => void): JsonObject {
  const value: JsonObject = {}
  for (const one of offers) put(value, one.pointer, copy(one.value))
  addRows(root, root, value)
  return value
}

function addRows(root: Schema, schema: Schema, value: JsonObject): void {
  for (const { name, kind, schema: own } of fieldsOf(root, schema, value)) {
    if (kind === 'section') {
      const inner: JsonObject = isObject(value[name]) ? (value[name] as JsonObject) : {}
      addRows(root, own, inner)
      if (Object.keys(inner).length) value[name] = inner
    } else if (kind === 'rows' && (own.minItems ?? 0) > 0 && !Array.isArray(value[name])) {
      value[name] = Array.from({ length: own.minItems! }, () => emptyRow(root, own))
    }
  }
}

export function emptyRow(root: Schema, schema: Schema): Json {
  return kindOf(root, settled(root, schema.items)) === 'section' ? {} : ''
}

