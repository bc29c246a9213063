/* Procedures as the catalogue shows them. */

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
export type CatalogueFee = Valid & Sourced & { code: string; name: string; basis: string; text: string; channel: string; channel_name: string }
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
  /* `versions`: those in whose time the row is, was or will be in force. */
  fees: (CatalogueFee & { versions: number[] })[]
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
