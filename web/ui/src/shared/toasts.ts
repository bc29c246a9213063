/* Messages that slide in beside the work: what an act changed, which checks turned, which mistake was named. */
import { reactive } from 'vue'
import { asProblem } from '@/api/problem'
import type { Mistake, VerdictChange } from '@/api/types'
import { t } from '@/i18n'

export interface ToastLine { kind: 'pass' | 'fail' | 'refused' | 'mistake' | 'info'; text: string }
export interface Toast {
  id: number
  tone: 'good' | 'bad' | 'plain'
  title: string
  lines: ToastLine[]
  action?: { text: string; run: () => void }
  stays: boolean
}

export const toasts = reactive<Toast[]>([])
const SHOWN_MAX = 4
const SHOWN_MS = 9000
const QUIET_MS = 5000
let last = 0

export function dismiss(id: number): void {
  const at = toasts.findIndex((toast) => toast.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

/* Says only what the screen shows anyway: gone sooner, and at once when a dialog wants the eye. */
const quiet = (toast: Toast): boolean => toast.tone === 'plain' && !toast.lines.length && !toast.action && !toast.stays
export function dismissQuiet(): void {
  for (const toast of toasts.filter(quiet)) dismiss(toast.id)
}

export function tell(title: string, more: Partial<Omit<Toast, 'id' | 'title'>> = {}): void {
  const toast: Toast = { id: ++last, title, tone: more.tone ?? 'plain', lines: more.lines ?? [], stays: more.stays ?? false, action: more.action }
  toasts.push(toast)
  while (toasts.length > SHOWN_MAX) toasts.shift()
  if (!toast.stays) window.setTimeout(() => dismiss(toast.id), quiet(toast) ? QUIET_MS : SHOWN_MS)
}

export function tellProblem(error: unknown): void {
  const problem = asProblem(error)
  if (problem.signedOut) return
  const detail = problem.offline ? t('shared.offline.text') : problem.detail
  tell(problem.offline ? t('shared.offline.title') : t('shared.refused'), { tone: 'bad', lines: detail ? [{ kind: 'info', text: detail }] : [] })
}

export function verdictLines(verdicts: VerdictChange[], mistakes: Mistake[]): ToastLine[] {
  const turned = verdicts.map((v): ToastLine => ({ kind: v.verdict === 'pass' || v.verdict === 'waived' ? 'pass' : 'fail', text: v.text }))
  return [...turned, ...mistakes.map((m): ToastLine => ({ kind: 'mistake', text: m.text }))]
}
