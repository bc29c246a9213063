/* The deciding event in the officer's words, and the act it belongs to. */
import type { EventRef } from '@/api/types'
import { t } from '@/i18n'

export const eventText = (event: EventRef): string => `${event.title} (${t('trainee.timeline.no', { n: event.act })})`
