import { expect, it } from 'vitest'
import type { BoardRow } from '@/api/types'
import { sorted, stuck, summary } from './board'

function row(name: string, more: Partial<BoardRow> = {}): BoardRow {
  return {
    person: { id: name, name }, attempt: 'a', world: 'w', seat: null, score: null, mistakes: 0, idle_seconds: 0, online: true, clock_now: null, acts: 0, generation: 1,
    steps: [{ id: 's', state: 'open', earned: 0, points: 10 }], ...more,
  }
}
const finished = row('Xong', { steps: [{ id: 's', state: 'done', earned: 10, points: 10 }] })

it('whoever is idle longest comes first, whoever is finished last', () => {
  const rows = [finished, row('Bình'), row('Kẹt', { idle_seconds: 900 }), row('Chưa', { attempt: null }), row('Sai', { mistakes: 2 }), row('Kẹt hơn', { idle_seconds: 1200 })]
  expect(sorted(rows, 'stuck').map((one) => one.person.name)).toEqual(['Kẹt hơn', 'Kẹt', 'Sai', 'Bình', 'Chưa', 'Xong'])
})
it('idleness after the last step is not being stuck', () => {
  expect(stuck({ ...finished, idle_seconds: 9999 })).toBe(false)
})
it('names are sorted as Vietnamese sorts them', () => {
  expect(sorted([row('Đào'), row('Em'), row('Duy')], 'name').map((one) => one.person.name)).toEqual(['Duy', 'Đào', 'Em'])
})
it('the summary counts what the board shows', () => {
  expect(summary({ at: '', steps: [], rows: [finished, row('a', { online: false }), row('b', { idle_seconds: 301 })] })).toEqual({ all: 3, online: 2, stuck: 1, finished: 1 })
})
