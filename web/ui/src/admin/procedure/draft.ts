/*
 * A procedure's draft on the screen. What is edited is the document itself; each edit is saved at once as one revision, and the server
 * then says what is wrong and what differs. Fields are bound by their place in the document (RFC 6901).
 */
import { computed, inject, provide, ref, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { api, type WorldTag } from '@/api/endpoints'
import { asProblem } from '@/api/problem'
import type { ChangeSection, OfficeActAnswer, ProcedureEditor, ProcedureFinding } from '@/api/types'
import { at, copy, put, type Json, type JsonObject } from '@/eform/schema'
import { tell, tellProblem, verdictLines } from '@/shared/toasts'
import { useWorkspace } from '@/trainee/workspace'

export type Document = JsonObject
export interface DraftDesk {
  code: Ref<string>
  editor: Ref<ProcedureEditor | undefined>
  document: Ref<Document>
  canEdit: ComputedRef<boolean>
  saving: Ref<boolean>
  value: (place: string) => Json | undefined
  set: (place: string, to: Json | undefined) => void
  /* Several changes as one edit. */
  edit: (change: (document: Document) => void) => void
  rows: (place: string) => Json[]
  findingsOf: (section: ChangeSection) => ProcedureFinding[]
  /* What is wrong at just this place. */
  wrong: (place: string) => string
  /* Where somebody wants to go: sections open what is folded there (usePlaces.ts). */
  target: Ref<string | null>
  act: (job: (on: WorldTag) => Promise<OfficeActAnswer>, done?: string) => Promise<boolean>
}
const KEY: InjectionKey<DraftDesk> = Symbol('draft')

export function sectionOf(place: string): ChangeSection {
  const below: [string, ChangeSection][] = [['/version/components', 'components'], ['/fees', 'fees'], ['/version/fee_stage', 'fees'], ['/version/fee_text_vi', 'fees'], ['/version/fee_text_en', 'fees'], ['/version/steps', 'steps'], ['/version/variants', 'steps'], ['/version/eforms', 'eforms']]
  return below.find(([start]) => place === start || place.startsWith(`${start}/`))?.[1] ?? 'general'
}

/* Moves one row of a list; answers the list. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const out = [...list]
  const [one] = out.splice(from, 1)
  if (one !== undefined && to >= 0 && to < list.length) out.splice(to, 0, one)
  else return list
  return out
}

export function useEditor(code: Ref<string>) {
  const { world, attempt } = useWorkspace()
  return useQuery({
    queryKey: computed(() => ['admin', world.value, 'procedure', code.value, attempt.value?.seat ?? '']),
    queryFn: ({ signal }) => api.procedureEditor(world.value, code.value, signal),
    enabled: computed(() => world.value !== '' && code.value !== ''),
  })
}

export function provideDraft(code: Ref<string>, query: ReturnType<typeof useEditor>): DraftDesk {
  const cache = useQueryClient()
  const { world, tag, refresh, canAct } = useWorkspace()
  const editor = query.data
  const document = ref<Document>({})
  const saving = ref(false)
  let waiting: Document | null = null

  const known = computed(() => (editor.value?.draft ? (editor.value.draft.document as Document) : {}))
  watch(known, (now) => { if (!saving.value) document.value = copy(now) }, { immediate: true })

  async function again(): Promise<void> {
    await Promise.all([refresh(), cache.invalidateQueries({ queryKey: ['admin', world.value] })])
  }

  async function act(job: (on: WorldTag) => Promise<OfficeActAnswer>, done?: string): Promise<boolean> {
    try {
      const answer = await job({ world: world.value, tag: tag.value })
      if (done || answer.mistakes.length) tell(done ?? '', { tone: answer.mistakes.length ? 'bad' : 'good', lines: verdictLines(answer.verdicts, answer.mistakes), stays: answer.mistakes.length > 0 })
      await again()
      return true
    } catch (error) {
      tellProblem(error)
      if (asProblem(error).conflict) await again()
      return false
    }
  }

  /* One at a time; what was edited meanwhile goes with the next. */
  async function save(): Promise<void> {
    if (saving.value) return
    saving.value = true
    while (waiting && editor.value?.draft) {
      const next: Document = waiting
      waiting = null
      const revision = editor.value.draft.revision
      if (JSON.stringify(next) === JSON.stringify(known.value)) continue
      if (!(await act((on) => api.saveProcedureDraft(on, code.value, revision, next)))) waiting = null
    }
    saving.value = false
    document.value = copy(known.value)
  }

  function edit(change: (document: Document) => void): void {
    const next = copy(document.value)
    change(next)
    document.value = next
    waiting = copy(next)
    void save()
  }

  const value = (place: string): Json | undefined => at(document.value, place)
  const findings = computed(() => editor.value?.draft?.findings ?? [])
  const desk: DraftDesk = {
    code, editor, document, saving, act, edit, value, target: ref(null),
    canEdit: computed(() => canAct.value && editor.value?.may_edit === true),
    set: (place, to) => { if (JSON.stringify(value(place) ?? null) !== JSON.stringify(to ?? null)) edit((next) => put(next, place, to)) },
    rows: (place) => { const list = value(place); return Array.isArray(list) ? list : [] },
    findingsOf: (section) => findings.value.filter((one) => sectionOf(one.place) === section),
    wrong: (place) => findings.value.filter((one) => one.place === place && one.severity === 'error').map((one) => one.text).join(' '),
  }
  provide(KEY, desk)
  return desk
}

export function useDraft(): DraftDesk {
  const desk = inject(KEY)
  if (!desk) throw new Error('no draft above this component')
  return desk
}
