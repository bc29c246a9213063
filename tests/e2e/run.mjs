/* run: every walk of walks/ at every width it asks for, each over a server and a data folder of its own.
 *
 *   node run.mjs [--gate] [--width 390] [NAME…]      names are files of walks/ without .mjs
 *
 * A walk exports `about`, may export `widths` (default both), `gate` (the widths of a run with --gate, default `widths`) and `server` (options of startServer), and its default
 * function gets (walk, server). Prints a line per walk and ends with `N passed, N failed`. */
import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser, Walk } from './harness.mjs'
import { startServer } from './server.mjs'

const args = process.argv.slice(2)
const gate = args[0] === '--gate' && Boolean(args.shift())
const onlyWidth = args[0] === '--width' ? Number(args.splice(0, 2)[1]) : null
const folder = join(import.meta.dirname, 'walks')
const names = readdirSync(folder).filter((f) => f.endsWith('.mjs')).map((f) => f.slice(0, -4)).sort()
const wanted = args.length ? args : names
for (const name of wanted) if (!names.includes(name)) throw new Error(`no walk named ${name}: ${names.join(', ')}`)

let passed = 0
let failed = 0
const browser = await openBrowser()

async function run({ name, width, walkFile }) {
  const started = Date.now()
  const problems = []
  let server = null
  let walk = null
  try {
    server = await startServer(walkFile.server)
    walk = new Walk({ name, base: server.base, browser, width })
    await walkFile.default(walk, server)
  } catch (error) {
    problems.push((error.stack ?? String(error)).replace(/\x1b\[[0-9;]*m/g, ''))
    await walk?.lastSight()
  }
  if (walk?.problems.length) {
    if (!problems.length) await walk.lastSight()
    problems.push(...walk.problems)
  }
  await walk?.close().catch((error) => problems.push(`closing: ${error.message}`))
  await server?.stop().catch((error) => problems.push(error.message))
  report(`walk ${name} at ${width} px`, walkFile.about, ((Date.now() - started) / 1000).toFixed(2), problems)
}

function report(label, about, seconds, problems) {
  if (problems.length) failed += 1
  else passed += 1
  console.log(`${problems.length ? 'FAIL' : 'ok  '}  ${seconds.padStart(8)}s  ${label}: ${about}`)
  for (const problem of problems) console.log(`      ${problem.replaceAll('\n', '\n      ')}`)
  if (process.env.RESULTS) appendFileSync(process.env.RESULTS, `${seconds}\t${problems.length ? 'FAIL' : 'ok'}\t${label}\n`)
}

const jobs = []
for (const name of wanted) {
  const walkFile = await import(join(folder, `${name}.mjs`))
  const widths = ((gate && walkFile.gate) || walkFile.widths || [390, 1440]).filter((w) => !onlyWidth || w === onlyWidth)
  for (const width of widths) jobs.push({ name, width, walkFile })
}
/* Each walk has a server, a folder and a browser context of its own: two at a time use both processors. */
const hands = Number(process.env.THAO_WALKS ?? 2)
await Promise.all(Array.from({ length: hands }, async () => {
  while (jobs.length) await run(jobs.shift())
}))
await browser.close()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed || !passed ? 1 : 0)
