/* What a trainer does to a class or to one trainee: asks where it must, sends, and reports per person what was not done. */
import { ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'
import type { BulkAnswer, ClassRoom, ClockMove, Id } from '@/api/types'
import { ask } from '@/shared/confirm'
import { tell, tellProblem } from '@/shared/toasts'
import { t } from '@/i18n'

export interface Target { persons: string[] | null; name: string }

export function useClassActs(classId: Id) {
  const cache = useQueryClient()
  const busy = ref(false)

  function nameOf(person: string): string {
    return cache.getQueryData<ClassRoom>(['class', String(classId)])?.persons.find((one) => one.id === person)?.name ?? person
  }
  function report(title: string, answer: BulkAnswer): void {
    if (!answer.done.length) { tell(t('trainer.bulk.nobody', { act: title })); return }
    const bad = answer.done.filter((one) => !one.ok)
    const lines = bad.map((one) => ({ kind: 'refused' as const, text: `${nameOf(one.person)} – ${one.problem?.detail ?? ''}` }))
    tell(t('trainer.bulk.done', { act: title, n: answer.done.length - bad.length, of: answer.done.length }), { tone: bad.length ? 'bad' : 'good', lines, stays: bad.length > 0 })
  }
  async function run<R>(job: () => Promise<R>): Promise<R | null> {
    if (busy.value) return null
    busy.value = true
    try {
      const answer = await job()
      await Promise.all(['board', 'class', 'classes'].map((name) => cache.invalidateQueries({ queryKey: [name] })))
      return answer
    } catch (error) {
      tellProblem(error)
      return null
    } finally { busy.value = false }
  }

  async function reset(to: Target): Promise<void> {
    const text = to.persons ? t('trainer.reset.one', { name: to.name }) : t('trainer.reset.all')
    if (!(await ask({ title: t('trainer.reset.title'), text, ok: t('trainer.reset.ok'), danger: true }))) return
    const answer = await run(() => api.resetClass(classId, to.persons))
    if (answer) report(t('trainer.tools.reset'), answer)
  }
  async function rewind(to: Target, where: { step?: string; act?: number }): Promise<boolean> {
    const answer = await run(() => api.rewindClass(classId, to.persons, where))
    if (answer) report(t('trainer.tools.rewind'), answer)
    return answer !== null
  }
  async function moveClock(to: Target, move: ClockMove): Promise<boolean> {
    const answer = await run(() => api.moveClassClock(classId, to.persons, move))
    if (answer) report(t('trainer.tools.clock'), answer)
    return answer !== null
  }
  async function announce(text: string): Promise<boolean> {
    const answer = await run(() => api.announce(classId, text))
    if (answer) tell(t('trainer.announce.sent'), { tone: 'good' })
    return answer !== null
  }
  async function close(): Promise<void> {
    if (!(await ask({ title: t('trainer.close.title'), text: t('trainer.close.text'), ok: t('trainer.close.ok'), danger: true }))) return
    if (await run(() => api.closeClass(classId))) tell(t('trainer.close.done'), { tone: 'good' })
  }
  async function release(person: string, name: string): Promise<string | null> {
    if (!(await ask({ title: t('trainer.release.title'), text: t('trainer.release.text', { name }), ok: t('trainer.release.ok') }))) return null
    return (await run(() => api.release(classId, person)))?.return_code ?? null
  }
  async function waive(attempt: string, step: string, check: string, reason: string): Promise<boolean> {
    const answer = await run(() => api.waive(classId, attempt, step, check, reason))
    if (answer !== null) await cache.invalidateQueries({ queryKey: ['attempt', attempt] })
    return answer !== null
  }
  return { busy, reset, rewind, moveClock, announce, close, release, waive }
}
