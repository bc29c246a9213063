/* The product and our own vectors: tests/expected/schema/<keyword>.json. Usage: vectors.mjs DRIVER FOLDER */
import { ask, read, table } from './suite.mjs'

const [driver, folder] = process.argv.slice(2)
const cases = read(folder)
const said = ask(driver, cases)
const wrong = (one, i) => said[i] !== (one.valid ? 'valid' : 'invalid')
cases.forEach((one, i) => {
  if (wrong(one, i)) console.log(`${one.keyword}: ${one.group}: ${one.test}: expected ${one.valid ? 'valid' : 'invalid'}, said ${said[i]}`)
})
process.exit(table(cases, ['passed', 'failed'], (one, i) => (wrong(one, i) ? 'failed' : 'passed')).failed ? 1 : 0)
