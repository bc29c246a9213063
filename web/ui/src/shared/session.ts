/* Who sits at this browser. The session query is its only copy; the CSRF token follows it into the client. */
import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'
import { forgetAnswers, setCsrf, whenSignedOut } from '@/api/client'
import type { Session } from '@/api/types'
import { queries, sessionExpired } from './queries'
import { toasts } from './toasts'

const KEY = ['session'] as const

async function load(signal?: AbortSignal): Promise<Session> {
  const session = await api.session(signal)
  setCsrf(session.csrf)
  return session
}

export const ensureSession = (): Promise<Session> =>
  queries.ensureQueryData({ queryKey: KEY, queryFn: ({ signal }) => load(signal), staleTime: Infinity })

export function useSession() {
  const query = useQuery({ queryKey: KEY, queryFn: ({ signal }) => load(signal), staleTime: Infinity })
  return { session: query.data, person: computed(() => query.data.value?.person ?? null), failed: query.error }
}

/* After joining, coming back or signing in: everything known before belongs to somebody else. */
export async function sessionChanged(csrf: string | null): Promise<void> {
  sessionExpired.value = false
  forgetAnswers()
  toasts.splice(0)
  setCsrf(csrf)
  queries.removeQueries({ predicate: (one) => one.queryKey[0] !== KEY[0] })
  await queries.fetchQuery({ queryKey: KEY, queryFn: ({ signal }) => load(signal), staleTime: 0 })
}

whenSignedOut(() => {
  const had = queries.getQueryData<Session>(KEY)
  if (had?.signed_in) sessionExpired.value = true
})
