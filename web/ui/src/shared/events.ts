/* The deciding event in the officer's words. A name that is still the machine's word is left to the number of its act. */
import type { EventRef } from '@/api/types'
import { t } from '@/i18n'

const MACHINE = /^[a-z0-9_]+(\.[a-z0-9_]+)+$/

export function eventText(event: EventRef): string {
  const act = t('trainee.timeline.no', { n: event.act })
  return MACHINE.test(event.name) ? act : `${event.name} (${act})`
}
