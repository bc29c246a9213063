/* A small form: runs one sending at a time and sorts the server's refusals by field. */
import { reactive, ref } from 'vue'
import { asProblem } from '@/api/problem'
import { t } from '@/i18n'
import { formInHand, toFirstWrong } from './firstWrong'

export function useForm() {
  const busy = ref(false)
  const refusal = ref('')
  const fields = reactive<Record<string, string>>({})

  function clear(): void {
    refusal.value = ''
    for (const name of Object.keys(fields)) delete fields[name]
  }

  /* True when every named value has text; otherwise each empty one is marked, those of `picks` as a choice that is not made. */
  function filled(values: Record<string, string>, picks: string[] = []): boolean {
    clear()
    for (const [name, value] of Object.entries(values)) if (!value.trim()) fields[name] = t(picks.includes(name) ? 'shared.choose' : 'shared.required')
    const whole = Object.keys(fields).length === 0
    if (!whole) void toFirstWrong(formInHand())
    return whole
  }

  async function send(job: () => Promise<void>): Promise<void> {
    if (busy.value) return
    const form = formInHand()
    let refused = false
    busy.value = true
    try {
      await job()
    } catch (error) {
      refused = true
      const problem = asProblem(error)
      for (const one of problem.fields) fields[one.field] = one.detail
      if (!problem.fields.length) refusal.value = problem.offline ? t('shared.offline.text') : problem.detail
    } finally { busy.value = false }
    if (refused) await toFirstWrong(form)
  }

  return { busy, refusal, fields, clear, filled, send }
}
