/* The stages of one batch: what it asks, the try, the run with its progress, the outcome. The key is made once, so that sending a run
 * again after a lost line does nothing twice. */
import { computed, reactive, ref } from 'vue'
import { api } from '@/api/endpoints'
import { newKey } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { BulkDef, BulkDone, BulkTried, Desk, Summary } from '@/api/types'
import { toFirstWrong } from '@/shared/firstWrong'
import { tell, verdictLines } from '@/shared/toasts'
import { t } from '@/i18n'
import { useWorkspace } from '@/trainee/workspace'
import type { QueueFilter } from '../queries'

export interface BulkFilled { account: string; reason: string; note: string; division: string; forms: string[] }
export type BulkStage = 'ask' | 'tried' | 'running' | 'done'
export interface BulkSource { chosen: Summary[]; whole: boolean; filter: QueueFilter }

/* What each asks for; those with a star must be there. */
export const ASKED: Record<string, (keyof BulkFilled)[]> = {
  'accept': ['note'], 'hand-over': ['division', 'note'], 'assign': ['account', 'note'], 'return-result': ['note'], 'recall': ['reason'], 'nudge': ['note'], 'print': ['forms'],
}
const NEEDED: (keyof BulkFilled)[] = ['account', 'reason', 'forms']
const POLL_MS = 400

const given = (value: string | string[]): boolean => value.length > 0

export function useBulk(first: BulkDef, desk: Desk, source: () => BulkSource) {
  const { world, tag, refresh } = useWorkspace()
  const def = ref(first)
  const stage = ref<BulkStage>('ask')
  const fields = reactive<BulkFilled>({ account: '', reason: '', note: '', division: '', forms: first.verb === 'print' ? ['01'] : [] })
  const errors = ref<Record<string, string>>({})
  const refusal = ref('')
  const tried = ref<BulkTried | null>(null)
  const done = ref<BulkDone | null>(null)
  const progress = reactive({ done: 0, total: 0 })
  const attempted = ref(false)
  let key = newKey()
  const recalling = ref<{ dossier: number; version: number }[] | null>(null)

  const asked = computed(() => (ASKED[def.value.verb] ?? []).filter((one) => one !== 'division' || desk.divisions.length > 0))
  const said = (): Record<string, unknown> => Object.fromEntries(asked.value.filter((one) => given(fields[one])).map((one) => [one, fields[one]]))
  const papers = computed(() => {
    const ids = def.value.verb === 'print' ? (done.value?.items ?? []).flatMap((one) => one.forms) : []
    return ids.length ? api.papersPath(world.value, ids) : ''
  })

  function which(): Record<string, unknown> {
    const { chosen, whole, filter } = source()
    if (recalling.value) return { items: recalling.value }
    if (!whole) return { items: chosen.map((one) => ({ dossier: one.id, version: one.version })) }
    return { filter: Object.fromEntries(Object.entries(filter).filter(([name, value]) => value !== '' && name !== 'sort')) }
  }
  function refuse(error: unknown): void {
    const problem = asProblem(error)
    errors.value = Object.fromEntries(problem.fields.map((one) => [one.field, one.detail]))
    refusal.value = problem.fields.length && problem.fields.every((one) => asked.value.includes(one.field as keyof BulkFilled)) ? '' : problem.offline ? t('shared.offline.text') : (problem.fields[0]?.detail ?? problem.detail)
  }

  async function preview(): Promise<void> {
    const empty = asked.value.filter((one) => NEEDED.includes(one) && !given(fields[one]))
    errors.value = Object.fromEntries(empty.map((one) => [one, t(one === 'account' ? 'shared.choose' : 'shared.required')]))
    refusal.value = ''
    if (empty.length) return toFirstWrong(document.querySelector('form[data-test="bulk-fields"]'))
    try {
      tried.value = await api.tryBulk(world.value, def.value.verb, { ...which(), ...said() })
      key = newKey()
      stage.value = 'tried'
    } catch (error) { refuse(error) }
  }

  async function run(): Promise<void> {
    const items = tried.value!.items.filter((one) => one.outcome === 'will').map((one) => ({ dossier: one.dossier, version: one.version }))
    refusal.value = ''
    Object.assign(progress, { done: 0, total: items.length })
    stage.value = 'running'
    const timer = window.setInterval(() => void api.batch(key).then((now) => { progress.done = now.done }, () => undefined), POLL_MS)
    try {
      done.value = await api.bulk({ world: world.value, tag: tag.value }, def.value.verb, { items, ...said() }, key)
      attempted.value = true
      stage.value = 'done'
      const lines = verdictLines(done.value.verdicts, done.value.mistakes)
      if (lines.length) tell(t('deskwork.bulk.told', { act: done.value.act_name, n: done.value.good }), { lines, tone: lines.some((one) => one.kind === 'mistake' || one.kind === 'fail') ? 'bad' : 'good' })
    } catch (error) {
      refuse(error)
      stage.value = 'tried'
    } finally {
      window.clearInterval(timer)
      void refresh()
    }
  }

  function again(): void {
    stage.value = 'ask'
    refusal.value = ''
  }
  /* What was just passed on is taken back, dossier by dossier, as the law lets: the same dialog, another act. */
  function recall(): void {
    const back = desk.bulk.find((one) => one.verb === 'recall')
    if (!back || !done.value) return
    recalling.value = done.value.items.filter((one) => one.outcome === 'done').map((one) => ({ dossier: one.dossier, version: one.version }))
    def.value = back
    tried.value = done.value = null
    again()
  }

  return { def, stage, fields, errors, refusal, tried, done, progress, papers, attempted, preview, run, again, recall, recalling }
}
