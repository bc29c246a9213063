/* Sends one act of the office that is about no dossier, tells what it changed, and asks everything of the world again. */
import { useQueryClient } from '@tanstack/vue-query'
import type { WorldTag } from '@/api/endpoints'
import { asProblem } from '@/api/problem'
import type { OfficeActAnswer } from '@/api/types'
import { tell, verdictLines } from '@/shared/toasts'
import { useWorkspace } from '@/trainee/workspace'

export function useOfficeAct() {
  const cache = useQueryClient()
  const { world, tag, refresh } = useWorkspace()

  async function refreshAll(): Promise<void> {
    await Promise.all([refresh(), cache.invalidateQueries({ queryKey: ['admin', world.value] })])
  }

  /* Throws what the server refuses; a conflict asks everything again first. */
  async function run(done: string, job: (on: WorldTag) => Promise<OfficeActAnswer>): Promise<void> {
    try {
      const answer = await job({ world: world.value, tag: tag.value })
      tell(done, { tone: answer.mistakes.length ? 'bad' : 'good', lines: verdictLines(answer.verdicts, answer.mistakes), stays: answer.mistakes.length > 0 })
      await refreshAll()
    } catch (error) {
      if (asProblem(error).conflict) await refreshAll()
      throw error
    }
  }

  return { run }
}
