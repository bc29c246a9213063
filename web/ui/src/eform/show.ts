/* Values as an officer reads them, and numbers and days as people type them. */
import { labels, type Json, type Schema } from './schema'

const two = (n: string): string => n.padStart(2, '0')

export function showDay(iso: string): string {
  const [y, m, d] = iso.split('-')
  return y && m && d ? `${d}/${m}/${y}` : iso
}

/* "5/3/2026", "05-03-2026" → 2026-03-05. Anything else is kept as typed: the form's rule says what is wrong with it. */
export function readDay(typed: string): string {
  const text = typed.trim()
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  return found ? `${found[3]}-${two(found[2]!)}-${two(found[1]!)}` : text
}

/* Grouped from five digits on: a year is written 2026. */
export function showNumber(value: number, lang: string): string {
  return new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: 10, useGrouping: Math.abs(value) >= 10_000 }).format(value)
}

/* "1.250.000" and "12,5" in Vietnamese, "1,250,000" and "12.5" in English. What is no number stays text, so that it is told. */
export function readNumber(typed: string, lang: string): number | string {
  const text = typed.trim().replace(/[\s\u00a0]/g, '')
  const [group, point] = lang === 'en' ? [',', '.'] : ['.', ',']
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d+)?$`)
  const plain = new RegExp(`^-?\\d+(\\${point}\\d+)?$`)
  if (!grouped.test(text) && !plain.test(text)) return typed.trim()
  return Number(text.split(group).join('').replace(point, '.'))
}

export function show(schema: Schema, value: Json | undefined, lang: string, yes: string, no: string): string {
  if (value === undefined || value === null || value === '') return '–'
  if (typeof value === 'boolean') return value ? yes : no
  const choice = (schema.enum ?? []).indexOf(value)
  if (choice >= 0) return labels(schema, lang)[choice] ?? String(value)
  if (typeof value === 'number') return showNumber(value, lang)
  return schema.format === 'date' && typeof value === 'string' ? showDay(value) : String(value)
}
