/* How long ago, in real time: beside the office's own clock a wall-clock time would only confuse. */
import { t } from '@/i18n'
import { day } from '@/shared/dates'

export function ago(iso: string | null): string {
  if (!iso) return ''
  const minutes = Math.floor((Date.now() - Date.parse(iso)) / 60_000)
  if (minutes < 1) return t('desk.ago.now')
  if (minutes < 60) return t('desk.ago.minutes', { n: minutes })
  return minutes < 24 * 60 ? t('desk.ago.hours', { n: Math.floor(minutes / 60) }) : t('desk.ago.day', { day: day(iso) })
}
