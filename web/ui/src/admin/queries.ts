/* What the administrators' rooms ask. Keys begin with the word and the world; an act of the office asks all of them again. */
import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'
import { useWorkspace } from '@/trainee/workspace'

export function useCalendar(year: Ref<number>) {
  const { world, attempt } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['admin', world.value, 'calendar', year.value, attempt.value?.seat ?? '']),
    queryFn: ({ signal }) => api.calendar(world.value, year.value, signal),
    enabled: computed(() => world.value !== ''),
    placeholderData: keepPreviousData,
  })
}

export function useRecompute() {
  const { world, attempt } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['admin', world.value, 'recompute', attempt.value?.act ?? 0, attempt.value?.generation ?? 0]),
    queryFn: ({ signal }) => api.calendarRecompute(world.value, signal),
    enabled: computed(() => world.value !== ''),
    placeholderData: keepPreviousData,
  })
}

export function useAccounts() {
  const { world, attempt } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['admin', world.value, 'accounts', attempt.value?.seat ?? '']),
    queryFn: ({ signal }) => api.accounts(world.value, signal),
    enabled: computed(() => world.value !== ''),
    placeholderData: keepPreviousData,
  })
}

export function useOrgs() {
  const { world, attempt } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['admin', world.value, 'orgs', attempt.value?.seat ?? '']),
    queryFn: ({ signal }) => api.orgs(world.value, signal),
    enabled: computed(() => world.value !== ''),
    placeholderData: keepPreviousData,
  })
}

export function useRights() {
  const { world, attempt } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['admin', world.value, 'rights', attempt.value?.seat ?? '']),
    queryFn: ({ signal }) => api.rights(world.value, signal),
    enabled: computed(() => world.value !== ''),
  })
}

export function useSetupCheck() {
  const { world, attempt } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['admin', world.value, 'setup', attempt.value?.generation ?? 0, attempt.value?.act ?? 0]),
    queryFn: ({ signal }) => api.setupCheck(world.value, signal),
    enabled: computed(() => world.value !== ''),
    placeholderData: keepPreviousData,
  })
}

/* What the office opens, and what the catalogue knows beside that. */
export function useProcedures() {
  const { locale } = useI18n()
  const { world, attempt } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['admin', world.value, 'procedures', attempt.value?.seat ?? '', locale.value]),
    queryFn: ({ signal }) => api.procedures(world.value, signal),
    enabled: computed(() => world.value !== ''),
    placeholderData: keepPreviousData,
  })
}
