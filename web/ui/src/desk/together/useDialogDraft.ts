/*
 * What is typed into an act's dialog is kept on the server as a draft: it survives a reload, a conflict and a rewind, and ends with its act.
 * A dialog that has a draft begins with it.
 */
import { computed, onScopeDispose, ref, watch } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { api } from '@/api/endpoints'
import type { ActDraft, Dossier } from '@/api/types'
import { useWorkspace } from '@/trainee/workspace'
import { useActDrafts } from '../queries'
import { slug, type Field, type Filled } from '../acts/specs'

const QUIET_MS = 900
/* Drawn anew from the fee rows each time. */
const NOT_KEPT: Field[] = ['fees']

export interface DialogDraft { act: string; dossier: Dossier; filled: Filled; fields: () => Field[]; from?: ActDraft; seen: () => number }

/* Puts what was kept into the dialog, as far as the dialog still asks for it. */
function put(into: Filled, kept: Record<string, unknown>, fields: Field[]): void {
  for (const name of fields) {
    const value = kept[name]
    if (value !== undefined && !NOT_KEPT.includes(name) && typeof value === typeof into[name] && Array.isArray(value) === Array.isArray(into[name])) (into as unknown as Record<string, unknown>)[name] = value
  }
}

export function useDialogDraft(of: DialogDraft, restoredSince: (seen: number) => void) {
  const { world, attempt } = useWorkspace()
  const cache = useQueryClient()
  const list = useActDrafts(world, () => attempt.value?.seat, () => of.dossier.id)
  const restored = ref<string | null>(of.from?.saved_at ?? null)
  const savedAt = ref<string | null>(null)
  const own = computed(() => list.data.value?.drafts.find((one) => one.mine && one.act === of.act))
  const text = (): string => JSON.stringify(Object.fromEntries(of.fields().filter((name) => !NOT_KEPT.includes(name)).map((name) => [name, of.filled[name]])))
  const empty = text()
  let last = empty
  let began = false
  let timer = 0
  let ended = false
  let stored = false

  /* Only what was there when the dialog opened is put in: later answers are about what this dialog itself saved. */
  function begin(kept: Record<string, unknown> | undefined, at: string | null, seen: number): void {
    began = true
    if (!kept) return
    put(of.filled, kept, of.fields())
    restored.value = at
    last = text()
    restoredSince(seen)
  }
  if (of.from) begin(of.from.fields, of.from.saved_at, of.from.seen_act)
  watch([() => list.data.value, () => list.isFetching.value], ([now, fetching]) => {
    if (!now || fetching || began) return
    stored = own.value !== undefined
    begin(text() === empty ? own.value?.fields : undefined, own.value?.saved_at ?? null, own.value?.seen_act ?? 0)
  }, { immediate: true })

  /* One saving after the other: what is thrown away at the end must not be written again behind it. */
  let under: Promise<void> = Promise.resolve()
  function save(): Promise<void> {
    window.clearTimeout(timer)
    under = under.then(write)
    return under
  }
  async function write(): Promise<void> {
    const now = text()
    if (ended || now === last) return
    last = now
    try {
      if (now === empty) {
        if (stored) await api.discardActDraft(world.value, of.dossier.id, slug(of.act))
        stored = false
        savedAt.value = null
        return
      }
      savedAt.value = (await api.saveActDraft(world.value, of.dossier.id, slug(of.act), { fields: JSON.parse(now), seen_act: of.seen() })).saved_at
      stored = true
    } catch { last = '' /* said again with the next key, or at the latest when the dialog closes */ }
  }
  watch(() => text(), () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void save(), QUIET_MS)
  })
  const renew = (): Promise<void> => cache.invalidateQueries({ queryKey: ['dossier', world.value, of.dossier.id, attempt.value?.seat ?? '', 'act-drafts'] })

  /* The act was done, or the officer wants none of it. */
  async function end(): Promise<void> {
    ended = true
    window.clearTimeout(timer)
    await under
    if (stored) await api.discardActDraft(world.value, of.dossier.id, slug(of.act)).catch(() => undefined)
    await renew()
  }
  async function drop(): Promise<void> {
    window.clearTimeout(timer)
    await under
    put(of.filled, JSON.parse(empty) as Record<string, unknown>, of.fields())
    restored.value = savedAt.value = null
    if (stored) await api.discardActDraft(world.value, of.dossier.id, slug(of.act)).catch(() => undefined)
    stored = false
    last = text()
  }
  /* The dialog closes: what is in it stays. */
  async function keep(): Promise<void> {
    if (ended) return
    await save()
    await renew()
  }
  onScopeDispose(() => void keep())
  return { restored, savedAt, save, end, drop, keep }
}
