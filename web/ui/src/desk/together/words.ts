/* What stands in a dialog, in words: for drafts that are shown without their dialog, and for questions about one field. */
import { t } from '@/i18n'
import type { Dossier } from '@/api/types'
import { CHOICES, picksOf, start, type Field } from '../acts/specs'

export function wordOf(field: Field, value: unknown, dossier: Dossier): string {
  if (Array.isArray(value)) return value.map((code) => dossier.components.find((one) => one.code === code)?.name ?? String(code)).join('; ')
  if (typeof value !== 'string') return ''
  if (CHOICES[field]) return value ? t(`desk.act.choice.${field}.${value}`) : ''
  if (field === 'account') return dossier.assignees.find((one) => String(one.account) === value)?.name ?? value
  return picksOf(field, dossier)?.find((one) => one.value === value)?.label ?? value
}

export function wordsOf(fields: Record<string, unknown>, dossier: Dossier): { name: string; text: string }[] {
  const known = start()
  return Object.entries(fields)
    .filter(([name]) => name in known)
    .map(([name, value]) => ({ name: t(`desk.act.field.${name}`), text: wordOf(name as Field, value, dossier) }))
    .filter((one) => one.text.trim() !== '')
}
