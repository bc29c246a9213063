/* A draft and the files that belong to it. The first file makes the draft: it has to lie somewhere before there is a dossier. */
import { ref, type Ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'
import { newKey } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Draft, DraftFile, DraftSaved } from '@/api/types'
import { tellProblem } from '@/shared/toasts'
import { useWorkspace } from '@/trainee/workspace'

export interface DraftWork {
  number: Ref<number>
  files: Ref<DraftFile[]>
  busy: Ref<boolean>
  resume: (from: Draft | null) => void
  save: () => Promise<void>
  attach: (component: string, file: File, progress: (sent: number, of: number) => void, signal: AbortSignal) => Promise<void>
  detach: (file: DraftFile) => Promise<void>
  reuse: (component: string, document: number) => Promise<void>
}

/* `what` says what is being filed as it stands now. `made` hears of a new draft. */
export function useDraft(what: () => { procedure: string; data: unknown }, made: (draft: number) => void): DraftWork {
  const { world, tag, refresh } = useWorkspace()
  const cache = useQueryClient()
  const number = ref(0)
  const files = ref<DraftFile[]>([])
  const busy = ref(false)
  const on = () => ({ world: world.value, tag: tag.value })

  function took(said: DraftSaved): void {
    if (said.draft) {
      if (number.value !== said.draft.id) made(said.draft.id)
      number.value = said.draft.id
      files.value = said.draft.files
    }
    void cache.invalidateQueries({ queryKey: ['drafts', world.value] })
    void refresh()
  }
  function resume(from: Draft | null): void {
    number.value = from?.id ?? 0
    files.value = from?.files ?? []
  }
  async function save(): Promise<void> { took(await api.saveDraft(on(), { draft: number.value || undefined, ...what() })) }

  async function attach(component: string, file: File, progress: (sent: number, of: number) => void, signal: AbortSignal): Promise<void> {
    if (!number.value) await save()
    took(await api.attachToDraft(on(), number.value, component, file, { key: newKey(), progress, signal }))
  }
  async function change(job: () => Promise<DraftSaved>): Promise<void> {
    busy.value = true
    try {
      took(await job())
    } catch (error) {
      tellProblem(error)
      if (asProblem(error).conflict) void refresh()
    } finally { busy.value = false }
  }
  const detach = (file: DraftFile): Promise<void> => change(() => api.detachFromDraft(on(), number.value, file.id))
  const reuse = (component: string, document: number): Promise<void> => change(async () => {
    if (!number.value) await save()
    return await api.reuseInDraft(on(), number.value, component, document)
  })
  return { number, files, busy, resume, save, attach, detach, reuse }
}
