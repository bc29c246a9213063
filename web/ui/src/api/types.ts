/* What the server answers, as the HTTP contract words it. Instants are ISO text with +07:00. */

/* Persons, worlds, attempts and exercises have text ids, classes and dossiers numbers; all go back as they came. */
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
  certainty: string | null
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
export interface Division { code: string; name: string }
export interface IssuedForm { id: Id; form: string; title: string; number: string | null; issued_at: string | null; printed: boolean; url: string | null }
export interface HistoryEvent { act: number; seq: number; event: string; event_name: string; at: string; who: string; role_name: string | null; text: string | null }
export interface ControlLine {
  giao: string | null
  nhan: string | null
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
export interface Interruption { kind: 'supplement' | 'payment' | 'withdrawal' | 'applicant_step'; since: string | null; closes_at: string | null; text: string }
export interface Dossier extends Omit<Summary, 'procedure'> {
  procedure: { code: string; name: string; term: { text: string } | null; variant: string | null; result: string | null; legal_basis: string | null; certainty: string | null }
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
  steps: DossierStep[]
  actions: Action[]
  assignees: Assignee[]
  participants: Participant[]
  colleagues: Colleague[]
  divisions: Division[]
  variants: { code: string; name: string; term: string }[]
  agencies: Division[]
  consultations: Consultation[]
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
/* Sections of a dossier, asked for when they are looked at. */
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
/* Several people on one dossier. */
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
/* A dossier with the version tag its writes must carry. */
export interface TaggedDossier { dossier: Dossier; tag: string }

export interface Fee {
  code: string
  name: string
  basis: string
  amount: number
  amount_min: number
  amount_max: number
  rate_milli: number
  item: string | null
  certainty: string
  source: string
}
export interface PaymentRequest {
  request: number
  stage: string
  total: number
  total_text: string
  requested_at: string
  requested_by: string
  paid_at: string | null
  confirmed_by: string | null
  method: string | null
  method_name: string | null
  receipt_number: string | null
  receipt_url: string | null
  claimed_at: string | null
  claim_reference: string | null
  claim_refused: string | null
  refunded_at: string | null
  refund_reason: string | null
  items: { name: string; basis: string; quantity: number; amount: number; amount_text: string }[]
}
/* How to pay while no payment system is connected. */
export interface PayInstruction { payee: string; account: string; bank: string; content: string; note: string }
export interface Payments {
  stage: string | null; stage_name: string | null; fee_text: string | null; financial: string; fees: Fee[]; requests: PaymentRequest[]; instruction: PayInstruction | null
}
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
export interface DocumentFile {
  id: number
  component: string
  file_name: string
  media_type: string
  size: number
  digitised: number
  digitised_name: string
  added_by: string
  added_at: string
  removed_by: string | null
  removed_at: string | null
  mine: boolean
  shown: boolean
  sha256: string
  url: string
}
export interface ComponentFiles { code: string; may_add: boolean; why: string | null; specimen: string | null }
export interface Documents {
  documents: DocumentFile[]
  components: ComponentFiles[]
  reusable: { document: number; file_name: string; component: string; dossier: string }[]
  max_bytes: number
  endings: string[]
}
export interface Upload { document: number; file_name: string; media_type: string; size: number }

/* Filing: what can be filed, where, and by whom. */
export interface FilingHead { code: string; name: string; field: string; level: string | null; term: string; fee: string | null; result: string | null; non_territorial: boolean }
export interface FilingOrg { code: string; name: string; kind: string; place: string | null; decides: boolean }
export interface FilingApplicant { account: string; name: string; kind: string; id_no: string | null; address: string | null; phone: string | null; email: string | null }
export interface Filing { procedures: FilingHead[]; orgs: FilingOrg[]; applicants: FilingApplicant[] }
export interface FilingComponent { code: string; name: string; required: boolean; kind_name: string; replaced_by_data: string | null; no_file: string | null; certainty: string }
export interface FilingProcedure extends FilingHead {
  legal_basis: string | null
  certainty: string
  intake: string
  components: FilingComponent[]
  steps: { no: number; name: string; role_name: string }[]
  max_bytes: number
  endings: string[]
}
export interface DraftFile { id: number; component: string; file_name: string; media_type: string; size: number; digitised: number; url: string }
export interface Draft { id: number; procedure: { code: string; name: string }; data: unknown; saved_at: string; files: DraftFile[] }
export interface Drafts { drafts: Draft[] }
export interface DraftSaved { act: number; draft: Draft | null }
/* How a dossier stands, for whoever waits for it. */
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

export type Certainty = 'found' | 'recalled' | 'inferred' | 'authored' | 'invented'
export interface Facet { code: string; name: string; count: number }
export interface CatalogueLine {
  code: string
  code_known: boolean
  name: string
  field: string
  level: string | null
  level_name: string
  service: string | null
  service_name: string
  known: string | null
  known_name: string
  certainty: Certainty
  term: string | null
  unit: string | null
  open: boolean
  twin: string | null
  replaced_by: string | null
  effective_to: string | null
}
export interface Catalogue { procedures: CatalogueLine[]; total: number; fields: Facet[]; levels: Facet[]; services: Facet[]; known: Facet[]; open: number }
export interface CatalogueLink { code: string | null; name: string | null; certainty: Certainty; source: string }
export interface WorkflowStep {
  no: number
  name: string
  kind: string
  kind_name: string
  role: string
  role_name: string
  share_milli: number
  share_text: string
  limit: string | null
  stops: boolean
}
export interface StepTable {
  key: string
  province: string | null
  province_name: string | null
  own: boolean
  variant: string
  name: string
  term: string | null
  steps: WorkflowStep[]
  total_milli: number
  certainty: Certainty | null
  source: string | null
  note: string | null
}
interface Valid { effective_from: string | null; effective_to: string | null; in_force: boolean }
interface Sourced { certainty: Certainty; source: string }
export interface ProcedureRule { rule: string; name: string; value: string; certainty: Certainty; source: string }
export interface ProcedurePage extends Valid, Sourced {
  code: string
  code_known: boolean
  name: string
  name_vi: string
  field: string
  field_name: string
  level: string | null
  level_name: string
  level_text: string | null
  service: string | null
  service_name: string
  known: string | null
  known_name: string
  unit: string | null
  result: string | null
  legal_basis: string | null
  note: string | null
  twin: string | null
  replaced_by: CatalogueLink[]
  replaces: CatalogueLink[]
  clocks: (Valid & Sourced & { kind: string; kind_name: string; name: string | null; term: string | null; starts: string | null; rounds: number })[]
  fees: (Valid & Sourced & { code: string; name: string; basis: string; text: string; channel: string; channel_name: string })[]
  components: (Sourced & {
    code: string
    name: string
    form: string | null
    form_name: string
    condition: string | null
    replaced_database: string | null
    replaced_owner: string | null
    replaced_basis: string | null
  })[]
  publications: (Sourced & {
    decision: string
    province: string
    province_name: string
    published_on: string
    name: string
    service: string | null
    service_name: string
    standing: string | null
    standing_name: string
    term: string | null
    note: string | null
  })[]
  versions: (Valid & { id: number; number: number; term: string; intake: string; supplement_max: number; fee: string | null; legal_basis: string; certainty: string; rules: ProcedureRule[] })[]
  workflows: StepTable[]
}

/* E-forms: `schema` is JSON Schema with display hints; web/ui/src/eform reads it. */
export interface EFormHead { code: string; title: string; certainty: Certainty }
export interface EFormOffer { pointer: string; value: unknown; from: 'person' | 'earlier'; text: string }
export interface EFormFull extends EFormHead { source: string; schema: unknown; prefill: EFormOffer[] }
export interface EFormList { procedures: { code: string; name: string; eforms: EFormHead[] }[] }
export interface ProcedureEForms { procedure: { code: string; name: string }; version: number; eforms: EFormFull[] }
export interface EFormCheck { fits: boolean; text: string; fields: { field: string; key: string; detail: string }[] }
export interface Declaration extends EFormHead { revision: number; at: string; schema: unknown; data: unknown }
export interface DossierDeclarations { declarations: Declaration[] }

/* Procedures as the system administrator edits them. */
export interface Word { code: string; name: string }
export interface StepKind extends Word { roles: string[] }
export interface Procedures {
  may_edit: boolean
  procedures: {
    code: string
    name: string
    field: string
    number: number
    term: string
    effective_from: string
    effective_to: string | null
    in_force: boolean
    versions: number
    next: { number: number; effective_from: string } | null
    draft: { revision: number; by: string | null; at: string } | null
  }[]
}
export type ChangeSection = 'general' | 'components' | 'fees' | 'steps' | 'eforms'
export interface ProcedureFinding { severity: 'error' | 'warning' | 'note'; rule: string; place: string; text: string; cure: string }
export interface ProcedureChange { section: ChangeSection; section_name: string; text: string }
export interface ProcedureWords {
  kinds: StepKind[]
  roles: Word[]
  policies: Word[]
  fee_stages: Word[]
  forms: Word[]
  handlings: Word[]
  certainties: Word[]
  channels: Word[]
}
export interface ProcedureDraft {
  revision: number
  based_on: number
  can_undo: boolean
  can_redo: boolean
  by: string | null
  at: string
  document: unknown
  findings: ProcedureFinding[]
  errors: number
  changes: ProcedureChange[]
}
export interface ProcedureEditor { may_edit: boolean; code: string; name: string; field: string; number: number; words: ProcedureWords; draft: ProcedureDraft | null }
export interface ProcedureVersion {
  id: number
  number: number
  name: string
  term: string
  effective_from: string
  effective_to: string | null
  standing: 'in_force' | 'to_come' | 'ended'
  legal_basis: string
  certainty: string
  replaced_by: string | null
  published_by: string | null
  published_at: string | null
  filed: number
  open: number
}
export interface ProcedureVersions { versions: ProcedureVersion[] }
export interface ProcedureDifference {
  changes: ProcedureChange[]
  publish: { number: number; earliest: string; today: string; open: number; filed_at: string | null } | null
}

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
export interface OfficeActAnswer { act: number; verdicts: VerdictChange[]; mistakes: Mistake[]; score: { points: number; max: number } | null }

export interface Officer {
  account: string; name: string; role: string; role_name: string; org: string; org_name: string; active: boolean
  may_delegate: boolean; may_hand_over: boolean; work: number
}
export interface Delegation {
  id: number; from_account: string; from_name: string; to_account: string; to_name: string; from_at: string; to_at: string
  reason: string; in_force: boolean; may_revoke: boolean
}
export interface Colleagues { colleagues: Officer[]; delegations: Delegation[] }
export interface Work { account: string; name: string; co_handled: number; followed: number; dossiers: Summary[] }

export interface Account { id: string; name: string; role: string; role_name: string; org: string; org_name: string; active: boolean; open_dossiers: number; may_keep: boolean }
export interface Accounts { may_keep: boolean; own_org: string | null; accounts: Account[]; roles: { code: string; name: string }[] }
export interface AccountTable {
  rows: { line: number; id: string | null; name: string | null; role: string | null; role_name: string | null; org: string | null; good: boolean; errors: { column: string; detail: string }[] }[]
  good: number
  bad: number
}

export interface PeriodRow {
  field: string | null; field_name: string | null; received: number; received_online: number; received_direct: number; carried_over: number
  done: number; done_early: number; done_on_time: number; done_overdue: number; open: number; open_in_time: number; open_overdue: number
}
export interface PeriodReport {
  kind: 'month' | 'quarter' | 'half' | 'nine_months' | 'year' | 'range'; from: string; to: string; until: string
  agency: { code: string; name: string }; agencies: { code: string; name: string }[]
  rows: PeriodRow[]; total: PeriodRow; balanced: boolean; made_at: string
}
