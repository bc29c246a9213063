/*
 * The officer's ticks while reading the papers. What was saved is in the record (a component's `checked` and `remark`); what is ticked
 * and not saved yet stands here, for the world and generation in view. Both prefill the supplement request.
 */
import { reactive } from 'vue'
import type { CheckResult, Component, Dossier } from '@/api/types'

export type Tick = 'good' | 'bad'
const ticks = reactive(new Map<string, Tick>())
const remarks = reactive(new Map<string, string>())
const KEPT_MAX = 500
let place = ''

/* Names the world and generation in view; ticks of another one are forgotten. */
export function openChecklist(world: string, generation: number): void {
  const now = `${world}.${generation}`
  if (now !== place) { ticks.clear(); remarks.clear() }
  place = now
}

/* A paper provided anew is a paper not yet read. */
const key = (dossier: number, one: Component): string => `${dossier}/${one.code}/${one.provided_at ?? ''}`
const recorded = (one: Component): Tick | undefined => (one.checked === null ? undefined : one.checked === 'enough' ? 'good' : 'bad')
export const tickOf = (dossier: number, one: Component): Tick | undefined => ticks.get(key(dossier, one)) ?? recorded(one)
export const remarkOf = (dossier: number, one: Component): string => remarks.get(key(dossier, one)) ?? one.remark ?? ''

export function setTick(dossier: number, one: Component, tick: Tick | null): void {
  if (tick === null) ticks.delete(key(dossier, one))
  else if (ticks.size < KEPT_MAX) ticks.set(key(dossier, one), tick)
}
export function setRemark(dossier: number, one: Component, text: string): void {
  if (remarks.size < KEPT_MAX) remarks.set(key(dossier, one), text)
}

export function checkedMissing(dossier: Dossier): string[] {
  return dossier.components.filter((one) => tickOf(dossier.id, one) === 'bad').map((one) => one.code)
}

/* What there is to save: every tick that the record does not hold, as the office calls it. */
export interface CheckItem { code: string; result: CheckResult; remark?: string }
export function unsaved(dossier: Dossier): CheckItem[] {
  return dossier.components.flatMap((one) => {
    const tick = tickOf(dossier.id, one)
    const remark = remarkOf(dossier.id, one).trim()
    const result = tick === 'good' ? 'enough' : one.provided ? 'wrong' : 'missing'
    if (!tick || (tick === 'good' && !one.provided) || (result === one.checked && (tick === 'good' || remark === (one.remark ?? '')))) return []
    return [{ code: one.code, result, ...(tick === 'bad' && remark ? { remark } : {}) }]
  })
}
