/*
 * The officer's own ticks while reading the papers, kept on this screen only: they are a working aid, not a record,
 * and prefill the supplement request. A dossier in another generation of its world starts unticked.
 */
import { reactive } from 'vue'
import type { Component, Dossier } from '@/api/types'

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

/* A paper provided anew is a paper not yet read. */
const key = (dossier: number, one: Component): string => `${dossier}/${one.code}/${one.provided_at ?? ''}`
export const tickOf = (dossier: number, one: Component): Tick | undefined => ticks.get(key(dossier, one))

export function setTick(dossier: number, one: Component, tick: Tick | null): void {
  if (tick === null) ticks.delete(key(dossier, one))
  else if (ticks.size < KEPT_MAX) ticks.set(key(dossier, one), tick)
}

export function checkedMissing(dossier: Dossier): string[] {
  return dossier.components.filter((one) => tickOf(dossier.id, one) === 'bad').map((one) => one.code)
}
