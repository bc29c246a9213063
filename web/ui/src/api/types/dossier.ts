/* One dossier and its sections. Sections are asked for when they are looked at. */
import type { Certainty } from './catalogue'
import type { Summary, Timing } from './queue'
import type { Id } from './session'

export interface Party { name: string; kind?: string | null; id_no?: string | null; address?: string | null; phone?: string | null; email?: string | null }
export type CheckResult = 'enough' | 'missing' | 'wrong'
export interface Component {
  code: string
  name: string
  required: boolean
  kind: string | null
  provided: boolean
  provided_at: string | null
  confirmed_missing: boolean
  requested?: boolean
  kind_name?: string
  source?: string
  replaced_by_data: string | boolean | null
  certainty: Certainty | null
  file_name: string | null
  checked: CheckResult | null
  remark: string | null
}
export interface DossierStep {
  no: number
  name: string
  role: string
  role_name: string
  seat_name: string | null
  account_name: string | null
  started_at: string | null
  due_at: string | null
  finished_at: string | null
  outcome: string | null
  outcome_name?: string | null
  counted: boolean
  share_text: string | null
  note: string | null
  kind: string
  opened_at: string | null
}
export interface Action {
  act: string
  name: string
  primary: boolean
  danger: boolean
  reason_required: boolean
  input: string | null
  blocked: string | null
  article: string | null
  /* What accepting would have to confirm as missing. */
  confirm?: { text: string; missing: { code: string; name: string }[] } | null
}
export interface Assignee { account: Id; name: string; open_dossiers: number; overdue_dossiers: number; absent_until: string | null }
export interface Participant { account: string; name: string; role_name: string; kind: 'co_handler' | 'follower'; kind_name: string; added_at: string }
export interface Colleague { account: string; name: string; role_name: string }
export interface Consultation {
  id: number
  org: string
  org_name: string
  number: string
  asked_by: string
  asked_at: string
  question: string
  due_at: string
  answered_at: string | null
  answered_by: string | null
  answer: string | null
  agrees: 'yes' | 'no' | null
  timing: Timing
  timing_name: string
}
/* A nudge, or a direction that is reported on. `open`: it still counts; `yours`: this seat is to report. */
export interface Oversight {
  id: number
  kind: 'nudge' | 'direction'
  kind_name: string
  to_role_name: string
  to_name: string | null
  by_name: string
  at: string
  text: string | null
  report_by: string | null
  reported_at: string | null
  reported_by: string | null
  report: string | null
  timing: Timing
  timing_name: string | null
  open: boolean
  yours: boolean
}
export interface Division { code: string; name: string }
export interface IssuedForm { id: Id; form: string; title: string; number: string | null; issued_at: string | null; printed: boolean; url: string | null }
export interface HistoryEvent { act: number; seq: number; event: string; event_name: string; at: string; who: string; role_name: string | null; text: string | null }
export interface ControlLine {
  giao: string | null
  nhan: string | null
  from_unit: string | null
  to_unit: string | null
  at: string
  from_name: string | null
  to_name: string | null
  result: 'early' | 'on_time' | 'overdue' | null
  result_name: string | null
  note: string | null
}
export interface Line { text: string; at: string | null }
/* Drafted and not signed. */
export interface Notice {
  kind: 'supplement' | 'apology' | 'stop'
  form: string
  title: string
  reason: string
  components: string[]
  new_due_at: string | null
  by_name: string | null
  at: string
  signer_role: string | null
}
/* What was worked out so far, until the decision. */
export interface WorkedOut {
  eligible: boolean | null
  opinion: string | null
  kind: 'grant' | 'refuse' | null
  summary: string | null
  number: string | null
  sent_back: { at: string; by_name: string; role_name: string; reason: string } | null
}
export interface Interruption { kind: 'supplement' | 'payment' | 'withdrawal' | 'applicant_step'; since: string | null; closes_at: string | null; text: string }
export interface Dossier extends Omit<Summary, 'procedure'> {
  procedure: { code: string; name: string; term: { text: string } | null; variant: string | null; result: string | null; legal_basis: string | null; certainty: Certainty | null }
  owner: Party
  submitter: Party | null
  proxy_paper: string | null
  channel: string | null
  agency: string
  intake_org: string
  transferred_in_at: string | null
  sets: number
  delivery_wanted: string
  delivery_address: string | null
  components: Component[]
  statuses: { business: string | null; financial: string | null; delivery: string | null; sync: string | null; portal: { code: number | string; name: string } | null }
  accepted_at: string | null
  original_due_at: string | null
  completed_at: string | null
  returned_at: string | null
  acceptance_due_at: string | null
  hand_over_due_at: string | null
  hand_over_slow: boolean
  steps: DossierStep[]
  actions: Action[]
  assignees: Assignee[]
  participants: Participant[]
  colleagues: Colleague[]
  divisions: Division[]
  variants: { code: string; name: string; term: string }[]
  agencies: Division[]
  consultations: Consultation[]
  oversight: Oversight[]
  work: WorkedOut | null
  forms: IssuedForm[]
  paused_at: string | null
  ended_at: string | null
  supplements: number
  extensions: number
  notice: Notice | null
  interruption: Interruption | null
  /* The world's last act when this was read. */
  act: number
}
export interface DossierHistory { history: HistoryEvent[] }
export interface DossierControlSheet { control_sheet: ControlLine[] }
export interface TimeUsed { step: number; name: string; role_name: string; who: string | null; amount: string; percent: number; waited: string | null }
export interface TermChange {
  kind: 'pause' | 'restart' | 'extension' | 'recompute'
  name: string
  from_at: string
  to_at: string | null
  reason: string
  by_name: string | null
  paper: string | null
  due_before: string
  due_after: string | null
}
export interface DossierDeadline {
  rule_note: string
  lines: Line[]
  steps_lines: Line[]
  due_at: string | null
  original_due_at: string | null
  used: TimeUsed[]
  changes: TermChange[]
}
/* A dossier with the version tag its writes must carry. */
export interface TaggedDossier { dossier: Dossier; tag: string }
