/* Several people on one dossier. */
import type { HistoryEvent } from './dossier'

export interface DeskWindow {
  name: string
  seat: string
  seat_name: string
  role_name: string
  since: string
  dialog: string | null
  dialog_name: string | null
  me: boolean
  here: boolean
}
export interface Presence { version: string; act: number; people: DeskWindow[] }
export interface FactChange {
  fact: string
  key: string
  name: string
  before: string | null
  after: string | null
  before_value: string | null
  after_value: string | null
  who: string
  at: string
}
export interface DossierChanges { version: string; since: number; act: number; events: HistoryEvent[]; changes: FactChange[] }
export interface ActDraft {
  act: string
  act_name: string
  account: string
  account_name: string
  person_name: string
  mine: boolean
  rewound: boolean
  seen_act: number
  saved_at: string
  fields: Record<string, unknown>
}
export interface ActDrafts { drafts: ActDraft[] }
export interface Team {
  owner: { id: string; name: string }
  own: boolean
  may_invite: boolean
  code: string | null
  room: number
  companions: { person: string; name: string; seat: string | null; joined_at: string; me: boolean }[]
}
