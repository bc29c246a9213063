/* Every account of an open office that can be sat in; asked again whenever something was done there. */
import { computed } from 'vue'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'
import { useWorkspace } from './workspace'

export function useSeats() {
  const { world, attempt, canAct } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['seats', world.value, attempt.value?.generation ?? 0, attempt.value?.act ?? 0]),
    queryFn: ({ signal }) => api.seats(world.value, signal),
    enabled: computed(() => world.value !== '' && canAct.value && (attempt.value?.open_seats ?? false)),
    placeholderData: keepPreviousData,
  })
}
