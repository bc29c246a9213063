/*
 * The holder has opened the dossier: told once a step, so that its sender can no longer take it back. Nothing else changes, so nothing is
 * said; where the officer was faster the server answers that there was nothing to open.
 */
import { watch, type Ref } from 'vue'
import { api } from '@/api/endpoints'
import type { Dossier } from '@/api/types'
import { useWorkspace } from '@/trainee/workspace'

export function useOpening(dossier: Ref<Dossier | undefined>): void {
  const { world, canAct, refresh } = useWorkspace()
  let told = ''
  watch([dossier, canAct], async ([now, may]) => {
    const step = now?.steps.find((one) => one.no === now.step?.no)
    if (!now || !may || !now.mine || now.notice || now.state !== 'in_handling' || !step || step.opened_at) return
    const what = `${world.value} ${now.id} ${step.no} ${step.started_at} ${now.version}`
    if (what === told) return
    told = what
    try {
      if ((await api.open(world.value, now.id)).opened) await refresh()
    } catch { /* the connection was lost, or the world went elsewhere: the next look tells */ }
  }, { immediate: true })
}
