/* The open tab stands in the address, so that it survives a reload and can be linked to. */
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export function useTab() {
  const route = useRoute()
  const router = useRouter()
  return computed<string>({
    get: () => (typeof route.query.tab === 'string' ? route.query.tab : 'info'),
    set: (tab) => void router.replace({ query: { ...route.query, tab } }),
  })
}
