/* Results: registers, papers, delivery, rating. */

/* 07: the register of dossiers; 06: their control sheets. */
export type RegisterForm = '07' | '06'
export interface Registers {
  may_issue: boolean
  fields: { code: string; name: string }[]
  registers: { id: number; form: RegisterForm; form_name: string; number: string; field_name: string | null; from: string; to: string; entries: number; issued_at: string; issued_by: string; url: string }[]
}
export type ResultStatus = 'signed' | 'valid' | 'corrected' | 'revoked' | 'replaced'
export interface ResultPaper {
  id: number
  act: 'issue' | 'correction' | 'revocation' | 'reissue'
  act_name: string
  kind: 'grant' | 'refuse'
  paper: string
  content: string | null
  number: string | null
  org_name: string
  signed_at: string
  signed_by: string
  issued_at: string | null
  sealed_by: string | null
  status: ResultStatus
  status_name: string
  reason: string | null
  url: string | null
}
export interface DossierResult extends ResultPaper { replaces: string | null; in_force: boolean }
export interface Delivery {
  way: 'electronic' | 'counter' | 'postal'
  way_name: string
  at: string
  by: string
  tracking_number: string | null
  receiver: string | null
  identity_name: string | null
  identity_number: string | null
  signed: boolean
  ended_at: string | null
  outcome: 'delivered' | 'came_back' | null
  outcome_name: string
  reason: string | null
}
export interface DossierResults {
  results: DossierResult[]
  deliveries: Delivery[]
  archive: { at: string; by: string; retention: string; retention_name: string; note: string | null } | null
  delivery_wanted: string
  delivery_address: string | null
}
export interface ResultLine extends ResultPaper { dossier: number; code: string | null; owner_name: string; procedure: { code: string; name: string } }
export interface ResultRegister { results: ResultLine[]; more: boolean; after: string | null; counts: Record<string, number> }
/* The number of a submission note, and what became of it. */
export interface NumberLine {
  id: number; number: string; agency_name: string; dossier: number; code: string | null; owner_name: string
  status: 'given' | 'issued' | 'voided'; status_name: string; given_at: string; given_by: string; issued_at: string | null
  voided_at: string | null; voided_by: string | null; reason: string | null
}
export interface SubmissionNumbers { numbers: NumberLine[]; more: boolean; after: string | null }
export interface Rating {
  may_rate: boolean
  why: string | null
  indicators: { no: number; code: string; name: string; score: number | null; choices: { score: number; text: string }[] }[]
  rated_at: string | null
  rated_by: string | null
  total: number
  most: number
  comment: string | null
}
export interface SatisfactionReport {
  kind: 'month' | 'quarter' | 'half' | 'nine_months' | 'year' | 'range'; from: string; to: string; until: string
  agency: { code: string; name: string }; agencies: { code: string; name: string }[]; made_at: string; ratings: number; comments: number
  indicators: { no: number; code: string; name: string; zeros: number; ones: number; twos: number; unanswered: number; mean_milli: number | null }[]
  sum_milli: number | null; rank: string | null; rank_name: string | null
}
