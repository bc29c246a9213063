/* Who there is, who stands in for whom, what handing over would move. Keys lie below the administrators': an act of the office asks anew. */
import { computed, type Ref } from 'vue'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'
import { useWorkspace } from '@/trainee/workspace'

export function useColleagues() {
  const { world, attempt } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['admin', world.value, 'colleagues', attempt.value?.seat ?? '', attempt.value?.act ?? 0, attempt.value?.generation ?? 0]),
    queryFn: ({ signal }) => api.colleagues(world.value, signal),
    enabled: computed(() => world.value !== ''),
    placeholderData: keepPreviousData,
  })
}

export function useWorkOf(account: Ref<string>) {
  const { world, attempt } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['admin', world.value, 'work', account.value, attempt.value?.act ?? 0, attempt.value?.generation ?? 0]),
    queryFn: ({ signal }) => api.workOf(world.value, account.value, signal),
    enabled: computed(() => world.value !== '' && account.value !== ''),
  })
}
