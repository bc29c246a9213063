/* What became of dossiers: results, their delivery, what was said of them. */
import { computed, type Ref } from 'vue'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { api, type PeriodAsked, type ResultsAsked } from '@/api/endpoints'

export type ResultFilter = Omit<ResultsAsked, 'before'>
/* Seats that the register is not for. */
export const RESULT_ROLES_CLOSED = ['applicant', 'coordinating-agency', 'postal-agent']

/* The key lies below the dossier's: what makes the one old makes the other old. */
export function useRating(world: Ref<string>, seat: Ref<string | null | undefined>, id: Ref<number>) {
  return useQuery({
    queryKey: computed(() => ['dossier', world.value, id.value, seat.value ?? '', 'rating']),
    queryFn: ({ signal }) => api.rating(world.value, id.value, signal),
    enabled: computed(() => world.value !== ''),
  })
}

export function useSatisfaction(world: Ref<string>, seat: Ref<string | null | undefined>, asked: Ref<PeriodAsked>, may: Ref<boolean>, act: Ref<number | undefined>) {
  return useQuery({
    queryKey: computed(() => ['satisfaction', world.value, seat.value ?? '', act.value ?? 0, asked.value]),
    queryFn: ({ signal }) => api.satisfaction(world.value, asked.value, signal),
    enabled: computed(() => world.value !== '' && may.value),
    placeholderData: keepPreviousData,
  })
}

export function useDossierResults(world: Ref<string>, seat: Ref<string | null | undefined>, id: Ref<number>) {
  return useQuery({
    queryKey: computed(() => ['dossier', world.value, id.value, seat.value ?? '', 'results']),
    queryFn: ({ signal }) => api.dossierResults(world.value, id.value, signal),
    enabled: computed(() => world.value !== ''),
  })
}

/* Page after page of fifty: each goes on from where the one before ended. */
export function useResults(world: Ref<string>, seat: Ref<string | null | undefined>, filter: Ref<ResultFilter>, may: Ref<boolean>, act: Ref<number | undefined>) {
  return useInfiniteQuery({
    queryKey: computed(() => ['results', world.value, seat.value ?? '', act.value ?? 0, filter.value]),
    queryFn: ({ pageParam, signal }) => api.results(world.value, { ...filter.value, before: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => (page.more ? page.after : null),
    enabled: computed(() => world.value !== '' && may.value),
    placeholderData: keepPreviousData,
  })
}

export function useNumbers(world: Ref<string>, seat: Ref<string | null | undefined>, voided: Ref<string>, act: Ref<number | undefined>) {
  return useInfiniteQuery({
    queryKey: computed(() => ['numbers', world.value, seat.value ?? '', act.value ?? 0, voided.value]),
    queryFn: ({ pageParam, signal }) => api.submissionNumbers(world.value, { voided: voided.value, before: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => (page.more ? page.after : null),
    enabled: computed(() => world.value !== ''),
    placeholderData: keepPreviousData,
  })
}

export function useRegisters(world: Ref<string>, seat: Ref<string | null | undefined>, act: Ref<number | undefined>) {
  return useQuery({
    queryKey: computed(() => ['registers', world.value, seat.value ?? '', act.value ?? 0]),
    queryFn: ({ signal }) => api.registers(world.value, signal),
    enabled: computed(() => world.value !== ''),
    placeholderData: keepPreviousData,
  })
}
