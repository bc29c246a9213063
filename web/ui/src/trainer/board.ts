/* The board's arithmetic: who may be stuck, and the orders a trainer sorts by. Thresholds are for attention only. */
import type { Board, BoardRow } from '@/api/types'

export const IDLE_SECONDS = 300
export type Order = 'stuck' | 'name' | 'progress' | 'score' | 'mistakes'
export const ORDERS: Order[] = ['stuck', 'name', 'progress', 'score', 'mistakes']

export const done = (row: BoardRow): number => row.steps.filter((step) => step.state === 'done').length
export const working = (row: BoardRow): boolean => row.attempt !== null && row.state !== 'finished' && row.steps.some((step) => step.state === 'open')
export const stuck = (row: BoardRow): boolean => working(row) && (row.idle_seconds ?? 0) >= IDLE_SECONDS

/* Whoever needs a look first: long idle, then many mistakes, then little done; those not begun come after those at work. */
function need(row: BoardRow): number {
  if (!row.attempt) return 1
  if (!working(row)) return 0
  return (stuck(row) ? 1e6 + (row.idle_seconds ?? 0) : 0) + row.mistakes * 1000 + (row.steps.length - done(row)) * 10 + 2
}

const byName = (a: BoardRow, b: BoardRow): number => a.person.name.localeCompare(b.person.name, 'vi')
const ways: Record<Order, (a: BoardRow, b: BoardRow) => number> = {
  stuck: (a, b) => need(b) - need(a),
  name: () => 0,
  progress: (a, b) => done(b) - done(a),
  score: (a, b) => (b.score?.points ?? -1) - (a.score?.points ?? -1),
  mistakes: (a, b) => b.mistakes - a.mistakes,
}
export const sorted = (rows: BoardRow[], order: Order): BoardRow[] => [...rows].sort((a, b) => ways[order](a, b) || byName(a, b))

export function summary(board: Board) {
  const rows = board.rows
  return {
    all: rows.length,
    online: rows.filter((row) => row.online).length,
    stuck: rows.filter(stuck).length,
    finished: rows.filter((row) => row.state === 'finished' || (row.steps.length > 0 && done(row) === row.steps.length)).length,
  }
}
export const atStep = (board: Board, step: string): number => board.rows.filter((row) => row.steps.some((one) => one.id === step && one.state === 'open')).length
