/*
 * The exported step tables, read by bpmn-moddle: `read.mjs PROGRAM DATA`. Every published table and every playable procedure is
 * exported in both languages. Each must be read without a warning; its user tasks are the steps of the table, in order and with the
 * table's shares; each node stands in one lane and has its shape; each flow joins two nodes of the process and has an edge whose ends
 * touch their shapes; every node is reached from the start and leads to an end. `--plant` spoils documents: each must be noticed.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BpmnModdle } from 'bpmn-moddle'

const [program, data, plant] = process.argv.slice(2)
const moddle = new BpmnModdle()
const json = (path) => JSON.parse(readFileSync(path, 'utf8'))
const files = (folder) => readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => json(join(folder, name)))

/* What there is to export: the words of the command, and the steps it must hold. */
function tables() {
  const published = files(join(data, 'catalogue', 'workflows')).flatMap((file) => file.workflows)
  const playable = files(join(data, 'procedures')).filter((one) => one.steps && !published.some((w) => w.procedure === one.code))
  return [
    ...published.map((one) => ({ label: `${one.procedure} ${one.province} ${one.variant}`, words: [one.procedure, '--province', one.province, '--variant', one.variant], steps: one.steps })),
    ...playable.map((one) => ({ label: one.code, words: [one.code], steps: one.steps })),
  ]
}

const touches = (point, { x, y, width, height }) => point.x >= x - 1 && point.x <= x + width + 1 && point.y >= y - 1 && point.y <= y + height + 1

function reached(start, next) {
  const seen = new Set(start)
  for (const one of seen) for (const other of next(one)) seen.add(other)
  return seen
}

/* Everything that is wrong with a document. */
async function faults(xml, steps, lang) {
  const { rootElement, warnings } = await moddle.fromXML(xml)
  const out = warnings.map((one) => `warning: ${one.message}`)
  const say = (ok, what) => { if (!ok) out.push(what) }
  const process_ = rootElement.rootElements.find((one) => one.$type === 'bpmn:Process')
  const nodes = process_.flowElements.filter((one) => one.$instanceOf('bpmn:FlowNode'))
  const flows = process_.flowElements.filter((one) => one.$type === 'bpmn:SequenceFlow')
  const tasks = nodes.filter((one) => one.$type === 'bpmn:UserTask')
  say(tasks.length === steps.length, `${tasks.length} tasks for ${steps.length} steps`)
  tasks.forEach((task, i) => {
    const days = (steps[i]?.share_milli ?? 0) / 1000
    const share = days === 0 ? (lang === 'vi' ? 'không tính' : 'not counted') : `${String(days).replace('.', lang === 'vi' ? ',' : '.')} ${lang === 'vi' ? 'ngày' : 'days'}`
    say(task.name === `B${i + 1}. ${steps[i]?.[`name_${lang}`]} (${share})`, `task ${i + 1} is “${task.name}”, share ${share}`)
  })
  const lanes = process_.laneSets[0].lanes
  for (const node of nodes) say(lanes.filter((lane) => lane.flowNodeRef.includes(node)).length === 1, `${node.id} stands not in one lane`)
  say(new Set(steps.map((one) => one.role)).size === lanes.length, `${lanes.length} lanes`)
  say(nodes.filter((one) => one.$type === 'bpmn:StartEvent').length === 1, 'not one start')
  for (const flow of flows) {
    say(flow.sourceRef && flow.targetRef, `${flow.id} joins nothing`)
    say(flow.sourceRef?.outgoing?.includes(flow) && flow.targetRef?.incoming?.includes(flow), `${flow.id}: its ends do not know it`)
  }
  for (const gate of nodes.filter((one) => one.$type === 'bpmn:ExclusiveGateway'))
    say(gate.outgoing.length > 1 && gate.outgoing.every((flow) => flow.name), `${gate.id} does not choose`)
  const starts = nodes.filter((one) => one.$type === 'bpmn:StartEvent')
  const ends = nodes.filter((one) => one.$type === 'bpmn:EndEvent')
  say(reached(starts, (one) => (one.outgoing ?? []).map((flow) => flow.targetRef)).size === nodes.length, 'something is never reached')
  say(reached(ends, (one) => (one.incoming ?? []).map((flow) => flow.sourceRef)).size === nodes.length, 'something never ends')
  const drawn = rootElement.diagrams[0].plane.planeElement
  const shapes = new Map(drawn.filter((one) => one.$type === 'bpmndi:BPMNShape').map((one) => [one.bpmnElement, one.bounds]))
  const edges = new Map(drawn.filter((one) => one.$type === 'bpmndi:BPMNEdge').map((one) => [one.bpmnElement, one.waypoint]))
  for (const one of [...nodes, ...lanes]) say(shapes.has(one), `${one.id} has no shape`)
  for (const flow of flows) {
    const points = edges.get(flow) ?? []
    say(points.length > 1 && touches(points[0], shapes.get(flow.sourceRef)) && touches(points.at(-1), shapes.get(flow.targetRef)), `${flow.id}: its edge hangs in the air`)
  }
  return out
}

const draw = (words, lang) => execFileSync(program, ['catalogue', 'bpmn', ...words, '--lang', lang], { maxBuffer: 1 << 24 }).toString()
let failed = 0
if (plant) {
  const [one] = tables()
  const good = draw(one.words, 'vi')
  const spoiled = {
    'a task less': good.replace(/<bpmn:userTask( id="Step_3".*)<\/bpmn:userTask>/, '<bpmn:task$1</bpmn:task>'),
    'a reference to nothing': good.replace('targetRef="Step_2"', 'targetRef="Step_99"'),
    'a shape less': good.replace(/\s*<bpmndi:BPMNShape id="Shape_Step_2".*/, ''),
    'an edge in the air': good.replace(/(bpmnElement="Flow_1"><di:waypoint) x="\d+"/, '$1 x="9999"'),
    'another share': good.replace(/\([\d,]+ ngày\)"/, '(99 ngày)"'),
    'a node outside its lane': good.replace('<bpmn:flowNodeRef>Step_2</bpmn:flowNodeRef>', ''),
  }
  for (const [what, xml] of Object.entries(spoiled)) {
    const found = xml === good ? [] : await faults(xml, one.steps, 'vi').catch((error) => [String(error)])
    console.log(`${found.length ? 'noticed' : 'MISSED'}  ${what}: ${found[0] ?? ''}`)
    failed += found.length === 0
  }
} else {
  for (const one of tables()) for (const lang of ['vi', 'en']) {
    const found = await faults(draw(one.words, lang), one.steps, lang)
    if (found.length) console.log(`${one.label} ${lang}:\n  ${found.join('\n  ')}`)
    failed += found.length > 0
  }
  console.log(`${tables().length} step tables read in two languages, ${failed} with faults`)
}
process.exit(failed ? 1 : 0)
