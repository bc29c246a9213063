/*
 * A dialog that was filled in on an older version of its dossier: what has changed since, which of the dialog's own fields somebody else
 * changed too, and how it goes on from the version of now.
 */
import { computed, ref, type Ref } from 'vue'
import { api } from '@/api/endpoints'
import { asProblem, type Problem } from '@/api/problem'
import type { DossierChanges, Dossier } from '@/api/types'
import { t } from '@/i18n'
import { useWorkspace } from '@/trainee/workspace'
import { FACT_OF, type Field, type Filled } from '../acts/specs'
import { wordOf } from './words'

export type Side = 'mine' | 'theirs'
export interface Clash { field: Field; name: string; mine: string; theirs: string; value: string; who: string }
export interface Seen { tag: string; act: number; generation: number }

export function useMerge(dossier: Ref<Dossier>, tag: Ref<string>, fields: Ref<Field[]>, filled: Filled) {
  const { world, attempt } = useWorkspace()
  /* The version that the officer saw when the dialog opened: a change in the meantime must be a conflict, not a surprise. */
  const seen = ref<Seen>({ tag: tag.value, act: dossier.value.act, generation: attempt.value?.generation ?? 0 })
  const kind = ref<'stale' | 'rewound' | 'draft' | null>(null)
  const changes = ref<DossierChanges | null>(null)

  async function look(since: number): Promise<Problem | null> {
    try {
      changes.value = await api.changes(world.value, dossier.value.id, since, seen.value.generation)
      return null
    } catch (error) {
      changes.value = null
      return asProblem(error)
    }
  }

  /* Refused, or seen to be old before it was sent. */
  async function meet(problem: Problem | null): Promise<void> {
    const rewound = problem?.rewound === true || (await look(seen.value.act))?.rewound === true
    kind.value = rewound ? 'rewound' : 'stale'
  }
  /* A draft begun before others changed something: told before it is sent. */
  async function meetDraft(since: number): Promise<void> {
    if (since > 0 && since < seen.value.act && !(await look(since)) && changes.value?.changes.length) kind.value = 'draft'
  }

  const clashes = computed<Clash[]>(() => fields.value.flatMap((field) => {
    const change = changes.value?.changes.find((one) => one.key === '' && one.fact === FACT_OF[field])
    const mine = filled[field]
    if (!change || change.after_value === null || typeof mine !== 'string' || !mine.trim() || mine.trim() === change.after_value) return []
    return [{ field, name: t(`desk.act.field.${field}`), mine: wordOf(field, mine, dossier.value), theirs: change.after ?? '', value: change.after_value, who: change.who }]
  }))

  /* Goes on from now, with what was chosen where both changed the same. */
  function merge(sides: Partial<Record<Field, Side>>): void {
    for (const one of clashes.value) if (sides[one.field] === 'theirs') (filled as unknown as Record<string, unknown>)[one.field] = one.value
    const now = changes.value && kind.value !== 'rewound' ? { tag: changes.value.version, act: changes.value.act } : { tag: tag.value, act: dossier.value.act }
    seen.value = { ...now, generation: attempt.value?.generation ?? 0 }
    kind.value = null
    changes.value = null
  }

  const outdated = computed(() => kind.value === null && tag.value !== seen.value.tag)
  return { seen, kind, changes, clashes, outdated, meet, meetDraft, merge }
}
