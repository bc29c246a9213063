/*
 * Where everything of a step table's picture stands: a lane for each role, a row for each step, downwards. Where there is room the
 * step's name stands in its box; on a narrow window the box holds number and share, and the name stands below it, over all lanes.
 */
import type { WorkflowStep } from '@/api/types'

export interface FlowBox {
  step: WorkflowStep
  lane: number
  x: number
  y: number
  width: number
  height: number
  lines: string[]
  bar: number
}
export interface Flow {
  width: number
  height: number
  top: number
  laneWidth: number
  lanes: { role: string; name: string; lines: string[]; x: number }[]
  boxes: FlowBox[]
  arrows: string[]
  backs: string[]
}

const LINE = 17
const SIDE = 10

/* Breaks at spaces so that no line is longer than so many signs; a longer word stands alone. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const middle = (box: FlowBox): number => box.x + box.width / 2

/* From box to box; where the name stands below a box, the arrow begins below the name. */
function arrow(from: FlowBox, to: FlowBox, gap: number): string {
  const turn = to.y - gap / 2
  const below = from.y + from.height
  return `M${middle(from)} ${below}V${turn}H${middle(to)}V${to.y - 2}`
}

function back(from: FlowBox, to: FlowBox): string {
  const y = from.y + 20
  const x = Math.max(3, Math.min(from.x, to.x) - 9)
  return `M${from.x} ${y}H${x}V${to.y + 20}H${to.x - 2}`
}

export function layout(steps: WorkflowStep[], narrow: boolean): Flow {
  const width = narrow ? 340 : 1080
  const roles = [...new Map(steps.map((one) => [one.role, one.role_name])).entries()]
  const laneWidth = (width - 2 * SIDE) / Math.max(1, roles.length)
  const lanes = roles.map(([role, name], i) => ({ role, name, lines: narrow ? [String(i + 1)] : wrap(name, Math.floor(laneWidth / 8.2)), x: SIDE + i * laneWidth }))
  const top = 12 + LINE * Math.max(1, ...lanes.map((one) => one.lines.length))
  const boxWidth = Math.min(narrow ? 62 : 210, laneWidth - (narrow ? 6 : 24))
  const longest = Math.max(1, ...steps.map((one) => one.share_milli))
  const gap = narrow ? 20 : 30
  let y = top + 14
  const boxes = steps.map((step) => {
    const lane = roles.findIndex(([role]) => role === step.role)
    const lines = wrap(step.name, narrow ? 46 : Math.floor((boxWidth - 18) / 7.3))
    const height = narrow ? 44 : 36 + lines.length * LINE
    const box = { step, lane, x: SIDE + lane * laneWidth + (laneWidth - boxWidth) / 2, y, width: boxWidth, height, lines, bar: Math.round((boxWidth * step.share_milli) / longest) }
    y += height + (narrow ? lines.length * LINE + 6 : 0) + gap
    return box
  })
  const arrows = boxes.slice(1).map((box, i) => arrow(boxes[i]!, box, gap))
  const backs = boxes.flatMap((box, i) => (i > 0 && (box.step.kind === 'review' || box.step.kind === 'sign') ? [back(box, boxes[i - 1]!)] : []))
  return { width, height: y - gap + 10, top, laneWidth, lanes, boxes, arrows, backs }
}
