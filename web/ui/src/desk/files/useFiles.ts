/* Attaching and taking back files of the open dossier: acts like any other, so each carries the version that the last one left. */
import { ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { newKey } from '@/api/client'
import { api, type On } from '@/api/endpoints'
import { asProblem } from '@/api/problem'
import type { ActAnswer, DocumentFile, TaggedDossier } from '@/api/types'
import { tell, tellProblem, verdictLines } from '@/shared/toasts'
import { t } from '@/i18n'
import { useWorkspace } from '@/trainee/workspace'

export function useFiles(dossier: () => number) {
  const cache = useQueryClient()
  const { world, attempt, refresh } = useWorkspace()
  const busy = ref(false)
  const place = (): unknown[] => ['dossier', world.value, dossier(), attempt.value?.seat ?? '']
  const on = (): On => ({ world: world.value, dossier: dossier(), tag: cache.getQueryData<TaggedDossier>(place())?.tag ?? '' })

  function took(answer: ActAnswer): void {
    cache.setQueryData(place(), { dossier: answer.dossier, tag: answer.version })
    void cache.invalidateQueries({ queryKey: ['documents', world.value, dossier()] })
    const lines = verdictLines(answer.verdicts ?? [], answer.mistakes ?? [])
    if (lines.length) tell(t('desk.files.verdicts'), { lines, stays: (answer.mistakes ?? []).length > 0 })
    void refresh()
  }

  async function add(component: string, file: File, progress: (sent: number, of: number) => void, signal: AbortSignal): Promise<void> {
    took(await api.addDocument(on(), component, file, { key: newKey(), progress, signal }))
  }

  /* One act on a file; what was refused is told. */
  async function change(slug: string, body: unknown): Promise<boolean> {
    busy.value = true
    try {
      took(await api.act(on(), slug, body, newKey()))
      return true
    } catch (error) {
      tellProblem(error)
      if (asProblem(error).conflict) void refresh()
      return false
    } finally { busy.value = false }
  }
  const remove = (file: DocumentFile): Promise<boolean> => change('remove-document', { document: file.id })
  const reuse = (component: string, document: number): Promise<boolean> => change('reuse-document', { component, document })
  /* What was refused is for the dialog to say. */
  const mark = async (body: { document: number; digitised: number; source?: string; reason: string }, key: string): Promise<void> =>
    took(await api.act(on(), 'mark-digitised', body, key))

  return { add, remove, reuse, mark, busy }
}
