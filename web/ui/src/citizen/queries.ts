/* What the screens of filing ask the server. */
import { computed, type Ref } from 'vue'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'

type Seat = Ref<string | null | undefined>

export function useFiling(world: Ref<string>, seat: Seat, q: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['filing', world.value, seat.value ?? '', q.value]),
    queryFn: ({ signal }) => api.filing(world.value, q.value, signal), enabled: computed(() => world.value !== ''), placeholderData: keepPreviousData,
  })
}

export function useFilingProcedure(world: Ref<string>, code: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['filing', world.value, 'procedure', code.value]),
    queryFn: ({ signal }) => api.filingProcedure(world.value, code.value, signal), enabled: computed(() => world.value !== '' && code.value !== ''),
    staleTime: Infinity, refetchOnWindowFocus: false,
  })
}

export function useDrafts(world: Ref<string>, seat: Seat) {
  return useQuery({
    queryKey: computed(() => ['drafts', world.value, seat.value ?? '']),
    queryFn: ({ signal }) => api.drafts(world.value, signal), enabled: computed(() => world.value !== '' && !!seat.value),
  })
}

export function usePapers(world: Ref<string>, seat: Seat, wanted: Ref<boolean>) {
  return useQuery({
    queryKey: computed(() => ['papers', world.value, seat.value ?? '']),
    queryFn: ({ signal }) => api.papers(world.value, signal), enabled: computed(() => world.value !== '' && !!seat.value && wanted.value),
  })
}

export function useTrack(world: Ref<string>, seat: Seat, dossier: Ref<number>) {
  return useQuery({
    queryKey: computed(() => ['dossier', world.value, dossier.value, seat.value ?? '', 'track']),
    queryFn: ({ signal }) => api.track(world.value, dossier.value, signal), enabled: computed(() => world.value !== '' && dossier.value > 0),
  })
}
