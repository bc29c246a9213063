/* Filing and following: what can be filed, where, by whom, and how a dossier stands for whoever waits for it. */
import type { Certainty } from './catalogue'

export interface FilingHead { code: string; name: string; field: string; level: string | null; term: string; fee: string | null; result: string | null; non_territorial: boolean }
export interface FilingOrg { code: string; name: string; kind: string; place: string | null; decides: boolean }
export interface FilingApplicant { account: string; name: string; kind: string; id_no: string | null; address: string | null; phone: string | null; email: string | null }
export interface Filing { procedures: FilingHead[]; orgs: FilingOrg[]; applicants: FilingApplicant[] }
export interface FilingComponent { code: string; name: string; required: boolean; kind_name: string; replaced_by_data: string | null; no_file: string | null; certainty: Certainty }
export interface FilingProcedure extends FilingHead {
  legal_basis: string | null
  certainty: Certainty
  intake: string
  components: FilingComponent[]
  steps: { no: number; name: string; role_name: string }[]
  max_bytes: number
  endings: string[]
  cases: { name: string; term: string }[] /* beside the usual one, whose term is `term` */
}
export interface DraftFile { id: number; component: string; file_name: string; media_type: string; size: number; digitised: number; url: string }
export interface Draft { id: number; procedure: { code: string; name: string }; data: unknown; saved_at: string; files: DraftFile[] }
export interface Drafts { drafts: Draft[] }
export interface DraftSaved { act: number; draft: Draft | null }
export interface TrackLine { at: string; status: number; status_name: string; title: string; text: string | null }
export interface Track {
  code: string | null
  owner: string
  procedure: { code: string; name: string }
  agency: string
  channel_name: string
  state: string
  status: number
  status_name: string
  what: string
  next: string
  next_at: string | null
  yours: boolean
  holder: string | null
  ended: boolean
  submitted_at: string
  accepted_at: string | null
  due_at: string | null
  original_due_at: string | null
  apologised: boolean
  completed_at: string | null
  returned_at: string | null
  ended_at: string | null
  delivery_wanted: string
  lines: TrackLine[]
}
export interface LookedUp extends Track { dossier: number | null }
export interface Paper { kind: 'result' | 'form' | 'receipt'; title: string; number: string | null; at: string; url: string | null; status_name: string | null; dossier: number; code: string | null; procedure: string }
export interface OwnFile {
  document: number; file_name: string; size: number; added_at: string; component: string; component_name: string; dossier: number; code: string | null; url: string
}
export interface Papers { papers: Paper[]; files: OwnFile[] }
