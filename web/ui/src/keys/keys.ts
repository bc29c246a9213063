/*
 * Shortcuts: single keys that do what a button does. They never act while somebody types, nor behind an open dialog, and they can be
 * turned off (WCAG 2.1.4); the choice stays in this browser. Whoever shows a part of the screen registers what it can do there.
 */
import { onBeforeUnmount, onMounted, ref, shallowReactive } from 'vue'

export type KeyGroup = 'anywhere' | 'list' | 'dossier' | 'dialog'
export interface Shortcut {
  keys: string[] /* as KeyboardEvent.key says them */
  name: string /* of its sentence: deskwork.keys.what.<name> */
  group: KeyGroup
  run: (key: string) => void
}

const STORED = 'thao.keys'
const active = shallowReactive(new Set<Shortcut>())
const stored = (): boolean => {
  try { return localStorage.getItem(STORED) !== 'off' } catch { return true }
}
export const keysOn = ref(stored())
export function turnKeys(on: boolean): void {
  keysOn.value = on
  try { localStorage.setItem(STORED, on ? 'on' : 'off') } catch { /* for this page only, then */ }
}

/* What takes letters: fields, and lists that look for an entry by its first letter. */
const QUIET = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color', 'image'])
export function takesLetters(at: EventTarget | null): boolean {
  if (!(at instanceof HTMLElement)) return false
  if (at instanceof HTMLInputElement) return !QUIET.has(at.type)
  return at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement || at.isContentEditable || at.closest('[role="textbox"], [role="combobox"]') !== null
}

/* The dialog or drawer on top; null where there is none. */
export function openDialog(): HTMLElement | null {
  const shown = [...document.querySelectorAll<HTMLElement>('[role="dialog"]')].filter((one) => one.offsetParent !== null || getComputedStyle(one).position === 'fixed')
  return shown.filter((one) => one.getClientRects().length > 0).at(-1) ?? null
}

/* Ctrl+Enter sends what a dialog asks, also from within a text of several lines. */
function sendDialog(event: KeyboardEvent): void {
  const button = openDialog()?.querySelector<HTMLButtonElement>('[data-send]')
  if (!button || button.disabled) return
  event.preventDefault()
  button.click()
}

export function onKey(event: KeyboardEvent): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return sendDialog(event)
  if (!keysOn.value || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  if (takesLetters(event.target) || openDialog()) return
  const found = [...active].reverse().find((one) => one.keys.includes(event.key))
  if (!found) return
  event.preventDefault()
  found.run(event.key)
}

/* While the component is on the screen. */
export function useShortcuts(list: Shortcut[]): void {
  onMounted(() => list.forEach((one) => active.add(one)))
  onBeforeUnmount(() => list.forEach((one) => active.delete(one)))
}

export const shortcuts = (): Shortcut[] => [...active]
export const helpOpen = ref(false)
