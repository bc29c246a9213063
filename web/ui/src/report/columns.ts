/* Columns (3) to (13) of form II.06a as they stand on paper: three groups, each begun by its sum. */
import type { PeriodRow } from '@/api/types'

export const GROUPS = {
  received: ['received', 'received_online', 'received_direct', 'carried_over'],
  done: ['done', 'done_early', 'done_on_time', 'done_overdue'],
  open: ['open', 'open_in_time', 'open_overdue'],
} as const satisfies Record<string, readonly (keyof PeriodRow)[]>
export type GroupName = keyof typeof GROUPS
export const GROUP_NAMES = Object.keys(GROUPS) as GroupName[]
export const COLUMNS = GROUP_NAMES.flatMap((name) => [...GROUPS[name]])
export const isSum = (column: string): boolean => column in GROUPS
export const isLate = (column: (typeof COLUMNS)[number], row: PeriodRow): boolean => column.endsWith('overdue') && row[column] > 0
/* The number printed above a column. */
export const numberOf = (column: (typeof COLUMNS)[number]): number => COLUMNS.indexOf(column) + 3
