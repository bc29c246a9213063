import { computed, type Ref } from 'vue'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { api, type PeriodAsked } from '@/api/endpoints'

/* Seats that watch over the work; whoever only looks on sees it too. */
export const REPORT_ROLES = ['controller', 'director', 'unit-admin']

/* Its key holds the world's act: a change of seat is then never answered for the seat before. */
export function usePeriodReport(world: Ref<string>, seat: Ref<string | null | undefined>, asked: Ref<PeriodAsked>, may: Ref<boolean>, act: Ref<number | undefined>) {
  return useQuery({
    queryKey: computed(() => ['report', world.value, seat.value ?? '', act.value ?? 0, asked.value]),
    queryFn: ({ signal }) => api.periodReport(world.value, asked.value, signal),
    enabled: computed(() => world.value !== '' && may.value),
    placeholderData: keepPreviousData,
  })
}
