/* Procedures as the system administrator edits them. */
import type { CatalogueFee } from './catalogue'

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
  /* Known to the catalogue, without a version here. */
  unopened: { code: string; name: string; field: string; term: string | null; draft: { revision: number; by: string | null; at: string } | null }[]
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
  /* `source`: whose word the rule is where a version names none. */
  rules: (Word & { source: string })[]
  provinces: Word[]
}
export interface ProcedureDraft {
  revision: number
  based_on: number /* 0 = the first version */
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
  /* Only of a version to come. */
  take_back: { may: boolean; why: string | null } | null
  fees: CatalogueFee[]
}
/* Step tables as they stand in a document; the version's own has no name. */
export interface ProcedureTables { tables: { name: string | null; term: string | null; steps: Record<string, unknown>[] }[] }
export interface ProcedureVersions { versions: ProcedureVersion[] }
export interface ProcedureDifference {
  changes: ProcedureChange[]
  publish: { number: number; earliest: string; today: string; open: number; filed_at: string | null } | null
}
