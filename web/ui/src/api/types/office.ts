/* People and organisations of an office. */
import type { Seat } from './exercise'
import type { Summary } from './queue'

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
  format: 'csv' | 'xlsx'; sheet: string | null; sheets: string[]; header_line: number; columns: { id: string; name: string; role: string; org: string }
  /* What nobody sees in the program the workbook was made with: read all the same, and marked. */
  hidden_rows: number; hidden_columns: ('id' | 'name' | 'role' | 'org')[]
  rows: {
    line: number; id: string | null; name: string | null; role: string | null; role_name: string | null; org: string | null; org_name: string | null; hidden: boolean; good: boolean
    errors: { column: string; place: string | null; detail: string; cure: string | null }[]
  }[]
  good: number
  bad: number
}
export interface Rights { roles: { code: string; name: string; accounts: number; yours: boolean }[]; acts: { act: string; name: string; subject: string; subject_name: string; roles: string[]; article: string | null }[] }
export interface SetupCheck {
  findings: { rule: string; severity: 'error' | 'warning'; text: string; cure: string; org: string | null; account: string | null; role: string | null }[]
  errors: number
  warnings: number
}
export interface OfficeSeat extends Seat { locked: boolean }
export interface OfficeSeats { open: boolean; seats: OfficeSeat[] }

export interface Org {
  code: string; name: string; name_vi: string; name_en: string; kind: string; kind_name: string; parent: string | null; open_on: string; close_on: string | null
  replaced_by: string | null; state: 'open' | 'closing' | 'closed' | 'not_yet'; certainty: string; place: string | null; address: string | null; phone: string | null
  email: string | null; accounts: number; open_dossiers: number; may_edit: boolean; may_add: boolean; may_end: boolean; kinds_below: string[]
}
export interface Orgs { today: string; agency: string; own_org: string | null; may_edit: boolean; kinds: { code: string; name: string }[]; orgs: Org[] }
export interface OrgEffect { may: boolean; accounts: number; open_dossiers: number; units: number; lines: string[]; problems: { field: string | null; detail: string }[] }
