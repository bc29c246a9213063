import { t } from '@/i18n'
import { day } from '@/shared/dates'

/* "từ 01/01/2026", "đến hết 31/12/2025", both, or nothing said. */
export function validity(row: { effective_from: string | null; effective_to: string | null }): string | null {
  const { effective_from: from, effective_to: to } = row
  if (from && to) return t('catalogue.page.between', { from: day(from), to: day(to) })
  if (from) return t('catalogue.page.from', { day: day(from) })
  return to ? t('catalogue.page.to', { day: day(to) }) : null
}
