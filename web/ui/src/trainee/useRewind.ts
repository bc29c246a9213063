/* Going back: to any act, to the start, and undoing it. Each asks first and offers the way back afterwards. */
import { api } from '@/api/endpoints'
import type { ActLine } from '@/api/types'
import { instant } from '@/shared/dates'
import { ask } from '@/shared/confirm'
import { tell, toasts } from '@/shared/toasts'
import { t } from '@/i18n'
import { useWorkspace } from './workspace'

export function useRewind() {
  const { change } = useWorkspace()

  async function undo(): Promise<void> {
    if (await change((on) => api.undoRewind(on))) tell(t('trainee.rewind.undone'), { tone: 'good' })
  }
  /* What was told about acts that no longer happened is taken away with them. */
  function done(title: string): void {
    toasts.splice(0)
    tell(title, { stays: true, action: { text: t('trainee.rewind.undo'), run: () => void undo() } })
  }

  async function rewind(to: ActLine, taken: number): Promise<boolean> {
    const text = t('trainee.rewind.text', { act: to.act_name, at: instant(to.at), n: taken })
    if (!(await ask({ title: t('trainee.rewind.title'), text, ok: t('trainee.rewind.ok') }))) return false
    const went = await change((on) => api.rewind(on, to.number))
    if (went) done(t('trainee.rewind.done', { at: instant(to.at) }))
    return went
  }

  async function reset(): Promise<boolean> {
    if (!(await ask({ title: t('trainee.reset.title'), text: t('trainee.reset.text'), ok: t('trainee.reset.ok'), danger: true }))) return false
    const went = await change((on) => api.reset(on))
    if (went) done(t('trainee.reset.done'))
    return went
  }

  return { rewind, reset, undo }
}
