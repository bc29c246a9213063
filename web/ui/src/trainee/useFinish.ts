/* Handing in: asks first, then shows the result. */
import { useQueryClient } from '@tanstack/vue-query'
import { useRouter } from 'vue-router'
import { api } from '@/api/endpoints'
import { ask } from '@/shared/confirm'
import { tellProblem } from '@/shared/toasts'
import { t } from '@/i18n'
import { useWorkspace } from './workspace'

export function useFinish() {
  const router = useRouter()
  const cache = useQueryClient()
  const { attempt, home } = useWorkspace()

  async function finish(): Promise<void> {
    if (!(await ask({ title: t('trainee.finish.title'), text: t('trainee.finish.text'), ok: t('trainee.finish.ok') }))) return
    try {
      await api.finish(attempt.value!.id)
      await cache.invalidateQueries({ queryKey: ['attempt', attempt.value!.id] })
      await cache.invalidateQueries({ queryKey: ['my'] })
      await router.push(`${home}/ket-qua`)
    } catch (error) { tellProblem(error) }
  }
  return { finish }
}
