/* What became of dossiers: results, their delivery, what was said of them. */
import { computed, type Ref } from 'vue'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { api, type PeriodAsked } from '@/api/endpoints'

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
