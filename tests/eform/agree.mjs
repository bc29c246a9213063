/*
 * The product and the browser's validator (@cfworker/json-schema, with our formats): do they say the same? Of the vectors in
 * tests/expected/schema, of the playable procedures' e-forms with declarations fitting, not fitting and spoilt, and of RANDOM schemas
 * and declarations drawn from a seed. Usage: agree.mjs DRIVER FOLDER [RANDOM] [SEED]
 */
import { Validator } from '@cfworker/json-schema'
import { join } from 'node:path'
import { declared, spoil } from './declarations.mjs'
import { draw } from './draw.mjs'
import { install } from './formats.mjs'
import { ask, read, table } from './suite.mjs'

const [driver, folder, random = '0', seed = '1'] = process.argv.slice(2)
install()

function browser(one) {
  try {
    return new Validator(one.schema, '2020-12', false).validate(one.data).valid ? 'valid' : 'invalid'
  } catch (error) {
    return `threw ${error.message}`
  }
}

/* Known: the browser's validator lets unevaluated* inside then and else see what the condition beside them looked at; the standard
 * does not (core 11.2, 11.3: adjacent keywords and their subschemas alone). It is laxer there; the server has the last word. */
function isKnown(schema, ours, theirs, inside = false) {
  if (ours !== 'invalid' || theirs !== 'valid' || typeof schema !== 'object' || schema === null) return false
  return Object.entries(schema).some(([name, value]) => (inside && name.startsWith('unevaluated')) || isKnown(value, ours, theirs, inside || name === 'then' || name === 'else'))
}

function compare(cases) {
  const said = ask(driver, cases)
  const heard = cases.map(browser)
  const word = (i) => (said[i].startsWith('bad-schema') ? 'refused' : said[i] === heard[i] ? 'agree' : isKnown(cases[i].schema, said[i], heard[i]) ? 'known' : 'differ')
  let shown = 0
  cases.forEach((one, i) => {
    const wrong = word(i) === 'differ' || (one.valid !== undefined && heard[i] !== (one.valid ? 'valid' : 'invalid'))
    if (wrong && shown++ < 20) console.log(`${one.keyword}: ${one.group}: ${one.test}: ours ${said[i]}, the browser's ${heard[i]}\n    ${JSON.stringify(one.schema)}\n    ${JSON.stringify(one.data)}`)
  })
  const total = table(cases, ['agree', 'differ', 'known', 'refused'], (_, i) => word(i))
  console.log(`${heard.filter((word) => word === 'valid').length} of ${heard.length} are valid`)
  return { total, wrong: shown }
}

console.log('our vectors')
const vectors = compare(read(folder))
let failed = vectors.wrong + vectors.total.refused + vectors.total.known

const root = join(import.meta.dirname, '../..')
console.log('\ndeclarations of the playable procedures')
const written = declared(join(root, 'scenarios/data/procedures'), join(root, 'tests/expected/declarations'))
const fitting = compare(written)
console.log('\nthe same, spoilt at every place')
const broken = compare(spoil(written))
for (const one of [fitting, broken]) failed += one.wrong + one.total.refused + one.total.known
if (Number(random) > 0) {
  console.log(`\n${random} drawn with seed ${seed}`)
  const drawn = compare(draw(Number(random), Number(seed)))
  failed += drawn.wrong + drawn.total.refused
}
process.exit(failed ? 1 : 0)
