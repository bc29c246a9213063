/* Lists of dossiers, and the desk around them. */
import type { Assignee } from './dossier'
import type { Mistake, Score, VerdictChange } from './exercise'

export type Timing = 'early' | 'on_time' | 'due_soon' | 'overdue' | 'none'
export interface Summary {
  id: number
  code: string | null
  procedure: { code: string; name: string }
  owner_name: string
  state: string
  state_name: string
  step: { no: number; name: string; role: string; role_name: string } | null
  due_at: string | null
  step_due_at: string | null
  timing: Timing
  financial: string
  version: number
  mine: boolean
  submitted_at: string | null
}
/* A count of 1001 means more than 1000. */
export interface Queue { dossiers: Summary[]; more: boolean; after: string | null; counts: Record<string, number> }

/* ---- the desk around the list ---- */
export interface DeskQueue { code: string; name: string; view: string; part: string | null; timing: string | null; count: number }
export interface SavedView { id: number; name: string; shared: boolean; own: boolean; by: string; filter: Record<string, string> }
export interface BulkDef { verb: string; act: string; name: string; max: number; recall: boolean; law: string }
export interface Desk {
  queues: DeskQueue[]
  views: SavedView[]
  bulk: BulkDef[]
  assignees: Assignee[]
  handlers: { account: string; name: string }[]
  divisions: { code: string; name: string }[]
  forms: { code: string; title: string }[]
}
export interface BulkLine {
  outcome: 'will' | 'cannot' | 'done' | 'failed'
  problem: { code: string; key: string; detail: string; field: string | null } | null
  dossier: number
  version: number
  code: string | null
  procedure: string | null
  owner_name: string | null
  state_name: string | null
  forms: number[]
}
export interface BulkHead { act: string; act_name: string; recall: boolean; law: string; max: number; items: BulkLine[]; good: number; bad: number }
export interface BulkTried extends BulkHead { more: boolean }
export interface BulkDone extends BulkHead {
  undo: { to_act: number; last_act: number } | null
  verdicts: VerdictChange[]
  mistakes: Mistake[]
  score: Score | null
}
