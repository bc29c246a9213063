/*
 * Test vectors in the format of the JSON Schema test suite, and what the product says of them: one process of
 * `thaotruong form check --batch` for all, a line in and a word out.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/* Every test of every .json file of a folder: { keyword, group, test, schema, data, valid }. */
export function read(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
  return names.flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).flatMap((group) => group.tests.map((test) => ({
    keyword: basename(name, '.json'), group: group.description, test: test.description, schema: group.schema, data: test.data, valid: test.valid,
  }))))
}

/* The product's word for each case: valid, invalid, limit, bad-declaration, or "bad-schema<TAB>pointer<TAB>key". */
export function ask(driver, cases) {
  const lines = cases.map((one) => `${text(one.schema)}\t${text(one.data)}\n`).join('')
  const said = execFileSync(driver, ['form', 'check', '--batch'], { input: lines, maxBuffer: 1 << 28 }).toString().split('\n').slice(0, -1)
  if (said.length !== cases.length) throw new Error(`${cases.length} lines in, ${said.length} out`)
  return said
}

/* -0 must stay what it is. */
function text(value) {
  return Object.is(value, -0) ? '-0.0' : JSON.stringify(value)
}

/* A table by keyword: columns counted by `column(case, i)`. */
export function table(cases, columns, column) {
  const rows = new Map()
  cases.forEach((one, i) => {
    const row = rows.get(one.keyword) ?? Object.fromEntries(columns.map((name) => [name, 0]))
    row[column(one, i)]++
    rows.set(one.keyword, row)
  })
  const total = Object.fromEntries(columns.map((name) => [name, 0]))
  const line = (name, row) => name.padEnd(24) + columns.map((c) => String(row[c]).padStart(10)).join('')
  console.log('keyword'.padEnd(24) + columns.map((c) => c.padStart(10)).join(''))
  for (const [name, row] of rows) {
    console.log(line(name, row))
    for (const c of columns) total[c] += row[c]
  }
  console.log(line('all', total))
  return total
}
