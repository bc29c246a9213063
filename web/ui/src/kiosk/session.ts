/*
 * One person's time at a kiosk. It begins when somebody says who they are or looks a code up, and when it ends nothing of it is left here:
 * drafts of the session are discarded, the seat is left on the server (which then shows nobody's data), the query cache, kept answers and
 * storage are emptied, and the page is replaced by a fresh one, so that there is nothing to go back to either.
 * A page that is loaded while a seat is still held ends that session first: reloading is no way around.
 */
import { onBeforeUnmount, ref, type Ref } from 'vue'
import { api } from '@/api/endpoints'
import { forgetAnswers } from '@/api/client'
import { queries } from '@/shared/queries'
import { toasts } from '@/shared/toasts'

export const IDLE_MS = 90_000
export const WARN_SECONDS = 20
/* Numbers of drafts this session made; the only thing that outlives a reload, so that they can be discarded all the same. */
const DRAFTS = 'thao.kiosk.drafts'
const EVENTS = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const

export function noteDraft(draft: number): void {
  sessionStorage.setItem(DRAFTS, JSON.stringify([...draftsNoted(), draft]))
}
export function forgetDrafts(): void { sessionStorage.removeItem(DRAFTS) }
function draftsNoted(): number[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(DRAFTS) ?? '[]') as unknown
    return Array.isArray(kept) ? kept.filter((one): one is number => typeof one === 'number') : []
  } catch { return [] }
}

/* On the server: the session's drafts, then the seat. What is refused is gone or was never there. */
export async function clearServer(world: string, tag: string): Promise<void> {
  for (const draft of draftsNoted()) await api.discardDraft({ world, tag }, draft).catch(() => undefined)
  await api.leaveSeat(world).catch(() => undefined)
}

/* In this browser: everything but the language and the way back to the class. */
export function clearBrowser(): void {
  queries.cancelQueries().catch(() => undefined)
  queries.removeQueries({ predicate: (one) => one.queryKey[0] !== 'session' })
  forgetAnswers()
  toasts.splice(0)
  sessionStorage.clear()
}

export interface Idle { warning: Ref<number>; start: () => void; stay: () => void; stop: () => void }

/* Warns after IDLE_MS without a touch or a key, counts down, and then ends. Real time, not the office's. */
export function useIdle(end: () => void): Idle {
  const warning = ref(0)
  let timer = 0
  let on = false
  function count(): void {
    warning.value -= 1
    if (warning.value <= 0) { stop(); end() } else timer = window.setTimeout(count, 1000)
  }
  function again(): void {
    if (!on || warning.value > 0) return
    window.clearTimeout(timer)
    timer = window.setTimeout(() => { warning.value = WARN_SECONDS; timer = window.setTimeout(count, 1000) }, IDLE_MS)
  }
  function start(): void { on = true; again() }
  function stay(): void { window.clearTimeout(timer); warning.value = 0; again() }
  function stop(): void { on = false; window.clearTimeout(timer); warning.value = 0 }
  for (const name of EVENTS) window.addEventListener(name, again, { passive: true, capture: true })
  onBeforeUnmount(() => {
    stop()
    for (const name of EVENTS) window.removeEventListener(name, again, { capture: true })
  })
  return { warning, start, stay, stop }
}
