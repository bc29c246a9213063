/* Which dossiers are ticked. They stay ticked while more of the list is read; another filter, seat or world begins anew. `whole`: all
 * that the filter finds, whether read or not; the server looks them up. */
import { computed, ref, watch, type Ref } from 'vue'
import type { Summary } from '@/api/types'

export function useSelection(rows: Ref<Summary[]>, mark: Ref<string>) {
  const ids = ref<ReadonlySet<number>>(new Set())
  const whole = ref(false)
  const shown = computed(() => rows.value.filter((one) => ids.value.has(one.id)))

  function clear(): void {
    ids.value = new Set()
    whole.value = false
  }
  function toggle(id: number): void {
    const next = new Set(ids.value)
    if (!next.delete(id)) next.add(id)
    ids.value = next
    whole.value = false
  }
  const allShown = computed(() => rows.value.length > 0 && rows.value.every((one) => ids.value.has(one.id)))
  function toggleShown(): void {
    ids.value = new Set(allShown.value ? [] : rows.value.map((one) => one.id))
    whole.value = false
  }
  watch(mark, clear)
  /* What left the list (handed over, returned) is no longer ticked. */
  watch(rows, (now) => {
    const there = new Set(now.map((one) => one.id))
    const left = [...ids.value].filter((id) => there.has(id))
    if (left.length !== ids.value.size) ids.value = new Set(left)
  })

  return { ids, whole, shown, allShown, clear, toggle, toggleShown }
}
