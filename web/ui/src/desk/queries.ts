/* The desk's questions to the server. Keys begin with the word and the world, so that one act can ask all again. */
import { computed, toValue, type MaybeRefOrGetter, type Ref } from 'vue'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'

export type QueueViewName = 'queue' | 'all' | 'shared' | 'followed' | 'waiting' | 'directed'
export type QueueSort = '' | 'newest' | 'oldest' | 'due' | 'owner'
export interface QueueFilter { view: QueueViewName; q: string; state: string; timing: '' | 'overdue' | 'due_soon'; part: string; handler: string; from: string; to: string; sort: QueueSort }
/* A period that ends before it begins finds nothing, and is not asked for. */
export const isTurned = (filter: QueueFilter): boolean => filter.from !== '' && filter.to !== '' && filter.to < filter.from

/* Page after page of fifty: each goes on from where the one before ended. */
export function useQueue(world: Ref<string>, seat: Ref<string | null | undefined>, filter: Ref<QueueFilter>) {
  return useInfiniteQuery({
    queryKey: computed(() => ['queue', world.value, seat.value ?? '', filter.value]),
    queryFn: ({ pageParam, signal }) => api.queue(world.value, { ...filter.value, after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => (page.more ? page.after : null),
    enabled: computed(() => world.value !== '' && !isTurned(filter.value)),
    placeholderData: keepPreviousData,
  })
}

/* Work queues with their counts, saved views, and what may be done to many at once. */
export function useDesk(world: Ref<string>, seat: Ref<string | null | undefined>) {
  return useQuery({
    queryKey: computed(() => ['desk', world.value, seat.value ?? '']),
    queryFn: ({ signal }) => api.desk(world.value, signal),
    enabled: computed(() => world.value !== '' && !!seat.value),
    placeholderData: keepPreviousData,
  })
}

export function usePayments(world: Ref<string>, seat: Ref<string | null | undefined>, id: Ref<number>) {
  return useQuery({
    queryKey: computed(() => ['payments', world.value, id.value, seat.value ?? '']),
    queryFn: ({ signal }) => api.payments(world.value, id.value, signal),
    enabled: computed(() => world.value !== ''),
  })
}

export function useDocuments(world: Ref<string>, seat: Ref<string | null | undefined>, id: Ref<number>) {
  return useQuery({
    queryKey: computed(() => ['documents', world.value, id.value, seat.value ?? '']),
    queryFn: ({ signal }) => api.documents(world.value, id.value, signal),
    enabled: computed(() => world.value !== ''),
  })
}

export function useDossier(world: Ref<string>, seat: Ref<string | null | undefined>, id: Ref<number>) {
  return useQuery({
    queryKey: computed(() => ['dossier', world.value, id.value, seat.value ?? '']),
    queryFn: ({ signal }) => api.dossier(world.value, id.value, signal),
    enabled: computed(() => world.value !== ''),
  })
}

/* A section of a dossier, asked for by whoever shows it. Its key lies below the dossier's: what makes the one old makes the other old. */
function useSection<R>(name: string, ask: (world: string, id: number, signal: AbortSignal) => Promise<R>) {
  return (world: Ref<string>, seat: MaybeRefOrGetter<string | null | undefined>, id: MaybeRefOrGetter<number>, wanted: MaybeRefOrGetter<boolean> = true) =>
    useQuery({
      queryKey: computed(() => ['dossier', world.value, toValue(id), toValue(seat) ?? '', name]),
      queryFn: ({ signal }) => ask(world.value, toValue(id), signal),
      enabled: computed(() => world.value !== '' && toValue(wanted)),
    })
}
export const useActDrafts = useSection('act-drafts', api.actDrafts)
export const useHistory = useSection('history', api.history)
export const useControlSheet = useSection('control-sheet', api.controlSheet)
export const useDeclarations = useSection('declarations', api.declarations)
export const useDeadline = useSection('deadline', api.deadline)
