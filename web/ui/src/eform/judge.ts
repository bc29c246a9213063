/*
 * Judging on the screen: the same document as the server's, by @cfworker/json-schema with our formats. The validator tells every
 * keyword on the way down; here only what somebody can mend is kept, each at the place where it is mended: a missing member at its
 * own place, an alternative as one error.
 */
import { format, Validator, type OutputUnit, type Schema as CfSchema } from '@cfworker/json-schema'
import { formats, type FormatTable } from './formats.mjs'
import { below, copy, type Json, type Node, refer, settled, type Schema, tokens, unescapeToken } from './schema'

Object.assign(format, formats({ ...(format as FormatTable) }))

export interface Fault {
  pointer: string
  keyword: string
  /* What the keyword says: its value, as text. */
  limit: string
  /* For `format`: which one. For `type`: what was wanted. */
  kind: string
}

const kept = new WeakMap<object, Validator>()
const judges = new WeakMap<object, WeakMap<object, Validator>>()

function judgeOf(root: Schema): Validator {
  let judge = kept.get(root)
  if (!judge) kept.set(root, (judge = new Validator(copy(root) as CfSchema, '2020-12', false)))
  return judge
}

/* Does a value fit a subschema of the form? For conditions. */
export function fits(root: Schema, part: Node, value: Json): boolean {
  if (typeof part === 'boolean') return part
  let mine = judges.get(root)
  if (!mine) judges.set(root, (mine = new WeakMap()))
  let judge = mine.get(part)
  if (!judge) {
    const whole = copy({ $defs: root.$defs ?? {}, ...part }) as CfSchema
    mine.set(part, (judge = new Validator(whole, '2020-12', true)))
  }
  return judge.validate(value).valid
}

/* The keyword's value where the validator found it; a $ref on the way is followed. */
function said(root: Schema, location: string): unknown {
  let here: unknown = root
  for (const token of location.slice(1).split('/').slice(1)) {
    if (typeof here !== 'object' || here === null) return undefined
    const name = unescapeToken(decodeURIComponent(token))
    const next: unknown = (here as Record<string, unknown>)[name]
    here = name === '$ref' && typeof next === 'string' ? refer(root, next) : next
  }
  return here
}

const AROUND = new Set(['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'items', 'prefixItems', 'allOf', 'if', '$ref', 'dependentSchemas'])
const CHOICE = /\/(anyOf|oneOf|not|contains|if)(\/|$)/
const CHOICES = new Set(['anyOf', 'oneOf', 'not', 'contains', 'minContains', 'maxContains'])

function limitOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ')
  return typeof value === 'object' || value === undefined ? '' : String(value)
}

function faultOf(root: Schema, unit: OutputUnit): Fault | null {
  if (AROUND.has(unit.keyword)) return null
  const parts = unit.keywordLocation.split('/')
  const around = CHOICES.has(unit.keyword) ? parts.slice(0, -1).join('/') : unit.keywordLocation
  if (unit.keyword !== 'false' && CHOICE.test(around)) return null
  const pointer = decodeURIComponent(unit.instanceLocation.slice(1))
  const value = unit.keyword === 'false' ? undefined : said(root, unit.keywordLocation)
  if (unit.keyword === 'required' || unit.keyword === 'dependentRequired') {
    const name = /"([^"]*)"\.$/.exec(unit.error)?.[1] ?? ''
    return { pointer: below(pointer, name), keyword: 'required', limit: '', kind: '' }
  }
  const kind = unit.keyword === 'format' || unit.keyword === 'type' ? limitOf(value) : ''
  return { pointer, keyword: unit.keyword, limit: limitOf(value), kind }
}

/*
 * Every fault, one for each place: the first that the form names there. What the form does not know can be told only when all
 * else fits: until then a part that failed counts as not looked at.
 */
export function judge(root: Schema, value: Json): Fault[] {
  const found = new Map<string, Fault>()
  for (const unit of judgeOf(root).validate(value).errors) {
    const fault = faultOf(root, unit)
    if (fault && !found.has(fault.pointer)) found.set(fault.pointer, fault)
  }
  const all = [...found.values()]
  const known = all.filter((one) => one.keyword !== 'false')
  return known.length ? known : all
}

/* ---- what the server says ---- */

export interface PlacedError { pointer: string; text: string }

/* Of a refusal's field errors those of one e-form: "form/<code>/<pointer>" → its place. */
export function placed(fields: { field: string; detail: string }[], code: string): PlacedError[] {
  const own = `form/${code}`
  return fields.filter(({ field }) => field === own || field.startsWith(`${own}/`)).map(({ field, detail }) => ({ pointer: field.slice(own.length), text: detail }))
}

/* The schema that speaks about a place, for its title; conditional parts are looked into. */
export function schemaAt(root: Schema, pointer: string): Schema {
  let here: Schema[] = [root]
  for (const token of tokens(pointer)) {
    here = here.flatMap((one) => parts(root, one)).flatMap((one) => {
      const next = one.properties?.[token] ?? (/^\d+$/.test(token) ? one.items : undefined)
      return next === undefined ? [] : [settled(root, next)]
    })
  }
  return Object.assign({}, ...here.reverse()) as Schema
}

function parts(root: Schema, schema: Schema, depth = 0): Schema[] {
  if (depth > 8) return []
  const inner = [...(schema.allOf ?? []), schema.then, schema.else, ...Object.values(schema.dependentSchemas ?? {})]
  return [schema, ...inner.flatMap((one) => (typeof one === 'object' ? parts(root, settled(root, one), depth + 1) : []))]
}

