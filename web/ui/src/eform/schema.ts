/*
 * What the screens read of an e-form: JSON Schema 2020-12 as core/catalogue/eform.h allows it, and its display hints. The texts
 * stand in the schema in both languages; a local $ref is followed here once and for all.
 */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined }
export type JsonObject = { [name: string]: Json | undefined }

export interface Schema {
  $ref?: string
  $defs?: Record<string, Node>
  type?: string | string[]
  enum?: Json[]
  const?: Json
  format?: string
  properties?: Record<string, Node>
  required?: string[]
  items?: Node
  minItems?: number
  maxItems?: number
  maxLength?: number
  if?: Node
  then?: Node
  else?: Node
  allOf?: Node[]
  dependentSchemas?: Record<string, Node>
  title?: string
  'x-title_vi'?: string
  'x-title_en'?: string
  'x-help_vi'?: string
  'x-help_en'?: string
  'x-placeholder_vi'?: string
  'x-placeholder_en'?: string
  'x-unit_vi'?: string
  'x-unit_en'?: string
  'x-enum_vi'?: string[]
  'x-enum_en'?: string[]
  'x-widget'?: string
  'x-order'?: string[]
  'x-columns'?: number
  'x-certainty'?: string
  'x-source'?: string
  [keyword: string]: unknown
}
export type Node = boolean | Schema

/* A copy that nobody else holds: answers of the server are shared and watched, and the validator writes into what it is given. */
export const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/* The subschema a local reference leads to ("#", "#/$defs/…"); null if it leads nowhere. */
export function refer(root: Node, ref: string): Node | null {
  if (!ref.startsWith('#')) return null
  let at: unknown = root
  for (const token of ref.slice(1).split('/').slice(1)) {
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[unescapeToken(decodeURIComponent(token))] : undefined
  }
  return typeof at === 'boolean' || (typeof at === 'object' && at !== null) ? (at as Node) : null
}

/* The schema with its $ref followed; what stands beside the $ref goes first (a title for this place). */
export function settled(root: Node, node: Node | undefined, depth = 0): Schema {
  if (typeof node !== 'object' || depth > 16) return {}
  if (!node.$ref) return node
  const { $ref, ...own } = node
  return { ...settled(root, refer(root, $ref) ?? {}, depth + 1), ...own }
}

export function text(schema: Schema, what: 'title' | 'help' | 'placeholder' | 'unit', lang: string): string {
  const other = lang === 'en' ? 'vi' : 'en'
  const said = schema[`x-${what}_${lang}`] ?? schema[`x-${what}_${other}`] ?? (what === 'title' ? schema.title : '')
  return typeof said === 'string' ? said : ''
}

export function labels(schema: Schema, lang: string): string[] {
  const said = (lang === 'en' ? schema['x-enum_en'] : schema['x-enum_vi']) ?? schema['x-enum_vi'] ?? schema['x-enum_en']
  return said ?? (schema.enum ?? []).map((value) => String(value))
}

/* ---- places: RFC 6901 ---- */

export const escapeToken = (token: string): string => token.replace(/~/g, '~0').replace(/\//g, '~1')
export const unescapeToken = (token: string): string => token.replace(/~1/g, '/').replace(/~0/g, '~')
export const below = (pointer: string, name: string | number): string => `${pointer}/${escapeToken(String(name))}`
export const tokens = (pointer: string): string[] => pointer.split('/').slice(1).map(unescapeToken)

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

export function at(value: Json | undefined, pointer: string): Json | undefined {
  let here = value
  for (const token of tokens(pointer)) {
    if (Array.isArray(here)) here = here[Number(token)]
    else if (isObject(here)) {
      const next: Json | undefined = here[token] /* read before it is asked whether it is there: only reading is watched */
      here = Object.prototype.hasOwnProperty.call(here, token) ? next : undefined
    }
    else return undefined
  }
  return here
}

/* Sets a value inside an object; sections on the way come into being. undefined takes the member away. */
export function put(value: JsonObject, pointer: string, to: Json | undefined): void {
  const path = tokens(pointer)
  const last = path.pop()
  if (last === undefined) return
  let here: JsonObject | Json[] = value
  for (const token of path) {
    const next: Json | undefined = Array.isArray(here) ? here[Number(token)] : here[token]
    if (typeof next === 'object' && next !== null) here = next
    else {
      const made: JsonObject = {}
      if (Array.isArray(here)) here[Number(token)] = made
      else here[token] = made
      here = made
    }
  }
  if (Array.isArray(here)) here[Number(last)] = to ?? null
  else if (to === undefined) delete here[last]
  else here[last] = to
}
