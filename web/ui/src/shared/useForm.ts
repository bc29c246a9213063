/* A small form: runs one sending at a time and sorts the server's refusals by field. */
import { reactive, ref } from 'vue'
import { asProblem } from '@/api/problem'
import { t } from '@/i18n'

export function useForm() {
  const busy = ref(false)
  const refusal = ref('')
  const fields = reactive<Record<string, string>>({})

  function clear(): void {
    refusal.value = ''
    for (const name of Object.keys(fields)) delete fields[name]
  }

  /* True when every named value has text; otherwise each empty one is marked. */
  function filled(values: Record<string, string>): boolean {
    clear()
    for (const [name, value] of Object.entries(values)) if (!value.trim()) fields[name] = t('shared.required')
    return Object.keys(fields).length === 0
  }

  async function send(job: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      await job()
    } catch (error) {
      const problem = asProblem(error)
      for (const one of problem.fields) fields[one.field] = one.detail
      if (!problem.fields.length) refusal.value = problem.offline ? t('shared.offline.text') : problem.detail
    } finally { busy.value = false }
  }

  return { busy, refusal, fields, clear, filled, send }
}
