/* Reports. */

export interface PeriodRow {
  field: string | null; field_name: string | null; received: number; received_online: number; received_direct: number; carried_over: number
  done: number; done_early: number; done_on_time: number; done_overdue: number; open: number; open_in_time: number; open_overdue: number
}
export interface PeriodReport {
  kind: 'month' | 'quarter' | 'half' | 'nine_months' | 'year' | 'range'; from: string; to: string; until: string
  agency: { code: string; name: string }; agencies: { code: string; name: string }[]
  rows: PeriodRow[]; total: PeriodRow; balanced: boolean; made_at: string
}
