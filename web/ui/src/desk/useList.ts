/* Which dossiers the desk shows. The filter stands in the address, so that back and reload keep it; the last one of each attempt is
 * remembered while the page lives, for the way back from a dossier. */
import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { t } from '@/i18n'
import { useWorkspace } from '@/trainee/workspace'
import type { QueueFilter, QueueViewName } from './queries'

const VIEWS: readonly QueueViewName[] = ['queue', 'all', 'shared', 'followed', 'waiting', 'directed']
export const SORTS = ['newest', 'oldest', 'due', 'owner'] as const
const last = new Map<string, Record<string, string>>()

/* The list as it was left: where the links back lead. */
export const listPath = (home: string) => ({ path: home, query: last.get(home) ?? {} })

export function useListFilter(): WritableComputedRef<QueueFilter> {
  const route = useRoute()
  const router = useRouter()
  const { home, readOnly } = useWorkspace()
  const word = (name: string): string => (typeof route.query[name] === 'string' ? (route.query[name] as string) : '')
  const first: QueueViewName = readOnly ? 'all' : 'queue'
  return computed<QueueFilter>({
    get: (): QueueFilter => {
      const view = VIEWS.find((one) => one === word('view')) ?? first
      const timing = (['overdue', 'due_soon'] as const).find((one) => one === word('timing')) ?? ''
      const sort = SORTS.find((one) => one === word('sort')) ?? ''
      return { view, q: word('q'), state: word('state'), timing, part: word('part'), handler: word('handler'), from: word('from'), to: word('to'), sort }
    },
    set: (now) => {
      const said: Record<string, string> = { view: now.view === first ? '' : now.view, q: now.q, state: now.state, timing: now.timing, part: now.part, handler: now.handler, from: now.from, to: now.to, sort: now.sort }
      const query = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''))
      last.set(home, query)
      void router.replace({ path: home, query })
    },
  })
}

/* Counts stop at a thousand: beyond that nobody reads the number. */
export const COUNT_CAP = 1000
export const capped = (n: number, more = 0): string => (n > COUNT_CAP ? t('desk.queue.capped') : more ? t('desk.queue.atLeast', { n }) : String(n))

/* The dossiers of the list as it was left, in order: where “next” and “previous” lead. */
const order = new Map<string, number[]>()
export const keepOrder = (home: string, ids: number[]): void => { order.set(home, ids) }
export function neighbours(home: string, id: number): { at: number; of: number; before: number | null; after: number | null } {
  const ids = order.get(home) ?? []
  const at = ids.indexOf(id)
  return { at: at + 1, of: ids.length, before: at > 0 ? ids[at - 1]! : null, after: at >= 0 && at + 1 < ids.length ? ids[at + 1]! : null }
}

/* Gone back to the list by a key: where the keys go on, once. */
const left = new Map<string, { id: number; at: number }>()
export const leave = (home: string, id: number): void => { left.set(home, { id, at: neighbours(home, id).at - 1 }) }
export function takeLeft(home: string): { id: number; at: number } | undefined {
  const one = left.get(home)
  left.delete(home)
  return one
}
