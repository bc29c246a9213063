/* How long ago, in real time: beside the office's own clock a wall-clock time would only confuse. */
import { t } from '@/i18n'
import { day } from '@/shared/dates'

export function ago(what: 'saved' | 'opened', iso: string | null): string {
  if (!iso) return ''
  const minutes = Math.floor((Date.now() - Date.parse(iso)) / 60_000)
  if (minutes < 1) return t(`desk.ago.${what}.now`)
  if (minutes < 60) return t(`desk.ago.${what}.minutes`, { n: minutes })
  return minutes < 24 * 60 ? t(`desk.ago.${what}.hours`, { n: Math.floor(minutes / 60) }) : t(`desk.ago.${what}.day`, { day: day(iso) })
}
