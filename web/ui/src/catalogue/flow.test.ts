import { describe, expect, it } from 'vitest'
import type { WorkflowStep } from '@/api/types'
import { layout, wrap } from './flow'

const step = (no: number, role: string, kind: string, share: number): WorkflowStep => ({
  no, role, kind, role_name: role, kind_name: kind, name: 'Thẩm định, dự thảo Tờ trình và kết quả hoặc công văn từ chối', share_milli: share, share_text: `${share}`, limit: null, stops: false,
})
const steps = [step(1, 'one-stop-officer', 'intake', 500), step(2, 'division-head', 'assign', 500), step(3, 'specialist', 'appraise', 4500), step(4, 'division-head', 'review', 2000), step(5, 'one-stop-officer', 'return', 0)]

describe('the picture of a step table', () => {
  it('breaks lines at spaces and loses no word', () => {
    const lines = wrap('Tiếp nhận hồ sơ hợp lệ, chuyển lãnh đạo phòng', 18)
    expect(lines.join(' ')).toBe('Tiếp nhận hồ sơ hợp lệ, chuyển lãnh đạo phòng')
    expect(Math.max(...lines.map((one) => one.length))).toBeLessThanOrEqual(18)
  })
  for (const narrow of [true, false]) {
    const flow = layout(steps, narrow)
    it(`has a lane for each role and a box for each step inside its lane (narrow: ${narrow})`, () => {
      expect(flow.lanes.map((one) => one.role)).toEqual(['one-stop-officer', 'division-head', 'specialist'])
      for (const box of flow.boxes) {
        const lane = flow.lanes[box.lane]!
        expect(lane.role).toBe(box.step.role)
        expect(box.x).toBeGreaterThanOrEqual(lane.x)
        expect(box.x + box.width).toBeLessThanOrEqual(lane.x + flow.laneWidth)
      }
    })
    it(`lets no two rows touch and stays inside the picture (narrow: ${narrow})`, () => {
      flow.boxes.slice(1).forEach((box, i) => {
        const above = flow.boxes[i]!
        const ends = above.y + above.height + (narrow ? above.lines.length * 17 : 0)
        expect(box.y).toBeGreaterThan(ends + 10)
      })
      const last = flow.boxes.at(-1)!
      expect(last.y + last.height).toBeLessThan(flow.height)
      expect(flow.arrows).toHaveLength(4)
      expect(flow.backs).toHaveLength(1)
    })
    it(`shows shares in proportion (narrow: ${narrow})`, () => {
      expect(flow.boxes.map((one) => one.bar)).toEqual([500, 500, 4500, 2000, 0].map((share) => Math.round((flow.boxes[0]!.width * share) / 4500)))
    })
  }
})
