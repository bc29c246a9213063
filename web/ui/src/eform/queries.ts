/* The office's e-forms. They change only with the procedure: never asked for again behind the back of somebody who is filling one. */
import { computed, type Ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'

export function useEFormList(world: Ref<string>) {
  return useQuery({ queryKey: computed(() => ['eforms', world.value]), queryFn: ({ signal }) => api.eforms(world.value, signal), enabled: computed(() => world.value !== '') })
}

export function useProcedureEForms(world: Ref<string>, seat: Ref<string | null | undefined>, code: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['eforms', world.value, code.value, seat.value ?? '']),
    queryFn: ({ signal }) => api.procedureEForms(world.value, code.value, signal),
    enabled: computed(() => world.value !== '' && code.value !== ''),
    staleTime: Infinity, refetchOnWindowFocus: false,
  })
}
