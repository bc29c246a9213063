/* The part of OpenAPI 3.1 that the page shows, read from whatever the server answers without trusting its shape. */

export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  oneOf?: Schema[]
  anyOf?: Schema[]
  allOf?: Schema[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
}
export interface Parameter { name: string; in: string; required?: boolean; description?: string; schema?: Schema; $ref?: string }
export interface Body { type: string; schema: Schema | null }
export interface Answer { status: string; description: string; body: Body | null }
export interface Endpoint {
  id: string
  group: string
  method: string
  path: string
  summary: string
  description: string
  roles: string[]
  parameters: Parameter[]
  body: Body | null
  answers: Answer[]
}
export interface Group { name: string; endpoints: Endpoint[] }
export interface Document { title: string; version: string; description: string; groups: Group[]; resolve: (schema: Schema) => Schema }

type Loose = Record<string, unknown>
const loose = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const METHODS = ['get', 'post', 'put', 'patch', 'delete']

function bodyOf(content: unknown): Body | null {
  const [first] = Object.entries(loose(content))
  if (!first) return null
  return { type: first[0], schema: (loose(first[1]).schema as Schema | undefined) ?? null }
}

function follow(root: Loose, ref: string): unknown {
  return ref.replace(/^#\//, '').split('/').reduce<unknown>((at, name) => loose(at)[name.replace(/~1/g, '/').replace(/~0/g, '~')], root)
}

export function readDocument(raw: unknown): Document {
  const root = loose(raw)
  const info = loose(root.info)
  const deref = <T>(value: unknown): T => {
    const ref = text(loose(value).$ref)
    return (ref ? (follow(root, ref) ?? {}) : (value ?? {})) as T
  }
  const groups = new Map<string, Endpoint[]>()
  for (const [path, item] of Object.entries(loose(root.paths))) {
    for (const method of METHODS) {
      const operation = loose(item)[method]
      if (!operation) continue
      const op = loose(operation)
      const group = text((op.tags as unknown[] | undefined)?.[0]) || 'api'
      const shared = (loose(item).parameters as unknown[] | undefined) ?? []
      const own = (op.parameters as unknown[] | undefined) ?? []
      const endpoint: Endpoint = {
        id: `${method}${path}`.replace(/[^a-z0-9]+/gi, '-'), group, method: method.toUpperCase(), path, summary: text(op.summary), description: text(op.description),
        roles: ((op['x-roles'] as unknown[] | undefined) ?? []).map(text),
        parameters: [...shared, ...own].map((one) => deref<Parameter>(one)),
        body: bodyOf(loose(deref<Loose>(op.requestBody)).content),
        answers: Object.entries(loose(op.responses)).map(([status, one]) => {
          const answer = deref<Loose>(one)
          return { status, description: text(answer.description), body: bodyOf(answer.content) }
        }),
      }
      groups.set(group, [...(groups.get(group) ?? []), endpoint])
    }
  }
  return {
    title: text(info.title), version: text(info.version), description: text(info.description),
    groups: [...groups].map(([name, endpoints]) => ({ name, endpoints })), resolve: (schema) => deref<Schema>(schema),
  }
}

export interface Row { depth: number; name: string; type: string; required: boolean; note: string }
const DEPTH_MAX = 4

function typeOf(schema: Schema, resolve: Document['resolve']): string {
  const name = schema.$ref?.split('/').pop()
  const real = resolve(schema)
  const many = real.oneOf ?? real.anyOf
  if (many) return many.map((one) => typeOf(one, resolve)).join(' | ')
  if (real.type === 'array') return `${real.items ? typeOf(real.items, resolve) : ''}[]`
  const plain = Array.isArray(real.type) ? real.type.join(' | ') : (real.type ?? (real.properties ? 'object' : ''))
  return name ?? (real.format ? `${plain} (${real.format})` : plain)
}

function noteOf(schema: Schema): string {
  const limits: string[] = []
  if (schema.enum) limits.push(schema.enum.map(String).join(' · '))
  if (schema.minimum !== undefined) limits.push(`≥ ${schema.minimum}`)
  if (schema.maximum !== undefined) limits.push(`≤ ${schema.maximum}`)
  if (schema.maxLength !== undefined) limits.push(`≤ ${schema.maxLength} ch`)
  if (schema.pattern) limits.push(schema.pattern)
  return [schema.description ?? '', limits.join(', ')].filter(Boolean).join(' — ')
}

/* A schema as an indented list of its fields, following references to a bounded depth. */
export function rowsOf(schema: Schema, resolve: Document['resolve'], depth = 0): Row[] {
  const real = resolve(schema)
  if (real.type === 'array' && real.items) return rowsOf(real.items, resolve, depth)
  const inherited = (real.allOf ?? []).flatMap((one) => rowsOf(one, resolve, depth))
  const own = Object.entries(real.properties ?? {}).flatMap(([name, one]) => {
    const field = resolve(one)
    const row: Row = { depth, name, type: typeOf(one, resolve), required: real.required?.includes(name) ?? false, note: noteOf(field) }
    const inner = field.properties || field.allOf ? field : field.type === 'array' && field.items ? field.items : null
    return [row, ...(inner && depth < DEPTH_MAX ? rowsOf(inner, resolve, depth + 1) : [])]
  })
  return [...inherited, ...own]
}
