/* Classes and the board. */
import type { StepState } from './exercise'
import type { Id } from './session'

export interface ExerciseRef { id: string; title: string; minutes?: number; level?: Id }
export interface ClassLine { id: Id; name: string; code: string; state: 'open' | 'closed'; trainees: number; exercise_ids: string[]; opened_at: string }
export interface ClassPerson { id: string; name: string; last_seen: string | null; return_code_released: boolean }
export interface ClassRoom {
  id: Id
  name: string
  code: string
  join_urls: string[]
  state: 'open' | 'closed'
  exercises: ExerciseRef[]
  persons: ClassPerson[]
}
export interface BoardRow {
  person: { id: string; name: string }
  attempt: string | null
  world: string | null
  state?: string | null
  seat: string | null
  seat_role?: string | null
  steps: { id: string; state: StepState; earned: number; points: number }[]
  score: { points: number; max: number } | null
  mistakes: number
  idle_seconds: number | null
  online: boolean
  clock_now: string | null
  acts: number
  generation: number
}
export interface Board { at: string; steps: { id: string; title: string }[]; rows: BoardRow[] }
export interface BulkAnswer { done: { person: string; ok: boolean; problem?: { key: string; detail: string } }[] }
