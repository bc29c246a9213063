/* A step table of the draft as the picture wants it. */
import type { ProcedureWords, StepTable } from '@/api/types'
import type { Json, JsonObject } from '@/eform/schema'

export interface StepDraft extends JsonObject {
  name_vi?: string
  name_en?: string
  kind?: string
  role?: string
  share_milli?: number
  limit_term?: string | null
  on_limit?: string | null
}
export interface StepTexts { own: string; none: string; days: (n: string) => string }

/* A case that is not there yet: a code of its own, the rest as the table it was copied from. */
export function freshCase(codes: string[], name_vi: string, term: Json | undefined, steps: Json[]): JsonObject {
  let n = codes.length + 1
  while (codes.includes(`truong-hop-${n}`)) n++
  return { code: `truong-hop-${n}`, province: null, name_vi, name_en: 'New case', term: term ?? null, certainty: 'authored', source: 'dựng cho tập huấn', steps }
}

/* A table taken over: its days in the proportions they had, so that they add up to the limit here, in quarters of a day; the longest step
 * takes what is left over. Steps that are not counted stay so. Without a limit here, or where quarters cannot be shared out, as they were. */
const QUARTER = 250
export function fitted(steps: StepDraft[], wanted: number): StepDraft[] {
  const days = steps.map((one) => (typeof one.share_milli === 'number' ? one.share_milli : 0))
  const sum = days.reduce((a, b) => a + b, 0)
  if (!Number.isFinite(wanted) || sum === 0 || sum === wanted) return steps
  const shares = days.map((one) => (one === 0 ? 0 : Math.max(QUARTER, Math.round((one * wanted) / sum / QUARTER) * QUARTER)))
  const longest = shares.indexOf(Math.max(...shares))
  const rest = wanted - shares.reduce((a, b) => a + b, 0) + shares[longest]!
  if (rest < QUARTER) return steps
  return steps.map((one, i) => ({ ...one, share_milli: i === longest ? rest : shares[i]! }))
}

export const milliText = (milli: number, lang: string): string => (milli / 1000).toLocaleString(lang === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: 3 })

export function tableOf(steps: StepDraft[], words: ProcedureWords, lang: string, texts: StepTexts): StepTable {
  const named = (list: { code: string; name: string }[], code: string): string => list.find((one) => one.code === code)?.name ?? code
  const rows = steps.map((step, i) => {
    const share = typeof step.share_milli === 'number' ? step.share_milli : 0
    return {
      no: i + 1, name: String((lang === 'en' ? step.name_en : step.name_vi) ?? ''), kind: String(step.kind ?? ''), kind_name: named(words.kinds, String(step.kind ?? '')),
      role: String(step.role ?? ''), role_name: named(words.roles, String(step.role ?? '')), share_milli: share,
      share_text: share === 0 ? texts.none : texts.days(milliText(share, lang)), limit: step.limit_term ?? null, stops: step.on_limit === 'stop',
    }
  })
  return { key: 'draft', province: null, province_name: null, own: true, variant: 'standard', name: texts.own, term: null, steps: rows, total_milli: rows.reduce((sum, one) => sum + one.share_milli, 0), certainty: null, source: null, note: null }
}
