/* Sends one act on a dossier, puts the answer where the screen reads it, and tells what it changed. */
import { ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'
import { asProblem, type Problem } from '@/api/problem'
import type { ActAnswer, Action, Dossier } from '@/api/types'
import { tell, tellProblem, verdictLines } from '@/shared/toasts'
import { t } from '@/i18n'
import { useWorkspace } from '@/trainee/workspace'
import { slug } from './specs'

function tellAnswer(action: Action, answer: ActAnswer): void {
  const lines = verdictLines(answer.verdicts ?? [], answer.mistakes ?? [])
  const bad = lines.some((line) => line.kind === 'mistake' || line.kind === 'fail')
  const code = answer.dossier.code ?? answer.dossier.owner_name
  lines.push({ kind: 'info', text: t('desk.act.nowState', { state: answer.dossier.state_name }) })
  tell(t('desk.act.done', { act: action.name, code }), { tone: bad ? 'bad' : 'good', lines, stays: (answer.mistakes ?? []).length > 0 })
}

export function useAct() {
  const cache = useQueryClient()
  const { world, attempt, refresh } = useWorkspace()
  const busy = ref(false)

  /* Null when it is done. A repeat with the same key never acts twice. */
  async function run(action: Action, dossier: Dossier, tag: string, body: unknown, key: string): Promise<Problem | null> {
    busy.value = true
    try {
      const answer = await api.act({ world: world.value, dossier: dossier.id, tag }, slug(action.act), body, key)
      cache.setQueryData(['dossier', world.value, dossier.id, attempt.value?.seat ?? ''], { dossier: answer.dossier, tag: answer.version })
      tellAnswer(action, answer)
      void refresh()
      return null
    } catch (error) {
      const problem = asProblem(error)
      if (problem.conflict) void refresh()
      else if (problem.offline) tellProblem(problem)
      return problem
    } finally { busy.value = false }
  }

  return { run, busy }
}
