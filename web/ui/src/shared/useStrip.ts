/* A line of rooms or tabs that moves sideways where it does not fit. The one chosen stands in sight, and an edge fades only where there
 * is more behind it (`data-more`; the looks are .strip in styles/parts.css). */
import { nextTick, onBeforeUnmount, watch, type WatchSource } from 'vue'

export function useStrip(strip: () => HTMLElement | null | undefined, chosen: string, changes: WatchSource[]): void {
  let line: HTMLElement | null = null
  const sizes = new ResizeObserver(show)

  function edges(): void {
    if (!line) return
    const before = line.scrollLeft > 1, after = line.scrollLeft + line.clientWidth < line.scrollWidth - 1
    line.dataset.more = before && after ? 'both' : before ? 'before' : after ? 'after' : 'none'
  }
  function show(): void {
    const here = line?.querySelector<HTMLElement>(chosen)
    if (line && here) line.scrollLeft += here.getBoundingClientRect().left - line.getBoundingClientRect().left - (line.clientWidth - here.offsetWidth) / 2
    edges()
  }
  function release(): void {
    sizes.disconnect()
    line?.removeEventListener('scroll', edges)
  }

  watch([strip, ...changes], async () => {
    await nextTick()
    const now = strip() ?? null
    if (now !== line) {
      release()
      line = now
      line?.classList.add('strip')
      line?.addEventListener('scroll', edges, { passive: true })
      if (line) sizes.observe(line)
    }
    show()
  }, { immediate: true, flush: 'post' })
  onBeforeUnmount(release)
}
