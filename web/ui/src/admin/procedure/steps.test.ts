import { describe, expect, it } from 'vitest'
import { fitted } from './steps'

const table = (...shares: number[]) => shares.map((share_milli, i) => ({ name_vi: `Bước ${i + 1}`, share_milli }))
const shares = (steps: { share_milli?: number }[]): number[] => steps.map((one) => one.share_milli ?? -1)

describe('a step table taken over', () => {
  it('adds up to the limit here, in quarters of a day, and what is not counted stays so', () => {
    const taken = fitted(table(500, 500, 10000, 3000, 0, 1000), 10000)
    expect(shares(taken)).toEqual([250, 250, 6750, 2000, 0, 750])
    expect(shares(taken).reduce((a, b) => a + b, 0)).toBe(10000)
  })
  it('of a shorter procedure is stretched', () => {
    expect(shares(fitted(table(500, 4500), 20000))).toEqual([2000, 18000])
  })
  it('comes as it was where it fits already, there is no limit, or quarters cannot be shared out', () => {
    for (const [steps, wanted] of [[table(500, 4500), 5000], [table(500, 4500), NaN], [table(0, 0), 5000], [table(500, 500, 500), 500]] as const) expect(fitted(steps, wanted)).toEqual(steps)
  })
  it('keeps what else a step says', () => {
    expect(fitted([{ name_vi: 'Thẩm định', role: 'specialist', share_milli: 1000 }], 5000)).toEqual([{ name_vi: 'Thẩm định', role: 'specialist', share_milli: 5000 }])
  })
})
