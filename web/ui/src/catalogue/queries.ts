/* The catalogue's questions to the server. The rows never change inside a world's generation but for what this office opens. */
import { computed, type Ref } from 'vue'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { api, type CatalogueFilter } from '@/api/endpoints'

export function useCatalogue(world: Ref<string>, filter: Ref<CatalogueFilter>) {
  return useQuery({
    queryKey: computed(() => ['catalogue', world.value, filter.value]),
    queryFn: ({ signal }) => api.catalogue(world.value, filter.value, signal),
    enabled: computed(() => world.value !== ''),
    placeholderData: keepPreviousData,
  })
}

export function useProcedure(world: Ref<string>, code: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['catalogue', world.value, 'procedure', code.value]),
    queryFn: ({ signal }) => api.catalogueProcedure(world.value, code.value, signal),
    enabled: computed(() => world.value !== '' && code.value !== ''),
  })
}
