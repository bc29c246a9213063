/* A dossier looked up by the code on its receipt, without personal data: at the portal, the counter and the kiosk. */
import { nextTick, ref, useTemplateRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '@/api/endpoints'
import { asProblem } from '@/api/problem'
import type { LookedUp } from '@/api/types'
import { useWorkspace } from '@/trainee/workspace'

export function useLookup() {
  const { t } = useI18n()
  const { world } = useWorkspace()
  const found = ref<LookedUp | null>(null)
  const refusal = ref('')
  const busy = ref(false)
  const answer = useTemplateRef<HTMLElement>('answer') /* brought into sight: on a small screen the field is still above it */

  function forget(): void {
    found.value = null
    refusal.value = ''
  }
  async function lookUp(code: string): Promise<void> {
    busy.value = true
    forget()
    try {
      found.value = await api.lookUp(world.value, code)
      await nextTick()
      answer.value?.scrollIntoView({ block: 'start' })
    } catch (error) { refusal.value = asProblem(error).detail || t('shared.offline.text') } finally { busy.value = false }
  }
  return { found, refusal, busy, lookUp, forget }
}
