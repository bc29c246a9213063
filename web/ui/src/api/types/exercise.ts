/* An attempt, its world, its clock, and what an act answers. */
import type { Dossier } from './dossier'
import type { Announcement, AttemptState } from './session'

export type ClockMode = 'frozen' | 'rate' | 'real'
export interface DueItem { at: string; what: string }
export interface Clock { now: string; mode: ClockMode; rate: number; next: DueItem | null; working: boolean; day_name: string }

export type Verdict =
  | 'pass' | 'fail' | 'missed' | 'waived' | 'waiting' | 'not_reached' | 'skipped' | 'cancelled' | 'author_error'
export interface EventRef { seq: number; act: number; name: string; title: string; at: string }
export interface Check { id: string; text: string; verdict: Verdict; event: EventRef | null; why: string | null }
export interface Hint { index: number; text: string | null; cost: number; available: boolean }
export interface Mistake { id: string; text: string; critical: boolean; event: EventRef | null }
export type StepState = 'open' | 'done' | 'failed' | 'not_reached'
export interface ExerciseStep {
  id: string
  title?: string | null
  goal: string
  by: string
  seat_name: string
  points: number
  earned: number
  state: StepState
  checks: Check[]
  hints: Hint[]
  mistakes: Mistake[]
}
export interface Seat { id: string; name: string; role: string; role_name?: string; org: string; org_name?: string | null; kind?: 'trainee' | 'bot'; taken_by?: string | null }
export interface Score { points: number; max: number; pass: number; passed: boolean; earned?: number; hint_cost?: number; mistake_cost?: number }
export interface Attempt {
  id: string
  exercise: string
  title: string
  brief: string
  state: AttemptState
  world: string
  person: { id: string; name: string }
  score: Score
  clock: Clock
  generation: number
  act: number
  seat: string | null
  open_seats: boolean
  seats: Seat[]
  /* Whose attempt it is; a companion plays along and leaves the world's time to the owner. */
  own: boolean
  companions: { person: string; name: string; seat: string | null }[]
  steps: ExerciseStep[]
  next: { step: string | null; text: string } | null
  mistakes: Mistake[]
  announcement: Announcement | null
  idle_seconds: number
}

export interface HistoryLine {
  at: string | null
  real_at: string
  act: number | null
  kind: 'verdict' | 'mistake' | 'hint' | 'rewind' | 'reset' | 'seat' | 'waive' | 'finish'
  step: string | null
  check: string | null
  verdict: Verdict | null
  text: string | null
  event: number | null
}
export interface Debrief {
  attempt: Attempt
  history: HistoryLine[]
  totals: { acts: number; rewinds: number; hints: number; mistakes: number; minutes: number }
}

export interface World {
  id: string
  generation: number
  act: number
  version: string
  clock: Clock
  seat: Seat | null
  read_only: boolean
  attempt: string | null
  exercise: string | null
}
export interface VerdictChange { step: string; check: string; verdict: Verdict; text: string; event: EventRef | null }
export interface ActAnswer {
  act: number
  version: string
  dossier: Dossier
  verdicts: VerdictChange[]
  mistakes: Mistake[]
  score: { points: number; max: number } | null
  undo?: unknown
}
export interface ActLine { number: number; name: string; act_name: string; who: string; role_name: string | null; at: string; subject: string | null; text: string | null }
export interface Generation { generation: number; from_act: number | null; acts: number; at: string; why: string }
export interface Acts { generation: number; first: number; acts: ActLine[]; generations: Generation[] }
export interface ClockMove { mode?: ClockMode; rate?: number; jump?: string; next?: boolean }
export interface ClockAnswer { world: World; done: DueItem[]; verdicts: VerdictChange[]; mistakes: Mistake[] }
export interface ClockPreview { to: string; items: DueItem[] }
export interface OfficeActAnswer { act: number; verdicts: VerdictChange[]; mistakes: Mistake[]; score: { points: number; max: number } | null }
