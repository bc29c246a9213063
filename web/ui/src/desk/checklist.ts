/*
 * The officer's own ticks while reading the papers, kept on this screen only: they are a working aid, not a record,
 * and prefill the supplement request. A dossier in another generation of its world starts unticked.
 */
import { reactive } from 'vue'
import type { Dossier } from '@/api/types'

export type Tick = 'good' | 'bad'
const ticks = reactive(new Map<string, Tick>())
const KEPT_MAX = 500
let place = ''

/* Names the world and generation in view; ticks of another one are forgotten. */
export function openChecklist(world: string, generation: number): void {
  const now = `${world}.${generation}`
  if (now !== place) ticks.clear()
  place = now
}

const key = (dossier: number, component: string): string => `${dossier}/${component}`
export const tickOf = (dossier: number, component: string): Tick | undefined => ticks.get(key(dossier, component))

export function setTick(dossier: number, component: string, tick: Tick | null): void {
  if (tick === null) ticks.delete(key(dossier, component))
  else if (ticks.size < KEPT_MAX) ticks.set(key(dossier, component), tick)
}

export function checkedMissing(dossier: Dossier): string[] {
  return dossier.components.filter((one) => tickOf(dossier.id, one.code) === 'bad').map((one) => one.code)
}
