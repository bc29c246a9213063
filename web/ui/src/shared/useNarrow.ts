/* True while the window is too narrow for two columns. */
import { onBeforeUnmount, ref } from 'vue'

export function useNarrow(width = 1000) {
  const media = window.matchMedia(`(max-width: ${width}px)`)
  const narrow = ref(media.matches)
  const update = (): void => { narrow.value = media.matches }
  media.addEventListener('change', update)
  onBeforeUnmount(() => media.removeEventListener('change', update))
  return narrow
}
