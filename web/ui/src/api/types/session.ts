/* Who is here, and what is offered. Persons, worlds, attempts and exercises have text ids, classes and dossiers numbers; all go back as they came. */
import type { Score } from './exercise'

export type Id = string | number
export type Role = 'trainee' | 'trainer' | 'author' | 'department' | 'ministry' | 'operator'
export interface Person { id: string; name: string; role: Role }
export interface ClassRef { id: Id; name: string; code?: string }

export interface Info { name: string; version: string; languages: string[]; banner: string }
export interface Session { signed_in: boolean; person: Person | null; csrf: string | null; class: ClassRef | null }
export interface Joined { person: Person; return_code?: string; class: ClassRef | null; csrf: string }
export interface SignedIn { person: Person; csrf: string }

export interface Announcement { id: number; text: string; at: string }
export type AttemptState = 'running' | 'finished'
export interface MyExercise {
  id: string
  title: string
  minutes: number
  level: Id
  attempt: { id: string; state: AttemptState; score: Score | null } | null
}
export interface Accompanied { attempt: string; owner: string; title: string }
export interface My { person: Person; class: ClassRef | null; announcement: Announcement | null; exercises: MyExercise[]; accompanied: Accompanied[] }
