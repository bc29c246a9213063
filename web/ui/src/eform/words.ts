/* Faults as sentences, and what a place is called. */
import { schemaAt, type Fault } from './judge'
import { below, text, tokens, type Schema } from './schema'
import { showNumber } from './show'

type Say = (key: string, named?: Record<string, unknown>) => string

const KNOWN = new Set([
  'required', 'type', 'enum', 'const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength',
  'pattern', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'contains', 'anyOf', 'oneOf', 'not', 'false',
])
const FORMATS = new Set(['date', 'time', 'date-time', 'email', 'uri', 'vn-personal-id', 'vn-enterprise-code', 'vn-phone'])
const TYPES = new Set(['integer', 'number'])

export function faultText(t: Say, fault: Fault, lang: string): string {
  const limit = /^-?\d+(\.\d+)?$/.test(fault.limit) ? showNumber(Number(fault.limit), lang) : fault.limit
  if (fault.keyword === 'format') return t(`eform.format.${FORMATS.has(fault.kind) ? fault.kind : 'other'}`)
  if (fault.keyword === 'type') return t(`eform.type.${TYPES.has(fault.kind) ? fault.kind : 'other'}`)
  if (fault.keyword === 'const' && fault.limit === 'true') return t('eform.error.agree')
  return t(`eform.error.${KNOWN.has(fault.keyword) ? fault.keyword : 'other'}`, { limit })
}

/* "Người phụ trách an toàn – Họ và tên", "Thiết bị 2 – Số máy": the sections and rows on the way, and the field. */
export function placeName(root: Schema, pointer: string, lang: string, whole: string): string {
  if (pointer === '') return whole
  const path = tokens(pointer)
  const said: string[] = []
  let place = ''
  path.forEach((token, i) => {
    const list = schemaAt(root, place)
    place = below(place, token)
    const title = text(schemaAt(root, place), 'title', lang)
    if (/^\d+$/.test(token)) said[said.length - 1] = `${title || text(list, 'title', lang)} ${Number(token) + 1}`.trim()
    else said.push(title || (i === path.length - 1 ? token : ''))
  })
  return said.filter(Boolean).join(' – ')
}
