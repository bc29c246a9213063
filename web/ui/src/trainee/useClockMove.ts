/* Moves the office's clock and tells what happened on the way. */
import { api } from '@/api/endpoints'
import type { ClockAnswer, ClockMove } from '@/api/types'
import { instant } from '@/shared/dates'
import { tell, verdictLines, type ToastLine } from '@/shared/toasts'
import { t } from '@/i18n'
import { useWorkspace } from './workspace'

const SHOWN_MAX = 6

export function tellClock(answer: ClockAnswer): void {
  const done = answer.done.slice(0, SHOWN_MAX).map((one): ToastLine => ({ kind: 'info', text: `${instant(one.at)} – ${one.what}` }))
  if (answer.done.length > SHOWN_MAX) done.push({ kind: 'info', text: t('trainee.clock.andMore', { n: answer.done.length - SHOWN_MAX }) })
  const turned = verdictLines(answer.verdicts ?? [], answer.mistakes ?? [])
  const bad = turned.some((line) => line.kind !== 'pass')
  const title = answer.done.length ? t('trainee.clock.moved', { at: instant(answer.world.clock.now) }) : t('trainee.clock.movedQuiet', { at: instant(answer.world.clock.now) })
  tell(title, { tone: bad ? 'bad' : 'plain', lines: [...turned, ...done] })
}

export function useClockMove() {
  const { change } = useWorkspace()
  const move = (how: ClockMove): Promise<boolean> => change(async (on) => tellClock(await api.moveClock(on, how)))
  return { move }
}
