/* The query cache: the only copy of server state on the screens. */
import { ref } from 'vue'
import { QueryClient } from '@tanstack/vue-query'
import { Problem } from '@/api/problem'

const POLL_MS = 5000

/* True from the moment the server no longer knows a session that this page still had. Nobody polls then. */
export const sessionExpired = ref(false)
const every = (ms: number) => (): number | false => (sessionExpired.value ? false : ms)
export const polled = every(POLL_MS)
export const polledSlowly = every(2 * POLL_MS)
export const polledLive = every(2000)

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
      retry: (count, error) => error instanceof Problem && error.offline && count < 2,
      retryDelay: 1000,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
