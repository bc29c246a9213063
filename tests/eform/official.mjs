/*
 * The JSON Schema test suite as others publish it, never kept here. SUITE names a checkout of it (its tests/draft2020-12 is
 * read); without one the newest edition in the package registry is brought into the folder BUILD, which is that of draft 4: what
 * has changed since (definitions, lists in items, id, …) we refuse, and refusals are counted apart.
 * Usage: official.mjs DRIVER BUILD [SUITE]. A test fails when we answer otherwise; a schema refused is not a failure.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ask, read, table } from './suite.mjs'

const PACKAGE = 'json-schema-test-suite@0.0.10'
const [driver, build, suite] = process.argv.slice(2)

function fetched() {
  const folder = join(build, 'package', 'tests', 'draft4')
  if (!existsSync(folder)) {
    mkdirSync(build, { recursive: true })
    const archive = execFileSync('npm', ['pack', PACKAGE, '--silent', '--pack-destination', build], { stdio: ['ignore', 'pipe', 'inherit'] }).toString().trim()
    execFileSync('tar', ['xzf', join(build, archive), '-C', build])
  }
  return folder
}

/* What we do not support by choice: annotation of formats (we assert), and text or names that base/json refuses. */
const CHOICE = { 'bad-declaration': 'unread', limit: 'failed' }

const folder = suite ? join(suite, 'tests', 'draft2020-12') : fetched()
const cases = read(folder).filter((one) => one.keyword !== 'format')
const said = ask(driver, cases)
const word = (one, i) => (said[i].startsWith('bad-schema') ? 'refused' : CHOICE[said[i]] ?? (said[i] === (one.valid ? 'valid' : 'invalid') ? 'passed' : 'failed'))
const reasons = new Map()
cases.forEach((one, i) => {
  if (word(one, i) === 'failed') console.log(`${one.keyword}: ${one.group}: ${one.test}: expected ${one.valid ? 'valid' : 'invalid'}, said ${said[i]}`)
  if (!said[i].startsWith('bad-schema')) return
  const [, pointer, key] = said[i].split('\t')
  const reason = `${key.replace('eform.schema.', '')} ${pointer.split('/').pop()}`
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
})
console.log(folder.includes('draft2020-12') ? 'edition 2020-12' : 'edition draft 4')
const total = table(cases, ['passed', 'failed', 'refused', 'unread'], word)
console.log(`refused: ${[...reasons].sort((a, b) => b[1] - a[1]).slice(0, 15).map(([reason, count]) => `${reason} ×${count}`).join(', ')}`)
process.exit(total.failed ? 1 : 0)
