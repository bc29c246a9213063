/*
 * Says every few seconds that this window shows a dossier, and which dialog is being filled in; hears who else does. A trainer only hears.
 * The window has a name of its own, so that one person in two windows is two windows.
 */
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'
import { newKey } from '@/api/client'
import { polled, sessionExpired } from '@/shared/queries'
import { useSession } from '@/shared/session'
import { useWorkspace } from '@/trainee/workspace'

const SCREEN = newKey().slice(0, 23)
/* Set by the dialog of an act while it is open. */
export const beingFilledIn = ref<string | null>(null)

export function usePresence(dossier: Ref<number>) {
  const { world, attempt, canAct } = useWorkspace()
  const { person } = useSession()
  const query = useQuery({
    queryKey: computed(() => ['presence', world.value, dossier.value, attempt.value?.seat ?? '']),
    queryFn: ({ signal }) => (canAct.value
      ? api.notePresence(world.value, dossier.value, { screen: SCREEN, ...(beingFilledIn.value ? { dialog: beingFilledIn.value } : {}) })
      : api.presence(world.value, dossier.value, signal)),
    enabled: computed(() => world.value !== '' && (canAct.value ? attempt.value?.seat != null : true)),
    refetchInterval: polled,
  })
  watch(beingFilledIn, () => void query.refetch())
  /* Whoever has signed out leaves by falling silent. */
  const leave = (world: string, id: number): void => { if (world && canAct.value && person.value && !sessionExpired.value) void api.notePresence(world, id, { screen: SCREEN, leave: true }).catch(() => undefined) }
  watch(dossier, (_now, before) => leave(world.value, before))
  /* A window that is closed or loads anew shows it no more; without this it would stay as somebody else's for a while. */
  const gone = (): void => leave(world.value, dossier.value)
  const back = (event: PageTransitionEvent): void => { if (event.persisted) void query.refetch() }
  window.addEventListener('pagehide', gone)
  window.addEventListener('pageshow', back)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', gone)
    window.removeEventListener('pageshow', back)
    gone()
  })
  return computed(() => (query.data.value?.people ?? []).filter((one) => !one.here))
}

/* "Nguyễn Văn An" -> "NA" */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => /\p{L}/u.test(word))
  const first = words[0]?.[0] ?? ''
  return (words.length > 1 ? first + words[words.length - 1]![0] : first).toLocaleUpperCase('vi')
}
