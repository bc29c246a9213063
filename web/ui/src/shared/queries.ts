/* The query cache: the only copy of server state on the screens. */
import { QueryClient } from '@tanstack/vue-query'
import { Problem } from '@/api/problem'

export const POLL_MS = 5000
export const BOARD_POLL_MS = 2000

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
