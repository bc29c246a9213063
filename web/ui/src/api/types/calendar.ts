/* The working calendar, and what an edit of it does. */

export interface CalendarDay { day: string; weekday: string; kind: string; kind_name: string; name: string; source: string; certainty: string; past: boolean }
export interface OrgHours { org: string; name: string; sessions: string[]; own: boolean; may_set: boolean }
export interface Calendar { year: number; known: boolean; may_edit: boolean; days: CalendarDay[]; hours: OrgHours[] }
export interface CalendarEffect {
  dossiers: { id: number; code: string | null; owner_name: string; procedure: string; kind: 'term' | 'acceptance'; from: string; to: string }[]
  looked_at: number
  left_out: number
}
export interface NewDay { day: string; kind: string; name_vi: string; name_en?: string; source: string }
export interface NewHours { org: string; sessions: string[] }
